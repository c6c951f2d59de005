/**
 * The house rules that no compiler checks (ARCHITECTURE.md): arrows between packages point down only,
 * nothing is used that is not declared, and the pure packages know no platform, clock or chance.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

/** Each floor may use the floors below it, never its own. */
const FLOORS: readonly (readonly string[])[] = [
  ['@hustings/base', '@hustings/hash'],
  ['@hustings/ristretto', '@hustings/log', '@hustings/count', '@hustings/second-verifier'],
  ['@hustings/audit', '@hustings/ballot', '@hustings/rulebook'],
  ['@hustings/record'],
  ['@hustings/replay'],
  ['@hustings/web'],
  ['@hustings/server'],
  ['hustings'],
];

interface Workspace {
  readonly folder: string;
  readonly name: string;
  readonly isPure: boolean;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly references: readonly string[];
}

const json = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

const workspaces: readonly Workspace[] = ['packages', 'apps'].flatMap((kind) =>
  readdirSync(join(ROOT, kind)).map((entry) => {
    const folder = `${kind}/${entry}`;
    const own = json(`${folder}/package.json`);
    return {
      folder,
      name: own.name,
      isPure: kind === 'packages',
      dependencies: own.dependencies ?? {},
      references: json(`${folder}/tsconfig.json`).references.map((r: { path: string }) =>
        relative(ROOT, join(ROOT, folder, r.path)),
      ),
    };
  }),
);

function floorOf(name: string): number {
  return FLOORS.findIndex((floor) => floor.includes(name));
}

function sourcesOf(workspace: Workspace): readonly { file: string; text: string }[] {
  const folder = join(ROOT, workspace.folder, 'src');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({ file: join(folder, file), text: readFileSync(join(folder, file), 'utf8') }));
}

const IMPORTS =
  /^(?:import|export)\s[^;'"`]*?\bfrom\s*'([^']+)'|^import\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|\bnew URL\(\s*'(\.[^']+)',\s*import\.meta\.url/gm;

function importsOf(text: string): readonly string[] {
  return [...text.matchAll(IMPORTS)].map(
    (match) => match.slice(1).find((s) => s !== undefined) ?? '',
  );
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

describe('the house', () => {
  test('every workspace has its floor, and every floor its workspaces', () => {
    expect(workspaces.map((w) => w.name).toSorted()).toEqual(FLOORS.flat().toSorted());
  });

  test('finds the imports that the rules below judge', () => {
    const text =
      "import {\n  a,\n} from '@x/y';\nexport { b } from './b.ts';\nimport 'side';\nawait import('late');\nnew URL('./w.ts', import.meta.url);\n";
    expect(importsOf(text)).toEqual(['@x/y', './b.ts', 'side', 'late', './w.ts']);
    expect(packageOf('@x/y/z')).toBe('@x/y');
    expect(packageOf('preact/hooks')).toBe('preact');
  });

  describe.each(workspaces)('$name', (workspace) => {
    const { folder, name, isPure, dependencies } = workspace;
    const used = sourcesOf(workspace).flatMap(({ file, text }) =>
      importsOf(text).map((specifier) => ({ specifier, at: relative(ROOT, file), file })),
    );

    test('depends on lower floors only', () => {
      const ours = Object.keys(dependencies).filter((other) => floorOf(other) >= 0);
      expect(ours.filter((other) => floorOf(other) >= floorOf(name))).toEqual([]);
    });

    test('pins every dependency to one version', () => {
      const loose = Object.entries(dependencies).filter(
        ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
      );
      expect(loose).toEqual([]);
    });

    test('imports only what its package.json declares', () => {
      const undeclared = used.filter(
        ({ specifier }) =>
          !specifier.startsWith('.') &&
          !specifier.startsWith('node:') &&
          !(packageOf(specifier) in dependencies),
      );
      expect(undeclared.map(({ specifier, at }) => `${at}: ${specifier}`)).toEqual([]);
    });

    test('stays inside its own folder, and out of the insides of others', () => {
      const home = join(ROOT, folder);
      const strays = used.filter(({ specifier, file }) =>
        specifier.startsWith('.')
          ? relative(home, resolve(dirname(file), specifier)).startsWith('..') &&
            // Data that lies beside the code belongs to no package.
            !['rulebooks', 'contests'].some((data) =>
              resolve(dirname(file), specifier).startsWith(join(ROOT, data)),
            )
          : floorOf(packageOf(specifier)) >= 0 && !isExported(specifier),
      );
      expect(strays.map(({ specifier, at }) => `${at}: ${specifier}`)).toEqual([]);
    });

    test('tells the compiler of every package of ours that it uses', () => {
      const needed = Object.keys(dependencies).flatMap((other) => {
        const found = workspaces.find((w) => w.name === other);
        return found === undefined ? [] : [found.folder];
      });
      expect(needed.filter((other) => !workspace.references.includes(other))).toEqual([]);
    });

    if (!isPure) return;
    test('knows no platform, no clock and no chance', () => {
      const builtin = new Set(builtinModules);
      const platform = used.filter(
        ({ specifier }) => specifier.startsWith('node:') || builtin.has(packageOf(specifier)),
      );
      expect(platform.map(({ specifier, at }) => `${at}: ${specifier}`)).toEqual([]);
      // WebAssembly is the engine's on every platform, only TypeScript's library puts it with the DOM.
      const ambient = sourcesOf(workspace).filter(({ text }) =>
        /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bglobalThis\b(?! as \{ readonly WebAssembly)|\bperformance\.now\(/.test(
          text,
        ),
      );
      expect(ambient.map(({ file }) => relative(ROOT, file))).toEqual([]);
    });
  });
});

/** `@hustings/web/static` is public only where the package's `exports` say so. */
function isExported(specifier: string): boolean {
  const owner = workspaces.find((w) => w.name === packageOf(specifier));
  if (owner === undefined) return false;
  const exported = Object.keys(json(`${owner.folder}/package.json`).exports ?? {});
  return exported.includes(`.${specifier.slice(owner.name.length)}`);
}
