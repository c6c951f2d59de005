/** Support as it comes and goes: counters that nominations and signatures share. */
import type { State } from './state.ts';
import { own } from './state.ts';
import type { Unit } from './support-acts.ts';
import { NO_SUPPORT, type Support } from './thresholds.ts';
import { trieGet } from './trie.ts';

/** Who supports, as far as counting goes. */
export interface Supporter {
  readonly kind?: string | undefined;
  readonly weight?: number | undefined;
  readonly areas?: Readonly<Record<string, string>> | undefined;
}

/** Adds a supporter (`by` 1) or takes one away (`by` -1). */
export function changed(support: Support | undefined, who: Supporter, by: 1 | -1): Support {
  const before = support ?? NO_SUPPORT;
  const weight = (who.weight ?? 0) * by;
  const kind = who.kind;
  const ofKind = kind === undefined ? undefined : own(before.kinds, kind);
  return {
    count: before.count + by,
    weight: before.weight + weight,
    kinds:
      kind === undefined
        ? before.kinds
        : {
            ...before.kinds,
            [kind]: { count: (ofKind?.count ?? 0) + by, weight: (ofKind?.weight ?? 0) + weight },
          },
    areas: withAreas(before.areas, who.areas, by),
  };
}

function withAreas(
  areas: Support['areas'],
  from: Readonly<Record<string, string>> | undefined,
  by: 1 | -1,
): Support['areas'] {
  if (from === undefined) return areas;
  const next: Record<string, Readonly<Record<string, number>>> = { ...areas };
  for (const [level, area] of Object.entries(from)) {
    const before = own(areas, level) ?? {};
    const left = (own(before, area) ?? 0) + by;
    const { [area]: _gone, ...others } = before;
    // An area that has nobody left is as though nobody had ever been there.
    next[level] = left === 0 ? others : { ...before, [area]: left };
    if (Object.keys(next[level]).length === 0) delete next[level];
  }
  return next;
}

export function unitOf(state: State, body: string, id: string): Unit | undefined {
  const units = own(state.units, body);
  return units === undefined ? undefined : trieGet(units, id);
}

/** What counts of someone who supports as member or unit of a body. */
export function supporterOf(
  state: State,
  body: string,
  id: string,
  areas: Readonly<Record<string, string>> | undefined,
): Supporter {
  const unit = unitOf(state, body, id);
  return unit === undefined ? { areas } : unit;
}

/** Why someone cannot support for a body, in a sentence; undefined when nothing is wrong. */
export function supporterFault(
  state: State,
  body: string,
  id: string,
  areas: Readonly<Record<string, string>> | undefined,
): string | undefined {
  const found = state.book.bodies.find((b) => b.id === body);
  if (found?.units !== undefined && unitOf(state, body, id) === undefined)
    return `“${id}” has not been listed among ${found.inText}.`;
  const levels = (found?.areas ?? []).map((a) => a.id);
  const stray = Object.keys(areas ?? {}).find((level) => !levels.includes(level));
  if (stray !== undefined) return `${found?.name ?? body}: there are no areas called “${stray}”.`;
  if (found?.units !== undefined && areas !== undefined)
    return `Where “${id}” is was said when it was listed.`;
  const unsaid = found?.units === undefined && levels.find((l) => areas?.[l] === undefined);
  return typeof unsaid === 'string'
    ? `It is not said which area (${unsaid}) “${id}” is from.`
    : undefined;
}
