/**
 * Where ballots arrive. Those that come within a few milliseconds are proved and committed together:
 * one multi-scalar multiplication and one disk sync for all of them. Nobody is answered before the
 * ballot is durable and a checkpoint covers it.
 *
 * The hour is that of arrival, not of the commit: a ballot that came in time is taken however busy
 * the server was, and one that came late is refused, so the box closes exactly on time.
 */
import { err, type Result } from '@hustings/base';
import type { BallotReceipt, Refusal } from '@hustings/record';
import { castingAllowed } from '@hustings/rulebook';
import type { Desk } from '../desk/desk.ts';

export interface HallOptions {
  readonly now: () => Date;
  /** Ballots proved and committed together. */
  readonly most?: number;
  /** How long the first waits for others. */
  readonly gatherMs?: number;
  /** Told of every ballot that was taken, after it was acknowledged. */
  readonly onTaken?: (desk: Desk, poll: string, ballot: Uint8Array, receipt: BallotReceipt) => void;
}

interface Arrived {
  readonly ballot: Uint8Array;
  readonly at: string;
  readonly answer: (result: Result<BallotReceipt, Refusal>) => void;
  readonly fail: (fault: unknown) => void;
}

/** More than this many waiting and the sender is asked to come back: memory is not for queueing. */
const MOST_WAITING = 20_000;
/** Two batches per poll under way: one is proved while the other is committed. */
const MOST_UNDER_WAY = 2;

class Queue {
  readonly waiting: Arrived[] = [];
  underWay = 0;
  timer: NodeJS.Timeout | undefined;
  readonly idle: (() => void)[] = [];
}

export class CastingHall {
  readonly #options: Required<Omit<HallOptions, 'onTaken'>> & Pick<HallOptions, 'onTaken'>;
  readonly #queues = new Map<string, Queue>();

  constructor(options: HallOptions) {
    this.#options = { most: 64, gatherMs: 5, ...options };
  }

  cast(desk: Desk, poll: string, ballot: Uint8Array): Promise<Result<BallotReceipt, Refusal>> {
    const queue = this.#queue(desk, poll);
    if (queue.waiting.length >= MOST_WAITING)
      return Promise.resolve(
        err({
          code: 'request/overload',
          message:
            'Very many people are voting at this moment. Your vote has not been taken yet; it will be sent again in a few seconds.',
        }),
      );
    const at = this.#options.now().toISOString();
    return new Promise((answer, fail) => {
      queue.waiting.push({ ballot, at, answer, fail });
      if (queue.waiting.length >= this.#options.most) this.#go(desk, poll, queue);
      else queue.timer ??= setTimeout(() => this.#go(desk, poll, queue), this.#options.gatherMs);
    });
  }

  /** Resolves when every ballot that has arrived by now is answered: the poll may then be closed. */
  settled(desk: Desk, poll: string): Promise<void> {
    const queue = this.#queue(desk, poll);
    if (queue.waiting.length === 0 && queue.underWay === 0) return Promise.resolve();
    return new Promise((done) => queue.idle.push(done));
  }

  #queue(desk: Desk, poll: string): Queue {
    const key = `${desk.proceeding}/${poll}`;
    let queue = this.#queues.get(key);
    if (queue === undefined) {
      queue = new Queue();
      this.#queues.set(key, queue);
    }
    return queue;
  }

  #go(desk: Desk, poll: string, queue: Queue): void {
    clearTimeout(queue.timer);
    queue.timer = undefined;
    while (queue.underWay < MOST_UNDER_WAY && queue.waiting.length > 0) {
      const batch = this.#nextBatch(desk, poll, queue);
      queue.underWay++;
      void this.#take(desk, poll, batch).finally(() => {
        queue.underWay--;
        this.#go(desk, poll, queue);
        if (queue.underWay > 0 || queue.waiting.length > 0) return;
        this.#queues.delete(`${desk.proceeding}/${poll}`);
        for (const done of queue.idle.splice(0)) done();
      });
    }
  }

  /** Ballots that arrived on the same side of the opening and of the closing hour. */
  #nextBatch(desk: Desk, poll: string, queue: Queue): readonly Arrived[] {
    const { state } = desk.recorder;
    // An entry taken after the ballot arrived does not make the ballot late.
    const isOpen = ({ at }: Arrived): boolean =>
      castingAllowed(state, poll, at < state.at ? state.at : at).ok;
    const [first] = queue.waiting;
    const upTo = queue.waiting.slice(0, this.#options.most);
    const side = first !== undefined && isOpen(first);
    const turn = upTo.findIndex((one) => isOpen(one) !== side);
    return queue.waiting.splice(0, turn < 0 ? upTo.length : turn);
  }

  async #take(desk: Desk, poll: string, batch: readonly Arrived[]): Promise<void> {
    const last = batch.at(-1);
    if (last === undefined) return;
    try {
      const answers = await desk.cast(
        poll,
        batch.map((one) => one.ballot),
        last.at,
      );
      batch.forEach((one, i) => {
        const answer = answers[i] as Result<BallotReceipt, Refusal>;
        one.answer(answer);
        if (answer.ok) this.#options.onTaken?.(desk, poll, one.ballot, answer.value);
      });
    } catch (fault) {
      for (const one of batch) one.fail(fault);
    }
  }
}
