/**
 * What every reader of ballot files gives: candidates, and the marks of all papers in piles. Nothing
 * is interpreted here (papers/marks.ts); `interpretMarks` makes of it what a rule counts.
 */
import type { Result } from '@hustings/base';
import type { SequencePiles } from '../papers/sequence-piles.ts';
import type { Candidate } from '../profile.ts';

export interface BallotFile {
  /** Name of the format it was read from. */
  readonly format: string;
  /** Empty if there is none. */
  readonly title: string;
  readonly candidates: readonly Candidate[];
  /** Undefined where the format does not say. */
  readonly seats: number | undefined;
  /** Ranked papers: codes of papers/marks.ts. Papers with nothing on them are not among them. */
  readonly marks: SequencePiles;
  /** Marks say who is chosen and never in which order: they are no rankings. */
  readonly isUnordered?: true;
  /**
   * Scored papers, where the file has them: one code for each candidate, in order, the score or
   * `NO_SCORE`. A paper has ranks or scores in `marks` or `scores`, or both if the file gives both.
   */
  readonly scores: SequencePiles | undefined;
  /** Counts of piles are so many parts of one vote: 1, or 10^k where weights have k decimals. */
  readonly scale: number;
  /** Papers with nothing on them, in the same units. */
  readonly blank: number;
  /** Papers that the file itself says are not valid, by its reason. */
  readonly invalid: readonly { readonly reason: string; readonly papers: number }[];
  /** Lines that say nothing to a count (source, remarks). */
  readonly notes: readonly string[];
}

/** A score in `scores` that was not given. */
export const NO_SCORE = 0xffff;

export interface FormatError {
  /** `format/…`, such as `format/syntax`, `format/unknown-candidate`, `format/cut-short`, `format/not-utf8`, `format/unsupported`. */
  readonly code: `format/${string}`;
  /** One sentence that names the place, what was found and what was expected. */
  readonly message: string;
  /** From 1; in a format without lines, line 1 and the byte. */
  readonly line: number;
  /** From 1, in UTF-16 code units of the line. */
  readonly column: number;
  readonly found: string;
  readonly expected: string;
}

/** Reads one file in pieces of any size. After an error nothing more is to be pushed. */
export interface BallotReader {
  push(bytes: Uint8Array): Result<undefined, FormatError>;
  end(): Result<BallotFile, FormatError>;
}

export interface ReadOptions {
  /** For a format that does not say how many seats there are. */
  readonly seats?: number;
  /** For a file of several contests (cast-vote records): which, by its id or name. */
  readonly contest?: string;
}

export interface BallotFormat {
  /** As in `--from` and `--to`: `blt`, `abif`, … */
  readonly name: string;
  readonly title: string;
  /** Where the format is defined. */
  readonly source: string;
  /** File name endings, without the dot, that suggest it. */
  readonly endings: readonly string[];
  /** Whether the beginning of a file (some 4,000 characters) can be nothing else, could be, or cannot be this. */
  readonly looksLike: (beginning: string) => 'surely' | 'maybe' | 'no';
  readonly reader: (options: ReadOptions) => BallotReader;
  /** Pieces of the file, or why this file cannot be said in the format. Absent where the format is read only. */
  readonly write?: (file: BallotFile) => Result<Iterable<string>, FormatError>;
}
