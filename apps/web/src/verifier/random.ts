/** Random bytes of the browser; WebCrypto gives 65,536 at a time. */
export function random(length: number): Uint8Array {
  const out = new Uint8Array(length);
  for (let at = 0; at < length; at += 65_536)
    crypto.getRandomValues(out.subarray(at, Math.min(at + 65_536, length)));
  return out;
}
