/** Text of a ballot file, of any format, counted by any rule that counts one box of papers. */
import { type Result, utf8 } from '@hustings/base';
import type { CatalogueError } from '../catalogue/counting-rule.ts';
import type { FormatError, ReadOptions } from '../formats/ballot-file.ts';
import { type FormatChoiceError, findFormat, guessFormat } from '../formats/formats.ts';
import { type CountReport, countReport, type ReportGiven } from './count-report.ts';

export interface FileHow extends ReportGiven, ReadOptions {
  readonly rule: string;
  /** Name of the format; left out, it is told by the text (and by `fileName`, where that leaves several). */
  readonly from?: string;
  readonly fileName?: string;
  /** Whether the report has the papers in it. */
  readonly papers?: boolean;
}

export function countFile(
  text: string,
  how: FileHow,
): Result<CountReport, FormatError | FormatChoiceError | CatalogueError> {
  const { rule, from, fileName = '', contest, ...given } = how;
  const format = from === undefined ? guessFormat(fileName, text.slice(0, 4096)) : findFormat(from);
  if (!format.ok) return format;
  const reader = format.value.reader({
    ...(given.seats === undefined ? {} : { seats: given.seats }),
    ...(contest === undefined ? {} : { contest }),
  });
  const pushed = reader.push(utf8(text));
  if (!pushed.ok) return pushed;
  const file = reader.end();
  if (!file.ok) return file;
  return countReport(rule, [{ id: 'papers', name: fileName, file: file.value }], given);
}
