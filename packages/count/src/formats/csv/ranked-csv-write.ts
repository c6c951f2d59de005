/** Writes the CSV that ranked-csv.ts reads. A candidate on no paper has a row of no papers, so as not to be lost. */
import { ok, type Result } from '@hustings/base';
import { OVERMARKED, SKIPPED, TIED } from '../../papers/marks.ts';
import type { Candidate } from '../../profile.ts';
import type { BallotFile, FormatError } from '../ballot-file.ts';
import type { Refused } from '../format-error.ts';
import { cannotSay } from '../text/places.ts';
import { writeWeight } from '../weight.ts';
import { csvField } from './csv-rows.ts';
import { wordOf } from './ranked-words.ts';

const FORMAT = 'ranked CSV';

/** Papers that are not valid, the title and the seats have no place in the format and are left out. */
export function writeRankedCsv(file: BallotFile): Result<Iterable<string>, FormatError> {
  return whyNot(file) ?? ok(rows(file));
}

function* rows(file: BallotFile): Generator<string> {
  const { marks, candidates, scale } = file;
  let ranks = 1;
  const onPaper = new Set<number>();
  for (const code of marks.codes) onPaper.add(code);
  for (let i = 0; i < marks.length; i++)
    ranks = Math.max(ranks, (marks.starts[i + 1] as number) - (marks.starts[i] as number));
  yield `count,${Array.from({ length: ranks }, (_, i) => `rank${i + 1}`).join(',')}\n`;
  const row = (count: string, fields: readonly string[]): string =>
    `${count},${[...fields, ...Array<string>(ranks - fields.length).fill('undervote')].join(',')}\n`;
  for (let i = 0; i < marks.length; i++) {
    const fields: string[] = [];
    for (let at = marks.starts[i] as number; at < (marks.starts[i + 1] as number); at++)
      fields.push(fieldOf(file, marks.codes[at] as number));
    yield row(writeWeight(marks.counts[i] as number, scale), fields);
  }
  if (file.blank > 0) yield row(writeWeight(file.blank, scale), []);
  for (const code of candidates.keys())
    if (!onPaper.has(code)) yield row('0', [fieldOf(file, code)]);
}

function fieldOf(file: BallotFile, code: number): string {
  if (code === SKIPPED) return 'undervote';
  return code === OVERMARKED ? 'overvote' : csvField((file.candidates[code] as Candidate).name);
}

function whyNot(file: BallotFile): Refused | undefined {
  if (file.scores !== undefined) return cannotSay(FORMAT, 'scores', 'papers with ranks only');
  if (file.marks.codes.includes(TIED))
    return cannotSay(FORMAT, 'candidates of equal rank', 'papers with one candidate at each rank');
  const names = new Set<string>();
  for (const { name, withdrawn } of file.candidates) {
    if (withdrawn === true) return cannotSay(FORMAT, name, 'nothing of candidates who withdrew');
    if (names.has(name)) return cannotSay(FORMAT, name, 'candidates by names that all differ');
    if (wordOf(name) !== undefined || name !== name.trim() || name.includes('\r'))
      return cannotSay(FORMAT, name, 'names that are not read as something else');
    names.add(name);
  }
  return undefined;
}
