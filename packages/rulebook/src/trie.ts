/**
 * A map that is never changed: `set` gives a new one that shares all but one path with the old. The
 * referee keeps nominators in it, so that a hundred thousand nominations cost no hundred thousand
 * copies. Plain data; equal contents give equal tries, in whatever order they were set.
 */

/** 16 ways at each level, by the bits of a hash of the key; a full leaf becomes a branch. */
export type Trie<V> = TrieLeaf<V> | TrieBranch<V>;

interface TrieLeaf<V> {
  readonly kind: 'leaf';
  /** In the order of their keys. */
  readonly items: readonly { readonly key: string; readonly value: V }[];
}

interface TrieBranch<V> {
  readonly kind: 'branch';
  readonly children: readonly Trie<V>[];
}

const BITS = 4;
const WAYS = 1 << BITS;
const FULL = 8;
/** 32 bits of hash give eight levels; keys that collide in all of them share one long leaf. */
const LEVELS = 32 / BITS;

export function emptyTrie<V>(): Trie<V> {
  return { kind: 'leaf', items: [] };
}

export function trieGet<V>(trie: Trie<V>, key: string): V | undefined {
  const hash = hashOf(key);
  let node = trie;
  for (let level = 0; node.kind === 'branch'; level++)
    node = node.children[wayOf(hash, level)] as Trie<V>;
  return node.items.find((item) => item.key === key)?.value;
}

export function trieSet<V>(trie: Trie<V>, key: string, value: V): Trie<V> {
  return put(trie, { key, value }, hashOf(key), 0);
}

/** Every key with its value, in an order that depends on the contents alone. */
export function trieItems<V>(
  trie: Trie<V>,
): readonly { readonly key: string; readonly value: V }[] {
  return trie.kind === 'leaf' ? trie.items : trie.children.flatMap((child) => trieItems(child));
}

function put<V>(
  node: Trie<V>,
  item: { readonly key: string; readonly value: V },
  hash: number,
  level: number,
): Trie<V> {
  if (node.kind === 'branch') {
    const way = wayOf(hash, level);
    const child = node.children[way] as Trie<V>;
    return { kind: 'branch', children: node.children.with(way, put(child, item, hash, level + 1)) };
  }
  const others = node.items.filter((other) => other.key !== item.key);
  const items = [...others, item].sort((a, b) => (a.key < b.key ? -1 : 1));
  if (items.length <= FULL || level >= LEVELS) return { kind: 'leaf', items };
  const empty: TrieBranch<V> = {
    kind: 'branch',
    children: Array.from({ length: WAYS }, () => emptyTrie<V>()),
  };
  return items.reduce<Trie<V>>((branch, each) => put(branch, each, hashOf(each.key), level), empty);
}

function wayOf(hash: number, level: number): number {
  return (hash >>> (level * BITS)) & (WAYS - 1);
}

/** FNV-1a over UTF-16 units: spreads keys, promises nothing against a chooser of keys but slowness. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) {
    hash ^= key.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}
