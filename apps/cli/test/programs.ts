/** Programs of keyholders as processes of their own, as they really run. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { random } from '../../server/test/running.ts';
import { run } from '../src/run.ts';
import { fakeIo } from './fake-io.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Program {
  readonly said: { stdout: string; stderr: string };
  readonly ended: Promise<Ended>;
  /** As `kill -9`. */
  kill(): Promise<void>;
}

export function start(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Program {
  const child: ChildProcess = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout?.on('data', (part: Buffer) => {
    said.stdout += part.toString();
  });
  child.stderr?.on('data', (part: Buffer) => {
    said.stderr += part.toString();
  });
  const ended = once(child, 'close').then(
    ([code]): Ended => ({ code: code as number | null, ...said }),
  );
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  return { said, ended, kill };
}

/** Runs a command to its end, in this process: for what nobody kills. */
export async function hustings(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const io = { ...fakeIo({ cwd, env }), now: Date.now, random };
  const code = await run(args, io);
  return { code, ...io.said };
}
