/** Practice proceedings are kept for a week; then all of them goes, record and keys. */
import type { DeskRoom } from '../desk/desk-room.ts';
import { type Database, transact } from '../store/store.ts';

const DAYS = 7;
const AT_ONCE = 50;

export async function sweepPractice(db: Database, desks: DeskRoom, now: Date): Promise<void> {
  const limit = new Date(now.getTime() - DAYS * 86_400_000).toISOString();
  const old = await db
    .selectFrom('proceedings')
    .select('id')
    .where('kind', '=', 'practice')
    .where('created', '<', limit)
    .limit(AT_ONCE)
    .execute();
  for (const { id } of old) {
    desks.putAway(id);
    await transact(db, async (trx) => {
      await trx.deleteFrom('entries').where('proceeding', '=', id).execute();
      await trx.deleteFrom('blobs').where('proceeding', '=', id).execute();
      await trx.deleteFrom('secrets').where('scope', '=', id).execute();
      await trx.deleteFrom('settings').where('name', '=', `verified/${id}`).execute();
      await trx.deleteFrom('jobs').where('work_key', 'like', `${id}/%`).execute();
      await trx.deleteFrom('proceedings').where('id', '=', id).execute();
    });
  }
}
