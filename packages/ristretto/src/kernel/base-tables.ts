/** Tables of the fixed bases used last, each in its slot of the kernel's memory. */
import { FIXED_TABLE, FIXED_WORK } from './fixed-code.ts';
import type { Kernel, WorkSpace } from './instance.ts';
import { HEAP } from './memory-map.ts';

/** About 100 kB each. A poll uses three bases (G, Y, H) at a time. */
const KEPT = 12;
/** Below this many products, multiplying the base itself is cheaper than a table; see bench/ristretto.ts. */
const WORTH_A_TABLE = 6;
/** Working memory of everything else begins here. */
export const WORK: number = HEAP + KEPT * FIXED_TABLE;

interface Base {
  uses: number;
  slot?: number;
}

export class BaseTables {
  readonly #kernel: Kernel;
  /** Least recently used first. */
  readonly #bases: Map<string, Base> = new Map();
  readonly #free: number[] = Array.from({ length: KEPT }, (_, i) => HEAP + i * FIXED_TABLE);

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
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
    if (known.slot === undefined && known.uses >= WORTH_A_TABLE) {
      const slot = this.#free.pop() ?? this.#evict();
      const bytes = space.put(base);
      if (this.#kernel.run.fixedTable(slot, bytes, space.take(FIXED_WORK)) === 0) {
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
