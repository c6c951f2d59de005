/**
 * The desk of one proceeding: the recorder in memory, the ledger on the disk, the keys. Everything
 * that changes a proceeding goes over its desk.
 *
 * When a step fails half-way (a full disk, a refusal in the middle of several entries), the recorder
 * is thrown away and read again from the ledger, so that memory never claims what the disk lacks.
 */
import type { BallotWork } from '@hustings/ballot';
import type { Result } from '@hustings/base';
import {
  type BallotReceipt,
  type Conduct,
  type NewBlob,
  Recorder,
  type Refusal,
  type Taken,
} from '@hustings/record';
import type { Group } from '@hustings/ristretto';
import type { Act, Actor, Entry, RuleBook } from '@hustings/rulebook';
import { StoredLedger } from '../store/ledger.ts';
import type { Database } from '../store/store.ts';
import type { ProceedingKeys } from './keys.ts';
import { Story } from './story.ts';
import { Turnstile } from './turnstile.ts';

export interface DeskSetup {
  readonly proceeding: string;
  readonly book: RuleBook;
  readonly db: Database;
  readonly keys: ProceedingKeys;
  readonly group: Group;
  /** Checks ballots on threads; in this one where there are none. */
  readonly ballots?: BallotWork | undefined;
  readonly random: (length: number) => Uint8Array;
  readonly now: () => Date;
}

export class Desk {
  readonly keys: ProceedingKeys;
  readonly #setup: DeskSetup;
  readonly #turnstile = new Turnstile();
  #ledger: StoredLedger;
  #recorder: Recorder;
  #story: Story;
  #steps = 0;
  readonly #stepless: (() => void)[] = [];

  private constructor(setup: DeskSetup, ledger: StoredLedger, recorder: Recorder) {
    this.#setup = setup;
    this.keys = setup.keys;
    this.#ledger = ledger;
    this.#recorder = recorder;
    this.#story = new Story(ledger);
  }

  static async open(setup: DeskSetup): Promise<Desk> {
    const ledger = await StoredLedger.open(setup.db, setup.proceeding);
    return new Desk(setup, ledger, await openRecorder(setup, ledger));
  }

  get proceeding(): string {
    return this.#setup.proceeding;
  }

  get book(): RuleBook {
    return this.#setup.book;
  }

  /** As it stands now; after a failed step it is another one, so do not keep it. */
  get recorder(): Recorder {
    return this.#recorder;
  }

  get ledger(): StoredLedger {
    return this.#ledger;
  }

  /** The events so far, ballots left out. */
  get story(): Story {
    return this.#story;
  }

  /** The time as entries spell it. */
  now(): string {
    return this.#setup.now().toISOString();
  }

  /** Takes one act; durable on return. */
  take(act: Act, by: Actor, blobs: readonly NewBlob[] = []): Promise<Result<Entry, Refusal>> {
    return this.#turnstile.together(() => this.#recorder.take(act, by, this.now(), blobs));
  }

  /** Takes an act that its keyholder signed elsewhere for the place that was free; durable on return. */
  takeSigned(entry: Entry, sig: string): Promise<Result<Entry, Refusal>> {
    return this.#turnstile.together(() => this.#recorder.takeSigned(entry, sig, this.now()));
  }

  /** Puts down what an act to come will name. */
  keepBlob(blob: NewBlob): Promise<void> {
    return this.#turnstile.together(() => this.#ledger.append([], [blob]));
  }

  /** Takes ballots of one poll, as of the time at which they arrived; durable on return, with receipts. */
  cast(
    poll: string,
    ballots: readonly Uint8Array[],
    at: string,
  ): Promise<readonly Result<BallotReceipt, Refusal>[]> {
    return this.#turnstile.together(async () => {
      const answers = await this.#recorder.takeBallots(poll, ballots, at);
      const taken = answers.flatMap((a): Taken[] => (a.ok ? [a.value] : []));
      const receipts = this.#recorder.receipts(taken);
      let next = 0;
      return answers.map((answer): Result<BallotReceipt, Refusal> => {
        if (!answer.ok) return answer;
        return { ok: true, value: receipts[next++] as BallotReceipt };
      });
    });
  }

  /** Whatever is shown or signed: never in the middle of several entries that may yet be undone. */
  read<T>(work: () => T | Promise<T>): Promise<T> {
    return this.#turnstile.together(async () => work());
  }

  /**
   * Steps of a poll that each stand for themselves and pick up where they were left. They may take
   * long, so they do not keep others out; only `atomically` waits for them to end.
   */
  async step<T>(
    work: (conduct: Conduct) => Promise<T>,
    progress?: Conduct['progress'],
  ): Promise<T> {
    const conduct = await this.#turnstile.together(async () => {
      this.#steps++;
      return this.#conduct(progress);
    });
    try {
      return await work(conduct);
    } finally {
      this.#steps--;
      if (this.#steps === 0) for (const go of this.#stepless.splice(0)) go();
    }
  }

  #conduct(progress?: Conduct['progress']): Conduct {
    const { group, random } = this.#setup;
    const now = (): string => this.now();
    return progress === undefined
      ? { recorder: this.#recorder, group, random, now }
      : { recorder: this.#recorder, group, random, now, progress };
  }

  /**
   * Several entries as one commit, with what `alongside` writes: either all of it is durable on
   * return, or none of it ever was.
   */
  async atomically<T>(
    work: (conduct: Conduct) => Promise<Result<T, Refusal>>,
    alongside?: (trx: Database, value: T) => Promise<void>,
  ): Promise<Result<T, Refusal>> {
    for (;;) {
      if (this.#steps > 0) await new Promise<void>((go) => this.#stepless.push(go));
      const done = await this.#turnstile.alone(async () =>
        // A step may have begun while we waited at the turnstile.
        this.#steps > 0 ? undefined : this.#asOne(work, alongside),
      );
      if (done !== undefined) return done;
    }
  }

  async #asOne<T>(
    work: (conduct: Conduct) => Promise<Result<T, Refusal>>,
    alongside?: (trx: Database, value: T) => Promise<void>,
  ): Promise<Result<T, Refusal>> {
    this.#ledger.hold();
    try {
      const result = await work(this.#conduct());
      if (result.ok) {
        const { value } = result;
        await this.#ledger.settle(alongside && ((trx) => alongside(trx, value)));
      } else await this.#startAgain();
      return result;
    } catch (fault) {
      await this.#startAgain();
      throw fault;
    }
  }

  async #startAgain(): Promise<void> {
    this.#ledger.drop();
    const ledger = await StoredLedger.open(this.#setup.db, this.#setup.proceeding);
    this.#recorder = await openRecorder(this.#setup, ledger);
    this.#ledger = ledger;
    this.#story = new Story(ledger);
  }
}

function openRecorder(setup: DeskSetup, ledger: StoredLedger): Promise<Recorder> {
  const { proceeding, book, keys, group, ballots, random } = setup;
  return Recorder.open({
    proceeding,
    book,
    ledger,
    signers: (actor) => keys.signerOf(actor),
    logSigner: keys.logSigner,
    group,
    random,
    ...(ballots === undefined ? {} : { ballots }),
  });
}
