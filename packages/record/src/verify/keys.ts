/** The key ceremony again from the record (PROTOCOL §3): who dealt what, and what key comes of it. */
import { checkDeal, checkSealedShares, type Deal, judgeComplaint, pollKey } from '@hustings/ballot';
import { equal, fromHex, toHex } from '@hustings/base';
import type { Group } from '@hustings/ristretto';
import type { Manifest } from '@hustings/rulebook';
import { ceremonyOf } from '../context.ts';
import type { PollFile } from '../docket.ts';
import { pollKeyOf } from '../poll-key.ts';
import type { Blobs } from './blobs.ts';
import type { Notebook } from './finding.ts';

export async function checkKeys(
  group: Group,
  proceeding: string,
  file: PollFile,
  manifest: Manifest,
  blobs: Blobs,
  notes: Notebook,
): Promise<void> {
  const { act } = file.ceremony;
  const ceremony = ceremonyOf(proceeding, act);
  const deals: Deal[] = [];
  const sealed: Uint8Array[] = [];
  for (const [i, trustee] of act.trustees.entries()) {
    const pledge = file.pledges.find((p) => p.act.trustee === trustee.id);
    const dealt = file.deals.find((d) => d.act.trustee === trustee.id);
    const sent = file.sealedShares.find((s) => s.act.trustee === trustee.id);
    const place = `entry ${(dealt ?? pledge ?? file.ceremony).seq}`;
    const hash = pledge && fromHex(pledge.act.hash);
    const bytes = dealt && (await blobs.read(dealt.act.deal.sha256));
    if (hash === undefined || bytes === undefined) {
      notes.find(
        'keys/deal-missing',
        place,
        `${trustee.name}'s part of the key is not on the record.`,
      );
      return;
    }
    const deal = await checkDeal(group, ceremony, i + 1, hash, bytes);
    if (!deal.ok) {
      notes.find(
        'keys/deal-wrong',
        place,
        `${trustee.name}'s part of the key fails. ${deal.error.message}`,
      );
      return;
    }
    notes.count('proofs');
    deals.push(deal.value);
    const shares = sent && (await blobs.read(sent.act.shares.sha256));
    // Places count: a complaint names the dealer by number.
    sealed.push(shares ?? new Uint8Array());
    if (sent === undefined || shares === undefined) continue;
    const checked = await checkSealedShares(group, ceremony, i + 1, shares);
    if (!checked.ok)
      notes.find('keys/shares-malformed', `entry ${sent.seq}`, checked.error.message);
  }
  for (const { seq, act: complaint } of file.complaints) {
    const evidence = await blobs.read(complaint.evidence.sha256);
    const number = (id: string) => act.trustees.findIndex((t) => t.id === id) + 1;
    const by = number(complaint.trustee);
    const against = number(complaint.against);
    const judged =
      evidence !== undefined && by > 0 && against > 0
        ? await judgeComplaint(group, ceremony, { by, against, evidence }, deals, sealed)
        : undefined;
    notes.find(
      'keys/complaint',
      `entry ${seq}`,
      `A trustee complained in the key ceremony${judged === undefined ? '' : judged.isUpheld ? ', rightly' : ', wrongly'}; the key should have been made again.`,
    );
  }
  const expected = await pollKey(group, ceremony, deals);
  const place = `entry ${file.prepared?.seq ?? file.ceremony.seq}`;
  if (!expected.ok) {
    notes.find('keys/key-wrong', place, expected.error.message);
    return;
  }
  const stated = pollKeyOf(manifest);
  if (!equal(stated.key, expected.value.key))
    notes.find(
      'keys/key-differs',
      `${place} /act/manifest/key`,
      `The poll's key is not the one the trustees made (${toHex(expected.value.key).slice(0, 16)}…).`,
    );
  if (!equal(stated.shares, expected.value.shares))
    notes.find(
      'keys/shares-differ',
      `${place} /act/manifest/trustees`,
      "The trustees' public shares are not those of the key ceremony.",
    );
}
