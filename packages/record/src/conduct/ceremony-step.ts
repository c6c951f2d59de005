/**
 * One trustee's next step in making a poll's key (PROTOCOL §3). It looks at the record, does what is
 * due, once, and says what is waited for. Whatever it draws is kept before it is published: asked again
 * after a kill, it publishes the very same bytes.
 */
import {
  type Ceremony,
  checkDeal,
  checkSealedShares,
  type Deal,
  type DealerSecrets,
  judgeComplaint,
  newDeal,
  openShares,
  type PollKey,
  pledgeOf,
  pollKey,
  sealShares,
} from '@hustings/ballot';
import { assert, concat, err, fromHex, ok, type Result, toHex } from '@hustings/base';
import type { Act } from '@hustings/rulebook';
import { ceremonyOf } from '../context.ts';
import type { ActOf, PollFile } from '../docket.ts';
import { type Refusal, refusal } from '../errors.ts';
import { type NewBlob, newBlob, refOf } from '../ledger.ts';
import { type Conduct, ownBlob, type Recording, take } from './conduct.ts';
import type { Secrets } from './secrets.ts';

export type CeremonyStep =
  | { readonly kind: 'did'; readonly act: Act['kind'] }
  /** Names of the trustees whose turn it is, and what they have still to do. */
  | { readonly kind: 'waiting'; readonly what: CeremonyPart; readonly awaited: readonly string[] }
  /** Somebody complained: this key is not used, whoever is to blame. */
  | {
      readonly kind: 'failed';
      readonly complaint: ActOf<'key-complained'>;
      /** True where the dealer was wrong, false where the complaint is. */
      readonly isUpheld: boolean;
      readonly reason: string;
    }
  /** All have accepted; `secret` is this trustee's x_i. */
  | { readonly kind: 'done'; readonly key: PollKey; readonly secret: Uint8Array };

export type CeremonyPart = 'pledge' | 'deal' | 'shares' | 'acceptance';

const SCALAR = 32;
/** Names under which a trustee keeps its secrets. */
const DEAL = 'deal';
const SHARES = 'shares';
export const SECRET = 'secret';

export async function ceremonyStep(
  conduct: Conduct<Recording>,
  poll: string,
  trustee: string,
  secrets: Secrets,
): Promise<Result<CeremonyStep, Refusal>> {
  const file = conduct.recorder.docket.poll(poll);
  if (file === undefined)
    return err(refusal('poll/no-ceremony', `No key has been begun for a poll "${poll}".`));
  const { act } = file.ceremony;
  const index = act.trustees.findIndex((t) => t.id === trustee) + 1;
  if (index === 0)
    return err(refusal('keys/no-trustee', `"${trustee}" is no trustee of the poll "${poll}".`));
  const ceremony = ceremonyOf(conduct.recorder.proceeding, act);
  return new TrusteeAt({ conduct, file, ceremony, index, trustee, secrets }).next();
}

interface Standing {
  readonly conduct: Conduct<Recording>;
  readonly file: PollFile;
  readonly ceremony: Ceremony;
  readonly index: number;
  readonly trustee: string;
  readonly secrets: Secrets;
}

type Step = Promise<Result<CeremonyStep, Refusal>>;
interface ByTrustee {
  readonly act: { readonly trustee: string };
}

class TrusteeAt {
  readonly #at: Standing;

  constructor(at: Standing) {
    this.#at = at;
  }

  async next(): Step {
    const { file } = this.#at;
    const [complaint] = file.complaints;
    if (complaint !== undefined) return this.#fail(complaint.act);
    if (!this.#has(file.pledges)) return this.#pledge();
    if (this.#left(file.pledges).length > 0) return this.#wait('pledge', file.pledges);
    if (!this.#has(file.deals)) return this.#deal();
    if (this.#left(file.deals).length > 0) return this.#wait('deal', file.deals);
    const deals = await checkedDeals(this.#at.conduct, this.#at.ceremony, file);
    if (!deals.ok) return deals;
    if (!this.#has(file.sealedShares)) return this.#send(deals.value);
    if (this.#left(file.sealedShares).length > 0) return this.#wait('shares', file.sealedShares);
    if (!this.#accepted().includes(this.#at.trustee)) return this.#judge(deals.value);
    return this.#end(deals.value);
  }

  /** Anyone can judge a complaint: the share that it opens fits what was dealt, or does not. */
  async #fail(complaint: ActOf<'key-complained'>): Step {
    const { conduct, ceremony, file } = this.#at;
    const deals = await checkedDeals(conduct, ceremony, file);
    if (!deals.ok) return deals;
    const sealed: Uint8Array[] = [];
    for (const { id } of file.ceremony.act.trustees) {
      const sent = file.sealedShares.find((s) => s.act.trustee === id);
      sealed.push(
        sent === undefined
          ? new Uint8Array()
          : await ownBlob(conduct.recorder, sent.act.shares.sha256),
      );
    }
    const number = (id: string) => file.ceremony.act.trustees.findIndex((t) => t.id === id) + 1;
    const evidence = await ownBlob(conduct.recorder, complaint.evidence.sha256);
    const by = number(complaint.trustee);
    const against = number(complaint.against);
    const judged = await judgeComplaint(
      conduct.group,
      ceremony,
      { by, against, evidence },
      deals.value,
      sealed,
    );
    return ok({ kind: 'failed', complaint, ...judged });
  }

  async #pledge(): Step {
    const { ceremony, file, trustee: id } = this.#at;
    const { deal } = await this.#drawn();
    const hash = toHex(pledgeOf(ceremony, deal));
    return this.#take({ kind: 'key-pledged', poll: file.id, trustee: id, hash });
  }

  async #deal(): Step {
    const { ceremony, file, trustee: id } = this.#at;
    const { deal } = await this.#drawn();
    // A folder that was lost, or a key in two hands: what is pledged cannot be shown by us.
    if (toHex(pledgeOf(ceremony, deal)) !== this.#mine(file.pledges)?.act.hash)
      return err(
        refusal(
          'keys/not-our-pledge',
          'The record has a pledge of yours that was not made here: its secrets are not on this machine.',
        ),
      );
    const blob = newBlob(deal);
    return this.#take({ kind: 'key-dealt', poll: file.id, trustee: id, deal: refOf(blob) }, blob);
  }

  async #send(deals: readonly Deal[]): Step {
    const { conduct, ceremony, file, trustee: id, secrets } = this.#at;
    const { group, random } = conduct;
    const drawn = await this.#drawn();
    const message = await secrets.once(SHARES, () =>
      sealShares(group, ceremony, drawn.secrets, deals, random),
    );
    const blob = newBlob(message);
    return this.#take(
      { kind: 'key-shares-sent', poll: file.id, trustee: id, shares: refOf(blob) },
      blob,
    );
  }

  /** Opens what was sent to this trustee: all of it right, or one complaint. */
  async #judge(deals: readonly Deal[]): Step {
    const { conduct, ceremony, file, index, trustee: id, secrets } = this.#at;
    const drawn = await this.#drawn();
    const sealed = await checkedShares(conduct, ceremony, file);
    if (!sealed.ok) return sealed;
    const { group, random } = conduct;
    const me = { index, secretTransport: drawn.secrets.secretTransport };
    const outcome = await openShares(group, ceremony, me, deals, sealed.value, random);
    if (!outcome.ok) return outcome;
    const { value } = outcome;
    if (value.kind === 'accepted') {
      await secrets.once(SECRET, async () => value.secret);
      return this.#take({ kind: 'key-accepted', poll: file.id, trustee: id });
    }
    const [complaint] = value.complaints;
    assert(complaint !== undefined, 'there is something to complain of');
    const against = file.ceremony.act.trustees[complaint.against - 1]?.id ?? '';
    const evidence = await secrets.once(`complaint-${against}`, async () => complaint.evidence);
    const blob = newBlob(evidence);
    return this.#take(
      { kind: 'key-complained', poll: file.id, trustee: id, against, evidence: refOf(blob) },
      blob,
    );
  }

  async #end(deals: readonly Deal[]): Step {
    const { conduct, ceremony, file, secrets } = this.#at;
    const secret = await secrets.read(SECRET);
    if (secret === undefined)
      return err(
        refusal(
          'keys/share-not-here',
          'The record says that you accepted your share of the key, and it is not on this machine.',
        ),
      );
    const idle = file.ceremony.act.trustees.filter((t) => !this.#accepted().includes(t.id));
    if (idle.length > 0)
      return ok({ kind: 'waiting', what: 'acceptance', awaited: idle.map((t) => t.name) });
    const key = await pollKey(conduct.group, ceremony, deals);
    if (!key.ok) return key;
    // What the others' shares were made with is of no more use to anyone honest.
    await secrets.forget(DEAL);
    await secrets.forget(SHARES);
    return ok({ kind: 'done', key: key.value, secret });
  }

  /** The deal of this trustee and the secrets behind it: drawn once. */
  async #drawn(): Promise<{ readonly secrets: DealerSecrets; readonly deal: Uint8Array }> {
    const { conduct, ceremony, index, secrets } = this.#at;
    const kept = await secrets.once(DEAL, async () => {
      const made = await newDeal(conduct.group, ceremony, index, conduct.random);
      return concat(made.secrets.secretCoefficients, made.secrets.secretTransport, made.deal);
    });
    const transport = ceremony.threshold * SCALAR;
    return {
      secrets: {
        index,
        secretCoefficients: kept.subarray(0, transport),
        secretTransport: kept.subarray(transport, transport + SCALAR),
      },
      deal: kept.subarray(transport + SCALAR),
    };
  }

  #accepted(): readonly string[] {
    return this.#at.conduct.recorder.state.polls[this.#at.file.id]?.ceremony.accepted ?? [];
  }

  #mine<P extends ByTrustee>(list: readonly P[]): P | undefined {
    return list.find((placed) => placed.act.trustee === this.#at.trustee);
  }

  #has(list: readonly ByTrustee[]): boolean {
    return this.#mine(list) !== undefined;
  }

  #left(list: readonly ByTrustee[]): readonly string[] {
    const done = new Set(list.map((placed) => placed.act.trustee));
    return this.#at.file.ceremony.act.trustees.flatMap((t) => (done.has(t.id) ? [] : [t.name]));
  }

  async #wait(what: CeremonyPart, list: readonly ByTrustee[]): Step {
    return ok({ kind: 'waiting', what, awaited: this.#left(list) });
  }

  async #take(act: Act, ...blobs: readonly NewBlob[]): Step {
    const taken = await take(
      this.#at.conduct,
      { role: 'trustee', id: this.#at.trustee },
      act,
      blobs,
    );
    return taken.ok ? ok({ kind: 'did', act: act.kind }) : taken;
  }
}

/** The deals of a ceremony in the order of its trustees, each checked; all must be on the record. */
export async function checkedDeals(
  conduct: Pick<Conduct<Recording>, 'group' | 'recorder'>,
  ceremony: Ceremony,
  file: PollFile,
): Promise<Result<readonly Deal[], Refusal>> {
  const deals: Deal[] = [];
  for (const [i, { id, name }] of file.ceremony.act.trustees.entries()) {
    const pledged = file.pledges.find((p) => p.act.trustee === id);
    const dealt = file.deals.find((d) => d.act.trustee === id);
    if (pledged === undefined || dealt === undefined)
      return err(refusal('keys/deal-missing', `${name}'s part of the key is not on the record.`));
    const bytes = await ownBlob(conduct.recorder, dealt.act.deal.sha256);
    const pledge = fromHex(pledged.act.hash) ?? new Uint8Array();
    const checked = await checkDeal(conduct.group, ceremony, i + 1, pledge, bytes);
    if (!checked.ok) return checked;
    deals.push(checked.value);
  }
  return ok(deals);
}

/** The sealed shares of a ceremony in the order of its trustees; all must be on the record. */
export async function checkedShares(
  conduct: Pick<Conduct<Recording>, 'group' | 'recorder'>,
  ceremony: Ceremony,
  file: PollFile,
): Promise<Result<readonly Uint8Array[], Refusal>> {
  const sealed: Uint8Array[] = [];
  for (const [i, { id, name }] of file.ceremony.act.trustees.entries()) {
    const sent = file.sealedShares.find((s) => s.act.trustee === id);
    if (sent === undefined)
      return err(refusal('keys/shares-missing', `${name} has sent no shares of the key.`));
    const bytes = await ownBlob(conduct.recorder, sent.act.shares.sha256);
    const checked = await checkSealedShares(conduct.group, ceremony, i + 1, bytes);
    if (!checked.ok) return checked;
    sealed.push(bytes);
  }
  return ok(sealed);
}
