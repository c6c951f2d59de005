/**
 * A million ballots through files: mixed with proof, the mix verified, a trustee's share made and
 * checked, the papers opened, each in a process of its own, with its progress, its time per ballot and
 * the most memory that it ever had. Run: node bench/million.ts [BALLOTS] [WORKERS]
 *
 * The limits that each process is held to (it fails beyond): 2 GB where something secret is computed,
 * 1 GB where everything is public.
 */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  checkMix,
  checkStoredShare,
  mix,
  openPapers,
  openSealedList,
  type SealedTask,
  type ShuffleStep,
  writeDecryptionShare,
} from '@hustings/ballot';
import { unwrap } from '@hustings/base';
import { encodeScalar, G, type Group, randomScalar, randomScalars } from '@hustings/ristretto';
import { FileBytes } from '@hustings/server/files';
import { openNodeGroup } from '@hustings/server/workers';
import { machine } from './inputs.ts';

const STEPS = {
  make: { what: 'make a list to mix', limit: undefined },
  mix: { what: 'mix it and prove it', limit: 2e9 },
  verify: { what: 'verify the mix', limit: 1e9 },
  share: { what: "a trustee's share", limit: 2e9 },
  check: { what: 'check the share', limit: 1e9 },
  open: { what: 'open the papers', limit: 1e9 },
} as const;
type Step = keyof typeof STEPS;

const random = (n: number) => new Uint8Array(randomBytes(n));
const CONTEXT = new Uint8Array(32).fill(7);
const SLICE = 8192;

interface Figures {
  readonly ms: number;
  /** Seconds of processor, all threads. */
  readonly cpu: number;
  readonly bytes: number;
  readonly left: string;
}

/** One trustee of one: what a share costs does not depend on how many there are. */
async function keysOf(group: Group, folder: string) {
  const secret = new Uint8Array(readFileSync(join(folder, 'secret')));
  const key = await group.mulFixed([{ base: G, scalars: secret }]);
  const step: ShuffleStep = { context: CONTEXT, key, pool: 'all', step: 1, mixer: 'one' };
  const pollKey = { threshold: 1, trustees: 1, key, shares: key };
  return { secret, key, step, pollKey };
}

async function make(group: Group, folder: string, n: number, progress: Progress): Promise<void> {
  writeFileSync(join(folder, 'secret'), encodeScalar(randomScalar(random)));
  const { key } = await keysOf(group, folder);
  const out = await FileBytes.create(join(folder, 'input'));
  await out.append(Uint8Array.of(1, 1, n >>> 24, n >>> 16, n >>> 8, n));
  // The identity is the plaintext of an empty paper.
  const plaintext = new Uint8Array(32 * SLICE);
  const drawn = randomScalars(n, random);
  for (const base of [G, key])
    for (let from = 0; from < n; from += SLICE) {
      const count = Math.min(SLICE, n - from);
      const scalars = drawn.subarray(32 * from, 32 * (from + count));
      const plus = plaintext.subarray(0, 32 * count);
      await out.append(await group.mulFixed([{ base, scalars }], plus));
      progress(Math.floor((from + count) / 2) + (base === key ? Math.floor(n / 2) : 0), n);
    }
  await out.close();
}

type Progress = (done: number, of: number) => void;

/** One step in this process; returns what there is to say of it. */
async function run(step: Step, folder: string, n: number, workers: number): Promise<void> {
  const threads = openNodeGroup({ workers });
  const { group } = threads.fast;
  let told = 0;
  const progress: Progress = (done, of) => {
    if (performance.now() - told < 2000) return;
    told = performance.now();
    process.stderr.write(`\r${STEPS[step].what}: ${done} of ${of}    `);
  };
  const opened: FileBytes[] = [];
  const file = async (name: string): Promise<FileBytes> => {
    opened.push(await FileBytes.open(join(folder, name)));
    return opened.at(-1) as FileBytes;
  };
  const cpu = process.cpuUsage();
  const started = performance.now();
  let left = '';
  if (step === 'make') await make(group, folder, n, progress);
  else {
    const keys = await keysOf(group, folder);
    const list = async (name: string) => unwrap(await openSealedList(await file(name)));
    const task = async (): Promise<SealedTask> => ({
      context: CONTEXT,
      pool: 'all',
      pollKey: keys.pollKey,
      list: await list('output'),
    });
    const how = { random, progress };
    const share = async () =>
      unwrap(await checkStoredShare(group, await task(), 1, await file('share'), how));
    if (step === 'mix') {
      const output = await FileBytes.create(join(folder, 'output'));
      const proof = await FileBytes.create(join(folder, 'proof'));
      await mix(group, keys.step, await list('input'), { output, proof }, how);
      left = `${((output.size + proof.size) / 1e6).toFixed(0)} MB written`;
      await Promise.all([output.close(), proof.close()]);
    } else if (step === 'verify') {
      const lists = [await list('input'), await list('output')] as const;
      unwrap(await checkMix(group, keys.step, ...lists, await file('proof'), how));
    } else if (step === 'share') {
      const into = await FileBytes.create(join(folder, 'share'));
      const trustee = { index: 1, secret: keys.secret };
      unwrap(await writeDecryptionShare(group, await task(), trustee, into, how));
      await into.close();
    } else if (step === 'check') await share();
    else {
      // As it was checked in the process before: this one has only what the opening itself takes.
      const points = await file('share');
      const stored = {
        index: 1,
        points: { size: 32 * n, read: (a: number, b: number) => points.read(7 + a, 7 + b) },
      };
      let empty = 0;
      const count = (papers: readonly { readonly ok: boolean }[]) => {
        empty += papers.filter((paper) => paper.ok).length;
      };
      unwrap(await openPapers(group, await task(), [stored], count, how));
      if (empty !== n) throw new Error(`${n - empty} papers cannot be read`);
    }
  }
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  const bytes = process.resourceUsage().maxRSS * 1024;
  await Promise.all([threads.close(), ...opened.map((one) => one.close())]);
  process.stderr.write('\r\u001b[K');
  process.send?.({ ms, cpu: (user + system) / 1e6, bytes, left } satisfies Figures);
}

function inProcess(...args: readonly string[]): Promise<Figures> {
  return new Promise((resolve, reject) => {
    const child = fork(import.meta.filename, [...args]);
    child.on('message', (figures) => resolve(figures as Figures));
    child.on('exit', (code) => reject(new Error(`the process of ${args[1]} ended with ${code}`)));
    process.once('exit', () => child.kill());
  });
}

async function all(n: number, workers: number): Promise<void> {
  console.log(`${n} ballots of one piece, ${workers} workers, ${machine()}`);
  const folder = mkdtempSync(join(tmpdir(), 'hustings-million-'));
  try {
    for (const step of Object.keys(STEPS) as Step[]) {
      const { what, limit } = STEPS[step];
      const { ms, cpu, bytes, left } = await inProcess(
        '--step',
        step,
        folder,
        `${n}`,
        `${workers}`,
      );
      const perBallot = `${((ms * 1000) / n).toFixed(1)} µs a ballot`;
      const spent = `${((cpu * 1e6) / n).toFixed(1)} of processor`;
      const most = `${(bytes / 1e6).toFixed(0)} MB`;
      console.log(
        `${what.padEnd(22)}${perBallot.padStart(20)}${spent.padStart(22)}${most.padStart(10)}  ${(ms / 1000).toFixed(1)} s  ${left}`,
      );
      if (limit !== undefined && bytes > limit)
        throw new Error(`${what}: ${most} is more than ${limit / 1e6} MB`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [first, ...rest] = process.argv.slice(2);
if (first === '--step') {
  const [step, folder, n, workers] = rest as [Step, string, string, string];
  await run(step, folder, Number(n), Number(workers));
} else await all(Number(first ?? 1_000_000), Number(rest[0] ?? 2));
