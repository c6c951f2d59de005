import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Blt, parseBlt, writeBlt } from '../src/index.ts';
import { elections, holds, profileOf } from './elections.ts';

const plain = '3 1\n4 1 2 0\n2 3 0\n0\n"Castor"\n"Pollux"\n"Helen"\n"Twins"\n';

function read(text: string): Blt {
  const result = parseBlt(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

test('a plain file gives candidates, piles, seats and title', () => {
  expect(read(plain)).toEqual({
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
  ['trailing blanks and tabs', plain.replaceAll('\n', ' \t\n')],
  ['leading blanks', plain.replaceAll('\n', '\n  ')],
  ['blank lines', plain.replaceAll('\n', '\n\n')],
  ['comments', `# a file\n${plain.replaceAll('\n', ' # 1 2 "\n# 3\n')}# end`],
  ['names without quotes', plain.replaceAll('"', '')],
  ['piles in another order', plain.replace('4 1 2 0\n2 3 0', '2 3 0\n4 1 2 0')],
  ['piles in parts', plain.replace('4 1 2 0', '1 1 2 0\n3 1 2 0')],
  ['weights written with decimals', plain.replace('4 1 2 0', '4.00 1 2 0')],
  ['papers that end with their line', plain.replace('2 0', '2').replace('3 0', '3')],
])('%s make no difference', (_what, text) => {
  expect(read(text)).toEqual(read(plain));
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
  expect(read(plain.replace('2 3 0', '2 3 0\n5 0'))).toMatchObject({
    blank: 5,
    profile: { piles: [{ count: 4 }, { count: 2 }] },
  });
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

test('what follows the title is kept as notes and says nothing to the count', () => {
  expect(read(`${plain}\n"a source"\nAB: 52 votes\n`).notes).toEqual([
    '"a source"',
    'AB: 52 votes',
  ]);
});

const names = '"A"\n"B"\n"C"\n"T"\n';

test.each([
  ['', 1, 1, '', 'the number of candidates'],
  ['# nothing', 1, 10, '', 'the number of candidates'],
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
  ['3 1\n1 2 0\n', 3, 1, '', 'a line "0" after the last paper'],
  [`3 1\n1 2 0\n0 0\n${names}`, 3, 3, '0', 'the end of the line after "0"'],
  [`3 1\n1 4 0\n0\n${names}`, 2, 3, '4', "a candidate's number, from 1 to 3"],
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
  [`3 1\nCastor 2 0\n0\n${names}`, 2, 1, 'Castor', 'a number of papers, 1 or more'],
  [`3 1\n9007199254740991 2 0\n1 3 0\n0\n${names}`, 3, 1, '1', 'a number of papers, from 1 to 0'],
  [`3 1\n1 2 0\n-3\n0\n${names}`, 3, 1, '-3', 'a number of papers, or "0" after the last paper'],
  [`3 1\n-4\n0\n${names}`, 2, 1, '-4', "a withdrawn candidate's number, from 1 to 3"],
  [`3 1\n-\n0\n${names}`, 2, 1, '-', "a withdrawn candidate's number, from 1 to 3"],
  [`3 1\n-2 3\n0\n${names}`, 2, 4, '3', 'another withdrawn candidate, such as "-2"'],
  [`3 1\n[withdrawn 2\n0\n${names}`, 2, 12, '2', 'a "]" at the end of the line'],
  [`3 1\n[withdrawn x]\n0\n${names}`, 2, 12, 'x]', "a withdrawn candidate's number, from 1 to 3"],
  ['3 1\n0\n"A"\n"B"\n"C"\n', 6, 1, '', 'the title (in quotes, and empty if there is none)'],
  ['3 1\n0\n"A"', 3, 4, '', 'the name of candidate 2'],
  ['3 1\n0\n"A\n"B"\n', 3, 1, '"A', 'a closing quote on the same line'],
  ['3 1\n0\n"A" "B"\n', 3, 5, '"B"', 'the end of the line after the closing quote'],
  ['3 1\n0\n""\n"B"\n', 3, 1, '', 'a name that is not empty'],
])('%j is refused at line %i, column %i', (text, line, column, found, expected) => {
  const result = parseBlt(text);
  expect(result).toMatchObject({
    ok: false,
    error: { code: 'count/blt-syntax', line, column, found, expected },
  });
  const message = result.ok ? '' : result.error.message;
  expect(message).toContain(`Line ${line}, column ${column}: found `);
  expect(message).toContain(`expected ${expected}.`);
});

test.each([
  [`3 1\n1 2=3 1 0\n0\n${names}`, 'count/blt-equal-ranks', 2, 3],
  [`3 1\n1 2 - 1 0\n0\n${names}`, 'count/blt-skipped-rank', 2, 5],
  [`3 1\n0.5 2 0\n0\n${names}`, 'count/blt-weight', 2, 1],
  [`3 1\n1/3 2 0\n0\n${names}`, 'count/blt-weight', 2, 1],
  [`3 1\n[nick a b c]\n0\n${names}`, 'count/blt-option', 2, 1],
])('%j is valid elsewhere and says what is not supported', (text, code, line, column) => {
  expect(parseBlt(text)).toMatchObject({
    error: { code, line, column, message: expect.stringContaining('not supported') },
  });
});

test('a long word is shortened in the error, between characters', () => {
  const result = parseBlt(`${'😀'.repeat(1000)} 1`);
  expect(result).toMatchObject({ error: { found: `${'😀'.repeat(39)}…` } });
});

test('whatever the text, the parser returns: a profile or a place in the text', () => {
  const word = fc.constantFrom(
    ...'0 1 2 3 -1 4 1=2 - 1.5 "A" "B B" " "" \\ # [withdrawn ] x'.split(' '),
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
