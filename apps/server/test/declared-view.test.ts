import { unwrap } from '@hustings/base';
import {
  aggregate,
  type CountOutcome,
  countPoll,
  countWith,
  declaredFigures,
  type Paper,
} from '@hustings/count';
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
      manifest: {
        form: { kind: 'ranked', candidates: 3, most: 3 },
        roll: { id: 'r', sections: [{ id: 'members', size: 20, root: '' }] },
      },
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

/** A count of these papers by a rule of the catalogue, for so many seats, as its result page shows it. */
function viewBy(rule: string, seats: number, papers: readonly Paper[]): ElectedView {
  const book = findRuleBook('society-annual-election');
  const procedure = book?.procedures[0];
  if (book === undefined || procedure?.kind !== 'contest') throw new Error('no rule book');
  const profile = aggregate({ candidates: CANDIDATES, seats, papers });
  const counted = unwrap(
    countWith(rule, { kind: 'rankings', profile }, { lot: (_round, tied) => [...tied].toSorted() }),
  );
  const transcript: CountOutcome = counted.outcome;
  const { elected, first, final, margin } = declaredFigures(transcript);
  const lines = (votes: Readonly<Record<string, string>> | null) =>
    Object.entries(votes ?? {}).map(([candidate, text]) => ({
      candidate,
      votes: Math.floor(Number(text)),
      percent: '0.0',
      ...(Number.isInteger(Number(text)) ? {} : { exact: text }),
    }));
  const outcome: Outcome & { readonly kind: 'elected' } = {
    kind: 'elected',
    elected: elected.flatMap((id) => CANDIDATES.filter((c) => c.id === id)),
    firstPreferences: lines(first),
    final: lines(final),
    sections: [],
    bySection: [],
    electorate: 20,
    valid: papers.length,
    spoilt: 0,
    turnout: '50.0',
    margin: Math.floor(Number(margin)),
  };
  const declared = {
    state: { ...start(book), matters: {} },
    act: { kind: 'result-declared', matter: 'none', outcome, text: '' },
    at: '2026-01-01T00:00:00.000Z',
    procedure: { ...procedure, seats },
    title: 'Election of the board',
    poll: {
      file: {
        opened: [],
        counted: { act: { rule } },
        closed: { seq: 1, act: { cast: papers.length, counting: papers.length } },
      },
      manifest: {
        form: { kind: 'ranked', candidates: 3, most: 3 },
        roll: { id: 'r', sections: [{ id: 'members', size: 20, root: '' }] },
      },
      transcript,
    },
  } as unknown as Declared;
  return electedView(declared, outcome);
}

test('the single transferable vote is shown stage by stage, with the parts of votes that pass on', () => {
  const shown = viewBy('scottish-stv', 2, [
    ...times(7, [0, 1]),
    ...times(2, [1]),
    ...times(3, [2]),
  ]);
  expect(shown).toMatchObject({
    method: 'Scottish single transferable vote',
    seats: 2,
    sentence: 'Ann and Bob are elected.',
    decimals: 2,
    candidates: [{ name: 'Ann', elected: true }, { name: 'Bob', elected: true }, { name: 'Cy' }],
    margin: { votes: 0.99997, sentences: ['In stage 2 Bob was 0.99997 ahead of Cy.'] },
  });
  expect(shown.rounds.map((r) => r.label)).toEqual(['Stage 1', 'Stage 2', 'Stage 3']);
  expect(shown.rounds[0]).toMatchObject({
    narrative: [
      'The first preferences.',
      'The quota is 5.',
      'Ann has 7.00000, reaches the quota and is elected.',
    ],
    transfers: [
      { from: 'ann', to: 'bob', votes: 1.99997 },
      { from: 'ann', to: null },
    ],
  });
  expect(shown.rounds[1]?.tallies).toMatchObject([
    { candidate: 'ann', votes: 5, state: 'elected', percent: '41.7' },
    { candidate: 'bob', votes: 3.99997, percent: '33.3' },
    { candidate: 'cy', votes: 3, state: 'excluded' },
  ]);
  expect(shown.rounds[2]?.tallies.at(-1)).toMatchObject({ candidate: 'cy', state: 'out' });
});

test('a count in pairs is told in words, with no table of votes where it has none', () => {
  const shown = viewBy('schulze', 1, [...times(5, [0, 1]), ...times(4, [1, 0])]);
  expect(shown).toMatchObject({
    sentence: 'Ann is elected.',
    rounds: [{ tallies: [], transfers: [] }],
    margin: { votes: 1 },
  });
  expect(shown.rounds[0]?.narrative.join(' ')).toContain('Ann beats Bob by 5 to 4.');
  const circle = [...times(3, [0, 1, 2]), ...times(3, [1, 2, 0]), ...times(3, [2, 0, 1])];
  expect(viewBy('schulze', 1, circle).margin).not.toHaveProperty('votes');
});

test('marks are one table, most first', () => {
  const shown = viewBy('approval', 2, [...times(5, [0, 1]), ...times(4, [1, 2])]);
  expect(shown.sentence).toBe('Bob and Ann are elected.');
  expect(shown.rounds[0]?.tallies.map((t) => [t.candidate, t.votes, t.state])).toEqual([
    ['bob', 9, 'elected'],
    ['ann', 5, 'elected'],
    ['cy', 4, 'continuing'],
  ]);
  expect(viewBy('dowdall', 1, [...times(3, [0, 1]), [1]]).decimals).toBe(2);
});

test('a ballot that confirms is told as yes and no, with who is confirmed or not', () => {
  const book = findRuleBook('society-annual-election');
  const procedure = book?.procedures[0];
  if (book === undefined || procedure?.kind !== 'contest') throw new Error('no rule book');
  const shown = (carried: boolean): ElectedView => {
    const outcome: Outcome & { readonly kind: 'elected' } = {
      kind: 'elected',
      elected: carried ? [{ id: 'ann', name: 'Ann' }] : [],
      firstPreferences: [
        { candidate: 'for', votes: 3, percent: '37.5' },
        { candidate: 'against', votes: 5, percent: '62.5' },
      ],
      final: [],
      sections: [{ section: 'members', electorate: 20, cast: 8, valid: 8, spoilt: 0 }],
      bySection: [{ section: 'members', votes: { for: 3, against: 5 } }],
      electorate: 20,
      valid: 8,
      spoilt: 0,
      turnout: '40.0',
      margin: -2,
    };
    return electedView(
      {
        state: { ...start(book), matters: {} },
        act: { kind: 'result-declared', matter: 'none', outcome, text: '' },
        at: '2026-01-01T00:00:00.000Z',
        procedure,
        title: 'Election of the chair',
        poll: {
          file: { opened: [], closed: { seq: 1, act: { cast: 8, counting: 8 } } },
          manifest: {
            form: { kind: 'motion', abstain: false },
            options: [
              { id: 'for', name: 'Yes' },
              { id: 'against', name: 'No' },
            ],
            proposed: [{ id: 'ann', name: 'Ann' }],
            roll: { id: 'r', sections: [{ id: 'members', size: 20, root: '' }] },
          },
          transcript: { format: 'hustings/motion-count/1' },
        },
      } as unknown as Declared,
      outcome,
    );
  };
  expect(shown(false)).toMatchObject({
    sentence: expect.stringMatching(/^Ann is not confirmed.*: 3 for, 5 against\.$/),
    candidates: [{ name: 'Yes' }, { name: 'No' }],
    rounds: [{ tallies: [{ votes: 3 }, { votes: 5 }] }],
    sections: [{ valid: 8, percent: { for: '37.5', against: '62.5' } }],
  });
  expect(shown(true).sentence).toMatch(/^Ann is confirmed/);
});
