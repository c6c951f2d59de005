/** Text of a CSV file as records with the lines where each stands. Commas, semicolons, tabs or bars. */
import { err, type Failure, ok, type Result } from '@hustings/base';
import { parse } from 'csv-parse/sync';
import { columnsOf } from './columns.ts';

export interface TableRecord {
  /** First and last line of the file that the record takes, from 1. */
  readonly line: number;
  readonly lastLine: number;
  readonly cells: readonly string[];
}

export interface Table {
  readonly separator: string;
  readonly head: TableRecord;
  readonly records: readonly TableRecord[];
}

const SEPARATORS: ReadonlyMap<string, string> = new Map([
  [',', 'commas'],
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'bars'],
]);

export function separatorInWords(separator: string): string {
  return SEPARATORS.get(separator) ?? `“${separator}”`;
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

export function readTable(text: string): Result<Table, Failure> {
  // Excel writes and reads a first line `sep=;` to say what parts the columns.
  const told = /^sep=(.)\r?\n/i.exec(text);
  const skipped = told === null ? 0 : 1;
  const body = told === null ? text : text.slice(told[0].length);
  const separator = told?.[1] ?? likelySeparator(body);

  let fault: string | undefined;
  // A stray quotation mark must spoil its own row only: strict parsing would swallow the rows after it.
  const parsed: readonly Parsed[] = parse(body, {
    delimiter: separator,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_error: true,
    on_skip: (skip) => {
      fault ??= skip?.code ?? 'unknown';
      return undefined;
    },
  }) as unknown as readonly Parsed[];

  const records: TableRecord[] = [];
  let line = skipped + 1;
  for (const { record, info } of parsed) {
    // `lines` counts the lines up to the end of the record; a quoted field may hold several.
    records.push({ line, lastLine: skipped + info.lines, cells: record });
    line = skipped + info.lines + 1;
  }
  if (fault === 'CSV_QUOTE_NOT_CLOSED')
    return err({
      code: 'roll/quote-open',
      message: `A quotation mark that opens in line ${line} is never closed, so the rows after it cannot be told apart. Close or remove it and import the file again.`,
    });
  if (fault !== undefined)
    return err({
      code: 'roll/not-csv',
      message: `The file cannot be read as CSV from line ${line} on.`,
    });
  const [head, ...rest] = records;
  if (head === undefined)
    return err({
      code: 'roll/file-empty',
      message: 'The file holds no rows: not even a line that names the columns.',
    });
  return ok({ separator, head, records: rest });
}

/** The separator under which the first line names most columns that are understood; commas on a tie. */
function likelySeparator(body: string): string {
  const end = body.search(/[\r\n]/);
  const first = end < 0 ? body : body.slice(0, end);
  let best = ',';
  let most = -1;
  for (const separator of SEPARATORS.keys()) {
    const cells = first.split(separator);
    const score = columnsOf(cells).at.size * 1000 + Math.min(cells.length, 999);
    if (score > most) {
      best = separator;
      most = score;
    }
  }
  return best;
}
