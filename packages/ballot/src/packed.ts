/** Lists of byte strings as one: len32 ‖ bytes each, so that many go to a worker as one array. */
import { readBigEndian } from '@hustings/base';

const LENGTH = 4;

export function pack(strings: readonly Uint8Array[]): Uint8Array {
  let total = 0;
  for (const string of strings) total += LENGTH + string.length;
  const out = new Uint8Array(total);
  const view = new DataView(out.buffer);
  let at = 0;
  for (const string of strings) {
    view.setUint32(at, string.length);
    out.set(string, at + LENGTH);
    at += LENGTH + string.length;
  }
  return out;
}

/** The strings again, as views of `packed`, which `pack` made. */
export function unpack(packed: Uint8Array): readonly Uint8Array[] {
  const strings: Uint8Array[] = [];
  for (let at = 0; at < packed.length; ) {
    const end = at + LENGTH + readBigEndian(packed, at, LENGTH);
    strings.push(packed.subarray(at + LENGTH, end));
    at = end;
  }
  return strings;
}
