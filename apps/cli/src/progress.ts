/**
 * Progress of anything that takes more than a second: on a terminal one line that is redrawn, with
 * the rate and the time left; elsewhere a line for every tenth, and not more than one a second.
 * Quick work says nothing.
 */
import type { Io } from './io.ts';

export interface Step {
  /** What is being done, in two or three words. */
  readonly step: string;
  readonly done: number;
  readonly of: number;
}

const QUIET_MS = 1000;
const REDRAW_MS = 100;
const WIDTH = 24;

export class Progress {
  readonly #io: Io;
  readonly #began: number;
  /** Redraws while a long step says nothing, so that the clock is seen to run. */
  readonly #timer: NodeJS.Timeout | undefined;
  #now: Step | undefined;
  #stepBegan = 0;
  #doneBefore = 0;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #tenth = -1;
  #toldAt = Number.NEGATIVE_INFINITY;
  #isLineOpen = false;

  constructor(io: Io) {
    this.#io = io;
    this.#began = io.now();
    this.#timer = io.isTTY ? setInterval(() => this.#now && this.show(this.#now), 1000) : undefined;
    this.#timer?.unref();
  }

  readonly show = (now: Step): void => {
    const at = this.#io.now();
    if (now.step !== this.#now?.step) {
      this.#stepBegan = at;
      this.#doneBefore = now.done;
      this.#tenth = -1;
    }
    this.#now = now;
    if (at - this.#began < QUIET_MS) return;
    if (this.#io.isTTY) this.#draw(now, at);
    else this.#tell(now, at);
  };

  /** Leaves the line as it was last drawn; later output begins on a new one. */
  end(): void {
    clearInterval(this.#timer);
    if (this.#isLineOpen) this.#io.stderr.write('\n');
    this.#isLineOpen = false;
  }

  #draw(now: Step, at: number): void {
    if (at - this.#drawnAt < REDRAW_MS && now.done < now.of) return;
    this.#drawnAt = at;
    const share = now.of === 0 ? 1 : Math.min(1, now.done / now.of);
    const full = Math.round(share * WIDTH);
    const bar = '█'.repeat(full) + '░'.repeat(WIDTH - full);
    const where = `${now.step}, ${grouped(now.done)} of ${grouped(now.of)}`;
    // Erase to the end of the line: the new text may be shorter than the old.
    this.#io.stderr.write(`\r${bar} ${percentOf(share)}  ${where}${this.#pace(now, at)}\u001b[K`);
    this.#isLineOpen = true;
  }

  /** Rate and time left from what this step has done itself; before that, how long it has taken. */
  #pace(now: Step, at: number): string {
    const seconds = (at - this.#stepBegan) / 1000;
    const rate = seconds > 0.5 ? (now.done - this.#doneBefore) / seconds : 0;
    if (rate === 0) return seconds < 2 ? '' : `  ${clock(Math.floor(seconds))}`;
    const left = `${clock(Math.ceil((now.of - now.done) / rate))} left`;
    return rate < 1 ? `  ${left}` : `  ${grouped(Math.round(rate))}/s  ${left}`;
  }

  #tell(now: Step, at: number): void {
    const tenth = now.of === 0 ? 10 : Math.floor((now.done / now.of) * 10);
    if (tenth <= this.#tenth || at - this.#toldAt < QUIET_MS) return;
    this.#tenth = tenth;
    this.#toldAt = at;
    this.#io.stderr.write(
      `hustings: ${now.step} ${tenth * 10}% (${grouped(now.done)} of ${grouped(now.of)})\n`,
    );
  }
}

function percentOf(share: number): string {
  return `${Math.floor(share * 100)}%`.padStart(4);
}

function grouped(n: number): string {
  return n.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `0:07`, `12:30`, `1:02:03`. */
function clock(seconds: number): string {
  const s = `${seconds % 60}`.padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${s}`;
  return `${Math.floor(minutes / 60)}:${`${minutes % 60}`.padStart(2, '0')}:${s}`;
}
