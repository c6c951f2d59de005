/**
 * SHA-256 of the bytes that `writeKernel` and `writeFmaKernel` write. A change of the generator that
 * changes a kernel shows here, and in review.
 */
export const KERNEL_SHA256: string =
  '6909cf001be74b25de66c66e59be0779ad72687c364203c0e512678eda781918';
export const FMA_KERNEL_SHA256: string =
  'd78c1610bfac9cee6ff3bd4a82f6327c6fe8ae89102e253b5ac58c5d76ba90c9';
