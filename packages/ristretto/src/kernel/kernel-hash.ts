/**
 * SHA-256 of the bytes that `writeKernel` and `writeFmaKernel` write. A change of the generator that
 * changes a kernel shows here, and in review.
 */
export const KERNEL_SHA256: string =
  'de6639c61790a4fc4f42b8db2b78a8af8e559e99e8afaeb2499b58e31f6a6967';
export const FMA_KERNEL_SHA256: string =
  '562b20a0ab5d882449c219df9517cc3fa69682858e6c2e670b21c5e73cf62bf3';
