import { readFileSync } from 'node:fs';
import { equal, toHex } from '@hustings/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  EMPTY_ROOT,
  leafHash,
  MerkleTree,
  nodeHash,
  verifyConsistency,
  verifyInclusion,
} from '../src/index.ts';
import { anyBytes } from './arbitraries.ts';
import { entry, hex, treeOf } from './helpers.ts';

interface Vectors {
  readonly leaves: readonly string[];
  readonly roots: readonly string[];
  readonly inclusion: readonly { index: number; size: number; hashes: readonly string[] }[];
  readonly consistency: readonly { first: number; second: number; hashes: readonly string[] }[];
}

const vectors = JSON.parse(
  readFileSync(new URL('./vectors/rfc6962.json', import.meta.url), 'utf8'),
) as Vectors;

/** MTH(D[from:to]) as RFC 6962 §2.1 defines it, from the entries alone. */
function definedRoot(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length === 0) return EMPTY_ROOT;
  if (entries.length === 1) return leafHash(entries[0] as Uint8Array);
  let k = 1;
  while (k * 2 < entries.length) k *= 2;
  return nodeHash(definedRoot(entries.slice(0, k)), definedRoot(entries.slice(k)));
}

describe('the reference tree', () => {
  const tree = new MerkleTree();
  for (const leaf of vectors.leaves) tree.append(hex(leaf));

  test.each(vectors.roots.map((root, size) => ({ size, root })))(
    'has root $root at size $size',
    ({ size, root }) => {
      expect(toHex(tree.root(size))).toBe(root);
    },
  );

  test.each(vectors.inclusion)('proves leaf $index at size $size', ({ index, size, hashes }) => {
    expect(tree.inclusionProof(index, size).map(toHex)).toEqual(hashes);
  });

  test.each(vectors.consistency)(
    'proves $first the beginning of $second',
    ({ first, second, hashes }) => {
      expect(tree.consistencyProof(first, second).map(toHex)).toEqual(hashes);
    },
  );
});

describe('every tree of up to 70 leaves', () => {
  const SIZES = 70;
  const tree = treeOf(SIZES);
  const roots = Array.from({ length: SIZES + 1 }, (_, size) => tree.root(size));

  test('has the root that RFC 6962 defines', () => {
    const entries = Array.from({ length: SIZES }, (_, i) => entry(i));
    for (const [size, root] of roots.entries())
      expect(toHex(root)).toBe(toHex(definedRoot(entries.slice(0, size))));
  });

  test('has proofs of inclusion that verify, at their own place and size only', () => {
    for (let size = 1; size <= SIZES; size++) {
      for (let index = 0; index < size; index++) {
        const hashes = tree.inclusionProof(index, size);
        const claim = {
          leaf: tree.leaf(index),
          index,
          size,
          root: roots[size] as Uint8Array,
          hashes,
        };
        expect(verifyInclusion(claim)).toBe(true);
        expect(verifyInclusion({ ...claim, index: index + 1 })).toBe(false);
        expect(verifyInclusion({ ...claim, leaf: tree.leaf((index + 1) % SIZES) })).toBe(false);
        expect(verifyInclusion({ ...claim, root: roots[size - 1] as Uint8Array })).toBe(false);
      }
    }
  });

  test('has proofs of consistency that verify, between their own sizes and roots only', () => {
    for (let second = 0; second <= SIZES; second++) {
      for (let first = 0; first <= second; first++) {
        const claim = {
          firstSize: first,
          firstRoot: roots[first] as Uint8Array,
          secondSize: second,
          secondRoot: roots[second] as Uint8Array,
          hashes: tree.consistencyProof(first, second),
        };
        expect(verifyConsistency(claim)).toBe(true);
        const other = hex('ab'.repeat(32));
        expect(verifyConsistency({ ...claim, firstRoot: other })).toBe(false);
        // From nothing, any later tree is consistent: RFC 6962 has no proof to check there.
        if (first > 0) expect(verifyConsistency({ ...claim, secondRoot: other })).toBe(false);
        expect(verifyConsistency({ ...claim, hashes: [...claim.hashes, other] })).toBe(false);
        if (first < second)
          expect(verifyConsistency({ ...claim, firstSize: second, secondSize: first })).toBe(false);
      }
    }
  });
});

describe('a proof with one thing changed', () => {
  const tree = treeOf(61);

  test('is refused for each hash changed, dropped, doubled or swapped with the next', () => {
    for (const index of [0, 1, 31, 32, 47, 59, 60]) {
      const hashes = tree.inclusionProof(index, 61);
      const claim = { leaf: tree.leaf(index), index, size: 61, root: tree.root(61) };
      for (const mutated of mutations(hashes))
        expect(verifyInclusion({ ...claim, hashes: mutated })).toBe(false);
    }
    for (const first of [1, 2, 31, 32, 33, 48, 60]) {
      const hashes = tree.consistencyProof(first, 61);
      const claim = {
        firstSize: first,
        firstRoot: tree.root(first),
        secondSize: 61,
        secondRoot: tree.root(61),
      };
      for (const mutated of mutations(hashes))
        expect(verifyConsistency({ ...claim, hashes: mutated })).toBe(false);
    }
  });

  function mutations(hashes: readonly Uint8Array[]): Uint8Array[][] {
    expect(hashes.length).toBeGreaterThan(0);
    return hashes.flatMap((hash, i) => {
      const before = hashes.slice(0, i);
      const after = hashes.slice(i + 1);
      const [next, ...rest] = after;
      return [
        ...[0, 15, 31].map((at) => [...before, flip(hash, at), ...after]),
        [...before, ...after],
        [...before, hash, hash, ...after],
        [...before, hash.slice(1), ...after],
        ...(next === undefined ? [] : [[...before, next, hash, ...rest]]),
      ];
    });
  }
});

test('a history that was changed has no proof of consistency, whatever the hashes', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 20 }),
      fc.nat(),
      (first, growth, which) => {
        const honest = treeOf(first);
        const changed = new MerkleTree();
        for (let i = 0; i < first + growth; i++)
          changed.append(i === which % first ? hex('ffff') : entry(i));
        const claim = {
          firstSize: first,
          firstRoot: honest.root(),
          secondSize: first + growth,
          secondRoot: changed.root(),
        };
        const hashes = changed.consistencyProof(first);
        expect(verifyConsistency({ ...claim, hashes })).toBe(false);
        expect(
          verifyConsistency({ ...claim, hashes: treeOf(first + growth).consistencyProof(first) }),
        ).toBe(false);
      },
    ),
  );
});

test('foreign sizes and hashes give false, never an exception', () => {
  const number = fc.oneof(
    fc.nat({ max: 80 }),
    fc.double(),
    fc.constantFrom(-1, 2 ** 53, 2 ** 31, Number.NaN),
  );
  const hash = fc.oneof(anyBytes, fc.uint8Array({ minLength: 32, maxLength: 32 }));
  const hashes = fc.array(hash, { maxLength: 60 });
  fc.assert(
    fc.property(number, number, hash, hash, hashes, (a, b, first, second, list) => {
      expect(verifyInclusion({ leaf: first, index: a, size: b, root: second, hashes: list })).toBe(
        list.length === 0 && a === 0 && b === 1 && first.length === 32 && equal(first, second),
      );
      const isTrivial =
        list.length === 0 &&
        ((a === b && a > 0 && first.length === 32 && equal(first, second)) ||
          (a === 0 && equal(first, EMPTY_ROOT)));
      if (!isTrivial)
        expect(
          verifyConsistency({
            firstSize: a,
            firstRoot: first,
            secondSize: b,
            secondRoot: second,
            hashes: list,
          }),
        ).toBe(false);
    }),
  );
});

test('proofs in trees beyond 2^32 leaves verify: sizes are not cut to 32 bits', () => {
  // A tree of 2^40 equal leaves is one hash per level.
  const levels = [leafHash(entry(0))];
  for (let k = 0; k < 40; k++)
    levels.push(nodeHash(levels[k] as Uint8Array, levels[k] as Uint8Array));
  const hashes = levels.slice(0, 40);
  const claim = {
    leaf: levels[0] as Uint8Array,
    size: 2 ** 40,
    root: levels[40] as Uint8Array,
    hashes,
  };
  for (const index of [0, 2 ** 31, 2 ** 32 + 5, 2 ** 40 - 1])
    expect(verifyInclusion({ ...claim, index })).toBe(true);
  expect(verifyInclusion({ ...claim, index: 2 ** 40 })).toBe(false);
  expect(
    verifyConsistency({
      firstSize: 2 ** 39,
      firstRoot: levels[39] as Uint8Array,
      secondSize: 2 ** 40,
      secondRoot: levels[40] as Uint8Array,
      hashes: [levels[39] as Uint8Array],
    }),
  ).toBe(true);
});

test('a tree built from leaf hashes is the tree built from the entries', () => {
  const tree = treeOf(23);
  const again = new MerkleTree();
  for (let i = 0; i < 23; i++) expect(again.appendHash(tree.leaf(i))).toBe(i);
  expect(again.root()).toEqual(tree.root());
});

test('what a tree gives away is a copy', () => {
  const tree = treeOf(5);
  const before = tree.root();
  tree.root().fill(0);
  tree.leaf(2).fill(0);
  tree.root(4).fill(0);
  for (const hash of tree.inclusionProof(2)) hash.fill(0);
  expect(tree.root()).toEqual(before);
});

test('asking for what is not in the tree is a bug, and throws', () => {
  const tree = treeOf(3);
  expect(() => tree.root(4)).toThrow(RangeError);
  expect(() => tree.root(1.5)).toThrow(RangeError);
  expect(() => tree.leaf(3)).toThrow(RangeError);
  expect(() => tree.inclusionProof(2, 2)).toThrow(RangeError);
  expect(() => tree.inclusionProof(0, 0)).toThrow(RangeError);
  expect(() => tree.consistencyProof(3, 2)).toThrow(RangeError);
  expect(() => tree.consistencyProof(-1)).toThrow(RangeError);
  expect(() => tree.appendHash(new Uint8Array(31))).toThrow(TypeError);
});

function flip(hash: Uint8Array, at: number): Uint8Array {
  return hash.map((byte, i) => (i === at ? byte ^ 1 : byte));
}
