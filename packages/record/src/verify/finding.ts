/**
 * What a verifier says. Verification never stops at the first thing found: it collects, and an
 * empty list together with the numbers of things checked is the proof.
 */
import type { Witnessed } from './witnesses.ts';

export interface Finding {
  /** Stable, `step/kebab-reason`. */
  readonly code: string;
  /** Where: `checkpoint`, `tile/0/000`, `entry 42`, `entry 42 /act/size`, `blob/<sha256>`. */
  readonly place: string;
  /** What is wrong, and what it means for the result, in a sentence. */
  readonly message: string;
}

/** How many of each were checked; only what was really looked at is counted. */
export interface Checked {
  readonly entries: number;
  readonly signatures: number;
  readonly ballots: number;
  readonly proofs: number;
  readonly mixes: number;
  readonly shares: number;
  readonly papers: number;
  readonly polls: number;
  readonly figures: number;
  readonly blobs: number;
  readonly tiles: number;
}

export interface Report {
  readonly findings: readonly Finding[];
  readonly checked: Checked;
  /** What the record is and says, for the head of a report; empty strings where it cannot be read. */
  readonly about: {
    readonly proceeding: string;
    readonly organisation: string;
    readonly title: string;
    readonly root: string;
    readonly size: number;
    readonly declared: readonly string[];
  };
  /** Those of the named witnesses who cosigned the checkpoint; absent where none were named. */
  readonly witnessed?: readonly Witnessed[];
}

export interface Progress {
  /** What is being done now, in two or three words. */
  readonly step: string;
  readonly done: number;
  readonly of: number;
}

/** Gathers findings and counts; one per verification. */
export class Notebook {
  readonly findings: Finding[] = [];
  readonly #checked: { -readonly [K in keyof Checked]: number } = {
    entries: 0,
    signatures: 0,
    ballots: 0,
    proofs: 0,
    mixes: 0,
    shares: 0,
    papers: 0,
    polls: 0,
    figures: 0,
    blobs: 0,
    tiles: 0,
  };

  find(code: string, place: string, message: string): void {
    this.findings.push({ code, place, message });
  }

  count(what: keyof Checked, n = 1): void {
    this.#checked[what] += n;
  }

  get checked(): Checked {
    return { ...this.#checked };
  }
}
