/** What the kernels and the pool of workers do in a browser: see kernels-browser.test.ts. */
import {
  encodeScalars,
  G,
  type Group,
  nobleGroup,
  randomScalars,
  wasmGroup,
} from '@hustings/ristretto';
import { hashOfEverything } from '../../../../packages/ristretto/test/every-operation.ts';
import { groupOverCores } from '../../src/verifier/group-pool.ts';

const TASKS: Readonly<Record<string, () => Promise<unknown>>> = {
  scalar: async () => named(await wasmGroup({ kernels: 'scalar' })),
  both: async () => named(await wasmGroup()),
  secrets: async () => named(await wasmGroup({ secrets: 'fma' })),
  noble: async () => named(nobleGroup()),
  pool: async () => named(await groupOverCores(3)),
  'one core': async () => named(await groupOverCores(1)),
  times,
  refused: async () => {
    const group = await groupOverCores(2);
    const points = new Uint8Array(32 * 600).fill(1);
    const error = await group.mulEach(encodeScalars([2n]), points).catch(String);
    return { error, first: await group.firstInvalid(points) };
  },
  crippled: async () => {
    // Nobody can start a worker: the pool must do all of it here.
    const { Worker: kept } = globalThis;
    globalThis.Worker = class {
      constructor() {
        throw new Error('no worker today');
      }
    } as unknown as typeof Worker;
    try {
      return await named(await groupOverCores(2));
    } finally {
      globalThis.Worker = kept;
    }
  },
};

async function named(group: Group): Promise<{ readonly name: string; readonly hash: string }> {
  return { name: group.name, hash: await hashOfEverything(group) };
}

/** Milliseconds that the same work takes with one worker and with one for each core; least of some rounds. */
async function times(): Promise<unknown> {
  const single = await wasmGroup();
  const pool = await groupOverCores(Math.max(2, navigator.hardwareConcurrency));
  const random = (n: number): Uint8Array => crypto.getRandomValues(new Uint8Array(n));
  const list = (n: number): Uint8Array => randomScalars(n, random);
  const n = 16_384;
  const half = await single.mulFixed([{ base: G, scalars: list(1024) }]);
  const points = new Uint8Array(32 * n);
  for (let at = 0; at < points.length; at += half.length) points.set(half, at);
  const scalars = new Uint8Array(32 * n);
  const some = list(1024);
  for (let at = 0; at < scalars.length; at += some.length) scalars.set(some, at);
  const works: Readonly<Record<string, (group: Group) => Promise<unknown>>> = {
    decode: (group) => group.firstInvalid(points),
    msm: (group) => group.msmVartime(scalars, points),
  };
  const out: Record<string, number> = { cores: navigator.hardwareConcurrency };
  for (const [what, work] of Object.entries(works))
    for (const [who, group] of [
      ['one', single],
      ['pool', pool],
    ] as const) {
      let least = Number.POSITIVE_INFINITY;
      for (let round = 0; round < 6; round++) {
        const began = performance.now();
        await work(group);
        if (round > 0) least = Math.min(least, performance.now() - began);
      }
      out[`${what}, ${who}`] = Math.round(least);
    }
  return out;
}

addEventListener('message', (event: MessageEvent<string>) => {
  const task = TASKS[event.data];
  (task?.() ?? Promise.resolve('no such task')).then(
    (result) => postMessage(result),
    (error: unknown) => postMessage({ error: String(error) }),
  );
});
