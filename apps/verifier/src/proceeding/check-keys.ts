/** The key ceremony of a poll, and its manifest's keys (spec/keys.md, spec/record.md §§4 and 5). */
import { canonicalJson, fromHex, toHex, utf8 } from '@hustings/base';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Code } from '../codes.ts';
import type { Keyholder } from '../entries/acts.ts';
import { entryPlace, type Findings } from '../findings.ts';
import { type Ceremony, type Deal, pollKey, readDeal } from '../protocol/ceremony.ts';
import { judge, readShares } from '../protocol/complaint.ts';
import type { Blobs } from './blobs.ts';
import type { Poll, Proceeding } from './state.ts';

/** What proofs of the ceremony are bound to, as there is no manifest yet. */
function ceremonyOf(proceeding: string, { id, ceremony }: Poll): Ceremony {
  const { mixers, threshold, trustees } = ceremony.act;
  const format = 'hustings/ceremony/1';
  const text = canonicalJson({ format, poll: id, proceeding, mixers, threshold, trustees });
  return { context: sha256(utf8(text)), threshold, trustees: trustees.length };
}

export async function checkKeys(
  proceeding: Proceeding,
  poll: Poll,
  blobs: Blobs,
  findings: Findings,
): Promise<void> {
  const { trustees, mixers, threshold } = poll.ceremony.act;
  const wrong = (code: Code, seq: number, message: string): void =>
    findings.wrong(code, entryPlace(seq), message);
  if (threshold < 1 || threshold > trustees.length || trustees.length > 100)
    wrong(
      'act/refused',
      poll.ceremony.seq,
      'The threshold is not between 1 and the number of trustees.',
    );
  if (hasTwice(trustees) || hasTwice(mixers))
    wrong('act/refused', poll.ceremony.seq, 'Two trustees, or two mixers, have one id or one key.');
  const ceremony = ceremonyOf(proceeding.opening.act.proceeding, poll);
  const deals: Deal[] = [];
  for (const [i, { id }] of trustees.entries()) {
    const placed = poll.deals.get(id);
    const bytes = placed && (await blobs.read(placed.seq, placed.act.deal));
    if (placed === undefined) continue;
    if (bytes === undefined) {
      wrong('keys/deal-missing', placed.seq, 'The deal is not on the record.');
      continue;
    }
    const pledge = fromHex(poll.pledges.get(id)?.act.hash ?? '') ?? new Uint8Array();
    const deal = readDeal(ceremony, i + 1, pledge, bytes);
    if (typeof deal === 'string') wrong('keys/deal-wrong', placed.seq, deal);
    else deals.push(deal);
    findings.count('deals');
  }
  const messages = new Map<string, Uint8Array>();
  for (const [i, { id }] of trustees.entries()) {
    const placed = poll.shares.get(id);
    const bytes = placed && (await blobs.read(placed.seq, placed.act.shares));
    if (placed === undefined || bytes === undefined) continue;
    messages.set(id, bytes);
    const read = readShares(ceremony, i + 1, bytes);
    if (typeof read === 'string') wrong('keys/shares-malformed', placed.seq, read);
    findings.count('sealed shares');
  }
  const isWhole = deals.length === trustees.length;
  for (const { seq, act } of poll.complaints) {
    const evidence = await blobs.read(seq, act.evidence);
    const message = messages.get(act.against);
    const by = trustees.findIndex((t) => t.id === act.trustee) + 1;
    const against = trustees.findIndex((t) => t.id === act.against) + 1;
    if (!isWhole || evidence === undefined || message === undefined || by < 1 || against < 1) {
      wrong('keys/complaint', seq, 'There is nothing that this complaint could be about.');
      continue;
    }
    const judged = judge(ceremony, deals, { by, against, evidence, message });
    if (judged !== 'upheld') wrong('keys/complaint', seq, judged);
    findings.count('complaints');
  }
  if (poll.prepared !== undefined) {
    const { seq, act } = poll.prepared;
    const { manifest } = act;
    if (poll.complaints.length > 0)
      wrong(
        'act/refused',
        seq,
        'After a complaint the ceremony has failed; another is to be held.',
      );
    if (trustees.some(({ id }) => !poll.accepted.has(id)))
      wrong('act/refused', seq, 'Not all trustees have accepted the key.');
    const isSame =
      manifest.threshold === threshold &&
      canonicalJson(manifest.mixers) === canonicalJson(mixers) &&
      canonicalJson(manifest.trustees.map(({ share: _, ...t }) => t)) === canonicalJson(trustees);
    if (!isSame)
      wrong('act/refused', seq, 'Threshold, trustees or mixers are not those of the ceremony.');
    if (!isWhole) {
      return;
    }
    const made = pollKey(deals);
    if (made.key.is0() || made.shares.some((s) => s.is0()))
      wrong('keys/key-wrong', seq, 'The key, or a share of it, is the identity.');
    if (toHex(made.key.toBytes()) !== manifest.key)
      wrong('keys/key-differs', seq, 'The poll’s key does not follow from the deals.');
    for (const [i, trustee] of manifest.trustees.entries()) {
      const share = made.shares[i];
      if (share === undefined || toHex(share.toBytes()) !== trustee.share)
        wrong(
          'keys/shares-differ',
          seq,
          `The public share of ${trustee.id} does not follow from the deals.`,
        );
    }
    findings.count('keys');
  }
}

function hasTwice(holders: readonly Keyholder[]): boolean {
  const { length } = holders;
  return (
    new Set(holders.map((h) => h.id)).size < length ||
    new Set(holders.map((h) => h.key)).size < length
  );
}
