/**
 * Long work, written down before it is begun: what it is, how far it has come, how it ended. The
 * table survives a kill; at start whatever was queued or running is run again, so every handler
 * looks first at what is already done (in the log, mostly) and goes on from there.
 *
 * One job of a lane runs at a time: the heavy part of each is on the worker threads already, and two
 * at once would only take longer together. The replay has a lane of its own, so that nobody's poll
 * waits for it.
 */
import { randomUUID } from 'node:crypto';
import type { JobState } from '../store/schema.ts';
import type { Database } from '../store/store.ts';

export type JobKind =
  | 'build-replay'
  | 'freeze-roll'
  | 'sign-in-links'
  | 'vote-links'
  | 'reminders'
  | 'open-pools'
  | 'finish-poll';

/** What a job is about, by ids. */
export interface JobParams {
  readonly proceeding?: string;
  readonly electorate?: string;
  readonly roll?: string;
  readonly poll?: string;
}

export interface JobOrder {
  readonly kind: JobKind;
  /** One job per key: asking again for work that is queued, running or done finds it. */
  readonly workKey: string;
  /** Work that may have to be done again later (more links to send): a done job starts anew. */
  readonly isRepeatable?: boolean;
  readonly params: JobParams;
}

export interface JobView {
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  readonly step: string;
  readonly done: number;
  readonly total: number;
  readonly error?: string;
}

export type Progress = (step: string, done: number, total: number) => void;

export type JobHandler = (
  params: JobParams,
  progress: Progress,
  stop: AbortSignal,
) => Promise<void>;

export interface JobBoardOptions {
  readonly db: Database;
  readonly handlers: Readonly<Record<JobKind, JobHandler>>;
  readonly now: () => Date;
  /** Told of a job that threw; gives back the sentence that people are shown. */
  readonly onFailure: (kind: string, fault: unknown) => string;
}

const LANES: readonly (readonly JobKind[])[] = [
  ['freeze-roll', 'sign-in-links', 'vote-links', 'reminders', 'open-pools', 'finish-poll'],
  ['build-replay'],
];

interface Lane {
  readonly kinds: readonly JobKind[];
  running: Promise<void> | undefined;
  again: boolean;
}

/** Progress is shown from memory and written down this often. */
const WRITE_EVERY_MS = 1000;

export class JobBoard {
  readonly #options: JobBoardOptions;
  readonly #stop = new AbortController();
  readonly #live = new Map<string, { step: string; done: number; total: number }>();
  /** Jobs that were asked for again while they ran: what came meanwhile they may not have seen. */
  readonly #again = new Set<string>();
  readonly #lanes = LANES.map((kinds): Lane => ({ kinds, running: undefined, again: false }));

  constructor(options: JobBoardOptions) {
    this.#options = options;
  }

  /** Puts interrupted jobs back into the queue and starts working. */
  async start(): Promise<void> {
    await this.#options.db
      .updateTable('jobs')
      .set({ state: 'queued' })
      .where('state', '=', 'running')
      .execute();
    this.#wake();
  }

  /** Stops after the step under way; what was not finished is taken up at the next start. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.idle();
  }

  /** Asks for work. A job of the same key that failed is tried again; any other is left as it is. */
  async order(order: JobOrder): Promise<string> {
    const { db, now } = this.#options;
    const moment = now().toISOString();
    const id = await db.transaction().execute(async (trx) => {
      const known = await trx
        .selectFrom('jobs')
        .select(['id', 'state'])
        .where('work_key', '=', order.workKey)
        .executeTakeFirst();
      if (known !== undefined) {
        if (known.state === 'failed' || (known.state === 'done' && order.isRepeatable === true))
          await trx
            .updateTable('jobs')
            .set({ state: 'queued', error: null, updated: moment })
            .where('id', '=', known.id)
            .execute();
        else if (known.state === 'running' && order.isRepeatable === true)
          this.#again.add(known.id);
        return known.id;
      }
      const made = randomUUID();
      await trx
        .insertInto('jobs')
        .values({
          id: made,
          kind: order.kind,
          work_key: order.workKey,
          params: JSON.stringify(order.params),
          state: 'queued',
          step: '',
          done: 0,
          total: 0,
          error: null,
          created: moment,
          updated: moment,
        })
        .execute();
      return made;
    });
    this.#wake();
    return id;
  }

  async find(workKey: string): Promise<JobView | undefined> {
    const row = await this.#options.db
      .selectFrom('jobs')
      .selectAll()
      .where('work_key', '=', workKey)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const { step, done, total } = this.#live.get(row.id) ?? row;
    return {
      id: row.id,
      kind: row.kind,
      state: row.state,
      step,
      done,
      total,
      ...(row.error === null ? {} : { error: row.error }),
    };
  }

  /** Resolves when nothing is queued or running. */
  async idle(): Promise<void> {
    for (;;) {
      const running = this.#lanes.map((lane) => lane.running).filter((r) => r !== undefined);
      if (running.length === 0) return;
      await Promise.all(running);
    }
  }

  #wake(): void {
    if (this.#stop.signal.aborted) return;
    for (const lane of this.#lanes) {
      lane.again = true;
      lane.running ??= this.#work(lane)
        // The store itself failed (a full disk): the job stays in the table for the next time.
        .catch((fault: unknown) => void this.#options.onFailure('board', fault))
        .finally(() => {
          lane.running = undefined;
        });
    }
  }

  async #work(lane: Lane): Promise<void> {
    while (lane.again) {
      lane.again = false;
      while (!this.#stop.signal.aborted && (await this.#runNext(lane)));
    }
  }

  async #runNext(lane: Lane): Promise<boolean> {
    const { db, handlers } = this.#options;
    const job = await db
      .selectFrom('jobs')
      .selectAll()
      .where('state', '=', 'queued')
      .where('kind', 'in', lane.kinds)
      .orderBy('created')
      .orderBy('id')
      .executeTakeFirst();
    if (job === undefined) return false;
    await this.#write(job.id, { state: 'running' });
    let written = 0;
    const progress: Progress = (step, done, total) => {
      this.#live.set(job.id, { step, done, total });
      if (performance.now() - written < WRITE_EVERY_MS) return;
      written = performance.now();
      // A lost progress line does no harm: the next one follows, and the job tells of real faults.
      this.#write(job.id, { step, done, total }).catch(() => undefined);
    };
    const handler = handlers[job.kind as JobKind];
    try {
      await handler(JSON.parse(job.params), progress, this.#stop.signal);
      const state = this.#again.delete(job.id) ? 'queued' : 'done';
      await this.#write(job.id, this.#stop.signal.aborted ? {} : { state, error: null });
    } catch (fault) {
      // Interrupted by a stop: it stays `running` in the table and is taken up at the next start.
      if (!this.#stop.signal.aborted) {
        const error = this.#options.onFailure(job.kind, fault);
        await this.#write(job.id, { state: 'failed', error });
      }
    } finally {
      this.#live.delete(job.id);
    }
    return true;
  }

  async #write(
    id: string,
    change: {
      readonly state?: JobState;
      readonly step?: string;
      readonly done?: number;
      readonly total?: number;
      readonly error?: string | null;
    },
  ): Promise<void> {
    await this.#options.db
      .updateTable('jobs')
      .set({ ...change, updated: this.#options.now().toISOString() })
      .where('id', '=', id)
      .execute();
  }
}
