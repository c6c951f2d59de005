export { hkdfSha512, hmacSha512 } from './hkdf.ts';
export { Sha256, Sha512, sha256, sha512 } from './sha2.ts';
