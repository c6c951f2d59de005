/**
 * Plays a plan: every act through the referee, every poll really held. Electors' programs, mixers and
 * trustees all run here, one after the other, each with its own key; the ballots go through the
 * same box, proofs and record as in a live proceeding.
 */
import {
  type Credential,
  credentialsFromCodes,
  newCode,
  type SealJob,
  sealBallots,
} from '@hustings/ballot';
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
import type { CloseNominationsStep, Plan, PollStep, RollStep } from './plan.ts';
import { shuffled } from './shuffled.ts';

export interface PlayOptions {
  readonly plan: Plan;
  readonly ledger: Ledger;
  readonly group: Group;
  readonly random: (length: number) => Uint8Array;
  /** Seeds (32 secret bytes) of the log's and the officer's keys, for who keeps the log going; else fresh ones. */
  readonly seeds?: { readonly log: Uint8Array; readonly officer: Uint8Array };
  readonly progress?: (progress: Progress) => void;
  /** Told how long each kind of work took, in the clock's milliseconds; `clock` measures only. */
  readonly clock?: () => number;
}

export interface Played {
  readonly recorder: Recorder;
  /** Milliseconds by kind of work. */
  readonly spent: Readonly<Record<string, number>>;
}

/** Ballots sealed, checked and appended at a time: bounds memory, and one commit for each batch. */
const BATCH = 2048;

export async function play(options: PlayOptions): Promise<Played> {
  return new Player(options).play();
}

class Player {
  readonly #options: PlayOptions;
  readonly #keys = new Map<string, Uint8Array>();
  readonly #credentials = new Map<string, ReadonlyMap<string, readonly Credential[]>>();
  readonly #spent: Record<string, number> = {};
  #at = '';

  constructor(options: PlayOptions) {
    this.#options = options;
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
    return { recorder, spent: this.#spent };
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

  async #timed<T>(what: string, work: () => Promise<T>): Promise<T> {
    const before = this.#options.clock?.() ?? 0;
    const value = await work();
    this.#spent[what] = (this.#spent[what] ?? 0) + (this.#options.clock?.() ?? 0) - before;
    return value;
  }

  async #closeNominations(conduct: Conduct, step: CloseNominationsStep): Promise<void> {
    const { recorder } = conduct;
    const tallies = nominationTallies(recorder.state, step.matter);
    const { matter } = step;
    must(await recorder.take({ kind: 'nominations-closed', matter, tallies }, OFFICER, step.at));
  }

  async #freeze(conduct: Conduct, step: RollStep): Promise<void> {
    const { group, random, plan } = this.#options;
    const bySection = new Map<string, readonly Credential[]>();
    await this.#timed('credentials', async () => {
      for (const { id, size } of step.sections) {
        const credentials: Credential[] = [];
        while (credentials.length < size) {
          const codes = Array.from({ length: Math.min(BATCH, size - credentials.length) }, () =>
            newCode(random),
          );
          const roll = { organisation: plan.organisation, roll: step.roll };
          for (const c of await credentialsFromCodes(group, codes, roll)) credentials.push(c);
          this.#tell(`making voting codes for ${id}`, credentials.length, size);
        }
        bySection.set(id, credentials);
      }
    });
    this.#credentials.set(step.roll, bySection);
    const frozen = must(
      freezeRoll(
        [...bySection].map(([id, list]) => ({ id, credentials: list.map((c) => c.public) })),
      ),
    );
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
    must(await closePoll(conduct, poll));
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
    const { group, random } = this.#options;
    const file = conduct.recorder.docket.poll(step.poll);
    const manifest = file?.prepared?.act.manifest;
    assert(manifest !== undefined, 'the poll has been prepared');
    const ballotPoll = ballotPollOf(manifest);
    const jobs = shuffled(this.#papers(step), random);
    const opens = Date.parse(step.opensAt);
    const span = Date.parse(step.closesAt) - opens;
    for (let from = 0; from < jobs.length; from += BATCH) {
      const batch = jobs.slice(from, from + BATCH);
      const sealed = await this.#timed('sealing', () =>
        sealBallots(group, ballotPoll, batch, random),
      );
      const at = new Date(opens + Math.floor((span * (from + 1)) / (jobs.length + 1)));
      const taken = await this.#timed('casting', () =>
        conduct.recorder.takeBallots(
          step.poll,
          sealed.map((s) => s.bytes),
          at.toISOString(),
        ),
      );
      for (const one of taken) must(one);
      this.#tell(`casting ballots in ${step.poll}`, from + batch.length, jobs.length);
    }
  }

  /** Gives the papers of each section to electors of that section, one each. */
  #papers(step: PollStep): SealJob[] {
    const bySection = this.#credentials.get(step.roll);
    const next = new Map<string, number>();
    return step.papers.flatMap(({ section, plaintext, count }) => {
      const first = next.get(section) ?? 0;
      next.set(section, first + count);
      const credentials = bySection?.get(section)?.slice(first, first + count) ?? [];
      assert(credentials.length === count, `section ${section} has an elector for every paper`);
      return credentials.map((credential): SealJob => ({ plaintext, pool: section, credential }));
    });
  }

  #tell(step: string, done: number, of: number): void {
    this.#options.progress?.({ step, done, of });
  }
}

/** History happened: a refusal means that the plan or the rule book is wrong. */
function must<T>(result: Result<T, Refusal>): T {
  if (result.ok) return result.value;
  const { code, message, citation } = result.error;
  throw new Error(`the plan was refused (${code}): ${message}${citation ? ` [${citation}]` : ''}`);
}
