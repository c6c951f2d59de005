/**
 * Poll cards (separated mode): a second thing that a ballot needs. The registrar makes the voting codes and the
 * server never has them; the server mails every elector a card and the registrar never has it. So
 * neither can cast a vote for somebody who does not. A card votes with the one credential that it was first
 * used with, for ever, and a credential with the one card; and the elector is told of every vote.
 *
 * What it costs: the server comes to know which credential is whose, and so who voted and which sealed ballot
 * is theirs; never how. The registrar knows that anyway, by the codes.
 */
import { checkBallots, parseBallot } from '@hustings/ballot';
import { err, fromUtf8, ok, type Result, toHex, utf8 } from '@hustings/base';
import { type BallotBox, type BallotReceipt, ballotPollOf, type Refusal } from '@hustings/record';
import type { Group } from '@hustings/ristretto';
import { isToken, newToken, tokenHash } from '../session/tokens.ts';
import type { Sealer } from '../store/seal.ts';
import { type Database, transact } from '../store/store.ts';

/** Whose card. */
export interface CardHolder {
  readonly proceeding: string;
  readonly electorate: string;
  readonly person: string;
}

function placeOf({ proceeding, electorate, person }: CardHolder): string {
  return `card/${proceeding}/${electorate}/${person}`;
}

/** The card of an elector, the same in every mail; drawn when it is first asked for. */
export async function cardOf(
  trx: Database,
  sealer: Sealer,
  holder: CardHolder,
  sealed: Uint8Array | null,
): Promise<string> {
  const place = placeOf(holder);
  if (sealed !== null) return fromUtf8(sealer.open(place, sealed)) ?? '';
  const card = newToken();
  await trx
    .updateTable('electors')
    .set({ card_hash: tokenHash(card), card_sealed: sealer.seal(place, utf8(card)) })
    .where('proceeding', '=', holder.proceeding)
    .where('electorate', '=', holder.electorate)
    .where('person', '=', holder.person)
    .execute();
  return card;
}

/** What a ballot is cast in: the poll's box, and the roll that its cards are of. */
export interface CardedPoll {
  readonly proceeding: string;
  readonly electorate: string;
  readonly box: BallotBox;
}

type Taken = Result<BallotReceipt, Refusal>;

export interface PollCardsSetup {
  readonly db: Database;
  readonly group: Group;
  readonly random: (length: number) => Uint8Array;
}

/** Lets ballots in with their cards, and binds each card to its credential. */
export class PollCards {
  readonly #setup: PollCardsSetup;
  /** One binding after another: two casts with one card at the same moment must not both be the first. */
  #turn: Promise<unknown> = Promise.resolve();
  /** By credential: casts under way, and whether one of them made the binding, which may then be taken back. */
  readonly #underWay = new Map<string, { casts: number; isFresh: boolean }>();

  constructor(setup: PollCardsSetup) {
    this.#setup = setup;
  }

  /**
   * Binds, then casts; where the ballot is refused and none is in the box, the binding is taken back.
   * Codes: `ballot/no-card`, `ballot/card-unknown`, `ballot/card-other-section`, `ballot/card-bound-elsewhere`.
   */
  async cast(
    poll: CardedPoll,
    ballot: Uint8Array,
    card: string | undefined,
    take: () => Promise<Taken>,
  ): Promise<Taken> {
    if (card === undefined || !isToken(card))
      return refuse(
        'ballot/no-card',
        'This vote came without its poll card. Open the link in the mail that invited you to vote, and type your voting code there.',
      );
    const parsed = parseBallot(ballot);
    const credential = parsed.ok ? toHex(parsed.value.credential) : '';
    const elector = poll.box.elector(credential);
    // What is no ballot of this roll is refused as such, and binds nothing.
    if (!parsed.ok || elector === undefined) return take();
    // Credentials are on the roll for all to see: only who has the code may bind one, or anybody with a card
    // could hold any elector's for as long as it takes to refuse a false proof.
    const { group, random } = this.#setup;
    const about = ballotPollOf(poll.box.manifest);
    const [refused] = await checkBallots(group, about, [parsed.value], random);
    if (refused !== undefined) return take();
    const key = `${poll.proceeding}/${poll.electorate}/${credential}`;
    const underWay = this.#underWay.get(key) ?? { casts: 0, isFresh: false };
    this.#underWay.set(key, underWay);
    underWay.casts++;
    try {
      const bound = await this.#inTurn(() => this.#bind(poll, card, credential, elector.section));
      if (!bound.ok) return bound;
      if (bound.value === 'fresh') underWay.isFresh = true;
      return await take();
    } finally {
      underWay.casts--;
      await this.#inTurn(async () => {
        if (underWay.casts > 0) return;
        this.#underWay.delete(key);
        if (underWay.isFresh && poll.box.newestOf(credential) === undefined)
          await this.#release(poll, credential);
      });
    }
  }

  async #bind(
    { proceeding, electorate }: CardedPoll,
    card: string,
    credential: string,
    section: string,
  ): Promise<Result<'fresh' | 'known', Refusal>> {
    return transact(this.#setup.db, async (trx): Promise<Result<'fresh' | 'known', Refusal>> => {
      const holders = trx
        .selectFrom('electors')
        .select(['person', 'section', 'credential'])
        .where('proceeding', '=', proceeding)
        .where('electorate', '=', electorate);
      const holder = await holders.where('card_hash', '=', tokenHash(card)).executeTakeFirst();
      if (holder === undefined)
        return refuse(
          'ballot/card-unknown',
          'This poll card is not one of this poll. Open the link in the newest mail that invited you to vote.',
        );
      if (holder.section !== section)
        return refuse(
          'ballot/card-other-section',
          'This voting code belongs to another section of the roll than your poll card. Use the code that was sent to you.',
        );
      if (holder.credential === credential) return ok('known');
      const other = await holders.where('credential', '=', credential).executeTakeFirst();
      if (holder.credential !== null || other !== undefined)
        return refuse(
          'ballot/card-bound-elsewhere',
          'A vote was cast with this poll card and another voting code, or with this voting code and another poll card. If it was not you, tell the returning officer at once.',
        );
      await trx
        .updateTable('electors')
        .set({ credential })
        .where('proceeding', '=', proceeding)
        .where('electorate', '=', electorate)
        .where('person', '=', holder.person)
        .execute();
      return ok('fresh');
    });
  }

  async #release({ proceeding, electorate }: CardedPoll, credential: string): Promise<void> {
    await this.#setup.db
      .updateTable('electors')
      .set({ credential: null })
      .where('proceeding', '=', proceeding)
      .where('electorate', '=', electorate)
      .where('credential', '=', credential)
      .execute();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

function refuse(code: string, message: string): { readonly ok: false; readonly error: Refusal } {
  return err({ code, message });
}
