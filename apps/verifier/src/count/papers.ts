/** Opened papers by their form (spec/papers.md §1). */
import type { Candidate, Manifest, PaperForm } from '../entries/acts.ts';
import { PIECE } from '../group/plaintext.ts';
import { paperLength, piecesOf } from '../proceeding/check-ballots.ts';

/** What a valid paper says: options from 1, best first (of marks, rising); or the scores of all options. */
export type Says = readonly number[];
export type Paper = { readonly says: Says } | { readonly spoilt: string };

/** `record` is status and plaintext as in `pool-opened.papers`. */
export function readPaper(form: PaperForm, record: Uint8Array): Paper {
  if (record[0] === 1) return { spoilt: 'not-readable' };
  if (record[0] !== 0) return { spoilt: 'not-canonical' };
  const plain = record.subarray(1);
  const length = paperLength(form);
  if (plain.length < length || plain.subarray(length).some((byte) => byte !== 0))
    return { spoilt: 'not-canonical' };
  const bytes = plain.subarray(0, length);
  if (form.kind === 'scores') return readScores(bytes, form.highest);
  if (form.kind === 'marks') return readMarks(form, bytes);
  const options = readPreferences(form, bytes);
  if (typeof options === 'string') return { spoilt: options };
  if (form.kind === 'ranked' && options.length < (form.least ?? 1))
    return { spoilt: 'too-few-options' };
  return { says: options };
}

type Preferences = Extract<PaperForm, { readonly kind: 'ranked' | 'choice' | 'motion' }>;

function readPreferences(form: Preferences, bytes: Uint8Array): Says | string {
  const last = form.kind === 'motion' ? (form.abstain ? 3 : 2) : form.candidates;
  const options: number[] = [];
  let hasGap = false;
  for (const option of bytes) {
    if (option === 0) hasGap = true;
    else if (hasGap) return 'gap-in-ranking';
    else if (option > last) return 'unknown-option';
    else if (options.includes(option)) return 'option-twice';
    else options.push(option);
  }
  return options.length === 0 ? 'blank' : options;
}

function readScores(bytes: Uint8Array, highest: number): Paper {
  if (bytes.some((score) => score > highest)) return { spoilt: 'score-out-of-range' };
  return bytes.every((score) => score === 0) ? { spoilt: 'blank' } : { says: [...bytes] };
}

function readMarks(
  { most, least = 1, groups = [] }: Extract<PaperForm, { readonly kind: 'marks' }>,
  bytes: Uint8Array,
): Paper {
  if (bytes.some((mark) => mark > 1)) return { spoilt: 'not-a-mark' };
  const options = [...bytes].flatMap((mark, i) => (mark === 1 ? [i + 1] : []));
  if (options.length === 0) return { spoilt: 'blank' };
  if (options.length > most) return { spoilt: 'too-many-options' };
  if (options.length < least) return { spoilt: 'too-few-options' };
  const isComposed = groups.every((group) => {
    const own = options.filter((option) => group.members.includes(option)).length;
    return own >= (group.least ?? 0) && own <= (group.most ?? Number.POSITIVE_INFINITY);
  });
  return isComposed ? { says: options } : { spoilt: 'wrong-composition' };
}

/** Every paper of a blob. */
export function readPapers(form: PaperForm, blob: Uint8Array): readonly Paper[] {
  const length = 1 + PIECE * piecesOf(form);
  const out: Paper[] = [];
  for (let at = 0; at + length <= blob.length; at += length)
    out.push(readPaper(form, blob.subarray(at, at + length)));
  return out;
}

/** Votes of each option where figures are by option, in the order of the paper. */
export function optionVotes(
  { form, options }: Manifest,
  rule: string,
  valid: readonly Says[],
): readonly (readonly [string, number])[] {
  const isNamed = form.kind === 'marks' || rule === 'block-vote' || rule === 'approval';
  const votes = (place: number): number => {
    if (form.kind === 'scores') return valid.reduce((all, p) => all + (p[place] ?? 0), 0);
    return valid.filter((p) => (isNamed ? p.includes(place + 1) : p[0] === place + 1)).length;
  };
  return options.map(({ id }: Candidate, place) => [id, votes(place)]);
}
