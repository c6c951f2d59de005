import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyTrie, type Trie, trieGet, trieSet } from '../src/trie.ts';

const keys = fc.string({ maxLength: 6 });

test('it holds what a map holds', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(keys, fc.integer()), { maxLength: 300 }), (pairs) => {
      const map = new Map(pairs);
      let trie: Trie<number> = emptyTrie();
      for (const [key, value] of pairs) trie = trieSet(trie, key, value);
      for (const [key, value] of map) expect(trieGet(trie, key)).toBe(value);
      expect(trieGet(trie, 'not among the keys')).toBeUndefined();
    }),
  );
});

test('equal contents are equal, in whatever order they were set', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(keys, { minLength: 20, maxLength: 200 }),
      fc.infiniteStream(fc.nat()),
      (all, random) => {
        const fill = (order: readonly string[]) =>
          order.reduce((trie, key) => trieSet(trie, key, key), emptyTrie<string>());
        const shuffled = all
          .map((key) => ({ key, at: random.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map((x) => x.key);
        expect(fill(shuffled)).toEqual(fill(all));
      },
    ),
  );
});

test('an older map is not changed by setting in a newer one', () => {
  let before: Trie<number> = emptyTrie();
  for (let i = 0; i < 100; i++) before = trieSet(before, `key-${i}`, i);
  const copy = structuredClone(before);
  for (let i = 50; i < 150; i++) trieSet(before, `key-${i}`, -1);
  expect(before).toEqual(copy);
});

test('keys that share a hash are told apart, however full the map is', () => {
  // Known collisions of FNV-1a on 32 bits.
  const pairs = [
    ['costarring', 'liquid'],
    ['declinate', 'macallums'],
    ['altarage', 'zinke'],
  ] as const;
  let trie: Trie<string> = emptyTrie();
  for (let i = 0; i < 2_000; i++) trie = trieSet(trie, `k${i}`, `v${i}`);
  for (const key of pairs.flat()) trie = trieSet(trie, key, key);
  for (const key of pairs.flat()) expect(trieGet(trie, key)).toBe(key);
  for (let i = 0; i < 2_000; i++) expect(trieGet(trie, `k${i}`)).toBe(`v${i}`);
});
