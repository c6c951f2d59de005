import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { toHex } from '@hustings/base';
import {
  type CosignerSecret,
  cosignerSecret,
  formatCosignerSecret,
  parseCosignerSecret,
} from '@hustings/log';
import { Trouble } from '../trouble.ts';

const FILE = 'witness.key';

/**
 * The key of the witness in `folder`; drawn, and on the disk, when there is none yet. `name` is what a
 * new witness is called; one that has its key already must not be given another name.
 */
export function openWitnessKey(
  folder: string,
  name: string | undefined,
  random: (length: number) => Uint8Array,
): CosignerSecret {
  const key = readWitnessKey(folder) ?? drawKey(folder, name, random);
  if (name !== undefined && key.name !== name)
    throw new Trouble(`the witness in ${JSON.stringify(folder)} is called ${key.name}`, [
      'a key has one name for ever; another --data DIR makes another witness',
    ]);
  return key;
}

/** Undefined when the folder holds no witness. */
export function readWitnessKey(folder: string): CosignerSecret | undefined {
  const path = join(folder, FILE);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const key = parseCosignerSecret(text.trim());
  // The message of the failure says nothing of the key itself.
  if (!key.ok) throw new Trouble(`${JSON.stringify(path)} does not hold the key of a witness`);
  return key.value;
}

function drawKey(
  folder: string,
  name: string | undefined,
  random: (length: number) => Uint8Array,
): CosignerSecret {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const key = cosignerSecret(name ?? `hustings-witness/${toHex(random(4))}`, random(32));
  // Never over a key that is there, and not used before it would survive a power cut.
  const file = openSync(join(folder, FILE), 'wx', 0o600);
  try {
    writeSync(file, `${formatCosignerSecret(key)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return key;
}
