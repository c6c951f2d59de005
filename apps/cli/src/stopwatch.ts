import type { Io } from './io.ts';

/** What one kind of work took, in ms: by the clock, and of all processors together. */
export interface Spent {
  readonly wall: number;
  readonly cpu: number;
}

/** Adds up what each kind of work took, one kind at a time. */
export class Stopwatch {
  readonly #io: Pick<Io, 'now' | 'usage'>;
  readonly #spent = new Map<string, Spent>();
  #running: { readonly what: string; readonly wall: number; readonly cpu: number } | undefined;

  constructor(io: Pick<Io, 'now' | 'usage'>) {
    this.#io = io;
  }

  /** In the order in which the kinds were first met. */
  get spent(): ReadonlyMap<string, Spent> {
    return this.#spent;
  }

  /** From here on it is this kind of work. */
  turnTo(what: string): void {
    if (this.#running?.what === what) return;
    this.stop();
    this.#running = { what, wall: this.#io.now(), cpu: this.#io.usage().cpu };
  }

  /** From here on it is none. */
  stop(): void {
    if (this.#running === undefined) return;
    const { what, wall, cpu } = this.#running;
    const before = this.#spent.get(what) ?? { wall: 0, cpu: 0 };
    this.#spent.set(what, {
      wall: before.wall + this.#io.now() - wall,
      cpu: before.cpu + this.#io.usage().cpu - cpu,
    });
    this.#running = undefined;
  }

  /** `work`, measured; kinds are not nested. */
  readonly timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    this.turnTo(what);
    try {
      return await work();
    } finally {
      this.stop();
    }
  };
}
