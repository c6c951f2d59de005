/** Witnesses of the checkpoint (spec/witness.md §1, §2 and §4), where the verifier is told of some. */
import { bigEndian, concat, equal, fromBase64, readBigEndian, utf8 } from '@hustings/base';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Findings } from '../findings.ts';
import { isEd25519, type SignedCheckpoint } from './checkpoint.ts';

export interface WitnessKey {
  readonly name: string;
  /** The first four bytes of the hash of name and key. */
  readonly id: Uint8Array;
  readonly key: Uint8Array;
}

export interface Witnesses {
  readonly keys: readonly WitnessKey[];
  /** How many of them are enough. */
  readonly need: number;
}

/** `<name>+<key ID, hex>+<base64 of 0x04 ‖ public key>`; undefined for anything else. */
export function readWitnessKey(text: string): WitnessKey | undefined {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text);
  const key = fromBase64(match?.[3] ?? '');
  if (match === null || key?.length !== 33 || key[0] !== 4) return undefined;
  const name = match[1] as string;
  const id = sha256(concat(utf8(`${name}\n`), key)).subarray(0, 4);
  return readBigEndian(id, 0, 4) === Number.parseInt(match[2] as string, 16)
    ? { name, id, key: key.subarray(1) }
    : undefined;
}

/** The first second of the year 10000. */
const YEAR_10000 = 253_402_300_800;

export function checkWitnesses(
  { text, signatures }: SignedCheckpoint,
  { keys, need }: Witnesses,
  findings: Findings,
): void {
  // One public key is one witness, whatever it is called.
  const cosigned = new Set<string>();
  for (const { name, bytes } of signatures) {
    const witness = keys.find((k) => k.name === name && equal(k.id, bytes.subarray(0, 4)));
    if (witness === undefined) continue;
    if (isCosigned(text, bytes.subarray(4), witness.key)) cosigned.add(witness.key.join());
    else {
      const message = `The cosignature by ${name} is false.`;
      findings.wrong('witness/false-signature', 'checkpoint', message);
    }
  }
  findings.count('cosignatures', cosigned.size);
  if (cosigned.size < need) {
    const message = `${cosigned.size} of ${keys.length} witnesses cosigned the checkpoint; ${need} are asked for.`;
    findings.wrong('witness/too-few', 'checkpoint', message);
  }
}

/** `time (8) ‖ signature (64)`. */
function isCosigned(text: string, bytes: Uint8Array, key: Uint8Array): boolean {
  if (bytes.length !== 72) return false;
  const time = readBigEndian(bytes, 0, 2) === 0 ? readBigEndian(bytes, 2, 6) : YEAR_10000;
  if (time >= YEAR_10000 || !equal(bigEndian(time, 8), bytes.subarray(0, 8))) return false;
  const message = utf8(`cosignature/v1\ntime ${time}\n${text}`);
  return isEd25519(bytes.subarray(8), message, key);
}
