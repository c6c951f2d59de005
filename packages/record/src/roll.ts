/**
 * The frozen roll (PROTOCOL §5): per section the public credentials in the order of their bytes and
 * the RFC 6962 root over them. Its blob is the sections' credentials laid end to end in the order of
 * the act. Names never come here.
 */
import { compare, concatAll, err, type Failure, ok, type Result, toHex } from '@hustings/base';
import { MerkleTree } from '@hustings/log';
import type { RollSection } from '@hustings/rulebook';

const POINT = 32;

export interface FrozenRoll {
  readonly sections: readonly RollSection[];
  readonly blob: Uint8Array;
}

/** Sorts, refuses a credential that stands twice anywhere on the roll, and commits. */
export function freezeRoll(
  sections: readonly { readonly id: string; readonly credentials: readonly Uint8Array[] }[],
): Result<FrozenRoll, Failure> {
  const seen = new Set<string>();
  const parts: Uint8Array[] = [];
  const committed: RollSection[] = [];
  for (const section of sections) {
    const sorted = section.credentials.toSorted(compare);
    for (const credential of sorted) {
      const key = toHex(credential);
      if (seen.has(key))
        return err({
          code: 'roll/credential-twice',
          message: `A credential stands twice on the roll (second time in section ${section.id}).`,
        });
      seen.add(key);
      parts.push(credential);
    }
    committed.push({ id: section.id, size: sorted.length, root: rootOf(sorted) });
  }
  return ok({ sections: committed, blob: concatAll(parts) });
}

/** Hex root of one section's credentials, given in order. */
export function rootOf(credentials: Iterable<Uint8Array>): string {
  const tree = new MerkleTree();
  for (const credential of credentials) tree.append(credential);
  return toHex(tree.root());
}

export interface RollFault extends Failure {
  readonly section?: string;
}

/** Who is on the roll, from the blob: hex credential → section id. Collects every fault found. */
export function readRoll(
  sections: readonly RollSection[],
  blob: Uint8Array,
): { readonly sectionOf: ReadonlyMap<string, string>; readonly faults: readonly RollFault[] } {
  const faults: RollFault[] = [];
  const sectionOf = new Map<string, string>();
  const total = sections.reduce((sum, s) => sum + s.size, 0);
  if (blob.length !== total * POINT)
    faults.push({
      code: 'roll/size-differs',
      message: `The roll lists ${blob.length / POINT} credentials; its sections add up to ${total}.`,
    });
  let at = 0;
  for (const section of sections) {
    const list: Uint8Array[] = [];
    for (let i = 0; i < section.size && at + POINT <= blob.length; i++, at += POINT)
      list.push(blob.subarray(at, at + POINT));
    list.forEach((credential, i) => {
      const before = list[i - 1];
      const key = toHex(credential);
      if ((before !== undefined && compare(before, credential) >= 0) || sectionOf.has(key))
        faults.push({
          code: 'roll/order-broken',
          section: section.id,
          message: `Credential ${i} of section ${section.id} is out of order or stands twice.`,
        });
      sectionOf.set(key, section.id);
    });
    if (rootOf(list) !== section.root)
      faults.push({
        code: 'roll/root-differs',
        section: section.id,
        message: `The credentials of section ${section.id} do not give the root that was frozen.`,
      });
  }
  return { sectionOf, faults };
}
