/**
 * The voting link once more: to one elector who asks, or to all who have not voted. It is the same
 * link, since the roll with its public credentials is frozen; what went to a wrong address before is
 * told to the officer by the box: a vote that the elector did not cast shows when they vote.
 */
import { err, type Failure, ok, type Result } from '@hustings/base';
import type { BallotBox } from '@hustings/record';
import { reminderMail, voteLinkMail } from '../mail/texts.ts';
import { transact } from '../store/store.ts';
import { type LinkSetup, serve, type VoteLinks, votingLetter } from './links.ts';

/** So that nobody drowns another in mails, and a double click sends one. */
const AGAIN_AFTER_MS = 60_000;
const MOST_A_DAY = 5;
/** Members should hear of a poll, not be pestered: once in most of a day. */
export const REMIND_AFTER_MS: number = 20 * 3_600_000;

export async function sendAgain(
  setup: LinkSetup,
  links: VoteLinks,
  person: string,
): Promise<Result<{ readonly address: string }, Failure>> {
  const { db, outbox, now } = setup;
  const kind = `vote-link-again/${links.manifest.poll}`;
  const sent = await transact(db, async (trx): Promise<Result<string, Failure>> => {
    const to = await trx
      .selectFrom('electors')
      .innerJoin('persons', 'persons.id', 'electors.person')
      .select([
        'electors.person',
        'persons.name',
        'persons.email',
        'electors.code_sealed',
        'electors.card_sealed',
      ])
      .where('electors.proceeding', '=', links.proceeding)
      .where('electors.electorate', '=', links.electorate)
      .where('electors.person', '=', person)
      .where('persons.forgotten', 'is', null)
      .executeTakeFirst();
    const isCarded = links.manifest.mode === 'separated';
    if (to === undefined || (to.code_sealed === null && !isCarded))
      return err({
        code: 'link/no-code',
        message: 'There is no voting link for this person, or it is not kept any more.',
      });
    const dayAgo = new Date(now().getTime() - 86_400_000).toISOString();
    const before = await trx
      .selectFrom('outbox')
      .select('created')
      .where('proceeding', '=', links.proceeding)
      .where('person', '=', person)
      .where('kind', '=', kind)
      .where('created', '>', dayAgo)
      .orderBy('id', 'desc')
      .execute();
    const justNow = new Date(now().getTime() - AGAIN_AFTER_MS).toISOString();
    if (before.length >= MOST_A_DAY || (before[0] !== undefined && before[0].created > justNow))
      return err({
        code: 'link/sent-lately',
        message:
          before.length >= MOST_A_DAY
            ? `The link was sent again ${MOST_A_DAY} times since yesterday. Ask for another address, or hand the link over.`
            : 'The link was sent again less than a minute ago.',
      });
    const mail = await votingLetter(trx, setup, links, to, voteLinkMail);
    if (mail !== undefined) await outbox.put([{ ...mail, kind }], trx);
    return ok(to.email ?? '');
  });
  outbox.wake();
  return sent.ok ? ok({ address: sent.value }) : sent;
}

/** When the last round of reminders was written; undefined when there was none. */
export async function lastReminder(
  { db }: Pick<LinkSetup, 'db'>,
  proceeding: string,
  poll: string,
): Promise<string | undefined> {
  const { last } = await db
    .selectFrom('outbox')
    .select((e) => e.fn.max('created').as('last'))
    .where('proceeding', '=', proceeding)
    .where('kind', '=', `reminder/${poll}`)
    .executeTakeFirstOrThrow();
  return last ?? undefined;
}

/**
 * Writes to every elector with an address who has no ballot in the box. After a kill half-way, those
 * who were written to in the last hours are left out. Resolves to how many were written to.
 */
export async function remind(setup: LinkSetup, links: VoteLinks, box: BallotBox): Promise<number> {
  const { proceeding, electorate, manifest } = links;
  return serve(
    setup,
    {
      proceeding,
      electorate,
      kind: `reminder/${manifest.poll}`,
      since: new Date(setup.now().getTime() - REMIND_AFTER_MS).toISOString(),
      isDue: ({ email, credential, code_sealed }) =>
        email !== null &&
        (manifest.mode === 'separated' || code_sealed !== null) &&
        (credential === null || box.newestOf(credential) === undefined),
    },
    (trx, to) => votingLetter(trx, setup, links, to, reminderMail),
  );
}
