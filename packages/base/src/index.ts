export type { ByteSink, ByteSource, ByteStore } from './byte-source.ts';
export { MemoryBytes, partOf, sourceOf } from './byte-source.ts';
export {
  bigEndian,
  compare,
  concat,
  concatAll,
  equal,
  fromBase64,
  fromHex,
  fromUtf8,
  readBigEndian,
  toBase64,
  toHex,
  utf8,
} from './bytes.ts';
export { canonicalJson, parseCanonical } from './canonical.ts';
export type { Failure, Result } from './result.ts';
export { assert, err, ok, unreachable, unwrap } from './result.ts';
