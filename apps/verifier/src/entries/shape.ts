/** Shapes of JSON: what an object must have, none missing and none unknown. */

export type Shape =
  | ((value: unknown) => boolean)
  | readonly [Shape]
  | { readonly [member: string]: Shape };

/** A member whose name ends with `?` may be missing. Gives the place of the first thing wrong, or undefined. */
export function misfit(value: unknown, shape: Shape, at = ''): string | undefined {
  if (typeof shape === 'function') return shape(value) ? undefined : at || 'the whole';
  if (isList(shape)) {
    if (!Array.isArray(value)) return at;
    for (const [i, item] of value.entries()) {
      const wrong = misfit(item, shape[0], `${at}/${i}`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  }
  if (!isObject(value)) return at || 'the whole';
  for (const [member, inner] of Object.entries(shape)) {
    const name = member.replace('?', '');
    if (!Object.hasOwn(value, name)) {
      if (member.endsWith('?')) continue;
      return `${at}/${name}`;
    }
    const wrong = misfit(value[name], inner, `${at}/${name}`);
    if (wrong !== undefined) return wrong;
  }
  const unknown = Object.keys(value).find((k) => !(k in shape) && !(`${k}?` in shape));
  return unknown === undefined ? undefined : `${at}/${unknown}`;
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const anything = (): boolean => true;
export const bool = (v: unknown): boolean => typeof v === 'boolean';
export const text = (v: unknown): boolean => typeof v === 'string' && v !== '' && v.isWellFormed();
export const count = (v: unknown): boolean => Number.isSafeInteger(v) && (v as number) >= 0;
/** `[a-z0-9-]`, 64 at most, no hyphen at an end. */
export const id = (v: unknown): boolean =>
  typeof v === 'string' && /^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/.test(v);
/** An id that may have slashes. */
export const pseudonym = (v: unknown): boolean =>
  typeof v === 'string' && /^[a-z0-9][a-z0-9/-]{0,63}$/.test(v);
/** Ids of the manifest's pools joined with `+`. */
export const poolId = (v: unknown): boolean =>
  typeof v === 'string' && v.split('+').every((part) => /^[a-z0-9-]{1,64}$/.test(part));
export const line = (v: unknown): boolean => text(v) && (v as string).length <= 400;
export const positive = (v: unknown): boolean => count(v) && v !== 0;
export const integer = (v: unknown): boolean => Number.isSafeInteger(v);
export const hex = (v: unknown): boolean => typeof v === 'string' && /^([0-9a-f]{2})+$/.test(v);
export const hex32 = (v: unknown): boolean => hex(v) && (v as string).length === 64;
export const decimal = (v: unknown): boolean =>
  typeof v === 'string' && /^(0|[1-9]\d{0,8})(\.\d{1,9})?$/.test(v);
export const exact = (v: unknown): boolean =>
  typeof v === 'string' && /^-?\d+(\.\d+|\/[1-9]\d*)$/.test(v);
/** RFC 3339 in UTC with milliseconds, of a day that there is. */
export const time = (v: unknown): boolean =>
  typeof v === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(v) &&
  !Number.isNaN(Date.parse(v)) &&
  new Date(v).toISOString() === v;
export const date = (v: unknown): boolean =>
  typeof v === 'string' && /^\d{4}-\d\d-\d\d$/.test(v) && time(`${v}T00:00:00.000Z`);
export const oneOf =
  (...values: readonly unknown[]) =>
  (v: unknown): boolean =>
    values.includes(v);
/** An object used as a table. */
export const table =
  (key: (v: unknown) => boolean, shape: Shape) =>
  (v: unknown): boolean =>
    isObject(v) && Object.entries(v).every(([k, x]) => key(k) && misfit(x, shape) === undefined);
/** The first shape whose `kind` is the value's. */
export const byKind =
  (shapes: Readonly<Record<string, Readonly<Record<string, Shape>>>>) =>
  (v: unknown): boolean => {
    if (!isObject(v) || typeof v['kind'] !== 'string') return false;
    const shape = Object.hasOwn(shapes, v['kind']) ? shapes[v['kind']] : undefined;
    return shape !== undefined && misfit(v, { kind: text, ...shape }) === undefined;
  };
