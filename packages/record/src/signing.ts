/**
 * Signatures of entries. The returning officer and the system sign with the officer's key named in
 * `proceeding-opened`; trustees and mixers with the keys named in `ceremony-opened`. Movers,
 * nominators and candidates hold no key in simple mode: the log alone vouches for their entries.
 */
import { fromHex, toHex } from '@hustings/base';
import type { Actor, Entry } from '@hustings/rulebook';
import { ed25519 } from '@noble/curves/ed25519.js';
import { signedBytes } from './entry.ts';

/** Gives the secret Ed25519 key (32 bytes) of an actor, where it holds one. */
export type Signers = (actor: Actor) => Uint8Array | undefined;

/** Who must sign with which key, as the record itself has announced so far. */
export class Keyring {
  #officer: string | undefined;
  readonly #holders = new Map<string, string>();

  /** Takes note of keys that an allowed entry announces. */
  learn(entry: Entry): void {
    const { act } = entry;
    if (act.kind === 'proceeding-opened') this.#officer = act.officerKey;
    if (act.kind === 'ceremony-opened')
      for (const holder of [...act.trustees, ...act.mixers])
        this.#holders.set(holder.id, holder.key);
  }

  /** Hex public key with which this entry must be signed, or undefined where none is asked. */
  keyFor(entry: Entry): string | undefined {
    const { role, id } = entry.by;
    if (role === 'officer' || role === 'system') {
      // The first entry announces the key that it is signed with.
      return entry.act.kind === 'proceeding-opened' ? entry.act.officerKey : this.#officer;
    }
    if (role === 'trustee' || role === 'mixer') return this.#holders.get(id) ?? '';
    return undefined;
  }
}

export function signEntry(entry: Entry, secret: Uint8Array): string {
  return toHex(ed25519.sign(signedBytes(entry), secret));
}

/** Total: a malformed key or signature is a signature that does not hold. */
export function isSignedBy(entry: Entry, sig: string, key: string): boolean {
  const signature = fromHex(sig);
  const publicKey = fromHex(key);
  if (signature?.length !== 64 || publicKey?.length !== 32) return false;
  try {
    // RFC 8032 strict: one signature has one spelling and small-order keys are refused.
    return ed25519.verify(signature, signedBytes(entry), publicKey, { zip215: false });
  } catch {
    return false;
  }
}

export function publicKeyOf(secret: Uint8Array): string {
  return toHex(ed25519.getPublicKey(secret));
}
