/** Opened papers as preferences (spec/papers.md §1). */
import type { PaperForm } from '../entries/acts.ts';
import { PIECE } from '../group/plaintext.ts';
import { paperLength, piecesOf } from '../proceeding/check-ballots.ts';

export type Paper = { readonly options: readonly number[] } | { readonly spoilt: string };

/** `record` is status and plaintext as in `pool-opened.papers`; options count from 1. */
export function readPaper(form: PaperForm, record: Uint8Array): Paper {
  if (record[0] === 1) return { spoilt: 'not-readable' };
  if (record[0] !== 0) return { spoilt: 'not-canonical' };
  const plain = record.subarray(1);
  const length = paperLength(form);
  if (plain.subarray(length).some((byte) => byte !== 0)) return { spoilt: 'not-canonical' };
  const most = form.kind === 'motion' ? (form.abstain ? 3 : 2) : form.candidates;
  const options: number[] = [];
  let hasGap = false;
  for (const option of plain.subarray(0, length)) {
    if (option === 0) hasGap = true;
    else if (hasGap) return { spoilt: 'gap-in-ranking' };
    else if (option > most) return { spoilt: 'unknown-option' };
    else if (options.includes(option)) return { spoilt: 'option-twice' };
    else options.push(option);
  }
  return options.length === 0 ? { spoilt: 'blank' } : { options };
}

/** Every paper of a blob. */
export function readPapers(form: PaperForm, blob: Uint8Array): readonly Paper[] {
  const length = 1 + PIECE * piecesOf(form);
  const out: Paper[] = [];
  for (let at = 0; at + length <= blob.length; at += length)
    out.push(readPaper(form, blob.subarray(at, at + length)));
  return out;
}
