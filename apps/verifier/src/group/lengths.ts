/** `len16` and `len64` of spec/ballot.md: a number in so many bits, most significant byte first. */
import { bigEndian } from '@hustings/base';

export function len16(value: number): Uint8Array {
  return bigEndian(value, 2);
}

export function len64(value: number): Uint8Array {
  return bigEndian(value, 8);
}
