/**
 * SHA-256 of the bytes that `writeKernel` and `writeFmaKernel` write. A change of the generator that
 * changes a kernel shows here, and in review.
 */
export const KERNEL_SHA256: string =
  'ce99070e176e9217ca5647381f0f25694c25a0e9b3a315c78ce6234b0633c10a';
export const FMA_KERNEL_SHA256: string =
  'fcb8e9cb53915e2c1f282a6a9b0003a75b0eaea1d3827a3afcc0583ca5d1deb3';
