/**
 * The fastest backend that this engine runs correctly: the WebAssembly kernel after a self-test, or
 * `@noble/curves` where WebAssembly is missing, forbidden (a Content Security Policy without
 * 'wasm-unsafe-eval', a browser's lockdown mode) or wrong.
 */
import { toHex } from '@hustings/base';
import { G, IDENTITY } from './generators.ts';
import type { Group } from './group.ts';
import { nobleGroup } from './noble-group.ts';
import { encodeScalar, encodeScalars, ORDER, SIZE } from './scalar.ts';
import { wasmGroup } from './wasm-group.ts';

export interface BestOptions {
  /** Which kernel meets secret scalars: see `wasmGroup`. `scalar` unless given. */
  readonly secrets?: 'scalar' | 'fma';
  /** Called between slices of long work, so that a page can draw and a server can answer. */
  readonly pause?: () => Promise<void>;
}

export async function bestGroup(options: BestOptions = {}): Promise<Group> {
  try {
    const group = await wasmGroup(options);
    if (await isConsistent(group)) return group;
  } catch {
    // No WebAssembly here. Slower, and the same bytes.
  }
  return nobleGroup(options);
}

/** 15·G, RFC 9496 A.1. */
const FIFTEEN_G = 'e0c418f7c8d9c4cdd7395b93ea124f3ad99021bb681dfc3302a9d99a2e53e64e';

/**
 * Compares the group with the standard and with itself along different ways: fixed base, any base,
 * sums by buckets and by shared doublings must meet in the same bytes.
 */
export async function isConsistent(group: Group): Promise<boolean> {
  const fifteen = await group.mulFixed([{ base: G, scalars: encodeScalar(15n) }]);
  if (toHex(fifteen) !== FIFTEEN_G) return false;
  const n = 80;
  const logs = Array.from({ length: n }, (_, i) => (ORDER / 7n) * BigInt((i % 6) + 1) - BigInt(i));
  const points = await group.mulFixed([{ base: G, scalars: encodeScalars(logs) }]);
  if ((await group.firstInvalid(points)) !== -1) return false;
  const odd = points.slice();
  odd[(n - 3) * SIZE] = (odd[(n - 3) * SIZE] as number) ^ 1;
  if ((await group.firstInvalid(odd)) !== n - 3) return false;
  const weights = logs.map((log, i) => (log * BigInt(i + 3)) % ORDER);
  const log = logs.reduce((sum, l, i) => (sum + l * (weights[i] as bigint)) % ORDER, 0n);
  const k = encodeScalar(log);
  const ways = [
    group.mulEach(k, G),
    group.mulFixed([{ base: G, scalars: k }], IDENTITY),
    group.msmVartime(encodeScalars(weights), points),
    group.combineVartime([k], [G]),
    group.combineVartime(
      weights.map(encodeScalar),
      logs.map((_, i) => points.subarray(i * SIZE, (i + 1) * SIZE)),
    ),
  ];
  const [first, ...rest] = (await Promise.all(ways)).map((bytes) => bytes.join());
  return rest.every((bytes) => bytes === first);
}
