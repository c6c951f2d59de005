/** A frozen roll: order, sizes and roots (spec/record.md §§3 and 4). */
import { compare, equal, fromHex, toHex } from '@hustings/base';
import type { Code } from '../codes.ts';
import { entryPlace, type Findings } from '../findings.ts';
import { readElement } from '../group/points.ts';
import { leafHash, rootOf } from '../log/tree.ts';
import type { Blobs } from './blobs.ts';
import type { Placed, Roll } from './state.ts';

export async function readRoll(
  placed: Placed<'roll-frozen'>,
  blobs: Blobs,
  findings: Findings,
): Promise<Roll> {
  const { seq, act } = placed;
  const wrong = (code: Code, message: string): void =>
    findings.wrong(code, entryPlace(seq), message);
  const bytes = await blobs.read(seq, act.credentials);
  if (bytes === undefined) return { placed, sectionOf: undefined, contacts: { changed: 0 } };
  const size = act.sections.reduce((sum, section) => sum + section.size, 0);
  if (bytes.length !== 32 * size) {
    wrong('roll/size-differs', 'The credentials are not as many as the sections of the roll say.');
    return { placed, sectionOf: undefined, contacts: { changed: 0 } };
  }
  findings.count('rolls');
  const sectionOf = new Map<string, string>();
  let at = 0;
  for (const section of act.sections) {
    const hashes: Uint8Array[] = [];
    let before: Uint8Array | undefined;
    for (let i = 0; i < section.size; i++, at += 32) {
      const credential = bytes.subarray(at, at + 32);
      const name = toHex(credential);
      if (before !== undefined && compare(before, credential) >= 0)
        wrong('roll/order-broken', `Credential ${i} of section ${section.id} is not in its place.`);
      if (sectionOf.has(name))
        wrong(
          'roll/credential-twice',
          `Credential ${i} of section ${section.id} is on the roll twice.`,
        );
      if (readElement(credential) === undefined)
        wrong(
          'roll/not-a-credential',
          `Credential ${i} of section ${section.id} is no point, or the identity.`,
        );
      sectionOf.set(name, section.id);
      hashes.push(leafHash(credential));
      before = credential;
    }
    if (!equal(rootOf(hashes), fromHex(section.root) ?? new Uint8Array()))
      wrong('roll/root-differs', `The root of section ${section.id} is another.`);
    findings.count('credentials', section.size);
  }
  return { placed, sectionOf, contacts: { changed: 0 } };
}
