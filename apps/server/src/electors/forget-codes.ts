/**
 * Once a result is declared the voting codes have done their work: they are destroyed, in the store
 * and in the mails that were captured, so that nobody can use them again. Public credentials stay: the
 * list of who voted rests on them, and so the database tells whose sealed ballot is whose. What was in
 * it nobody can read without the trustees' shares, which are destroyed at the same time.
 */
import { withoutLinks } from '../mail/outbox.ts';
import { type Database, transact } from '../store/store.ts';

export interface Spent {
  readonly proceeding: string;
  readonly electorate: string;
  /** All that were held on the roll: one code serves them all. */
  readonly polls: readonly string[];
}

const AT_ONCE = 500;

export async function forgetCodes(
  db: Database,
  { proceeding, electorate, polls }: Spent,
): Promise<void> {
  await db
    .updateTable('electors')
    .set({ code_sealed: null, card_hash: null, card_sealed: null })
    .where('proceeding', '=', proceeding)
    .where('electorate', '=', electorate)
    .execute();
  // Every kind of mail that has the link in it: the first, the one sent again, and reminders.
  const kinds = ['vote-link', 'vote-link-again', 'reminder'].flatMap((kind) =>
    polls.map((poll) => `${kind}/${poll}`),
  );
  for (let after = 0; ; ) {
    const mails = await db
      .selectFrom('outbox')
      .select(['id', 'text'])
      .where('proceeding', '=', proceeding)
      .where('kind', 'in', kinds)
      .where('id', '>', after)
      .orderBy('id')
      .limit(AT_ONCE)
      .execute();
    await transact(db, async (trx) => {
      for (const { id, text } of mails)
        await trx
          .updateTable('outbox')
          .set({ text: withoutLinks(text), html: '' })
          .where('id', '=', id)
          .execute();
    });
    const last = mails.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}
