/** One poll of several (spec/count-other.md §4): who is elected at once, and who goes out. */
import { type Counted, exactly, type Profile, type TieSources, votesOf } from './profile.ts';
import { ZERO } from './ratio.ts';
import { breakTie } from './ties.ts';

/** What the two rules differ in, as the transcript has it. */
const RULES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'two-round': { leave: 'all but 2', lastPoll: '2' },
  'exhaustive-ballot': { leave: 'fewest', lastPoll: '-' },
};

export function isPollInTurn(rule: string): boolean {
  return Object.hasOwn(RULES, rule);
}

/** As a record counts it: each poll alone, as the first, from its valid papers. */
export function countPollInTurn(
  rule: string,
  { candidates, papers }: Profile,
  ties: string,
  sources: TieSources,
): Counted {
  const standing = candidates.filter((c) => !c.withdrawn).map((c) => c.id);
  const { votes } = votesOf(papers, new Set(standing));
  const all = [...votes.values()].reduce((a, b) => a + b, 0);
  if (all === 0) return { kind: 'impossible', message: 'No paper is with anybody.' };
  const of = (id: string): number => votes.get(id) as number;
  const needed = Math.floor(all / 2) + 1;
  const ranked = standing.toSorted().toSorted((a, b) => of(b) - of(a));
  const ladder = ties.split(' ').filter((s) => s !== '');
  const level = (edge: string): readonly string[] =>
    ranked.filter((id) => of(id) === of(edge)).sort();
  const told = (action: object, outcome: object, elected: readonly string[]): Counted => ({
    kind: 'counted',
    elected,
    first: exactly(votes),
    final: exactly(votes),
    margin: ZERO,
    transcript: {
      format: 'hustings/rounds-count/1',
      rule,
      settings: {
        majority: 'more than 1/2 of votes',
        bars: '',
        until: '1',
        level: 'ladder',
        ...RULES[rule],
        ties,
      },
      candidates,
      rounds: [
        {
          round: 1,
          votes: Object.fromEntries(votes),
          abstained: 0,
          spoilt: 0,
          needed,
          bar: null,
          action,
          withdrew: [],
        },
      ],
      outcome,
    },
  });
  const elect = (id: string, because: string, tie?: unknown): Counted =>
    told(
      { kind: 'elected', elected: [id], because, ...(tie === undefined ? {} : { tie }) },
      { kind: 'elected', elected: [id] },
      [id],
    );
  const [leader, second] = ranked as [string, string | undefined];
  if (second === undefined) return { kind: 'impossible', message: 'One candidate needs no poll.' };
  if (of(leader) >= needed) return elect(leader, 'majority');
  if (ranked.length === 2) {
    if (of(leader) > of(second)) return elect(leader, 'more-of-last-two');
    const tie = { purpose: 'seat' as const, places: 1, tied: level(leader), round: 1 };
    const broken = breakTie(tie, ladder, [], sources);
    if (broken.kind !== 'broken') return broken;
    return elect(broken.chosen[0] as string, 'tie', broken.record);
  }
  const isTwoRound = rule === 'two-round';
  const stay = isTwoRound ? 2 : ranked.length - 1;
  const edge = ranked[stay] as string;
  const tied = level(edge);
  let out = ranked.slice(stay);
  let tie: unknown;
  if (of(ranked[stay - 1] as string) === of(edge)) {
    const above = ranked.filter((id) => of(id) > of(edge));
    const below = ranked.filter((id) => of(id) < of(edge));
    const purpose = isTwoRound ? ('seat' as const) : ('exclusion' as const);
    const places = isTwoRound ? stay - above.length : 1;
    const broken = breakTie({ purpose, places, tied, round: 1 }, ladder, [], sources);
    if (broken.kind !== 'broken') return broken;
    const chosen = new Set(broken.chosen);
    out = [...tied.filter((id) => chosen.has(id) !== isTwoRound), ...below];
    tie = broken.record;
  }
  out = [...out].sort();
  const because = isTwoRound ? 'not-of-the-first' : 'fewest-votes';
  const among = standing.filter((id) => !out.includes(id)).sort();
  return told(
    { kind: 'out', out, because, ...(tie === undefined ? {} : { tie }) },
    { kind: 'next-poll', among },
    [],
  );
}
