import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BallotFile, ReadOptions } from '../../../src/formats/ballot-file.ts';
import { nistJson, nistXml } from '../../../src/formats/cvr/nist-cvr.ts';
import { PaperSink } from '../../../src/formats/sink.ts';
import { OVERMARKED, SKIPPED, TIED } from '../../../src/papers/marks.ts';
import { holds } from '../../elections.ts';
import { pilesOf } from '../piles-of.ts';
import { contentOf, readAll, writeAll } from '../text/read-all.ts';

const fixture = (path: string): Uint8Array =>
  readFileSync(new URL(`../../fixtures/rctab/${path}`, import.meta.url));

interface Position {
  readonly [name: string]: unknown;
}

const ELECTION = {
  '@id': 'e',
  Candidate: [{ '@id': 'ann', Name: 'Ann' }, { '@id': 'bob', Name: 'Bob\n  Jr' }, { '@id': 'cat' }],
  Contest: [
    {
      '@id': 'mayor',
      Name: 'Mayor',
      NumberElected: 2,
      ContestSelection: [
        { '@id': 'a', CandidateIds: ['ann'] },
        { '@id': 'b', CandidateIds: ['bob'] },
        { '@id': 'c', CandidateIds: ['cat'] },
      ],
    },
  ],
};

/** A CVR of one snapshot and contest: positions by the id of the selection. */
function cvr(selections: Record<string, readonly Position[]>, contest: object = {}): object {
  return {
    CurrentSnapshotId: 's',
    CVRSnapshot: [
      {
        '@id': 's',
        CVRContest: [
          {
            ContestId: 'mayor',
            CVRContestSelection: Object.entries(selections).map(([id, positions]) => ({
              ...(id === '' ? {} : { ContestSelectionId: id }),
              SelectionPosition: positions,
            })),
            ...contest,
          },
        ],
      },
    ],
  };
}

const yes = (rank?: number, rest: object = {}): Position => ({
  HasIndication: 'yes',
  ...(rank === undefined ? {} : { Rank: rank }),
  ...rest,
});

function read(report: object, options: ReadOptions = {}): unknown {
  const result = readAll(nistJson, JSON.stringify(report), options);
  if (!result.ok) return result.error.message.replace(/^Line 1, column \d+: /, '');
  const { candidates, marks, blank, title, seats } = result.value;
  return { names: candidates.map((c) => c.name), marks: pilesOf(marks), blank, title, seats };
}

const marksOf = (...papers: readonly object[]): unknown => {
  const result = read({ Election: [ELECTION], CVR: papers });
  return typeof result === 'string' ? result : (result as { marks: unknown }).marks;
};

describe('what a cast-vote record says', () => {
  test('ranks are places: skipped ones, shared ones, a candidate at several', () => {
    expect(
      marksOf(
        cvr({ a: [yes(1)], b: [yes(3)] }),
        cvr({ a: [yes(2), yes(1)], b: [yes(2)] }),
        cvr({ b: [yes(1)], a: [yes(1)] }),
      ),
    ).toEqual([
      [[0, 0, TIED, 1], 1],
      [[0, SKIPPED, 1], 1],
      [[0, TIED, 1], 1],
    ]);
  });

  test('without ranks all marks stand at one place; the rank may be the selection’s', () => {
    expect(marksOf(cvr({ a: [yes()], c: [yes()] }))).toEqual([[[0, TIED, 2], 1]]);
    const ranked = {
      CurrentSnapshotId: 's',
      CVRSnapshot: [
        {
          '@id': 's',
          CVRContest: [
            {
              ContestId: 'mayor',
              CVRContestSelection: { ContestSelectionId: 'c', Rank: 2, SelectionPosition: yes() },
            },
          ],
        },
      ],
    };
    expect(marksOf(ranked)).toEqual([[[SKIPPED, 2], 1]]);
  });

  test('positions without indication are no marks; a paper without marks is blank', () => {
    const no = { HasIndication: 'no', Rank: 1, NumberVotes: 7 };
    expect(read({ Election: [ELECTION], CVR: [cvr({ a: [no] }), cvr({})] })).toMatchObject({
      marks: [],
      blank: 2,
    });
  });

  test('marks that may not become votes are none, unless they over-mark a place', () => {
    const not = (rank: number): Position => yes(rank, { IsAllocable: 'no' });
    expect(
      marksOf(
        cvr({ a: [not(1)], b: [yes(2)] }),
        cvr({ a: [not(1)], b: [not(1)], c: [yes(2)] }),
        cvr({ a: [not(1)], b: [yes(1)] }),
        cvr({ '': [not(1), not(1)], c: [yes(2)] }),
      ),
    ).toEqual([
      [[1], 1],
      [[OVERMARKED, 2], 2],
      [[SKIPPED, 1], 1],
    ]);
  });

  test('a contest that the device calls over-voted without saying where', () => {
    expect(marksOf(cvr({}, { Overvotes: 1 }), cvr({}, { Status: ['overvoted'] }))).toEqual([
      [[OVERMARKED], 2],
    ]);
    expect(marksOf(cvr({ a: [yes()] }, { Overvotes: 1 }))).toEqual([[[0], 1]]);
  });

  test('names written in that are no selection count as one candidate', () => {
    expect(
      read({
        Election: [ELECTION],
        CVR: [cvr({ '': [yes(1, { CVRWriteIn: { Text: 'Zoe' } })], b: [yes(2)] })],
      }),
    ).toEqual({
      names: ['Ann', 'Bob Jr', 'cat', 'Undeclared write-ins'],
      marks: [[[3, 1], 1]],
      blank: 0,
      title: 'Mayor',
      seats: 2,
    });
  });

  test('the current snapshot counts, not the others', () => {
    const paper = {
      CurrentSnapshotId: 'new',
      CVRSnapshot: [
        { '@id': 'old', Type: 'original', CVRContest: [] },
        {
          '@id': 'new',
          Type: 'modified',
          CVRContest: [
            {
              ContestId: 'mayor',
              CVRContestSelection: [{ ContestSelectionId: 'b', SelectionPosition: [yes(1)] }],
            },
          ],
        },
      ],
    };
    expect(marksOf(paper)).toEqual([[[1], 1]]);
    expect(marksOf({ ...paper, CurrentSnapshotId: 'x' })).toBe(
      'found "x", expected CurrentSnapshotId to be the id of a CVRSnapshot of this CVR.',
    );
    expect(marksOf({ CVRSnapshot: paper.CVRSnapshot })).toContain('found "2 snapshots"');
    expect(marksOf({ CVRSnapshot: [paper.CVRSnapshot[1]] })).toEqual([[[1], 1]]);
  });

  test('a paper on which the contest is not, is no paper of it', () => {
    const other = { CVRSnapshot: [{ CVRContest: [{ ContestId: 'x' }] }] };
    expect(read({ Election: [ELECTION], CVR: [other] })).toMatchObject({ marks: [], blank: 0 });
  });

  test.each<[Position, string]>([
    [
      { HasIndication: 'unknown' },
      'found "HasIndication "unknown"", expected "yes" or "no": whether there is a mark must be decided first.',
    ],
    [
      {},
      'found "HasIndication """, expected "yes" or "no": whether there is a mark must be decided first.',
    ],
    [yes(0), 'found "rank 0", expected ranks from 1 to 9999.'],
    [yes(10_000), 'found "rank 10000", expected ranks from 1 to 9999.'],
    [yes(1.5), 'found "rank 1.5", expected ranks from 1 to 9999.'],
    [
      yes(1, { NumberVotes: 2 }),
      'found "2 votes, fractional """, expected marks of one vote each: points and parts of a vote are not read.',
    ],
    [
      yes(1, { FractionalVotes: '.5' }),
      'found " votes, fractional ".5"", expected marks of one vote each: points and parts of a vote are not read.',
    ],
  ])('a position %j is refused', (position, message) => {
    expect(marksOf(cvr({ a: [position] }))).toBe(message);
  });

  test('marks with and without a rank on one paper are refused, and marks of nothing', () => {
    expect(marksOf(cvr({ a: [yes(1)], b: [yes()] }))).toContain('marks with a rank and without');
    expect(marksOf(cvr({ '': [yes(1)] }))).toContain('a ContestSelectionId or a CVRWriteIn');
    const twice = cvr({ a: [yes(1)] }) as { CVRSnapshot: { CVRContest: object[] }[] };
    twice.CVRSnapshot[0]?.CVRContest.push({ ContestId: 'mayor' });
    expect(marksOf(twice)).toContain('the id of a contest that is on this paper once');
  });
});

describe('the tables of a report', () => {
  const papers = [cvr({ b: [yes(1)], a: [yes(2)] }), cvr({ c: [yes(1)] })];

  test('may come before or after the papers', () => {
    const first = read({ Election: [ELECTION], CVR: papers });
    expect(first).toEqual(read({ CVR: papers, Election: [ELECTION] }));
    expect(first).toMatchObject({
      marks: [
        [[1, 0], 1],
        [[2], 1],
      ],
    });
  });

  const council = {
    ...ELECTION.Contest[0],
    '@id': 'council',
    Name: 'Council',
    NumberElected: undefined,
    ContestSelection: [
      { '@id': 'x', Selection: 'Yes' },
      { '@id': 'y', PartyIds: ['p'] },
      { '@id': 'w', IsWriteIn: true },
      { '@id': 'z' },
    ],
  };
  const two = [{ ...ELECTION, Contest: [...ELECTION.Contest, council] }];

  test('one of several contests is read by its id or its name', () => {
    const Party = [{ '@id': 'p', Name: 'Greens' }];
    const vote = {
      CVRSnapshot: [
        {
          CVRContest: [
            {
              ContestId: 'council',
              CVRContestSelection: { ContestSelectionId: 'y', SelectionPosition: yes() },
            },
          ],
        },
      ],
    };
    for (const contest of ['council', 'Council'])
      for (const report of [
        { Party, Election: two, CVR: [...papers, vote] },
        { CVR: [vote, ...papers], Election: two, Party },
      ])
        expect(read(report, { contest, seats: 3 })).toEqual({
          names: ['Yes', 'Greens', 'Write-in', 'z'],
          marks: [[[1], 1]],
          blank: 0,
          title: 'Council',
          seats: 3,
        });
  });

  test('without a name, or with a wrong one, the error lists them', () => {
    const all = 'Mayor (mayor); Council (council)';
    for (const report of [
      { Election: two, CVR: papers },
      { CVR: papers, Election: two },
    ]) {
      expect(read(report)).toBe(`found "2 contests", expected to be told which: ${all}.`);
      expect(read(report, { contest: 'x' })).toBe(
        `found "x", expected one of these contests: ${all}.`,
      );
    }
    expect(read({ CVR: papers })).toBe('found nothing, expected a contest.');
    expect(read({ CVR: papers }, { contest: 'x' })).toBe('found "x", expected a contest.');
    const nameless = [{ '@id': 'x' }, { '@id': 'y' }];
    expect(read({ Election: [{ Contest: nameless }] })).toContain('to be told which: x; y.');
  });

  test.each<[object, string]>([
    [{ ...ELECTION, Candidate: [] }, 'found "ann", expected the id of a Candidate of this file.'],
    [
      { ...ELECTION, Candidate: [{ Name: 'Ann' }] },
      'found nothing, expected an id of each Candidate, which no other has.',
    ],
    [{ ...ELECTION, Contest: [{ Name: 'x' }] }, 'found nothing, expected the id of each Contest.'],
    [
      { ...ELECTION, Contest: [{ '@id': 'x' }, { '@id': 'x' }] },
      'found "x", expected an id of one Contest only.',
    ],
    [
      { ...ELECTION, Contest: [{ '@id': 'x', ContestSelection: [{}] }] },
      'found nothing, expected ids that differ for all selections of "x".',
    ],
    [
      { ...ELECTION, Contest: [{ '@id': 'x', NumberElected: 0 }] },
      'found "0", expected how many are elected, as a whole number.',
    ],
    [
      { ...ELECTION, Contest: [{ '@id': 'mayor' }] },
      'found "b", expected a selection of the contest "mayor".',
    ],
  ])('%j is refused', (election, message) => {
    expect(read({ CVR: papers, Election: [election] })).toBe(message);
  });

  test('more selections than a ballot file may have candidates are refused', () => {
    const ids = Array.from({ length: 10_001 }, (_, i) => `s${i}`);
    const ContestSelection = ids.map((id) => ({ '@id': id }));
    expect(read({ Election: [{ Contest: [{ '@id': 'mayor', ContestSelection }] }] })).toBe(
      'found "10001 selections", expected fewer than 10000.',
    );
    const all = Object.fromEntries(ids.map((id, i) => [id, [yes((i % 9000) + 1)]]));
    expect(marksOf(cvr(all))).toBe('found "mayor", expected at most 10000 selections.');
  });

  test('a contest without a single paper, and a number of seats that is none', () => {
    expect(read({ Election: [ELECTION] })).toMatchObject({ marks: [], blank: 0 });
    const contest = { '@id': 'x', NumberElected: { a: 1 } };
    expect(read({ Election: [{ Contest: [contest] }] })).toContain('how many are elected');
  });

  test('a name written in does not run into a selection of that name', () => {
    const Candidate = [{ '@id': 'u', Name: 'Undeclared write-ins' }];
    const ContestSelection = [{ '@id': 'a', CandidateIds: ['u'] }];
    const Contest = [{ '@id': 'mayor', ContestSelection }];
    const paper = cvr({ '': [yes(1, { CVRWriteIn: {} })] });
    expect(read({ Election: [{ Candidate, Contest }], CVR: [paper] })).toMatchObject({
      names: ['Undeclared write-ins', 'Undeclared write-ins 2'],
    });
  });

  test('another version, and members that are no objects, are refused', () => {
    expect(read({ Version: '2.0.0' })).toBe(
      'found "version 2.0.0", expected version 1.0 of the standard.',
    );
    expect(read({ Version: 1 })).toBe('found "version", expected version 1.0 of the standard.');
    const nameless = { CVRSnapshot: [{ CVRContest: [{}] }] };
    expect(read({ CVR: [nameless] })).toContain('found nothing, expected the id of a contest');
    expect(read({ CVR: [7] })).toBe('found "7", expected what a CVR says.');
  });
});

describe('reports of others', () => {
  const firstChoices = (file: BallotFile): Record<string, number> => {
    const first: Record<string, number> = {};
    for (const [codes, count] of pilesOf(file.marks)) {
      const single = codes.find(
        (code, i) => code < OVERMARKED && codes[i + 1] !== TIED && codes[i - 1] !== TIED,
      );
      const name = file.candidates[codes[0] as number]?.name ?? '';
      if (codes[0] === single) first[name] = (first[name] ?? 0) + count;
    }
    return first;
  };

  // Peer: RCTab's expected reports. In set 2 a paper over-marked at the first rank goes to the third, where
  // a skipped rank then ends it (inactive: 1), so that all first choices are of papers with one mark there.
  test.each([
    ['test_set_2_overvote_skip_to_next_cvr.json', 15, { B: 6, A: 5, C: 2, D: 1 }],
    ['test_set_6_duplicate_exhaust_cvr.json', 15, undefined],
  ])('RCTab %s: %i papers', (name, papers, expected) => {
    const result = readAll(nistJson, fixture(name), { size: 100 });
    if (!result.ok) throw new Error(result.error.message);
    const { marks, blank } = result.value;
    expect(marks.counts.reduce((sum, count) => sum + count, blank)).toBe(papers);
    if (expected !== undefined)
      expect(firstChoices(result.value)).toEqual(
        Object.fromEntries(Object.entries(expected).map(([k, v]) => [`Candidate ${k} Name`, v])),
      );
  });

  test('NIST’s example in XML: two papers, an over-vote, a write-in, a snapshot that is not current', () => {
    const inContest = (contest: string): unknown => {
      const result = readAll(nistXml, fixture('nist_xml_cdf_2.xml'), { contest, size: 333 });
      if (!result.ok) return result.error.message;
      return [result.value.candidates.length, pilesOf(result.value.marks), result.value.blank];
    };
    expect(inContest('_5TS')).toEqual([2, [[[OVERMARKED], 1]], 0]);
    expect(inContest('_1GO')).toEqual([4, [[[3], 1]], 0]);
    // A later snapshot takes the mark back, but is not the current one.
    expect(inContest('_6RC')).toEqual([2, [[[0], 1]], 1]);
    expect(inContest('For Attorney General')).toEqual([2, [], 1]);
    expect(inContest('Mayor')).toMatch(
      /^Line 192, column 42: found "Mayor", expected one of these contests: For Governor/,
    );
  });

  test('their beginnings tell them', () => {
    const xml = new TextDecoder().decode(fixture('nist_xml_cdf_2.xml').subarray(0, 4000));
    const json = new TextDecoder().decode(
      fixture('test_set_6_duplicate_exhaust_cvr.json').subarray(0, 4000),
    );
    expect([nistXml.looksLike(xml), nistXml.looksLike(json)]).toEqual(['surely', 'no']);
    expect([nistJson.looksLike(json), nistJson.looksLike(xml)]).toEqual(['surely', 'no']);
    expect(nistJson.looksLike('{"CVR":[')).toBe('maybe');
    expect(nistJson.looksLike('{"a":1}')).toBe('no');
  });
});

describe('writing cast-vote records', () => {
  const made = (build: (sink: PaperSink) => void): BallotFile => {
    const sink = new PaperSink();
    build(sink);
    return sink.finish({ format: 'nist-json', title: 'Mayor', seats: 2 });
  };

  test('what can be said is read again as it was, wherever the bytes are cut', () => {
    const place = fc
      .subarray([0, 1, 2], { minLength: 1 })
      .map((codes) => codes.flatMap((code, i) => (i > 0 ? [TIED, code] : [code])));
    const paper = fc
      .array(fc.oneof(place, fc.constantFrom([SKIPPED], [OVERMARKED])), { maxLength: 4 })
      .map((places) => places.flat());
    holds(
      fc.property(
        fc.array(fc.tuple(paper, fc.integer({ min: 1, max: 3 })), { maxLength: 5 }),
        fc.integer({ min: 1, max: 200 }),
        (piles, size) => {
          const file = made((sink) => {
            for (const name of ['Ann', 'Žofie "Z"', 'Bob']) sink.addCandidate(name);
            for (const [marks, copies] of piles) sink.addMarks(marks, marks.length, copies);
          });
          const text = writeAll(nistJson, file);
          if (typeof text !== 'string') throw new Error(text.refused);
          const again = readAll(nistJson, text, { size });
          if (!again.ok) throw new Error(again.error.message);
          expect(contentOf(again.value)).toEqual(contentOf(file));
        },
      ),
      50,
    );
  });

  test('without title or seats', () => {
    const sink = new PaperSink();
    sink.addCandidate('Ann');
    sink.addBlank(2);
    const text = writeAll(nistJson, sink.finish({ format: 'nist-json' }));
    expect(typeof text).toBe('string');
    expect(read(JSON.parse(text as string))).toEqual({
      names: ['Ann'],
      marks: [],
      blank: 2,
      title: 'contest',
      seats: undefined,
    });
  });

  test.each<[(sink: PaperSink) => void, string]>([
    [(sink) => sink.addMarks([0], 1, { units: 5, decimals: 1 }), 'whole papers'],
    [(sink) => sink.addScores([1], 1), 'marks and ranks only'],
    [(sink) => sink.withdraw(0), 'nothing of candidates who withdrew'],
    [(sink) => sink.rename(0, 'Ann '), 'names with one blank between words'],
  ])('what it has no place for is refused', (build, expected) => {
    const file = made((sink) => {
      sink.addCandidate('Ann');
      build(sink);
    });
    expect(writeAll(nistJson, file)).toEqual({ refused: expect.stringContaining(expected) });
  });
});
