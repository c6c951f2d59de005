/**
 * “I did not get my link.” Whoever asks is told the same, whether or not anybody by that address or
 * number is on the roll, and the mail only ever goes to the address on the roll: the form tells
 * nobody who is a member, and sends nobody else's link to them.
 */
import type { Desk } from '../desk/desk.ts';
import { signInMail } from '../mail/texts.ts';
import { linkRow } from '../session/one-time-links.ts';
import { newToken } from '../session/tokens.ts';
import { type Database, transact } from '../store/store.ts';
import { type LinkSetup, SIGN_IN_HOURS } from './links.ts';
import { sendAgain } from './send-again.ts';

export interface Asking {
  readonly proceeding: string;
  readonly desk: Desk;
  /** An address or a membership number, as typed. */
  readonly asked: string;
}

/** One address may be that of a household. */
const MOST_PERSONS = 6;
const AGAIN_AFTER_MS = 10 * 60_000;

/** Writes to those whom it concerns: the voting link while there is one to use, else the sign-in link. */
export async function askForLink(setup: LinkSetup, asking: Asking): Promise<void> {
  const { proceeding, desk } = asking;
  for (const { person, name, email, electorate } of await concerned(setup.db, asking)) {
    const poll = votingNow(desk, electorate);
    if (poll !== undefined) {
      const { manifest, closes } = poll;
      const links = { proceeding, electorate, manifest, closes, zone: desk.book.zone };
      // Refused when it was sent a moment ago: then it is on its way.
      await sendAgain(setup, links, person);
    } else await sendSignIn(setup, desk, { proceeding, person, name, email });
  }
}

interface Concerned {
  readonly person: string;
  readonly name: string;
  readonly email: string;
  readonly electorate: string;
}

async function concerned(db: Database, { proceeding, asked }: Asking): Promise<Concerned[]> {
  const typed = asked.trim().toLowerCase();
  if (typed === '') return [];
  const rows = await db
    .selectFrom('electors')
    .innerJoin('persons', 'persons.id', 'electors.person')
    .select(['electors.person', 'electors.electorate', 'persons.name', 'persons.email'])
    .where('electors.proceeding', '=', proceeding)
    .where('persons.forgotten', 'is', null)
    .where('persons.email', 'is not', null)
    .where((e) =>
      e.or([
        e(e.fn('lower', ['persons.email']), '=', typed),
        e(e.fn('lower', ['persons.member_no']), '=', typed),
      ]),
    )
    .limit(MOST_PERSONS)
    .execute();
  return rows.map((row) => ({ ...row, email: row.email ?? '' }));
}

/** The open poll in which this electorate votes. */
function votingNow(desk: Desk, electorate: string) {
  const { polls, rolls } = desk.recorder.state;
  for (const { manifest, status, closes } of Object.values(polls))
    if (
      status === 'open' &&
      manifest !== undefined &&
      rolls[manifest.roll.id]?.electorate === electorate
    )
      return { manifest, closes: closes ?? manifest.closes };
  return undefined;
}

async function sendSignIn(
  { db, outbox, now, publicUrl }: LinkSetup,
  desk: Desk,
  to: Omit<Concerned, 'electorate'> & { readonly proceeding: string },
): Promise<void> {
  const { proceeding, person } = to;
  const opened = desk.recorder.docket.opened;
  if (opened === undefined) return;
  const lately = new Date(now().getTime() - AGAIN_AFTER_MS).toISOString();
  await transact(db, async (trx) => {
    const before = await trx
      .selectFrom('outbox')
      .select('id')
      .where('proceeding', '=', proceeding)
      .where('person', '=', person)
      .where('kind', '=', 'sign-in-again')
      .where('created', '>', lately)
      .executeTakeFirst();
    if (before !== undefined) return;
    const token = newToken();
    const row = linkRow(token, {
      purpose: 'member',
      person,
      now: now(),
      hours: SIGN_IN_HOURS,
    });
    await trx.insertInto('one_time_links').values(row).execute();
    const mail = signInMail({
      organisation: opened.organisation,
      name: to.name,
      title: opened.title,
      expires: row.expires,
      zone: desk.book.zone,
      href: `${publicUrl}/m/${token}`,
    });
    await outbox.put(
      [{ ...mail, proceeding, person, kind: 'sign-in-again', address: to.email }],
      trx,
    );
  });
  outbox.wake();
}
