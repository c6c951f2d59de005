/**
 * Every cast is told to the elector's own address (PROTOCOL §6): a vote that somebody else cast with
 * the code is then seen. The mail has the receipt and never the vote, which this server does not know.
 * Told after the vote is acknowledged; a mail that cannot be written down is logged and does no harm.
 */
import { parseBallot, receiptOf } from '@hustings/ballot';
import { fromHex, toHex } from '@hustings/base';
import type { BallotReceipt } from '@hustings/record';
import type { Desk } from '../desk/desk.ts';
import type { Outbox } from '../mail/outbox.ts';
import { receivedMail } from '../mail/texts.ts';
import type { Database } from '../store/store.ts';

export interface TellSetup {
  readonly db: Database;
  readonly outbox: Outbox;
  readonly publicUrl: () => string;
}

export async function tellVoter(
  { db, outbox, publicUrl }: TellSetup,
  desk: Desk,
  poll: string,
  ballot: Uint8Array,
  { tracker, at }: BallotReceipt,
): Promise<void> {
  const manifest = desk.recorder.docket.poll(poll)?.prepared?.act.manifest;
  const parsed = parseBallot(ballot);
  if (manifest === undefined || !parsed.ok) return;
  const elector = await db
    .selectFrom('electors')
    .innerJoin('persons', 'persons.id', 'electors.person')
    .select(['electors.person', 'persons.name', 'persons.email'])
    .where('electors.proceeding', '=', desk.proceeding)
    .where('electors.credential', '=', toHex(parsed.value.credential))
    .executeTakeFirst();
  if (elector === undefined || elector.email === null) return;
  const kind = `vote-received/${poll}/${tracker}`;
  const told = await db
    .selectFrom('outbox')
    .select('id')
    .where('proceeding', '=', desk.proceeding)
    .where('person', '=', elector.person)
    .where('kind', '=', kind)
    .executeTakeFirst();
  if (told !== undefined) return;
  const mail = receivedMail({
    organisation: manifest.organisation,
    name: elector.name,
    question: manifest.question,
    receipt: receiptOf(fromHex(tracker) ?? new Uint8Array()).short,
    at,
    zone: desk.book.zone,
    href: `${publicUrl()}/p/${desk.proceeding}/check?tracker=${tracker}`,
  });
  await outbox.put([
    { ...mail, proceeding: desk.proceeding, person: elector.person, kind, address: elector.email },
  ]);
  outbox.wake();
}
