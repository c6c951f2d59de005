/**
 * SHA-256 of the bytes that `writeKernel` and `writeFmaKernel` write. A change of the generator that
 * changes a kernel shows here, and in review.
 */
export const KERNEL_SHA256: string =
  '805229d4ec74673fda251db0c99ffe40dc387577f68188d55ec03fb80c0eac93';
export const FMA_KERNEL_SHA256: string =
  'fcb8e9cb53915e2c1f282a6a9b0003a75b0eaea1d3827a3afcc0583ca5d1deb3';
