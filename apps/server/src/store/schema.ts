/**
 * The tables, as Kysely sees them. Two kinds live side by side and never mix:
 *
 * - what the public record holds: `entries` and `blobs`, only ever added to, and `cosignatures`;
 * - what only this server knows: persons, codes, sessions, mails, jobs, secrets. Personal data is
 *   here and nowhere else, and can be forgotten without touching the record (DESIGN §2).
 *
 * Times are RFC 3339 text in UTC with milliseconds, so that they sort as text in every database.
 */
import type { Generated } from 'kysely';

export interface Schema {
  readonly settings: SettingsTable;
  readonly proceedings: ProceedingsTable;
  readonly entries: EntriesTable;
  readonly blobs: BlobsTable;
  readonly cosignatures: CosignaturesTable;
  readonly persons: PersonsTable;
  readonly electors: ElectorsTable;
  readonly candidacies: CandidaciesTable;
  readonly roll_imports: RollImportsTable;
  readonly staff: StaffTable;
  readonly contact_changes: ContactChangesTable;
  readonly sessions: SessionsTable;
  readonly one_time_links: OneTimeLinksTable;
  readonly outbox: OutboxTable;
  readonly jobs: JobsTable;
  readonly secrets: SecretsTable;
}

export interface SettingsTable {
  name: string;
  value: string;
}

export type ProceedingKind = 'contest' | 'practice' | 'replay';

export interface ProceedingsTable {
  id: string;
  kind: ProceedingKind;
  title: string;
  organisation: string;
  /** Id of the rule book, as `rulebooks/` names it. */
  book: string;
  /** SHA-256 of the visitor's practice cookie; null for all but practice. */
  visitor: string | null;
  created: string;
}

export interface EntriesTable {
  proceeding: string;
  seq: number;
  leaf: Uint8Array;
}

export interface BlobsTable {
  proceeding: string;
  sha256: string;
  bytes: Uint8Array;
}

/** The last cosignature that a witness gave on a checkpoint of the proceeding's log. */
export interface CosignaturesTable {
  proceeding: string;
  /** The witness's public key, as text. */
  witness: string;
  /** Entries of the log that the checkpoint covers. */
  size: number;
  /** The checkpoint without its signatures. */
  text: string;
  /** The signature line. */
  line: string;
}

export interface PersonsTable {
  id: string;
  member_no: string | null;
  /** Empty once the person has been forgotten. */
  name: string;
  email: string | null;
  created: string;
  forgotten: string | null;
}

export interface ElectorsTable {
  proceeding: string;
  /** Electorate of the rule book; one person may be in several, with a code in each. */
  electorate: string;
  person: string;
  /** Section of the electorate, by the rule book's id. */
  section: string;
  /** A nominating body of which the person is a member, by the rule book's id. */
  body: string | null;
  /** How the record calls this person when acting in public: never derived from name or code. */
  pseudonym: string;
  /** Hex public credential: once the roll is frozen, or in separated mode once a vote was cast with the poll card. */
  credential: string | null;
  /** The voting code, sealed with the server's key; removed when the poll has been declared. */
  code_sealed: Uint8Array | null;
  /** Separated mode: SHA-256 of the poll card's token, which this server mails and asks for with a ballot. */
  card_hash: string | null;
  card_sealed: Uint8Array | null;
}

/** Which person on the roll a candidate is, where it is known: that person may consent and withdraw. */
export interface CandidaciesTable {
  proceeding: string;
  candidate: string;
  person: string;
}

export interface RollImportsTable {
  id: string;
  proceeding: string;
  electorate: string;
  file_name: string;
  created: string;
  state: 'preview' | 'applied' | 'discarded';
  /** The upload, kept until the import is applied or discarded. */
  bytes: Uint8Array | null;
  accepted: number;
  refused: number;
}

export type StaffRole = 'officer' | 'help-desk';

/** Those who run contests here. Whoever left stays in the table, signed out for good. */
export interface StaffTable {
  id: string;
  name: string;
  email: string | null;
  role: StaffRole;
  created: string;
  ended: string | null;
}

/** A new address for an elector after the roll was frozen: asked for by one of the staff, decided by another. */
export interface ContactChangesTable {
  id: string;
  proceeding: string;
  electorate: string;
  person: string;
  old_email: string | null;
  new_email: string;
  reason: string;
  asked_by: string;
  asked_at: string;
  state: 'waiting' | 'done' | 'refused';
  decided_by: string | null;
  decided_at: string | null;
}

export interface SessionsTable {
  token_hash: string;
  role: 'officer' | 'member';
  person: string | null;
  /** Of the staff; null for members, and for officers who signed in before there were others. */
  staff: string | null;
  csrf: string;
  created: string;
  expires: string;
}

export interface OneTimeLinksTable {
  token_hash: string;
  purpose: 'officer' | 'member';
  person: string | null;
  staff: string | null;
  created: string;
  expires: string;
  used: string | null;
}

export type MailState = 'captured' | 'queued' | 'sent' | 'failed';

export interface OutboxTable {
  id: Generated<number>;
  proceeding: string | null;
  person: string | null;
  kind: string;
  address: string;
  subject: string;
  text: string;
  html: string;
  state: MailState;
  attempts: number;
  error: string | null;
  created: string;
  next_try: string;
  sent: string | null;
}

export type JobState = 'queued' | 'running' | 'done' | 'failed';

export interface JobsTable {
  id: string;
  kind: string;
  /** One live job per key: a second request for the same work finds the first. */
  work_key: string;
  params: string;
  state: JobState;
  /** What is being done, in words. */
  step: string;
  done: number;
  total: number;
  error: string | null;
  created: string;
  updated: string;
}

export interface SecretsTable {
  /** A proceeding's id, or `server`. */
  scope: string;
  name: string;
  sealed: Uint8Array;
}
