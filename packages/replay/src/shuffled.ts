/** Returns the list in a uniformly random order (Fisher–Yates), by rejection, so that no order is favoured. */
export function shuffled<T>(list: readonly T[], random: (length: number) => Uint8Array): T[] {
  const out = [...list];
  const draw = drawer(random);
  for (let i = out.length - 1; i > 0; i--) {
    const j = draw(i + 1);
    const moved = out[i] as T;
    out[i] = out[j] as T;
    out[j] = moved;
  }
  return out;
}

/** Uniform integers below n ≤ 2³², from a buffer of random bytes. */
function drawer(random: (length: number) => Uint8Array): (n: number) => number {
  let buffer = new Uint8Array();
  let at = 0;
  const word = (): number => {
    if (at + 4 > buffer.length) {
      buffer = random(4096).slice();
      at = 0;
    }
    const view = new DataView(buffer.buffer, buffer.byteOffset + at, 4);
    at += 4;
    return view.getUint32(0);
  };
  return (n) => {
    const limit = 2 ** 32 - (2 ** 32 % n);
    for (;;) {
      const w = word();
      if (w < limit) return w % n;
    }
  };
}
