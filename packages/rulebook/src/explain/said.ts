/** A sentence with the clause that it rests on. */

export interface Sentence {
  readonly text: string;
  /** The id of the clause; left out where the book says nothing of it. */
  readonly clause?: string;
}

export function said(text: string, clause: string): Sentence {
  return { text, clause };
}
