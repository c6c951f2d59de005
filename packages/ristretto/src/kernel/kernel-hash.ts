/**
 * SHA-256 of the bytes that `writeKernel` and `writeFmaKernel` write. A change of the generator that
 * changes a kernel shows here, and in review.
 */
export const KERNEL_SHA256: string =
  '6909cf001be74b25de66c66e59be0779ad72687c364203c0e512678eda781918';
export const FMA_KERNEL_SHA256: string =
  'c5a6628e682c4d2a0fc6ecff937354ff09b6649cb38d6722510e8bddd7047770';
