import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  aggregate,
  type CountOptions,
  countPoll,
  explain,
  type Profile,
  transferChart,
} from '../src/index.ts';
import { elections, holds, optionsOf, profileOf } from './elections.ts';

function sentences(rule: string, profile: Profile, options: CountOptions = {}): readonly string[] {
  const result = countPoll(rule, profile, options);
  if (!result.ok) throw new Error(result.error.message);
  return explain(result.value);
}

const candidates = ['Ann', 'Bob', 'Cy', 'Dee'].map((name) => ({ id: name.toLowerCase(), name }));
const copies = (n: number, paper: number[]): number[][] => Array<number[]>(n).fill(paper);

test('a count by the alternative vote can be followed on paper', () => {
  const papers = [
    ...copies(1200, [0]),
    ...copies(900, [1, 0]),
    ...copies(700, [2, 3, 1]),
    [2],
    [3, 2],
  ];
  expect(sentences('av', aggregate({ candidates, seats: 1, papers }))).toEqual([
    'Alternative vote for one seat: 2,802 papers, each counted for the first candidate on it who is still in the count.',
    'Round 1: Ann 1,200; Bob 900; Cy 701; Dee 1.',
    'More than half of 2,802 votes is 1,402 or more.',
    'Nobody has that many. Dee has the fewest votes, 1, and is excluded.',
    'Of the 1 paper of Dee: 1 to Cy.',
    'Round 2: Ann 1,200; Bob 900; Cy 702.',
    'More than half of 2,802 votes is 1,402 or more.',
    'Nobody has that many. Cy has the fewest votes, 702, and is excluded.',
    'Of the 702 papers of Cy: 700 to Bob; 2 to nobody, as no other choice on them is in the count.',
    'Round 3: Bob 1,600; Ann 1,200. 2 papers name nobody in the count; with the 2,800 votes that makes 2,802.',
    'More than half of 2,800 votes is 1,401 or more.',
    'Bob has 1,600 votes, more than half, and is elected.',
    'Elected: Bob. In the last round Bob was 400 votes ahead of Ann.',
  ]);
});

test('ties are told with their evidence', () => {
  const papers = [...copies(5, [0]), ...copies(4, [1]), ...copies(3, [2]), ...copies(1, [3, 2])];
  const lines = sentences('av', aggregate({ candidates, seats: 1, papers }));
  expect(lines).toContain('Bob and Cy are level with the fewest votes.');
  expect(lines).toContain(
    'Looking back, round 1 tells them apart (Bob 4; Cy 3), which settles it.',
  );
  expect(lines).toContain('Nobody has that many. By the tie-break Cy is excluded.');

  const level = aggregate({ candidates, seats: 1, papers: [[0], [0], [1], [1], [2], [3]] });
  const drawn = sentences('av', level, { lot: (_round, tied) => tied.toReversed() });
  expect(drawn).toContain('Cy and Dee are level with the fewest votes.');
  expect(drawn).toContain('Looking back, no earlier round tells them apart.');
  expect(drawn).toContain('A lot was drawn between them; the order drawn, best first, is Dee; Cy.');
  expect(drawn).toContain('Ann and Bob are level for the seat.');
  expect(drawn).toContain('Two candidates are left, level; by the tie-break Bob is elected.');
  expect(drawn.at(-1)).toBe('Elected: Bob. In the last round Bob was level with Ann.');
});

test('a step that leaves some tied says whom', () => {
  // Eve's two papers bring Cy and Dee level with Bob; the first round knows that Bob had more.
  const papers = [
    ...copies(6, [0]),
    ...copies(4, [1]),
    ...copies(3, [2]),
    ...copies(3, [3]),
    [4, 2],
    [4, 3],
  ];
  const five = [...candidates, { id: 'eve', name: 'Eve' }];
  const lines = sentences('av', aggregate({ candidates: five, seats: 1, papers }), {
    lot: (_round, tied) => [...tied],
  });
  expect(lines).toContain('Bob, Cy and Dee are level with the fewest votes.');
  expect(lines).toContain(
    'Looking back, round 1 tells them apart (Bob 4; Cy 3; Dee 3), which leaves Cy and Dee.',
  );
});

test('first past the post for several seats is one round, with its tie', () => {
  const papers = [...copies(3, [0]), ...copies(2, [1]), ...copies(2, [2]), ...copies(2, [3])];
  const profile = aggregate({ candidates, seats: 3, papers });
  expect(sentences('fptp', profile, { lot: (_round, tied) => [...tied] })).toEqual([
    'First past the post for 3 seats: 9 papers, each one vote for the first choice on it.',
    'Round 1: Ann 3; Bob 2; Cy 2; Dee 2.',
    'Bob, Cy and Dee are level for 2 seats.',
    'Looking back, no earlier round tells them apart.',
    'A lot was drawn between them; the order drawn, best first, is Bob; Cy; Dee.',
    'Ann, Bob and Cy are elected with the most votes, the last place by the tie-break.',
    'Elected: Ann, Bob and Cy. In the last round Cy was level with Dee.',
  ]);
  expect(sentences('fptp', { ...profile, seats: 1 }).slice(2)).toEqual([
    'Ann is elected with the most votes.',
    'Elected: Ann. In the last round Ann was 1 vote ahead of Bob, Cy and Dee.',
  ]);
});

test('withdrawals, groups that go together and odd names are told in order', () => {
  const odd = [
    { id: 'p', name: 'Peltola, Mary S.' },
    { id: 'b', name: 'Begich, Nick' },
    { id: 'w', name: 'Ward', withdrawn: true as const },
    { id: 'x', name: 'X' },
    { id: 'y', name: 'Y' },
  ];
  const none = aggregate({ candidates: odd, seats: 1, papers: [[0], [0], [1], [2], [2], [2]] });
  expect(sentences('av', none, { majorityOf: 'all-papers' })).toEqual([
    'Alternative vote for one seat: 6 papers, each counted for the first candidate on it who is still in the count.',
    'Ward withdrew: the papers are counted as though they did not name this candidate.',
    'Round 1: Peltola, Mary S. 2; Begich, Nick 1; X 0; Y 0. 3 papers name nobody in the count; with the 3 votes that makes 6.',
    'More than half of 6 papers is 4 or more.',
    'Nobody has that many. X and Y have no votes and are excluded together.',
    'Round 2: Peltola, Mary S. 2; Begich, Nick 1. 3 papers name nobody in the count; with the 3 votes that makes 6.',
    'More than half of 6 papers is 4 or more.',
    'Two candidates are left; Peltola, Mary S. has more votes and is elected.',
    'Elected: Peltola, Mary S. In the last round Peltola, Mary S. was 1 vote ahead of Begich, Nick.',
  ]);
  const gone = odd.map((c) => (c.id === 'b' ? { ...c, withdrawn: true as const } : c));
  const alone = { ...none, candidates: gone };
  const lines = sentences('av', alone, { majorityOf: 'all-papers' });
  expect(lines[1]).toBe(
    'Begich, Nick; and Ward withdrew: the papers are counted as though they did not name these candidates.',
  );
  expect(lines.slice(-2)).toEqual([
    'Nobody else is left in the count: Peltola, Mary S. is elected with 2 votes.',
    'Elected: Peltola, Mary S. In the last round nobody was left to be ahead of.',
  ]);
  const batch = aggregate({
    candidates,
    seats: 1,
    papers: [...copies(7, [0]), ...copies(8, [1]), ...copies(4, [2]), [3]],
  });
  expect(sentences('av', batch, { exclusion: 'all-who-cannot-win' })[3]).toBe(
    'Nobody has that many. Cy and Dee have 5 votes together, fewer than the next candidate, so none of them can win and all are excluded together.',
  );
});

test('every name and every figure of a transcript is in its explanation', () => {
  let checked = 0;
  holds(
    fc.property(elections, (election) => {
      const result = countPoll('av', profileOf(election), optionsOf(election));
      if (!result.ok) return;
      const text = explain(result.value).join('\n');
      for (const round of result.value.rounds)
        for (const [id, votes] of Object.entries(round.votes)) {
          expect(text).toContain(`Candidate ${id.slice(1)} ${votes}`);
          checked++;
        }
      expect(text).not.toContain('undefined');
    }),
    200,
  );
  expect(checked).toBeGreaterThan(200);
});

// --- the chart is the same transcript, drawn

test('a transfer chart has a column per round and links for what stays and moves', () => {
  const papers = [...copies(5, [0]), ...copies(4, [1]), [2, 1], [2, 1], [2]];
  const three = candidates.slice(0, 3);
  const result = countPoll('av', aggregate({ candidates: three, seats: 1, papers }));
  if (!result.ok) throw new Error(result.error.message);
  expect(transferChart(result.value)).toEqual({
    columns: [
      {
        round: 1,
        nodes: [
          { id: 'ann', name: 'Ann', papers: 5, fate: 'stays' },
          { id: 'bob', name: 'Bob', papers: 4, fate: 'stays' },
          { id: 'cy', name: 'Cy', papers: 3, fate: 'excluded' },
        ],
      },
      {
        round: 2,
        nodes: [
          { id: 'bob', name: 'Bob', papers: 6, fate: 'elected' },
          { id: 'ann', name: 'Ann', papers: 5, fate: 'stays' },
          { id: null, name: 'Exhausted', papers: 1, fate: 'exhausted' },
        ],
      },
    ],
    links: [
      { round: 1, from: 'ann', to: 'ann', papers: 5, kind: 'stays' },
      { round: 1, from: 'bob', to: 'bob', papers: 4, kind: 'stays' },
      { round: 1, from: 'cy', to: 'bob', papers: 2, kind: 'moves' },
      { round: 1, from: 'cy', to: null, papers: 1, kind: 'moves' },
    ],
  });
});

test('in a chart what flows into a node and out of it is what it has', () => {
  let links = 0;
  holds(
    fc.property(elections, (election) => {
      const result = countPoll('av', profileOf(election), optionsOf(election));
      if (!result.ok) return;
      const chart = transferChart(result.value);
      links += chart.links.length;
      const flow = (round: number, end: 'from' | 'to', id: string | null): number =>
        chart.links
          .filter((link) => link.round === round && link[end] === id)
          .reduce((sum, link) => sum + link.papers, 0);
      for (const { round, nodes } of chart.columns)
        for (const { id, papers, fate } of nodes) {
          if (round > 1) expect(flow(round - 1, 'to', id)).toBe(papers);
          if (round < chart.columns.length) expect(flow(round, 'from', id)).toBe(papers);
          expect(fate === 'elected').toBe(
            round === chart.columns.length && result.value.elected.includes(id ?? ''),
          );
        }
    }),
    300,
  );
  expect(links).toBeGreaterThan(100);
});
