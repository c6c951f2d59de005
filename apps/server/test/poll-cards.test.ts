/**
 * Separated mode against each of the two who could stuff the box: the registrar, who has all codes and no
 * card, and the server's operator, who has all cards and no code. And against an elector, who has one of each.
 */
import {
  type Credential,
  checkBallots,
  credentialsFromCodes,
  newCode,
  parseBallot,
  type SealedBallot,
  sealBallots,
  trackerOf,
} from '@hustings/ballot';
import { err, fromHex, ok, type Result, toHex, unwrap } from '@hustings/base';
import {
  BallotBox,
  type BallotReceipt,
  ballotPollOf,
  freezeRoll,
  type Refusal,
  readRoll,
} from '@hustings/record';
import { bestGroup, randomScalars } from '@hustings/ristretto';
import type { Manifest } from '@hustings/rulebook';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { type CardedPoll, cardOf, PollCards } from '../src/separated/poll-cards.ts';
import { openSealer } from '../src/store/seal.ts';
import { openStore } from '../src/store/store.ts';
import { folder } from './folder.ts';

const random = (n: number): Uint8Array => crypto.getRandomValues(new Uint8Array(n));
const group = await bestGroup();
const key = await group.mulFixed([
  {
    base: (
      await credentialsFromCodes(group, [newCode(random)], { organisation: 'O', roll: 'k' })
    )[0]?.public as Uint8Array,
    scalars: randomScalars(1, random),
  },
]);
const POOLS = ['members', 'mps'];
const MANIFEST = {
  form: { kind: 'ranked', candidates: 2, most: 2 },
  pools: POOLS.map((id) => ({ id, sections: [id] })),
  revote: 'last-counts',
  key: toHex(key),
} as unknown as Manifest;
const ABOUT = ballotPollOf(MANIFEST);
const SECTIONS = ['members', 'members', 'members', 'mps'];
const NOTHING_YET = {
  body: null,
  credential: null,
  code_sealed: null,
  card_hash: null,
  card_sealed: null,
};
const NAMES = ['ann', 'bob', 'cy', 'dee'];

let poll: CardedPoll;
let pollCards: PollCards;
let electors: readonly Credential[];
/** By elector, in the order of `NAMES`. */
let cards: readonly string[];

beforeEach(async () => {
  const path = folder();
  const store = unwrap(await openStore({ dataDir: path, lock: true }));
  onTestFinished(() => store.close());
  const { db } = store;
  const created = '2026-03-01T09:00:00.000Z';
  const of = { title: 'Chair', organisation: 'O', book: 'book', visitor: null, created };
  await db
    .insertInto('proceedings')
    .values({ id: 'p', kind: 'replay', ...of })
    .execute();
  const codes = NAMES.map(() => newCode(random));
  electors = await credentialsFromCodes(group, codes, { organisation: 'O', roll: 'r' });
  const sealer = openSealer(path);
  const drawn: string[] = [];
  for (const [i, name] of NAMES.entries()) {
    const person = { id: name, name, email: `${name}@example.org`, member_no: name, created };
    await db
      .insertInto('persons')
      .values({ ...person, forgotten: null })
      .execute();
    const holder = { proceeding: 'p', electorate: 'all', person: name };
    await db
      .insertInto('electors')
      .values({ ...holder, section: SECTIONS[i] as string, pseudonym: name, ...NOTHING_YET })
      .execute();
    drawn.push(await cardOf(db, sealer, holder, null));
  }
  cards = drawn;
  const roll = unwrap(
    freezeRoll(
      ['members', 'mps'].map((id) => ({
        id,
        credentials: electors.filter((_, i) => SECTIONS[i] === id).map((e) => e.public),
      })),
    ),
  );
  const box = new BallotBox(MANIFEST, readRoll(roll.sections, roll.blob).roll);
  poll = { proceeding: 'p', electorate: 'all', box };
  pollCards = new PollCards({ db, group, random });
});

async function sealedBy(credential: Credential, pool = 'members'): Promise<SealedBallot> {
  const before = poll.box.newestOf(toHex(credential.public))?.tracker;
  const previous = before === undefined ? undefined : fromHex(before);
  const job = { plaintext: Uint8Array.of(1), pool, credential, ...(previous && { previous }) };
  const [made] = await sealBallots(group, ABOUT, [job], random);
  return made as SealedBallot;
}

/** What the recorder does with a ballot: whether it may go in, then its proof. */
async function taken(bytes: Uint8Array): Promise<Result<BallotReceipt, Refusal>> {
  const ballot = unwrap(parseBallot(bytes));
  const candidacy = { ballot, tracker: trackerOf(bytes) };
  const admitted = poll.box.admits(candidacy);
  if (!admitted.ok) return admitted;
  const [refused] = await checkBallots(group, ABOUT, [ballot], random);
  if (refused !== undefined) return err(refused.failure);
  poll.box.add(candidacy, poll.box.size, '2026-03-05T09:00:00.000Z');
  return ok({} as BallotReceipt);
}

async function cast(made: SealedBallot, card: string | undefined): Promise<string> {
  const answer = await pollCards.cast(poll, made.bytes, card, () => taken(made.bytes));
  return answer.ok ? 'taken' : answer.error.code;
}

const elector = (i: number): Credential => electors[i] as Credential;

test('the registrar, with every code and no card, casts no vote, nor replaces one', async () => {
  expect(await cast(await sealedBy(elector(0)), cards[0])).toBe('taken');
  for (const i of [0, 1, 2])
    for (const [card, code] of [
      [undefined, 'ballot/no-card'],
      ['', 'ballot/no-card'],
      ['A'.repeat(43), 'ballot/card-unknown'],
    ] as const)
      expect([i, await cast(await sealedBy(elector(i)), card)]).toEqual([i, code]);
  expect(poll.box.size).toBe(1);
});

test('the server, with every card and no code, cannot make a ballot; and the card is free again after it tried', async () => {
  const absent = elector(1);
  const [secret] = [randomScalars(1, random)];
  const forged = await sealedBy({ public: absent.public, secret });
  expect(await cast(forged, cards[1])).toBe('ballot/wrong-proof');
  expect(await cast(await sealedBy(absent), cards[1])).toBe('taken');
});

test('one card votes with one credential, and one credential with one card, from the first vote on', async () => {
  expect(await cast(await sealedBy(elector(0)), cards[0])).toBe('taken');
  expect(await cast(await sealedBy(elector(1)), cards[0])).toBe('ballot/card-bound-elsewhere');
  expect(await cast(await sealedBy(elector(0)), cards[1])).toBe('ballot/card-bound-elsewhere');
  // The registrar and an elector together: as many votes as cards, and no more.
  expect(await cast(await sealedBy(elector(2)), cards[1])).toBe('taken');
  expect(await cast(await sealedBy(elector(1)), cards[1])).toBe('ballot/card-bound-elsewhere');
  expect(await cast(await sealedBy(elector(2)), cards[2])).toBe('ballot/card-bound-elsewhere');
});

test('a card of one section votes with no credential of another, whose votes may weigh more', async () => {
  expect(await cast(await sealedBy(elector(3), 'mps'), cards[0])).toBe('ballot/card-other-section');
  expect(await cast(await sealedBy(elector(0)), cards[3])).toBe('ballot/card-other-section');
  expect(await cast(await sealedBy(elector(3), 'mps'), cards[3])).toBe('taken');
});

test('of two electors who vote with one card at the same moment, one does', async () => {
  const made = await Promise.all([sealedBy(elector(0)), sealedBy(elector(1))]);
  const answers = await Promise.all(made.map((one) => cast(one, cards[0])));
  expect(answers.toSorted()).toEqual(['ballot/card-bound-elsewhere', 'taken']);
});

test('whoever has one card holds up nobody else, though every credential is on the roll for all to see', async () => {
  const absent = elector(1);
  const false1 = await sealedBy({ public: absent.public, secret: randomScalars(1, random) });
  const own = await sealedBy(absent);
  // A false ballot under way, again and again, with a card that is not the elector's.
  const attack = Promise.all(Array.from({ length: 20 }, () => cast(false1, cards[0])));
  expect(await cast(own, cards[1])).toBe('taken');
  expect(new Set(await attack)).toEqual(new Set(['ballot/wrong-proof']));
  // And the attacker's own card is still good for its own code.
  expect(await cast(await sealedBy(elector(0)), cards[0])).toBe('taken');
});
