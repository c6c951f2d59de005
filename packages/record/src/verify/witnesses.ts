/**
 * Cosignatures of witnesses on the checkpoint (spec/witness.md §4). A record is checked against
 * witnesses only where whoever verifies it names them: a record's own word on who watched it is worth nothing.
 */
import { equal } from '@hustings/base';
import { type CosignerKey, readCosignatures } from '@hustings/log';
import { CHECKPOINT_PATH } from '../source.ts';
import type { Notebook } from './finding.ts';

export interface WitnessPolicy {
  /** The witnesses that you trust, by keys that you know from elsewhere. */
  readonly keys: readonly CosignerKey[];
  /** How many of them must have cosigned: 1 or more. */
  readonly need: number;
}

export interface Witnessed {
  readonly name: string;
  /** When, by the witness's clock: seconds since 1970 (UTC). */
  readonly time: number;
}

/** Gives those of the named witnesses whose cosignatures are on the note, in the order of the policy. */
export function checkWitnesses(
  note: Uint8Array,
  { keys, need }: WitnessPolicy,
  notes: Notebook,
): readonly Witnessed[] {
  const witnessed: Witnessed[] = [];
  // Names are not part of what is signed: one key under two names is one witness.
  const distinct = keys.filter(
    (key, i) => keys.findIndex((k) => equal(k.publicKey, key.publicKey)) === i,
  );
  for (const key of distinct) {
    const read = readCosignatures(note, [key]);
    // A note that cannot be read at all is a finding of the log's own signature.
    if (!read.ok && read.error.code !== 'log/bad-signature') break;
    if (!read.ok) notes.find('witness/false-signature', CHECKPOINT_PATH, read.error.message);
    else
      for (const { by, time } of read.value) {
        notes.count('signatures');
        witnessed.push({ name: by.name, time });
      }
  }
  if (witnessed.length < need)
    notes.find(
      'witness/too-few',
      CHECKPOINT_PATH,
      `${witnessed.length} of the ${distinct.length} witnesses that you named ${witnessed.length === 1 ? 'has' : 'have'} cosigned this checkpoint, and you ask for ${need}: others may be shown another log.`,
    );
  return witnessed;
}
