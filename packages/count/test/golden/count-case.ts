/** A golden case counted, in one shape for all rules, with names for ids: what expectations look up. */
import {
  type CondorcetResult,
  type CountError,
  type CountResult,
  countApproval,
  countBlockVote,
  countBorda,
  countCondorcet,
  countPoll,
  countStv,
  findStvRule,
  type IrvMargin,
  irvMargin,
  type Lot,
  type PointsResult,
  paperCount,
  type StvResult,
  seatRanking,
  tally,
} from '../../src/index.ts';
import type { GoldenCase } from './golden-case.ts';
import type { Ballots } from './read-ballots.ts';

export type Named = Readonly<Record<string, string>>;

export interface CountedStage {
  /** By name. */
  readonly votes: Named;
  readonly exhausted: string;
  readonly lost: string;
  readonly quota: string;
  readonly elected: readonly string[];
}

export interface Counted {
  /** In the order of the file. */
  readonly names: readonly string[];
  /** In the order of election. */
  readonly elected: readonly string[];
  readonly stages: readonly CountedStage[];
  readonly papers: number;
  readonly blank: number;
  readonly unread: number;
  /** Tiers of names, for rules that rank. */
  readonly ranking?: readonly (readonly string[])[];
  /** `pairs[a][b]`, and who beats all others. */
  readonly pairs?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly beatsAll?: string | null;
  readonly margin?: IrvMargin;
  /** Ties that were broken by lot. */
  readonly lots: number;
  /** First choices among these. */
  readonly tally: (among: readonly string[]) => {
    readonly votes: Named;
    readonly exhausted: string;
  };
}

const DEFAULT_SEED = 'golden';

/** Counts; an error is a failed case. */
export function countCase(golden: GoldenCase, ballots: Ballots): Counted {
  const candidates = (ballots.profile ?? ballots.weak()).candidates;
  const nameOf = new Map(candidates.map((c) => [c.id, c.name]));
  const name = (id: string): string => nameOf.get(id) ?? id;
  const named = (figures: Readonly<Record<string, number | string>>): Named =>
    Object.fromEntries(Object.entries(figures).map(([id, v]) => [name(id), String(v)]));
  const lot = lotOf(
    golden,
    ballots.order ?? candidates.map((c) => c.id),
    candidates.map((c) => c.id),
  );
  const base = {
    names: candidates.map((c) => c.name),
    stages: [],
    blank: ballots.blank,
    unread: ballots.unread,
    lots: 0,
    papers: ballots.profile === undefined ? 0 : paperCount(ballots.profile),
    tally: (among: readonly string[]): { votes: Named; exhausted: string } => {
      const ids = candidates.filter((c) => among.includes(c.name)).map((c) => c.id);
      const { votes, exhausted } = tally(profileOf(ballots), ids);
      return { votes: named(votes), exhausted: String(exhausted) };
    },
  };
  const ranking = (tiers: readonly (readonly string[])[]): readonly (readonly string[])[] =>
    tiers.map((tier) => tier.map(name).toSorted());

  const { by } = golden;
  switch (by.rule) {
    case 'alternative-vote':
    case 'first-past-the-post': {
      const result = value(countPoll(by.rule, profileOf(ballots), { ...by.options, lot }));
      return { ...base, ...stagesOf(result, name, named) };
    }
    case 'stv': {
      const preset = findStvRule(by.name);
      if (preset === undefined) throw new Error(`no rule ${by.name}`);
      const rule =
        by.early === 'batch' && preset.switches.method === 'meek'
          ? { ...preset, switches: { ...preset.switches, early: by.early } }
          : preset;
      const profile = profileOf(ballots);
      const count = (seed: string): StvResult =>
        value(
          countStv(rule, {
            profile,
            lot,
            seed,
            ...(golden.ties === 'lot' ? { ties: ['lot' as const] } : {}),
          }),
        );
      const [first, ...others] = (by.seeds ?? [DEFAULT_SEED]).map(count) as [
        StvResult,
        ...StvResult[],
      ];
      for (const other of others)
        if (other.elected.toSorted().join() !== first.elected.toSorted().join())
          throw new Error('another seed elects others');
      return {
        ...base,
        papers: first.papers,
        elected: first.elected.map(name),
        lots: first.stages
          .flatMap((s) => s.ties)
          .filter((t) => t.steps.some((step) => step.step === 'lot')).length,
        stages: first.stages.map((s) => ({
          votes: named(s.votes),
          exhausted: s.exhausted,
          lost: s.lost,
          quota: s.quota,
          elected: s.elected.map((e) => name(e.candidate)),
        })),
      };
    }
    case 'irv-margin': {
      const margin = value(irvMargin(profileOf(ballots), { lot }));
      return { ...base, elected: [name(margin.elected)], margin };
    }
    case 'approval':
    case 'borda':
    case 'block-vote': {
      const result: PointsResult = value(
        by.rule === 'approval'
          ? countApproval(profileOf(ballots), { lot })
          : by.rule === 'borda'
            ? countBorda(ballots.weak(), { lot })
            : countBlockVote(profileOf(ballots), { ...by.options, lot }),
      );
      const standing = Object.keys(result.points);
      const points = [...new Set(Object.values(result.points))].sort((a, b) => b - a);
      return {
        ...base,
        papers: result.papers,
        elected: result.elected.map(name),
        ranking: ranking(points.map((n) => standing.filter((id) => result.points[id] === n))),
        stages: [
          {
            votes: named(result.points),
            exhausted: '0',
            lost: '0',
            quota: '',
            elected: result.elected.map(name),
          },
        ],
      };
    }
    default: {
      const { noneOfTheAbove, options } = by;
      const weak = ballots.weak();
      const none = weak.candidates.find((c) => /none of the above/i.test(c.name))?.id;
      const result: CondorcetResult = value(
        countCondorcet(by.rule, weak, {
          ...options,
          lot,
          ...(noneOfTheAbove === undefined || none === undefined
            ? {}
            : {
                defaultOption: {
                  id: none,
                  quorum: {
                    kind: 'half-roots' as const,
                    times: 3,
                    entitled: noneOfTheAbove.entitled,
                  },
                },
              }),
        }),
      );
      const { caps } = golden;
      const elected =
        caps === undefined
          ? result.elected
          : value(
              seatRanking(
                result.ranking,
                weak.seats,
                caps.map((cap) => ({
                  ...cap,
                  members: weak.candidates
                    .filter((c) => cap.members.includes(c.name))
                    .map((c) => c.id),
                })),
                lot,
              ),
            ).elected;
      return {
        ...base,
        papers: result.papers,
        elected: elected.map(name),
        ranking: ranking(result.ranking),
        lots: result.ties.length,
        beatsAll: result.condorcetWinner === null ? null : name(result.condorcetWinner),
        pairs: Object.fromEntries(
          Object.entries(result.pairs).map(([a, row]) => [
            name(a),
            Object.fromEntries(Object.entries(row).map(([b, n]) => [name(b), n])),
          ]),
        ),
      };
    }
  }
}

function profileOf(ballots: Ballots): NonNullable<Ballots['profile']> {
  if (ballots.profile === undefined) throw new Error('these papers have equal ranks');
  return ballots.profile;
}

function value<T>(
  result:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly error: CountError },
): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function stagesOf(
  result: CountResult,
  name: (id: string) => string,
  named: (figures: Readonly<Record<string, number>>) => Named,
): Pick<Counted, 'elected' | 'papers' | 'stages' | 'lots'> {
  return {
    elected: result.elected.map(name),
    papers: result.papers,
    lots: result.rounds.filter((r) => r.action.tie?.steps.some((s) => s.step === 'lot')).length,
    stages: result.rounds.map((r) => ({
      votes: named(r.votes),
      exhausted: String(r.exhausted),
      lost: '0',
      quota: String(r.needed ?? ''),
      elected: r.action.kind === 'elected' ? r.action.elected.map(name) : [],
    })),
  };
}

function lotOf(golden: GoldenCase, order: readonly string[], ids: readonly string[]): Lot {
  const { lot = 'file' } = golden;
  if (lot === 'file') return (_stage, tied) => ids.filter((id) => tied.includes(id));
  // The first in its order is the least favoured when somebody is excluded.
  return (stage, tied) => {
    const those = order.filter((id) => tied.includes(id));
    return lot !== 'droop' && stage === lot.surplusTieAt ? those : those.reverse();
  };
}
