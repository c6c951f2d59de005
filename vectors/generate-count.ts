/**
 * Writes vectors/count/<case>/expected.json from what lies beside it, which is written by hand:
 * case.json, the papers (ballots.blt or another format; several files are sections or polls, in the
 * order of their names) and, for some, constraints.con. packages/count/test compares, and counts those
 * of the alternative vote a second way.
 *
 * Run: node vectors/generate-count.ts
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { utf8 } from '../packages/base/src/index.ts';
import {
  type BallotBox,
  countReport,
  findFormat,
  guessFormat,
  parseConstraints,
  type ReportGiven,
} from '../packages/count/src/index.ts';

/** A rule, what the count is given, and what the case is about. */
export interface CountCase extends Omit<ReportGiven, 'chart' | 'margin' | 'constraints'> {
  readonly comment: string;
  readonly rule: string;
}

/** A file of a case. */
export interface CaseFile {
  readonly name: string;
  readonly text: string;
}

/** The transcript, or the error without its sentence: what another program must agree on. */
export function expectedOf(files: readonly CaseFile[], how: CountCase): unknown {
  const { comment: _comment, rule, ...given } = how;
  const boxes: BallotBox[] = [];
  for (const { name, text } of files.filter((file) => file.name.startsWith('ballots'))) {
    const format = name.endsWith('.blt') ? findFormat('blt') : guessFormat(name, text);
    if (!format.ok) return { error: { code: format.error.code } };
    const reader = format.value.reader({});
    const pushed = reader.push(utf8(text));
    const file = pushed.ok ? reader.end() : pushed;
    if (!file.ok) {
      const { code, line, column } = file.error;
      return { error: { code, line, column } };
    }
    const id = name.replace(/\..*$/, '');
    boxes.push({ id, name: id, file: file.value });
  }
  const con = files.find((file) => file.name === 'constraints.con');
  const constraints = con && parseConstraints(con.text, boxes[0]?.file.candidates ?? []);
  if (constraints !== undefined && !constraints.ok)
    return { error: { code: constraints.error.code } };
  const report = countReport(rule, boxes, {
    ...given,
    ...(constraints === undefined ? {} : { constraints: constraints.value }),
  });
  if (report.ok) {
    const { blank, changed, transcript } = report.value;
    return { blank, void: report.value.void, changed, transcript };
  }
  const { error } = report;
  if (!('purpose' in error)) return { error: { code: error.code } };
  const { code, round, purpose, tied } = error;
  return { error: { code, round, purpose, tied } };
}

/** What lies in the folder of a case. */
export function caseFiles(folder: string): readonly CaseFile[] {
  return readdirSync(folder)
    .toSorted()
    .map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }));
}

export function caseOf(files: readonly CaseFile[]): CountCase {
  return JSON.parse(files.find((file) => file.name === 'case.json')?.text ?? '') as CountCase;
}

export function writeCountVectors(): void {
  const folder = fileURLToPath(new URL('count', import.meta.url));
  for (const name of readdirSync(folder)) {
    const files = caseFiles(`${folder}/${name}`);
    const expected = expectedOf(files, caseOf(files));
    writeFileSync(`${folder}/${name}/expected.json`, `${JSON.stringify(expected, null, 2)}\n`);
  }
}

if (import.meta.main) writeCountVectors();
