/** Lists that stay where they are: the same bytes and the same answers whatever is held at a time. */
import { type ByteSource, concatAll, MemoryBytes, sourceOf, unwrap } from '@hustings/base';
import {
  bigScalars,
  encodeScalar,
  G,
  type Group,
  randomScalars,
  SIZE,
  wasmGroup,
} from '@hustings/ristretto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { gatherer, inverseOf } from '../src/gathering.ts';
import {
  type Ciphertexts,
  checkMix,
  checkSealedList,
  checkStoredShare,
  ciphertextsIn,
  decodePlaintexts,
  encodeCiphertexts,
  encodePlaintexts,
  mix,
  mixInMemory,
  type OpenedPaper,
  openPapers,
  openSealedList,
  type SealedTask,
  type ShuffleStep,
  sealedListOf,
  shareInMemory,
  shuffle,
  writeDecryptionShare,
} from '../src/index.ts';
import { drawScalars } from '../src/random.ts';
import { inOrder, Meter, readThrough } from '../src/slices.ts';
import { flipped, POLL_CONTEXT, seededRandom } from './support.ts';

const SLICE = 4;
const secret = encodeScalar(987654321n);
let group: Group;
let step: ShuffleStep;

beforeAll(async () => {
  group = await wasmGroup();
  const key = await group.mulFixed([{ base: G, scalars: secret }]);
  step = { context: POLL_CONTEXT, key, pool: 'all', step: 1, mixer: 'mixer-1' };
});

async function sealedPapers(n: number, pieces: number, seed: string): Promise<Ciphertexts> {
  const random = seededRandom(seed);
  const papers = Array.from({ length: n }, (_, i) => Uint8Array.of(1 + (i % 7), 2, i % 3));
  const r = randomScalars(n * pieces, random);
  const messages = await encodePlaintexts(group, papers, pieces);
  return {
    count: n,
    pieces,
    a: await group.mulFixed([{ base: G, scalars: r }]),
    b: await group.mulFixed([{ base: step.key, scalars: r }], messages),
  };
}

/** A source that says what is asked of it, and gives copies, as a file does. */
function watched(bytes: Uint8Array, asked: number[] = []): ByteSource {
  return {
    size: bytes.length,
    read: async (from, to) => {
      asked.push(to - from);
      return bytes.slice(from, to);
    },
  };
}

const SIZES = [0, 1, 2, SLICE - 1, SLICE, SLICE + 1, 2 * SLICE, 2 * SLICE + 1];

describe.each([1, 2, 3])('with %i pieces a ballot', (pieces) => {
  test.each(SIZES)('a mix of %i ballots has the same bytes in slices of any size', async (n) => {
    const list = await sealedPapers(n, pieces, 'mix');
    const whole = await shuffle(group, step, list, seededRandom('mixer'));
    const bytes = encodeCiphertexts(list);
    for (const sliceSize of [1, SLICE, SLICE * pieces, 5, 1000]) {
      const input = unwrap(await openSealedList(watched(bytes)));
      const into = mixInMemory(n, pieces);
      const how = { random: seededRandom('mixer'), sliceSize };
      const output = await mix(group, step, input, into, how);
      expect(into.output.bytes).toEqual(encodeCiphertexts(whole.output));
      expect(into.proof.bytes).toEqual(whole.proof);
      const proof = watched(into.proof.bytes);
      expect(await checkMix(group, step, input, output, proof, how)).toEqual({
        ok: true,
        value: undefined,
      });
      // Of no ballots there is nothing to prove, so nothing is bound to its step.
      const other = { ...step, step: 2 };
      expect((await checkMix(group, other, input, output, proof, how)).ok).toBe(n === 0);
    }
  });

  test.each(SIZES)('a share for %i ballots, and what it opens, is the same too', async (n) => {
    const list = await sealedPapers(n, pieces, 'share');
    const pollKey = { threshold: 1, trustees: 1, key: step.key, shares: step.key };
    const task: SealedTask = {
      context: POLL_CONTEXT,
      pool: 'all',
      pollKey,
      list: unwrap(await openSealedList(watched(encodeCiphertexts(list)))),
    };
    const messages: Uint8Array[] = [];
    const opened: (readonly OpenedPaper[])[] = [];
    for (const sliceSize of [1, SLICE, SLICE * pieces, 5, 1000]) {
      const how = { random: seededRandom('trustee'), sliceSize };
      const into = shareInMemory(task.list);
      const trustee = { index: 1, secret };
      unwrap(await writeDecryptionShare(group, task, trustee, into, how));
      // All but the proof, whose nonce comes after as many numbers as the secret was split in.
      messages.push(into.bytes.subarray(0, -3 * SIZE));
      const message = watched(into.bytes);
      const share = unwrap(await checkStoredShare(group, task, 1, message, { sliceSize }));
      const papers: OpenedPaper[] = [];
      const take = (some: readonly OpenedPaper[]) => papers.push(...some);
      unwrap(await openPapers(group, task, [share], take, { sliceSize }));
      opened.push(papers);
    }
    for (const message of messages) expect(message).toEqual(messages[0]);
    for (const papers of opened) expect(papers).toEqual(opened[0]);
    expect(opened[0]?.map((paper) => [...unwrap(paper).subarray(0, 3)])).toEqual(
      Array.from({ length: n }, (_, i) => [1 + (i % 7), 2, i % 3]),
    );
  });
});

describe('what is tampered with is found in whichever slice it is', () => {
  const n = 2 * SLICE + 1;
  const pieces = 2;
  let input: Uint8Array;
  let output: Uint8Array;
  let proof: Uint8Array;

  beforeAll(async () => {
    const list = await sealedPapers(n, pieces, 'tampered');
    input = encodeCiphertexts(list);
    const into = mixInMemory(n, pieces);
    await mix(group, step, sealedListOf(list), into, { random: seededRandom('a mixer') });
    output = into.output.bytes;
    proof = into.proof.bytes;
  });

  async function holds(a: Uint8Array, b: Uint8Array, p: Uint8Array): Promise<boolean> {
    const [from, to] = [await openSealedList(watched(a)), await openSealedList(watched(b))];
    if (!from.ok || !to.ok) return false;
    const how = { random: seededRandom('checker'), sliceSize: SLICE * pieces };
    return (await checkMix(group, step, from.value, to.value, watched(p), how)).ok;
  }

  test('in a mix, in every element of the lists and of the proof', async () => {
    expect(await holds(input, output, proof)).toBe(true);
    for (const which of [0, 1, 2])
      for (let at = 0; at < ([input, output, proof][which] as Uint8Array).length; at += 16) {
        const files = [input, output, proof] as [Uint8Array, Uint8Array, Uint8Array];
        files[which as 0] = flipped(files[which as 0], at, 2);
        expect([which, at, await holds(...files)]).toEqual([which, at, false]);
      }
  });

  test('two ballots exchanged, in a slice or across slices, are found', async () => {
    for (const [i, j] of [
      [0, 1],
      [0, n - 1],
      [SLICE - 1, SLICE],
    ] as const) {
      const list = unwrap(await openSealedList(sourceOf(output)));
      const { a, b } = await ciphertextsIn(list);
      const order = Array.from({ length: n }, (_, k) => (k === i ? j : k === j ? i : k));
      const row = pieces * SIZE;
      const rows = (flat: Uint8Array) => {
        const out = flat.slice();
        for (const [k, from] of order.entries())
          out.set(flat.subarray(from * row, (from + 1) * row), k * row);
        return out;
      };
      const swapped = encodeCiphertexts({ count: n, pieces, a: rows(a), b: rows(b) });
      expect(await holds(input, swapped, proof)).toBe(false);
    }
  });

  test('in a share, in every element', async () => {
    const pollKey = { threshold: 1, trustees: 1, key: step.key, shares: step.key };
    const list = unwrap(await openSealedList(watched(output)));
    const task = { context: POLL_CONTEXT, pool: 'all', pollKey, list };
    const into = shareInMemory(list);
    const random = seededRandom('a trustee');
    const made = await writeDecryptionShare(group, task, { index: 1, secret }, into, { random });
    expect(made.ok).toBe(true);
    const check = (bytes: Uint8Array) =>
      checkStoredShare(group, task, 1, watched(bytes), { sliceSize: SLICE });
    expect((await check(into.bytes)).ok).toBe(true);
    for (let at = 0; at < into.bytes.length; at += 16)
      expect((await check(flipped(into.bytes, at, 2))).ok).toBe(false);
  });

  test('a list with a point that is none, or with the identity, in any slice', async () => {
    const check = async (at: number, element: Uint8Array): Promise<string> => {
      const bytes = input.slice();
      bytes.set(element, 6 + at * SIZE);
      const list = unwrap(await openSealedList(watched(bytes)));
      const checked = await checkSealedList(group, list);
      return checked.ok ? 'ok' : checked.error.code;
    };
    for (let at = 0; at < 2 * n * pieces; at++) {
      expect(await check(at, new Uint8Array(SIZE))).toBe('ciphertexts/identity');
      expect(await check(at, new Uint8Array(SIZE).fill(255))).toBe('ciphertexts/not-canonical');
    }
  });
});

test.each([1, 2])(
  'hints kept from a check change no answer of the next, right or wrong (%i pieces)',
  async (pieces) => {
    const n = 2 * SLICE + 1;
    const list = sealedListOf(await sealedPapers(n, pieces, 'hints'));
    const random = seededRandom('hints');
    const second = { ...step, step: 2, mixer: 'mixer-2' };
    const [one, two] = [mixInMemory(n, pieces), mixInMemory(n, pieces)];
    await mix(group, step, list, one, { random });
    await mix(group, second, unwrap(await openSealedList(one.output)), two, { random });
    const bytes = one.output.bytes.slice();
    const pollKey = { threshold: 1, trustees: 1, key: step.key, shares: step.key };
    const hintedPoints: number[] = [];
    for (const keepsHints of [false, true]) {
      let hinted = 0;
      const watching: Group = {
        ...group,
        msmVartime: (scalars, points, hints) => {
          hinted += hints?.some((byte) => byte !== 0) ? points.length / SIZE : 0;
          return group.msmVartime(scalars, points, hints);
        },
      };
      const how = { random, sliceSize: SLICE * pieces, keepsHints };
      // A source whose bytes somebody exchanges between two checks, hints or no hints.
      const changing = bytes.slice();
      const middle = unwrap(await openSealedList(sourceOf(changing)));
      const last = unwrap(await openSealedList(two.output));
      unwrap(await checkMix(group, step, list, middle, one.proof, how));
      const check = async () => (await checkMix(watching, second, middle, last, two.proof, how)).ok;
      const task = { context: POLL_CONTEXT, pool: 'all', pollKey, list: middle };
      const message = shareInMemory(middle);
      unwrap(await writeDecryptionShare(group, task, { index: 1, secret }, message, how));
      const shared = async () => (await checkStoredShare(watching, task, 1, message, how)).ok;
      expect([await check(), await shared()]).toEqual([true, true]);
      // The long sum has hints of the generators at least; the short ones of A and B, and the share's, only these.
      hintedPoints.push(hinted);
      for (let at = 6; at < changing.length; at += SIZE) {
        changing[at] = (changing[at] as number) ^ 2;
        // B stands in the share's transcript, A in its sums.
        expect([at, await check(), await shared()]).toEqual([at, false, false]);
        changing.set(bytes.subarray(at, at + SIZE), at);
      }
      expect([await check(), await shared()]).toEqual([true, true]);
    }
    const [without, withThem] = hintedPoints as [number, number];
    expect(withThem - without).toBe(3 * n * pieces);
  },
);

test('a trustee with a wrong secret is told so before it publishes anything', async () => {
  const list = sealedListOf(await sealedPapers(5, 1, 'wrong'));
  const pollKey = { threshold: 1, trustees: 1, key: step.key, shares: step.key };
  const task = { context: POLL_CONTEXT, pool: 'all', pollKey, list };
  const random = seededRandom('wrong');
  const wrong = { index: 1, secret: encodeScalar(5n) };
  expect(
    await writeDecryptionShare(group, task, wrong, shareInMemory(list), { random }),
  ).toMatchObject({ error: { code: 'decryption/wrong-proof' } });
});

test('lists are read in slices, and progress moves with them to the end', async () => {
  const n = 60;
  const sliceSize = 8;
  const bytes = encodeCiphertexts(await sealedPapers(n, 1, 'progress'));
  const asked: number[] = [];
  const input = unwrap(await openSealedList(watched(bytes, asked)));
  const heard: (readonly number[])[] = [];
  const how = {
    random: seededRandom('progress'),
    sliceSize,
    progress: (done: number, of: number) => heard.push([done, of]),
  };
  const into = mixInMemory(n, 1);
  const output = await mix(group, step, input, into, how);
  const expectMoving = (steps: number): void => {
    expect(new Set(heard.map(([done]) => done)).size).toBeGreaterThan(steps);
    expect(heard.map(([done]) => done)).toEqual(
      heard.map(([done]) => done as number).toSorted((a, b) => a - b),
    );
    expect(heard.at(-1)).toEqual([n, n]);
    heard.length = 0;
  };
  expectMoving(20);
  unwrap(await checkMix(group, step, input, output, watched(into.proof.bytes), how));
  expectMoving(6);
  const pollKey = { threshold: 1, trustees: 1, key: step.key, shares: step.key };
  const task = { context: POLL_CONTEXT, pool: 'all', pollKey, list: output };
  const message = shareInMemory(output);
  const share = unwrap(await writeDecryptionShare(group, task, { index: 1, secret }, message, how));
  expectMoving(6);
  unwrap(await checkStoredShare(group, task, 1, message, how));
  expectMoving(2);
  unwrap(await openPapers(group, task, [share], () => undefined, how));
  expectMoving(6);
});

test('a store that fails ends the mix with its failure', async () => {
  const list = sealedListOf(await sealedPapers(20, 1, 'full disk'));
  for (const fails of ['output', 'proof'] as const)
    for (const after of [0, 1, 3]) {
      const into = mixInMemory(20, 1);
      let left = after;
      const full = Object.assign(new MemoryBytes(), {
        append: async (bytes: Uint8Array): Promise<void> => {
          if (left-- === 0) throw new Error('the disk is full');
          await MemoryBytes.prototype.append.call(into[fails], bytes);
        },
      });
      const how = { random: seededRandom('full disk'), sliceSize: 7 };
      await expect(mix(group, step, list, { ...into, [fails]: full }, how)).rejects.toThrow(
        'the disk is full',
      );
    }
});

test('rows are gathered through windows of any size, from reading forwards only', async () => {
  const n = 23;
  const order = Uint32Array.from({ length: n }, (_, i) => (i * 7 + 3) % n);
  const inverse = inverseOf(order);
  for (let i = 0; i < n; i++) expect(inverse[order[i] as number]).toBe(i);
  const row = 64;
  const source = sourceOf(Uint8Array.from({ length: n * row }, (_, i) => Math.floor(i / row)));
  for (const rows of [1, 4, 100])
    for (const windowBytes of [1, 5 * row, 8 * row, 10_000]) {
      const gather = gatherer(source, inverse, row, rows, windowBytes);
      const out: number[] = [];
      await inOrder(n, rows, gather, (bytes) => {
        for (let at = 0; at < bytes.length; at += row) out.push(bytes[at] as number);
      });
      expect(out).toEqual([...order]);
    }
});

test('secret scalars are those of randomScalars, whatever the backend adds with', async () => {
  for (const field of [group.scalars, bigScalars])
    for (const n of [0, 1, 2, 1023, 1025])
      expect(await drawScalars(field, n, seededRandom('draw'))).toEqual(
        randomScalars(n, seededRandom('draw')),
      );
  const most = () => new Uint8Array(64).fill(255);
  expect(await drawScalars(group.scalars, 1, most)).toEqual(randomScalars(1, most));
});

test('slices are begun ahead, taken in order, and stopped where the taker says so', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(30), fc.integer({ min: 1, max: 9 }), async (n, size) => {
      const begun: number[] = [];
      const taken: number[] = [];
      await inOrder(
        n,
        size,
        async (from, to) => {
          begun.push(from);
          for (let i = 0; i < (from * 7) % 5; i++) await Promise.resolve();
          return to;
        },
        (to, from) => {
          taken.push(from);
          expect(to).toBe(Math.min(n, from + size));
          expect(begun.length).toBeLessThanOrEqual(taken.length + 2);
        },
      );
      expect(taken).toEqual(Array.from({ length: Math.ceil(n / size) }, (_, i) => i * size));
    }),
  );
  let taken = 0;
  await inOrder(
    10,
    1,
    async (from) => from,
    () => ++taken < 3,
  );
  expect(taken).toBe(3);
  const failing = inOrder(
    10,
    1,
    async (from) => {
      if (from === 2) throw new Error('broken');
    },
    () => undefined,
  );
  await expect(failing).rejects.toThrow('broken');
});

test('a meter never goes back, nor beyond all there is', () => {
  const heard: number[] = [];
  const meter = new Meter(10, 2, (done) => heard.push(done));
  meter.add(5);
  meter.to(4);
  meter.to(12);
  meter.add(100);
  expect(heard).toEqual([2, 6, 10]);
});

test('reading through sees every byte once and in order', async () => {
  const bytes = Uint8Array.from({ length: 600_001 }, (_, i) => i % 251);
  const seen: Uint8Array[] = [];
  await readThrough(sourceOf(bytes), (some) => seen.push(some));
  expect(seen.length).toBe(3);
  expect(concatAll(seen)).toEqual(bytes);
});

test('papers in memory and papers in slices are read alike, spoilt ones too', async () => {
  const list = await sealedPapers(9, 2, 'spoilt');
  // B − A·x of a list that was never encrypted to x: points of nothing.
  const pollKey = { threshold: 1, trustees: 1, key: step.key, shares: step.key };
  const strangers = { ...list, b: await group.oneWayMap(seededRandom('strangers')(64 * 18)) };
  const share = { index: 1, points: sourceOf(strangers.a) };
  const task = { context: POLL_CONTEXT, pool: 'all', pollKey, list: sealedListOf(strangers) };
  const points = await group.combineVartime(
    [encodeScalar(1n), await group.scalars.mulAdd(encodeScalar(1n), minusOne())],
    [strangers.b, strangers.a],
  );
  const whole = await decodePlaintexts(group, points, 2);
  for (const sliceSize of [1, 4, 100]) {
    const papers: OpenedPaper[] = [];
    const take = (some: readonly OpenedPaper[]) => papers.push(...some);
    unwrap(await openPapers(group, task, [share], take, { sliceSize }));
    expect(papers).toEqual(whole);
  }
  expect(whole.some((paper) => !paper.ok)).toBe(true);
});

function minusOne(): Uint8Array {
  return encodeScalar(2n ** 252n + 27742317777372353535851937790883648492n);
}
