/** vectors/count: each case counted again, and those of the alternative vote a second way as well. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { caseFiles, caseOf, expectedOf } from '../../../vectors/generate-count.ts';
import { type CountResult, parseBlt } from '../src/index.ts';
import { type NaiveOptions, naiveAlternativeVote } from './naive-count.ts';

const folder = fileURLToPath(new URL('../../../vectors/count', import.meta.url));
const names = readdirSync(folder);

test('there are vectors', () => {
  expect(names.length).toBeGreaterThan(50);
});

interface Expected {
  readonly error?: { readonly code: string };
  readonly transcript?: CountResult;
}

const cases = names.map((name) => {
  const files = caseFiles(`${folder}/${name}`);
  const text = (file: string): string => files.find((f) => f.name === file)?.text ?? '';
  return {
    name,
    files,
    ballots: text('ballots.blt'),
    how: caseOf(files),
    expected: JSON.parse(text('expected.json')) as Expected,
  };
});

test.each(cases)('$name gives what the vector says', ({ files, how, expected }) => {
  expect(JSON.parse(JSON.stringify(expectedOf(files, how)))).toEqual(expected);
});

/** Papers that are rankings as they stand: others are read by switches, which have tests of their own. */
const isPlain = (ballots: string): boolean => parseBlt(ballots).ok;

const transcripts = cases.flatMap(({ expected, ...rest }) =>
  expected.transcript?.rule === 'alternative-vote' && isPlain(rest.ballots)
    ? [{ ...rest, transcript: expected.transcript }]
    : [],
);

test.each(transcripts)('$name agrees with the oracle', ({ ballots, how, transcript }) => {
  const file = parseBlt(ballots);
  if (!file.ok) throw new Error(file.error.message);
  const { candidates, piles } = file.value.profile;
  const papers = [...piles].flatMap(({ ranking, count }) =>
    Array<string[]>(count).fill(ranking.map((i) => candidates[i]?.id ?? '')),
  );
  const standing = candidates.filter((c) => c.withdrawn !== true).map((c) => c.id);
  const { ties = '', ...settings } = transcript.settings;
  const rounds = naiveAlternativeVote(papers, standing, {
    ...(settings as unknown as NaiveOptions),
    ties: ties.split(' ').filter((step) => step !== '') as unknown as NaiveOptions['ties'],
    lot: how.lot,
  });
  expect(rounds?.map(({ votes, exhausted }) => ({ votes, exhausted }))).toEqual(
    transcript.rounds.map(({ votes, exhausted }) => ({ votes, exhausted })),
  );
  expect(rounds?.at(-1)?.elected).toEqual(transcript.elected);
});
