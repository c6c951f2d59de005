import type { Database } from './store.ts';

export type SettingName =
  /** When the first returning officer signed in; until then every start prints a new link. */
  | 'officer-since'
  /** The address that the server was last started under; the command line makes links with it. */
  | 'public-url';

export async function readSetting(db: Database, name: SettingName): Promise<string | undefined> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.value;
}

export async function writeSetting(db: Database, name: SettingName, value: string): Promise<void> {
  await db
    .insertInto('settings')
    .values({ name, value })
    .onConflict((c) => c.column('name').doUpdateSet({ value }))
    .execute();
}
