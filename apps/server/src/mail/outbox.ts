/**
 * The outbox: every mail is written down before it is sent, and its fate after. Without SMTP the
 * mails stay here, to be read on the outbox page. A mail may in the worst case go out twice (a kill
 * between the send and the note of it), with the same Message-ID, but never get lost.
 */

import type { MailState } from '../store/schema.ts';
import type { Database } from '../store/store.ts';
import type { MailBody } from './letter.ts';
import type { Mail, Transport } from './transport.ts';

export interface NewMail extends MailBody {
  readonly proceeding: string | null;
  readonly person: string | null;
  readonly kind: string;
  /** `Ann Lee <ann@example.org>` parts; an empty address means the letter is printed and handed over. */
  readonly address: string;
}

/** Minutes until the next try after the first, second, … failure; then the mail has failed for good. */
const RETRY_MINUTES: readonly number[] = [1, 5, 15, 60, 240, 720];
const AT_ONCE = 20;
const IDLE_MS = 30_000;

export interface OutboxOptions {
  readonly db: Database;
  /** Absent: mails are captured. */
  readonly transport?: Transport;
  readonly now: () => Date;
  readonly onFault: (fault: unknown) => void;
}

export class Outbox {
  readonly #options: OutboxOptions;
  #timer: NodeJS.Timeout | undefined;
  #delivering: Promise<void> | undefined;
  #isStopped = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  get captures(): boolean {
    return this.#options.transport === undefined;
  }

  get from(): string {
    return this.#options.transport?.from ?? 'not sent';
  }

  /** Rows for `insertInto('outbox')`: the caller puts them into its own transaction. */
  async put(mails: readonly NewMail[], db: Database = this.#options.db): Promise<void> {
    if (mails.length === 0) return;
    const moment = this.#options.now().toISOString();
    await db
      .insertInto('outbox')
      .values(
        mails.map(({ subject, text, html, proceeding, person, kind, address }) => ({
          proceeding,
          person,
          kind,
          address,
          subject,
          text,
          html,
          state: (this.captures || address === '' ? 'captured' : 'queued') satisfies MailState,
          attempts: 0,
          error: null,
          created: moment,
          next_try: moment,
          sent: null,
        })),
      )
      .execute();
  }

  /** Sends what is due, now and from time to time. Call after the transaction that put mails. */
  wake(): void {
    if (this.captures || this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#delivering ??= this.#deliver()
      .catch((fault: unknown) => this.#options.onFault(fault))
      .finally(() => {
        this.#delivering = undefined;
        if (this.#isStopped) return;
        this.#timer = setTimeout(() => this.wake(), IDLE_MS);
        this.#timer.unref();
      });
  }

  /** Resolves when everything that is due has been tried. */
  async settled(): Promise<void> {
    while (this.#delivering !== undefined) await this.#delivering;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#delivering;
    this.#options.transport?.close();
  }

  async #deliver(): Promise<void> {
    const { db, transport, now } = this.#options;
    if (transport === undefined) return;
    while (!this.#isStopped) {
      const due = await db
        .selectFrom('outbox')
        .select(['id', 'address', 'subject', 'text', 'html', 'attempts'])
        .where('state', '=', 'queued')
        .where('next_try', '<=', now().toISOString())
        .orderBy('next_try')
        .orderBy('id')
        .limit(AT_ONCE)
        .execute();
      if (due.length === 0) return;
      await Promise.all(due.map((mail) => this.#send(transport, mail)));
    }
  }

  async #send(transport: Transport, mail: Mail & { readonly attempts: number }): Promise<void> {
    const { db, now } = this.#options;
    const outcome = await transport.send(mail);
    const moment = now();
    const attempts = mail.attempts + 1;
    if (outcome.ok) {
      await db
        .updateTable('outbox')
        // Links are secrets: once the mail is on its way, the store keeps no copy of them.
        .set({
          state: 'sent',
          sent: moment.toISOString(),
          attempts,
          error: null,
          text: withoutLinks(mail.text),
          html: '',
        })
        .where('id', '=', mail.id)
        .execute();
      return;
    }
    const wait = outcome.error.isFinal ? undefined : RETRY_MINUTES[mail.attempts];
    await db
      .updateTable('outbox')
      .set({
        state: wait === undefined ? 'failed' : 'queued',
        attempts,
        error: outcome.error.message,
        next_try: new Date(moment.getTime() + (wait ?? 0) * 60_000).toISOString(),
      })
      .where('id', '=', mail.id)
      .execute();
  }
}

export function withoutLinks(text: string): string {
  return text.replace(/https?:\/\/\S+/g, '(link removed)');
}
