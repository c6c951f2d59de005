/**
 * Work on many ballots, as one job from bytes to bytes: a thread that takes a whole batch parses,
 * hashes and computes it by itself, and the thread that gives it out only sends bytes and takes the answer.
 */
import {
  assert,
  bigEndian,
  concatAll,
  type Failure,
  fromUtf8,
  readBigEndian,
  utf8,
} from '@hustings/base';
import { type Group, type GroupMessage, SIZE, serveGroup } from '@hustings/ristretto';
import { type Ballot, type BallotPoll, parseBallot } from './ballot.ts';
import { checkBallots, type RefusedBallot } from './ballot-check.ts';
import { type SealJob, sealBallots } from './ballot-seal.ts';
import { type Credential, credentialsFromCodes, type Roll } from './credential.ts';
import { at } from './flat.ts';
import { pack, unpack } from './packed.ts';
import type { Random } from './random.ts';

export interface BallotWork {
  /** The key pairs of codes. Throws on a text that `parseCode` refuses. */
  credentials(codes: readonly string[], roll: Roll): Promise<readonly Credential[]>;
  /** Sealed ballots as bytes, one for each job. */
  seal(poll: BallotPoll, jobs: readonly SealJob[]): Promise<readonly Uint8Array[]>;
  /** As `checkBallots`, of the bytes of ballots that `parseBallot` accepts. */
  check(poll: BallotPoll, ballots: readonly Uint8Array[]): Promise<readonly RefusedBallot[]>;
}

/** Does the work here. */
export function ownBallotWork(group: Group, random: Random): BallotWork {
  return {
    credentials: (codes, roll) => credentialsFromCodes(group, codes, roll),
    seal: async (poll, jobs) =>
      (await sealBallots(group, poll, jobs, random)).map(({ bytes }) => bytes),
    check: (poll, ballots) => checkBallots(group, poll, ballots.map(parsed), random),
  };
}

function parsed(bytes: Uint8Array): Ballot {
  const ballot = parseBallot(bytes);
  assert(ballot.ok, 'only ballots that can be parsed are checked further');
  return ballot.value;
}

/** One batch on its way to a worker: plain objects and byte arrays, fit for structured clone. */
export type BallotMessage =
  | { readonly op: 'credentials'; readonly roll: Roll; readonly codes: Uint8Array }
  | { readonly op: 'seal'; readonly poll: BallotPoll; readonly jobs: Uint8Array }
  | { readonly op: 'check'; readonly poll: BallotPoll; readonly ballots: Uint8Array };

export interface BallotWorker {
  /** Sends a message to the worker and resolves with its answer; rejects when the worker failed. */
  post(message: BallotMessage): Promise<Uint8Array>;
}

/** Elements of one message at most: enough for long sums and few messages. */
const MOST = 1024;
/** Fewer are not shared out: sums over few points cost more for each. */
const LEAST = 64;
/** Messages that a worker has at once: it finds the next when it is done with one. */
const AHEAD = 2;

/** Shares the work out over workers, each of which answers with `serveBallotWork`. */
export function sharedBallotWork(workers: readonly BallotWorker[]): BallotWork {
  const queue = new Queue(workers);

  /** Cuts a list in batches; `message` makes one, and the answers come in the order of the list. */
  function shared<T>(
    list: readonly T[],
    message: (some: readonly T[]) => BallotMessage,
  ): Promise<readonly (readonly Uint8Array[])[]> {
    const even = Math.ceil(list.length / Math.max(1, workers.length));
    const size = Math.min(MOST, Math.max(LEAST, even));
    const batches: Promise<readonly Uint8Array[]>[] = [];
    for (let from = 0; from < list.length; from += size)
      batches.push(queue.run(message(list.slice(from, from + size))).then(unpack));
    return Promise.all(batches);
  }

  return {
    credentials: async (codes, roll) => {
      const answers = await shared(codes, (some) => ({
        op: 'credentials',
        roll,
        codes: pack(some.map(utf8)),
      }));
      return answers.flatMap(([secrets, publics]) => {
        assert(secrets !== undefined && publics !== undefined, 'both halves were answered');
        return Array.from({ length: secrets.length / SIZE }, (_, i) => ({
          secret: at(secrets, i),
          public: at(publics, i),
        }));
      });
    },
    seal: async (poll, jobs) =>
      (await shared(jobs, (some) => ({ op: 'seal', poll, jobs: packedJobs(some) }))).flat(),
    check: async (poll, ballots) => {
      const answers = await shared(ballots, (some) => ({
        op: 'check',
        poll,
        ballots: pack(some),
      }));
      let first = 0;
      return answers.flatMap(([checked, ...refused]) => {
        const begin = first;
        first += readBigEndian(checked as Uint8Array, 0, 4);
        return refusedOf(refused, begin);
      });
    },
  };
}

/** Returns the worker's side. Secrets of elections are drawn with `random`, and so are a check's weights. */
export function serveBallotWork(
  group: Group,
  random: Random,
): (message: BallotMessage) => Promise<Uint8Array> {
  const own = ownBallotWork(group, random);
  return async (message) => {
    switch (message.op) {
      case 'credentials': {
        const codes = unpack(message.codes).map((code) => fromUtf8(code) ?? '');
        const made = await own.credentials(codes, message.roll);
        return pack([concatAll(made.map((c) => c.secret)), concatAll(made.map((c) => c.public))]);
      }
      case 'seal':
        return pack(await own.seal(message.poll, jobsOf(message.jobs)));
      case 'check': {
        const ballots = unpack(message.ballots);
        const refused = await own.check(message.poll, ballots);
        const told = refused.flatMap(({ index, failure }) => [
          bigEndian(index, 4),
          utf8(failure.code),
          utf8(failure.message),
        ]);
        return pack([bigEndian(ballots.length, 4), ...told]);
      }
    }
  };
}

/** Anything that a worker may be asked. */
export type WorkMessage = GroupMessage | BallotMessage;

/** Returns the side of a worker that serves both `parallelGroup` and `sharedBallotWork`. */
export function serveWork(
  group: Group,
  random: Random,
): (message: WorkMessage) => Promise<Uint8Array> {
  const onGroup = serveGroup(group);
  const onBallots = serveBallotWork(group, random);
  return (message) => {
    switch (message.op) {
      case 'credentials':
      case 'seal':
      case 'check':
        return onBallots(message);
      default:
        return onGroup(message);
    }
  };
}

function packedJobs(jobs: readonly SealJob[]): Uint8Array {
  return pack(
    jobs.flatMap(({ plaintext, pool, credential, previous }) => [
      plaintext,
      utf8(pool),
      credential.secret,
      credential.public,
      previous ?? new Uint8Array(),
    ]),
  );
}

function jobsOf(packed: Uint8Array): readonly SealJob[] {
  const strings = unpack(packed);
  const jobs: SealJob[] = [];
  for (let i = 0; i < strings.length; i += 5) {
    const [plaintext, pool, secret, own, previous] = strings.slice(i, i + 5) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    jobs.push({
      plaintext,
      pool: fromUtf8(pool) ?? '',
      credential: { secret, public: own },
      ...(previous.length === 0 ? {} : { previous }),
    });
  }
  return jobs;
}

function refusedOf(strings: readonly Uint8Array[], first: number): readonly RefusedBallot[] {
  const refused: RefusedBallot[] = [];
  for (let i = 0; i < strings.length; i += 3) {
    const [index, code, message] = strings.slice(i, i + 3) as [Uint8Array, Uint8Array, Uint8Array];
    const failure: Failure = { code: fromUtf8(code) ?? '', message: fromUtf8(message) ?? '' };
    refused.push({ index: first + readBigEndian(index, 0, 4), failure });
  }
  return refused;
}

interface Waiting {
  readonly message: BallotMessage;
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: unknown) => void;
}

/** Messages of all calls in the order in which they came; who is free takes the next. */
class Queue {
  readonly #loads: { readonly worker: BallotWorker; messages: number }[];
  readonly #waiting: Waiting[] = [];

  constructor(workers: readonly BallotWorker[]) {
    this.#loads = workers.map((worker) => ({ worker, messages: 0 }));
  }

  run(message: BallotMessage): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ message, resolve, reject });
      this.#giveOut();
    });
  }

  #giveOut(): void {
    for (;;) {
      const free = this.#loads.reduce((a, b) => (b.messages < a.messages ? b : a));
      if (free.messages >= AHEAD) return;
      const next = this.#waiting.shift();
      if (next === undefined) return;
      free.messages++;
      const isDone = (): void => {
        free.messages--;
        this.#giveOut();
      };
      free.worker.post(next.message).then(next.resolve, next.reject).then(isDone, isDone);
    }
  }
}
