import { bigEndian, concat } from '@hustings/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bundlePath,
  bundlesOf,
  encodeBundle,
  MerkleTree,
  nodeHash,
  parseBundle,
  parseTilePath,
  tilePath,
  tilesOf,
  tileWidth,
} from '../src/index.ts';
import { anyBytes, anyText } from './arbitraries.ts';
import { treeOf } from './helpers.ts';

describe('paths', () => {
  test.each([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 1234067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 3, index: 1000, width: 17 }, 'tile/3/x001/000.p/17'],
    [{ level: 63, index: 999, width: 1 }, 'tile/63/999.p/1'],
  ])('tile %o lies at %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual({ ok: true, value: { kind: 'hashes', ...tile } });
  });

  test.each([
    [{ index: 1234067, width: 8 }, 'tile/entries/x001/x234/067.p/8'],
    [{ index: 5, width: 256 }, 'tile/entries/005'],
  ])('bundle %o lies at %s', (bundle, path) => {
    expect(bundlePath(bundle)).toBe(path);
    expect(parseTilePath(path)).toEqual({ ok: true, value: { kind: 'entries', ...bundle } });
  });

  test.each([
    '',
    'tile',
    'tile/0',
    'tile/0/',
    'tile/0/00',
    'tile/0/0000',
    'tile/0/x000/001',
    'tile/0/001/002',
    'tile/0/x01/002',
    'tile/00/001',
    'tile/64/001',
    'tile/-1/001',
    'tile/0/001.p/0',
    'tile/0/001.p/256',
    'tile/0/001.p/01',
    'tile/0/001.p/',
    'tile/0/001.p',
    '/tile/0/001',
    'tile/0/001/',
    'tile/0/001\n',
    'tile/entries/../0/001',
    'tile/data/001',
    'tile/0/X001/002',
    'tile/0/x999/x999/x999/x999/x999/x999/999',
    'checkpoint',
    'tile/0/٠٠١',
  ])('%j is the path of no tile', (path) => {
    expect(parseTilePath(path)).toMatchObject({ ok: false, error: { code: 'log/bad-path' } });
  });

  test('every path read is the one spelling of its tile, and any text is read without an exception', () => {
    const index = fc.oneof(fc.nat(), fc.maxSafeNat());
    const width = fc.integer({ min: 1, max: 256 });
    fc.assert(
      fc.property(index, width, fc.integer({ min: 0, max: 63 }), anyText, (n, w, level, text) => {
        const tile = { level, index: n, width: w };
        expect(parseTilePath(tilePath(tile))).toEqual({
          ok: true,
          value: { kind: 'hashes', ...tile },
        });
        const parsed = parseTilePath(text);
        if (parsed.ok)
          expect(
            parsed.value.kind === 'hashes' ? tilePath(parsed.value) : bundlePath(parsed.value),
          ).toBe(text);
      }),
    );
  });
});

describe('the tiles of a tree', () => {
  test('of 70,000 leaves are those of the example in c2sp.org/tlog-tiles', () => {
    const tiles = tilesOf(70_000);
    const at = (level: number) => tiles.filter((t) => t.level === level);
    expect(at(0).filter((t) => t.width === 256)).toHaveLength(273);
    expect(at(0).at(-1)).toEqual({ level: 0, index: 273, width: 112 });
    expect(at(1)).toEqual([
      { level: 1, index: 0, width: 256 },
      { level: 1, index: 1, width: 17 },
    ]);
    expect(at(2)).toEqual([{ level: 2, index: 0, width: 1 }]);
    expect(tiles).toHaveLength(274 + 2 + 1);
  });

  test('of 256 leaves are a full one and one of width 1 above it; of none, none', () => {
    expect(tilesOf(256)).toEqual([
      { level: 0, index: 0, width: 256 },
      { level: 1, index: 0, width: 1 },
    ]);
    expect(bundlesOf(257)).toEqual([
      { index: 0, width: 256 },
      { index: 1, width: 1 },
    ]);
    expect(tilesOf(0)).toEqual([]);
    expect(bundlesOf(0)).toEqual([]);
  });

  test('as it grows are exactly those that are new or wider', () => {
    const size = fc.oneof(
      fc.nat({ max: 1000 }),
      fc.nat({ max: 200_000 }),
      fc.nat({ max: 3 }).map((n) => n * 65_536),
    );
    fc.assert(
      fc.property(size, size, (a, b) => {
        const [before, after] = [Math.min(a, b), Math.max(a, b)];
        const key = (t: { level: number; index: number; width: number }) =>
          `${t.level}/${t.index}/${t.width}`;
        const had = new Set(tilesOf(before).map(key));
        expect(tilesOf(after, before).map(key)).toEqual(
          tilesOf(after)
            .map(key)
            .filter((k) => !had.has(k)),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('hold the leaf hashes, and above them the roots of full tiles', () => {
    const tree = treeOf(600);
    const leaves = Array.from({ length: 600 }, (_, i) => tree.leaf(i));
    for (const tile of tilesOf(600).filter((t) => t.level === 0))
      expect(tree.tile(tile)).toEqual(
        concat(...leaves.slice(tile.index * 256, tile.index * 256 + tile.width)),
      );
    const subtree = (hashes: readonly Uint8Array[]): Uint8Array => {
      const [only] = hashes;
      if (hashes.length === 1 && only !== undefined) return only;
      const half = hashes.length / 2;
      return nodeHash(subtree(hashes.slice(0, half)), subtree(hashes.slice(half)));
    };
    expect(tree.tile({ level: 1, index: 0, width: 2 })).toEqual(
      concat(subtree(leaves.slice(0, 256)), subtree(leaves.slice(256, 512))),
    );
  });

  test('at a smaller size are the beginnings of the later ones', () => {
    const tree = treeOf(300);
    const now = tree.tile({ level: 0, index: 1, width: 44 });
    expect(tree.tile({ level: 0, index: 1, width: 10 })).toEqual(now.slice(0, 320));
  });

  test('that do not exist are not given', () => {
    const tree = treeOf(300);
    for (const tile of [
      { level: 0, index: 1, width: 45 },
      { level: 0, index: 2, width: 1 },
      { level: 1, index: 0, width: 2 },
      { level: 2, index: 0, width: 1 },
      { level: 0, index: 0, width: 0 },
    ])
      expect(() => tree.tile(tile)).toThrow(RangeError);
    expect(tileWidth(0, 1, 300)).toBe(44);
    expect(tileWidth(2, 0, 300)).toBe(0);
  });

  test('rebuild the tree: its level-0 tiles are all that is needed', () => {
    const tree = treeOf(513);
    const again = new MerkleTree();
    for (const id of tilesOf(513).filter((t) => t.level === 0)) {
      const tile = tree.tile(id);
      for (let at = 0; at < tile.length; at += 32) again.appendHash(tile.slice(at, at + 32));
    }
    expect(again.root()).toEqual(tree.root());
  });
});

describe('entry bundles', () => {
  test('give back the entries that went in, and bytes read are the one spelling of what they hold', () => {
    fc.assert(
      fc.property(fc.array(anyBytes, { maxLength: 20 }), (entries) => {
        const bytes = encodeBundle(entries);
        expect(parseBundle(bytes, entries.length)).toEqual({ ok: true, value: entries });
        expect(parseBundle(bytes, entries.length + 1)).toMatchObject({ ok: false });
      }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 0, 0, 1, 2, 255), { maxLength: 40 }),
        fc.nat({ max: 20 }),
        (list, width) => {
          const bytes = Uint8Array.from(list);
          const parsed = parseBundle(bytes, width);
          if (parsed.ok) expect(encodeBundle(parsed.value)).toEqual(bytes);
          else expect(parsed.error.code).toBe('log/bad-bundle');
        },
      ),
    );
  });

  test('write each length in two bytes, most significant first', () => {
    const long = new Uint8Array(258).fill(7);
    expect(encodeBundle([Uint8Array.of(5), long])).toEqual(
      concat(Uint8Array.of(0, 1, 5, 1, 2), long),
    );
  });

  test('that end too early are refused', () => {
    const whole = encodeBundle([Uint8Array.of(1, 2, 3), new Uint8Array(), Uint8Array.of(4)]);
    for (let cut = 0; cut < whole.length; cut++)
      expect(parseBundle(whole.slice(0, cut), 3)).toMatchObject({
        ok: false,
        error: { code: 'log/bad-bundle' },
      });
    expect(parseBundle(concat(whole, bigEndian(0, 2)), 3)).toMatchObject({ ok: false });
  });

  test('hold entries of up to 65,535 bytes, and no more than 256 of them', () => {
    expect(parseBundle(encodeBundle([new Uint8Array(65_535)]), 1).ok).toBe(true);
    expect(() => encodeBundle([new Uint8Array(65_536)])).toThrow(RangeError);
    expect(() => encodeBundle(new Array<Uint8Array>(257).fill(new Uint8Array()))).toThrow(
      RangeError,
    );
  });
});
