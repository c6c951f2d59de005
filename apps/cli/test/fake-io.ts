import type { Environment, Io } from '../src/io.ts';

export interface FakeIo extends Io {
  readonly said: { stdout: string; stderr: string };
  /** Does what Ctrl-C does; gives the exit codes of the handlers. */
  stop(): Promise<readonly number[]>;
}

/** A world for a command: streams that are remembered, a clock that ticks `tick` ms at every look. */
export function fakeIo(about: {
  readonly cwd: string;
  readonly isTTY?: boolean;
  readonly tick?: number;
  readonly env?: Environment;
}): FakeIo {
  const said = { stdout: '', stderr: '' };
  const handlers = new Set<() => Promise<number>>();
  let now = Date.UTC(2026, 0, 1);
  let seed = 1;
  return {
    said,
    stdout: {
      write: (text) => {
        said.stdout += text;
      },
    },
    stderr: {
      write: (text) => {
        said.stderr += text;
      },
    },
    isTTY: about.isTTY ?? false,
    env: about.env ?? {},
    cwd: about.cwd,
    now: () => {
      now += about.tick ?? 0;
      return now;
    },
    // Not secret, never the same twice: xorshift32.
    random: (length) =>
      Uint8Array.from({ length }, () => {
        seed ^= seed << 13;
        seed ^= seed >>> 17;
        seed ^= seed << 5;
        return seed & 255;
      }),
    usage: () => ({ cpu: now / 2, peakBytes: 2 ** 28 }),
    onStop: (handler) => {
      handlers.add(handler);
      return () => void handlers.delete(handler);
    },
    stop: () => Promise.all([...handlers].map((handler) => handler())),
  };
}
