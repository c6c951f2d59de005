/**
 * SHA-256 of the bytes that `writeKernel` and `writeFmaKernel` write. A change of the generator that
 * changes a kernel shows here, and in review.
 */
export const KERNEL_SHA256: string =
  '29dcabb553bc7a745bdebdcd8353c57cf4ddbec8a24f389fab3303d6b85eca9b';
export const FMA_KERNEL_SHA256: string =
  '6f1129a014864d2cbaa44e33cb3251264846ce218892ed062927d60d6d4ba631';
