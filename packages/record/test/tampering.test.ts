/**
 * Changes to an honest record, one at a time, each of which the verifier must report at its place:
 * first as an outsider would make them (any byte of any file), then as one who holds the log's and
 * the officer's keys would, and seals everything again.
 */
import { canonicalJson, fromUtf8, toHex, unwrap } from '@hustings/base';
import { bundlePath, bundlesOf, encodeBundle, parseBundle } from '@hustings/log';
import type { Entry } from '@hustings/rulebook';
import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  encodeEvent,
  type Finding,
  MemoryRecord,
  readLeaf,
  signEntry,
  unzipRecord,
  verifyRecord,
  zipRecord,
} from '../src/index.ts';
import { leavesOf, PROCEEDING, sealed, signedLeaf } from './forge.ts';
import {
  cast,
  finish,
  group,
  random,
  recordOf,
  type Society,
  societyWithOpenPoll,
} from './society.ts';

const RUNS = Number(process.env['TAMPER_RUNS'] ?? 500);

let society: Society;
let honest: MemoryRecord;
let size: number;

beforeAll(async () => {
  society = await societyWithOpenPoll(4);
  for (const one of await cast(society, [
    [1, 2],
    [2, 0],
    [1, 1],
  ]))
    unwrap(one);
  await finish(society);
  honest = await recordOf(society);
  size = society.recorder.size;
});

const verify = async (record: MemoryRecord): Promise<readonly Finding[]> =>
  (await verifyRecord(record, { group, random })).findings;

const copy = (): MemoryRecord =>
  new MemoryRecord([...honest.files].map(([p, b]): [string, Uint8Array] => [p, b.slice()]));

/** Entry of a bundle that holds the byte at `at`, or undefined for a length prefix. */
function entryAt(bundle: Uint8Array, at: number): number | undefined {
  let place = 0;
  for (let seq = 0; place < bundle.length; seq++) {
    const length = (bundle[place] as number) * 256 + (bundle[place + 1] as number);
    if (at < place + 2) return undefined;
    if (at < place + 2 + length) return seq;
    place += 2 + length;
  }
  return undefined;
}

function isAt(findings: readonly Finding[], path: string, at: number): boolean {
  if (!path.startsWith('tile/entries/')) return findings.some((f) => f.place.includes(path));
  const seq = entryAt(honest.files.get(path) as Uint8Array, at);
  return findings.some((f) =>
    seq === undefined
      ? true
      : f.place === `entry ${seq}` || f.place.startsWith(`entry ${seq} `) || f.place === path,
  );
}

test('the honest record has no finding, in its folder and in a zip', async () => {
  expect(await verify(honest)).toEqual([]);
  expect(await verify(unwrap(unzipRecord(zipRecord(honest))))).toEqual([]);
});

describe('whoever changes files', () => {
  test(`any bit of any byte of any file: ${RUNS} changes at random, none missed, each at its place`, async () => {
    const paths = [...honest.files.keys()].toSorted();
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.nat(7), async (p, a, bit) => {
        const path = paths[p % paths.length] as string;
        const bytes = honest.files.get(path) as Uint8Array;
        const at = a % bytes.length;
        const record = copy();
        const changed = bytes.slice();
        changed[at] = (changed[at] as number) ^ (1 << bit);
        record.files.set(path, changed);
        const findings = await verify(record);
        expect(findings.length, `${path} byte ${at} bit ${bit}`).toBeGreaterThan(0);
        expect(isAt(findings, path, at), `${path} byte ${at}: ${JSON.stringify(findings)}`).toBe(
          true,
        );
        tried++;
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(tried).toBe(RUNS);
  }, 1_200_000);

  test('a file that is missing, cut short, too long or added', async () => {
    for (const path of honest.files.keys()) {
      const bytes = honest.files.get(path) as Uint8Array;
      for (const change of [undefined, bytes.slice(0, -1), Uint8Array.of(...bytes, 0)]) {
        const record = copy();
        if (change === undefined) record.files.delete(path);
        else record.files.set(path, change);
        const findings = await verify(record);
        expect(findings.length, path).toBeGreaterThan(0);
      }
    }
    for (const stray of ['notes.txt', `blob/${'0'.repeat(64)}`, 'tile/0/001', 'blob/x']) {
      const record = copy();
      record.files.set(stray, Uint8Array.of(1));
      expect(
        (await verify(record)).some((f) => f.place === stray),
        stray,
      ).toBe(true);
    }
    expect((await verify(new MemoryRecord())).length).toBeGreaterThan(0);
  }, 600_000);

  test('any one field of any event, written as it should be: every one is found at its entry', async () => {
    const path = bundlePath(bundlesOf(size)[0] as { index: number; width: number });
    const leaves = unwrap(parseBundle(honest.files.get(path) as Uint8Array, size));
    const fields = leaves.flatMap((leaf, seq) => {
      const read = readLeaf(leaf);
      if (!read.ok || read.value.kind !== 'event') return [];
      const { entry } = read.value;
      return pointers(entry).map((pointer) => ({
        seq,
        entry,
        pointer,
        sig: read.value.kind === 'event' ? read.value.sig : undefined,
      }));
    });
    expect(fields.length).toBeGreaterThan(200);
    await fc.assert(
      fc.asyncProperty(fc.nat(fields.length - 1), async (n) => {
        const { seq, entry, pointer, sig } = fields[n] as (typeof fields)[number];
        const changed = changedAt(entry, pointer);
        if (changed === undefined) return;
        const record = copy();
        record.files.set(path, encodeBundle(leaves.with(seq, encodeEvent(changed as Entry, sig))));
        const findings = await verify(record);
        expect(
          findings.some((f) => f.code === 'log/entry-changed' && f.place === `entry ${seq}`),
          `entry ${seq} ${pointer.join('/')}: ${JSON.stringify(findings)}`,
        ).toBe(true);
      }),
      { numRuns: Math.ceil(RUNS / 5) },
    );
  }, 600_000);

  test('entries that are swapped, left out at the end, or repeated', async () => {
    const path = bundlePath(bundlesOf(size)[0] as { index: number; width: number });
    const leaves = unwrap(parseBundle(honest.files.get(path) as Uint8Array, size));
    const swapped = leaves.with(3, leaves[4] as Uint8Array).with(4, leaves[3] as Uint8Array);
    const repeated = leaves.with(4, leaves[3] as Uint8Array);
    for (const list of [swapped, repeated]) {
      const record = copy();
      record.files.set(path, encodeBundle(list));
      expect((await verify(record)).some((f) => f.place === 'entry 4')).toBe(true);
    }
  });
});

describe('whoever holds the keys of log and officer, and seals everything again', () => {
  const holders = (entry: Entry): Uint8Array | undefined => {
    const { role, id } = entry.by;
    // A dishonest officer has neither the trustees' nor the mixers' keys.
    return role === 'officer' || role === 'system'
      ? society.keys.get('officer')
      : role === 'trustee' || role === 'mixer'
        ? society.keys.get(`not-${id}`)
        : undefined;
  };

  /** `blobs` replace or add files. */
  function reseal(
    leaves: readonly Uint8Array[],
    blobs: ReadonlyMap<string, Uint8Array>,
    drop: readonly string[] = [],
  ): MemoryRecord {
    const kept = [...honest.files].filter(([path]) => !drop.includes(path));
    return sealed(leaves, [...kept, ...blobs], society);
  }

  const honestLeaves = (): readonly Uint8Array[] => leavesOf(honest);

  test('sealing the honest leaves again gives the honest record', async () => {
    expect(await verify(reseal(honestLeaves(), new Map()))).toEqual([]);
  });

  test('any byte of any ballot', async () => {
    const leaves = honestLeaves();
    const ballots = leaves.flatMap((leaf, seq) => (leaf[0] === 1 ? [seq] : []));
    expect(ballots).toHaveLength(3);
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.nat(7), async (b, a, bit) => {
        const seq = ballots[b % ballots.length] as number;
        const leaf = leaves[seq] as Uint8Array;
        // The time (bytes 1 to 6) is the server's word: only its order and the poll's hours bind it.
        const at = 7 + (a % (leaf.length - 7));
        const changed = leaf.slice();
        changed[at] = (changed[at] as number) ^ (1 << bit);
        const findings = await verify(reseal(leaves.with(seq, changed), new Map()));
        expect(
          findings.some((f) => f.place.startsWith(`entry ${seq}`)),
          `entry ${seq} byte ${at}: ${JSON.stringify(findings)}`,
        ).toBe(true);
      }),
      { numRuns: Math.ceil(RUNS / 8) },
    );
  }, 600_000);

  test('any byte of any mix, proof, share, key message, roll, papers or count, named anew by its hash', async () => {
    const leaves = honestLeaves();
    const named = leaves.flatMap((leaf, seq) => {
      const read = readLeaf(leaf);
      if (!read.ok || read.value.kind !== 'event' || seq === 0) return [];
      const text = fromUtf8(leaf) ?? '';
      return [...text.matchAll(/"sha256":"([0-9a-f]{64})"/g)].map((m) => ({
        seq,
        name: m[1] as string,
        entry: (read.value as { entry: Entry }).entry,
      }));
    });
    expect(named.length).toBeGreaterThan(10);
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.nat(7), async (n, a, bit) => {
        const { seq, name, entry } = named[n % named.length] as (typeof named)[number];
        const bytes = honest.files.get(`blob/${name}`) as Uint8Array;
        const changed = bytes.slice();
        const at = a % bytes.length;
        changed[at] = (changed[at] as number) ^ (1 << bit);
        const hash = toHex(sha256(changed));
        const act = JSON.parse(JSON.stringify(entry.act).replaceAll(name, hash));
        const forged: Entry = { ...entry, act };
        const key = holders(forged);
        const leaf = encodeEvent(forged, key && signEntry(PROCEEDING, forged, key));
        const record = reseal(leaves.with(seq, leaf), new Map([[`blob/${hash}`, changed]]), [
          `blob/${name}`,
        ]);
        const findings = await verify(record);
        expect(findings.length, `entry ${seq} ${entry.act.kind} byte ${at}`).toBeGreaterThan(0);
      }),
      { numRuns: Math.ceil(RUNS / 5) },
    );
  }, 600_000);

  test('any figure of closing, opening, count and declaration', async () => {
    const leaves = honestLeaves();
    let tried = 0;
    for (const [seq, leaf] of leaves.entries()) {
      const read = readLeaf(leaf);
      if (!read.ok || read.value.kind !== 'event') continue;
      const { entry } = read.value;
      if (
        ![
          'poll-closed',
          'pool-opened',
          'poll-counted',
          'result-declared',
          'nominations-closed',
        ].includes(entry.act.kind)
      )
        continue;
      for (const pointer of pointers(entry.act)) {
        const act = changedAt(entry.act, pointer);
        if (act === undefined) continue;
        const forged = { ...entry, act } as Entry;
        const signed = signedLeaf(forged, society.keys.get('officer') as Uint8Array);
        const findings = await verify(reseal(leaves.with(seq, signed), new Map()));
        expect(
          findings.some((f) => f.place.startsWith(`entry ${seq}`) || f.place.startsWith('blob/')),
          `${entry.act.kind} ${pointer.join('/')}: ${JSON.stringify(findings)}`,
        ).toBe(true);
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(30);
  }, 600_000);

  test('an entry signed by the wrong hand, or by none', async () => {
    const leaves = honestLeaves();
    for (const [seq, leaf] of leaves.entries()) {
      const read = readLeaf(leaf);
      if (!read.ok || read.value.kind !== 'event' || read.value.sig === undefined || seq === 0)
        continue;
      const { entry } = read.value;
      for (const sig of [undefined, signEntry(PROCEEDING, entry, random(32))]) {
        const findings = await verify(reseal(leaves.with(seq, encodeEvent(entry, sig)), new Map()));
        expect(
          findings.some((f) => f.place.startsWith(`entry ${seq}`)),
          `entry ${seq}`,
        ).toBe(true);
      }
    }
  }, 600_000);
});

type Pointer = readonly (string | number)[];

/** Every single value in a JSON value. */
function pointers(value: unknown, at: Pointer = []): Pointer[] {
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([k, v]) => pointers(v, [...at, k]));
}

/** The value with one figure, word or mark changed; undefined for the act's own kind and ids that point elsewhere. */
function changedAt(value: unknown, [key, ...rest]: Pointer): unknown {
  if (key === undefined) {
    if (typeof value === 'number') return value + 1;
    if (typeof value === 'boolean') return !value;
    return typeof value === 'string' ? `${value}x` : undefined;
  }
  if (key === 'kind') return undefined;
  const inner = (value as Record<string, unknown>)[key];
  const changed = changedAt(inner, rest);
  if (changed === undefined) return undefined;
  if (Array.isArray(value)) return value.with(Number(key), changed);
  return { ...(value as object), [key]: changed };
}

test('changed JSON stays canonical: the helper of these tests is sound', () => {
  const act = changedAt({ a: [1, { b: 'x' }] }, ['a', 1, 'b']);
  expect(canonicalJson(act)).toBe('{"a":[1,{"b":"xx"}]}');
});
