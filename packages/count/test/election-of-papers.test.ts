/** Papers as they were opened, made into what a rule counts. */
import { assert } from '@hustings/base';
import { expect, test } from 'vitest';
import {
  countingRules,
  countsPapersOf,
  countWith,
  electionOfPapers,
  findCountingRule,
  type PaperForm,
  voteOnPaper,
  votesOnPapers,
} from '../src/index.ts';

const candidates = ['a', 'b', 'c'].map((id) => ({ id, name: id.toUpperCase() }));
const marks: PaperForm = { kind: 'marks', candidates: 3, most: 3 };
const scores: PaperForm = { kind: 'scores', candidates: 3, highest: 9 };

const rule = (name: string) => {
  const found = findCountingRule(name);
  assert(found !== undefined, name);
  return found;
};

test('marks in no order go to rules of marks only, scores to rules of scores only', () => {
  const taking = (form: PaperForm['kind']) =>
    countingRules.filter((one) => countsPapersOf(one, form)).map((one) => one.name);
  expect(taking('marks')).toEqual(['block-vote', 'approval']);
  expect(taking('scores')).toEqual(['score', 'star', 'bloc-star']);
  expect(taking('ranked')).toEqual(
    countingRules.flatMap(({ name, papers }) => (papers === 'scores' ? [] : [name])),
  );
});

test('marks are counted one each', () => {
  const papers = [[0, 1], [1], [1, 2]];
  const election = electionOfPapers({ form: marks, candidates, seats: 1, papers });
  const counted = countWith('approval', election);
  expect(counted).toMatchObject({
    ok: true,
    value: { outcome: { elected: ['b'], points: { a: 1, b: 3, c: 1 } } },
  });
});

test('scores are put into piles, in whatever order the papers came', () => {
  const papers = [
    [9, 0, 1],
    [0, 2, 1],
    [9, 0, 1],
    [3, 0, 0],
    [0, 0, 7],
  ];
  const piles = (of: typeof papers) => {
    const election = electionOfPapers({ form: scores, candidates, seats: 1, papers: of });
    return election.kind === 'scores' ? election.profile : undefined;
  };
  expect(piles(papers)).toEqual({
    candidates,
    seats: 1,
    most: 9,
    piles: [
      { scores: [0, 0, 7], count: 1 },
      { scores: [0, 2, 1], count: 1 },
      { scores: [3, 0, 0], count: 1 },
      { scores: [9, 0, 1], count: 2 },
    ],
  });
  expect(piles(papers.toReversed())).toEqual(piles(papers));
});

test('what an option has from a paper is its first choice, its mark or its points', () => {
  expect(voteOnPaper(rule('score'), 'scores')).toBe('points');
  expect(voteOnPaper(rule('approval'), 'marks')).toBe('mark');
  expect(voteOnPaper(rule('approval'), 'ranked')).toBe('mark');
  expect(voteOnPaper(rule('alternative-vote'), 'ranked')).toBe('first-choice');
  expect(voteOnPaper(undefined, 'motion')).toBe('first-choice');
  expect(votesOnPapers('points', 3, [[1, 2, 0]])).toEqual([1, 2, 0]);
  expect(votesOnPapers('mark', 3, [[2, 0], [2]])).toEqual([1, 0, 2]);
  expect(votesOnPapers('first-choice', 3, [[2, 0], [1]])).toEqual([0, 1, 1]);
});
