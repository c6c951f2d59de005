/** Where things lie in the memory that both kernels share. */

/** Constants and scratch of the second kernel; those of the first lie before. */
export const FMA_START = 24576;
/** From here on memory is the caller's. */
export const HEAP = 65536;
