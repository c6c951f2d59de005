/** From the trustees' shares to the papers (PROTOCOL §9): M = B − Σ λ_i·D_i, and M read as bytes. Public. */
import { type ByteSource, err, type Failure, ok, type Result, sourceOf } from '@hustings/base';
import { encodeScalar, type Group, lagrangeAtZero, negScalar } from '@hustings/ristretto';
import {
  type DecryptionShare,
  type DecryptionTask,
  type SealedTask,
  type StoredShare,
  sealedTask,
} from './decryption.ts';
import { between } from './flat.ts';
import { hintsOf } from './hints.ts';
import type { PollKey } from './keygen.ts';
import { PlaintextReader, type SpoiltPlaintext } from './plaintext.ts';
import { ballotsPerSlice, elements, inOrder, Meter, type Pace } from './slices.ts';

/** The bytes of a paper, or why it has none that can be read. */
export type OpenedPaper = Result<Uint8Array, SpoiltPlaintext>;

/**
 * Returns M = B − Σ λ_i·D_i for every ciphertext, from the first t of the shares, each checked before:
 * the input of `decodePlaintexts`. Code: `decryption/too-few-shares`.
 */
export async function combineShares(
  group: Group,
  task: DecryptionTask,
  shares: readonly DecryptionShare[],
): Promise<Result<Uint8Array, Failure>> {
  const stored = shares.map(({ index, points }) => ({ index, points: sourceOf(points) }));
  const combining = combiner(group, sealedTask(task), stored);
  return combining.ok ? ok(await combining.value(0, task.ciphertexts.count)) : combining;
}

/**
 * Opens the papers in the order of the list; `take` gets them slice by slice. The shares were checked
 * before, and the list holds canonical points. Code: `decryption/too-few-shares`.
 */
export async function openPapers(
  group: Group,
  task: SealedTask,
  shares: readonly StoredShare[],
  take: (papers: readonly OpenedPaper[]) => Promise<unknown> | unknown,
  how: Pace = {},
): Promise<Result<void, Failure>> {
  const combining = combiner(group, task, shares);
  if (!combining.ok) return combining;
  const { count, pieces } = task.list;
  const reader = new PlaintextReader(group);
  const meter = new Meter(count, 1, how.progress);
  await inOrder(count, ballotsPerSlice(how, pieces), combining.value, async (points, from, to) => {
    await take(await reader.read(points, pieces));
    meter.add(to - from);
  });
  return ok(undefined);
}

/** Gives M of ballots `from` up to `to`. */
function combiner(
  group: Group,
  { pollKey, list }: SealedTask,
  shares: readonly StoredShare[],
): Result<(from: number, to: number) => Promise<Uint8Array>, Failure> {
  const chosen = chooseShares(pollKey, shares);
  if (!chosen.ok) return chosen;
  const lambda = lagrangeAtZero(chosen.value.map(({ index }) => BigInt(index)));
  const factors = [encodeScalar(1n), ...lambda.map((factor) => encodeScalar(negScalar(factor)))];
  const sources: readonly ByteSource[] = [list.b, ...chosen.value.map(({ points }) => points)];
  const hints = hintsOf(list)?.b;
  return ok(async (from, to) => {
    const [first, last] = [from * list.pieces, to * list.pieces];
    const some = await Promise.all(sources.map((source) => elements(source, first, last)));
    // B may have met a mix's check before; shares are met here for the last time.
    const columns = some.map((_, k) =>
      k === 0 ? hints && between(hints, first, last) : undefined,
    );
    return group.combineVartime(factors, some, columns);
  });
}

/** The t shares of lowest index; throws when an index is there twice or is no trustee's. Code: `decryption/too-few-shares`. */
export function chooseShares<T extends { readonly index: number }>(
  pollKey: PollKey,
  shares: readonly T[],
): Result<readonly T[], Failure> {
  const sorted = shares.toSorted((x, y) => x.index - y.index);
  for (const [i, { index }] of sorted.entries())
    if (index < 1 || index > pollKey.trustees || index === sorted[i - 1]?.index)
      throw new TypeError(`"shares" expected one share per trustee, got ${index}`);
  if (sorted.length >= pollKey.threshold) return ok(sorted.slice(0, pollKey.threshold));
  return err({
    code: 'decryption/too-few-shares',
    message: `It takes ${pollKey.threshold} trustees; ${sorted.length} have given their share.`,
  });
}
