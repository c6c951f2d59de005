/**
 * An uploaded roll, read. Pure: bytes in, a full account out. Every row of the file is either accepted
 * or refused with its line and a reason; nothing is dropped, repaired or merged silently
 * (USERS.md §2, asks 1 and 12: people were left off rolls because a row was "not quite right").
 */
import { err, type Failure, ok, type Result } from '@hustings/base';
import { type ColumnMeaning, columnsOf, plainKey } from './columns.ts';
import { readTable, separatorInWords, type TableRecord } from './table.ts';
import { readText } from './text.ts';

export interface SectionName {
  readonly id: string;
  readonly name: string;
}

export interface RollRow {
  readonly line: number;
  readonly name: string;
  /** Empty when the member has none: the link is then printed instead of mailed. */
  readonly email: string;
  readonly memberNo: string;
  readonly section: string;
  /** A nominating body of which the person is a member; empty for most. */
  readonly body: string;
}

export interface RowNote {
  readonly line: number;
  /** Stable, for grouping: `duplicate-member`. */
  readonly code: string;
  readonly reason: string;
  /** The row as it stands in the file, shortened. */
  readonly text: string;
}

export interface RollReading {
  readonly reading: string;
  readonly doubt?: string;
  /** Rows of the file below the header, blank ones at its end left out. */
  readonly rows: number;
  readonly accepted: readonly RollRow[];
  readonly refused: readonly RowNote[];
  readonly warnings: readonly RowNote[];
  readonly perSection: readonly (SectionName & { readonly count: number })[];
}

/** More electors than any body this is made for; above it a file is a mistake. */
const MOST_ROWS = 2_000_000;
const LONGEST_NAME = 200;
const LONGEST_EMAIL = 254; // RFC 5321 §4.5.3.1.3 less the angle brackets
const LONGEST_MEMBER_NO = 64;
const LONGEST_ECHO = 200;

const EMAIL = /^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]]+\.[^\s@<>(),;:"\\[\]]{2,}$/u;

export function readRollFile(
  bytes: Uint8Array,
  sections: readonly SectionName[],
  bodies: readonly SectionName[] = [],
): Result<RollReading, Failure> {
  const text = readText(bytes);
  if (!text.ok) return text;
  const table = readTable(text.value.text);
  if (!table.ok) return table;
  const { head, separator } = table.value;
  const columns = columnsOf(head.cells);
  const missing = missingColumn(columns.at, sections);
  if (missing !== undefined) {
    const found = head.cells.map((c) => `“${c.trim()}”`).join(', ');
    return err({
      code: 'roll/column-missing',
      message: `The file has no column “${missing}”. Its first line must name the columns; it reads: ${shorten(found)}.`,
    });
  }
  if (columns.twice.length > 0)
    return err({
      code: 'roll/column-twice',
      message: `Two columns mean the same: “${columns.twice.join('”, “')}” stands beside another one like it. Remove or rename one of them.`,
    });

  const records = withoutBlankTail(table.value.records);
  if (records.length > MOST_ROWS)
    return err({
      code: 'roll/too-many-rows',
      message: `The file has ${records.length} rows; at most ${MOST_ROWS} are taken at once.`,
    });
  const reader = new RowReader(columns.at, head.cells.length, sections, bodies);
  for (const record of records) reader.read(record);
  const { accepted, refused, warnings } = reader;
  return ok({
    reading: `${text.value.reading}, columns parted by ${separatorInWords(separator)}`,
    ...(text.value.doubt === undefined ? {} : { doubt: text.value.doubt }),
    rows: records.length,
    accepted,
    refused,
    warnings,
    perSection: sections.map((section) => ({
      ...section,
      count: reader.perSection.get(section.id) ?? 0,
    })),
  });
}

function missingColumn(
  at: ReadonlyMap<ColumnMeaning, number>,
  sections: readonly SectionName[],
): string | undefined {
  if (!at.has('name') && !(at.has('first') && at.has('last'))) return 'name';
  if (!at.has('email')) return 'email';
  if (sections.length > 1 && !at.has('section')) return 'section';
  return undefined;
}

function withoutBlankTail(records: readonly TableRecord[]): readonly TableRecord[] {
  return records.slice(0, records.findLastIndex((record) => !isBlank(record)) + 1);
}

function isBlank(record: TableRecord): boolean {
  return record.cells.every((cell) => cell.trim() === '');
}

/** Reads rows one after another and remembers who has been seen. */
class RowReader {
  readonly accepted: RollRow[] = [];
  readonly refused: RowNote[] = [];
  readonly warnings: RowNote[] = [];
  readonly perSection: Map<string, number> = new Map();

  readonly #at: ReadonlyMap<ColumnMeaning, number>;
  readonly #width: number;
  readonly #sections: readonly SectionName[];
  readonly #bodies: readonly SectionName[];
  readonly #sectionOf: ReadonlyMap<string, string>;
  readonly #bodyOf: ReadonlyMap<string, string>;
  readonly #byMemberNo = new Map<string, RollRow>();
  readonly #byPerson = new Map<string, RollRow>();
  readonly #byEmail = new Map<string, RollRow>();

  constructor(
    at: ReadonlyMap<ColumnMeaning, number>,
    width: number,
    sections: readonly SectionName[],
    bodies: readonly SectionName[],
  ) {
    this.#at = at;
    this.#width = width;
    this.#sections = sections;
    this.#bodies = bodies;
    this.#sectionOf = byIdAndName(sections);
    this.#bodyOf = byIdAndName(bodies);
  }

  read(record: TableRecord): void {
    const row = this.#row(record);
    if (!row.ok) {
      this.refused.push(note(record, row.error.code, row.error.message));
      return;
    }
    const found = this.#duplicate(row.value);
    if (found !== undefined) {
      this.refused.push(note(record, found.code, found.message));
      return;
    }
    this.#take(record, row.value);
  }

  #cell(record: TableRecord, meaning: ColumnMeaning): string {
    const at = this.#at.get(meaning);
    return at === undefined ? '' : tidy(record.cells[at] ?? '');
  }

  #row(record: TableRecord): Result<RollRow, Failure> {
    if (isBlank(record)) return refuse('row-blank', 'The row is blank.');
    const quoted = record.cells.find((cell) => cell.startsWith('"'));
    if (quoted !== undefined)
      return refuse(
        'quotes-uneven',
        'The quotation marks of this row do not match. Double each mark inside a quoted field.',
      );
    if (record.cells.length > this.#width)
      return refuse(
        'too-many-fields',
        `The row has ${record.cells.length} fields, but the first line names ${this.#width} columns. A field that holds the separator must stand in quotation marks.`,
      );
    const name = this.#at.has('name')
      ? this.#cell(record, 'name')
      : `${this.#cell(record, 'first')} ${this.#cell(record, 'last')}`.trim();
    const email = this.#cell(record, 'email');
    const memberNo = this.#cell(record, 'member');
    const fault = nameFault(name) ?? emailFault(email) ?? memberNoFault(memberNo);
    if (fault !== undefined) return err(fault);
    const section = this.#section(record);
    if (!section.ok) return section;
    const body = this.#body(record);
    if (!body.ok) return body;
    return ok({
      line: record.line,
      name,
      email,
      memberNo,
      section: section.value,
      body: body.value,
    });
  }

  #section(record: TableRecord): Result<string, Failure> {
    const only = this.#sections.length === 1 ? this.#sections[0]?.id : undefined;
    const given = this.#cell(record, 'section');
    // With one section only, a column of that name means something of the organisation's own.
    if (only !== undefined) return ok(only);
    const known = this.#sectionOf.get(plainKey(given));
    if (known !== undefined) return ok(known);
    const names = this.#sections.map((s) => `“${s.name}”`).join(', ');
    return given === ''
      ? refuse('section-missing', `The section is missing. It must be one of ${names}.`)
      : refuse('section-unknown', `The section “${shorten(given)}” is not one of ${names}.`);
  }

  #body(record: TableRecord): Result<string, Failure> {
    const given = this.#cell(record, 'body');
    // Where no body nominates apart, a column of that name means something of the organisation's own.
    if (given === '' || this.#bodies.length === 0) return ok('');
    const known = this.#bodyOf.get(plainKey(given));
    if (known !== undefined) return ok(known);
    return refuse(
      'body-unknown',
      `“${shorten(given)}” is not one of the bodies that nominate: ${this.#bodies.map((b) => `“${b.name}”`).join(', ')}.`,
    );
  }

  #duplicate(row: RollRow): Failure | undefined {
    const sameNumber = row.memberNo === '' ? undefined : this.#byMemberNo.get(numberKey(row));
    if (sameNumber !== undefined) {
      const where =
        sameNumber.section === row.section
          ? ''
          : ` (there in section “${this.#nameOf(sameNumber.section)}”)`;
      return {
        code: 'duplicate-member',
        message: `Member number ${row.memberNo} already stands in line ${sameNumber.line}${where}. A member is on the roll once.`,
      };
    }
    const samePerson = this.#byPerson.get(personKey(row));
    // Two numbers, one name and one address: parent and child, perhaps. Told, not refused.
    if (samePerson === undefined || (row.memberNo !== '' && samePerson.memberNo !== ''))
      return undefined;
    return {
      code: 'duplicate-person',
      message: `The same name and e-mail address already stand in line ${samePerson.line}.`,
    };
  }

  #take(record: TableRecord, row: RollRow): void {
    this.accepted.push(row);
    this.perSection.set(row.section, (this.perSection.get(row.section) ?? 0) + 1);
    if (row.memberNo !== '') this.#byMemberNo.set(numberKey(row), row);
    const samePerson = this.#byPerson.get(personKey(row));
    if (samePerson === undefined) this.#byPerson.set(personKey(row), row);
    if (row.email === '') {
      this.warnings.push(
        note(
          record,
          'email-missing',
          'No e-mail address: the voting link will have to be handed over on paper.',
        ),
      );
      return;
    }
    const key = row.email.toLowerCase();
    const sharer = this.#byEmail.get(key);
    if (sharer === undefined) this.#byEmail.set(key, row);
    else
      this.warnings.push(
        note(
          record,
          'email-shared',
          samePerson === undefined
            ? `Shares the e-mail address of line ${sharer.line}: whoever reads that mailbox gets both voting links.`
            : `Has the name and the e-mail address of line ${samePerson.line}, under another member number: is this one person twice?`,
        ),
      );
  }

  #nameOf(section: string): string {
    return this.#sections.find((s) => s.id === section)?.name ?? section;
  }
}

function byIdAndName(list: readonly SectionName[]): ReadonlyMap<string, string> {
  return new Map(
    list.flatMap(({ id, name }): [string, string][] => [
      [plainKey(id), id],
      [plainKey(name), id],
    ]),
  );
}

function numberKey(row: RollRow): string {
  return row.memberNo.toLowerCase();
}

function personKey(row: RollRow): string {
  return `${plainKey(row.name)}\n${row.email.toLowerCase()}`;
}

function nameFault(name: string): Failure | undefined {
  if (name === '') return { code: 'name-missing', message: 'The name is missing.' };
  if (name.length > LONGEST_NAME)
    return { code: 'name-long', message: `The name is longer than ${LONGEST_NAME} characters.` };
  if (hasControl(name))
    return {
      code: 'name-broken',
      message: 'The name holds a line break or another control character.',
    };
  if (/^[=@+]/.test(name))
    return {
      code: 'formula',
      message: 'The name begins like a spreadsheet formula. Correct it in the file.',
    };
  if (!/\p{L}/u.test(name)) return { code: 'name-odd', message: 'The name holds no letter.' };
  if (name.includes('\ufffd'))
    return {
      code: 'name-damaged',
      message: 'The name holds a character that an earlier export has already destroyed (�).',
    };
  return undefined;
}

function emailFault(email: string): Failure | undefined {
  if (email === '') return undefined;
  if (email.length > LONGEST_EMAIL || hasControl(email) || !EMAIL.test(email))
    return {
      code: 'email-malformed',
      message: `“${shorten(email)}” is not an e-mail address.`,
    };
  return undefined;
}

function memberNoFault(memberNo: string): Failure | undefined {
  if (memberNo.length > LONGEST_MEMBER_NO || hasControl(memberNo))
    return {
      code: 'member-odd',
      message: `The member number is longer than ${LONGEST_MEMBER_NO} characters or holds a control character.`,
    };
  if (/^[=@]/.test(memberNo))
    return {
      code: 'formula',
      message: 'The member number begins like a spreadsheet formula. Correct it in the file.',
    };
  if (/^\d(?:[.,]\d+)?E\+\d+$/i.test(memberNo))
    return {
      code: 'member-rounded',
      message: `A spreadsheet has rounded the member number to ${memberNo}, so the true one is lost. Format the column as text and export it again.`,
    };
  return undefined;
}

function hasControl(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

/** One spelling of accents, no outer space, no runs of spaces; line breaks stay, to be refused. */
function tidy(cell: string): string {
  return cell
    .normalize('NFC')
    .replace(/[^\S\r\n\t]+/gu, ' ')
    .trim();
}

function note(record: TableRecord, code: string, reason: string): RowNote {
  const lines =
    record.lastLine > record.line
      ? ` (The row runs from line ${record.line} to line ${record.lastLine}; an open quotation mark may have joined several.)`
      : '';
  return {
    line: record.line,
    code,
    reason: reason + lines,
    text: shorten(record.cells.join(' | ')),
  };
}

function shorten(text: string): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  return flat.length > LONGEST_ECHO ? `${flat.slice(0, LONGEST_ECHO)}…` : flat;
}

function refuse(code: string, message: string): Result<never, Failure> {
  return err({ code, message });
}
