/** Every primitive has a place in the schema, a book that uses it, a case allowed and a case refused. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ruleBookSchema } from '../../src/index.ts';
import { homes } from './homes.ts';

const HERE = new URL('./', import.meta.url);
const BOOKS = new URL('../../../../rulebooks/', import.meta.url);
const TABLE = new URL('../../../../docs/primitives.md', import.meta.url);

/** Titles of cases by primitive. */
function casesOf(kind: 'allows' | 'refuses'): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const file of readdirSync(HERE).filter(
    (f) => f.endsWith('.test.ts') && f !== 'homes.test.ts',
  )) {
    const source = readFileSync(new URL(file, HERE), 'utf8');
    const pattern = new RegExp(`\\b${kind}\\(\\s*(\\[[^\\]]*\\]|'[^']*'),\\s*'([^']*)'`, 'g');
    for (const [, ids = '', title = ''] of source.matchAll(pattern))
      for (const [, id = ''] of ids.matchAll(/'([^']*)'/g))
        found.set(id, [...(found.get(id) ?? []), title]);
  }
  return found;
}

/** True when the JSON has the chain of fields anywhere, lists passed through, and the value at its end. */
function uses(json: unknown, chain: readonly string[], value: string | undefined): boolean {
  if (Array.isArray(json)) return json.some((item: unknown) => uses(item, chain, value));
  if (typeof json !== 'object' || json === null) return false;
  return (
    follows(json, chain, value) || Object.values(json).some((inner) => uses(inner, chain, value))
  );
}

function follows(
  json: unknown,
  [first, ...rest]: readonly string[],
  value: string | undefined,
): boolean {
  if (first === undefined) return value === undefined || json === value;
  if (Array.isArray(json))
    return json.some((item: unknown) => follows(item, [first, ...rest], value));
  if (typeof json !== 'object' || json === null) return false;
  const inner: unknown = Object.hasOwn(json, first)
    ? (json as Record<string, unknown>)[first]
    : undefined;
  return inner !== undefined && follows(inner, rest, value);
}

/** Whether a JSON Schema has a property of that name with that value among those it may have. */
function isInSchema(schema: unknown, field: string, value: string | undefined): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  const { properties } = schema as { readonly properties?: Readonly<Record<string, unknown>> };
  const found =
    properties !== undefined && Object.hasOwn(properties, field) ? properties[field] : undefined;
  const text = JSON.stringify(found ?? {});
  if (
    found !== undefined &&
    (value === undefined || text.includes(`"${value}"`) || text.includes('"pattern"'))
  )
    return true;
  return Object.values(schema).some((inner) => isInSchema(inner, field, value));
}

const books = readdirSync(BOOKS)
  .filter((f) => f.endsWith('.json'))
  .toSorted()
  .map((file) => ({
    id: file.replace('.json', ''),
    json: JSON.parse(readFileSync(new URL(file, BOOKS), 'utf8')) as unknown,
  }));

const allowed = casesOf('allows');
const refused = casesOf('refuses');

function placeOf(home: string): {
  readonly chain: readonly string[];
  readonly value: string | undefined;
} {
  const [path = '', value] = home.split('=');
  return { chain: path.split('.'), value };
}

test('there are seventy-one primitives, each once', () => {
  expect(new Set(homes.map((h) => h.id)).size).toBe(71);
});

test.each(homes)(
  '$id has a place in the schema, a book that uses it, and both cases',
  ({ id, home, book }) => {
    const { chain, value } = placeOf(home);
    for (const field of chain)
      expect(isInSchema(ruleBookSchema(), field, field === chain.at(-1) ? value : undefined)).toBe(
        true,
      );
    const found = books.find((b) => b.id === book);
    expect(uses(found?.json, chain, value)).toBe(true);
    expect(allowed.get(id) ?? []).not.toEqual([]);
    expect(refused.get(id) ?? []).not.toEqual([]);
  },
);

test('no case is of a primitive that is not there', () => {
  const ids = new Set(homes.map((h) => h.id));
  expect([...allowed.keys(), ...refused.keys()].filter((id) => !ids.has(id))).toEqual([]);
});

/** As docs/primitives.md has it; `vitest -u` writes it. */
function page(): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const rows = homes.map(({ id, what, home, book }) => {
    const first = (cases: ReadonlyMap<string, readonly string[]>): string =>
      cell(cases.get(id)?.[0] ?? '');
    return `| ${id} | ${what} | \`${home}\` | ${book} | ${first(allowed)} | ${first(refused)} |`;
  });
  return [
    '# The primitives of rule books',
    '',
    'Written by `packages/rulebook/test/primitives/homes.test.ts`, which fails when it is out of date. The home is a chain of fields of the schema; of the cases only the first of each kind is shown.',
    '',
    '| primitive | what it is | where it stands | a book that uses it | allowed | refused |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

test('docs/primitives.md is what the tests and books say', async () => {
  await expect(page()).toMatchFileSnapshot(TABLE.pathname);
});
