/**
 * The poll's key (PROTOCOL §3), with every message on the record. Here all trustees' programs run in
 * this process, one after the other (one trustee in simple mode); each still sees only what the
 * record shows it and its own secrets.
 */
import {
  type Ceremony,
  checkDeal,
  checkSealedShares,
  type Deal,
  type DealerSecrets,
  newDeal,
  openShares,
  type PollKey,
  pollKey,
  sealShares,
} from '@hustings/ballot';
import { err, fromHex, ok, type Result, toHex } from '@hustings/base';
import type { Keyholder } from '@hustings/rulebook';
import { ceremonyOf } from '../context.ts';
import { type Refusal, refusal } from '../errors.ts';
import { newBlob, refOf } from '../ledger.ts';
import { type Conduct, OFFICER, take } from './conduct.ts';

export interface CeremonyPlan {
  readonly poll: string;
  readonly threshold: number;
  /** In the order of their numbers 1..n. */
  readonly trustees: readonly Keyholder[];
  readonly mixers: readonly Keyholder[];
}

export interface HeldCeremony {
  readonly key: PollKey;
  /** Secret x_i of each trustee, in order: to be kept by that trustee alone. */
  readonly secrets: readonly Uint8Array[];
}

export async function holdCeremony(
  conduct: Conduct,
  plan: CeremonyPlan,
): Promise<Result<HeldCeremony, Refusal>> {
  const { group, random } = conduct;
  const { poll, threshold, trustees, mixers } = plan;
  const opening = { kind: 'ceremony-opened', poll, threshold, trustees, mixers } as const;
  const opened = await take(conduct, OFFICER, opening);
  if (!opened.ok) return opened;
  const ceremony = ceremonyOf(conduct.recorder.proceeding, opening);

  const dealers: { readonly secrets: DealerSecrets; readonly deal: Uint8Array }[] = [];
  for (const [i, trustee] of trustees.entries()) {
    const dealt = await newDeal(group, ceremony, i + 1, random);
    dealers.push(dealt);
    const hash = toHex(dealt.pledge);
    const pledged = await take(
      conduct,
      { role: 'trustee', id: trustee.id },
      {
        kind: 'key-pledged',
        poll,
        trustee: trustee.id,
        hash,
      },
    );
    if (!pledged.ok) return pledged;
  }
  const deals = await dealAll(conduct, plan, ceremony, dealers);
  if (!deals.ok) return deals;
  const sealed: Uint8Array[] = [];
  for (const [i, dealer] of dealers.entries()) {
    const id = trustees[i]?.id ?? '';
    const message = await sealShares(group, ceremony, dealer.secrets, deals.value, random);
    const checked = await checkSealedShares(group, ceremony, i + 1, message);
    if (!checked.ok) return checked;
    sealed.push(message);
    const blob = newBlob(message);
    const sent = await take(
      conduct,
      { role: 'trustee', id },
      { kind: 'key-shares-sent', poll, trustee: id, shares: refOf(blob) },
      [blob],
    );
    if (!sent.ok) return sent;
  }
  const secrets: Uint8Array[] = [];
  for (const [i, dealer] of dealers.entries()) {
    const id = trustees[i]?.id ?? '';
    const outcome = await openShares(
      group,
      ceremony,
      { index: i + 1, secretTransport: dealer.secrets.secretTransport },
      deals.value,
      sealed,
      random,
    );
    if (!outcome.ok) return outcome;
    if (outcome.value.kind === 'complaints')
      return err(
        refusal(
          'keys/complaint',
          `Trustee ${id} received a share that does not fit what was dealt.`,
        ),
      );
    secrets.push(outcome.value.secret);
    const accepted = await take(
      conduct,
      { role: 'trustee', id },
      { kind: 'key-accepted', poll, trustee: id },
    );
    if (!accepted.ok) return accepted;
  }
  const key = await pollKey(group, ceremony, deals.value);
  return key.ok ? ok({ key: key.value, secrets }) : key;
}

async function dealAll(
  conduct: Conduct,
  plan: CeremonyPlan,
  ceremony: Ceremony,
  dealers: readonly { readonly deal: Uint8Array }[],
): Promise<Result<readonly Deal[], Refusal>> {
  const deals: Deal[] = [];
  const pledges = conduct.recorder.docket.poll(plan.poll)?.pledges ?? [];
  for (const [i, { deal }] of dealers.entries()) {
    const id = plan.trustees[i]?.id ?? '';
    const blob = newBlob(deal);
    const dealt = await take(
      conduct,
      { role: 'trustee', id },
      { kind: 'key-dealt', poll: plan.poll, trustee: id, deal: refOf(blob) },
      [blob],
    );
    if (!dealt.ok) return dealt;
    const pledge = pledgeBytes(pledges.find((p) => p.act.trustee === id)?.act.hash);
    const checked = await checkDeal(conduct.group, ceremony, i + 1, pledge, deal);
    if (!checked.ok) return checked;
    deals.push(checked.value);
  }
  return ok(deals);
}

function pledgeBytes(hex: string | undefined): Uint8Array {
  return fromHex(hex ?? '') ?? new Uint8Array();
}
