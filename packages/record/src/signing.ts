/**
 * Signatures of entries. The returning officer and the system sign with the officer's key named in
 * `proceeding-opened`; trustees and mixers with the keys named in the `ceremony-opened` of the poll
 * that the entry is about. Movers,
 * nominators and candidates hold no key in simple mode: the log alone vouches for their entries.
 */
import { fromHex, toHex } from '@hustings/base';
import type { Actor, Entry } from '@hustings/rulebook';
import { ed25519 } from '@noble/curves/ed25519.js';
import { signedBytes } from './entry.ts';

/** Gives the secret Ed25519 key (32 bytes) of an actor, where it holds one. */
export type Signers = (actor: Actor) => Uint8Array | undefined;

/**
 * Who must sign with which key, as the record itself has announced so far. What was said first stands:
 * a later entry, even one that the referee refuses, puts nobody's hand in the place of another's.
 */
export class Keyring {
  #officer: string | undefined;
  /** By poll, role and id: a trustee of one poll is nobody in the next, whatever it calls itself. */
  readonly #holders = new Map<string, string>();

  /** Takes note of the keys that an entry announces. */
  learn(entry: Entry): void {
    const { act } = entry;
    if (act.kind === 'proceeding-opened') this.#officer ??= act.officerKey;
    if (act.kind !== 'ceremony-opened') return;
    const named = [
      ...act.trustees.map((t) => [placeOf(act.poll, 'trustee', t.id), t.key] as const),
      ...act.mixers.map((m) => [placeOf(act.poll, 'mixer', m.id), m.key] as const),
    ];
    for (const [place, key] of named) if (!this.#holders.has(place)) this.#holders.set(place, key);
  }

  /** Hex public key with which this entry must be signed, or undefined where none is asked. */
  keyFor(entry: Entry): string | undefined {
    const { act, by } = entry;
    if (by.role === 'officer' || by.role === 'system') {
      // The first entry announces the key that it is signed with.
      return this.#officer ?? (act.kind === 'proceeding-opened' ? act.officerKey : undefined);
    }
    if (by.role !== 'trustee' && by.role !== 'mixer') return undefined;
    const poll = 'poll' in act ? (act.poll ?? '') : '';
    return this.#holders.get(placeOf(poll, by.role, by.id)) ?? '';
  }
}

/** Polls' ids and roles hold no slash. */
function placeOf(poll: string, role: 'trustee' | 'mixer', id: string): string {
  return `${poll}/${role}/${id}`;
}

export function signEntry(proceeding: string, entry: Entry, secret: Uint8Array): string {
  return toHex(ed25519.sign(signedBytes(proceeding, entry), secret));
}

/** Total: a malformed key or signature is a signature that does not hold. */
export function isSignedBy(proceeding: string, entry: Entry, sig: string, key: string): boolean {
  const signature = fromHex(sig);
  const publicKey = fromHex(key);
  if (signature?.length !== 64 || publicKey?.length !== 32) return false;
  try {
    // RFC 8032 strict: one signature has one spelling and small-order keys are refused.
    return ed25519.verify(signature, signedBytes(proceeding, entry), publicKey, { zip215: false });
  } catch {
    return false;
  }
}

export function publicKeyOf(secret: Uint8Array): string {
  return toHex(ed25519.getPublicKey(secret));
}
