/** Looking at a secret number without its bytes deciding what is done: for what comes out of a sealed box. */
import { encodeScalar, ORDER, SIZE } from '@hustings/ristretto';

/** ℓ = (ℓ − 1) + 1, and the last byte of ℓ − 1 is not 255. */
const ORDER_BYTES = encodeScalar(ORDER - 1n);
ORDER_BYTES[0] = (ORDER_BYTES[0] as number) + 1;

/** Whether the bytes are a scalar below ℓ: ℓ is subtracted byte by byte, and the last borrow tells. */
export function isSecretScalar(bytes: Uint8Array): boolean {
  if (bytes.length !== SIZE) return false;
  let borrow = 0;
  for (let i = 0; i < SIZE; i++)
    borrow = (((bytes[i] as number) - (ORDER_BYTES[i] as number) - borrow) >> 31) & 1;
  return borrow === 1;
}
