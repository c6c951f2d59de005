/**
 * Bounded memory: what is held while lists of 16,000 ballots go through files is a fraction of the
 * lists themselves. Counted in bytes of arrays that are still alive when the engine has collected, so
 * it does not matter how busy or how large the machine is.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  checkMix,
  checkStoredShare,
  mix,
  openPapers,
  openSealedList,
  type SealedList,
  writeDecryptionShare,
} from '@hustings/ballot';
import { unwrap } from '@hustings/base';
import { encodeScalar, G, type Group, wasmGroup } from '@hustings/ristretto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FileBytes } from '../src/files/index.ts';

const N = 16_000;
/** One list of 32 bytes a ballot. */
const LIST = 32 * N;
const SLICE = 512;
const secret = encodeScalar(123456789n);
const random = (n: number) => new Uint8Array(randomBytes(n));

let folder: string;
let group: Group;
let key: Uint8Array;
let collect: () => void;
const files: FileBytes[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hustings-memory-'));
  group = await wasmGroup();
  key = await group.mulFixed([{ base: G, scalars: secret }]);
  setFlagsFromString('--expose-gc');
  collect = runInNewContext('gc') as () => void;
});
afterAll(async () => {
  await Promise.all(files.map((file) => file.close()));
  await rm(folder, { recursive: true });
});

async function created(name: string): Promise<FileBytes> {
  const file = await FileBytes.create(join(folder, name));
  files.push(file);
  return file;
}

/** n ciphertexts of the identity, which nobody needs to keep. */
async function listOf(n: number, name: string): Promise<SealedList> {
  const file = await created(name);
  await file.append(Uint8Array.of(1, 1, n >>> 24, n >>> 16, n >>> 8, n));
  const r = encodeScalar(3n);
  const a = await group.mulFixed([{ base: G, scalars: r }]);
  const b = await group.mulFixed([{ base: key, scalars: r }]);
  for (const point of [a, b])
    for (let from = 0; from < n; from += SLICE) {
      const some = new Uint8Array(32 * Math.min(SLICE, n - from));
      for (let i = 0; i < some.length; i += 32) some.set(point, i);
      await file.append(some);
    }
  return unwrap(await openSealedList(file));
}

/** The most bytes of arrays alive at any time during the work, beyond what there was before. */
async function heldDuring(
  work: (progress: (done: number) => void) => Promise<unknown>,
): Promise<number> {
  const alive = (): number => {
    // The second time round finds freed what the first has only begun to free.
    collect();
    collect();
    return process.memoryUsage().arrayBuffers;
  };
  const before = alive();
  let most = 0;
  let calls = 0;
  await work(() => {
    if (calls++ % 12 === 3) most = Math.max(most, alive() - before);
  });
  expect(calls).toBeGreaterThan(4);
  return most;
}

test('mixing, verifying, decrypting and opening hold a part of what goes through them', async () => {
  const step = { context: new Uint8Array(32), key, pool: 'all', step: 1, mixer: 'one' };
  const pollKey = { threshold: 1, trustees: 1, key, shares: key };
  const trustee = { index: 1, secret };
  // Once with few ballots, so that the kernel's own memory has grown to what slices need.
  for (const n of [4 * SLICE, N]) {
    const input = await listOf(n, `input-${n}`);
    const into = { output: await created(`output-${n}`), proof: await created(`proof-${n}`) };
    const message = await created(`share-${n}`);
    const how = { random, sliceSize: SLICE };
    const task = { context: step.context, pool: 'all', pollKey };
    let output = input;
    const held = {
      mix: await heldDuring(async (progress) => {
        output = await mix(group, step, input, into, { ...how, progress });
      }),
      verify: await heldDuring(async (progress) => {
        const checked = await checkMix(group, step, input, output, into.proof, {
          ...how,
          progress,
        });
        unwrap(checked);
      }),
      share: await heldDuring(async (progress) => {
        const sealed = { ...task, list: output };
        unwrap(await writeDecryptionShare(group, sealed, trustee, message, { ...how, progress }));
      }),
      check: await heldDuring(async (progress) => {
        const sealed = { ...task, list: output };
        const pace = { sliceSize: SLICE, progress };
        const share = unwrap(await checkStoredShare(group, sealed, 1, message, pace));
        unwrap(await openPapers(group, sealed, [share], () => undefined, pace));
      }),
    };
    if (n < N) continue;
    // Input and output alone are 4 lists and the proof 5. What is held for good: the generators (made
    // while mixing), and for the mixer six lists more, its order twice, and a window of one list.
    expect(held.mix).toBeGreaterThan(5 * LIST);
    expect(held.mix).toBeLessThan(9 * LIST);
    expect(held.verify).toBeLessThan(1.5 * LIST);
    expect(held.share).toBeLessThan(LIST);
    expect(held.check).toBeLessThan(LIST);
  }
}, 120_000);
