/**
 * SHA-256 of the bytes that `writeKernel` and `writeFmaKernel` write. A change of the generator that
 * changes a kernel shows here, and in review.
 */
export const KERNEL_SHA256: string =
  '85ef2d427f14c640cc232af1e95daae5e395458851aa76ec4602d4af03ad7602';
export const FMA_KERNEL_SHA256: string =
  '44cbca10cb0fa8fbfd80a6648252e690097a21ea9a1794186435861241eaa952';
