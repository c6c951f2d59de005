/**
 * The opened papers of a pool as a blob (spec/record.md §3): per ballot a status byte and the
 * plaintext, 30 bytes a piece. What a paper says, and why it is spoilt, follows from them.
 */
import { PIECE_BYTES, type SpoiltPlaintext } from '@hustings/ballot';
import { err, type Failure, ok, type Result } from '@hustings/base';
import { type Paper, type PaperForm, readPaper, type SpoiltReason } from '@hustings/count';

const STATUS: readonly (SpoiltPlaintext | undefined)[] = [
  undefined,
  'not-readable',
  'not-canonical',
];

export type OpenedPaper = Result<Uint8Array, SpoiltPlaintext>;

export function encodePapers(papers: readonly OpenedPaper[], pieces: number): Uint8Array {
  const width = 1 + PIECE_BYTES * pieces;
  const out = new Uint8Array(papers.length * width);
  papers.forEach((paper, i) => {
    if (paper.ok) out.set(paper.value, i * width + 1);
    else out[i * width] = STATUS.indexOf(paper.error);
  });
  return out;
}

export function parsePapers(
  bytes: Uint8Array,
  pieces: number,
): Result<readonly OpenedPaper[], Failure> {
  const width = 1 + PIECE_BYTES * pieces;
  if (bytes.length % width !== 0)
    return err({ code: 'papers/length', message: 'The opened papers are cut short.' });
  const out: OpenedPaper[] = [];
  for (let at = 0; at < bytes.length; at += width) {
    const status = bytes[at] as number;
    const plaintext = bytes.subarray(at + 1, at + width);
    if (status === 0) {
      out.push(ok(plaintext));
      continue;
    }
    const reason = STATUS[status];
    if (reason === undefined || plaintext.some((b) => b !== 0))
      return err({
        code: 'papers/malformed',
        message: `Opened paper ${at / width} has a form that does not exist.`,
      });
    out.push(err(reason));
  }
  return ok(out);
}

export interface SortedPapers {
  readonly valid: readonly Paper[];
  /** By reason, in alphabetical order. */
  readonly spoilt: readonly { readonly reason: SpoiltReason; readonly count: number }[];
  readonly spoiltCount: number;
}

/** Valid papers and spoilt ones with their reasons. */
export function sortPapers(form: PaperForm, papers: readonly OpenedPaper[]): SortedPapers {
  const valid: Paper[] = [];
  const tally = new PaperTally(form, (paper) => valid.push(paper));
  tally.add(papers);
  return { valid, spoilt: tally.spoilt, spoiltCount: papers.length - valid.length };
}

/** Counts papers as they come, without keeping them. */
export class PaperTally {
  readonly #form: PaperForm;
  readonly #onValid: ((paper: Paper) => void) | undefined;
  readonly #reasons = new Map<SpoiltReason, number>();
  #valid = 0;

  constructor(form: PaperForm, onValid?: (paper: Paper) => void) {
    this.#form = form;
    this.#onValid = onValid;
  }

  add(papers: readonly OpenedPaper[]): void {
    for (const opened of papers) {
      const paper = opened.ok ? readPaper(this.#form, opened.value) : opened;
      if (paper.ok) {
        this.#valid++;
        this.#onValid?.(paper.value);
      } else this.#reasons.set(paper.error, (this.#reasons.get(paper.error) ?? 0) + 1);
    }
  }

  get valid(): number {
    return this.#valid;
  }

  /** By reason, in alphabetical order. */
  get spoilt(): SortedPapers['spoilt'] {
    return [...this.#reasons]
      .map(([reason, count]) => ({ reason, count }))
      .toSorted((a, b) => (a.reason < b.reason ? -1 : 1));
  }
}
