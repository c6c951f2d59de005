/** Progress over several works one after the other, each of so many ballots: one bar for all of them. */
import type { Progress } from './verify/finding.ts';

/** Hears how many of a work's own ballots are done. */
export type Stride = (done: number, of: number) => void;

export class Course {
  readonly #of: number;
  readonly #tell: ((progress: Progress) => void) | undefined;
  #begun = 0;

  /** `of` ballots in all the works together. */
  constructor(of: number, tell: ((progress: Progress) => void) | undefined) {
    this.#of = of;
    this.#tell = tell;
  }

  /** The next work begins; what it is given back tells of its own part. */
  next(step: string, ballots: number): Stride {
    const before = this.#begun;
    this.#begun += ballots;
    this.#say(step, before);
    return (done, of) => this.#say(step, before + (of === 0 ? 0 : (ballots * done) / of));
  }

  #say(step: string, done: number): void {
    const of = Math.max(1, this.#of);
    this.#tell?.({ step, done: Math.min(of, Math.floor(done)), of });
  }
}
