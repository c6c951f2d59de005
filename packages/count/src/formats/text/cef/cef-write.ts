/** Writes the Condorcet Election Format: parameters, then the votes, most alike first. */
import type { Result } from '@hustings/base';
import type { BallotFile, FormatError } from '../../ballot-file.ts';
import { byCount, cannotSay, oneLine, placesOf, whyNotSayable, written } from '../places.ts';
import { RESERVED } from './parameters.ts';

const TITLE = 'Condorcet Election Format';

export function writeCef(file: BallotFile): Result<Iterable<string>, FormatError> {
  const refused = whyNotSayable(file, {
    title: TITLE,
    scores: false,
    withdrawn: false,
    duplicates: false,
    decimals: false,
  });
  if (refused !== undefined) return refused;
  const names = file.candidates.map(({ name }) => oneLine(name));
  const wrong = names.find((name) => name === '' || RESERVED.test(name));
  if (wrong !== undefined)
    return cannotSay(TITLE, wrong, 'names that have none of the signs < > = ; , # / * ^ |');
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    return cannotSay(TITLE, twice, 'candidates by their names, each different');
  return written(write(file, names));
}

function* write(file: BallotFile, names: readonly string[]): Iterable<string> {
  const title = oneLine(file.title);
  const implicit = file.notes.find((note) => note === 'Implicit Ranking: false');
  const head: string[] = [];
  if (title !== '') head.push(RESERVED.test(title) ? `# ${title}` : `#/Title: ${title}`);
  for (const note of file.notes) if (note !== implicit) head.push(`# ${oneLine(note)}`);
  head.push(`#/Candidates: ${names.join(' ; ')}`);
  if (file.seats !== undefined) head.push(`#/Number of Seats: ${file.seats}`);
  head.push(`#/${implicit ?? 'Implicit Ranking: true'}`, '#/Weight Allowed: false', '');
  yield `${head.join('\n')}\n`;
  const { marks } = file;
  for (const i of byCount(marks)) {
    const places = placesOf(marks, i).map((codes) => codes.map((code) => names[code]).join(' = '));
    yield `${places.join(' > ')} * ${marks.counts[i]}\n`;
  }
  if (file.blank > 0) yield `/EMPTY_RANKING/ * ${file.blank}\n`;
}
