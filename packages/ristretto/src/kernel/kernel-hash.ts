/**
 * SHA-256 of the bytes that `writeKernel` and `writeFmaKernel` write. A change of the generator that
 * changes a kernel shows here, and in review.
 */
export const KERNEL_SHA256: string =
  '6909cf001be74b25de66c66e59be0779ad72687c364203c0e512678eda781918';
export const FMA_KERNEL_SHA256: string =
  'ac765f480ce1e2a053e0f856409d11f39883a0e73ea11041b044752c52039d81';
