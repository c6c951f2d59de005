/**
 * SHA-256 of the bytes that `writeKernel` and `writeFmaKernel` write. A change of the generator that
 * changes a kernel shows here, and in review.
 */
export const KERNEL_SHA256: string =
  '0f157fad289ab11d0293307c9311b04814870eff83d8922f5b4765ae77030796';
export const FMA_KERNEL_SHA256: string =
  '85f5f01c3f8ace8782b8210af659076ebb5e126c80bfa8b7d0ad02ff47dfce76';
