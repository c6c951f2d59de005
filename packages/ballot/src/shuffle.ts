/**
 * The verifiable shuffle, mixer's side (PROTOCOL §8): Terelius and Wikström, AFRICACRYPT 2010, in the
 * form of Haenni, Locher, Koenig and Dubuis, VOTING 2017, for ballots of K pieces that move together.
 *
 * Definitions, 0-based: ψ a permutation, output i = input ψ(i) re-encrypted. Names of PROTOCOL: `r`
 * commits, `rHat` chains, `rNew` re-encrypts, the omegas are nonces. Lists written with i here are in
 * the order of the output: r[i] is PROTOCOL's r_i, rNew[i] is r'_{j_i}, uNew[i] is u'_i = u_{j_i}.
 *
 * Secret: ψ, all randomness and nonces, and what is computed from them until it is published. Three
 * sums, Σ ω'_i·H_i, Σ ω'_i·A'_i and Σ ω'_i·B'_i, run in variable time over nonces used once: the time
 * tells next to nothing, but a neighbour who can watch the caches could learn ψ. See README.md.
 */
import {
  type ByteSink,
  type ByteSource,
  type ByteStore,
  MemoryBytes,
  partOf,
  sourceOf,
  unwrap,
} from '@hustings/base';
import { G, type Group, SIZE } from '@hustings/ristretto';
import { assertShape, type Ciphertexts, LIST_HEADER, parseCiphertexts } from './ciphertexts.ts';
import { between } from './flat.ts';
import { gatherer, inverseOf } from './gathering.ts';
import { hintsOf, keepHints } from './hints.ts';
import { randomPermutation } from './permutation.ts';
import { type ShuffleWitness, writeShuffleProof } from './prove-shuffle.ts';
import { drawScalars, type Random } from './random.ts';
import {
  assertSealedShape,
  type SealedList,
  sealedListHeader,
  sealedListOf,
} from './sealed-list.ts';
import { type ShuffleStep, shuffleProofSize } from './shuffle-proof.ts';
import { ballotsPerSlice, inOrder, Meter, type Pace, type Working } from './slices.ts';

/** Where a mix goes: two empty stores, which get the bytes of spec/shuffle.md. */
export interface MixStores {
  readonly output: ByteStore;
  readonly proof: ByteSink;
}

/** Of the work of a mix, what re-encrypting takes; the rest is the proof. */
const REENCRYPTING = 0.35;

/**
 * Mixes and proves it. `input` holds canonical points (`checkCiphertexts`); the permutation is
 * forgotten on return. A list of one ballot is re-encrypted, which hides nothing.
 */
export async function shuffle(
  group: Group,
  step: ShuffleStep,
  input: Ciphertexts,
  random: Random,
): Promise<{ readonly output: Ciphertexts; readonly proof: Uint8Array }> {
  assertShape(input);
  const into = mixInMemory(input.count, input.pieces);
  await mix(group, step, sealedListOf(input), into, { random });
  return { output: unwrap(parseCiphertexts(into.output.bytes)), proof: into.proof.bytes };
}

/** Stores for a mix that has room in memory, of the sizes that it will have. */
export function mixInMemory(
  count: number,
  pieces: number,
): { readonly output: MemoryBytes; readonly proof: MemoryBytes } {
  return {
    output: new MemoryBytes(LIST_HEADER + 2 * count * pieces * SIZE),
    proof: new MemoryBytes(shuffleProofSize(count, pieces)),
  };
}

/**
 * The same for lists that need not fit in memory. About 6 + K lists of 32 bytes a ballot are held, a
 * window of 64 MB, and hints of input and output, 64 bytes for each ciphertext. When it fails, what is in the stores is worth nothing.
 */
export async function mix(
  group: Group,
  step: ShuffleStep,
  input: SealedList,
  into: MixStores,
  how: Working,
): Promise<SealedList> {
  assertSealedShape(input);
  const { count, pieces } = input;
  const { progress } = how;
  const psi = randomPermutation(count, how.random);
  const rNew = await drawScalars(group.scalars, count * pieces, how.random);
  /** Each of the two parts tells of its own share of the whole. */
  const share = (from: number, to: number): Working => ({
    ...how,
    ...(progress && {
      progress: (done, of) => progress(Math.floor(from * of + (to - from) * done), of),
    }),
  });
  try {
    const witness = { psi, rNew };
    const first = share(0, REENCRYPTING);
    const output = await writeReencrypted(group, step.key, input, witness, into.output, first);
    const rest = share(REENCRYPTING, 1);
    await writeShuffleProof(group, step, input, output, witness, into.proof, rest);
    return output;
  } finally {
    psi.fill(0);
    rNew.fill(0);
  }
}

/** e'_i = e_{ψ(i)} + (r'_{ψ(i)}·G, r'_{ψ(i)}·Y), piece by piece, as a list in an empty store. */
async function writeReencrypted(
  group: Group,
  key: Uint8Array,
  input: SealedList,
  { psi, rNew }: ShuffleWitness,
  output: ByteStore,
  how: Pace,
): Promise<SealedList> {
  const { count, pieces } = input;
  const inverse = inverseOf(psi);
  const size = ballotsPerSlice(how, pieces);
  const row = pieces * SIZE;
  const meter = new Meter(count, 2, how.progress);
  const known = hintsOf(input);
  /** A or B; returns the hints of what came out, where the backend gives them. */
  const half = async (
    base: Uint8Array,
    source: ByteSource,
    hints: Uint8Array | undefined,
  ): Promise<Uint8Array | undefined> => {
    const rows = gatherer(source, inverse, row, size);
    const hintRows = hints && gatherer(sourceOf(hints), inverse, row, size);
    let room: Uint8Array | undefined;
    await inOrder(
      count,
      size,
      async (from, to) => {
        const scalars = between(rNew, from * pieces, to * pieces);
        const plus = await rows(from, to);
        return group.mulFixedHinted([{ base, scalars }], plus, await hintRows?.(from, to));
      },
      async (made, from, to) => {
        await output.append(made.points);
        if (made.hints !== undefined) {
          room ??= new Uint8Array(count * row);
          room.set(made.hints, from * row);
        }
        meter.add(to - from);
      },
    );
    return room;
  };
  await output.append(sealedListHeader(count, pieces));
  const a = await half(G, input.a, known?.a);
  const b = await half(key, input.b, known?.b);
  inverse.fill(0);
  const middle = LIST_HEADER + count * row;
  const list = {
    count,
    pieces,
    a: partOf(output, LIST_HEADER, middle),
    b: partOf(output, middle, output.size),
  };
  if (a !== undefined && b !== undefined) keepHints(list, { a, b });
  return list;
}

/** As `writeShuffleProof`, in memory. */
export async function proveShuffle(
  group: Group,
  step: ShuffleStep,
  input: Ciphertexts,
  output: Ciphertexts,
  witness: ShuffleWitness,
  random: Random,
): Promise<Uint8Array> {
  const proof = new MemoryBytes(shuffleProofSize(input.count, input.pieces));
  const lists = [sealedListOf(input), sealedListOf(output)] as const;
  await writeShuffleProof(group, step, ...lists, witness, proof, { random });
  return proof.bytes;
}

/** As `writeReencrypted`, in memory. */
export async function reencrypt(
  group: Group,
  key: Uint8Array,
  input: Ciphertexts,
  psi: Uint32Array,
  rNew: Uint8Array,
): Promise<Ciphertexts> {
  const output = new MemoryBytes();
  await writeReencrypted(group, key, sealedListOf(input), { psi, rNew }, output, {});
  return unwrap(parseCiphertexts(output.bytes));
}
