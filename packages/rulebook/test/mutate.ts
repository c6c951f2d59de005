/** Small random damage to JSON, for tests that a reader finds it and never throws. */
import fc from 'fast-check';

type Path = readonly (string | number)[];

export function paths(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...at, key]))];
}

export interface Damage {
  readonly place: number;
  readonly how: 'replace' | 'remove' | 'add';
  readonly value: unknown;
}

export const damage: fc.Arbitrary<Damage> = fc.record({
  place: fc.nat(),
  how: fc.constantFrom('replace' as const, 'replace' as const, 'remove' as const, 'add' as const),
  value: fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('', 'x', 'members', 0, 1, -1, null, [], {}, true, 'constructor', '__proto__'),
  ),
});

/** A deep copy with one place replaced, removed, or given another member. */
export function damaged(json: unknown, { place, how, value }: Damage): unknown {
  const all = paths(json);
  const path = all[place % all.length] as Path;
  if (path.length === 0) return how === 'replace' ? value : json;
  const copy: unknown = structuredClone(json);
  let parent = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string | number, unknown>;
  const last = path.at(-1) as string | number;
  if (how === 'replace') parent[last] = value;
  else if (how === 'add') {
    const target = parent[last];
    if (typeof target === 'object' && target !== null) Object.assign(target, { stray: value });
    else parent[last] = value;
  } else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return copy;
}

/** A deep copy with another value at a JSON Pointer; without a value, the place is taken out. */
export function put(json: unknown, pointer: string, value?: unknown): unknown {
  const copy: unknown = structuredClone(json);
  const keys = pointer.split('/').slice(1);
  let parent = copy as Record<string, unknown>;
  for (const key of keys.slice(0, -1)) parent = parent[key] as Record<string, unknown>;
  const last = keys.at(-1) as string;
  if (value !== undefined) parent[last] = value;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return copy;
}
