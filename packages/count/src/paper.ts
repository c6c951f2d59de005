/**
 * What a ballot paper says, as bytes and back. The bytes are what is encrypted (PROTOCOL §4), so
 * there is one spelling for every paper, and everything else is a spoilt paper with a reason.
 */
import { err, ok, type Result } from '@hustings/base';

/** How a paper is filled in: fixes the plaintext and what makes it spoilt. */
export type PaperForm =
  /** Up to `most` preferences among `candidates` options; fewer than `least` are void. */
  | {
      readonly kind: 'ranked';
      readonly candidates: number;
      readonly most: number;
      readonly least?: number;
    }
  /** One option of `candidates`. */
  | { readonly kind: 'choice'; readonly candidates: number }
  /** For, against, or (where allowed) an abstention on purpose. */
  | { readonly kind: 'motion'; readonly abstain: boolean }
  /** Marks in no order, from `least` (left out, 1) to `most`: a block vote, or approval. */
  | {
      readonly kind: 'marks';
      readonly candidates: number;
      readonly most: number;
      readonly least?: number;
      readonly groups?: readonly MarkGroup[];
    }
  /** A score of 0 to `highest` for each candidate. */
  | { readonly kind: 'scores'; readonly candidates: number; readonly highest: number };

/** So many of the marks must be for these: "at least six women". */
export interface MarkGroup {
  readonly name: string;
  /** Numbers on the paper, from 1, rising. */
  readonly members: readonly number[];
  readonly least?: number;
  readonly most?: number;
}

/**
 * A valid paper. Ranked and choice: options by their place on the paper, 0-based, best first; a motion's are
 * 0 for, 1 against, 2 abstain. Marks: the options marked, rising. Scores: one score for each option, in their order.
 */
export type Paper = readonly number[];

export type SpoiltReason =
  | 'not-readable' // the decrypted point is no plaintext at all
  | 'not-canonical' // bytes beyond the form's length, or padding that is not zero
  | 'blank'
  | 'unknown-option'
  | 'option-twice'
  | 'gap-in-ranking'
  | 'not-a-mark' // a byte for a candidate that is neither 0 nor 1
  | 'score-out-of-range'
  | 'too-many-options'
  | 'too-few-options'
  | 'wrong-composition'; // not so many of a group as the rules want

/** Length in bytes of a paper of this form. */
export function paperLength(form: PaperForm): number {
  switch (form.kind) {
    case 'ranked':
      return form.most;
    case 'marks':
    case 'scores':
      return form.candidates;
    case 'choice':
    case 'motion':
      return 1;
  }
}

/** One byte per preference, option number + 1, and zeros after the last; or one byte per candidate, mark or score. */
export function writePaper(form: PaperForm, paper: Paper): Uint8Array {
  const out = new Uint8Array(paperLength(form));
  if (form.kind === 'scores') out.set(paper);
  else if (form.kind === 'marks') for (const option of paper) out[option] = 1;
  else for (const [place, option] of paper.entries()) out[place] = option + 1;
  return out;
}

/** How many options stand on the paper. */
export function optionCount(form: PaperForm): number {
  if (form.kind === 'motion') return form.abstain ? 3 : 2;
  return form.candidates;
}

/** Total: any bytes give a paper or the reason why it is spoilt. `writePaper` gives the same bytes back. */
export function readPaper(form: PaperForm, bytes: Uint8Array): Result<Paper, SpoiltReason> {
  const length = paperLength(form);
  if (bytes.length < length) return err('not-canonical');
  for (let i = length; i < bytes.length; i++) if (bytes[i] !== 0) return err('not-canonical');
  const own = bytes.subarray(0, length);
  if (form.kind === 'scores') return readScores(own, form.highest);
  if (form.kind === 'marks') {
    const marks = readMarked(own);
    return marks.ok ? judged(form, marks.value) : marks;
  }
  const order = readOrder(own, optionCount(form));
  return order.ok ? judged(form, order.value) : order;
}

/** Preferences, best first. */
function readOrder(bytes: Uint8Array, options: number): Result<Paper, SpoiltReason> {
  const paper: number[] = [];
  let ended = false;
  for (const byte of bytes) {
    if (byte === 0) {
      ended = true;
      continue;
    }
    if (ended) return err('gap-in-ranking');
    if (byte > options) return err('unknown-option');
    if (paper.includes(byte - 1)) return err('option-twice');
    paper.push(byte - 1);
  }
  return ok(paper);
}

/** One byte for each option: 1 where it is marked. */
function readMarked(bytes: Uint8Array): Result<Paper, SpoiltReason> {
  if (bytes.some((byte) => byte > 1)) return err('not-a-mark');
  return ok([...bytes].flatMap((byte, option) => (byte === 1 ? [option] : [])));
}

/** No score is 0, and a paper of nothing but 0 is blank: of what counts alike there is one spelling. */
function readScores(bytes: Uint8Array, highest: number): Result<Paper, SpoiltReason> {
  if (bytes.some((score) => score > highest)) return err('score-out-of-range');
  return bytes.every((score) => score === 0) ? err('blank') : ok([...bytes]);
}

/** Whether so many may be on the paper, and so composed. */
function judged(
  form: Exclude<PaperForm, { readonly kind: 'scores' }>,
  paper: Paper,
): Result<Paper, SpoiltReason> {
  if (paper.length === 0) return err('blank');
  if (form.kind === 'choice' || form.kind === 'motion') return ok(paper);
  if (paper.length > form.most) return err('too-many-options');
  if (paper.length < (form.least ?? 1)) return err('too-few-options');
  const groups = form.kind === 'marks' ? (form.groups ?? []) : [];
  const isComposed = groups.every(({ members, least = 0, most = paper.length }) => {
    const marked = paper.filter((option) => members.includes(option + 1)).length;
    return marked >= least && marked <= most;
  });
  return isComposed ? ok(paper) : err('wrong-composition');
}
