/**
 * Every change of the tables, in order, as code: a released one is never edited, a new one is added.
 * `bytes` is the one type whose name differs between databases.
 */
import { type Kysely, sql } from 'kysely';
import type { Migration, MigrationProvider } from 'kysely/migration';
import type { Schema } from './schema.ts';

export function migrations(bytes: 'blob' | 'bytea'): MigrationProvider {
  return {
    getMigrations: async () => ({
      '0001-first': { up: (db) => first(db, bytes) } satisfies Migration,
      '0002-cosignatures': { up: cosignatures } satisfies Migration,
      '0003-staff': { up: staff } satisfies Migration,
      '0004-poll-cards': { up: (db) => pollCards(db, bytes) } satisfies Migration,
    }),
  };
}

async function first(db: Kysely<Schema>, bytes: 'blob' | 'bytea'): Promise<void> {
  const blob = sql.raw(bytes);
  const { schema } = db;
  await schema
    .createTable('settings')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createTable('proceedings')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('organisation', 'text', (c) => c.notNull())
    .addColumn('book', 'text', (c) => c.notNull())
    .addColumn('visitor', 'text')
    .addColumn('created', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createTable('entries')
    .addColumn('proceeding', 'text', (c) => c.notNull().references('proceedings.id'))
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('leaf', blob, (c) => c.notNull())
    .addPrimaryKeyConstraint('entries_pk', ['proceeding', 'seq'])
    .execute();
  await schema
    .createTable('blobs')
    .addColumn('proceeding', 'text', (c) => c.notNull().references('proceedings.id'))
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('bytes', blob, (c) => c.notNull())
    .addPrimaryKeyConstraint('blobs_pk', ['proceeding', 'sha256'])
    .execute();
  await schema
    .createTable('persons')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('member_no', 'text')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('email', 'text')
    .addColumn('created', 'text', (c) => c.notNull())
    .addColumn('forgotten', 'text')
    .execute();
  await schema.createIndex('persons_by_member_no').on('persons').column('member_no').execute();
  await schema
    .createTable('electors')
    .addColumn('proceeding', 'text', (c) => c.notNull().references('proceedings.id'))
    .addColumn('electorate', 'text', (c) => c.notNull())
    .addColumn('person', 'text', (c) => c.notNull().references('persons.id'))
    .addColumn('section', 'text', (c) => c.notNull())
    .addColumn('body', 'text')
    .addColumn('pseudonym', 'text', (c) => c.notNull())
    .addColumn('credential', 'text')
    .addColumn('code_sealed', blob)
    .addPrimaryKeyConstraint('electors_pk', ['proceeding', 'electorate', 'person'])
    .addUniqueConstraint('electors_pseudonym', ['proceeding', 'electorate', 'pseudonym'])
    .execute();
  await schema
    .createIndex('electors_by_credential')
    .on('electors')
    .columns(['proceeding', 'credential'])
    .execute();
  await schema.createIndex('electors_by_person').on('electors').column('person').execute();
  await schema
    .createTable('candidacies')
    .addColumn('proceeding', 'text', (c) => c.notNull().references('proceedings.id'))
    .addColumn('candidate', 'text', (c) => c.notNull())
    .addColumn('person', 'text', (c) => c.notNull().references('persons.id'))
    .addPrimaryKeyConstraint('candidacies_pk', ['proceeding', 'candidate'])
    .execute();
  await schema
    .createTable('roll_imports')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('proceeding', 'text', (c) => c.notNull().references('proceedings.id'))
    .addColumn('electorate', 'text', (c) => c.notNull())
    .addColumn('file_name', 'text', (c) => c.notNull())
    .addColumn('created', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('bytes', blob)
    .addColumn('accepted', 'integer', (c) => c.notNull())
    .addColumn('refused', 'integer', (c) => c.notNull())
    .execute();
  await schema
    .createTable('sessions')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('person', 'text', (c) => c.references('persons.id'))
    .addColumn('csrf', 'text', (c) => c.notNull())
    .addColumn('created', 'text', (c) => c.notNull())
    .addColumn('expires', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createTable('one_time_links')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('purpose', 'text', (c) => c.notNull())
    .addColumn('person', 'text', (c) => c.references('persons.id'))
    .addColumn('created', 'text', (c) => c.notNull())
    .addColumn('expires', 'text', (c) => c.notNull())
    .addColumn('used', 'text')
    .execute();
  await schema
    .createTable('outbox')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('proceeding', 'text', (c) => c.references('proceedings.id'))
    .addColumn('person', 'text', (c) => c.references('persons.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('html', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('error', 'text')
    .addColumn('created', 'text', (c) => c.notNull())
    .addColumn('next_try', 'text', (c) => c.notNull())
    .addColumn('sent', 'text')
    .execute();
  await schema
    .createIndex('outbox_by_person')
    .on('outbox')
    .columns(['proceeding', 'person', 'kind'])
    .execute();
  await schema.createIndex('outbox_waiting').on('outbox').columns(['state', 'next_try']).execute();
  await schema
    .createTable('jobs')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('work_key', 'text', (c) => c.notNull().unique())
    .addColumn('params', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('step', 'text', (c) => c.notNull())
    .addColumn('done', 'integer', (c) => c.notNull())
    .addColumn('total', 'integer', (c) => c.notNull())
    .addColumn('error', 'text')
    .addColumn('created', 'text', (c) => c.notNull())
    .addColumn('updated', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createTable('secrets')
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('sealed', blob, (c) => c.notNull())
    .addPrimaryKeyConstraint('secrets_pk', ['scope', 'name'])
    .execute();
}

async function cosignatures(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable('cosignatures')
    .addColumn('proceeding', 'text', (c) => c.notNull().references('proceedings.id'))
    .addColumn('witness', 'text', (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('line', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('cosignatures_pk', ['proceeding', 'witness'])
    .execute();
}

async function staff(db: Kysely<Schema>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('staff')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('email', 'text')
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('created', 'text', (c) => c.notNull())
    .addColumn('ended', 'text')
    .execute();
  for (const table of ['sessions', 'one_time_links'] as const)
    await schema
      .alterTable(table)
      .addColumn('staff', 'text', (c) => c.references('staff.id'))
      .execute();
  await schema
    .createTable('contact_changes')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('proceeding', 'text', (c) => c.notNull().references('proceedings.id'))
    .addColumn('electorate', 'text', (c) => c.notNull())
    .addColumn('person', 'text', (c) => c.notNull().references('persons.id'))
    .addColumn('old_email', 'text')
    .addColumn('new_email', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('asked_by', 'text', (c) => c.notNull().references('staff.id'))
    .addColumn('asked_at', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('decided_by', 'text', (c) => c.references('staff.id'))
    .addColumn('decided_at', 'text')
    .execute();
  await schema
    .createIndex('contact_changes_waiting')
    .on('contact_changes')
    .columns(['proceeding', 'state'])
    .execute();
}

async function pollCards(db: Kysely<Schema>, bytes: 'blob' | 'bytea'): Promise<void> {
  const { schema } = db;
  await schema.alterTable('electors').addColumn('card_hash', 'text').execute();
  await schema.alterTable('electors').addColumn('card_sealed', sql.raw(bytes)).execute();
  await schema
    .createIndex('electors_card')
    .unique()
    .on('electors')
    .columns(['proceeding', 'electorate', 'card_hash'])
    .execute();
  // One credential is one person's, whatever else goes wrong.
  await schema
    .createIndex('electors_credential')
    .unique()
    .on('electors')
    .columns(['proceeding', 'electorate', 'credential'])
    .execute();
}
