/**
 * SHA-256 of the bytes that `writeKernel` and `writeFmaKernel` write. A change of the generator that
 * changes a kernel shows here, and in review.
 */
export const KERNEL_SHA256: string =
  'eba0dacbbc57ea9ef8d81ea497c47a07e1eb7fed6c56a0e159f72249efa27841';
export const FMA_KERNEL_SHA256: string =
  'fcb8e9cb53915e2c1f282a6a9b0003a75b0eaea1d3827a3afcc0583ca5d1deb3';
