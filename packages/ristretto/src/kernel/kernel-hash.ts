/**
 * SHA-256 of the bytes that `writeKernel` and `writeFmaKernel` write. A change of the generator that
 * changes a kernel shows here, and in review.
 */
export const KERNEL_SHA256: string =
  '6909cf001be74b25de66c66e59be0779ad72687c364203c0e512678eda781918';
export const FMA_KERNEL_SHA256: string =
  'a07e5c8246ea702c9492f54d3c40dc5a4927acc17fccf1a42691620c0d09d937';
