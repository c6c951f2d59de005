/**
 * Does the time of an operation on secrets depend on them? In the manner of dudect (Reparaz, Balasch,
 * Verbauwhede, DATE 2017): the same operation on one fixed scalar and on random ones, in random order,
 * and Welch's t of the two lists of times; |t| beyond 4.5 says that they differ.
 *
 * What it cannot say: a small t is no proof, only nothing found with so many measurements by this
 * clock, on this machine, in this engine; and an engine may compile the same code otherwise tomorrow.
 * Times above the 90th percentile (pauses of the machine) are left out. Run:
 * node bench/timing.ts [MEASUREMENTS [BACKEND]]
 */
import { randomBytes } from 'node:crypto';
import {
  encodeScalar,
  G,
  type Group,
  nobleGroup,
  ORDER,
  randomScalars,
  wasmGroup,
} from '@hustings/ristretto';

const MEASUREMENTS = Number(process.argv[2] ?? 4000);
const BATCH = 16;

const random = (n: number) => new Uint8Array(randomBytes(n));
const FIXED: readonly (readonly [string, bigint])[] = [
  ['0', 0n],
  ['1', 1n],
  ['ℓ − 1', ORDER - 1n],
];

async function tOf(operation: (scalars: Uint8Array) => Promise<unknown>, fixed: bigint) {
  const one = encodeScalar(fixed);
  const same = new Uint8Array(32 * BATCH);
  for (let i = 0; i < BATCH; i++) same.set(one, 32 * i);
  const times: [number[], number[]] = [[], []];
  for (let i = 0; i < MEASUREMENTS; i++) {
    const kind = (randomBytes(1)[0] as number) & 1;
    // Both are made every time, so that caches are in the same state whichever is taken.
    const both = [same.slice(), randomScalars(BATCH, random)] as const;
    const scalars = both[kind as 0 | 1];
    const started = process.hrtime.bigint();
    await operation(scalars);
    const took = Number(process.hrtime.bigint() - started);
    // The first tenth warms the engine up.
    if (i > MEASUREMENTS / 10) times[kind as 0 | 1].push(took);
  }
  const limit = [...times[0], ...times[1]].sort((a, b) => a - b)[
    Math.floor((times[0].length + times[1].length) * 0.9)
  ] as number;
  const [a, b] = times.map((list) => momentsOf(list.filter((t) => t <= limit))) as [
    Moments,
    Moments,
  ];
  return (a.mean - b.mean) / Math.sqrt(a.variance / a.n + b.variance / b.n);
}

interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
}

function momentsOf(list: readonly number[]): Moments {
  const mean = list.reduce((x, y) => x + y, 0) / list.length;
  const variance = list.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (list.length - 1);
  return { n: list.length, mean, variance };
}

const groups: readonly Group[] = [
  await wasmGroup(),
  await wasmGroup({ secrets: 'fma' }),
  nobleGroup(),
].filter(({ name }) => process.argv[3] === undefined || name === process.argv[3]);
console.log(
  `Welch's t of fixed against random scalars, ${MEASUREMENTS} measurements of ${BATCH} each`,
);
for (const group of groups) {
  const points = await group.mulFixed([{ base: G, scalars: randomScalars(BATCH, random) }]);
  const list = randomScalars(BATCH, random);
  const operations: readonly (readonly [string, (s: Uint8Array) => Promise<unknown>])[] = [
    ['mulFixed', (s) => group.mulFixed([{ base: G, scalars: s }])],
    ['mulEach', (s) => group.mulEach(s.subarray(0, 32), points.subarray(0, 64))],
    ['scalars.mulAdd', (s) => group.scalars.mulAdd(s, list, list)],
    ['scalars.inner', (s) => group.scalars.inner(s, list)],
    ['scalars.chain', (s) => group.scalars.chain(list.subarray(0, 32), s, list)],
  ];
  for (const [name, operation] of operations) {
    const found: string[] = [];
    for (const [text, fixed] of FIXED)
      found.push(`${text}: ${(await tOf(operation, fixed)).toFixed(1)}`);
    console.log(`${group.name.padEnd(21)} ${name.padEnd(15)} ${found.join('   ')}`);
  }
}
