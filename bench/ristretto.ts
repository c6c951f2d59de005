/**
 * Microseconds per element for each bulk operation of the group: medians of several rounds, so that
 * one pause of the machine does not show. Nothing is asserted about time. Run: `npm run bench`, or
 * this file alone with Node 24.
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

interface Measured {
  readonly operation: string;
  readonly elements: number;
  readonly microseconds: number;
}

const ROUNDS = 5;

export async function benchRistretto(group: Group): Promise<Measured[]> {
  const random = (n: number) => new Uint8Array(randomBytes(n));
  const out: Measured[] = [];

  async function measure(operation: string, elements: number, work: () => Promise<unknown>) {
    await work();
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now();
      await work();
      times.push(((performance.now() - start) * 1000) / elements);
    }
    const microseconds = times.toSorted((a, b) => a - b)[ROUNDS >> 1] as number;
    out.push({ operation, elements, microseconds });
  }

  const n = 256;
  const scalars = randomScalars(n, random);
  const points = await group.mulFixed([{ base: G, scalars }]);
  const base = points.slice(0, 32);
  const two = [
    { base: G, scalars },
    { base, scalars },
  ];
  await measure('firstInvalid (decode)', n, () => group.firstInvalid(points));
  await measure('mulFixed, one base', n, () => group.mulFixed([{ base: G, scalars }]));
  await measure('mulFixed, two bases', n, () => group.mulFixed(two));
  await measure('mulFixed, one base + a point', n, () =>
    group.mulFixed([{ base, scalars }], points),
  );
  await measure('mulEach', n, () => group.mulEach(scalars.slice(0, 32), points));
  await measure('combineVartime, B − D', n, () =>
    group.combineVartime([encodeScalar(1n), encodeScalar(ORDER - 1n)], [points, points]),
  );
  await measure('combineVartime, B − 2D − 3D′', n, () =>
    group.combineVartime([1n, ORDER - 2n, ORDER - 3n].map(encodeScalar), [points, points, points]),
  );
  await measure('oneWayMap', n, () => group.oneWayMap(random(64 * n)));
  for (const size of [16, 256, 4096]) {
    const many = await group.mulFixed([{ base: G, scalars: randomScalars(size, random) }]);
    const full = randomScalars(size, random);
    const short = randomWeights(size, random);
    await measure(`msmVartime, ${size} points, 253 bits`, size, () => group.msmVartime(full, many));
    await measure(`msmVartime, ${size} points, 128 bits`, size, () =>
      group.msmVartime(short, many),
    );
  }
  return out;
}

if (import.meta.main) {
  const groups = [nobleGroup(), await wasmGroup({ kernels: 'scalar' }), await wasmGroup()];
  const columns: (readonly Measured[])[] = [];
  for (const group of groups) columns.push(await benchRistretto(group));
  const [noble = []] = columns;
  console.log(`ristretto255, one thread, median of ${ROUNDS}, Node ${process.versions.node}`);
  const heads = groups.map(({ name }) => name.padStart(10)).join('');
  console.log(`${'µs per element'.padEnd(36)}${heads}   noble / last`);
  for (const [i, { operation, microseconds }] of noble.entries()) {
    const row = columns.map((column) => (column[i] as Measured).microseconds);
    const figures = row.map((n) => n.toFixed(2).padStart(10)).join('');
    const ratio = microseconds / (row.at(-1) as number);
    console.log(`${operation.padEnd(36)}${figures}${ratio.toFixed(1).padStart(15)}`);
  }
}
