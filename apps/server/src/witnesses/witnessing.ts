/**
 * Keeps the witnesses of this server up with its logs, in the background: whatever is newer than what
 * a witness has cosigned is submitted to it, with the proof that the log goes on from there. Nobody's
 * receipt waits for that. A witness that is down, or refuses, is asked again later and later.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { formatVerifierKey } from '@hustings/log';
import type { Desk } from '../desk/desk.ts';
import type { DeskRoom } from '../desk/desk-room.ts';
import type { Database } from '../store/store.ts';
import { askWitness, type Witness, type WitnessAnswer } from './ask-witness.ts';
import { cosignedSize, writeCosignature } from './cosignatures.ts';

export interface WitnessingOptions {
  readonly db: Database;
  readonly desks: DeskRoom;
  readonly witnesses: readonly Witness[];
  /** Told what the operator should know: a witness that cannot be reached, one that knows another log. */
  readonly tell: (level: 'info' | 'warn' | 'error', message: string) => void;
  readonly onFault: (fault: unknown) => void;
  /** Milliseconds between two looks. */
  readonly everyMs?: number;
}

interface Waiting {
  failures: number;
  until: number;
}

const EVERY_MS = 1000;
const RETRY_SECONDS: readonly number[] = [1, 2, 4, 8, 15, 60, 300];

export class Witnessing {
  readonly #options: WitnessingOptions;
  readonly #stop = new AbortController();
  readonly #waiting = new Map<string, Waiting>();
  readonly #rounds: Promise<void>[] = [];

  constructor(options: WitnessingOptions) {
    this.#options = options;
  }

  /** Each witness has its own rounds, so that none waits for one that is slow. */
  start(): void {
    for (const witness of this.#options.witnesses) this.#rounds.push(this.#goRound(witness));
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#rounds);
  }

  async #goRound(witness: Witness): Promise<void> {
    const { onFault, everyMs = EVERY_MS } = this.#options;
    const { signal } = this.#stop;
    for (;;) {
      await wait(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      await this.#look(witness).catch(onFault);
    }
  }

  async #look(witness: Witness): Promise<void> {
    const { db } = this.#options;
    const contests = await db
      .selectFrom('proceedings')
      .select('id')
      .where('kind', '=', 'contest')
      .execute();
    for (const { id } of contests) await this.#keepUp(id, await sizeOf(db, id), witness);
  }

  async #keepUp(id: string, size: number, witness: Witness): Promise<void> {
    const { db, desks } = this.#options;
    const waiting = this.#waiting.get(keyOf(id, witness));
    if (this.#stop.signal.aborted || (waiting !== undefined && waiting.until > performance.now()))
      return;
    const known = await cosignedSize(db, id, witness.key);
    if (known >= size) return;
    const desk = await desks.find(id);
    if (desk === undefined) return;
    const answer = await this.#submit(desk, witness, known);
    // It has seen more of this log than we were told: its answer was lost, or another server asked.
    const again =
      answer.kind === 'knows' && answer.size !== known
        ? await this.#submit(desk, witness, answer.size)
        : answer;
    if (this.#stop.signal.aborted) return;
    this.#settle(desk, witness, again);
  }

  async #submit(desk: Desk, witness: Witness, oldSize: number): Promise<WitnessAnswer> {
    // Checkpoint and proof in one moment: the log may grow meanwhile.
    const made = await desk.read(() => {
      const { recorder } = desk;
      const { size } = recorder;
      if (oldSize > size) return undefined;
      return { size, note: recorder.checkpoint(), proof: recorder.consistencyFrom(oldSize) };
    });
    // A log smaller than what it has signed before: `settle` says so.
    if (made === undefined) return { kind: 'knows', size: oldSize };
    const { size, note, proof } = made;
    const answer = await askWitness(witness, { oldSize, proof, note }, this.#stop.signal);
    if (answer.kind === 'cosigned') {
      const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
      const { line } = answer.cosignature;
      await writeCosignature(this.#options.db, desk.proceeding, witness.key, { size, text, line });
    }
    return answer;
  }

  #settle(desk: Desk, witness: Witness, answer: WitnessAnswer): void {
    const { tell } = this.#options;
    const key = keyOf(desk.proceeding, witness);
    const { name } = witness.key;
    if (answer.kind === 'cosigned') {
      if (this.#waiting.delete(key)) tell('info', `${name} cosigns ${desk.proceeding} again`);
      return;
    }
    const failures = this.#waiting.get(key)?.failures ?? 0;
    const seconds = RETRY_SECONDS[Math.min(failures, RETRY_SECONDS.length - 1)] as number;
    this.#waiting.set(key, {
      failures: failures + 1,
      until: performance.now() + seconds * 1000,
    });
    // Once is enough, except for what must not be overlooked.
    const isGrave = isOtherLog(answer);
    if (failures === 0 || isGrave)
      tell(isGrave ? 'error' : 'warn', troubleWith(desk, name, answer));
  }
}

/** The witness has cosigned what this log does not go on from. */
function isOtherLog(answer: WitnessAnswer): boolean {
  return answer.kind === 'knows' || (answer.kind === 'refused' && answer.status === 422);
}

function troubleWith(desk: Desk, name: string, answer: WitnessAnswer): string {
  const { proceeding } = desk;
  if (isOtherLog(answer))
    return `The witness ${name} has cosigned another log of ${proceeding} than the one here: this data folder was restored from an old copy, or the log was forked.`;
  if (answer.kind === 'silent') return `The witness ${name} does not answer.`;
  if (answer.kind === 'nonsense')
    return `The witness ${name} answered with something that is not its cosignature: is its key the one given?`;
  const status = answer.kind === 'refused' ? answer.status : 0;
  return status === 404
    ? `The witness ${name} does not know the log of ${proceeding}. Its operator adds it: hustings witness add ${formatVerifierKey(desk.keys.logSigner)}`
    : `The witness ${name} refused the checkpoint of ${proceeding} with ${status}.`;
}

async function sizeOf(db: Database, proceeding: string): Promise<number> {
  const row = await db
    .selectFrom('entries')
    .select((e) => e.fn.max('seq').as('last'))
    .where('proceeding', '=', proceeding)
    .executeTakeFirst();
  // The type says that there always is a largest; of no rows there is none.
  const last: number | null | undefined = row?.last;
  return last === null || last === undefined ? 0 : Number(last) + 1;
}

function keyOf(proceeding: string, { url, key }: Witness): string {
  return `${proceeding} ${key.id} ${url}`;
}
