/** A golden case counted, in one shape for all rules, with names for ids: what expectations look up. */
import {
  type Constraints,
  type CountOutcome,
  countBallots,
  countWith,
  type Election,
  type IrvMargin,
  irvMargin,
  type Lot,
  paperCount,
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
  /** Papers in the count. */
  readonly papers: number;
  /** Papers that are not: with nothing on them, or nothing that can be read as a preference. */
  readonly void: number;
  /** Tiers of names, for rules that rank. */
  readonly ranking?: readonly (readonly string[])[];
  /** `pairs[a][b]`, and who beats all others. */
  readonly pairs?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly beatsAll?: string | null;
  readonly margin?: IrvMargin;
  /** Ties that were broken by an order. */
  readonly lots: number;
  /** First choices among these. */
  readonly tally: (among: readonly string[]) => {
    readonly votes: Named;
    readonly exhausted: string;
  };
}

/** Counts; an error is a failed case. `text` is the file's, for the `[tie …]` of droop. */
export function countCase(
  golden: GoldenCase,
  ballots: Ballots,
  over: { readonly seats?: number; readonly text: string },
): Counted {
  const { candidates } = ballots.kind === 'file' ? ballots.file : ballots.profile;
  const ids = candidates.map((c) => c.id);
  const nameOf = new Map(candidates.map((c) => [c.id, c.name]));
  const name = (id: string): string => nameOf.get(id) ?? id;
  const idsOf = (names: readonly string[]): readonly string[] =>
    names.map((one) => {
      const found = candidates.find((c) => c.name === one);
      if (found === undefined) throw new Error(`nobody is called ${one}`);
      return found.id;
    });
  const idsThere = (names: readonly string[]): readonly string[] =>
    names.flatMap((one) => candidates.filter((c) => c.name === one).map((c) => c.id));
  const order = ballots.kind === 'file' ? ballots.order : undefined;
  const lot = lotOf(golden, ids, order === undefined ? orderIn(over.text, ids) : idsThere(order));
  const constraints: Constraints | undefined =
    golden.caps === undefined
      ? undefined
      : {
          categories: [
            {
              name: 'cap',
              groups: golden.caps.map((cap) => ({ ...cap, least: 0, members: idsOf(cap.members) })),
            },
          ],
        };
  const count = (seed: string | undefined): Read =>
    counted(golden, ballots, {
      lot,
      settings: {
        ...(ballots.kind === 'file' ? ballots.settings : {}),
        ...golden.settings,
        ...(seed === undefined ? {} : { seed }),
      },
      ...(constraints && { constraints }),
      ...(over.seats === undefined ? {} : { seats: over.seats }),
      withdrawn: idsOf([
        ...(golden.withdrawn ?? []),
        ...((ballots.kind === 'file' ? ballots.withdrawn : undefined) ?? []),
      ]),
    });
  const [first, ...others] = (golden.seeds ?? [undefined]).map(count) as [Read, ...Read[]];
  const parts = partsOf(first.outcome, name);
  for (const other of others)
    if (partsOf(other.outcome, name).elected.toSorted().join() !== parts.elected.toSorted().join())
      throw new Error('another seed elects others');
  const { election } = first;
  const profile = election.kind === 'rankings' ? election.profile : undefined;
  return {
    names: candidates.map((c) => c.name),
    lots: 0,
    papers: first.papers,
    void: first.void,
    ...parts,
    ...(golden.margin === true && profile !== undefined
      ? { margin: value(irvMargin(profile, { lot })) }
      : {}),
    tally: (among) => {
      if (profile === undefined) throw new Error('these papers have equal ranks');
      const { votes, exhausted } = tally(profile, idsOf(among));
      return { votes: namedBy(name, votes), exhausted: String(exhausted) };
    },
  };
}

interface Read {
  readonly outcome: CountOutcome;
  readonly election: Election;
  readonly papers: number;
  readonly void: number;
}

function counted(
  golden: GoldenCase,
  ballots: Ballots,
  given: Parameters<typeof countBallots>[2] & { readonly seats?: number },
): Read {
  if (ballots.kind === 'file') {
    const { file } = ballots;
    const { outcome, election, account } = value(
      countBallots(golden.rule, [{ id: 'papers', name: '', file }], given),
    );
    return {
      outcome,
      election,
      papers: account.counted,
      void: file.blank + account.void.reduce((sum, v) => sum + v.papers, 0),
    };
  }
  const { seats, withdrawn: _, ...rest } = given;
  const profile = seats === undefined ? ballots.profile : { ...ballots.profile, seats };
  const election: Election = { kind: 'rankings', profile };
  const { outcome } = value(countWith(golden.rule, election, rest));
  return { outcome, election, papers: paperCount(profile), void: 0 };
}

function value<T>(
  result:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly error: { readonly message: string } },
): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function namedBy(
  name: (id: string) => string,
  figures: Readonly<Record<string, number | string>>,
): Named {
  return Object.fromEntries(Object.entries(figures).map(([id, v]) => [name(id), String(v)]));
}

/** What transcripts of each kind say. */
function partsOf(
  outcome: CountOutcome,
  name: (id: string) => string,
): Pick<Counted, 'elected' | 'stages'> & Partial<Counted> {
  const named = (figures: Readonly<Record<string, number | string>>): Named =>
    namedBy(name, figures);
  const ranking = (tiers: readonly (readonly string[])[]): readonly (readonly string[])[] =>
    tiers.map((tier) => tier.map(name).toSorted());
  switch (outcome.format) {
    case 'hustings/count/1':
      return {
        elected: outcome.elected.map(name),
        lots: outcome.rounds.filter((r) => r.action.tie?.steps.some((step) => 'order' in step))
          .length,
        stages: outcome.rounds.map((r) => ({
          votes: named(r.votes),
          exhausted: String(r.exhausted),
          lost: '0',
          quota: String(r.needed ?? ''),
          elected: r.action.kind === 'elected' ? r.action.elected.map(name) : [],
        })),
      };
    case 'hustings/stv-count/1':
      return {
        elected: outcome.elected.map(name),
        stages: outcome.stages.map((s) => ({
          votes: named(s.votes),
          exhausted: s.exhausted,
          lost: s.lost,
          quota: s.quota,
          elected: s.elected.map((e) => name(e.candidate)),
        })),
      };
    case 'hustings/condorcet-count/1':
      return {
        elected: outcome.elected.map(name),
        stages: [],
        ranking: ranking(outcome.ranking),
        lots: outcome.ties.length,
        beatsAll: outcome.condorcetWinner === null ? null : name(outcome.condorcetWinner),
        pairs: Object.fromEntries(
          Object.entries(outcome.pairs).map(([a, row]) => [
            name(a),
            Object.fromEntries(Object.entries(row).map(([b, n]) => [name(b), n])),
          ]),
        ),
      };
    case 'hustings/points-count/1': {
      const { points } = outcome;
      const levels = [...new Set(Object.values(points))].sort((a, b) => Number(b) - Number(a));
      const elected = outcome.elected.map(name);
      return {
        elected,
        ranking: ranking(levels.map((n) => Object.keys(points).filter((id) => points[id] === n))),
        stages: [{ votes: named(points), exhausted: '0', lost: '0', quota: '', elected }],
      };
    }
    default:
      throw new Error(`no golden case counts ${outcome.format} yet`);
  }
}

/** `[tie 3 1 2]` of a file for droop, as ids; the order of the file where it has none. */
function orderIn(text: string, ids: readonly string[]): readonly string[] {
  const numbers = /\[tie ([\d ]+)\]/.exec(text)?.[1]?.trim().split(/\s+/);
  return numbers?.map((n) => ids[Number(n) - 1] as string) ?? ids;
}

/** `order` has the least favoured first. */
function lotOf(golden: GoldenCase, ids: readonly string[], order: readonly string[]): Lot {
  const { lot = 'file' } = golden;
  if (lot === 'file') return (_stage, tied) => ids.filter((id) => tied.includes(id));
  return (stage, tied) => {
    // Whoever the order leaves out was never excluded, and so is favoured.
    const those = [
      ...order.filter((id) => tied.includes(id)),
      ...tied.filter((id) => !order.includes(id)),
    ];
    return lot !== 'droop' && stage === lot.surplusTieAt ? those : those.reverse();
  };
}
