/**
 * A report counted again from its own papers. What comes out is the same report, to the last byte of
 * `reportText`; where it is not, the report was not made by this program, or was changed.
 */
import { err, type Result } from '@hustings/base';
import type { CatalogueError } from '../catalogue/counting-rule.ts';
import { type BoxText, type BoxTextError, boxFromText } from './box-text.ts';
import { type CountReport, countReport, type ReportGiven } from './count-report.ts';

/** Reads the text of a report and counts its papers by what it was given. */
export function recount(text: string): Result<CountReport, CatalogueError | BoxTextError> {
  const read = readReport(text);
  if (read === undefined)
    return err({
      code: 'count/report-not-readable',
      message:
        'The file is not a report of a count with its papers in it, as --json --papers writes it.',
    });
  const boxes = [];
  for (const box of read.boxes) {
    const made = boxFromText(box);
    if (!made.ok) return made;
    boxes.push(made.value);
  }
  return countReport(read.rule, boxes, { ...read.given, papers: true });
}

/** The bytes of a report: two spaces a level, as JSON has it, and a line end. */
export function reportText(report: CountReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

interface Readable {
  readonly rule: string;
  readonly given: ReportGiven;
  readonly boxes: readonly BoxText[];
}

/** Whether the beginning of a file is that of a report. */
export function looksLikeReport(beginning: string): boolean {
  return /^\s*\{\s*"format":\s*"hustings\/count-report\/2"/.test(beginning);
}

function readReport(text: string): Readable | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(data) || data['format'] !== 'hustings/count-report/2') return undefined;
  const { rule, given, boxes } = data;
  if (typeof rule !== 'string' || !isGiven(given) || !Array.isArray(boxes)) return undefined;
  return boxes.length > 0 && boxes.every(isBox) ? { rule, given, boxes } : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isWhole = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(isText);
const optional = (value: unknown, is: (value: unknown) => boolean): boolean =>
  value === undefined || is(value);

function isGiven(value: unknown): value is ReportGiven {
  if (!isObject(value)) return false;
  const v = value;
  return (
    optional(v['settings'], (s) => isObject(s) && Object.values(s).every(isText)) &&
    optional(v['seats'], isWhole) &&
    [v['withdrawn'], v['lot'], v['publishedOrder']].every((one) => optional(one, isTexts)) &&
    [v['lotRecord'], v['publicCoin']].every((one) => optional(one, isText)) &&
    [v['chart'], v['margin']].every((one) => optional(one, (flag) => flag === true)) &&
    optional(v['constraints'], isConstraints)
  );
}

function isConstraints(value: unknown): boolean {
  const lists = (of: unknown, is: (one: unknown) => boolean): boolean =>
    Array.isArray(of) && of.every(is);
  return (
    isObject(value) &&
    lists(
      value['categories'],
      (category) =>
        isObject(category) &&
        isText(category['name']) &&
        lists(
          category['groups'],
          (group) =>
            isObject(group) &&
            isText(group['name']) &&
            isWhole(group['least']) &&
            isWhole(group['most']) &&
            isTexts(group['members']),
        ),
    )
  );
}

function isBox(value: unknown): value is BoxText {
  if (!isObject(value)) return false;
  const v = value;
  const { candidates, invalid } = v;
  return (
    [v['id'], v['name'], v['from'], v['title']].every(isText) &&
    Array.isArray(candidates) &&
    candidates.every(
      (c) =>
        isObject(c) &&
        isText(c['id']) &&
        isText(c['name']) &&
        optional(c['withdrawn'], (w) => w === true),
    ) &&
    new Set(candidates.map((c: { id: string }) => c.id)).size === candidates.length &&
    optional(v['seats'], isWhole) &&
    optional(v['scale'], (s) => isWhole(s) && s > 0) &&
    isWhole(v['blank']) &&
    Array.isArray(invalid) &&
    invalid.every((i) => isObject(i) && isText(i['reason']) && isWhole(i['papers'])) &&
    optional(v['isUnordered'], (is) => is === true) &&
    isTexts(v['notes']) &&
    isTexts(v['papers']) &&
    optional(v['scores'], isTexts)
  );
}
