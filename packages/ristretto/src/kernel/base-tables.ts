/** Tables of the fixed bases used last, each in its slot of the kernel's memory. */
import { FIXED_TABLE } from './fixed-code.ts';
import { PAIR_TABLE } from './fma-fixed.ts';
import type { Kernel, WorkSpace } from './instance.ts';
import { HEAP } from './memory-map.ts';

/** A poll uses three bases (G, Y, H) at a time. */
const KEPT = 12;
/** Room for the table of either kernel; a group uses one kind. */
const SLOT: number = Math.max(FIXED_TABLE, PAIR_TABLE);
/** Working memory of everything else begins here. */
export const WORK: number = HEAP + KEPT * SLOT;

export interface TableMaker {
  /** Below this many products, multiplying the base itself is cheaper than a table. */
  readonly worth: number;
  /** Fills the slot with the table of an encoded base; false when that is not canonical. */
  build(slot: number, base: Uint8Array, space: WorkSpace): boolean;
}

interface Base {
  uses: number;
  slot?: number;
}

export class BaseTables {
  readonly #maker: TableMaker;
  /** Least recently used first. */
  readonly #bases: Map<string, Base> = new Map();
  readonly #free: number[] = Array.from({ length: KEPT }, (_, i) => HEAP + i * SLOT);

  constructor(kernel: Kernel, maker: TableMaker) {
    this.#maker = maker;
    kernel.reserve(WORK);
  }

  /**
   * Counts `n` more products of `base` and returns the address of its table, or `undefined` while a
   * table is not worth its while. Throws when `base` is no canonical encoding. Valid until the next
   * call. A table is built in `space`.
   */
  prepare(base: Uint8Array, n: number, space: WorkSpace): number | undefined {
    const key = base.join();
    const known: Base = this.#bases.get(key) ?? { uses: 0 };
    this.#bases.delete(key);
    this.#bases.set(key, known);
    known.uses += n;
    if (known.slot === undefined && known.uses >= this.#maker.worth) {
      const slot = this.#free.pop() ?? this.#evict();
      if (!this.#maker.build(slot, base, space)) {
        this.#free.push(slot);
        this.#bases.delete(key);
        throw new RangeError('"base" is not a canonical encoding');
      }
      known.slot = slot;
    }
    return known.slot;
  }

  #evict(): number {
    for (const [key, { slot }] of this.#bases) {
      this.#bases.delete(key);
      if (slot !== undefined) return slot;
    }
    throw new Error('every table slot is lost');
  }
}
