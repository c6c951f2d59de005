/**
 * Reads the plainest lines of papers from the bytes: digits and blanks, ended by a 0, nothing else.
 * Almost every line of a real file is one, and this reads it without making anything. Whatever is
 * unusual is left to the reader that can say what is wrong.
 */
import type { QuickLines } from '../lines.ts';
import type { PaperSink } from '../sink.ts';

const [TAB, LF, CR, BLANK, ZERO, NINE] = [9, 10, 13, 32, 48, 57];
/** Numbers from here on are for the careful reader. */
const LARGE = 100_000_000;

export class QuickPiles implements QuickLines {
  taken = 0;
  /** Only in the part of the file with the papers, when it is known that they end with 0. */
  isOn = false;
  #sink: PaperSink | undefined;
  #ranking = new Uint16Array(0);
  /** By candidate, the number of the last paper on which they are. */
  #seen = new Float64Array(0);
  #paper = 0;

  start(candidates: number, sink: PaperSink): void {
    this.#sink = sink;
    this.#ranking = new Uint16Array(candidates);
    this.#seen = new Float64Array(candidates);
    this.isOn = true;
  }

  take(bytes: Uint8Array, from: number): number {
    this.taken = 0;
    if (!this.isOn || this.#sink === undefined) return from;
    const sink = this.#sink;
    const ranking = this.#ranking;
    const seen = this.#seen;
    // No digit or blank goes on beyond it, so that nothing below has to ask where the bytes end.
    const last = bytes.lastIndexOf(LF);
    let start = from;
    while (start <= last) {
      const paper = ++this.#paper;
      let papers = 0;
      let ranked = 0;
      let hasEnded = false;
      let at = start;
      for (;;) {
        let byte = bytes[at] as number;
        while (byte === BLANK || byte === TAB) byte = bytes[++at] as number;
        let number = byte - ZERO;
        // Not a digit, or a number behind the 0: not this reader's, unless it is the end of the line.
        if (number < 0 || number > 9 || hasEnded) break;
        byte = bytes[++at] as number;
        while (byte >= ZERO && byte <= NINE && number < LARGE) {
          number = number * 10 + byte - ZERO;
          byte = bytes[++at] as number;
        }
        if (number >= LARGE) return start;
        if (papers === 0) {
          if (number === 0) return start;
          papers = number;
        } else if (number === 0) hasEnded = true;
        else {
          if (number > seen.length || seen[number - 1] === paper) return start;
          seen[number - 1] = paper;
          ranking[ranked++] = number - 1;
        }
        if (byte !== BLANK && byte !== TAB) break;
      }
      if (!hasEnded) return start;
      if (bytes[at] === CR) at++;
      if (bytes[at] !== LF || !sink.addRanking(ranking, ranked, papers)) return start;
      start = at + 1;
      this.taken++;
    }
    return start;
  }
}
