import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { utf8 } from '@hustings/base';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BallotFile, type Blt, bltFormat, parseBlt, writeBlt } from '../../src/index.ts';
import { OVERMARKED, SKIPPED, TIED } from '../../src/papers/marks.ts';
import { elections, holds, profileOf } from '../elections.ts';
import { sharedElections, skipNote } from '../shared.ts';
import { cut, readIn } from './pieces.ts';
import { pilesOf } from './piles-of.ts';

const plain = '3 1\n4 1 2 0\n2 3 0\n0\n"Castor"\n"Pollux"\n"Helen"\n"Twins"\n';

function read(text: string): Blt {
  const result = parseBlt(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

test('a plain file gives candidates, piles, seats and title', () => {
  const { profile, ...rest } = read(plain);
  expect({ profile: { ...profile, piles: [...profile.piles] }, ...rest }).toEqual({
    profile: {
      candidates: [
        { id: 'castor', name: 'Castor' },
        { id: 'pollux', name: 'Pollux' },
        { id: 'helen', name: 'Helen' },
      ],
      seats: 1,
      piles: [
        { ranking: [0, 1], count: 4 },
        { ranking: [2], count: 2 },
      ],
    },
    title: 'Twins',
    notes: [],
    blank: 0,
  });
});

test.each([
  ['CRLF', plain.replaceAll('\n', '\r\n')],
  ['old Macintosh line ends', plain.replaceAll('\n', '\r')],
  ['a byte order mark', `\uFEFF${plain}`],
  ['no last line end', plain.trimEnd()],
  ['the end of file of DOS', `${plain}\u001a`],
  ['the end of file of DOS at the last line', `${plain.trimEnd()}\u001a`],
  ['trailing blanks and tabs', plain.replaceAll('\n', ' \t\n')],
  ['leading blanks', plain.replaceAll('\n', '\n  ')],
  ['blank lines', plain.replaceAll('\n', '\n\n')],
  ['comments', `# a file\n${plain.replaceAll('\n', ' # 1 2 "\n# 3\n')}# end`],
  ['names without quotes', plain.replaceAll('"', '')],
  ['all names on one line', plain.replaceAll('"\n"', '"\t "')],
  ['piles in another order', plain.replace('4 1 2 0\n2 3 0', '2 3 0\n4 1 2 0')],
  ['piles in parts', plain.replace('4 1 2 0', '1 1 2 0\n3 1 2 0')],
  ['weights written with decimals', plain.replace('4 1 2 0', '4.00 1 2 0')],
  ['papers that end with their line', plain.replace('2 0', '2').replace('3 0', '3')],
])('%s make no difference', (_what, text) => {
  expect(read(text)).toEqual(read(plain));
});

test('a source and a remark may stand on the line of the title', () => {
  expect(read(plain.replace('"Twins"', '"Twins" "ERS" "" "by hand" # 1987'))).toMatchObject({
    title: 'Twins',
    notes: ['ERS', 'by hand'],
  });
});

test.each([
  ['-2 -3', ['pollux', 'helen']],
  ['-2\n-3', ['pollux', 'helen']],
  ['[withdrawn 2 3]', ['pollux', 'helen']],
  ['[withdrawn 2 ]', ['pollux']],
])('withdrawn candidates are marked: %j', (line, ids) => {
  const { candidates } = read(plain.replace('3 1\n', `3 1\n${line}\n`)).profile;
  expect(candidates.filter((c) => c.withdrawn === true).map((c) => c.id)).toEqual(ids);
});

test('papers with nothing on them are counted apart', () => {
  const { blank, profile } = read(plain.replace('2 3 0', '2 3 0\n5 0'));
  expect(blank).toBe(5);
  expect(profile.piles.map((pile) => pile.count)).toEqual([4, 2]);
});

test('names may hold quotes, backslashes, commas and number signs', () => {
  const text =
    '5 1\n0\n"Robert \\"Bob\\" Smith" # a comment\n"Abdul ""The Rock"""\n"#1 Party"\nSmith, Jo # unquoted\n"A\\\\B\\C"\n""\n';
  const { profile, title } = read(text);
  expect(profile.candidates.map((c) => c.name)).toEqual([
    'Robert "Bob" Smith',
    'Abdul "The Rock"',
    '#1 Party',
    'Smith, Jo',
    'A\\B\\C',
  ]);
  expect(title).toBe('');
});

test('a long text is read whole, whatever its characters', () => {
  // Whichever way they fall, one of them is on either side of 65,536 code units.
  for (const before of ['', 'a'])
    expect(
      read(`#${before}${'😀'.repeat(40_000)}\n${plain.replace('Castor', '😀')}`).profile
        .candidates[0]?.name,
    ).toBe('😀');
});

test('what follows the title is kept as notes and says nothing to the count', () => {
  expect(read(`${plain}\n"a source"\nAB: 52 votes\n`).notes).toEqual([
    '"a source"',
    'AB: 52 votes',
  ]);
});

const names = '"A"\n"B"\n"C"\n"T"\n';

test.each([
  ['', 1, 1, '', 'the number of candidates', 'format/cut-short'],
  ['# nothing', 1, 10, '', 'the number of candidates', 'format/cut-short'],
  ['x 1', 1, 1, 'x', 'the number of candidates, from 1 to 10000'],
  ['0 1', 1, 1, '0', 'the number of candidates, from 1 to 10000'],
  [
    '99999999999999999999 1',
    1,
    1,
    '99999999999999999999',
    'the number of candidates, from 1 to 10000',
  ],
  ['3', 1, 2, '', 'the number of seats'],
  ['3 none', 1, 3, 'none', 'the number of seats, 1 or more'],
  ['3 0', 1, 3, '0', 'the number of seats, 1 or more'],
  ['3 1 7', 1, 5, '7', 'the end of the line after the number of seats'],
  ['3 1\n1 2 0\n', 3, 1, '', 'a line "0" after the last paper', 'format/cut-short'],
  [`3 1\n1 2 0\n0 0\n${names}`, 3, 3, '0', 'the end of the line after "0"'],
  [
    `3 1\n1 4 0\n0\n${names}`,
    2,
    3,
    '4',
    "a candidate's number, from 1 to 3",
    'format/unknown-candidate',
  ],
  [`3 1\n1 2 -3 0\n0\n${names}`, 2, 5, '-3', "a candidate's number, from 1 to 3"],
  [`3 1\n1 2 2 0\n0\n${names}`, 2, 5, '2', 'a candidate who is not yet on this paper'],
  [`3 1\n1 2 0 3\n0\n${names}`, 2, 7, '3', 'the end of the line after "0"'],
  [`3 1\n1 1 0\n1 2 0 3\n0\n${names}`, 3, 7, '3', 'the end of the line after "0"'],
  [`3 1\n1 2 0\n1 3\n0\n${names}`, 3, 4, '', '"0" at the end of the paper'],
  [
    `3 1\n1 2\n1 3 0\n0\n${names}`,
    3,
    5,
    '0',
    'the end of the line, as no paper before this one ends with "0"',
  ],
  [`3 1\nCastor 2 0\n0\n${names}`, 2, 1, 'Castor', 'a number of papers, such as 3 or 1.5'],
  [
    `3 1\n9007199254740991 2 0\n1 3 0\n0\n${names}`,
    3,
    1,
    '1',
    'fewer than 2^53 papers in all, counted in units of the smallest weight',
    'format/too-many-papers',
  ],
  [`3 1\n1 2 0\n-3\n0\n${names}`, 3, 1, '-3', 'a number of papers, or "0" after the last paper'],
  [
    `3 1\n-4\n0\n${names}`,
    2,
    1,
    '-4',
    "a withdrawn candidate's number, from 1 to 3",
    'format/unknown-candidate',
  ],
  [`3 1\n-\n0\n${names}`, 2, 1, '-', "a withdrawn candidate's number, from 1 to 3"],
  [`3 1\n-2 3\n0\n${names}`, 2, 4, '3', 'another withdrawn candidate, such as "-2"'],
  [`3 1\n[withdrawn 2\n0\n${names}`, 2, 12, '2', 'a "]" at the end of the line'],
  [`3 1\n[withdrawn x]\n0\n${names}`, 2, 12, 'x', "a withdrawn candidate's number, from 1 to 3"],
  [
    '3 1\n0\n"A"\n"B"\n"C"\n',
    6,
    1,
    '',
    'the title (in quotes, and empty if there is none)',
    'format/cut-short',
  ],
  ['3 1\n0\n"A"', 3, 4, '', 'the name of candidate 2', 'format/cut-short'],
  ['3 1\n0\n"A\n"B"\n', 3, 1, '"A', 'a closing quote on the same line'],
  [
    '3 1\n0\n"A" B\n',
    3,
    5,
    'B',
    'the end of the line after the closing quote, or another name in quotes',
  ],
  [
    '3 1\n0\n"A"B\n',
    3,
    4,
    'B',
    'the end of the line after the closing quote, or another name in quotes',
  ],
  ['3 1\n0\n"A" "B\n', 3, 5, '"B', 'a closing quote on the same line'],
  ['3 1\n0\n"A" "B"\n', 4, 1, '', 'the name of candidate 3', 'format/cut-short'],
  ['3 1\n0\n""\n"B"\n', 3, 1, '', 'a name that is not empty'],
])(
  '%j is refused at line %i, column %i',
  (text, line, column, found, expected, code = 'format/syntax') => {
    const result = parseBlt(text);
    expect(result).toMatchObject({ ok: false, error: { code, line, column, found, expected } });
    const message = result.ok ? '' : result.error.message;
    expect(message).toContain(`Line ${line}, column ${column}: found `);
    expect(message).toContain(`expected ${expected}.`);
  },
);

test.each([
  [`3 1\n1 2=3 1 0\n0\n${names}`, 2, 3],
  [`3 1\n1 (2 3) 1 0\n0\n${names}`, 2, 3],
  [`3 1\n1 2 - 1 0\n0\n${names}`, 2, 5],
  [`3 1\n0.5 2 0\n0\n${names}`, 2, 1],
  [`3 1\n[undeclared 3]\n0\n${names}`, 2, 1],
  [`3 1\n+2\n0\n${names}`, 2, 1],
])('%j is valid elsewhere and says what is not supported', (text, line, column) => {
  expect(parseBlt(text)).toMatchObject({
    error: {
      code: 'format/unsupported',
      line,
      column,
      message: expect.stringContaining('not supported'),
    },
  });
});

function file(text: string): BallotFile {
  const result = readIn(bltFormat.reader({}), [utf8(text)]);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

test('equal ranks, skipped places, weights and ids of papers are read as they stand', () => {
  const read = file(
    [
      '5 2',
      '[nick A b c dd e]',
      '-5',
      '[withdrawn dd]',
      '[tie 3 2 1 4 5]',
      '[droop rule=meek ]',
      '1.50 1=3 2 0',
      '(17) - 2 0',
      '(no. 18) dd A=b 0',
      '3 (4 2 1) 3 0',
      '2 (3) 0',
      '.5 3=1 2 0',
      '4 - - 0',
      '1 2 1 2 0',
      '0',
      ...['A', 'B', 'C', 'D', 'E', 'T'],
      'a source',
    ].join('\n'),
  );
  expect(read).toMatchObject({ format: 'blt', title: 'T', seats: 2, scale: 1, blank: 4 });
  expect(read.candidates.flatMap((c) => (c.withdrawn === true ? [c.id] : []))).toEqual(['d', 'e']);
  expect(read.notes).toEqual(['[tie 3 2 1 4 5]', '[droop rule=meek ]', 'a source']);
  expect(pilesOf(read.marks)).toEqual([
    [[0, TIED, 1, TIED, 3, 2], 3],
    [[0, TIED, 2, 1], 2],
    [[1, 0, 1], 1],
    [[2], 2],
    [[3, 0, TIED, 1], 1],
    [[SKIPPED, 1], 1],
  ]);
});

test.each([
  ['(1) 2 0\n(1) 3 0', 3, 1, '(1)', 'the id of another paper'],
  ['(1 2 0', 2, 1, '(1', 'a ")" on the same line'],
  ['() 2 0', 2, 1, '()', 'the id of a paper between the parentheses'],
  ['1 (2 3 0', 2, 3, '(2', 'a ")" on the same line'],
  ['1 () 0', 2, 3, '()', 'candidates between the parentheses'],
  ['1 2= 0', 2, 3, '2=', "a candidate's number, from 1 to 3"],
  ['[nick a b]', 2, 1, '[nick', 'a short name for each of the 3 candidates'],
  ['[nick a b a]', 2, 11, 'a', 'a short name that no other candidate has'],
  ['[nick a 2 b]', 2, 9, '2', 'a short name that begins with no digit or sign'],
  ['0.0 2 0', 2, 1, '0.0', 'a number of papers, such as 3 or 1.5'],
  ['1/3 2 0', 2, 1, '1/3', 'a number of papers, such as 3 or 1.5'],
])(
  'of the dialects too, %j is refused at line %i, column %i',
  (line, at, column, found, expected) => {
    const result = readIn(bltFormat.reader({}), [utf8(`3 1\n${line}\n0\n${names}`)]);
    expect(result).toMatchObject({ error: { line: at, column, found, expected } });
  },
);

test('a long word is shortened in the error, between characters', () => {
  const result = parseBlt(`${'😀'.repeat(1000)} 1`);
  expect(result).toMatchObject({ error: { found: `${'😀'.repeat(39)}…` } });
});

test('whatever the text, the parser returns: a profile or a place in the text', () => {
  const word = fc.constantFrom(
    ...'0 1 2 3 -1 4 1=2 - 1.5 (1 2) "A" "B B" " "" \\ # [withdrawn ] x'.split(' '),
    '\n',
    '\r\n',
    ' ',
  );
  holds(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(word, { maxLength: 40 }).map((words) => `3 1\n${words.join(' ')}`),
      ),
      (text) => {
        const result = parseBlt(text);
        if (result.ok) return;
        const lines = text.split(/\r\n|\n|\r/);
        expect(result.error.line).toBeGreaterThan(0);
        expect(result.error.line).toBeLessThanOrEqual(lines.length);
        expect(result.error.column).toBeGreaterThan(0);
      },
    ),
    2000,
  );
});

test('the quick reader of plain lines and the careful reader read the same', () => {
  // A comment after every line keeps it from the quick reader.
  const word = fc.constantFrom(...'0 1 2 3 4 12 007 1234567890 99999999999999999999 x'.split(' '));
  const line = fc.array(word, { maxLength: 5 }).map((words) => `${words.join(' ')} 0`);
  let read = 0;
  holds(
    fc.property(fc.array(line, { maxLength: 4 }), (lines) => {
      const file = (mark: string): string =>
        `3 1\n4 1 2 0\n${lines.map((l) => l.trim() + mark).join('\n')}\n0\n${names}`;
      const quick = parseBlt(file(''));
      if (quick.ok) read++;
      expect(quick).toEqual(parseBlt(file(' #')));
    }),
    3000,
  );
  expect(read).toBeGreaterThan(100);
});

test('cutting a file short anywhere before its title is an error, never a smaller count', () => {
  const last = plain.indexOf('"Twins"') + 1;
  for (let i = 0; i < last; i++)
    expect(parseBlt(plain.slice(0, i)).ok, plain.slice(0, i)).toBe(false);
});

test('what is written is read back: candidates, withdrawals, piles, seats and title', () => {
  holds(
    fc.property(
      elections,
      fc.array(fc.string({ unit: 'grapheme' }), { minLength: 7, maxLength: 7 }),
      fc.integer({ min: 1, max: 20 }),
      (election, texts, seats) => {
        const clean = texts.map((text) => text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').trim());
        const profile = profileOf(
          {
            ...election,
            papers: election.papers.filter((paper) => paper.length > 0),
            candidates: election.candidates.map((c, i) => ({ ...c, name: clean[i] || 'nobody' })),
          },
          seats,
        );
        const back = read(writeBlt(profile, texts[6] as string));
        expect(back.title).toBe(clean[6]);
        expect([...back.profile.piles]).toEqual([...profile.piles]);
        expect(back.profile.seats).toBe(seats);
        expect(back.profile.candidates.map(({ id: _, ...rest }) => rest)).toEqual(
          profile.candidates.map(({ id: _, ...rest }) => rest),
        );
      },
    ),
    300,
  );
});

/** Whole numbers of papers, or in hundredths; each candidate once, some level, some places skipped. */
const files: fc.Arbitrary<BallotFile> = fc
  .record({
    withdrawn: fc.array(fc.boolean(), { minLength: 1, maxLength: 300 }),
    seats: fc.integer({ min: 1, max: 9 }),
    scale: fc.constantFrom(1, 1, 100),
    papers: fc.array(
      fc.record({
        order: fc.uniqueArray(fc.nat(299), { maxLength: 8 }),
        between: fc.array(fc.constantFrom(' ', ' ', '=', '-'), { minLength: 8, maxLength: 8 }),
        count: fc.integer({ min: 1, max: 250 }),
      }),
      { maxLength: 10 },
    ),
    title: fc.string(),
  })
  .map(({ withdrawn, seats, scale, papers, title }) => {
    const n = withdrawn.length;
    const lines = papers.map(({ order, between, count }) => {
      const places = [...new Set(order.map((c) => c % n))].map((c, i) =>
        i > 0 && between[i] === '='
          ? `=${c + 1}`
          : between[i] === '-'
            ? ` - ${c + 1}`
            : ` ${c + 1}`,
      );
      return `${count / scale}${places.join('')} 0`;
    });
    const gone = withdrawn.map((is, i) => (is ? `-${i + 1}` : '')).join(' ');
    const header = `${n} ${seats}\n${gone.trim()}`;
    const candidates = withdrawn.map((_, i) => `"Candidate ${i}"`);
    const text = [header, ...lines, '0', ...candidates, `"${title.replace(/[\p{Cc}"\\]/gu, '')}"`];
    return file(text.join('\n'));
  });

test('what is written in BLT is read back, equal ranks, skipped places, weights and all', () => {
  let level = 0;
  holds(
    fc.property(files, (before) => {
      const written = bltFormat.write?.(before);
      if (written?.ok !== true) throw new Error('it can be said in BLT');
      const text = [...written.value].join('');
      expect(bltFormat.looksLike(text)).toBe('surely');
      expect(file(text)).toEqual(before);
      if (before.marks.codes.includes(TIED)) level++;
    }),
    300,
  );
  expect(level).toBeGreaterThan(30);
});

test('thousands of piles are written as they are read', () => {
  const lines = Array.from(
    { length: 4500 },
    (_, i) => `1 ${(i % 70) + 1} ${71 + (i % 63)} ${134 + Math.floor(i / 70)} 0`,
  );
  const names = Array.from({ length: 200 }, (_, i) => `"${i}"`);
  const before = file(['200 1', ...lines, '0', ...names, '""'].join('\n'));
  const written = bltFormat.write?.(before);
  if (written?.ok !== true) throw new Error('it can be said in BLT');
  const pieces = [...written.value];
  expect(before.marks.length).toBe(4500);
  expect(file(pieces.join('')).marks).toEqual(before.marks);
});

test('what BLT cannot say is refused and not left out', () => {
  const good = file(plain);
  const marks = (codes: number[]): BallotFile => ({
    ...good,
    marks: {
      length: 1,
      codes: Uint16Array.from(codes),
      starts: Uint32Array.of(0, codes.length),
      counts: Float64Array.of(1),
    },
  });
  const cases: BallotFile[] = [
    { ...good, seats: undefined },
    { ...good, scores: good.marks },
    { ...good, candidates: [] },
    { ...good, candidates: good.candidates.map((c) => ({ ...c, name: '\n' })) },
    marks([0, OVERMARKED]),
  ];
  for (const one of cases)
    expect(bltFormat.write?.(one)).toMatchObject({ error: { code: 'format/cannot-be-written' } });
  expect(bltFormat.write?.(marks([0, SKIPPED, 1, 0])).ok).toBe(true);
});

test('a file is what it is, whatever the pieces it comes in and the order of its papers', () => {
  holds(
    fc.property(
      files,
      fc.array(fc.nat(100_000), { maxLength: 30 }),
      fc.nat(1000),
      (before, places, turn) => {
        const written = bltFormat.write?.(before);
        if (written?.ok !== true) throw new Error('it can be said in BLT');
        const lines = [...written.value].join('').split('\n');
        const last = lines.lastIndexOf('0');
        const first = lines[1]?.startsWith('-') ? 2 : 1;
        const papers = lines.slice(first, last);
        const at = papers.length === 0 ? 0 : turn % papers.length;
        const turned = [
          ...lines.slice(0, first),
          ...papers.slice(at).toReversed(),
          ...papers.slice(0, at),
          ...lines.slice(last),
        ];
        const bytes = utf8(turned.join('\n'));
        expect(readIn(bltFormat.reader({}), cut(bytes, places))).toEqual({
          ok: true,
          value: before,
        });
      },
    ),
    200,
  );
});

test('of a file with a few bytes changed there is an error or a whole result, never an exception', () => {
  const bytes = utf8(plain.replace('2 3 0', '2 3 0\n1.5 1=2 - 3 0\n(7) 1 0'));
  let refused = 0;
  holds(
    fc.property(
      fc.array(
        fc.tuple(
          fc.nat(bytes.length - 1),
          fc.oneof(fc.nat(255), fc.constantFrom(...utf8('0 1\n"-=#(').values())),
        ),
        {
          minLength: 1,
          maxLength: 4,
        },
      ),
      fc.array(fc.nat(bytes.length), { maxLength: 6 }),
      (changes, places) => {
        const changed = bytes.slice();
        for (const [at, byte] of changes) changed[at] = byte;
        const result = readIn(bltFormat.reader({}), cut(changed, places));
        expect(result).toEqual(readIn(bltFormat.reader({}), [changed]));
        if (!result.ok) {
          refused++;
          expect(result.error.line).toBeGreaterThan(0);
          expect(result.error.column).toBeGreaterThan(0);
          return;
        }
        expect(result.value.candidates.length).toBe(3);
        for (let i = 0; i < result.value.marks.length; i++)
          expect(result.value.marks.counts[i]).toBeGreaterThan(0);
      },
    ),
    2000,
  );
  expect(refused).toBeGreaterThan(100);
});

test.each([
  [plain, 'surely'],
  [`\uFEFF# made by hand\n\n${plain}`, 'surely'],
  ['3 2\n[withdrawn 2]\n', 'surely'],
  ['3 2\n0\n', 'surely'],
  ['3 2\n1.5 1=2 - 3 0\n', 'surely'],
  ['3 2\n(a 1) 2 0\n', 'surely'],
  ['3 2', 'maybe'],
  ['3 2\n4 1 2\n', 'maybe'],
  ['3,2\n', 'no'],
  ['', 'no'],
  ['candidates: 3\n', 'no'],
])('%j looks %s like BLT', (beginning, looks) => {
  expect(bltFormat.looksLike(beginning)).toBe(looks);
});

describe.skipIf(sharedElections === undefined)(`BLT files of elections (${skipNote})`, () => {
  // Of another program's own rule: who is undeclared is for that rule to say.
  const refused = 'droop-reference/mpls/undeclared.blt';
  const folder = sharedElections ?? '';
  const names = (sharedElections === undefined ? [] : readdirSync(folder, { recursive: true }))
    .map((name) => `${name}`.replaceAll('\\', '/'))
    .filter((name) => /\.(blt|hil)$/i.test(name) && !/^scotland/.test(name) && name !== refused);

  test('each is read, and is the same when it is written and read again', () => {
    for (const name of names) {
      const result = readIn(bltFormat.reader({}), [readFileSync(resolve(folder, name))]);
      if (!result.ok) throw new Error(`${name}: ${result.error.message}`);
      const written = bltFormat.write?.(result.value);
      if (written?.ok !== true) throw new Error(`${name} can be said in BLT`);
      expect(file([...written.value].join('')), name).toEqual(result.value);
    }
    expect(names.length).toBeGreaterThan(100);
  });

  test('an option that says who may be counted is refused, and not passed over', () => {
    expect(readIn(bltFormat.reader({}), [readFileSync(resolve(folder, refused))])).toMatchObject({
      error: { code: 'format/unsupported', line: 2, column: 1, found: '[undeclared' },
    });
  });
});
