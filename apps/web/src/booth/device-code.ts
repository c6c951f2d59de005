/**
 * What a second device is handed (spec/second-device.md): a tracker, or the bytes of a ballot that was
 * only a test, with the randomness that opens it. It travels in the fragment of a link, which browsers
 * send to nobody.
 */
import { concat, fromBase64, toBase64 } from '@hustings/base';

export type DeviceCode =
  | {
      readonly kind: 'cast';
      readonly tracker: Uint8Array;
      readonly secretRandomness: Uint8Array;
    }
  | {
      readonly kind: 'test';
      readonly ballot: Uint8Array;
      readonly secretRandomness: Uint8Array;
    };

const CAST = 1;
const TEST = 2;
const SIZE = 32;

export function writeDeviceCode(code: DeviceCode): string {
  const r = code.secretRandomness;
  const bytes =
    code.kind === 'cast'
      ? concat(Uint8Array.of(CAST), code.tracker, r)
      : concat(Uint8Array.of(TEST, r.length / SIZE), r, code.ballot);
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Total: undefined for anything that `writeDeviceCode` does not write. */
export function readDeviceCode(text: string): DeviceCode | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return undefined;
  const plain = text.replaceAll('-', '+').replaceAll('_', '/');
  const bytes = fromBase64(plain.padEnd(Math.ceil(plain.length / 4) * 4, '='));
  const [kind, pieces = 0] = bytes ?? [];
  if (bytes === undefined) return undefined;
  if (kind === CAST) {
    const secretRandomness = bytes.subarray(1 + SIZE);
    const isWhole = secretRandomness.length > 0 && secretRandomness.length % SIZE === 0;
    return isWhole
      ? { kind: 'cast', tracker: bytes.subarray(1, 1 + SIZE), secretRandomness }
      : undefined;
  }
  const ballot = bytes.subarray(2 + pieces * SIZE);
  if (kind !== TEST || pieces === 0 || ballot.length === 0) return undefined;
  return { kind: 'test', ballot, secretRandomness: bytes.subarray(2, 2 + pieces * SIZE) };
}
