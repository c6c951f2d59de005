/** Opening a proceeding: its first entry, with the rule book laid into the record. */
import { canonicalJson, type Result, utf8 } from '@hustings/base';
import { formatVerifierKey, type VerifierKey } from '@hustings/log';
import { bookHash, type Entry } from '@hustings/rulebook';
import type { Refusal } from '../errors.ts';
import { newBlob } from '../ledger.ts';
import { type Conduct, OFFICER, take } from './conduct.ts';

export interface OpeningPlan {
  readonly organisation: string;
  readonly title: string;
  readonly mode: 'simple' | 'separated';
  readonly logKey: VerifierKey;
  /** Hex Ed25519 public key. */
  readonly officerKey: string;
  readonly notes: readonly string[];
}

export function openProceeding(
  conduct: Conduct,
  plan: OpeningPlan,
): Promise<Result<Entry, Refusal>> {
  const { book, proceeding } = conduct.recorder;
  return take(
    conduct,
    OFFICER,
    {
      kind: 'proceeding-opened',
      proceeding,
      organisation: plan.organisation,
      title: plan.title,
      book: { id: book.id, version: book.version, hash: bookHash(book) },
      mode: plan.mode,
      logKey: formatVerifierKey(plan.logKey),
      officerKey: plan.officerKey,
      notes: plan.notes,
    },
    [newBlob(utf8(canonicalJson(book)))],
  );
}
