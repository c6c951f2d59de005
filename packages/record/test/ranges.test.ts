/** Records whose blobs are read in ranges: nothing is held whole, and nobody can show two files for one. */
import { type ByteSource, sourceOf, toHex, unwrap } from '@hustings/base';
import { sha256 } from '@hustings/hash';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  blobPath,
  type MemoryRecord,
  type Progress,
  type RecordSource,
  type Report,
  verifyRecord,
} from '../src/index.ts';
import { Blobs } from '../src/verify/blobs.ts';
import { Notebook } from '../src/verify/finding.ts';
import { entryOf, leavesOf, placeOf } from './forge.ts';
import { cast, finish, group, random, recordOf, societyWithOpenPoll } from './society.ts';

let honest: MemoryRecord;
/** The blobs that are read in ranges, by what they are. */
let blobs: Readonly<Record<'ballots' | 'proof' | 'shares' | 'papers', string>>;

beforeAll(async () => {
  const society = await societyWithOpenPoll(4);
  for (const one of await cast(society, [[1, 2], [2, 0], [1]])) unwrap(one);
  await finish(society);
  honest = await recordOf(society);
  const leaves = leavesOf(honest);
  const actOf = (kind: 'pool-mixed' | 'share-published' | 'pool-opened') =>
    entryOf(leaves[placeOf(leaves, kind)] as Uint8Array).act;
  const [mixed, shared, opened] = [
    actOf('pool-mixed'),
    actOf('share-published'),
    actOf('pool-opened'),
  ];
  if (
    mixed.kind !== 'pool-mixed' ||
    shared.kind !== 'share-published' ||
    opened.kind !== 'pool-opened'
  )
    throw new Error('the record has these entries');
  blobs = {
    ballots: mixed.ballots.sha256,
    proof: mixed.proof.sha256,
    shares: shared.shares.sha256,
    papers: opened.papers.sha256,
  };
});

/** The record by ranges; `shown` may give other bytes for the range of a file. */
function ranged(
  shown: (path: string, from: number, bytes: Uint8Array) => Uint8Array = (_p, _f, bytes) => bytes,
): RecordSource {
  const open = async (path: string): Promise<ByteSource | undefined> => {
    const bytes = await honest.read(path);
    if (bytes === undefined) return undefined;
    const read = async (from: number, to: number) => shown(path, from, bytes.slice(from, to));
    return { size: bytes.length, read };
  };
  return { list: () => honest.list(), read: (path) => honest.read(path), open };
}

const verify = (record: RecordSource): Promise<Report> => verifyRecord(record, { group, random });

test('the report is the same whether blobs are read whole or in ranges', async () => {
  const whole = await verify(honest);
  expect(whole.findings).toEqual([]);
  const reads: string[] = [];
  const report = await verify(
    ranged((path, _from, bytes) => {
      reads.push(path);
      return bytes;
    }),
  );
  expect(report).toEqual(whole);
  for (const name of Object.values(blobs)) expect(reads).toContain(blobPath(name));
});

describe('whoever serves the files cannot exchange a byte after it was hashed', () => {
  test.each(['ballots', 'proof', 'shares', 'papers'] as const)('of the %s', async (which) => {
    const path = blobPath(blobs[which]);
    const size = (await honest.read(path))?.length ?? 0;
    // How often it is read at all, and then every one of those times it shows another last byte.
    let most = 0;
    const seen = ranged((p, _from, bytes) => {
      if (p === path) most++;
      return bytes;
    });
    expect((await verify(seen)).findings).toEqual([]);
    expect(most).toBeGreaterThanOrEqual(2);
    for (let time = 0; time < most; time++) {
      let reads = 0;
      const changing = ranged((p, from, bytes) => {
        if (p !== path || reads++ !== time || from + bytes.length !== size) return bytes;
        return bytes.with(bytes.length - 1, (bytes.at(-1) as number) ^ 1);
      });
      const codes = (await verify(changing)).findings.map((finding) => finding.code);
      expect(codes, `reading ${time + 1} of ${most}`).toContain('blob/changed');
    }
  });
});

test('a blob of many pages is held to each of them, and is read again without keeping them all', async () => {
  const bytes = Uint8Array.from({ length: 40 * 65_536 + 17 }, (_, i) => (i * i) % 251);
  const name = toHex(sha256(bytes));
  let broken = -1;
  const record: RecordSource = {
    list: async () => [blobPath(name)],
    read: async () => bytes,
    open: async () => ({
      size: bytes.length,
      read: async (from, to) => {
        const some = bytes.slice(from, to);
        if (from <= broken && broken < to) some[broken - from] = 255;
        return some;
      },
    }),
  };
  const notes = new Notebook();
  const checked = new Blobs(record, notes);
  await checked.check({ sha256: name, size: bytes.length }, 1);
  const blob = await checked.open(name);
  expect(blob?.size).toBe(bytes.length);
  for (const [from, to] of [
    [0, bytes.length],
    [65_535, 65_537],
    [100, 100],
    [bytes.length - 20, bytes.length],
  ] as const)
    expect(await blob?.read(from, to)).toEqual(bytes.subarray(from, to));
  expect(notes.findings).toEqual([]);
  expect(notes.checked.blobs).toBe(1);
  broken = 30 * 65_536 + 5;
  await blob?.read(0, 65_536);
  expect(notes.findings).toEqual([]);
  const again = await checked.open(name);
  await again?.read(30 * 65_536, 30 * 65_536 + 1);
  expect(notes.findings.map(({ code }) => code)).toEqual(['blob/changed']);
});

test('a source that shortens a file meanwhile is found', async () => {
  const path = blobPath(blobs.shares);
  let opened = 0;
  const record = ranged();
  const shorter: RecordSource = {
    ...record,
    open: async (wanted) => {
      const file = await record.open?.(wanted);
      if (wanted !== path || file === undefined || opened++ === 0) return file;
      return sourceOf(await file.read(0, file.size - 1));
    },
  };
  const codes = (await verify(shorter)).findings.map((finding) => finding.code);
  expect(codes).toContain('blob/changed');
});

test('a file that is cut short between two readings is found, and ends nothing', async () => {
  for (const which of ['ballots', 'proof', 'shares', 'papers'] as const)
    for (const after of [0, 1]) {
      let reads = 0;
      const cut = ranged((path, _from, bytes) => {
        if (path === blobPath(blobs[which]) && reads++ >= after)
          throw new RangeError('the file ends before what was asked for');
        return bytes;
      });
      const codes = (await verify(cut)).findings.map((finding) => finding.code);
      expect(codes, `${which} after ${after}`).toContain('blob/changed');
    }
  const broken = ranged(() => {
    throw new Error('the disk cannot be read');
  });
  await expect(verify(broken)).rejects.toThrow('the disk cannot be read');
});

test('progress goes through every pool by ballots and never back within a step', async () => {
  const heard: Progress[] = [];
  await verifyRecord(ranged(), { group, random, progress: (progress) => heard.push(progress) });
  const of = (step: string) => heard.filter((progress) => progress.step.startsWith(step));
  for (const step of ['checking the mixes', 'checking the decryption', 'opening the papers']) {
    const some = of(step);
    expect(some.length, step).toBeGreaterThan(1);
    expect(some.map(({ done }) => done)).toEqual(
      some.map(({ done }) => done).toSorted((a, b) => a - b),
    );
    for (const { done, of: all } of some) expect(done).toBeLessThanOrEqual(all);
  }
  expect(heard.at(-1)).toEqual({ step: 'done', done: 1, of: 1 });
});
