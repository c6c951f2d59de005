/** The cosignatures that witnesses gave: of each proceeding and witness the last. */
import {
  addSignatures,
  type CosignerKey,
  formatCosignerKey,
  parseSignatureLines,
  signNote,
  splitNote,
} from '@hustings/log';
import type { Desk } from '../desk/desk.ts';
import type { Database } from '../store/store.ts';

interface Given {
  readonly size: number;
  /** What was cosigned: the checkpoint without its signatures. */
  readonly text: string;
  /** The signature line, without its newline. */
  readonly line: string;
}

/** The size that a witness cosigned last, as far as is known here; 0 where it never did. */
export async function cosignedSize(
  db: Database,
  proceeding: string,
  witness: CosignerKey,
): Promise<number> {
  const row = await db
    .selectFrom('cosignatures')
    .select('size')
    .where('proceeding', '=', proceeding)
    .where('witness', '=', formatCosignerKey(witness))
    .executeTakeFirst();
  return row?.size ?? 0;
}

export async function writeCosignature(
  db: Database,
  proceeding: string,
  witness: CosignerKey,
  given: Given,
): Promise<void> {
  await db
    .insertInto('cosignatures')
    .values({ proceeding, witness: formatCosignerKey(witness), ...given })
    .onConflict((c) => c.columns(['proceeding', 'witness']).doUpdateSet(given))
    .execute();
}

/**
 * Gives a function that puts the cosignatures of a checkpoint under it: those over this very text. It
 * is made before the checkpoint, so that the checkpoint is signed in the same moment as it is used.
 */
export async function cosigner(
  db: Database,
  proceeding: string,
): Promise<(checkpoint: string) => string> {
  const rows = await rowsOf(db, proceeding);
  return (checkpoint) => {
    const split = splitNote(checkpoint);
    const lines = rows.filter((row) => split.ok && row.text === split.value.text);
    return withLines(checkpoint, lines);
  };
}

/** The newest checkpoint that a witness has cosigned, with the cosignatures on it; undefined before there is one. */
export async function witnessedCheckpoint(db: Database, desk: Desk): Promise<string | undefined> {
  const rows = await rowsOf(db, desk.proceeding);
  const newest = rows.toSorted((a, b) => b.size - a.size)[0];
  if (newest === undefined) return undefined;
  const note = signNote(newest.text, [desk.keys.logSigner]);
  return withLines(
    note,
    rows.filter((row) => row.text === newest.text),
  );
}

function rowsOf(db: Database, proceeding: string): Promise<readonly Given[]> {
  return db
    .selectFrom('cosignatures')
    .select(['size', 'text', 'line'])
    .where('proceeding', '=', proceeding)
    .orderBy('witness')
    .execute();
}

function withLines(note: string, rows: readonly Given[]): string {
  if (rows.length === 0) return note;
  const lines = parseSignatureLines(rows.map(({ line }) => `${line}\n`).join(''));
  return lines.ok ? addSignatures(note, lines.value) : note;
}
