/** How much of a verification is done, by the work that its polls make. */
import { manifestOf, type Poll } from './proceeding/state.ts';

/** Told what is being done, and how much of all is done: 0 to 1. */
export type Tell = (doing: string, part: number) => void;

/** What a proof of a ballot costs is one unit; the others are measured against it, roughly. */
const UNITS = { ballot: 1, mix: 4, share: 2, paper: 2 } as const;

export class Progress {
  readonly #tell: Tell;
  #all = 1;
  #done = 0;

  constructor(tell: Tell = () => {}) {
    this.#tell = tell;
  }

  /** Once the entries have been read. */
  expect(polls: Iterable<Poll>): void {
    for (const poll of polls) {
      const mixers = manifestOf(poll)?.mixers.length ?? 0;
      const shares = poll.decryptions.length > 0 ? (manifestOf(poll)?.threshold ?? 0) : 0;
      const each =
        UNITS.ballot +
        (poll.mixes.length > 0 ? UNITS.mix * mixers : 0) +
        UNITS.share * shares +
        (poll.openings.size > 0 ? UNITS.paper : 0);
      this.#all += poll.ballots.length * each;
    }
  }

  say(doing: string): void {
    this.#tell(doing, Math.min(1, this.#done / this.#all));
  }

  /** So many ballots have been through a step. */
  add(doing: string, step: keyof typeof UNITS, ballots: number): void {
    this.#done += UNITS[step] * ballots;
    this.say(doing);
  }
}
