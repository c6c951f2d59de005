import type { PollKey } from '@hustings/ballot';
import { concat, fromHex } from '@hustings/base';
import type { Manifest } from '@hustings/rulebook';

/** The poll's key and the trustees' public shares as the manifest states them. */
export function pollKeyOf(manifest: Manifest): PollKey {
  return {
    threshold: manifest.threshold,
    trustees: manifest.trustees.length,
    key: fromHex(manifest.key) ?? new Uint8Array(),
    shares: concat(...manifest.trustees.map((t) => fromHex(t.share) ?? new Uint8Array())),
  };
}
