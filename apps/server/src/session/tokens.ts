/** Secrets that a person's browser or mailbox holds. The store keeps their hashes only. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { utf8 } from '@hustings/base';

/** 256 bits: cannot be guessed, so looking a hash up needs no constant time. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function isToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}

export function sameText(a: string, b: string): boolean {
  const left = utf8(a);
  const right = utf8(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
