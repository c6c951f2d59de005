/**
 * The Merkle tree of RFC 6962 §2.1, kept whole in memory: 64 bytes per leaf. Roots, proofs and tiles
 * can be had for the present size and for every smaller one.
 *
 * Definitions. Level k holds the hashes of all complete subtrees of 2^k leaves, from the left, end to
 * end. MTH(D[from:to]) of any range that RFC 6962 asks for is put together from those.
 */
import { assert } from '@hustings/base';
import { EMPTY_ROOT, HASH_SIZE, leafHash, nodeHash } from './hash.ts';
import { TILE_HEIGHT, TILE_WIDTH, type TileId, tileWidth } from './tile.ts';

export class MerkleTree {
  readonly #levels: HashList[] = [new HashList()];

  /** The number of leaves. */
  get size(): number {
    return this.#level(0).length;
  }

  /** Appends an entry and returns its index. */
  append(entry: Uint8Array): number {
    return this.appendHash(leafHash(entry));
  }

  /** Appends a leaf whose hash is known already (read from a level-0 tile) and returns its index. */
  appendHash(hash: Uint8Array): number {
    if (hash.length !== HASH_SIZE)
      throw new TypeError(`"hash" expected ${HASH_SIZE} bytes, got ${hash.length}`);
    const index = this.size;
    this.#level(0).push(hash);
    let pairs = index + 1;
    for (let k = 0; pairs % 2 === 0; k++) {
      pairs /= 2;
      const level = this.#level(k);
      this.#level(k + 1).push(nodeHash(level.at(2 * pairs - 2), level.at(2 * pairs - 1)));
    }
    return index;
  }

  /** Returns the hash of leaf `index`. */
  leaf(index: number): Uint8Array {
    checkRange('index', index, 0, this.size - 1);
    return this.#level(0).at(index).slice();
  }

  /** Returns the root of the first `size` leaves. */
  root(size: number = this.size): Uint8Array {
    checkRange('size', size, 0, this.size);
    return size === 0 ? EMPTY_ROOT.slice() : this.#range(0, size);
  }

  /** Returns PATH(index, D[size]) of RFC 6962 §2.1.1: siblings from the leaf up. */
  inclusionProof(index: number, size: number = this.size): Uint8Array[] {
    checkRange('size', size, 1, this.size);
    checkRange('index', index, 0, size - 1);
    const path: Uint8Array[] = [];
    let from = 0;
    let to = size;
    while (to - from > 1) {
      const middle = from + largestPowerBelow(to - from);
      if (index < middle) {
        path.push(this.#range(middle, to));
        to = middle;
      } else {
        path.push(this.#range(from, middle));
        from = middle;
      }
    }
    return path.reverse();
  }

  /** Returns PROOF(first, D[second]) of RFC 6962 §2.1.2; empty when first is 0 or equals second. */
  consistencyProof(first: number, second: number = this.size): Uint8Array[] {
    checkRange('second', second, 0, this.size);
    checkRange('first', first, 0, second);
    if (first === 0) return [];
    const path: Uint8Array[] = [];
    let from = 0;
    let to = second;
    let isOldRootKnown = true;
    while (first < to) {
      const middle = from + largestPowerBelow(to - from);
      if (first <= middle) {
        path.push(this.#range(middle, to));
        to = middle;
      } else {
        path.push(this.#range(from, middle));
        from = middle;
        isOldRootKnown = false;
      }
    }
    if (!isOldRootKnown) path.push(this.#range(from, to));
    return path.reverse();
  }

  /** Returns the bytes of a hash tile, which must exist, at its width or wider, in this tree. */
  tile(id: TileId): Uint8Array {
    const width = tileWidth(id.level, id.index, this.size);
    if (width < id.width || id.width < 1)
      throw new RangeError(`tile ${id.level}/${id.index} has ${width} hashes, not ${id.width}`);
    return this.#level(id.level * TILE_HEIGHT).slice(id.index * TILE_WIDTH, id.width);
  }

  #level(k: number): HashList {
    let level = this.#levels[k];
    if (level === undefined) {
      level = new HashList();
      this.#levels[k] = level;
    }
    return level;
  }

  /** MTH(D[from:to]) where `from` is a multiple of the power of two at or above to − from. */
  #range(from: number, to: number): Uint8Array {
    const length = to - from;
    const k = Math.log2(length);
    if (Number.isInteger(k)) {
      assert(from % length === 0, 'a complete subtree starts at a multiple of its size');
      return this.#level(k)
        .at(from / length)
        .slice();
    }
    const middle = from + largestPowerBelow(length);
    return nodeHash(this.#range(from, middle), this.#range(middle, to));
  }
}

/** The largest power of two below n, for n > 1 (RFC 6962 §2.1: k < n ≤ 2k). */
function largestPowerBelow(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

function checkRange(name: string, value: number, least: number, most: number): void {
  if (!Number.isSafeInteger(value) || value < least || value > most)
    throw new RangeError(`"${name}" expected an integer from ${least} to ${most}, got ${value}`);
}

/** Hashes end to end in one growing array. */
class HashList {
  length = 0;
  #bytes: Uint8Array = new Uint8Array(4 * HASH_SIZE);

  push(hash: Uint8Array): void {
    const at = this.length * HASH_SIZE;
    if (at === this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(hash, at);
    this.length++;
  }

  /** A view, for reading at once. */
  at(i: number): Uint8Array {
    assert(i >= 0 && i < this.length, 'the hash asked for is there');
    return this.#bytes.subarray(i * HASH_SIZE, (i + 1) * HASH_SIZE);
  }

  /** A copy of `count` hashes from hash `first` on. */
  slice(first: number, count: number): Uint8Array {
    return this.#bytes.slice(first * HASH_SIZE, (first + count) * HASH_SIZE);
  }
}
