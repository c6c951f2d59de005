/**
 * Microseconds per element for each bulk operation of the group on each backend, in one thread. The rounds
 * of all backends are interleaved, so that what slows the machine down slows all of them, and rounds are
 * short and many, so that the least of them was hardly interrupted. Nothing is asserted about time. Run: `npm run bench`, or this file alone with Node 24; a word after it chooses operations.
 */
import { randomBytes } from 'node:crypto';
import {
  encodeScalar,
  G,
  type Group,
  nobleGroup,
  ORDER,
  randomScalars,
  randomWeights,
  wasmGroup,
} from '@hustings/ristretto';

export interface Measured {
  readonly operation: string;
  readonly elements: number;
  /** Of each backend, in the order in which they were given. */
  readonly times: readonly { readonly min: number; readonly median: number }[];
}

interface Operation {
  readonly name: string;
  readonly n: number;
  readonly run: (group: Group) => Promise<unknown>;
}

/** noble does this many elements at most in one round: it takes its time, and no longer for more. */
const NOBLE_ELEMENTS = 5;
const ROUNDS = 40;
const NOBLE_ROUNDS = 10;

const random = (n: number): Uint8Array => new Uint8Array(randomBytes(n));

async function operations(): Promise<(size: number) => Operation[]> {
  const helper = await wasmGroup();
  const most = 4096;
  const all = randomScalars(most, random);
  const points = await helper.mulFixed([{ base: G, scalars: all }]);
  const { hints } = await helper.decodeHints(points);
  const weights = randomWeights(most, random);
  const base = points.slice(0, 32);
  const uniform = random(64 * 256);
  const small = [1n, ORDER - 1n, ORDER - 2n, ORDER - 3n].map(encodeScalar);
  const [one, minusOne, minusTwo, minusThree] = small as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  return (limit) => {
    const n = Math.min(256, limit);
    const scalars = all.subarray(0, 32 * n);
    const some = points.subarray(0, 32 * n);
    const own = hints.subarray(0, 32 * n);
    const term = { base: G, scalars };
    const other = { base, scalars };
    const list: Operation[] = [
      { name: 'firstInvalid (decode)', n, run: (g) => g.firstInvalid(some) },
      { name: 'firstInvalid with hints', n, run: (g) => g.firstInvalid(some, own) },
      { name: 'mulFixed, one base', n, run: (g) => g.mulFixed([term]) },
      { name: 'mulFixed, two bases', n, run: (g) => g.mulFixed([term, other]) },
      { name: 'mulFixed, one base + a point', n, run: (g) => g.mulFixed([other], some) },
      { name: 'mulEach', n, run: (g) => g.mulEach(all.subarray(0, 32), some) },
      {
        name: 'combineVartime, B − D',
        n,
        run: (g) => g.combineVartime([one, minusOne], [some, some]),
      },
      {
        name: 'combineVartime, B − 2D − 3D′',
        n,
        run: (g) => g.combineVartime([one, minusTwo, minusThree], [some, some, some]),
      },
      { name: 'oneWayMap', n, run: (g) => g.oneWayMap(uniform.subarray(0, 64 * n)) },
    ];
    // A sum gets cheaper per point the longer it is, so noble has to take all of it too.
    for (const size of [16, 256, 4096])
      for (const [bits, ks] of [
        ['253', all],
        ['128', weights],
      ] as const)
        list.push({
          name: `msmVartime, ${size} points, ${bits} bits`,
          n: size,
          run: (g) => g.msmVartime(ks.subarray(0, 32 * size), points.subarray(0, 32 * size)),
        });
    return list;
  };
}

export async function benchRistretto(
  groups: readonly Group[],
  wanted: (name: string) => boolean = () => true,
): Promise<Measured[]> {
  const sized = await operations();
  const lists = groups.map((g) => sized(g.name === 'noble' ? NOBLE_ELEMENTS : 256));
  const out: Measured[] = [];
  for (const [i, { name }] of (lists[0] as Operation[]).entries()) {
    if (!wanted(name)) continue;
    const times: number[][] = groups.map(() => []);
    for (let round = 0; round <= ROUNDS; round++)
      for (const [k, group] of groups.entries()) {
        if (group.name === 'noble' && round > NOBLE_ROUNDS) continue;
        const { n, run } = (lists[k] as Operation[])[i] as Operation;
        if (n > 1000 && round > ROUNDS / 4) continue;
        const start = performance.now();
        await run(group);
        const took = ((performance.now() - start) * 1000) / n;
        // The first round warms up.
        if (round > 0) (times[k] as number[]).push(took);
      }
    const summed = times.map((list) => {
      const sorted = list.toSorted((a, b) => a - b);
      return { min: sorted[0] as number, median: sorted[sorted.length >> 1] as number };
    });
    out.push({ operation: name, elements: (lists[0] as Operation[])[i]?.n ?? 0, times: summed });
  }
  return out;
}

if (import.meta.main) {
  const groups = [
    nobleGroup(),
    await wasmGroup({ kernels: 'scalar' }),
    await wasmGroup({ secrets: 'fma' }),
  ];
  const [, , word] = process.argv;
  const measured = await benchRistretto(
    groups,
    (name) => word === undefined || name.includes(word),
  );
  console.log(
    `ristretto255, one thread, µs per element, min (median), Node ${process.versions.node}`,
  );
  const heads = ['noble', 'scalar kernel', 'both kernels']
    .map((name) => name.padStart(17))
    .join('');
  console.log(`${''.padEnd(36)}${heads}${'noble / best'.padStart(14)}`);
  for (const { operation, times } of measured) {
    const figures = times
      .map(({ min, median }) => `${min.toFixed(2)} (${median.toFixed(2)})`.padStart(17))
      .join('');
    const [noble, ...ours] = times.map(({ min }) => min) as [number, ...number[]];
    const ratio = noble / Math.min(...ours);
    console.log(`${operation.padEnd(36)}${figures}${ratio.toFixed(1).padStart(14)}`);
  }
}
