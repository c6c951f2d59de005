/**
 * SHA-256 of the bytes that `writeKernel` writes. A change of the generator that changes the kernel
 * shows here, and in review.
 */
export const KERNEL_SHA256: string =
  '04ce7aec87f943cfff6cfeb2c4fc4ab1b2e2b04340bf7519a43f93f0f4b8c475';
