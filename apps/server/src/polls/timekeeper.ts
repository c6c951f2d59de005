/**
 * Opens and closes the polls of contests on their hours, so that nobody need be awake at noon. What it
 * does is what the officer's own buttons do, no more: the poll is opened and the links are mailed; the
 * box is closed. Counting is left to a person.
 *
 * Casting keeps its hours by itself (referee and casting hall); this only writes them down in time.
 * Should this machine's clock jump, it waits until the clock has run evenly for a while: a poll that
 * was closed an hour early by a wrong clock could not be opened again.
 */
import { closePoll, type Refusal, SYSTEM } from '@hustings/record';
import type { PollState } from '@hustings/rulebook';
import type { CastingHall } from '../casting/casting-hall.ts';
import type { Desk } from '../desk/desk.ts';
import type { DeskRoom } from '../desk/desk-room.ts';
import type { JobBoard } from '../jobs/job-board.ts';
import type { Database } from '../store/store.ts';

export interface TimekeeperSetup {
  readonly db: Database;
  readonly desks: DeskRoom;
  readonly casting: CastingHall;
  readonly jobs: JobBoard;
  readonly now: () => Date;
  /** Milliseconds of a clock that nobody can set, from any start. */
  readonly monotonic: () => number;
  readonly onFault: (fault: unknown) => void;
  readonly tell: (message: string) => void;
  /** How long the clock must have run evenly after a jump, in ms. */
  readonly steadyMs?: number;
}

const LOOK_EVERY_MS = 1000;
/** Clocks are corrected by small steps all the time. */
const JUMP_MS = 10_000;

export class Timekeeper {
  readonly #setup: TimekeeperSetup;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #last: { readonly wall: number; readonly even: number } | undefined;
  #steadySince = Number.NEGATIVE_INFINITY;
  /** What was refused last, by poll: told once, not every second. */
  readonly #refused = new Map<string, string>();

  constructor(setup: TimekeeperSetup) {
    this.#setup = setup;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#looking ??= this.look()
        .catch(this.#setup.onFault)
        .finally(() => {
          this.#looking = undefined;
        });
    }, LOOK_EVERY_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  /** Does what is due now. */
  async look(): Promise<void> {
    if (!this.#isSteady()) return;
    const { db, desks } = this.#setup;
    const contests = await db
      .selectFrom('proceedings')
      .select('id')
      .where('kind', '=', 'contest')
      .execute();
    for (const { id } of contests) {
      const desk = await desks.find(id);
      if (desk === undefined) continue;
      for (const poll of Object.values(desk.recorder.state.polls)) await this.#keep(desk, poll);
    }
  }

  async #keep(desk: Desk, poll: PollState): Promise<void> {
    const { manifest, status } = poll;
    if (manifest === undefined) return;
    const at = desk.now();
    if (status === 'prepared' && at >= manifest.opens && at < manifest.closes)
      await this.#open(desk, poll.id);
    else if (status === 'open' && at >= (poll.closes ?? manifest.closes))
      await this.#close(desk, poll.id);
  }

  async #open(desk: Desk, poll: string): Promise<void> {
    const opened = await desk.take({ kind: 'poll-opened', poll }, SYSTEM);
    if (!opened.ok) return this.#tellOnce(desk, poll, 'could not be opened', opened.error);
    this.#setup.tell(`${desk.proceeding}: ${poll} was opened on its hour.`);
    await this.#setup.jobs.order({
      kind: 'vote-links',
      workKey: `${desk.proceeding}/vote-links/${poll}`,
      params: { proceeding: desk.proceeding, poll },
      isRepeatable: true,
    });
  }

  async #close(desk: Desk, poll: string): Promise<void> {
    await this.#setup.casting.settled(desk, poll);
    const closed = await desk.step((conduct) => closePoll(conduct, poll));
    if (!closed.ok) return this.#tellOnce(desk, poll, 'could not be closed', closed.error);
    this.#setup.tell(`${desk.proceeding}: ${poll} was closed on its hour.`);
  }

  #tellOnce(desk: Desk, poll: string, what: string, { code, message }: Refusal): void {
    const key = `${desk.proceeding}/${poll}`;
    if (this.#refused.get(key) === code) return;
    this.#refused.set(key, code);
    this.#setup.tell(`${desk.proceeding}: ${poll} ${what} on its hour: ${message}`);
  }

  #isSteady(): boolean {
    const { now, monotonic, steadyMs = 120_000 } = this.#setup;
    const here = { wall: now().getTime(), even: monotonic() };
    const before = this.#last;
    this.#last = here;
    if (before === undefined) return true;
    const jump = here.wall - before.wall - (here.even - before.even);
    if (Math.abs(jump) > JUMP_MS) {
      this.#steadySince = here.even;
      this.#setup.tell(
        `This machine’s clock jumped by ${Math.round(jump / 1000)} s. No poll is opened or closed by itself until it has run evenly for a while.`,
      );
    }
    return here.even - this.#steadySince >= steadyMs;
  }
}
