import { unwrap } from '@hustings/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RollReading, readRollFile } from '../src/roll/read-roll.ts';
import { writeCsv } from '../src/roll/write-csv.ts';

const ONE = [{ id: 'members', name: 'Members' }];
const THREE = [
  { id: 'members', name: 'Members' },
  { id: 'registered-supporters', name: 'Registered supporters' },
  { id: 'affiliated-supporters', name: 'Affiliated supporters' },
];

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function read(text: string | Uint8Array, sections = ONE): RollReading {
  return unwrap(readRollFile(typeof text === 'string' ? bytes(text) : text, sections));
}

function failure(text: string | Uint8Array, sections = ONE): { code: string; message: string } {
  const result = readRollFile(typeof text === 'string' ? bytes(text) : text, sections);
  if (result.ok) throw new Error('the file was accepted');
  return result.error;
}

test('a plain file is read, every row with its line', () => {
  const roll = read(
    'name,email,member number\nAnn Lee,ann@example.org,17\nBob Ray,bob@example.org,18\n',
  );
  expect(roll.accepted).toEqual([
    {
      line: 2,
      name: 'Ann Lee',
      email: 'ann@example.org',
      memberNo: '17',
      section: 'members',
      body: '',
    },
    {
      line: 3,
      name: 'Bob Ray',
      email: 'bob@example.org',
      memberNo: '18',
      section: 'members',
      body: '',
    },
  ]);
  expect(roll.refused).toEqual([]);
  expect(roll.warnings).toEqual([]);
  expect(roll.reading).toBe('UTF-8, columns parted by commas');
});

describe('encodings', () => {
  const text = 'Name;E-Mail\r\nZoë Müller;zoe@example.org\r\n';
  const names = (roll: RollReading): string[] => roll.accepted.map((row) => row.name);

  test('UTF-8 with a byte-order mark', () => {
    const roll = read(`\ufeff${text}`);
    expect(names(roll)).toEqual(['Zoë Müller']);
    expect(roll.reading).toContain('byte-order mark');
  });

  test('UTF-16 with and without a mark, either way round', () => {
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    const big = Buffer.from(little).swap16();
    expect(names(read(little))).toEqual(['Zoë Müller']);
    expect(names(read(big))).toEqual(['Zoë Müller']);
    expect(names(read(Buffer.from(text, 'utf16le')))).toEqual(['Zoë Müller']);
  });

  test('Windows-1252 is read and the doubt is said', () => {
    const roll = read(Buffer.from(text, 'latin1'));
    expect(names(roll)).toEqual(['Zoë Müller']);
    expect(roll.doubt).toContain('Windows-1252');
  });

  test('a spreadsheet file is refused with what to do', () => {
    const refused = failure(Buffer.from([0x50, 0x4b, 3, 4, 20, 0]));
    expect(refused.code).toBe('roll/file-is-spreadsheet');
    expect(refused.message).toContain('CSV UTF-8');
  });

  test('a picture is no text, an empty file is empty, a cut UTF-16 file is damaged', () => {
    expect(failure(Buffer.from([1, 2, 0, 0, 9, 9])).code).toBe('roll/file-not-text');
    expect(failure('').code).toBe('roll/file-empty');
    expect(failure(Buffer.from([0xff, 0xfe, 0x41])).code).toBe('roll/file-damaged');
  });
});

describe('separators and quotes', () => {
  test('tabs, bars and a line that says sep=;', () => {
    expect(read('name\temail\nAnn\ta@example.org\n').accepted.length).toBe(1);
    expect(read('name|email\nAnn|a@example.org\n').accepted.length).toBe(1);
    const told = read('sep=;\r\nname;email\r\nAnn, the elder;a@example.org\r\n');
    expect(told.accepted[0]).toMatchObject({ line: 3, name: 'Ann, the elder' });
  });

  test('quoted fields hold commas and quotation marks', () => {
    const roll = read('name,email\n"Lee, Ann ""Annie""",a@example.org\n');
    expect(roll.accepted[0]?.name).toBe('Lee, Ann "Annie"');
  });

  test('a stray quotation mark spoils its own row only', () => {
    const roll = read(
      'name,email\nAnn "A" Lee,a@example.org\n"Bob"x,b@example.org\nCy,c@example.org\n',
    );
    expect(roll.accepted.map((r) => r.name)).toEqual(['Ann "A" Lee', 'Cy']);
    expect(roll.refused.map((r) => [r.line, r.code])).toEqual([[3, 'quotes-uneven']]);
  });

  test('a quotation mark that never closes refuses the file and says where', () => {
    const refused = failure(
      'name,email\nAnn,a@example.org\n"Bob,b@example.org\nCy,c@example.org\n',
    );
    expect(refused.code).toBe('roll/quote-open');
    expect(refused.message).toContain('line 3');
  });

  test('rows swallowed by a quotation mark that closes later are told with all their lines', () => {
    const roll = read(
      'name,email\n"Ann,a@example.org\nBob,b@example.org\n"Cy",c@example.org\nDi,d@example.org\n',
    );
    expect(roll.accepted.map((r) => r.name)).toEqual(['Di']);
    expect(roll.refused[0]?.reason).toContain('from line 2 to line 4');
  });
});

describe('columns', () => {
  test('aliases, first and last names, columns that mean nothing here', () => {
    const roll = read(
      'Membership No.,Surname,Forename,Joined,E-mail address\n7,Lee,Ann,2019,a@example.org\n',
    );
    expect(roll.accepted[0]).toEqual({
      line: 2,
      name: 'Ann Lee',
      email: 'a@example.org',
      memberNo: '7',
      section: 'members',
      body: '',
    });
  });

  test('a missing column is named and the first line is shown', () => {
    const refused = failure('full name,phone\nAnn,1\n');
    expect(refused.code).toBe('roll/column-missing');
    expect(refused.message).toContain('“email”');
    expect(refused.message).toContain('“phone”');
    expect(failure('name,email\nAnn,a@example.org\n', THREE).message).toContain('“section”');
  });

  test('two columns of one meaning are refused', () => {
    expect(failure('name,email,e-mail\nAnn,a@example.org,b@example.org\n').code).toBe(
      'roll/column-twice',
    );
  });

  test('sections are known by id or name, in any case', () => {
    const roll = read(
      'name,email,section\nAnn,a@example.org,MEMBERS\nBob,b@example.org,registered-supporters\nCy,c@example.org,Affiliated Supporters\nDi,d@example.org,friend\nEd,e@example.org,\n',
      THREE,
    );
    expect(roll.perSection.map((s) => s.count)).toEqual([1, 1, 1]);
    expect(roll.refused.map((r) => [r.line, r.code])).toEqual([
      [5, 'section-unknown'],
      [6, 'section-missing'],
    ]);
  });
});

test('members of nominating bodies are marked, where the rules know such bodies', () => {
  const text =
    'name,email,body\nAnn,a@example.org,PLP\nBo,b@example.org,\nCy,c@example.org,lords\n';
  const roll = unwrap(readRollFile(bytes(text), ONE, [{ id: 'plp', name: 'Parliamentary party' }]));
  expect(roll.accepted.map((r) => r.body)).toEqual(['plp', '']);
  expect(roll.refused.map((r) => [r.line, r.code])).toEqual([[4, 'body-unknown']]);
  expect(read(text).accepted.map((r) => r.body)).toEqual(['', '', '']);
});

describe('rows', () => {
  test('each fault has its reason', () => {
    const roll = read(
      [
        'name,email,number',
        ',a@example.org,1',
        'Bob,not an address,2',
        '=HYPERLINK("x"),c@example.org,3',
        'Di,d@example.org,1.23E+05',
        'Ed,e@example.org,5,extra',
        '',
        'Fay,f@example.org,6',
        '12345,g@example.org,7',
        ',,',
        '',
      ].join('\n'),
    );
    expect(roll.accepted.map((r) => r.name)).toEqual(['Fay']);
    expect(roll.refused.map((r) => [r.line, r.code])).toEqual([
      [2, 'name-missing'],
      [3, 'email-malformed'],
      [4, 'formula'],
      [5, 'member-rounded'],
      [6, 'too-many-fields'],
      [7, 'row-blank'],
      [9, 'name-odd'],
    ]);
    expect(roll.rows).toBe(8);
  });

  test('a member number twice is refused with the line of the first, across sections too', () => {
    const roll = read(
      'name,email,no,section\nAnn,a@example.org,9,members\nAnn Lee,al@example.org,9,registered supporters\n',
      THREE,
    );
    expect(roll.refused[0]).toMatchObject({ line: 3, code: 'duplicate-member' });
    expect(roll.refused[0]?.reason).toContain('line 2');
    expect(roll.refused[0]?.reason).toContain('“Members”');
  });

  test('one name and address twice is refused unless two member numbers tell them apart', () => {
    const roll = read(
      'name,email,no\nAnn,a@example.org,\nANN,A@example.org,\nBo,b@example.org,1\nBo,b@example.org,2\n',
    );
    expect(roll.refused.map((r) => [r.line, r.code])).toEqual([[3, 'duplicate-person']]);
    expect(roll.warnings.map((r) => [r.line, r.code])).toEqual([[5, 'email-shared']]);
  });

  test('a shared address is accepted and told, a missing one too', () => {
    const roll = read('name,email\nAnn,home@example.org\nBob,Home@Example.org\nCy,\n');
    expect(roll.accepted.length).toBe(3);
    expect(roll.warnings.map((r) => [r.line, r.code])).toEqual([
      [3, 'email-shared'],
      [4, 'email-missing'],
    ]);
  });
});

test('a hundred thousand rows are read, and each is accepted or refused', () => {
  const rows = Array.from(
    { length: 100_000 },
    (_, i) => `Person ${i},person${i}@example.org,${i % 50_000},members`,
  );
  const roll = read(`name,email,member number,section\n${rows.join('\n')}\n`, THREE);
  expect(roll.accepted.length).toBe(50_000);
  expect(roll.refused.length).toBe(50_000);
});

test('every row is accepted or refused, whatever the bytes', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom('Ann', 'a@example.org', '"', ',', '\n', '=1', 'members'),
  );
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 12 }), (rows) => {
      const text = `name,email,no\n${rows.map((r) => r.join(',')).join('\n')}`;
      const result = readRollFile(bytes(text), ONE);
      if (!result.ok) return result.error.message.length > 0;
      return result.value.accepted.length + result.value.refused.length === result.value.rows;
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
      const result = readRollFile(noise, ONE);
      return result.ok || result.error.code.startsWith('roll/');
    }),
  );
});

test('what is written as CSV reads back, and no cell is a formula', () => {
  const csv = writeCsv([
    ['name', 'email', 'no'],
    ['Lee, "Ann"', 'a@example.org', 4],
    ['-1+cmd|x', 'b@example.org', '=2'],
  ]);
  expect(csv).toContain("'-1+cmd|x");
  expect(csv).toContain("'=2");
  expect(read(csv).accepted[0]).toMatchObject({ name: 'Lee, "Ann"', memberNo: '4' });
});
