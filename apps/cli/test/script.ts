/**
 * Runs a script of the command line: commands, what they must say, and the files they find, in one
 * text (after Go's testscript and txtar). One line each:
 *
 *   hustings ARGUMENT…           must end with 0; `N hustings ARGUMENT…` must end with N
 *   stdout 'REGEXP'              the last command's output must match; `! stdout …` must not
 *   stderr 'REGEXP'              the same for its notes
 *   exists PATH                  `! exists PATH`
 *   json PATH VALUE              the output as JSON has this there: `json elected.0.name Ann`
 *   -- PATH --                   begins a file, up to the next one or the end
 *
 * `#` begins a comment. Arguments may stand in single quotes.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { run } from '../src/run.ts';
import { fakeIo } from './fake-io.ts';

interface Script {
  readonly steps: readonly { readonly line: number; readonly words: readonly string[] }[];
  readonly files: ReadonlyMap<string, string>;
}

export function parseScript(text: string): Script {
  const [head = '', ...rest] = text.split(/^-- (.+) --\n/m);
  const files = new Map<string, string>();
  for (let i = 0; i < rest.length; i += 2) files.set(rest[i] as string, rest[i + 1] ?? '');
  const steps = head.split('\n').flatMap((line, i) => {
    const words = [...line.matchAll(/'([^']*)'|#.*$|(\S+)/g)]
      .filter((match) => !match[0].startsWith('#'))
      .map((match) => match[1] ?? match[0]);
    return words.length === 0 ? [] : [{ line: i + 1, words }];
  });
  return { steps, files };
}

/** Runs the script in `folder`; throws, naming the line, at the first thing that is not as it says. */
export async function runScript(text: string, folder: string): Promise<void> {
  const { steps, files } = parseScript(text);
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  let said = { stdout: '', stderr: '' };
  for (const { line, words } of steps) {
    const at = `line ${line}: ${words.join(' ')}`;
    const isNot = words[0] === '!';
    const [verb, ...args] = isNot ? words.slice(1) : words;
    if (verb === 'hustings' || args[0] === 'hustings') {
      const wanted = verb === 'hustings' ? 0 : Number(verb);
      const io = fakeIo({ cwd: folder });
      const code = await run(verb === 'hustings' ? args : args.slice(1), io);
      said = io.said;
      expect(code, `${at}\n${said.stdout}${said.stderr}`).toBe(wanted);
    } else if (verb === 'stdout' || verb === 'stderr') {
      const matches = new RegExp(args[0] as string, 'm').test(said[verb]);
      expect(matches, `${at}\n${said[verb]}`).toBe(!isNot);
    } else if (verb === 'exists') {
      expect(existsSync(join(folder, args[0] as string)), at).toBe(!isNot);
    } else if (verb === 'json') {
      expect(String(inJson(said.stdout, args[0] as string)), at).toBe(args[1]);
    } else throw new Error(`${at}: there is no such step`);
  }
}

function inJson(text: string, path: string): unknown {
  let here: unknown = JSON.parse(text);
  for (const key of path.split('.')) here = (here as Record<string, unknown> | undefined)?.[key];
  return here;
}
