/** The process around `run`: real streams, clock and randomness, and signals. */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Io } from './io.ts';
import { run } from './run.ts';
import { Trouble } from './trouble.ts';

const handlers = new Set<() => Promise<number>>();

/** Typed unseen: the terminal echoes nothing meanwhile. */
async function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const lines = createInterface({
    input: process.stdin,
    output: new Writable({ write: (_part, _encoding, done) => done() }),
    terminal: true,
  });
  try {
    return await new Promise((resolve, reject) => {
      lines.question('', resolve);
      lines.once('SIGINT', () => reject(new Trouble('nothing was typed')));
      lines.once('close', () => reject(new Trouble('nothing was typed')));
    });
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}

const io: Io = {
  ...(process.stdin.isTTY && process.stderr.isTTY ? { ask } : {}),
  stdout: { write: (text) => void process.stdout.write(text) },
  stderr: { write: (text) => void process.stderr.write(text) },
  isTTY: process.stderr.isTTY === true,
  env: process.env,
  cwd: process.cwd(),
  now: Date.now,
  random: (length) => new Uint8Array(randomBytes(length)),
  usage: () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    return { cpu: (userCPUTime + systemCPUTime) / 1000, peakBytes: maxRSS * 1024 };
  },
  onStop: (handler) => {
    handlers.add(handler);
    return () => void handlers.delete(handler);
  },
};

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, async () => {
    const codes = await Promise.all([...handlers].map((handler) => handler()));
    process.exit(codes[0] ?? 128 + constants.signals[signal]);
  });

// `hustings show DIR | head` closes the pipe early: that is not an error of anybody's.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await run(process.argv.slice(2), io);
