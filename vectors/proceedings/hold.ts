/**
 * Holds a small proceeding, whole and really, from a plan and a seed: what the vectors of proceedings
 * and the tests in which both verifiers must agree are made of. Everybody's keys come from the seed.
 */
import {
  type Credential,
  credentialsFromCodes,
  newCode,
  type Random,
  sealBallots,
} from '@hustings/ballot';
import { assert, unwrap } from '@hustings/base';
import { type SignerKey, signerKey } from '@hustings/log';
import {
  ballotPollOf,
  type Conduct,
  closePoll,
  countAndDeclare,
  decryptPoll,
  freezeRoll,
  holdCeremony,
  MemoryLedger,
  MemoryRecord,
  mixPoll,
  newBlob,
  OFFICER,
  openProceeding,
  preparePoll,
  publicKeyOf,
  Recorder,
  refOf,
  writeRecord,
} from '@hustings/record';
import type { Group } from '@hustings/ristretto';
import {
  type Act,
  type Actor,
  tallies as nominationTallies,
  type RuleBook,
} from '@hustings/rulebook';
import { sha256 } from '@noble/hashes/sha2.js';
import { seededRandom } from '../seeded.ts';

/** One paper handed in: the elector's place on the roll, in the order of the sections, and what is on it. */
export interface Cast {
  readonly elector: number;
  readonly plaintext: readonly number[];
}

export interface Plan {
  /** Of the proceeding, and the name of the vector. */
  readonly id: string;
  readonly about: string;
  readonly book: RuleBook;
  readonly mode: 'simple' | 'separated';
  readonly threshold: number;
  readonly trustees: number;
  readonly mixers: number;
  readonly electorate: string;
  readonly sections: readonly { readonly id: string; readonly size: number }[];
  /** A contest has candidates, by id and name; a motion has none. */
  readonly candidates: readonly (readonly [string, string])[];
  /** Ballot after ballot; all but the last must leave the contest open. */
  readonly ballots: readonly (readonly Cast[])[];
}

export interface Held {
  readonly plan: Plan;
  readonly record: MemoryRecord;
  /** Secret keys by id; `officer` for the officer and the system. */
  readonly keys: ReadonlyMap<string, Uint8Array>;
  readonly logSigner: SignerKey;
}

const MATTER = 'matter-2026';

/** 9 o'clock of a day of 2026, from 1 March. */
function day(n: number, hour = 9): string {
  return new Date(Date.UTC(2026, 2, n, hour)).toISOString();
}

export async function hold(plan: Plan, group: Group, seed: string = plan.id): Promise<Held> {
  const proceeding = new Holding(plan, group, seededRandom(`hustings proceeding: ${seed}`));
  await proceeding.open();
  for (const [round, papers] of plan.ballots.entries()) await proceeding.ballot(round, papers);
  return proceeding.held();
}

class Holding {
  readonly #plan: Plan;
  readonly #group: Group;
  readonly #random: Random;
  readonly #keys = new Map<string, Uint8Array>();
  readonly #logSigner: SignerKey;
  #at = day(1);
  #recorder: Recorder | undefined;
  #electors: readonly (Credential & { readonly section: string })[] = [];

  constructor(plan: Plan, group: Group, random: Random) {
    this.#plan = plan;
    this.#group = group;
    this.#random = random;
    this.#logSigner = signerKey(`hustings/${plan.id}`, random(32));
  }

  get #open(): Recorder {
    assert(this.#recorder !== undefined, 'the proceeding is open');
    return this.#recorder;
  }

  get #conduct(): Conduct {
    const [group, random] = [this.#group, this.#random];
    return { recorder: this.#open, group, random, now: () => this.#at };
  }

  #key(id: string): Uint8Array {
    const key = this.#keys.get(id) ?? this.#random(32);
    this.#keys.set(id, key);
    return key;
  }

  async #take(by: Actor, act: Act, at = this.#at): Promise<void> {
    this.#at = at;
    unwrap(await this.#open.take(act, by, at));
  }

  async open(): Promise<void> {
    const { book, id, mode, about } = this.#plan;
    this.#recorder = await Recorder.open({
      proceeding: id,
      book,
      ledger: new MemoryLedger(),
      signers: ({ role, id: who }: Actor) =>
        role === 'officer' || role === 'system'
          ? this.#key('officer')
          : role === 'trustee' || role === 'mixer'
            ? this.#key(who)
            : undefined,
      logSigner: this.#logSigner,
      group: this.#group,
      random: this.#random,
    });
    unwrap(
      await openProceeding(this.#conduct, {
        organisation: 'Society for Vectors',
        title: about,
        mode,
        logKey: this.#logSigner,
        officerKey: publicKeyOf(this.#key('officer')),
        notes: ['A test vector: all keys come from a seed that is known.'],
      }),
    );
    if (this.#plan.candidates.length > 0) await this.#callContest();
    else await this.#tableMotion();
    await this.#freezeRoll();
  }

  async #tableMotion(): Promise<void> {
    const [procedure] = this.#plan.book.procedures;
    assert(procedure?.kind === 'motion', 'the book has a motion');
    const movers = ['mover-1', 'mover-2', 'mover-3'];
    await this.#take(
      { role: 'mover', id: 'mover-1' },
      {
        kind: 'motion-tabled',
        matter: MATTER,
        procedure: procedure.id,
        text: 'That the society has no confidence in its leader.',
        movers,
      },
    );
    await this.#timetable({}, 'meeting-chair', 0);
  }

  async #timetable(dates: Readonly<Record<string, string>>, by: string, round: number) {
    await this.#take(OFFICER, {
      kind: 'timetable-set',
      matter: MATTER,
      by,
      dates: {
        ...dates,
        'poll-opens': day(4 + 7 * round),
        'poll-closes': day(6 + 7 * round),
      },
      reason: round === 0 ? 'As every year.' : 'Nobody has been chosen yet.',
    });
  }

  async #callContest(): Promise<void> {
    const { book, candidates } = this.#plan;
    const [procedure] = book.procedures;
    assert(procedure?.kind === 'contest', 'the book has a contest');
    await this.#take(OFFICER, {
      kind: 'contest-called',
      matter: MATTER,
      procedure: procedure.id,
      trigger: 'yearly',
      office: procedure.offices[0] as string,
      because: 'It is the time of the year.',
    });
    const dates = { 'nominations-open': day(2), 'nominations-close': day(3) };
    await this.#timetable(dates, 'committee', 0);
    await this.#take(OFFICER, { kind: 'nominations-opened', matter: MATTER }, day(2));
    for (const [candidate, name] of candidates) {
      for (const nominator of [`${candidate}-proposer`, `${candidate}-seconder`])
        await this.#take(
          { role: 'nominator', id: nominator },
          {
            kind: 'nomination-made',
            matter: MATTER,
            candidate,
            name,
            nominator,
            body: 'members',
          },
          day(2, 10),
        );
    }
    for (const [candidate] of candidates)
      await this.#take(
        { role: 'candidate', id: candidate },
        { kind: 'candidate-consented', matter: MATTER, candidate },
        day(2, 11),
      );
    const tallies = nominationTallies(this.#open.state, MATTER);
    await this.#take(OFFICER, { kind: 'nominations-closed', matter: MATTER, tallies }, day(3));
  }

  async #freezeRoll(): Promise<void> {
    const { sections, electorate } = this.#plan;
    const parts = [];
    for (const { id, size } of sections) {
      const codes = Array.from({ length: size }, () => newCode(this.#random));
      const roll = { organisation: 'Society for Vectors', roll: 'roll-2026' };
      const credentials = await credentialsFromCodes(this.#group, codes, roll);
      parts.push({ id, credentials });
    }
    this.#electors = parts.flatMap((p) => p.credentials.map((c) => ({ ...c, section: p.id })));
    const frozen = unwrap(
      freezeRoll(
        parts.map(({ id, credentials }) => ({ id, credentials: credentials.map((c) => c.public) })),
      ),
    );
    const blob = newBlob(frozen.blob);
    const act: Act = {
      kind: 'roll-frozen',
      roll: 'roll-2026',
      electorate,
      sections: frozen.sections,
      excluded: [],
      credentials: refOf(blob),
    };
    this.#at = day(3, 10);
    unwrap(await this.#open.take(act, OFFICER, this.#at, [blob]));
  }

  async ballot(round: number, papers: readonly Cast[]): Promise<void> {
    const { threshold, trustees, mixers, book } = this.#plan;
    const poll = round === 0 ? 'poll' : `poll-${round + 1}`;
    if (round > 0) {
      this.#at = day(7 * round);
      const dates = this.#open.state.matters[MATTER]?.dates ?? {};
      await this.#timetable(dates, book.procedures[0]?.timetable.setBy ?? '', round);
    }
    const holders = (kind: string, count: number) =>
      Array.from({ length: count }, (_, i) => {
        const id = `${kind}-${i + 1}`;
        return { id, name: `The ${kind} ${i + 1}`, key: publicKeyOf(this.#key(id)) };
      });
    const ceremony = unwrap(
      await holdCeremony(this.#conduct, {
        poll,
        threshold,
        trustees: holders('trustee', trustees),
        mixers: holders('mixer', mixers),
      }),
    );
    const manifest = unwrap(
      await preparePoll(this.#conduct, {
        poll,
        matter: MATTER,
        roll: 'roll-2026',
        key: ceremony.key,
      }),
    );
    await this.#take(OFFICER, { kind: 'poll-opened', poll }, day(4 + 7 * round));
    this.#at = day(4 + 7 * round, 10);
    const target = ballotPollOf(manifest);
    const last = new Map<number, Uint8Array>();
    for (const { elector, plaintext } of papers) {
      const credential = this.#electors[elector];
      assert(credential !== undefined, 'the elector is on the roll');
      const previous = last.get(elector);
      const pool = manifest.pools.find((p) => p.sections.includes(credential.section));
      const [sealed] = await sealBallots(
        this.#group,
        target,
        [
          {
            plaintext: Uint8Array.from(plaintext),
            pool: pool?.id ?? '',
            credential,
            ...(previous && { previous }),
          },
        ],
        this.#random,
      );
      assert(sealed !== undefined, 'a ballot for a paper');
      last.set(elector, sha256(sealed.bytes));
      for (const one of await this.#open.takeBallots(poll, [sealed.bytes], this.#at)) unwrap(one);
    }
    this.#at = day(6 + 7 * round);
    // The last ones of those that are enough, so that interpolation is not by 1, 2, ….
    const tellers = Array.from({ length: threshold }, (_, i) => trustees - threshold + i).map(
      (i) => ({ id: `trustee-${i + 1}`, secret: ceremony.secrets[i] as Uint8Array }),
    );
    unwrap(await closePoll(this.#conduct, poll));
    unwrap(await mixPoll(this.#conduct, poll));
    unwrap(await decryptPoll(this.#conduct, poll, tellers));
    unwrap(await countAndDeclare(this.#conduct, poll, tellers));
  }

  async held(): Promise<Held> {
    const record = new MemoryRecord();
    await writeRecord(this.#open, record);
    return { plan: this.#plan, record, keys: this.#keys, logSigner: this.#logSigner };
  }
}
