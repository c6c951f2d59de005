/** Cryptographic randomness; asked for at most 65,536 bytes at a time (the limit of WebCrypto's getRandomValues). */
export type Random = (length: number) => Uint8Array;
