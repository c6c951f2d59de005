import type { StvTransfer } from './stv-transcript.ts';

/** Whole papers on their way from one candidate. */
export class PaperMoves {
  /** By candidate, in the order in which they were laid on. */
  readonly to: readonly number[][];
  readonly #ids: readonly string[];
  papers = 0;
  spent = 0;

  constructor(ids: readonly string[]) {
    this.#ids = ids;
    this.to = ids.map(() => []);
  }

  add(paper: number, to: number): void {
    (this.to[to] as number[]).push(paper);
    this.papers++;
  }

  transfer(from: string, out: number): StvTransfer {
    return {
      from,
      papers: this.papers + this.spent,
      votes: `${out}`,
      value: '1',
      to: Object.fromEntries(
        this.#ids.flatMap((id, i) => {
          const { length } = this.to[i] as number[];
          return length === 0 ? [] : [[id, { papers: length, votes: `${length}` }]];
        }),
      ),
      exhausted: { papers: this.spent, votes: `${this.spent}` },
      lost: '0',
    };
  }
}
