/**
 * Our kernels beside those that others have, in one run and one thread: `@noble/curves` as its users call
 * it, libsodium's own WebAssembly (libsodium-wrappers-sumo), and libsodium in C where this machine has a
 * compiler and its headers (Debian: libsodium-dev). Microseconds of CPU time per element, the least of
 * several interleaved rounds with the median after it; the ratio is theirs to ours, least to least.
 * Run: `node bench/ristretto-peers.ts`, about a minute. Nothing is asserted about time.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  encodeScalar,
  G,
  type Group,
  randomScalars,
  randomWeights,
  scalarAt,
  wasmGroup,
} from '@hustings/ristretto';
import { pippenger } from '@noble/curves/abstract/curve.js';
import { ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js';
import sodium from 'libsodium-wrappers-sumo';

const ROUNDS = 4;
/** Milliseconds of CPU time that one measurement takes at least, or about so. */
const LONG = 80;
const MANY = 10_000;
/** Elements that a kernel does in one round, and that the others do. */
const OURS = 256;
const THEIRS = 24;

interface Row {
  readonly what: string;
  /** Each by the name of its column: what it does, and how many elements that is. */
  readonly by: Readonly<Record<string, { readonly n: number; readonly run: () => unknown }>>;
}

const COLUMNS = ['noble', 'sodium wasm', 'sodium C', 'scalar kernel', 'both kernels'] as const;

const random = (n: number): Uint8Array => new Uint8Array(randomBytes(n));

async function rows(): Promise<Row[]> {
  await sodium.ready;
  const scalar = await wasmGroup({ kernels: 'scalar' });
  const both = await wasmGroup({ secrets: 'fma' });
  const kernels = { 'scalar kernel': scalar, 'both kernels': both };
  const ks = randomScalars(MANY, random);
  const weights = randomWeights(MANY, random);
  const points = await both.mulFixed([{ base: G, scalars: ks }]);
  const { hints } = await both.decodeHints(points);
  const uniform = random(64 * OURS);
  const at = (flat: Uint8Array, i: number, size = 32) => flat.slice(i * size, (i + 1) * size);
  const cut = (flat: Uint8Array, n: number, size = 32) => flat.subarray(0, n * size);
  const k = at(ks, 0);

  const { Point } = ristretto255;
  const decoded = Array.from({ length: MANY }, (_, i) => Point.fromBytes(at(points, i)));
  const bigs = Array.from({ length: MANY }, (_, i) => scalarAt(ks, i));
  const shorts = Array.from({ length: MANY }, (_, i) => scalarAt(weights, i));

  const ours = (n: number, run: (group: Group) => Promise<unknown>) =>
    Object.fromEntries(
      Object.entries(kernels).map(([name, group]) => [name, { n, run: () => run(group) }]),
    );
  const each = (n: number, run: (i: number) => unknown) => ({
    n,
    run: () => {
      for (let i = 0; i < n; i++) run(i);
    },
  });

  const list: Row[] = [
    {
      what: 'fixed base',
      by: {
        noble: each(THEIRS, (i) => Point.BASE.multiply(bigs[i] as bigint).toBytes()),
        'sodium wasm': each(THEIRS, (i) => sodium.crypto_scalarmult_ristretto255_base(at(ks, i))),
        ...ours(OURS, (g) => g.mulFixed([{ base: G, scalars: cut(ks, OURS) }])),
      },
    },
    {
      what: 'variable base',
      by: {
        noble: each(THEIRS, (i) =>
          Point.fromBytes(at(points, i))
            .multiply(bigs[0] as bigint)
            .toBytes(),
        ),
        'sodium wasm': each(THEIRS, (i) => sodium.crypto_scalarmult_ristretto255(k, at(points, i))),
        ...ours(OURS, (g) => g.mulEach(k, cut(points, OURS))),
      },
    },
    {
      what: 'decode',
      by: {
        noble: each(THEIRS, (i) => Point.fromBytes(at(points, i))),
        'sodium wasm': each(THEIRS, (i) =>
          sodium.crypto_core_ristretto255_is_valid_point(at(points, i)),
        ),
        ...ours(4 * OURS, (g) => g.firstInvalid(cut(points, 4 * OURS))),
      },
    },
    {
      what: 'decode, hint at hand',
      by: {
        noble: each(THEIRS, (i) => Point.fromBytes(at(points, i))),
        ...ours(4 * OURS, (g) => g.firstInvalid(cut(points, 4 * OURS), cut(hints, 4 * OURS))),
      },
    },
    {
      what: 'hash to group',
      by: {
        noble: each(THEIRS, (i) =>
          ristretto255_hasher.deriveToCurve?.(at(uniform, i, 64)).toBytes(),
        ),
        'sodium wasm': each(THEIRS, (i) =>
          sodium.crypto_core_ristretto255_from_hash(at(uniform, i, 64)),
        ),
        ...ours(OURS, (g) => g.oneWayMap(uniform)),
      },
    },
  ];
  // libsodium has no sum of products: a product and an addition for each point is what its users do.
  const sodiumSum = each(THEIRS, (i) =>
    sodium.crypto_core_ristretto255_add(
      sodium.crypto_scalarmult_ristretto255(at(ks, i), at(points, i)),
      other,
    ),
  );
  const other = at(points, 1);
  for (const [n, bits, flat, numbers] of [
    [1000, 253, ks, bigs],
    [MANY, 253, ks, bigs],
    [MANY, 128, weights, shorts],
  ] as const) {
    const [some, p, h] = [flat, points, hints].map((f) => cut(f, n)) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    const sum = { n, run: () => pippenger(Point, decoded.slice(0, n), numbers.slice(0, n)) };
    list.push({
      what: `sum of ${n}, ${bits} bits, decoded or hinted`,
      by: { noble: sum, ...ours(n, (g) => g.msmVartime(some, p, h)) },
    });
    if (bits === 253)
      list.push({
        what: `sum of ${n}, ${bits} bits, from encodings`,
        by: { 'sodium wasm': sodiumSum, ...ours(n, (g) => g.msmVartime(some, p)) },
      });
  }
  await check(both, decoded, bigs);
  return list;
}

/** What is measured must be the same: one product and one sum by each. */
async function check(
  group: Group,
  decoded: readonly InstanceType<typeof ristretto255.Point>[],
  bigs: readonly bigint[],
): Promise<void> {
  const n = 50;
  const flat = new Uint8Array(32 * n);
  const ks = new Uint8Array(32 * n);
  for (let i = 0; i < n; i++) {
    flat.set((decoded[i] as (typeof decoded)[number]).toBytes(), 32 * i);
    ks.set(encodeScalar(bigs[i] as bigint), 32 * i);
  }
  const sum = pippenger(ristretto255.Point, decoded.slice(0, n), bigs.slice(0, n)).toBytes();
  const own = await group.msmVartime(ks, flat);
  const product = sodium.crypto_scalarmult_ristretto255(ks.slice(0, 32), flat.slice(0, 32));
  const ownProduct = await group.mulEach(ks.slice(0, 32), flat.slice(0, 32));
  if (sum.join() !== own.join() || product.join() !== ownProduct.join())
    throw new Error('the peers do not agree');
}

const NATIVE = {
  fixed: 'fixed base',
  variable: 'variable base',
  decode: 'decode',
  map: 'hash to group',
};

/** libsodium in C, or why it is not there. */
function native(): { readonly measure: () => Readonly<Record<string, number>> } | string {
  const folder = mkdtempSync(join(tmpdir(), 'hustings-sodium-'));
  const program = join(folder, 'sodium');
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  try {
    const source = join(import.meta.dirname, 'sodium-native.c');
    execFileSync('cc', ['-O2', '-o', program, source, '-lsodium'], { stdio: 'pipe' });
  } catch {
    return 'libsodium in C is not here: it takes cc and libsodium-dev';
  }
  return {
    measure: () => {
      const lines = execFileSync(program, { encoding: 'utf8' }).trim().split('\n');
      const figures = lines.slice(1).map((line) => line.split(' '));
      return Object.fromEntries(figures.map(([name, figure]) => [name, Number(figure)]));
    },
  };
}

/** CPU time of this thread in microseconds, for `times` runs. The clock goes in steps of some milliseconds. */
async function cpu(run: () => unknown, times: number): Promise<number> {
  const before = process.threadCpuUsage();
  for (let i = 0; i < times; i++) await run();
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
}

async function measureAll(list: readonly Row[]): Promise<Map<Row, Map<string, number[]>>> {
  const out = new Map(list.map((row) => [row, new Map<string, number[]>()] as const));
  const repeats = new Map<unknown, number>();
  for (let round = 0; round <= ROUNDS; round++)
    for (const [row, times] of out)
      for (const [name, { n, run }] of Object.entries(row.by)) {
        const repeat = repeats.get(run);
        if (repeat === undefined) {
          // The first round warms up and finds out how often the next ones must do it.
          let enough = 1;
          while ((await cpu(run, enough)) < 1000 * LONG) enough *= 2;
          repeats.set(run, enough);
        } else times.set(name, [...(times.get(name) ?? []), (await cpu(run, repeat)) / n / repeat]);
      }
  return out;
}

function print(measured: Map<Row, Map<string, number[]>>): void {
  console.log(`${''.padEnd(40)}${COLUMNS.map((name) => name.padStart(19)).join('')}   ratios`);
  for (const [{ what }, times] of measured) {
    const least = (name: string) => Math.min(...(times.get(name) ?? []));
    const cells = COLUMNS.map((name) => {
      const sorted = (times.get(name) ?? []).toSorted((a, b) => a - b);
      if (sorted.length === 0) return '–'.padStart(19);
      const median = sorted[sorted.length >> 1] as number;
      return `${(sorted[0] as number).toFixed(2)} (${median.toFixed(2)})`.padStart(19);
    });
    const best = Math.min(least('scalar kernel'), least('both kernels'));
    const ratios = COLUMNS.slice(0, 3)
      .filter((name) => times.has(name))
      .map((name) => `${name} ${(least(name) / best).toFixed(1)}×`);
    console.log(`${what.padEnd(40)}${cells.join('')}   ${ratios.join(', ')}`);
  }
}

const list = await rows();
const c = native();
const measured = await measureAll(list);
if (typeof c !== 'string')
  for (let round = 0; round < ROUNDS; round++) {
    const figures = c.measure();
    for (const [name, what] of Object.entries(NATIVE)) {
      const times = [...measured].find(([row]) => row.what === what)?.[1];
      times?.set('sodium C', [...(times.get('sodium C') ?? []), figures[name] as number]);
    }
  }
console.log(
  `ristretto255, one thread, µs of CPU per element, least (median), Node ${process.versions.node}`,
);
print(measured);
console.log(
  'Secret scalars by the scalar kernel unless a machine of one’s own asks for both; libsodium’s sum is a product and an addition a point.',
);
if (typeof c === 'string') console.log(c);
