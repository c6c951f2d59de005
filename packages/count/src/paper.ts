/**
 * What a ballot paper says, as bytes and back. The bytes are what is encrypted (PROTOCOL §4), so
 * there is one spelling for every paper, and everything else is a spoilt paper with a reason.
 */
import { err, ok, type Result } from '@hustings/base';

/** How a paper is filled in: fixes the plaintext and what makes it spoilt. */
export type PaperForm =
  /** Up to `most` preferences among `candidates` options. */
  | { readonly kind: 'ranked'; readonly candidates: number; readonly most: number }
  /** One option of `candidates`. */
  | { readonly kind: 'choice'; readonly candidates: number }
  /** For, against, or (where allowed) an abstention on purpose. */
  | { readonly kind: 'motion'; readonly abstain: boolean };

/** A valid paper: options by their place on the paper, 0-based, best first; a motion's are 0 for, 1 against, 2 abstain. */
export type Paper = readonly number[];

export type SpoiltReason =
  | 'not-readable' // the decrypted point is no plaintext at all
  | 'not-canonical' // bytes beyond the form's length, or padding that is not zero
  | 'blank'
  | 'unknown-option'
  | 'option-twice'
  | 'gap-in-ranking'
  | 'too-many-options';

/** Length in bytes of a paper of this form. */
export function paperLength(form: PaperForm): number {
  return form.kind === 'ranked' ? form.most : 1;
}

/** One byte per preference, option number + 1; zeros after the last. */
export function writePaper(form: PaperForm, paper: Paper): Uint8Array {
  const out = new Uint8Array(paperLength(form));
  for (const [place, option] of paper.entries()) out[place] = option + 1;
  return out;
}

function optionCount(form: PaperForm): number {
  if (form.kind === 'motion') return form.abstain ? 3 : 2;
  return form.candidates;
}

/** Total: any bytes give a paper or the reason why it is spoilt. `writePaper` gives the same bytes back. */
export function readPaper(form: PaperForm, bytes: Uint8Array): Result<Paper, SpoiltReason> {
  const length = paperLength(form);
  if (bytes.length < length) return err('not-canonical');
  for (let i = length; i < bytes.length; i++) if (bytes[i] !== 0) return err('not-canonical');
  const paper: number[] = [];
  let ended = false;
  for (let i = 0; i < length; i++) {
    const byte = bytes[i] as number;
    if (byte === 0) {
      ended = true;
      continue;
    }
    if (ended) return err('gap-in-ranking');
    if (byte > optionCount(form)) return err('unknown-option');
    if (paper.includes(byte - 1)) return err('option-twice');
    paper.push(byte - 1);
  }
  return paper.length === 0 ? err('blank') : ok(paper);
}
