import type { Io } from './io.ts';

/** What one kind of work took, in ms: by the clock, and of all processors together. */
export interface Spent {
  readonly wall: number;
  readonly cpu: number;
}

/** Adds up what each kind of work took; kinds are not nested. */
export class Stopwatch {
  readonly #io: Pick<Io, 'now' | 'usage'>;
  readonly #spent = new Map<string, Spent>();

  constructor(io: Pick<Io, 'now' | 'usage'>) {
    this.#io = io;
  }

  /** In the order in which the kinds were first met. */
  get spent(): ReadonlyMap<string, Spent> {
    return this.#spent;
  }

  readonly timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const now = this.#io.now();
    const { cpu } = this.#io.usage();
    const value = await work();
    const before = this.#spent.get(what) ?? { wall: 0, cpu: 0 };
    this.#spent.set(what, {
      wall: before.wall + this.#io.now() - now,
      cpu: before.cpu + this.#io.usage().cpu - cpu,
    });
    return value;
  };
}
