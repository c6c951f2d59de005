/**
 * SHA-256 of the bytes that `writeKernel` and `writeFmaKernel` write. A change of the generator that
 * changes a kernel shows here, and in review.
 */
export const KERNEL_SHA256: string =
  '6909cf001be74b25de66c66e59be0779ad72687c364203c0e512678eda781918';
export const FMA_KERNEL_SHA256: string =
  'de0065ad0468b6e10985d830236da1fbf6616eb58a4fbd0d6e68bdc8c7367df6';
