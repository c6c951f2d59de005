import { unwrap } from '@hustings/base';
import { aggregate, countPoll, type Paper } from '@hustings/count';
import { findRuleBook } from '@hustings/replay';
import { type Outcome, start } from '@hustings/rulebook';
import type { ElectedView } from '@hustings/web';
import { expect, test } from 'vitest';
import { electedView } from '../src/views/declared-view.ts';
import type { Declared } from '../src/views/result-view.ts';

const CANDIDATES = [
  { id: 'ann', name: 'Ann' },
  { id: 'bob', name: 'Bob' },
  { id: 'cy', name: 'Cy' },
];

/** A count of these papers by the society's rules, as its result page shows it. */
function view(papers: readonly Paper[], candidates = CANDIDATES): ElectedView {
  const book = findRuleBook('society-annual-election');
  const procedure = book?.procedures[0];
  if (book === undefined || procedure?.kind !== 'contest') throw new Error('no rule book');
  const profile = aggregate({ candidates, seats: 1, papers });
  const result = unwrap(
    countPoll('alternative-vote', profile, {
      ties: ['backwards', 'lot'],
      lot: (_round, tied) => [...tied].toSorted(),
    }),
  );
  const lines = (round: (typeof result.rounds)[number] | undefined) =>
    Object.entries(round?.votes ?? {}).map(([candidate, votes]) => ({
      candidate,
      votes,
      percent: ((100 * votes) / papers.length).toFixed(1),
    }));
  const outcome: Outcome & { readonly kind: 'elected' } = {
    kind: 'elected',
    elected: candidates.filter((c) => result.elected.includes(c.id)),
    firstPreferences: lines(result.rounds[0]),
    final: lines(result.rounds.at(-1)),
    sections: [],
    bySection: [],
    electorate: 20,
    valid: papers.length,
    spoilt: 0,
    turnout: '50.0',
    margin: result.margin.votes,
  };
  const state = {
    ...start(book),
    matters: { m: { kind: 'contest', id: 'm', office: 'chair', procedure: procedure.id } },
  };
  const declared = {
    state,
    act: { kind: 'result-declared', matter: 'm', outcome, text: '' },
    at: '2026-01-01T00:00:00.000Z',
    procedure,
    title: 'Election of the chair',
    poll: {
      file: {
        opened: [],
        closed: { seq: 1, act: { cast: papers.length, counting: papers.length } },
      },
      manifest: { roll: { id: 'r', sections: [{ id: 'members', size: 20, root: '' }] } },
      transcript: result,
    },
  } as unknown as Declared;
  // Nobody was nominated in this made-up state, so its nominations are left out.
  return electedView({ ...declared, act: { ...declared.act, matter: 'none' } }, outcome);
}

const times = (n: number, paper: Paper): Paper[] => Array.from({ length: n }, () => paper);

test('a majority in the first round is told with its votes and its share', () => {
  expect(view([...times(6, [0]), ...times(3, [1]), [2]]).sentence).toBe(
    'Ann is elected: 6 of 10 votes, 60.0%.',
  );
});

test('a win after an exclusion is told with the votes of that round', () => {
  const shown = view([...times(4, [0]), ...times(4, [1]), ...times(2, [2, 1])]);
  expect(shown.sentence).toBe('Bob is elected: 6 votes to Ann’s 4 in round 2.');
  expect(shown.candidates.map((c) => c.name)).toEqual(['Bob', 'Ann', 'Cy']);
  expect(shown.rounds[0]?.transfers).toEqual([{ from: 'cy', to: 'bob', votes: 2 }]);
  expect(shown.rounds[1]?.narrative[0]).toMatch(/^Round 2: /);
});

test('a tie is told as one, with what decided it', () => {
  const shown = view([...times(5, [0]), ...times(5, [1])], CANDIDATES.slice(0, 2));
  expect(shown.sentence).toBe('Ann is elected by lot: level with Bob at 5 votes.');
  expect(shown.margin.sentences[0]).toBe(
    'Ann and Bob were level at 5 votes in the last round; a lot decided.',
  );
});
