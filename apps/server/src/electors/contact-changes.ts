/**
 * A new address for an elector. Before the roll is frozen the officer imports it again; after that, an
 * address is where a voting code goes, so it takes two: one of the staff asks, an officer other than
 * that one approves. The old address is told, the new one too, and the record counts the change
 * (USERS.md §6.4: in Croydon East addresses were changed and nobody was told).
 */
import { randomUUID } from 'node:crypto';
import { err, type Failure, ok, type Result } from '@hustings/base';
import { OFFICER } from '@hustings/record';
import type { Desk } from '../desk/desk.ts';
import type { NewMail, Outbox } from '../mail/outbox.ts';
import { newAddressMail, oldAddressMail } from '../mail/staff-texts.ts';
import type { StaffMember } from '../session/staff.ts';
import type { ContactChangesTable } from '../store/schema.ts';
import type { Database } from '../store/store.ts';

export interface ChangeSetup {
  readonly db: Database;
  readonly outbox: Outbox;
  readonly now: () => Date;
  readonly publicUrl: () => string;
}

export type ContactChange = Readonly<ContactChangesTable>;

export interface WantedChange {
  readonly proceeding: string;
  readonly electorate: string;
  readonly person: string;
  readonly email: string;
  readonly reason: string;
}

const ADDRESS = /^[^\s@,;<>"]{1,64}@[^\s@,;<>"]{1,190}$/;

export async function askForChange(
  { db, now }: ChangeSetup,
  by: StaffMember,
  wanted: WantedChange,
): Promise<Result<ContactChange, Failure & { readonly field: 'email' | 'reason' }>> {
  const email = wanted.email.trim();
  const reason = wanted.reason.trim();
  const fault = (field: 'email' | 'reason', code: string, message: string) =>
    err({ code, message, field });
  if (!ADDRESS.test(email))
    return fault('email', 'contact/no-address', 'That is not a mail address.');
  if (reason === '')
    return fault('reason', 'contact/no-reason', 'Say why; the elector is told the reason.');
  const elector = await db
    .selectFrom('electors')
    .innerJoin('persons', 'persons.id', 'electors.person')
    .select('persons.email')
    .where('electors.proceeding', '=', wanted.proceeding)
    .where('electors.electorate', '=', wanted.electorate)
    .where('electors.person', '=', wanted.person)
    .where('persons.forgotten', 'is', null)
    .executeTakeFirst();
  if (elector === undefined)
    return fault('email', 'contact/not-on-roll', 'This person is not on the roll.');
  if (elector.email?.toLowerCase() === email.toLowerCase())
    return fault('email', 'contact/same', 'That is the address on the roll already.');
  const { proceeding, electorate, person } = wanted;
  const change: ContactChange = {
    id: randomUUID(),
    proceeding,
    electorate,
    person,
    old_email: elector.email,
    new_email: email,
    reason,
    asked_by: by.id,
    asked_at: now().toISOString(),
    state: 'waiting',
    decided_by: null,
    decided_at: null,
  };
  await db.transaction().execute(async (trx) => {
    // The newest wish stands in place of an earlier one for the same person.
    await trx
      .updateTable('contact_changes')
      .set({ state: 'refused', decided_by: by.id, decided_at: change.asked_at })
      .where('proceeding', '=', proceeding)
      .where('person', '=', person)
      .where('state', '=', 'waiting')
      .execute();
    await trx.insertInto('contact_changes').values(change).execute();
  });
  return ok(change);
}

export interface WaitingChange extends ContactChange {
  readonly name: string;
  readonly askedBy: string;
}

export async function waitingChanges(
  db: Database,
  proceeding: string,
): Promise<readonly WaitingChange[]> {
  return db
    .selectFrom('contact_changes')
    .innerJoin('persons', 'persons.id', 'contact_changes.person')
    .innerJoin('staff', 'staff.id', 'contact_changes.asked_by')
    .selectAll('contact_changes')
    .select(['persons.name', 'staff.name as askedBy'])
    .where('contact_changes.proceeding', '=', proceeding)
    .where('contact_changes.state', '=', 'waiting')
    .orderBy('contact_changes.asked_at')
    .execute();
}

/** Whoever asked may take it back; an officer may refuse it. Nobody is told: nothing has changed. */
export async function refuseChange(
  { db, now }: ChangeSetup,
  by: StaffMember,
  proceeding: string,
  id: string,
): Promise<Result<void, Failure>> {
  const { numUpdatedRows } = await db
    .updateTable('contact_changes')
    .set({ state: 'refused', decided_by: by.id, decided_at: now().toISOString() })
    .where('id', '=', id)
    .where('proceeding', '=', proceeding)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return numUpdatedRows === 1n ? ok(undefined) : err(GONE);
}

/** Carries the change out: address, entry on the record and both mails in one commit. */
export async function approveChange(
  setup: ChangeSetup,
  desk: Desk,
  by: StaffMember,
  id: string,
): Promise<Result<{ readonly name: string }, Failure>> {
  const change = (await waitingChanges(setup.db, desk.proceeding)).find((c) => c.id === id);
  if (change === undefined) return err(GONE);
  if (by.role !== 'officer' || change.asked_by === by.id)
    return err({
      code: 'contact/needs-another',
      message:
        'Whoever asked for a change cannot approve it: that takes another returning officer.',
    });
  const rolls = Object.values(desk.recorder.state.rolls);
  const roll = rolls
    .filter((r) => r.electorate === change.electorate)
    .toSorted((a, b) => b.seq - a.seq)[0];
  const done = await desk.atomically(
    async ({ recorder }) => {
      if (roll === undefined) return ok(undefined);
      const { contactsChanged = 0 } = recorder.state.rolls[roll.id] ?? {};
      const total = contactsChanged + 1;
      const act = { kind: 'contacts-changed', roll: roll.id, changed: 1, total } as const;
      const taken = await recorder.take(act, OFFICER, desk.now());
      return taken.ok ? ok(undefined) : taken;
    },
    async (trx) => {
      const decided_at = setup.now().toISOString();
      await trx
        .updateTable('contact_changes')
        .set({ state: 'done', decided_by: by.id, decided_at })
        .where('id', '=', id)
        .execute();
      await trx
        .updateTable('persons')
        .set({ email: change.new_email })
        .where('id', '=', change.person)
        .execute();
      await setup.outbox.put(mailsOf(setup, desk, change), trx);
    },
  );
  setup.outbox.wake();
  return done.ok ? ok({ name: change.name }) : done;
}

const GONE: Failure = {
  code: 'contact/decided',
  message: 'This change has been decided already, or taken back.',
};

function mailsOf(setup: ChangeSetup, desk: Desk, change: WaitingChange): readonly NewMail[] {
  const { opened } = desk.recorder.docket;
  const about = {
    organisation: opened?.organisation ?? '',
    title: opened?.title ?? '',
    name: change.name,
    reason: change.reason,
    href: `${setup.publicUrl()}/p/${desk.proceeding}`,
  };
  const { proceeding, person } = change;
  const to = (address: string, kind: string, body: ReturnType<typeof oldAddressMail>): NewMail => ({
    ...body,
    proceeding,
    person,
    kind,
    address,
  });
  return [
    to(change.new_email, 'contact-new', newAddressMail(about)),
    ...(change.old_email ? [to(change.old_email, 'contact-old', oldAddressMail(about))] : []),
  ];
}
