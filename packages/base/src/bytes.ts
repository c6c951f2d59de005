/**
 * Bytes without a platform: the pure packages compile with no DOM and no Node types, so the few
 * conversions they all need live here. Every decoder is total: foreign text gives `undefined`.
 */
const HEX = '0123456789abcdef';
const HEX_CODES: readonly number[] = [...HEX].map((digit) => digit.charCodeAt(0));
/** Bytes whose digits go into one call as its arguments. */
const HEX_AT_ONCE = 1024;
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE64_VALUE: ReadonlyMap<string, number> = new Map([...BASE64].map((c, i) => [c, i]));

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return concatAll(parts);
}

/** The same for a list that may be long: half a million arguments would overflow the stack. */
export function concatAll(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Compares public bytes; not constant-time. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Orders byte strings as unsigned, shorter first on a common prefix. */
export function compare(a: Uint8Array, b: Uint8Array): number {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    const d = (a[i] as number) - (b[i] as number);
    if (d !== 0) return d;
  }
  return a.length - b.length;
}

export function toHex(bytes: Uint8Array): string {
  // From character codes, not added up: V8 keeps a sum of strings as a tree, 1,500 bytes for a hash that is a map's key.
  if (bytes.length > HEX_AT_ONCE) {
    const parts: string[] = [];
    for (let at = 0; at < bytes.length; at += HEX_AT_ONCE)
      parts.push(toHex(bytes.subarray(at, at + HEX_AT_ONCE)));
    return parts.join('');
  }
  const codes: number[] = new Array(2 * bytes.length);
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    codes[2 * i] = HEX_CODES[byte >> 4] as number;
    codes[2 * i + 1] = HEX_CODES[byte & 15] as number;
  }
  return String.fromCharCode(...codes);
}

/** Accepts lower-case hex only: one value has one spelling. */
export function fromHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0) return undefined;
  const out = new Uint8Array(text.length / 2);
  for (let i = 0; i < out.length; i++) {
    const hi = HEX.indexOf(text[2 * i] as string);
    const lo = HEX.indexOf(text[2 * i + 1] as string);
    if (hi < 0 || lo < 0) return undefined;
    out[i] = hi * 16 + lo;
  }
  return out;
}

/** RFC 4648 §4 base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const a = bytes[i] as number;
    const b = bytes[i + 1];
    const c = bytes[i + 2];
    const word = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    out += (BASE64[word >> 18] as string) + (BASE64[(word >> 12) & 63] as string);
    out += b === undefined ? '=' : (BASE64[(word >> 6) & 63] as string);
    out += c === undefined ? '=' : (BASE64[word & 63] as string);
  }
  return out;
}

/** Accepts canonical RFC 4648 §4 base64 only: padding present, unused bits zero. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const out = new Uint8Array((text.length / 4) * 3 - padding);
  let at = 0;
  for (let i = 0; i < text.length; i += 4) {
    let word = 0;
    for (let k = 0; k < 4; k++) {
      const c = text[i + k] as string;
      const isPadding = c === '=' && i + k >= text.length - padding;
      const value = isPadding ? 0 : BASE64_VALUE.get(c);
      if (value === undefined) return undefined;
      word = (word << 6) | value;
    }
    for (let k = 0; k < 3; k++) {
      const byte = (word >> (16 - 8 * k)) & 255;
      if (at < out.length) out[at++] = byte;
      else if (byte !== 0) return undefined;
    }
  }
  return out;
}

export function utf8(text: string): Uint8Array {
  const ascii = new Uint8Array(text.length);
  let at = 0;
  for (; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c >= 0x80) break;
    ascii[at] = c;
  }
  if (at === text.length) return ascii;
  const out: number[] = [];
  for (const character of text) {
    let c = character.codePointAt(0) as number;
    // A lone surrogate has no UTF-8 form; U+FFFD stands for it, as in the Encoding Standard.
    if (c >= 0xd800 && c <= 0xdfff) c = 0xfffd;
    if (c < 0x80) out.push(c);
    else if (c < 0x800) out.push(0xc0 | (c >> 6), 0x80 | (c & 63));
    else if (c < 0x10000) out.push(0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
    else
      out.push(0xf0 | (c >> 18), 0x80 | ((c >> 12) & 63), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
  }
  return Uint8Array.from(out);
}

/** Strict UTF-8 (RFC 3629): overlong forms, surrogates and stray bytes give `undefined`. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  const parts: string[] = [];
  let i = 0;
  while (i < bytes.length) {
    const first = bytes[i] as number;
    const length =
      first < 0x80 ? 1 : first >> 5 === 6 ? 2 : first >> 4 === 14 ? 3 : first >> 3 === 30 ? 4 : 0;
    if (length === 0 || i + length > bytes.length) return undefined;
    let c = length === 1 ? first : first & (0xff >> (length + 1));
    for (let k = 1; k < length; k++) {
      const next = bytes[i + k] as number;
      if (next >> 6 !== 2) return undefined;
      c = (c << 6) | (next & 63);
    }
    const least = [0, 0, 0x80, 0x800, 0x10000][length] as number;
    if (c < least || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff)) return undefined;
    parts.push(String.fromCodePoint(c));
    i += length;
  }
  return parts.join('');
}

/** `len16`, `len64` and friends of PROTOCOL §1: `value` as `width` bytes, most significant first. */
export function bigEndian(value: number | bigint, width: number): Uint8Array {
  const out = new Uint8Array(width);
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) {
    let left = value;
    for (let i = width - 1; i >= 0; i--) {
      out[i] = left % 256;
      left = Math.floor(left / 256);
    }
    if (left !== 0) throw new RangeError(`"value" does not fit in ${width} bytes`);
    return out;
  }
  let rest = BigInt(value);
  for (let i = width - 1; i >= 0; i--) {
    out[i] = Number(rest & 255n);
    rest >>= 8n;
  }
  if (rest !== 0n) throw new RangeError(`"value" does not fit in ${width} bytes`);
  return out;
}

/** Reads `width` bytes at `at`, most significant first; `width` is at most 6. */
export function readBigEndian(bytes: Uint8Array, at: number, width: number): number {
  let out = 0;
  for (let i = 0; i < width; i++) out = out * 256 + (bytes[at + i] as number);
  return out;
}
