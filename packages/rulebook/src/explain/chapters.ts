/** A book in words, in the order in which one reads it. */
import type { Sentence } from './said.ts';

export interface Chapter {
  readonly heading: string;
  readonly parts: readonly ChapterPart[];
}

export interface ChapterPart {
  /** Left out where the chapter has one part only. */
  readonly heading?: string;
  readonly sentences: readonly Sentence[];
}
