/**
 * The frozen roll (PROTOCOL §5): per section the public credentials in the order of their bytes and
 * the RFC 6962 root over them. Its blob is the sections' credentials laid end to end in the order of
 * the act. Names never come here.
 */
import { compare, concatAll, err, type Failure, ok, type Result, toHex } from '@hustings/base';
import { MerkleTree } from '@hustings/log';
import type { RollSection } from '@hustings/rulebook';
import { RowIndex, Rows } from './rows.ts';

const POINT = 32;

export interface FrozenRoll {
  readonly sections: readonly RollSection[];
  readonly blob: Uint8Array;
}

/** Sorts, refuses a credential that stands twice anywhere on the roll, and commits. */
export function freezeRoll(
  sections: readonly { readonly id: string; readonly credentials: readonly Uint8Array[] }[],
): Result<FrozenRoll, Failure> {
  const sorted = sections.map(({ id, credentials }) => ({
    id,
    credentials: credentials.toSorted(compare),
  }));
  const blob = concatAll(sorted.flatMap((section) => section.credentials));
  const index = new RowIndex(Rows.over(blob, POINT));
  const committed: RollSection[] = [];
  let row = 0;
  for (const { id, credentials } of sorted) {
    for (let i = 0; i < credentials.length; i++, row++)
      if (index.add(row) >= 0)
        return err({
          code: 'roll/credential-twice',
          message: `A credential stands twice on the roll (second time in section ${id}).`,
        });
    committed.push({ id, size: credentials.length, root: rootOf(credentials) });
  }
  return ok({ sections: committed, blob });
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

/** Who is on a roll: some 40 bytes for each elector, and the row by which a box knows it. */
export class Roll {
  readonly #index: RowIndex;
  readonly #rows: Rows;
  readonly #sections: readonly string[];
  /** Of each row: the place of its section. */
  readonly #sectionOf: Uint32Array;

  /** `rows` of the sections, one after the other; of rows that are equal the last one counts. */
  constructor(sections: readonly RollSection[], rows: Rows, index: RowIndex) {
    this.#sections = sections.map(({ id }) => id);
    this.#sectionOf = new Uint32Array(rows.length);
    let end = 0;
    sections.forEach(({ size }, i) => {
      this.#sectionOf.fill(i, end, end + size);
      end += size;
    });
    this.#rows = rows;
    this.#index = index;
  }

  get size(): number {
    return this.#rows.length;
  }

  /** The row of a public credential, or −1 where it is not on the roll. */
  rowOf(credential: Uint8Array): number {
    return this.#index.find(credential);
  }

  /** A view of a public credential. */
  credential(row: number): Uint8Array {
    return this.#rows.at(row);
  }

  /** The section of a row that `rowOf` gave. */
  sectionOf(row: number): string {
    return this.#sections[this.#sectionOf[row] as number] as string;
  }
}

/** Who is on the roll, from the blob, which must not change afterwards. Collects every fault found. */
export function readRoll(
  sections: readonly RollSection[],
  blob: Uint8Array,
): { readonly roll: Roll; readonly faults: readonly RollFault[] } {
  const faults: RollFault[] = [];
  const total = sections.reduce((sum, s) => sum + s.size, 0);
  if (blob.length !== total * POINT)
    faults.push({
      code: 'roll/size-differs',
      message: `The roll lists ${blob.length / POINT} credentials; its sections add up to ${total}.`,
    });
  const rows = Rows.over(blob.subarray(0, total * POINT), POINT);
  const index = new RowIndex(rows);
  let row = 0;
  for (const section of sections) {
    const tree = new MerkleTree();
    let before: Uint8Array | undefined;
    for (let i = 0; i < section.size && row < rows.length; i++, row++) {
      const credential = rows.at(row);
      const isTwice = index.add(row) >= 0;
      if ((before !== undefined && compare(before, credential) >= 0) || isTwice)
        faults.push({
          code: 'roll/order-broken',
          section: section.id,
          message: `Credential ${i} of section ${section.id} is out of order or stands twice.`,
        });
      tree.append(credential);
      before = credential;
    }
    if (toHex(tree.root()) !== section.root)
      faults.push({
        code: 'roll/root-differs',
        section: section.id,
        message: `The credentials of section ${section.id} do not give the root that was frozen.`,
      });
  }
  return { roll: new Roll(sections, rows, index), faults };
}
