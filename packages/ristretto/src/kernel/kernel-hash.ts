/**
 * SHA-256 of the bytes that `writeKernel` and `writeFmaKernel` write. A change of the generator that
 * changes a kernel shows here, and in review.
 */
export const KERNEL_SHA256: string =
  '29dcabb553bc7a745bdebdcd8353c57cf4ddbec8a24f389fab3303d6b85eca9b';
export const FMA_KERNEL_SHA256: string =
  'ca4d04e3e9430bd09269031301a7db0b7d9ad520a2a6b80c9a4581d484ed89ff';
