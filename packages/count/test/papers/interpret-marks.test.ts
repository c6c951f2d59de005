import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMarks, readRankings, readTiers } from '../../src/papers/interpret-marks.ts';
import { type MarkReading, PLAIN_READING } from '../../src/papers/mark-reading.ts';
import { OVERMARKED, SKIPPED, TIED } from '../../src/papers/marks.ts';
import { findReading, READINGS } from '../../src/papers/reading-presets.ts';
import { PileBuilder, type SequencePiles } from '../../src/papers/sequence-piles.ts';
import { holds } from '../elections.ts';

const [S, T, O] = [SKIPPED, TIED, OVERMARKED];

function box(...papers: readonly (readonly number[])[]): SequencePiles {
  const builder = new PileBuilder(2);
  for (const paper of papers) builder.add(paper, paper.length, 1);
  return builder.finish();
}

function papersOf(piles: SequencePiles): number[][] {
  return Array.from({ length: piles.length }, (_, i) =>
    Array.from(piles.codes.subarray(piles.starts[i], piles.starts[i + 1])),
  );
}

/** One paper read: what is left of it, or why it is void. */
function read(paper: readonly number[], reading: Partial<MarkReading>, candidates = 4) {
  const found = readRankings(box(paper), candidates, { ...PLAIN_READING, ...reading });
  return found.account.counted === 1 ? papersOf(found.piles)[0] : found.account.void[0]?.reason;
}

test('papers with nothing to interpret come back as they are, in the same arrays', () => {
  const marks = box([0, 1], [2], [2]);
  const found = readRankings(marks, 3, PLAIN_READING);
  expect(found.piles).toBe(marks);
  expect(found.account).toEqual({ papers: 3, counted: 3, void: [], changed: [] });
});

test.each<[string, readonly number[], Partial<MarkReading>, unknown]>([
  ['a skipped place is passed over', [0, S, 1], {}, [0, 1]],
  ['one skipped place ends a paper', [0, S, 1], { skipped: 'one-ends' }, [0]],
  [
    'a first place that is skipped ends it too',
    [S, 1],
    { skipped: 'one-ends' },
    'without-preference',
  ],
  ['one skipped place is passed over where two end it', [0, S, 1], { skipped: 'two-end' }, [0, 1]],
  ['two in a row end it', [0, S, S, 1], { skipped: 'two-end' }, [0]],
  ['two that are not in a row do not', [S, 0, S, 1], { skipped: 'two-end' }, [0, 1]],
  ['a skipped place spoils', [0, S, 1], { skipped: 'spoils' }, 'skipped'],
  ['a repetition is passed over', [0, 0, 1], {}, [0, 1]],
  ['a repetition ends a paper', [0, 0, 1], { repeated: 'ends' }, [0]],
  ['a repetition spoils', [0, 1, 0], { repeated: 'spoils' }, 'repeated'],
  ['equal places end a paper', [0, 1, T, 2, 3], {}, [0]],
  ['equal places give way to the next', [0, 1, T, 2, 3], { overmarked: 'passed-over' }, [0, 3]],
  ['who shared a place counts at the next', [0, T, 1, 0], { overmarked: 'passed-over' }, [0]],
  ['equal places spoil', [0, 1, T, 2], { overmarked: 'spoils' }, 'overmarked'],
  ['unnamed marks end a paper', [0, O, 1], {}, [0]],
  ['a first place with two marks leaves nothing', [O, 1], {}, 'without-preference'],
  ['only so many places are looked at', [0, 1, 2], { mostRanks: 2 }, [0, 1]],
  ['a skipped place is one of them', [0, S, 2], { mostRanks: 2 }, [0]],
  ['all must be ranked', [0, 1, 2], { leastRanks: 'all' }, 'too-few-ranks'],
  ['all but one will do', [0, 1, 2], { leastRanks: 'all-but-one' }, [0, 1, 2]],
  ['six must be ranked', [0, 1, 2], { leastRanks: 6 }, 'too-few-ranks'],
])('%s', (_, paper, reading, expected) => {
  expect(read(paper, reading)).toEqual(expected);
});

test('what was changed is told by reason, what was void once', () => {
  const { account } = readRankings(box([0, S, 0, 1], [O, 1], [1], []), 2, PLAIN_READING);
  expect(account).toEqual({
    papers: 4,
    counted: 2,
    void: [{ reason: 'without-preference', papers: 2 }],
    changed: [
      { reason: 'repeated', papers: 1 },
      { reason: 'skipped', papers: 1 },
    ],
  });
});

test('where places may be equal, candidates named at one are level', () => {
  const { piles, account } = readTiers(box([0, 1, T, 2, S, 3], [0, O, 1]), 4, PLAIN_READING);
  expect(piles).toEqual([
    { tiers: [[0], [1, 2], [3]], count: 1 },
    { tiers: [[0]], count: 1 },
  ]);
  expect(account.changed).toEqual([
    { reason: 'overmarked', papers: 1 },
    { reason: 'skipped', papers: 1 },
  ]);
});

test('marks have no order and count once; marks that nobody can name void the paper', () => {
  const { piles, account } = readMarks(box([2, T, 0], [0, S, 2], [1, 1], [1, O]), 3);
  expect(papersOf(piles)).toEqual([[0, 2], [1]]);
  expect(Array.from(piles.counts)).toEqual([2, 1]);
  expect(account).toEqual({
    papers: 4,
    counted: 3,
    void: [{ reason: 'overmarked', papers: 1 }],
    changed: [{ reason: 'repeated', papers: 1 }],
  });
});

test('every reading that is named has a statute, and is found by its name', () => {
  for (const preset of READINGS) {
    expect(preset.follows).not.toBe('');
    expect(findReading(preset.name)).toBe(preset);
  }
  expect(findReading('florida')).toBeUndefined();
});

/** The same from the definition: a paper is places, each with those marked there; read them in turn. */
function plainly(paper: readonly number[], reading: MarkReading): number[] | undefined {
  const places: (number[] | 'over')[] = [];
  for (let i = 0; i < paper.length; i++) {
    const code = paper[i] as number;
    if (code === T) (places.at(-1) as number[]).push(paper[++i] as number);
    else places.push(code === S ? [] : code === O ? 'over' : [code]);
  }
  const out: number[] = [];
  let empty = 0;
  for (const here of places.slice(0, reading.mostRanks)) {
    if (here !== 'over' && here.length === 0) {
      empty++;
      if (reading.skipped === 'spoils') return undefined;
      if (empty === { 'one-ends': 1, 'two-end': 2, 'passed-over': -1 }[reading.skipped]) break;
      continue;
    }
    empty = 0;
    if (here === 'over' || here.length > 1) {
      if (reading.overmarked === 'spoils') return undefined;
      if (reading.overmarked === 'ends') break;
    } else if (out.includes(here[0] as number)) {
      if (reading.repeated === 'spoils') return undefined;
      if (reading.repeated === 'ends') break;
    } else out.push(here[0] as number);
  }
  return out.length === 0 ? undefined : out;
}

const place = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 3 }).map((c) => [c]) },
  { weight: 1, arbitrary: fc.constant([S]) },
  { weight: 1, arbitrary: fc.constant([O]) },
  {
    weight: 1,
    arbitrary: fc
      .subarray([0, 1, 2, 3], { minLength: 2 })
      .map((at) => at.flatMap((c, i) => (i === 0 ? [c] : [T, c]))),
  },
);

const readings: fc.Arbitrary<MarkReading> = fc.record(
  {
    skipped: fc.constantFrom<MarkReading['skipped']>(
      'passed-over',
      'one-ends',
      'two-end',
      'spoils',
    ),
    repeated: fc.constantFrom<MarkReading['repeated']>('passed-over', 'ends', 'spoils'),
    overmarked: fc.constantFrom<MarkReading['overmarked']>('passed-over', 'ends', 'spoils'),
    mostRanks: fc.integer({ min: 1, max: 6 }),
  },
  { requiredKeys: ['skipped', 'repeated', 'overmarked'] },
);

test('every paper is read as its definition says, whatever the switches', () => {
  holds(
    fc.property(fc.array(place, { maxLength: 6 }), readings, (places, reading) => {
      const paper = places.flat();
      const found = readRankings(box(paper), 4, reading);
      expect(papersOf(found.piles)).toEqual(
        [plainly(paper, reading)].filter((p) => p !== undefined),
      );
      const { papers, counted, void: voided } = found.account;
      expect(papers).toBe(counted + voided.reduce((sum, v) => sum + v.papers, 0));
    }),
    1000,
  );
});
