/**
 * The same group over several workers: every bulk operation is cut in chunks, each free worker takes
 * the next, and the results are laid back in order, so that the bytes equal those of one worker.
 * What a worker is (a thread, a Web Worker, a far machine) is the caller's: `post` carries a message
 * there, `serveGroup` answers it. Messages are plain objects of byte arrays, fit for structured clone.
 */
import { bigEndian, concat, readBigEndian } from '@hustings/base';
import {
  type ColumnHints,
  checkColumnHints,
  checkHints,
  type FixedTerm,
  type Group,
  type Hinted,
} from './group.ts';
import { encodeScalars, SIZE } from './scalar.ts';
import { bigScalars, type ScalarField } from './scalar-field.ts';

export type GroupMessage =
  | { readonly op: 'keepsSecrets' }
  | { readonly op: 'firstInvalid'; readonly points: Uint8Array; readonly hints?: Uint8Array }
  | { readonly op: 'validity'; readonly points: Uint8Array }
  | { readonly op: 'decodeHints'; readonly points: Uint8Array }
  | {
      readonly op: 'mulFixed' | 'mulFixedHinted';
      readonly terms: readonly FixedTerm[];
      readonly plus?: Uint8Array;
      readonly plusHints?: Uint8Array;
    }
  | {
      readonly op: 'mulEach';
      readonly scalar: Uint8Array;
      readonly points: Uint8Array;
      readonly hints?: Uint8Array;
    }
  | {
      readonly op: 'msmVartime';
      readonly scalars: Uint8Array;
      readonly points: Uint8Array;
      readonly hints?: Uint8Array;
    }
  | {
      readonly op: 'combineVartime';
      readonly scalars: readonly Uint8Array[];
      readonly points: readonly Uint8Array[];
      readonly hints?: ColumnHints;
    }
  | { readonly op: 'oneWayMap' | 'oneWayMapHinted'; readonly uniform: Uint8Array };

export interface GroupWorker {
  /** Sends a message to the worker and resolves with its answer; rejects when the worker failed. */
  post(message: GroupMessage): Promise<Uint8Array>;
}

/** Elements per message: long enough to bury the cost of a message, short enough to share out evenly. */
const CHUNK = 1024;
/** Decoding is cheaper. */
const CHECK_CHUNK = 4 * CHUNK;
/** Bytes of an index in an answer. */
const FOUND = 6;
/** Larger sums need fewer additions per point, so this operation is cut more coarsely. */
const MSM_CHUNK = 8192;

/** Returns the worker's side: answers each message with the bytes of the result. */
export function serveGroup(group: Group): (message: GroupMessage) => Promise<Uint8Array> {
  return async (message) => {
    switch (message.op) {
      case 'keepsSecrets':
        return Uint8Array.of((await group.keepsSecrets()) === 'fixed-sequence' ? 1 : 0);
      case 'firstInvalid':
        return found(await group.firstInvalid(message.points, message.hints));
      case 'validity':
        return group.validity(message.points);
      case 'decodeHints': {
        const { firstInvalid, hints } = await group.decodeHints(message.points);
        return concat(found(firstInvalid), hints);
      }
      case 'mulFixed':
        return group.mulFixed(message.terms, message.plus, message.plusHints);
      case 'mulFixedHinted':
        return joined(await group.mulFixedHinted(message.terms, message.plus, message.plusHints));
      case 'mulEach':
        return group.mulEach(message.scalar, message.points, message.hints);
      case 'msmVartime':
        return group.msmVartime(message.scalars, message.points, message.hints);
      case 'combineVartime':
        return group.combineVartime(message.scalars, message.points, message.hints);
      case 'oneWayMap':
        return group.oneWayMap(message.uniform);
      case 'oneWayMapHinted':
        return joined(await group.oneWayMapHinted(message.uniform));
    }
  };
}

/**
 * Returns a group that works on all the workers at once; `backend` is the name of what they run.
 * Arithmetic on scalars costs less than a message, so it stays here, by `scalars`.
 */
export function parallelGroup(
  workers: readonly GroupWorker[],
  backend = 'noble',
  scalars: ScalarField = bigScalars,
): Group {
  const [leader] = workers;
  if (leader === undefined) throw new TypeError('"workers" expected at least one');

  /** Elements per message: at most `size`, and so that all workers get as many messages, of one length. */
  function chunkFor(n: number, size: number): number {
    const rounds = Math.ceil(n / (size * workers.length));
    return Math.max(1, Math.ceil(n / Math.max(1, rounds * workers.length)));
  }

  /** Answers in order of the chunks; `message(from, to)` must copy what it sends. */
  async function shared(
    n: number,
    size: number,
    message: (from: number, to: number) => GroupMessage,
  ): Promise<Uint8Array[]> {
    const chunk = chunkFor(n, size);
    const answers: Uint8Array[] = new Array(Math.ceil(n / chunk));
    let next = 0;
    let hasFailed = false;
    await Promise.all(
      workers.map(async (worker) => {
        while (next < answers.length && !hasFailed) {
          const k = next++;
          try {
            answers[k] = await worker.post(message(k * chunk, Math.min(k * chunk + chunk, n)));
          } catch (error) {
            hasFailed = true;
            throw error;
          }
        }
      }),
    );
    return answers;
  }

  /** The index of the first invalid point from what workers found: chunks are equal but for the last. */
  function firstOf(answers: readonly Uint8Array[], n: number): number {
    const k = answers.findIndex((answer) => readBigEndian(answer, 0, FOUND) > 0);
    if (k < 0) return -1;
    return k * chunkFor(n, CHECK_CHUNK) + readBigEndian(answers[k] as Uint8Array, 0, FOUND) - 1;
  }

  /** What workers answer to `mulFixed`, or with hints. */
  async function products(
    op: 'mulFixed' | 'mulFixedHinted',
    terms: readonly FixedTerm[],
    plus: Uint8Array | undefined,
    plusHints: Uint8Array | undefined,
  ): Promise<Uint8Array[]> {
    checkHints(plus ?? new Uint8Array(), plusHints);
    const n = count(terms[0]?.scalars ?? plus ?? new Uint8Array(), SIZE);
    if (terms.some((t) => t.scalars.length !== n * SIZE) || (plus && plus.length !== n * SIZE))
      throw new TypeError(`"terms" and "plus" expected ${n} elements each`);
    return shared(n, CHUNK, (from, to) => ({
      op,
      terms: terms.map((t) => ({ base: t.base.slice(), scalars: cut(t.scalars, from, to) })),
      ...(plus === undefined ? {} : { plus: cut(plus, from, to) }),
      ...(plusHints === undefined ? {} : { plusHints: cut(plusHints, from, to) }),
    }));
  }

  return {
    scalars,
    name: `${backend}×${workers.length} workers`,

    /** The least that any worker says. */
    async keepsSecrets() {
      const answers = await Promise.all(workers.map((w) => w.post({ op: 'keepsSecrets' })));
      return answers.every(([isFixed]) => isFixed === 1) ? 'fixed-sequence' : 'bigint';
    },

    async firstInvalid(points, hints) {
      checkHints(points, hints);
      const n = count(points, SIZE);
      const answers = await shared(n, CHECK_CHUNK, (from, to) => ({
        op: 'firstInvalid',
        points: cut(points, from, to),
        ...cutHints(hints, from, to),
      }));
      return firstOf(answers, n);
    },

    async validity(points) {
      return concat(
        ...(await shared(count(points, SIZE), CHECK_CHUNK, (from, to) => ({
          op: 'validity',
          points: cut(points, from, to),
        }))),
      );
    },

    async decodeHints(points) {
      const n = count(points, SIZE);
      const answers = await shared(n, CHECK_CHUNK, (from, to) => ({
        op: 'decodeHints',
        points: cut(points, from, to),
      }));
      const firstInvalid = firstOf(answers, n);
      const hints = concat(...answers.map((answer) => answer.subarray(FOUND)));
      // Another worker may have gone beyond the first invalid one.
      if (firstInvalid >= 0) hints.fill(0, firstInvalid * SIZE);
      return { firstInvalid, hints };
    },

    mulFixed: async (terms, plus, plusHints) =>
      concat(...(await products('mulFixed', terms, plus, plusHints))),

    mulFixedHinted: async (terms, plus, plusHints) =>
      apart(await products('mulFixedHinted', terms, plus, plusHints)),

    async oneWayMapHinted(uniform) {
      const n = count(uniform, 64);
      const answers = await shared(n, CHUNK, (from, to) => ({
        op: 'oneWayMapHinted',
        uniform: uniform.slice(from * 64, to * 64),
      }));
      return apart(answers);
    },

    async mulEach(scalar, points, hints) {
      checkHints(points, hints);
      return concat(
        ...(await shared(count(points, SIZE), CHUNK, (from, to) => ({
          op: 'mulEach',
          scalar: scalar.slice(),
          points: cut(points, from, to),
          ...cutHints(hints, from, to),
        }))),
      );
    },

    async msmVartime(scalars, points, hints) {
      checkHints(points, hints);
      const n = count(points, SIZE);
      if (scalars.length !== points.length)
        throw new TypeError(`"scalars" expected ${n} scalars for ${n} points`);
      const sums = await shared(n, MSM_CHUNK, (from, to) => ({
        op: 'msmVartime',
        scalars: cut(scalars, from, to),
        points: cut(points, from, to),
        ...cutHints(hints, from, to),
      }));
      const ones = encodeScalars(sums.map(() => 1n));
      return leader.post({ op: 'msmVartime', scalars: ones, points: concat(...sums) });
    },

    async combineVartime(scalars, points, hints) {
      checkColumnHints(points, hints);
      const n = count(points[0] ?? new Uint8Array(), SIZE);
      if (scalars.length !== points.length || points.some((p) => p.length !== n * SIZE))
        throw new TypeError('"points" expected one array per scalar, all of one length');
      return concat(
        ...(await shared(n, CHUNK, (from, to) => ({
          op: 'combineVartime',
          scalars: scalars.map((s) => s.slice()),
          points: points.map((p) => cut(p, from, to)),
          ...(hints === undefined ? {} : { hints: hints.map((h) => h && cut(h, from, to)) }),
        }))),
      );
    },

    async oneWayMap(uniform) {
      return concat(
        ...(await shared(count(uniform, 64), CHUNK, (from, to) => ({
          op: 'oneWayMap',
          uniform: uniform.slice(from * 64, to * 64),
        }))),
      );
    },
  };
}

/** An index in an answer; −1 becomes 0. */
function found(index: number): Uint8Array {
  return bigEndian(index + 1, FOUND);
}

function cutHints(
  hints: Uint8Array | undefined,
  from: number,
  to: number,
): { readonly hints?: Uint8Array } {
  return hints === undefined ? {} : { hints: cut(hints, from, to) };
}

/** Points and hints in one answer: a byte that says whether there are hints, the points, the hints. */
function joined({ points, hints }: Hinted): Uint8Array {
  return concat(Uint8Array.of(hints === undefined ? 0 : 1), points, hints ?? new Uint8Array());
}

/** The answers of all chunks taken apart again; hints only where every chunk has them. */
function apart(answers: readonly Uint8Array[]): Hinted {
  const halves = answers.map((answer) => {
    const hasHints = answer[0] === 1;
    const end = hasHints ? 1 + (answer.length - 1) / 2 : answer.length;
    return { points: answer.subarray(1, end), hints: hasHints ? answer.subarray(end) : undefined };
  });
  const points = concat(...halves.map((half) => half.points));
  const hints = halves.map((half) => half.hints ?? new Uint8Array());
  const isWhole = halves.every((half) => half.hints !== undefined);
  return { points, hints: isWhole ? concat(...hints) : undefined };
}

/** A copy, since a view would drag its whole buffer through structured clone. */
function cut(flat: Uint8Array, from: number, to: number): Uint8Array {
  return flat.slice(from * SIZE, to * SIZE);
}

function count(flat: Uint8Array, size: number): number {
  if (flat.length % size !== 0)
    throw new TypeError(`expected whole elements of ${size} bytes, got ${flat.length} bytes`);
  return flat.length / size;
}
