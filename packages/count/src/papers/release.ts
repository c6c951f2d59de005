/**
 * Gives the memory of an array back at once, where the engine knows how (ECMAScript 2024), and not
 * when garbage is next collected: there may be hundreds of megabytes.
 */
export function release({ buffer }: { readonly buffer: ArrayBufferLike }): void {
  (buffer as { transfer?: (bytes: number) => unknown }).transfer?.(0);
}
