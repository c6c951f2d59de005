/** The group on worker threads: proofs of large polls use every core, and the server keeps answering. */
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type BallotWork, sharedBallotWork, type WorkMessage } from '@hustings/ballot';
import {
  bestGroup,
  type Group,
  type GroupWorker,
  parallelGroup,
  type ScalarField,
} from '@hustings/ristretto';

export interface NodeGroup {
  readonly group: Group;
  /** Whole batches of ballots, on the same threads. */
  readonly ballots: BallotWork;
  /**
   * Both on the same threads, with secret scalars on the faster kernel too (`secrets: 'fma'` of ristretto):
   * for the numbers of a mix, and for who plays an election through on a machine of their own.
   */
  readonly fast: { readonly group: Group; readonly ballots: BallotWork };
  /** How many threads it works on. */
  readonly workers: number;
  /** Ends the threads; what is still being computed is given up. */
  close(): Promise<void>;
}

export interface NodeGroupOptions {
  /** As many as there are cores, where not given. */
  readonly workers?: number;
}

export function openNodeGroup(options: NodeGroupOptions = {}): NodeGroup {
  const workers = Array.from(
    { length: Math.max(1, options.workers ?? availableParallelism()) },
    () => new GroupThread(),
  );
  const scalars = ownScalars();
  const quick = workers.map((thread) => ({
    post: (message: WorkMessage) => thread.post(message, 'fma'),
  }));
  return {
    // Each thread takes the fastest backend that its engine runs rightly.
    group: parallelGroup(workers, 'best', scalars),
    ballots: sharedBallotWork(workers),
    fast: {
      group: parallelGroup(quick, 'best, secrets too', scalars),
      ballots: sharedBallotWork(quick),
    },
    workers: workers.length,
    close: async () => {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}

/** Arithmetic on scalars in this thread, by a kernel that is started when it is first needed. */
function ownScalars(): ScalarField {
  let started: Promise<Group> | undefined;
  const own = async (): Promise<ScalarField> => {
    // Long lists are worked on in slices, with the event loop free in between.
    started ??= bestGroup({ pause: () => setImmediate() });
    return (await started).scalars;
  };
  return {
    mulAdd: async (...lists) => (await own()).mulAdd(...lists),
    inner: async (...lists) => (await own()).inner(...lists),
    chain: async (...lists) => (await own()).chain(...lists),
  };
}

/** Which kernel meets the secrets of a message. */
export type Secrets = 'scalar' | 'fma';

export interface ThreadTask {
  readonly id: number;
  readonly message: WorkMessage;
  readonly secrets: Secrets;
}

export type ThreadAnswer =
  | { readonly id: number; readonly bytes: Uint8Array }
  | { readonly id: number; readonly error: string };

interface Waiting {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** One thread, started by its first message, and not counted among what keeps the process alive while idle. */
class GroupThread implements GroupWorker {
  #thread: Worker | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #isClosed = false;

  post(message: WorkMessage, secrets: Secrets = 'scalar'): Promise<Uint8Array> {
    if (this.#isClosed) return Promise.reject(new Error('the worker threads have been closed'));
    const thread = this.#started();
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      thread.ref();
      thread.postMessage({ id, message, secrets } satisfies ThreadTask);
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#thread?.terminate();
    this.#giveUp(new Error('the worker threads have been closed'));
  }

  #started(): Worker {
    if (this.#thread !== undefined) return this.#thread;
    const thread = new Worker(new URL('./group-thread.ts', import.meta.url));
    this.#thread = thread;
    thread.on('message', (answer: ThreadAnswer) => this.#take(answer));
    // An error ends the thread: what waits fails, and the next message starts a new one.
    thread.on('error', (error) => this.#ended(thread, error as Error));
    thread.on('exit', (code) =>
      this.#ended(thread, new Error(`a worker thread ended with ${code}`)),
    );
    return thread;
  }

  #take(answer: ThreadAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (this.#waiting.size === 0) this.#thread?.unref();
    if ('bytes' in answer) waiting?.resolve(answer.bytes);
    else waiting?.reject(new Error(answer.error));
  }

  #ended(thread: Worker, error: Error): void {
    if (this.#thread !== thread) return;
    this.#thread = undefined;
    this.#giveUp(error);
  }

  #giveUp(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
