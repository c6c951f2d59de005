/** That the lint step refuses what must never be near a ballot: a promise nobody waits for, and Math.random. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const HOMES = [
  'packages/ballot',
  'packages/log',
  'packages/record',
  'packages/ristretto',
  'packages/count',
  'apps/verifier',
  'apps/server',
];

/** The rule that must refuse each line, or none; `save` gives a promise, `sum` does not. */
const LINES: readonly (readonly [string, string | undefined])[] = [
  ['save();', 'lint/nursery/noFloatingPromises'],
  ['save().then(sum);', 'lint/nursery/noFloatingPromises'],
  ['Promise.all([save(), save()]);', 'lint/nursery/noFloatingPromises'],
  ['[1].map(async () => save());', 'lint/nursery/noFloatingPromises'],
  ['if (save()) sum();', 'lint/nursery/noMisusedPromises'],
  ['sum(Math.random());', 'plugin'],
  ["sum(Math['random']());", 'plugin'],
  ['sum([1].map(Math.random));', 'plugin'],
  ['sum(globalThis.Math.random());', 'plugin'],
  ['const { random } = Math;', 'plugin'],
  ['const chance = Math;', 'plugin'],
  ['await save();', undefined],
  ['sum(Math.max(1, 2));', undefined],
];

const HEAD = `import { save, sum } from './saving.ts';\n\nexport async function planted(): Promise<void> {\n`;
const TAIL = '  sum(await save());\n}\n';
const SAVING =
  'export async function save(): Promise<void> {}\nexport function sum(..._: unknown[]): void {}\n';

interface Diagnostic {
  readonly category: string;
  readonly severity: string;
  readonly location: { readonly path: string };
}

let folder: string;
let said: readonly Diagnostic[];
let status: number | null;

/** The rules of this checkout over a small tree of its shape, with one line planted in every file. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lint-'));
  cpSync(join(ROOT, 'biome.json'), join(folder, 'biome.json'));
  cpSync(join(ROOT, 'scripts/lint'), join(folder, 'scripts/lint'), { recursive: true });
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const home of HOMES) {
    write(`${home}/src/saving.ts`, SAVING);
    for (const [i, [line]] of LINES.entries())
      write(`${home}/src/planted-${i}.ts`, `${HEAD}  ${line}\n${TAIL}`);
    write(`${home}/src/void.ts`, `${HEAD}  void save();\n${TAIL}`);
  }
  const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
  const args = ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=json', '.'];
  const run = spawnSync(process.execPath, [biome, ...args], { cwd: folder, encoding: 'utf8' });
  status = run.status;
  said = JSON.parse(run.stdout).diagnostics.filter((d: Diagnostic) => d.severity === 'error');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rulesAgainst = (path: string): readonly string[] =>
  said.filter((d) => d.location.path === path).map((d) => d.category);

test.each(LINES.map(([line, rule], i) => ({ line, rule: rule ?? 'none', i })))(
  '$line: $rule',
  ({ rule, i }) => {
    for (const home of HOMES)
      expect(rulesAgainst(`${home}/src/planted-${i}.ts`), home).toEqual(
        rule === 'none' ? [] : expect.arrayContaining([rule]),
      );
  },
);

test('what is refused ends the lint step', () => {
  expect(status).toBe(1);
});

test('near ballots a promise is not thrown away by void either', () => {
  for (const home of HOMES)
    expect(rulesAgainst(`${home}/src/void.ts`), home).toEqual(
      /count|server/.test(home) ? [] : ['lint/complexity/noVoid'],
    );
});
