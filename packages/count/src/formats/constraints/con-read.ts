/**
 * Reads a CON file of constraints: a line for each group of a category,
 * `"Gender" "Women" 2 99 1 5 7`: at least 2 and at most 99 of the candidates 1, 5 and 7. Within a
 * category every candidate is in exactly one group, so that nobody is forgotten; one without limits
 * has 0 and 99. Source: OpenTally, docs/con-fmt.md. Lines that begin with `#` are passed over.
 */
import { ok, type Result } from '@hustings/base';
import type { Candidate } from '../../profile.ts';
import type { ConstraintCategory, ConstraintGroup, Constraints } from '../../stv/constraints.ts';
import type { FormatError } from '../ballot-file.ts';
import { type Place, refuse } from '../format-error.ts';
import { Cursor } from '../text/cursor.ts';

interface Group extends ConstraintGroup {
  readonly place: Place;
}

interface Category {
  readonly name: string;
  readonly groups: Group[];
  /** Candidates by their place on the list. */
  readonly members: Set<number>;
}

/** `candidates` in the order of the ballot file, whose numbers the lines have. */
export function parseConstraints(
  text: string,
  candidates: readonly Candidate[],
): Result<Constraints, FormatError> {
  const categories = new Map<string, Category>();
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  for (const [i, line] of lines.entries()) {
    const cursor = new Cursor(line, i + 1);
    cursor.skipBlanks();
    if (cursor.isAtEnd || cursor.next === '#') continue;
    const read = readGroup(cursor, candidates, categories);
    if (!read.ok) return read;
  }
  const end = { line: lines.length, column: (lines.at(-1) as string).length + 1 };
  for (const category of categories.values()) {
    const missing = candidates.findIndex(
      (candidate, code) => candidate.withdrawn !== true && !category.members.has(code),
    );
    if (missing >= 0)
      return refuse('format/candidate-without-group', end, {
        found: '',
        expected: `candidate ${missing + 1} (${candidates[missing]?.name}) in a group of "${category.name}", as everybody must be; a group without limits has 0 and 99`,
      });
  }
  return ok({ categories: [...categories.values()].map(plain) });
}

function plain({ name, groups }: Category): ConstraintCategory {
  return {
    name,
    groups: groups.map(({ name: group, least, most, members }) => ({
      name: group,
      least,
      most,
      members,
    })),
  };
}

function readGroup(
  cursor: Cursor,
  candidates: readonly Candidate[],
  categories: Map<string, Category>,
): Result<undefined, FormatError> {
  const categoryName = readName(cursor, 'the name of a category');
  if (!categoryName.ok) return categoryName;
  const { place } = cursor;
  const name = readName(cursor, 'the name of a group');
  if (!name.ok) return name;
  const least = cursor.wholeNumber({ what: 'how many at least', least: 0, most: MOST });
  if (!least.ok) return least;
  const most = cursor.wholeNumber({
    what: 'how many at most, no fewer than at least',
    least: least.value,
    most: MOST,
  });
  if (!most.ok) return most;
  const category = categories.get(categoryName.value) ?? {
    name: categoryName.value,
    groups: [],
    members: new Set<number>(),
  };
  const twin = category.groups.find((group) => group.name === name.value);
  if (twin !== undefined)
    return refuse('format/duplicate-group', place, {
      found: name.value,
      expected: `each group on one line; this one is on line ${twin.place.line} too`,
    });
  const members = readMembers(cursor, candidates, category);
  if (!members.ok) return members;
  categories.set(category.name, category);
  category.groups.push({
    name: name.value,
    least: least.value,
    most: most.value,
    members: members.value,
    place,
  });
  return ok(undefined);
}

const MOST: number = Number.MAX_SAFE_INTEGER;

function readMembers(
  cursor: Cursor,
  candidates: readonly Candidate[],
  category: Category,
): Result<readonly string[], FormatError> {
  const members: string[] = [];
  for (;;) {
    cursor.skipBlanks();
    if (cursor.isAtEnd) return ok(members);
    const { place } = cursor;
    const number = cursor.wholeNumber({
      what: "a candidate's number",
      least: 1,
      most: candidates.length,
    });
    if (!number.ok) return number;
    const code = number.value - 1;
    if (category.members.has(code))
      return refuse('format/duplicate-candidate', place, {
        found: `${number.value}`,
        expected: `each candidate in one group of "${category.name}"`,
      });
    category.members.add(code);
    members.push((candidates[code] as Candidate).id);
  }
}

/** A name in quotes (`\"` is a quote within), or a word. */
function readName(cursor: Cursor, what: string): Result<string, FormatError> {
  cursor.skipBlanks();
  const { at } = cursor;
  if (cursor.next === '"') {
    const quoted = cursor.take(/"(?:[^"\\]|\\.)*"(?=\s|$)/y);
    const name = quoted.slice(1, -1).replace(/\\(.)/g, '$1').trim();
    if (name !== '') return ok(name);
    cursor.at = at;
    return cursor.wrong(`${what}, with a closing quote and a blank after it`);
  }
  const word = cursor.take(/[^\s"]+(?=\s|$)/y);
  return word === '' ? cursor.wrong(what) : ok(word);
}
