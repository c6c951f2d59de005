/** Writes BLT: `a=b` for equal ranks, `-` for skipped places, decimals for weights. */
import { ok, type Result } from '@hustings/base';
import { OVERMARKED, SKIPPED, TIED } from '../../papers/marks.ts';
import type { SequencePiles } from '../../papers/sequence-piles.ts';
import type { BallotFile, FormatError } from '../ballot-file.ts';
import { cannotSay, oneLine } from '../text/places.ts';
import { writeWeight } from '../weight.ts';

const LINES_AT_ONCE = 2000;

/** The pieces of the file, or why BLT cannot say it. Notes follow the title, each in one line. */
export function writeBltFile(file: BallotFile): Result<Iterable<string>, FormatError> {
  const no = (found: string, expected: string): Result<never, FormatError> =>
    cannotSay('BLT', found, expected);
  if (file.seats === undefined) return no('', 'how many seats there are');
  if (file.candidates.length === 0) return no('no candidates', 'one candidate at least');
  if (file.scores !== undefined) return no('scores', 'papers with ranks only');
  if (file.candidates.some(({ name }) => oneLine(name) === ''))
    return no('a candidate without a name', 'names that are not empty');
  if (file.marks.codes.includes(OVERMARKED))
    return no('a place with several marks', 'places of which it is known who is marked');
  return ok(pieces(file));
}

function* pieces(file: BallotFile): Generator<string> {
  yield `${file.candidates.length} ${file.seats}\n`;
  const gone = file.candidates.flatMap((c, i) => (c.withdrawn === true ? [`-${i + 1}`] : []));
  if (gone.length > 0) yield `${gone.join(' ')}\n`;
  if (file.blank > 0) yield `${writeWeight(file.blank, file.scale)} 0\n`;
  let lines: string[] = [];
  for (let pile = 0; pile < file.marks.length; pile++) {
    lines.push(pileLine(file.marks, pile, file.scale));
    if (lines.length < LINES_AT_ONCE) continue;
    yield lines.join('');
    lines = [];
  }
  yield `${lines.join('')}0\n`;
  for (const { name } of file.candidates) yield `${quoted(name)}\n`;
  yield `${quoted(file.title)}\n`;
  for (const note of file.notes) yield `${oneLine(note)}\n`;
}

function pileLine({ codes, starts, counts }: SequencePiles, pile: number, scale: number): string {
  let line = writeWeight(counts[pile] as number, scale);
  let between = ' ';
  for (let i = starts[pile] as number; i < (starts[pile + 1] as number); i++) {
    const code = codes[i] as number;
    if (code === TIED) {
      between = '=';
      continue;
    }
    line += code === SKIPPED ? `${between}-` : `${between}${code + 1}`;
    between = ' ';
  }
  return `${line} 0\n`;
}

function quoted(text: string): string {
  return `"${oneLine(text).replace(/["\\]/g, '\\$&')}"`;
}
