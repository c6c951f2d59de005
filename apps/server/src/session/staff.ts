/**
 * Those who run contests on this server. The first returning officer is there from the start and
 * comes in by the link that the server prints; others are invited by an officer. The help desk looks
 * electors up, sends links again and asks for changes of contact; it decides nothing and reads no mail.
 */
import { randomUUID } from 'node:crypto';
import type { StaffRole, StaffTable } from '../store/schema.ts';
import type { Database } from '../store/store.ts';

export type StaffMember = Readonly<StaffTable>;

export const FIRST_OFFICER = 'returning-officer';

/** The first officer, who need not be invited. */
export async function firstOfficer(db: Database, now: Date): Promise<StaffMember> {
  const known = await findStaff(db, FIRST_OFFICER);
  if (known !== undefined) return known;
  const row = {
    id: FIRST_OFFICER,
    name: 'Returning officer',
    email: null,
    role: 'officer',
    created: now.toISOString(),
    ended: null,
  } as const;
  await db
    .insertInto('staff')
    .values(row)
    .onConflict((c) => c.column('id').doNothing())
    .execute();
  return row;
}

/** Undefined for a stranger and for somebody who has left. */
export async function findStaff(db: Database, id: string): Promise<StaffMember | undefined> {
  return db
    .selectFrom('staff')
    .selectAll()
    .where('id', '=', id)
    .where('ended', 'is', null)
    .executeTakeFirst();
}

export async function listStaff(db: Database): Promise<readonly StaffMember[]> {
  return db
    .selectFrom('staff')
    .selectAll()
    .where('ended', 'is', null)
    .orderBy('created')
    .orderBy('id')
    .execute();
}

export async function addStaff(
  db: Database,
  who: { readonly name: string; readonly email: string; readonly role: StaffRole },
  now: Date,
): Promise<StaffMember> {
  const row = { id: randomUUID(), ...who, created: now.toISOString(), ended: null };
  await db.insertInto('staff').values(row).execute();
  return row;
}

/** Signs somebody out for good: sessions end, links stop working. */
export async function endStaff(db: Database, id: string, now: Date): Promise<void> {
  await db.updateTable('staff').set({ ended: now.toISOString() }).where('id', '=', id).execute();
  await db.deleteFrom('sessions').where('staff', '=', id).execute();
  await db.deleteFrom('one_time_links').where('staff', '=', id).where('used', 'is', null).execute();
}
