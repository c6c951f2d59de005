/**
 * Long lists in slices: how a work over more elements than memory should hold goes about it. While
 * the group computes one slice, which may happen in other threads, this one prepares the next.
 */
import type { ByteSource } from '@hustings/base';
import { SIZE } from '@hustings/ristretto';
import type { Random } from './random.ts';
import type { Transcript } from './transcript.ts';

export interface Pace {
  /** Hears how far the work has come: so many ballots' worth of all of them. */
  readonly progress?: (done: number, of: number) => void;
  /** Elements taken at a time: 8,192 where not given. The result does not depend on it. */
  readonly sliceSize?: number;
}

export interface Working extends Pace {
  readonly random: Random;
}

/** Some 65,000 points where a ballot has eight: 4 MB. Larger slices would not be faster. */
export const SLICE = 8192;
/** Slices under way at once: one being computed, one being prepared. */
const AHEAD = 2;
/** Bytes read at a time where nothing but a hash is done with them. */
export const CHUNK: number = 2 ** 18;

/** Ballots in a slice, where each has `pieces` elements. */
export function ballotsPerSlice({ sliceSize = SLICE }: Pace, pieces: number): number {
  return Math.max(1, Math.floor(sliceSize / pieces));
}

/**
 * Cuts [0, n) in slices; `work` is begun in order, and what it gives is taken in order, one at a
 * time. `take` ends everything by returning false.
 */
export async function inOrder<T>(
  n: number,
  size: number,
  work: (from: number, to: number) => Promise<T>,
  take: (value: T, from: number, to: number) => Promise<unknown> | unknown,
): Promise<void> {
  const begun: { readonly from: number; readonly to: number; readonly value: Promise<T> }[] = [];
  let next = 0;
  for (;;) {
    while (next < n && begun.length < AHEAD) {
      const [from, to] = [next, Math.min(n, next + size)];
      const value = work(from, to);
      // What fails is told when its turn comes, and not before that as a promise nobody waits for.
      value.catch(() => undefined);
      begun.push({ from, to, value });
      next = to;
    }
    const first = begun.shift();
    if (first === undefined) return;
    if ((await take(await first.value, first.from, first.to)) === false) return;
  }
}

/** Elements `from` up to `to` of a list of 32-byte elements. */
export function elements(source: ByteSource, from: number, to: number): Promise<Uint8Array> {
  return source.read(from * SIZE, to * SIZE);
}

/** Reads from the beginning to the end; `look` sees every byte once, whole elements at a time. */
export async function readThrough(
  source: ByteSource,
  look: (bytes: Uint8Array) => void,
): Promise<void> {
  await inOrder(
    source.size,
    CHUNK,
    (from, to) => source.read(from, to),
    (bytes) => look(bytes),
  );
}

/** Appends a whole source to a transcript. */
export async function appendFrom(
  transcript: Transcript,
  label: string,
  source: ByteSource,
  look?: (bytes: Uint8Array) => void,
): Promise<void> {
  const appending = transcript.begin(label, source.size);
  await readThrough(source, (bytes) => {
    appending.add(bytes);
    look?.(bytes);
  });
  appending.end();
}

/** Turns the work of several passes over a list into ballots done of all. */
export class Meter {
  readonly #of: number;
  readonly #passes: number;
  readonly #progress: Pace['progress'];
  #done = 0;

  /** `passes` over `of` ballots; a pass may count for less than one where it is cheap. */
  constructor(of: number, passes: number, progress: Pace['progress']) {
    this.#of = of;
    this.#passes = passes;
    this.#progress = progress;
  }

  add(ballots: number): void {
    this.to(this.#done + ballots);
  }

  /** That this much is done since the beginning, where it is more than was known. */
  to(ballots: number): void {
    if (ballots <= this.#done) return;
    this.#done = ballots;
    this.#progress?.(Math.min(this.#of, Math.floor(ballots / this.#passes)), this.#of);
  }
}
