/** How the lines of a BLT file call candidates: by number from 1, or by the names of a `[nick …]` line. */
import { ok } from '@hustings/base';
import { type Read, type Word, wholeNumber, wrong } from './words.ts';

export class CandidateNumbers {
  readonly count: number;
  readonly #byNick = new Map<string, number>();

  constructor(count: number) {
    this.count = count;
  }

  /** One short name for each candidate, none of which could be something else on a line of papers. */
  setNicks(words: readonly Word[], option: Word): Read<undefined> {
    for (const word of words) {
      if (this.#byNick.has(word.text))
        return wrong(word, 'a short name that no other candidate has');
      if (!/^(?![-+\d])[^=()[\]"]+$/.test(word.text))
        return wrong(word, 'a short name that begins with no digit or sign');
      this.#byNick.set(word.text, this.#byNick.size);
    }
    return words.length === this.count
      ? ok(undefined)
      : wrong(option, `a short name for each of the ${this.count} candidates`);
  }

  /** The place of a candidate in the file, from 0; `text` where that is not all of the word. */
  read(word: Word, text: string = word.text, what = "a candidate's number"): Read<number> {
    const nick = this.#byNick.get(text);
    if (nick !== undefined) return ok(nick);
    if (/^\d+$/.test(text) && !(Number(text) >= 1 && Number(text) <= this.count))
      return wrong(word, `${what}, from 1 to ${this.count}`, 'format/unknown-candidate');
    const number = wholeNumber(word, { what, most: this.count }, text);
    return number.ok ? ok(number.value - 1) : number;
  }
}
