/**
 * A roll as a registrar hands it in: the public halves of the codes that it made, section by section, and
 * its signature. The codes, and who has which, stay with the registrar.
 *
 * Signed: "hustings/roll/1\n" ‖ proceeding ‖ "\n" ‖ canonical JSON of {credentials, electorate, roll, sections},
 * the members as in `roll-frozen`.
 */
import { canonicalJson, concat, fromHex, toHex, utf8 } from '@hustings/base';
import type { BlobRef, RollSection } from '@hustings/rulebook';
import { ed25519 } from '@noble/curves/ed25519.js';

export interface HandedRoll {
  readonly roll: string;
  readonly electorate: string;
  readonly sections: readonly RollSection[];
  readonly credentials: BlobRef;
}

function signedBytes(proceeding: string, roll: HandedRoll): Uint8Array {
  const { credentials, electorate, sections } = roll;
  const text = canonicalJson({ credentials, electorate, roll: roll.roll, sections });
  return concat(utf8(`hustings/roll/1\n${proceeding}\n`), utf8(text));
}

export function signRoll(proceeding: string, roll: HandedRoll, secret: Uint8Array): string {
  return toHex(ed25519.sign(signedBytes(proceeding, roll), secret));
}

/** Total. `key`: the registrar's, in hex. */
export function isRollSignedBy(
  proceeding: string,
  roll: HandedRoll,
  sig: string,
  key: string,
): boolean {
  const signature = fromHex(sig);
  const publicKey = fromHex(key);
  if (signature?.length !== 64 || publicKey?.length !== 32) return false;
  try {
    return ed25519.verify(signature, signedBytes(proceeding, roll), publicKey, { zip215: false });
  } catch {
    return false;
  }
}
