import type { Report } from '@hustings/record';
import { count, number } from '../words/index.ts';
import type { Database } from './store.ts';

export type SettingName =
  /** When the first returning officer signed in; until then every start prints a new link. */
  | 'officer-since'
  /** The address that the server was last started under; the command line makes links with it. */
  | 'public-url'
  /** What this server's own verifier found when a result was declared. */
  | `verified/${string}`
  /** The public halves that a registrar handed in, by proceeding and electorate, until they are frozen. */
  | `roll/${string}`;

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

export interface Verified {
  readonly at: string;
  readonly findings: number;
  /** What was checked, in words. */
  readonly checked: string;
}

export async function writeVerified(
  db: Database,
  proceeding: string,
  now: Date,
  report: Report,
): Promise<void> {
  const { entries, ballots, mixes, shares, figures } = report.checked;
  const verified: Verified = {
    at: now.toISOString(),
    findings: report.findings.length,
    checked: `It checked ${[
      entries === 1 ? '1 entry' : `${number(entries)} entries`,
      count(ballots, 'ballot'),
      mixes === 1 ? '1 mix' : `${number(mixes)} mixes`,
      count(shares, 'decryption share'),
      count(figures, 'figure'),
    ].join(', ')}.`,
  };
  await writeSetting(db, `verified/${proceeding}`, JSON.stringify(verified));
}

export async function readVerified(
  db: Database,
  proceeding: string,
): Promise<Verified | undefined> {
  const text = await readSetting(db, `verified/${proceeding}`);
  return text === undefined ? undefined : (JSON.parse(text) as Verified);
}
