/**
 * Shapes of JSON, said once: from one description come the strict reader of foreign JSON, the type
 * that the compiler checks it against, and the published JSON Schema (2020-12). Unknown fields are
 * refused everywhere: a record has one reading.
 */

import { unreachable } from '@hustings/base';

/** A shape as plain data. */
export type ShapeNode =
  | {
      readonly kind: 'text';
      readonly least: number;
      readonly most: number;
      readonly form?: TextForm;
    }
  | { readonly kind: 'whole'; readonly least: number; readonly most: number }
  | { readonly kind: 'flag' }
  | { readonly kind: 'one-of'; readonly values: readonly string[] }
  | { readonly kind: 'list'; readonly of: ShapeNode; readonly least: number; readonly most: number }
  | { readonly kind: 'map'; readonly key: TextForm; readonly of: ShapeNode; readonly most: number }
  | { readonly kind: 'object'; readonly fields: Readonly<Record<string, FieldNode>> }
  /** Told apart by the field `kind`. */
  | {
      readonly kind: 'variant';
      readonly cases: Readonly<Record<string, ShapeNode & { readonly kind: 'object' }>>;
    }
  /** One of several, told apart by their JSON type. */
  | { readonly kind: 'either'; readonly of: readonly ShapeNode[] }
  /** A shape that contains itself. */
  | { readonly kind: 'ref'; readonly name: string; readonly of: () => ShapeNode };

export interface FieldNode {
  readonly node: ShapeNode;
  readonly optional: boolean;
}

/** A rule for text: the pattern is the whole of it for JSON Schema, `test` may be stricter. */
export interface TextForm {
  readonly pattern: string;
  readonly test: (text: string) => boolean;
  /** What is expected, to end the sentence "expected …". */
  readonly expected: string;
}

/** A shape whose values have the type `T`. */
export interface Shape<T> {
  readonly node: ShapeNode;
  /** Never present: carries the type. */
  readonly type?: T;
}

export interface OptionalShape<T> {
  readonly optional: Shape<T>;
}

// A field that may be left out must be marked so, and no other.
export type Fields<T> = {
  readonly [K in keyof T]-?: object extends Pick<T, K>
    ? OptionalShape<Exclude<T[K], undefined>>
    : Shape<T[K]>;
};

export interface ShapeFault {
  /** RFC 6901 JSON Pointer to the place. */
  readonly pointer: string;
  readonly message: string;
}

const LONGEST_TEXT = 20_000;
const MOST_ITEMS = 100_000;
/** Deeper than any rule book; keeps foreign JSON from exhausting the stack. */
const DEEPEST = 40;

export function text(most: number = LONGEST_TEXT): Shape<string> {
  return { node: { kind: 'text', least: 1, most } };
}

export function textOf(form: TextForm, most: number = 200): Shape<string> {
  return { node: { kind: 'text', least: 1, most, form } };
}

export function whole(least: number, most: number = Number.MAX_SAFE_INTEGER): Shape<number> {
  return { node: { kind: 'whole', least, most } };
}

export const flag: Shape<boolean> = { node: { kind: 'flag' } };

export function oneOf<const V extends string>(...values: readonly V[]): Shape<V> {
  return { node: { kind: 'one-of', values } };
}

export function list<T>(
  of: Shape<T>,
  least: number = 0,
  most: number = MOST_ITEMS,
): Shape<readonly T[]> {
  return { node: { kind: 'list', of: of.node, least, most } };
}

export function map<T>(key: TextForm, of: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return { node: { kind: 'map', key, of: of.node, most: MOST_ITEMS } };
}

export function optional<T>(shape: Shape<T>): OptionalShape<T> {
  return { optional: shape };
}

export function object<T>(fields: NoInfer<Fields<T>>): Shape<T> {
  return { node: objectNode(fields) };
}

function objectNode(
  fields: Readonly<Record<string, Shape<unknown> | OptionalShape<unknown>>>,
): ShapeNode & { readonly kind: 'object' } {
  return {
    kind: 'object',
    fields: Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [
        name,
        'optional' in field
          ? { node: field.optional.node, optional: true }
          : { node: field.node, optional: false },
      ]),
    ),
  };
}

export function variant<T extends { readonly kind: string }>(
  cases: {
    readonly [K in T['kind']]: Fields<Omit<Extract<T, { readonly kind: K }>, 'kind'>>;
  },
): Shape<T> {
  const entries = Object.entries<Readonly<Record<string, Shape<unknown> | OptionalShape<unknown>>>>(
    cases as never,
  );
  return {
    node: {
      kind: 'variant',
      cases: Object.fromEntries(
        entries.map(([kind, fields]) => [kind, objectNode({ kind: oneOf(kind), ...fields })]),
      ),
    },
  };
}

export function recursive<T>(name: string, of: () => Shape<T>): Shape<T> {
  return { node: { kind: 'ref', name, of: () => of().node } };
}

// ------------------------------------------------------------------------------------------ reading

/** Lists what is wrong; an empty list means that the value has the shape. Total on any JSON value. */
export function faultsOf(shape: Shape<unknown>, value: unknown): readonly ShapeFault[] {
  const faults: ShapeFault[] = [];
  check(shape.node, value, '', 0, faults);
  return faults;
}

/** True, and narrows, when the value has the shape. */
export function has<T>(shape: Shape<T>, value: unknown): value is T {
  return faultsOf(shape, value).length === 0;
}

export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function check(
  node: ShapeNode,
  value: unknown,
  pointer: string,
  depth: number,
  faults: ShapeFault[],
): void {
  if (depth > DEEPEST) {
    faults.push({ pointer, message: `Nested deeper than ${DEEPEST} levels.` });
    return;
  }
  const fault = plainFault(node, value);
  if (fault !== undefined) {
    faults.push({ pointer, message: fault });
    return;
  }
  if (node.kind === 'ref') check(node.of(), value, pointer, depth, faults);
  else if (node.kind === 'either') checkEither(node, value, pointer, depth, faults);
  else if (node.kind === 'list' && Array.isArray(value)) {
    for (let i = 0; i < value.length; i++)
      check(node.of, value[i], `${pointer}/${i}`, depth + 1, faults);
  } else if (isPlainObject(value)) {
    if (node.kind === 'map') checkMap(node, value, pointer, depth, faults);
    else if (node.kind === 'object') checkObject(node, value, pointer, depth, faults);
    else if (node.kind === 'variant') checkVariant(node, value, pointer, depth, faults);
  }
}

/** What is wrong with the value itself, its parts left aside. */
function plainFault(node: ShapeNode, value: unknown): string | undefined {
  switch (node.kind) {
    case 'text':
      return textFault(node, value);
    case 'whole':
      if (typeof value !== 'number' || !Number.isSafeInteger(value))
        return 'Expected a whole number.';
      if (value >= node.least && value <= node.most) return undefined;
      return `Expected a whole number from ${node.least} to ${node.most}.`;
    case 'flag':
      return typeof value === 'boolean' ? undefined : 'Expected true or false.';
    case 'one-of':
      if (typeof value === 'string' && node.values.includes(value)) return undefined;
      return `Expected ${node.values.map((v) => `"${v}"`).join(' or ')}.`;
    case 'list':
      if (!Array.isArray(value)) return 'Expected a list.';
      if (value.length >= node.least && value.length <= node.most) return undefined;
      return `Expected a list of ${node.least} to ${node.most} items.`;
    case 'map':
      if (!isPlainObject(value)) return 'Expected an object.';
      return Object.keys(value).length <= node.most
        ? undefined
        : `Expected at most ${node.most} members.`;
    case 'object':
    case 'variant':
      return isPlainObject(value) ? undefined : 'Expected an object.';
    case 'either':
    case 'ref':
      return undefined;
    default:
      return unreachable(node);
  }
}

/** The faults told are those of the last alternative, where none fits. */
function checkEither(
  node: ShapeNode & { readonly kind: 'either' },
  value: unknown,
  pointer: string,
  depth: number,
  faults: ShapeFault[],
): void {
  let last: ShapeFault[] = [];
  for (const of of node.of) {
    last = [];
    check(of, value, pointer, depth + 1, last);
    if (last.length === 0) return;
  }
  faults.push(...last);
}

type ObjectNode = ShapeNode & { readonly kind: 'object' };
type PlainObject = Readonly<Record<string, unknown>>;

function checkMap(
  node: ShapeNode & { readonly kind: 'map' },
  value: PlainObject,
  pointer: string,
  depth: number,
  faults: ShapeFault[],
): void {
  for (const key of Object.keys(value)) {
    const at = `${pointer}/${escapePointer(key)}`;
    if (!node.key.test(key))
      faults.push({ pointer: at, message: `Expected a key that is ${node.key.expected}.` });
    check(node.of, value[key], at, depth + 1, faults);
  }
}

function checkVariant(
  node: ShapeNode & { readonly kind: 'variant' },
  value: PlainObject,
  pointer: string,
  depth: number,
  faults: ShapeFault[],
): void {
  const { kind } = value;
  const found =
    typeof kind === 'string' && Object.hasOwn(node.cases, kind) ? node.cases[kind] : undefined;
  if (found !== undefined) {
    checkObject(found, value, pointer, depth, faults);
    return;
  }
  const expected = Object.keys(node.cases)
    .map((k) => `"${k}"`)
    .join(', ');
  faults.push({ pointer: `${pointer}/kind`, message: `Expected one of ${expected}.` });
}

function checkObject(
  node: ObjectNode,
  value: PlainObject,
  pointer: string,
  depth: number,
  faults: ShapeFault[],
): void {
  // Few allocations: this runs for every field of every entry that is ever read.
  let known = 0;
  for (const name in node.fields) {
    const field = node.fields[name] as FieldNode;
    if (Object.hasOwn(value, name)) {
      known++;
      check(field.node, value[name], `${pointer}/${name}`, depth + 1, faults);
    } else if (!field.optional)
      faults.push({ pointer: `${pointer}/${name}`, message: 'This field is missing.' });
  }
  const names = Object.keys(value);
  if (names.length === known) return;
  for (const name of names) {
    if (Object.hasOwn(node.fields, name)) continue;
    faults.push({ pointer: `${pointer}/${escapePointer(name)}`, message: 'Unknown field.' });
  }
}

function textFault(
  node: ShapeNode & { readonly kind: 'text' },
  value: unknown,
): string | undefined {
  if (typeof value !== 'string') return 'Expected text.';
  // A lone surrogate has no UTF-8 form, so it could not stand on the record.
  if (!value.isWellFormed()) return 'The text is not well-formed Unicode.';
  if (value.length < node.least) return 'Expected text, and it is empty.';
  // JSON Schema counts characters, not UTF-16 units.
  if (value.length > node.most && [...value].length > node.most)
    return `Expected at most ${node.most} characters.`;
  if (node.form !== undefined && !node.form.test(value)) return `Expected ${node.form.expected}.`;
  return undefined;
}

function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

// ------------------------------------------------------------------------------------- JSON Schema

/** The same shape for other programs: JSON Schema 2020-12. */
export function jsonSchema(
  shape: Shape<unknown>,
  head: { readonly id: string; readonly title: string; readonly description: string },
): Readonly<Record<string, unknown>> {
  const defs: Record<string, unknown> = {};
  const root = schemaOf(shape.node, defs);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: head.id,
    title: head.title,
    description: head.description,
    ...root,
    ...(Object.keys(defs).length === 0 ? {} : { $defs: defs }),
  };
}

function schemaOf(node: ShapeNode, defs: Record<string, unknown>): Record<string, unknown> {
  switch (node.kind) {
    case 'text':
      return {
        type: 'string',
        minLength: node.least,
        maxLength: node.most,
        ...(node.form === undefined ? {} : { pattern: node.form.pattern }),
      };
    case 'whole':
      return { type: 'integer', minimum: node.least, maximum: node.most };
    case 'flag':
      return { type: 'boolean' };
    case 'one-of':
      return node.values.length === 1 ? { const: node.values[0] } : { enum: node.values };
    case 'list':
      return {
        type: 'array',
        items: schemaOf(node.of, defs),
        ...(node.least > 0 ? { minItems: node.least } : {}),
        maxItems: node.most,
      };
    case 'map':
      return {
        type: 'object',
        propertyNames: { pattern: node.key.pattern },
        additionalProperties: schemaOf(node.of, defs),
        maxProperties: node.most,
      };
    case 'object': {
      const fields = Object.entries(node.fields);
      return {
        type: 'object',
        properties: Object.fromEntries(fields.map(([n, f]) => [n, schemaOf(f.node, defs)])),
        required: fields.filter(([, f]) => !f.optional).map(([n]) => n),
        additionalProperties: false,
      };
    }
    case 'variant':
      return { oneOf: Object.values(node.cases).map((object) => schemaOf(object, defs)) };
    case 'either':
      return { oneOf: node.of.map((of) => schemaOf(of, defs)) };
    case 'ref':
      if (!Object.hasOwn(defs, node.name)) {
        // Put in first, so that the shape inside itself finds it.
        defs[node.name] = {};
        defs[node.name] = schemaOf(node.of(), defs);
      }
      return { $ref: `#/$defs/${node.name}` };
  }
}
