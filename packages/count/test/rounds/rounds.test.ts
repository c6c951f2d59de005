/** Contests in several polls: as they were held, and against a plain simulation. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CONSERVATIVE_MPS,
  countRounds,
  EXHAUSTIVE,
  explainRounds,
  type PollHeld,
  type RoundsResult,
  type RoundsRule,
  roundsRules,
  TWO_ROUND,
} from '../../src/index.ts';
import { holds } from '../elections.ts';

function counted(rule: RoundsRule, polls: readonly PollHeld[], more: object = {}): RoundsResult {
  const ids = Object.keys(polls[0]?.votes ?? {});
  const result = countRounds(rule, {
    candidates: ids.map((id) => ({ id, name: id })),
    polls,
    ...more,
  });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const went = (result: RoundsResult): unknown[] =>
  result.rounds.map(({ action }) =>
    action.kind === 'out' ? action.out : action.kind === 'elected' ? action.elected : 'again',
  );

test('Conservative leadership 2001: level for last, polled again, two to the members', () => {
  // guardian.co.uk and bbc.co.uk July 2001; the re-run was the ruling of the chair of the 1922 Committee.
  const result = counted(CONSERVATIVE_MPS, [
    { votes: { Portillo: 49, 'Duncan Smith': 39, Clarke: 36, Ancram: 21, Davis: 21 } },
    {
      votes: { Portillo: 50, 'Duncan Smith': 42, Clarke: 39, Davis: 18, Ancram: 17 },
      withdrew: ['Davis'],
    },
    { votes: { Clarke: 59, 'Duncan Smith': 54, Portillo: 53 } },
  ]);
  expect(went(result)).toEqual(['again', ['Ancram'], ['Portillo']]);
  expect(result.outcome).toEqual({ kind: 'through', through: ['Clarke', 'Duncan Smith'] });
  expect(explainRounds(result)).toEqual([
    'Poll 1: Portillo 49; Duncan Smith 39; Clarke 36; Ancram 21; Davis 21.',
    'Ancram and Davis are level, so the poll is held again.',
    'Poll 2: Portillo 50; Duncan Smith 42; Clarke 39; Davis 18; Ancram 17.',
    'Ancram has the fewest votes and goes out.',
    'Davis withdrew after the poll.',
    'Poll 3: Clarke 59; Duncan Smith 54; Portillo 53.',
    'Portillo has the fewest votes and goes out.',
    'Clarke and Duncan Smith are left and go to the next stage.',
  ]);
});

test('Conservative leadership 2019: bars of 17 and 33 votes, then one at a time', () => {
  // bbc.co.uk and parliamentary press reports of June 2019.
  const result = counted({ ...CONSERVATIVE_MPS, bars: [17, 33] }, [
    {
      votes: {
        Johnson: 114,
        Hunt: 43,
        Gove: 37,
        Raab: 27,
        Javid: 23,
        Hancock: 20,
        Stewart: 19,
        Leadsom: 11,
        Harper: 10,
        McVey: 9,
      },
      withdrew: ['Hancock'],
    },
    { votes: { Johnson: 126, Hunt: 46, Gove: 41, Stewart: 37, Javid: 33, Raab: 30 } },
    { votes: { Johnson: 143, Hunt: 54, Gove: 51, Javid: 38, Stewart: 27 } },
    { votes: { Johnson: 157, Gove: 61, Hunt: 59, Javid: 34 }, spoilt: 2 },
    { votes: { Johnson: 160, Hunt: 77, Gove: 75 }, spoilt: 1 },
  ]);
  expect(went(result)).toEqual([
    ['Harper', 'Leadsom', 'McVey'],
    ['Raab'],
    ['Stewart'],
    ['Javid'],
    ['Gove'],
  ]);
  expect(result.outcome).toEqual({ kind: 'through', through: ['Hunt', 'Johnson'] });
  expect(explainRounds(result)).toContain('Harper, Leadsom and McVey have fewer and go out.');
});

test('Conservative leadership July 2022 and 2024: who went out in each poll', () => {
  // Declarations of the 1922 Committee, 13 to 20 July 2022 and 4 September to 9 October 2024.
  const first = counted({ ...CONSERVATIVE_MPS, bars: [30] }, [
    {
      votes: {
        Sunak: 88,
        Mordaunt: 67,
        Truss: 50,
        Badenoch: 40,
        Tugendhat: 37,
        Braverman: 32,
        Zahawi: 25,
        Hunt: 18,
      },
    },
    { votes: { Sunak: 101, Mordaunt: 83, Truss: 64, Badenoch: 49, Tugendhat: 32, Braverman: 27 } },
    { votes: { Sunak: 115, Mordaunt: 82, Truss: 71, Badenoch: 58, Tugendhat: 31 } },
    { votes: { Sunak: 118, Mordaunt: 92, Truss: 86, Badenoch: 59 } },
    { votes: { Sunak: 137, Truss: 113, Mordaunt: 105 } },
  ]);
  expect(went(first)).toEqual([
    ['Hunt', 'Zahawi'],
    ['Braverman'],
    ['Tugendhat'],
    ['Badenoch'],
    ['Mordaunt'],
  ]);
  expect(first.outcome).toEqual({ kind: 'through', through: ['Sunak', 'Truss'] });
  const second = counted(CONSERVATIVE_MPS, [
    { votes: { Jenrick: 28, Badenoch: 22, Cleverly: 21, Tugendhat: 17, Stride: 16, Patel: 14 } },
    { votes: { Jenrick: 33, Badenoch: 28, Cleverly: 21, Tugendhat: 21, Stride: 16 } },
    { votes: { Cleverly: 39, Jenrick: 31, Badenoch: 30, Tugendhat: 20 } },
    { votes: { Badenoch: 42, Jenrick: 41, Cleverly: 37 } },
  ]);
  expect(went(second)).toEqual([['Patel'], ['Stride'], ['Tugendhat'], ['Cleverly']]);
  expect(second.outcome).toEqual({ kind: 'through', through: ['Badenoch', 'Jenrick'] });
});

test('French socialist primary 2011 and SPD 2019: two rounds', () => {
  // Haute autorité des primaires, October 2011.
  const ps = counted(TWO_ROUND, [
    {
      votes: {
        Hollande: 1038207,
        Aubry: 806189,
        Montebourg: 455609,
        Royal: 184096,
        Valls: 149103,
        Baylet: 17055,
      },
    },
    { votes: { Hollande: 1607268, Aubry: 1233899 } },
  ]);
  expect(went(ps)).toEqual([['Baylet', 'Montebourg', 'Royal', 'Valls'], ['Hollande']]);
  expect(ps.outcome).toEqual({ kind: 'elected', elected: ['Hollande'] });
  // spd.de, 26 October and 30 November 2019; abstentions are in the base of the majority.
  const spd = counted(
    { ...TWO_ROUND, majority: { numerator: 1, denominator: 2, of: 'votes-and-abstentions' } },
    [
      {
        votes: {
          'Geywitz/Scholz': 48473,
          'Esken/Walter-Borjans': 44967,
          'Kampmann/Roth': 34793,
          'Scheer/Lauterbach': 31271,
          'Köpping/Pistorius': 31230,
          'Schwan/Stegner': 20583,
        },
        abstained: 2376,
      },
      { votes: { 'Esken/Walter-Borjans': 114995, 'Geywitz/Scholz': 98246 } },
    ],
  );
  expect(spd.rounds[0]?.needed).toBe(106847);
  expect(spd.outcome).toEqual({ kind: 'elected', elected: ['Esken/Walter-Borjans'] });
});

test('a lead that is asked for of those entitled: 204 to 152 of 372 was four votes short', () => {
  // Conservative rules of 1975 to 1998: a majority, and a lead of 15 per cent of those entitled (1990).
  const rule: RoundsRule = {
    ...EXHAUSTIVE,
    majority: {
      numerator: 1,
      denominator: 2,
      of: 'entitled',
      lead: { numerator: 15, denominator: 100 },
    },
    leave: { kind: 'all-but', stay: 2 },
    until: 1,
  };
  const of = (thatcher: number, heseltine: number): string =>
    counted(rule, [{ votes: { thatcher, heseltine, other: 0 }, abstained: 16 }], {
      entitled: 372,
    }).outcome.kind;
  expect(of(204, 152)).toBe('next-poll');
  expect(of(208, 152)).toBe('elected');
  expect(of(207, 152)).toBe('next-poll');
});

// --- a plain simulation: electors rank, and in every poll vote for the best who is left

const contests = fc.integer({ min: 1, max: 6 }).chain((n) => {
  const order = fc.shuffledSubarray([...Array(n).keys()], { minLength: n, maxLength: n });
  return fc.record({
    n: fc.constant(n),
    papers: fc.array(order, { minLength: 1, maxLength: 14 }),
    lot: order,
    bars: fc.array(fc.option(fc.integer({ min: 0, max: 5 })), { maxLength: 2 }),
    until: fc.constantFrom(1, 1, 2),
    isTwoRound: fc.boolean(),
    level: fc.constantFrom<RoundsRule['level'][number]>('ladder', 'all-go', 'poll-again'),
  });
});

test('poll by poll it decides as a plain simulation does, whatever the order of candidates', () => {
  const seen = { out: 0, elected: 0, through: 0, again: 0, lots: 0, bars: 0 };
  holds(
    fc.property(contests, ({ n, papers, lot, bars, until, isTwoRound, level }) => {
      const rule: RoundsRule = isTwoRound
        ? { ...TWO_ROUND, level: [level, 'ladder'], ties: ['lot'] }
        : {
            ...EXHAUSTIVE,
            bars,
            until,
            level: [level, 'ladder'],
            ties: ['lot'],
            ...(until === 2 ? { majority: null } : {}),
          };
      const ids = [...Array(n).keys()].map((i) => `c${i}`);
      const lotted = lot.map((i) => `c${i}`);
      let left = ids;
      let again = 0;
      const polls: PollHeld[] = [];
      const target = isTwoRound ? 1 : until;
      for (;;) {
        const result = countRounds(rule, {
          candidates: ids.map((id) => ({ id, name: id })),
          polls,
          lot: (_round, tied) => lotted.filter((id) => tied.includes(id)),
        });
        if (!result.ok) throw new Error(result.error.message);
        explainRounds(result.value);
        const { outcome } = result.value;
        const turned = countRounds(rule, {
          candidates: ids.toReversed().map((id) => ({ id, name: id })),
          polls: polls.map((p) => ({
            ...p,
            votes: Object.fromEntries(Object.entries(p.votes).toReversed()),
          })),
          lot: (_round, tied) => lotted.filter((id) => tied.includes(id)),
        });
        expect(turned.ok && turned.value.outcome).toEqual(outcome);
        const last = result.value.rounds.at(-1)?.action;
        if (last !== undefined && last.kind !== 'poll-again' && last.tie !== undefined) seen.lots++;
        if (last?.kind === 'out' && last.because === 'below-the-bar') seen.bars++;
        if (left.length <= target) {
          seen[left.length === 1 ? 'elected' : 'through']++;
          expect(outcome).toEqual(
            left.length === 1
              ? { kind: 'elected', elected: left }
              : { kind: 'through', through: left },
          );
          return;
        }
        expect(outcome).toEqual({ kind: 'next-poll', among: left });
        const here = left;
        const votes: Record<string, number> = Object.fromEntries(here.map((id) => [id, 0]));
        for (const paper of papers) {
          const choice = paper.map((i) => `c${i}`).find((id) => here.includes(id)) as string;
          votes[choice] = (votes[choice] ?? 0) + 1;
        }
        polls.push({ votes });
        const of = (id: string): number => votes[id] ?? 0;
        const best = [...here].sort(
          (a, b) => of(b) - of(a) || lotted.indexOf(a) - lotted.indexOf(b),
        );
        const [top] = best as [string];
        const tops = here.filter((id) => of(id) === of(top));
        const low = here.filter((id) => of(id) === Math.min(...here.map(of)));
        const way = again > 0 ? 'ladder' : level;
        again = 0;
        if (rule.majority !== null && of(top) * 2 > papers.length) left = [top];
        else if (target === 1 && (here.length === 2 || (isTwoRound && polls.length === 2))) {
          if (tops.length > 1 && way === 'poll-again') again = 1;
          else left = [top];
        } else if (isTwoRound) {
          const second = of(best[1] as string);
          const isTied = (best[2] !== undefined && of(best[2]) === second) || false;
          if (isTied && way === 'poll-again') again = 1;
          else if (isTied && way === 'all-go') left = here.filter((id) => of(id) >= second);
          else left = best.slice(0, 2).toSorted();
        } else {
          const bar = bars[polls.length - 1] ?? null;
          const below = bar === null ? [] : here.filter((id) => of(id) < bar);
          const go =
            below.length > 0 && here.length - below.length >= target
              ? below
              : low.length === 1
                ? low
                : way === 'poll-again'
                  ? []
                  : way === 'all-go' && here.length - low.length >= target
                    ? low
                    : [best.at(-1) as string];
          if (go.length === 0) again = 1;
          left = here.filter((id) => !go.includes(id));
          seen.out++;
        }
        if (again > 0) seen.again++;
        // A poll repeated gives the same votes here, so the ladder has the next word; and two rounds are two.
        if (again > 0 && isTwoRound && polls.length >= 2) return;
      }
    }),
    600,
  );
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(10);
});

test('a poll that is not due, or among others than those left, is refused', () => {
  const candidates = ['a', 'b', 'c'].map((id) => ({ id, name: id }));
  const code = (polls: readonly PollHeld[], rule = EXHAUSTIVE): string => {
    const result = countRounds(rule, { candidates, polls });
    return result.ok ? result.value.outcome.kind : result.error.code;
  };
  expect(code([])).toBe('next-poll');
  expect(code([{ votes: { a: 1, b: 2 } }])).toBe('count/poll-not-due');
  expect(code([{ votes: { a: 1, b: 2, c: 0.5 } }])).toBe('count/poll-not-due');
  expect(code([{ votes: { a: 1, b: 9, c: 1 } }, { votes: { a: 1, b: 1 } }])).toBe(
    'count/poll-not-due',
  );
  expect(code([{ votes: { a: 2, b: 2, c: 2 } }])).toBe('count/tie-needs-lot');
  expect(code([{ votes: { a: 2, b: 2, c: 2 } }], TWO_ROUND)).toBe('count/tie-needs-lot');
  expect(
    code([{ votes: { a: 2, b: 2, c: 1 } }, { votes: { a: 2, b: 2 } }], {
      ...TWO_ROUND,
      ties: [],
    }),
  ).toBe('count/tie-unbroken');
  expect(code([{ votes: { a: 2, b: 2, c: 1 }, withdrew: ['a', 'b'] }])).toBe('count/no-candidates');
  expect(
    code([{ votes: { a: 2, b: 2, c: 1 } }], {
      ...EXHAUSTIVE,
      majority: { numerator: 1, denominator: 2, of: 'entitled' },
    }),
  ).toBe('count/electorate-needed');
  expect(countRounds(EXHAUSTIVE, { candidates: [], polls: [] })).toMatchObject({
    error: { code: 'count/no-candidates' },
  });
  expect(roundsRules.map((rule) => rule.name)).toEqual([
    'exhaustive-ballot',
    'conservative-mps',
    'two-round',
  ]);
});

test('sentences for ties, majorities and the next poll', () => {
  const lot = (_round: number, tied: readonly string[]): readonly string[] => tied;
  const say = (rule: RoundsRule, polls: readonly PollHeld[]): readonly string[] =>
    explainRounds(counted(rule, polls, { lot }));
  expect({
    earlier: say(EXHAUSTIVE, [
      { votes: { a: 5, b: 4, c: 3, d: 1 }, abstained: 1, spoilt: 1 },
      { votes: { a: 5, b: 4, c: 4 } },
      { votes: { a: 6, b: 7 } },
    ]),
    lot: say(TWO_ROUND, [{ votes: { a: 3, b: 3 } }]),
    second: say(TWO_ROUND, [{ votes: { a: 3, b: 2, c: 2 } }]),
    allStay: say({ ...TWO_ROUND, level: ['all-go'] }, [{ votes: { a: 2, b: 2, c: 2 } }]),
    allGo: say({ ...EXHAUSTIVE, level: ['all-go'] }, [{ votes: { a: 3, b: 2, c: 1, d: 1 } }]),
    noRound: say({ ...EXHAUSTIVE, ties: ['backwards', 'lot'] }, [{ votes: { a: 3, b: 2, c: 2 } }]),
  }).toMatchSnapshot();
});

test('a rule that says nothing of level ones breaks ties by its ladder', () => {
  const lot = (_round: number, tied: readonly string[]): readonly string[] => tied;
  const polls: readonly PollHeld[] = [{ votes: { a: 3, b: 2, c: 2 } }];
  const plain = counted({ ...EXHAUSTIVE, level: ['ladder'] }, polls, { lot });
  const nothing = counted({ ...EXHAUSTIVE, level: [] }, polls, { lot });
  expect(nothing.rounds).toEqual(plain.rounds);
});
