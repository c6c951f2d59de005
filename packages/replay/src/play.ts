/**
 * Plays a plan: every act through the referee, every poll really held. Electors' programs, mixers and
 * trustees all run here, one after the other, each with its own key; the ballots go through the
 * same box, proofs and record as in a live proceeding.
 */
import { type BallotWork, newCode, ownBallotWork, type SealJob } from '@hustings/ballot';
import { assert, type Result } from '@hustings/base';
import { signerKey } from '@hustings/log';
import {
  ballotPollOf,
  type Conduct,
  closePoll,
  countAndDeclare,
  decryptPoll,
  freezeRoll,
  holdCeremony,
  type Ledger,
  mixPoll,
  newBlob,
  OFFICER,
  openProceeding,
  type Progress,
  preparePoll,
  publicKeyOf,
  Recorder,
  type Refusal,
  refOf,
} from '@hustings/record';
import type { Group } from '@hustings/ristretto';
import { type Actor, type Keyholder, tallies as nominationTallies } from '@hustings/rulebook';
import { Keys } from './keys.ts';
import type { CloseNominationsStep, PaperPile, Plan, PollStep, RollStep } from './plan.ts';
import { shuffled } from './shuffled.ts';

export interface PlayOptions {
  readonly plan: Plan;
  readonly ledger: Ledger;
  readonly group: Group;
  readonly random: (length: number) => Uint8Array;
  /** Seeds (32 secret bytes) of the log's and the officer's keys, for who keeps the log going; else fresh ones. */
  readonly seeds?: { readonly log: Uint8Array; readonly officer: Uint8Array };
  readonly progress?: (progress: Progress) => void;
  /** Makes keys and ballots and checks them, on threads where there are some; in this one where not given. */
  readonly ballots?: BallotWork;
  /** Runs each kind of work, so that whoever wants to know can measure it. */
  readonly timed?: Timed;
}

/** `work` done, and named: credentials, keys, sealing, casting, closing, mixing, decrypting, counting. */
export type Timed = <T>(what: string, work: () => Promise<T>) => Promise<T>;

export interface Played {
  readonly recorder: Recorder;
}

/** Ballots sealed, and then cast, at a time: bounds memory. */
const BATCH = 16_384;
/** Ballots of one commit. While the first are put in the box, proofs of the next are checked. */
const COMMIT = 2048;
/** Codes drawn at a time. */
const CODES = 8192;
const CODE_BYTES = 12;

export async function play(options: PlayOptions): Promise<Played> {
  return new Player(options).play();
}

class Player {
  readonly #options: PlayOptions;
  readonly #keys = new Map<string, Uint8Array>();
  /** By roll and section: the electors' keys. */
  readonly #credentials = new Map<string, ReadonlyMap<string, Keys>>();
  readonly #ballots: BallotWork;
  readonly #timed: Timed;
  #at = '';

  constructor(options: PlayOptions) {
    this.#options = options;
    this.#ballots = options.ballots ?? ownBallotWork(options.group, options.random);
    this.#timed = options.timed ?? ((_, work) => work());
  }

  async play(): Promise<Played> {
    const { plan, ledger, group, random } = this.#options;
    const { seeds } = this.#options;
    if (seeds !== undefined) this.#keys.set('officer', seeds.officer);
    const logSigner = signerKey(`hustings/${plan.proceeding}`, seeds?.log ?? random(32));
    const recorder = await Recorder.open({
      proceeding: plan.proceeding,
      book: plan.book,
      ledger,
      signers: (actor) => this.#secretOf(actor),
      logSigner,
      group,
      random,
      ballots: this.#ballots,
    });
    const conduct: Conduct = {
      recorder,
      group,
      random,
      now: () => this.#at,
      ...(this.#options.progress && { progress: this.#options.progress }),
    };
    this.#at = plan.opens;
    must(
      await openProceeding(conduct, {
        organisation: plan.organisation,
        title: plan.title,
        mode: 'separated',
        logKey: logSigner,
        officerKey: publicKeyOf(this.#key('officer')),
        notes: plan.notes,
      }),
    );
    for (const step of plan.steps) {
      if (step.kind === 'act') must(await recorder.take(step.act, step.by, step.at));
      else if (step.kind === 'close-nominations') await this.#closeNominations(conduct, step);
      else if (step.kind === 'roll') await this.#freeze(conduct, step);
      else await this.#hold(conduct, step);
    }
    return { recorder };
  }

  #key(owner: string): Uint8Array {
    const key = this.#keys.get(owner) ?? this.#options.random(32);
    this.#keys.set(owner, key);
    return key;
  }

  #secretOf({ role, id }: Actor): Uint8Array | undefined {
    if (role === 'officer' || role === 'system') return this.#key('officer');
    return role === 'trustee' || role === 'mixer' ? this.#key(id) : undefined;
  }

  async #closeNominations(conduct: Conduct, step: CloseNominationsStep): Promise<void> {
    const { recorder } = conduct;
    const tallies = nominationTallies(recorder.state, step.matter);
    const { matter } = step;
    must(await recorder.take({ kind: 'nominations-closed', matter, tallies }, OFFICER, step.at));
  }

  async #freeze(conduct: Conduct, step: RollStep): Promise<void> {
    const bySection = new Map<string, Keys>();
    const frozen = await this.#timed('credentials', async () => {
      for (const { id, size } of step.sections)
        bySection.set(id, await this.#draw(step.roll, id, size));
      return must(
        freezeRoll([...bySection].map(([id, keys]) => ({ id, credentials: keys.publics() }))),
      );
    });
    this.#credentials.set(step.roll, bySection);
    const blob = newBlob(frozen.blob);
    must(
      await conduct.recorder.take(
        {
          kind: 'roll-frozen',
          roll: step.roll,
          electorate: step.electorate,
          sections: frozen.sections,
          excluded: step.excluded,
          credentials: refOf(blob),
        },
        OFFICER,
        step.at,
        [blob],
      ),
    );
  }

  /** Fresh codes, and their keys; the codes are forgotten. */
  async #draw(roll: string, section: string, size: number): Promise<Keys> {
    const { random, plan } = this.#options;
    const keys = new Keys(size);
    const of = { organisation: plan.organisation, roll };
    const batches = Array.from({ length: Math.ceil(size / CODES) }, (_, i) => i * CODES);
    for (const from of batches) {
      const count = Math.min(CODES, size - from);
      const drawn = random(CODE_BYTES * count);
      const codes = Array.from({ length: count }, (_, i) =>
        newCode((n) => drawn.subarray(i * CODE_BYTES, i * CODE_BYTES + n)),
      );
      keys.put(from, await this.#ballots.credentials(codes, of));
      this.#tell(`making voting codes for ${section}`, from + count, size);
    }
    return keys;
  }

  async #hold(conduct: Conduct, step: PollStep): Promise<void> {
    const holders = (list: readonly { readonly id: string; readonly name: string }[]) =>
      list.map(({ id, name }): Keyholder => ({ id, name, key: publicKeyOf(this.#key(id)) }));
    const { poll } = step;
    this.#at = step.preparedAt;
    const ceremony = must(
      await this.#timed('keys', () =>
        holdCeremony(conduct, {
          poll,
          threshold: step.threshold,
          trustees: holders(step.trustees),
          mixers: holders(step.mixers),
        }),
      ),
    );
    must(
      await preparePoll(conduct, {
        poll,
        matter: step.matter,
        roll: step.roll,
        key: ceremony.key,
      }),
    );
    this.#at = step.opensAt;
    must(await conduct.recorder.take({ kind: 'poll-opened', poll }, OFFICER, step.opensAt));
    await this.#castAll(conduct, step);
    this.#at = step.closesAt;
    must(await this.#timed('closing', () => closePoll(conduct, poll)));
    this.#at = step.countedAt;
    must(await this.#timed('mixing', () => mixPoll(conduct, poll)));
    const trustees = step.trustees.flatMap(({ id }, i) => {
      const secret = ceremony.secrets[i];
      return secret === undefined || i >= step.decrypting ? [] : [{ id, secret }];
    });
    must(await this.#timed('decrypting', () => decryptPoll(conduct, poll, trustees)));
    this.#at = step.declaredAt;
    must(await this.#timed('counting', () => countAndDeclare(conduct, poll, trustees)));
  }

  /** Casts the papers in a random order, evenly over the time that the poll is open. */
  async #castAll(conduct: Conduct, step: PollStep): Promise<void> {
    const file = conduct.recorder.docket.poll(step.poll);
    const manifest = file?.prepared?.act.manifest;
    assert(manifest !== undefined, 'the poll has been prepared');
    const ballotPoll = ballotPollOf(manifest);
    const jobs = this.#papers(step);
    const opens = Date.parse(step.opensAt);
    const span = Date.parse(step.closesAt) - opens;
    const cast = (ballots: readonly Uint8Array[], from: number) => {
      const at = new Date(opens + Math.floor((span * (from + 1)) / (jobs.length + 1)));
      return conduct.recorder.takeBallots(step.poll, ballots, at.toISOString());
    };
    for (let from = 0; from < jobs.length; from += BATCH) {
      const batch = jobs.slice(from, from + BATCH).map((job) => job());
      const sealed = await this.#timed('sealing', () => this.#ballots.seal(ballotPoll, batch));
      const taken = await this.#timed('casting', () =>
        Promise.all(inCommits(sealed).map((ballots, i) => cast(ballots, from + i * COMMIT))),
      );
      for (const one of taken.flat()) must(one);
      this.#tell(`casting ballots in ${step.poll}`, from + batch.length, jobs.length);
    }
  }

  /** The papers in a random order, those of each section given to electors of that section, one each. */
  #papers(step: PollStep): readonly (() => SealJob)[] {
    const bySection = this.#credentials.get(step.roll);
    const next = new Map<string, number>();
    const places: { readonly pile: PaperPile; readonly first: number; readonly keys: Keys }[] = [];
    for (const pile of step.papers) {
      const first = next.get(pile.section) ?? 0;
      next.set(pile.section, first + pile.count);
      const keys = bySection?.get(pile.section);
      assert(
        keys !== undefined && first + pile.count <= keys.size,
        `section ${pile.section} has an elector for every paper`,
      );
      places.push({ pile, first, keys });
    }
    const jobs = places.flatMap(({ pile, first, keys }) =>
      Array.from(
        { length: pile.count },
        (_, i) => (): SealJob => ({
          plaintext: pile.plaintext,
          pool: pile.section,
          credential: keys.at(first + i),
        }),
      ),
    );
    return shuffled(jobs, this.#options.random);
  }

  #tell(step: string, done: number, of: number): void {
    this.#options.progress?.({ step, done, of });
  }
}

function inCommits(ballots: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
  return Array.from({ length: Math.ceil(ballots.length / COMMIT) }, (_, i) =>
    ballots.slice(i * COMMIT, (i + 1) * COMMIT),
  );
}

/** History happened: a refusal means that the plan or the rule book is wrong. */
function must<T>(result: Result<T, Refusal>): T {
  if (result.ok) return result.value;
  const { code, message, citation } = result.error;
  throw new Error(`the plan was refused (${code}): ${message}${citation ? ` [${citation}]` : ''}`);
}
