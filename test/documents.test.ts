/** The newcomer's documents say what is there: every package, every dependency, every link, every command. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findCodes } from '../scripts/lib/error-codes.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const documents = readdirSync(ROOT).filter((name) => name.endsWith('.md'));
const manifests = ['package.json', ...workspaces().map((folder) => `${folder}/package.json`)];

function workspaces(): readonly string[] {
  return ['packages', 'apps'].flatMap((kind) =>
    readdirSync(join(ROOT, kind)).map((name) => `${kind}/${name}`),
  );
}

describe('ARCHITECTURE.md', () => {
  const text = read('ARCHITECTURE.md');
  const stated = text.slice(text.indexOf('## Dependencies'));

  test('gives a reason for every dependency, and for none that is gone', () => {
    const declared = manifests.flatMap((path) => {
      const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read(path));
      return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
    });
    const foreign = new Set(declared.filter((name) => !name.startsWith('@hustings/')));
    const named = new Set(
      stated.split('\n').flatMap((line) => {
        const [, first] = line.split('|');
        return [...(first ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] as string);
      }),
    );
    expect([...named].toSorted()).toEqual([...foreign].toSorted());
  });

  test.each(workspaces())('has a paragraph on %s', (folder) => {
    expect(text).toContain(`\n\n**${folder.split('/')[1]}** `);
  });

  test('names only files and folders that are there', () => {
    const paths = [...text.matchAll(/`((?:packages|apps|scripts|spec|rulebooks|test)\/[^`*]*)`/g)];
    expect(
      paths.map((m) => m[1] as string).filter((path) => !existsSync(join(ROOT, path))),
    ).toEqual([]);
  });
});

test('docs/errors.md lists every code that there is; npm run errors writes it anew', () => {
  const listed = [...read('docs/errors.md').matchAll(/^\| `([^`]+)` \|/gm)].map(
    (match) => match[1],
  );
  const found = [...findCodes().keys()].toSorted();
  expect(found).toContain('cli/record-unreadable');
  expect(listed.toSorted()).toEqual(found);
});

describe.each(documents)('%s', (document) => {
  test('links only to what is there', () => {
    const links = [...read(document).matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(
      (match) => match[1] as string,
    );
    const local = links.filter((link) => !/^[a-z]+:/.test(link));
    expect(local.filter((link) => !existsSync(resolve(ROOT, dirname(document), link)))).toEqual([]);
  });

  test('names only npm scripts that are there', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const named = [...read(document).matchAll(/\bnpm (?:run ([a-z:]+)|(start|test))\b/g)];
    expect(
      named.map((m) => m[1] ?? m[2]).filter((name) => name === undefined || !(name in scripts)),
    ).toEqual([]);
  });
});
