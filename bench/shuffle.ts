/**
 * Microseconds per ballot of one piece for a mix with its proof and for checking it, one thread, by
 * our kernels and by noble. Run: node bench/shuffle.ts [BALLOTS]
 */
import { randomBytes } from 'node:crypto';
import { checkShuffle, shuffle } from '@hustings/ballot';
import { unwrap } from '@hustings/base';
import { G, type Group, nobleGroup, randomScalars, wasmGroup } from '@hustings/ristretto';

const random = (n: number) => new Uint8Array(randomBytes(n));
const count = Number(process.argv[2] ?? 4096);

async function measure(group: Group, n: number): Promise<readonly number[]> {
  const points = () => group.mulFixed([{ base: G, scalars: randomScalars(n, random) }]);
  const [a, b] = [await points(), await points()];
  const key = (await points()).slice(0, 32);
  const step = { context: random(32), key, pool: 'all', step: 1, mixer: 'one' };
  const input = { count: n, pieces: 1, a, b };
  await shuffle(
    group,
    step,
    { count: 8, pieces: 1, a: a.slice(0, 256), b: b.slice(0, 256) },
    random,
  );
  const started = performance.now();
  const { output, proof } = await shuffle(group, step, input, random);
  const mixed = performance.now();
  unwrap(await checkShuffle(group, step, input, output, proof, random));
  const checked = performance.now();
  return [mixed - started, checked - mixed].map((ms) => (ms * 1000) / n);
}

for (const [name, group, n] of [
  ['both kernels, secrets too', await wasmGroup({ secrets: 'fma' }), count],
  ['both kernels', await wasmGroup(), count],
  ['first kernel', await wasmGroup({ kernels: 'scalar' }), count],
  ['noble', nobleGroup(), Math.max(64, count >> 4)],
] as const) {
  const [mix, check] = await measure(group, n);
  console.log(
    `${name}: ${n} ballots, ${mix?.toFixed(0)} µs to mix and prove, ${check?.toFixed(0)} µs to check`,
  );
}
