/** Writes constraints as a CON file (see con-read.ts); in each category, those in no group are one without limits. */
import { ok, type Result } from '@hustings/base';
import type { Candidate } from '../../profile.ts';
import type { ConstraintCategory, Constraints } from '../../stv/constraints.ts';
import type { FormatError } from '../ballot-file.ts';
import { cannotSay, oneLine } from '../text/places.ts';

const TITLE = 'CON';

/** `candidates` in the order of the ballot file. */
export function writeConstraints(
  constraints: Constraints,
  candidates: readonly Candidate[],
): Result<string, FormatError> {
  const numbers = new Map(candidates.map(({ id }, i) => [id, i + 1]));
  const lines: string[] = [];
  const names = new Set<string>();
  for (const category of constraints.categories) {
    const refused = whyNot(category, numbers, names);
    if (refused !== undefined) return refused;
    names.add(oneLine(category.name));
    const left = new Map(numbers);
    const add = (name: string, least: number, most: number, members: readonly number[]): void => {
      lines.push([quote(category.name), quote(name), least, most, ...members].join(' '));
    };
    for (const { name, least, most, members } of category.groups) {
      add(
        name,
        least,
        most,
        members.map((id) => numbers.get(id) as number).sort((a, b) => a - b),
      );
      for (const id of members) left.delete(id);
    }
    if (left.size > 0) add(restName(category), 0, left.size, [...left.values()]);
  }
  return ok(lines.map((line) => `${line}\n`).join(''));
}

function whyNot(
  { name, groups }: ConstraintCategory,
  numbers: ReadonlyMap<string, number>,
  names: ReadonlySet<string>,
): { readonly ok: false; readonly error: FormatError } | undefined {
  if (oneLine(name) === '' || names.has(oneLine(name)))
    return cannotSay(TITLE, name, 'categories whose names differ');
  const groupNames = groups.map((group) => oneLine(group.name));
  if (groupNames.includes('') || new Set(groupNames).size < groups.length)
    return cannotSay(TITLE, name, 'groups whose names differ within a category');
  const upsideDown = groups.find(({ least, most }) => least > most);
  if (upsideDown !== undefined)
    return cannotSay(TITLE, upsideDown.name, 'groups with at least no more than at most');
  const seen = new Set<string>();
  for (const id of groups.flatMap(({ members }) => members)) {
    if (!numbers.has(id)) return cannotSay(TITLE, id, 'candidates who are in the ballot file');
    if (seen.has(id)) return cannotSay(TITLE, id, `candidates who are in one group of "${name}"`);
    seen.add(id);
  }
  return undefined;
}

function restName({ groups }: ConstraintCategory): string {
  const taken = new Set(groups.map(({ name }) => oneLine(name)));
  let name = 'Others';
  for (let n = 2; taken.has(name); n++) name = `Others ${n}`;
  return name;
}

function quote(name: string): string {
  return `"${oneLine(name).replace(/["\\]/g, '\\$&')}"`;
}
