/** Draws what is checked where not everything is: by the platform's own randomness, so that nobody knows before. */
import { randomBytes } from '@noble/hashes/utils.js';

/** Whether a place below `of` is among `size` drawn at random; all are where `size` is left out or not smaller. */
export function sampler(size: number | undefined, of: number): (place: number) => boolean {
  if (size === undefined || size >= of) return () => true;
  // The first of a shuffled list, by Fisher and Yates.
  const places = Array.from({ length: of }, (_, i) => i);
  for (let i = 0; i < size; i++) {
    const j = i + below(of - i);
    [places[i], places[j]] = [places[j] as number, places[i] as number];
  }
  const drawn = new Set(places.slice(0, size));
  return (place) => drawn.has(place);
}

/** A number below `limit`, each as likely. */
function below(limit: number): number {
  const most = Math.floor(2 ** 48 / limit) * limit;
  for (;;) {
    const value = randomBytes(6).reduce((sum, byte) => sum * 256 + byte, 0);
    if (value < most) return value % limit;
  }
}
