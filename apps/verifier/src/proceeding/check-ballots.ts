/** The ballots of a poll: pieces, pool, roll, proofs; then which count, and in which pools (spec/record.md §4). */
import { canonicalJson, fromHex, utf8 } from '@hustings/base';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Code } from '../codes.ts';
import type { Manifest, PaperForm } from '../entries/acts.ts';
import { entryPlace, type Findings } from '../findings.ts';
import { PIECE } from '../group/plaintext.ts';
import { wrongProofs } from '../protocol/ballot.ts';
import type { Extent } from './check-opening.ts';
import type { BoxedBallot, Poll, Roll } from './state.ts';

const PROOF = {
  identity: 'A point of the ballot is the identity.',
  'not-canonical': 'A point or response of the ballot is not canonical.',
  'wrong-proof': 'The proof of the ballot is wrong.',
} as const;

/** So many proofs go into one sum. */
const BATCH = 256;

export function contextOf(manifest: Manifest): Uint8Array {
  return sha256(utf8(canonicalJson(manifest)));
}

export function paperLength(form: PaperForm): number {
  if (form.kind === 'ranked') return form.most;
  return form.kind === 'choice' || form.kind === 'motion' ? 1 : form.candidates;
}

export function piecesOf(form: PaperForm): number {
  return Math.ceil(paperLength(form) / PIECE);
}

/** `isDrawn`: whether the proof at this place is in the sample. */
export function checkBallots(
  poll: Poll,
  manifest: Manifest,
  roll: Roll | undefined,
  { isDrawn, progress }: Pick<Extent, 'isDrawn' | 'progress'>,
  findings: Findings,
): void {
  const wrong = (code: Code, seq: number, message: string): void =>
    findings.wrong(code, entryPlace(seq), message);
  const pieces = piecesOf(manifest.form);
  if (roll?.sectionOf === undefined && poll.prepared !== undefined)
    wrong('poll/no-roll', poll.prepared.seq, 'The roll of this poll cannot be read.');
  for (const { seq, ballot, credential } of poll.ballots) {
    if (ballot.pieces !== pieces)
      wrong('ballot/wrong-pieces', seq, 'The ballot has a wrong number of pieces.');
    const section = roll?.sectionOf?.get(credential);
    const pool = manifest.pools.find((p) => p.id === ballot.pool);
    if (pool === undefined)
      wrong('ballot/wrong-pool', seq, 'The ballot is for a pool that the poll does not have.');
    if (section === undefined)
      wrong('ballot/not-on-roll', seq, 'The ballot’s credential is not on the roll.');
    else if (pool !== undefined && !pool.sections.includes(section))
      wrong('ballot/wrong-pool', seq, 'The ballot is for a pool that its credential is not in.');
  }
  const target = { context: contextOf(manifest), key: fromHex(manifest.key) ?? new Uint8Array() };
  const drawn = poll.ballots.filter((_, i) => isDrawn(i));
  for (let from = 0; from < drawn.length; from += BATCH) {
    const some = drawn.slice(from, from + BATCH);
    const failed = wrongProofs(
      target,
      some.map((b) => b.ballot),
    );
    progress.add('Checking the proofs of the ballots', 'ballot', some.length);
    for (const { place, reason } of failed)
      wrong(`ballot/${reason}`, (some[place] as BoxedBallot).seq, PROOF[reason]);
  }
  findings.count('proofs of ballots', drawn.length);
  if (drawn.length < poll.ballots.length)
    findings.notChecked(
      'ballots',
      `poll ${poll.id}`,
      `${drawn.length} of ${poll.ballots.length} proofs of ballots were drawn at random and checked; the others were not.`,
    );
}

/** Of each credential the ballot that counts, in log order. */
export function weed(poll: Poll, manifest: Manifest): readonly BoxedBallot[] {
  const counting = new Map<string, BoxedBallot>();
  for (const boxed of poll.ballots)
    if (manifest.revote === 'last-counts' || !counting.has(boxed.credential))
      counting.set(boxed.credential, boxed);
  return [...counting.values()].toSorted((a, b) => a.seq - b.seq);
}

export interface FormedPool {
  readonly id: string;
  readonly sections: readonly string[];
  readonly ballots: readonly BoxedBallot[];
}

/** The pools as mixed: while the smallest of several has too few ballots, it goes into the largest other. */
export function formPools(
  { pools, leastPool }: Manifest,
  counting: readonly BoxedBallot[],
): readonly FormedPool[] {
  const size = (parts: readonly number[]): number =>
    counting.filter((b) => parts.some((p) => pools[p]?.id === b.ballot.pool)).length;
  // Each a list of places in the manifest; the lists stand in the order of their first parts.
  let formed: readonly { readonly parts: readonly number[]; readonly size: number }[] = pools.map(
    (_, i) => ({ parts: [i], size: size([i]) }),
  );
  while (formed.length > 1) {
    const smallest = formed.reduce((a, b) => (b.size < a.size ? b : a));
    if (smallest.size >= leastPool) break;
    const others = formed.filter((f) => f !== smallest);
    const largest = others.reduce((a, b) => (b.size > a.size ? b : a));
    const parts = [...largest.parts, ...smallest.parts].toSorted((a, b) => a - b);
    const merged = { parts, size: largest.size + smallest.size };
    formed = [...others.filter((f) => f !== largest), merged].toSorted(
      (a, b) => (a.parts[0] as number) - (b.parts[0] as number),
    );
  }
  return formed.map(({ parts }) => {
    const own = parts.flatMap((i) => pools[i] ?? []);
    const ids = new Set(own.map((p) => p.id));
    return {
      id: own.map((p) => p.id).join('+'),
      sections: own.flatMap((p) => p.sections),
      ballots: counting.filter((b) => ids.has(b.ballot.pool)),
    };
  });
}

/** The figures of `poll-closed`. */
export function checkClosing(
  poll: Poll,
  pools: readonly FormedPool[],
  counting: number,
  findings: Findings,
): void {
  if (poll.closed === undefined) return;
  const { seq, act } = poll.closed;
  const wrong = (message: string): void =>
    findings.wrong('poll/closing-differs', entryPlace(seq), message);
  const cast = poll.ballots.length;
  if (act.cast !== cast) wrong(`There are ${cast} ballots on the record, not ${act.cast}.`);
  if (act.counting !== counting) wrong(`${counting} ballots count, not ${act.counting}.`);
  const expected = pools.map((p) => ({
    id: p.id,
    sections: p.sections,
    counting: p.ballots.length,
  }));
  if (canonicalJson(act.pools) !== canonicalJson(expected))
    wrong(`The pools are not ${canonicalJson(expected)}.`);
  findings.count('pools', pools.length);
}
