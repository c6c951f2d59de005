/** Figures that are not sums of sections: whole papers compared in pairs, lists of votes for many places. */
import type { Published } from '@hustings/audit';
import { type CondorcetResult, countCondorcet, type WeakProfile } from '@hustings/count';
import type { Ballot, Electorate, State } from '@hustings/rulebook';
import { type Counted, type Counting, counted, isCount } from './figures.ts';
import { contestOf } from './matter.ts';
import { idOf } from './names.ts';

type Names = readonly { readonly id: string; readonly name: string }[];

export interface Found {
  readonly counted: Counted;
  readonly preferred: Readonly<Record<string, number>> | undefined;
  readonly chosen: readonly string[] | undefined;
}

/** The count of the printed papers by Schulze's rule; the default option is `byRule`. */
export function countPairs(
  pairs: NonNullable<Published['pairs']>,
  byRule?: string,
  quorum?: { readonly times: number; readonly entitled: number },
): CondorcetResult | undefined {
  const profile = profileOf(pairs);
  const isKnown = byRule === undefined || profile?.candidates.some((c) => c.id === byRule);
  if (profile === undefined || isKnown !== true) return undefined;
  const result = countCondorcet('schulze', profile, {
    ...(byRule === undefined
      ? {}
      : {
          defaultOption: {
            id: byRule,
            ...(quorum === undefined ? {} : { quorum: { kind: 'half-roots', ...quorum } }),
          },
        }),
  });
  return result.ok ? result.value : undefined;
}

/** Undefined where the papers are none: a name that does not stand, or one that is there twice. */
function profileOf(pairs: NonNullable<Published['pairs']>): WeakProfile | undefined {
  const ids = pairs.candidates.map(idOf);
  const piles = pairs.orders.map(({ order, count }) => ({
    tiers: order.map((name) => [ids.indexOf(idOf(name))]),
    count: Number(count.text),
  }));
  const isSound =
    new Set(ids).size === ids.length &&
    piles.every(({ tiers, count }) => {
      const named = tiers.flat();
      return isCount(count) && !named.includes(-1) && new Set(named).size === named.length;
    });
  if (!isSound) return undefined;
  const candidates = pairs.candidates.map((name) => ({ id: idOf(name), name }));
  return { candidates, seats: 1, piles };
}

/** Ballots that were printed paper by paper, counted here; the last of `names` is the default option. */
export function byPairs(
  pairs: NonNullable<Published['pairs']>,
  names: Names,
  electorate: Electorate,
  ballot: Ballot,
  electors: number | undefined,
): Found {
  const last = names.at(-1)?.id ?? '';
  const byRule =
    ballot.paper.reopen === undefined
      ? undefined
      : (pairs.candidates.find((name) => idOf(name) === last) ??
        pairs.candidates.find((name) => !names.some((n) => n.id === idOf(name))));
  const papers = pairs.orders.reduce((sum, o) => sum + Number(o.count.text), 0);
  const option =
    ballot.decides.kind === 'chooses' ? ballot.decides.winning?.optionQuorum : undefined;
  const entitled = Math.max(papers, electors ?? 0);
  const result = countPairs(
    pairs,
    byRule === undefined ? undefined : idOf(byRule),
    option === undefined ? undefined : { times: option.times, entitled },
  );
  const ourId = (id: string): string => (byRule !== undefined && id === idOf(byRule) ? last : id);
  const firsts: Record<string, number> = {};
  for (const { order, count } of pairs.orders) {
    const [first] = order;
    if (first !== undefined)
      firsts[ourId(idOf(first))] = (firsts[ourId(idOf(first))] ?? 0) + Number(count.text);
  }
  const section = electorate.sections[0]?.id ?? 'all';
  const preferred =
    byRule === undefined || result === undefined
      ? undefined
      : Object.fromEntries(
          names
            .filter((n) => n.id !== last)
            .map((n) => [n.id, result.pairs[n.id]?.[idOf(byRule)] ?? 0]),
        );
  return {
    counted: {
      lines: [{ section, entitled, valid: papers, abstained: 0, spoilt: [], votes: firsts }],
      rounds: [],
      points: undefined,
      roll: [{ id: section, size: entitled }],
      shown: [],
      notes: [
        'The papers are printed one by one and counted here.',
        ...(electors === undefined
          ? ['How many could vote is not printed: the roll has as many as returned a paper.']
          : []),
      ],
      isRollKnown: electors !== undefined,
      areVotesKnown: true,
      isSectionKnown: true,
    },
    preferred,
    chosen: result?.elected.map(ourId) ?? [],
  };
}

/**
 * A list of votes for many places, of which the lower end is often left out: whoever stood and is not
 * listed gets votes made up, as many as make whole papers and never enough to be elected.
 */
export function bySeats(
  of: Counting,
  seats: NonNullable<Published['seats']>,
  names: Names,
  ballot: Ballot,
  state: State,
): Found {
  const base = counted(of);
  const line = base.lines[0];
  const least = ballot.paper.least ?? 0;
  const listed = new Set(seats.rows.map((r) => idOf(r.name)));
  const others = names.filter((n) => !listed.has(n.id));
  const chosen = names.filter((n) => listed.has(n.id)).map((n) => n.id);
  const votes: Record<string, number> = { ...line?.votes };
  const inVotes = Object.values(votes).reduce((a, b) => a + b, 0);
  const edge = Math.min(...seats.rows.filter((r) => r.isElected).map((r) => Number(r.votes.text)));
  const most = Math.max(0, edge - 1);
  const entitled = base.roll[0]?.size ?? 0;
  const top = Math.max(...Object.values(votes));
  const valid =
    least === 0
      ? Math.max(entitled, top)
      : Math.min(entitled, Math.floor((inVotes + others.length * most) / least));
  const missing = Math.max(0, least * valid - inVotes);
  const contest = contestOf(state);
  for (const [i, { id }] of others.entries())
    votes[id] =
      Math.floor((missing * (i + 1)) / others.length) - Math.floor((missing * i) / others.length);
  const places = contest === undefined ? 0 : seats.rows.filter((r) => r.isElected).length;
  const order = chosen.toSorted((a, b) => (votes[b] ?? 0) - (votes[a] ?? 0));
  return {
    counted: {
      ...base,
      lines: [{ section: line?.section ?? '', entitled, valid, abstained: 0, spoilt: [], votes }],
      notes: [
        ...base.notes,
        ...(others.length === 0
          ? []
          : [
              `The votes of ${others.length} who stood are not printed: they are made up so that every valid paper is whole.`,
            ]),
      ],
    },
    preferred: undefined,
    chosen: order.slice(0, places),
  };
}
