/**
 * The group over all cores, for a worker that has much to compute: it starts workers of its own, each
 * with a kernel and memory of its own. No memory is shared, so the page needs no special headers.
 */
import { type BallotWork, serveWork, sharedBallotWork, type WorkMessage } from '@hustings/ballot';
import {
  bestGroup,
  fewHere,
  type Group,
  type GroupWorker,
  parallelGroup,
} from '@hustings/ristretto';
import type { CoreAnswer } from './group.worker.ts';
import { random } from './random.ts';

/** Fewer elements than this are done before a message is there and back. */
const LEAST = 256;
/** Each worker takes some ten megabytes. */
const MOST_WORKERS = 16;

export interface OverCores {
  readonly group: Group;
  /** Not there where this thread works alone. */
  readonly ballots?: BallotWork;
}

/** Where there is one core, or a worker may start none, the group of this thread. */
export async function overCores(cores: number = navigator.hardwareConcurrency): Promise<OverCores> {
  const own = await bestGroup();
  if (!(cores > 1) || typeof Worker === 'undefined') return { group: own };
  const count = Math.min(cores, MOST_WORKERS);
  const workers = Array.from({ length: count }, () => new CoreWorker(own));
  return {
    group: fewHere(own, parallelGroup(workers, 'best', own.scalars), LEAST),
    ballots: sharedBallotWork(workers),
  };
}

/** The group alone. */
export async function groupOverCores(cores?: number): Promise<Group> {
  return (await overCores(cores)).group;
}

interface Waiting {
  readonly message: WorkMessage;
  readonly resolve: (bytes: Uint8Array | Promise<Uint8Array>) => void;
  readonly reject: (error: Error) => void;
}

/** A worker that is started by its first message. Where it cannot be, or dies, this thread does its work. */
class CoreWorker implements GroupWorker {
  readonly #here: (message: WorkMessage) => Promise<Uint8Array>;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #isDead = false;
  #last = 0;

  constructor(own: Group) {
    this.#here = serveWork(own, random);
  }

  post(message: WorkMessage): Promise<Uint8Array> {
    if (this.#isDead) return this.#here(message);
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { message, resolve, reject });
      try {
        this.#worker ??= this.#started();
        this.#worker.postMessage({ id, message });
      } catch {
        this.#die();
      }
    });
  }

  #started(): Worker {
    const worker = new Worker(new URL('./group.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', (event: MessageEvent<CoreAnswer>) => {
      const answer = event.data;
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if ('bytes' in answer) waiting?.resolve(answer.bytes);
      else waiting?.reject(new Error(answer.error));
    });
    worker.addEventListener('error', () => this.#die());
    return worker;
  }

  #die(): void {
    this.#isDead = true;
    this.#worker?.terminate();
    for (const { message, resolve } of this.#waiting.values()) resolve(this.#here(message));
    this.#waiting.clear();
  }
}
