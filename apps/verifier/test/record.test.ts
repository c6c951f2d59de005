/** Whole records: clean ones, tampered ones, and whether the two verifiers agree on which is which. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toHex, unwrap } from '@hustings/base';
import { MemoryLedger, MemoryRecord, writeRecord, zipRecord } from '@hustings/record';
import { findRuleBook, labour2016, play } from '@hustings/replay';
import type { Act } from '@hustings/rulebook';
import { sha256 } from '@noble/hashes/sha2.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { entryOf, leavesOf, sealed, signedLeaf } from '../../../packages/record/test/forge.ts';
import {
  cast,
  finish,
  group,
  random,
  recordOf,
  type Society,
  seal,
  societyWithOpenPoll,
} from '../../../packages/record/test/society.ts';
import { verifyAgain, zipSource } from '../src/index.ts';
import { reportText } from '../src/report.ts';
import { changedAt, copyOf, firstFinds, flipped, pointers, second, wrongIn } from './workshop.ts';

/** Mutated records that both verifiers judge. */
const RUNS = Number(process.env['TAMPER_RUNS'] ?? 40);

let society: Society;
let honest: MemoryRecord;
let leaves: readonly Uint8Array[];

beforeAll(async () => {
  // No tie: a coin would be tossed over everything before it, and find every change of that.
  society = await societyWithOpenPoll(3);
  for (const one of await cast(society, [[1, 2], [2, 0], [1]])) unwrap(one);
  await finish(society);
  honest = await recordOf(society);
  leaves = leavesOf(honest);
});

const numberBelow = (limit: number): number =>
  random(6).reduce((sum, byte) => sum * 256 + byte, 0) % limit;

describe('clean records', () => {
  test('a society’s election, in its files and in a zip', async () => {
    const report = await second(honest);
    expect(report.findings).toEqual([]);
    expect(report.checked).toMatchObject({
      ballots: 3,
      'proofs of ballots': 3,
      deals: 3,
      mixes: 2,
      shares: 2,
      'papers opened': 3,
      counts: 1,
    });
    expect(reportText(report)).toContain('has no referee');
    const zipped = await verifyAgain(unwrap(zipSource(zipRecord(honest))));
    expect(zipped.findings).toEqual([]);
    expect(zipSource(zipRecord(honest).slice(0, -30)).ok).toBe(false);
  });

  test('a tie, broken by the trustees’ coin, after a second ballot that counts', async () => {
    const tied = await societyWithOpenPoll(3);
    for (const one of await cast(tied, [[1], [2], [2]])) unwrap(one);
    // The third thinks better of it, and hands in a blank paper: nobody is ahead.
    const third = leavesOf(await recordOf(tied))
      .at(-1)
      ?.subarray(9) as Uint8Array;
    const [again] = await seal(tied, [[]], 2, sha256(third));
    const bytes = again === undefined ? [] : [again.bytes];
    for (const one of await tied.recorder.takeBallots('chair', bytes, tied.at)) unwrap(one);
    await finish(tied);
    const report = await second(await recordOf(tied));
    expect(report.findings).toEqual([]);
    expect(report.checked).toMatchObject({
      ballots: 4,
      'papers opened': 3,
      'shares of the coin': 2,
    });
  });

  test('the contest of 2016 at 1:20,000, a motion and an election; and of a sample', async () => {
    const book = findRuleBook('labour-uk-2014-omov');
    if (book === undefined) throw new Error('the rule book comes with Hustings');
    const { recorder } = await play({
      plan: labour2016({ scale: 20_000, book }),
      ledger: new MemoryLedger(),
      group,
      random,
    });
    const record = new MemoryRecord();
    await writeRecord(recorder, record);
    const report = await second(record);
    expect(report.findings).toEqual([]);
    expect(report.checked).toMatchObject({ ballots: 241, counts: 2, polls: 2, mixes: 4 });
    const source = {
      paths: [...record.files.keys()],
      read: async (p: string) => record.files.get(p),
    };
    const drawn = await verifyAgain(source, { sample: 5, largestMix: 30 });
    expect(drawn.checked).toMatchObject({ 'proofs of ballots': 10, mixes: 2, 'papers opened': 10 });
    // Proofs of ballots and papers of both polls; of the larger pool two mixes and two shares.
    expect(drawn.findings.map((f) => f.kind)).toEqual(Array(8).fill('not-checked'));
    expect(drawn.checked).toMatchObject({ shares: 2 });
  });
});

describe('whoever changes files', () => {
  test('a bit of every file, a file cut short, longer, missing, or strange', async () => {
    for (const [path, bytes] of honest.files) {
      const changes = [
        flipped(bytes, numberBelow(bytes.length), numberBelow(8)),
        bytes.slice(0, -1),
        undefined,
      ];
      for (const change of path.startsWith('blob/') ? changes.slice(0, 1) : changes) {
        const record = copyOf(honest);
        if (change === undefined) record.files.delete(path);
        else record.files.set(path, change);
        expect(await wrongIn(record), path).not.toEqual([]);
      }
    }
    for (const stray of ['notes.txt', `blob/${'0'.repeat(64)}`, 'tile/0/001']) {
      const record = copyOf(honest);
      record.files.set(stray, Uint8Array.of(1));
      expect((await wrongIn(record)).some((w) => w.startsWith(stray))).toBe(true);
    }
    expect(await wrongIn(new MemoryRecord())).toEqual([
      'checkpoint: The record has no checkpoint.',
    ]);
  });
});

/** One entry's act changed and signed by whoever signed it. */
function resigned(seq: number, act: Act): Uint8Array {
  const entry = { ...entryOf(leaves[seq] as Uint8Array), act };
  const { role, id } = entry.by;
  const key = society.keys.get(role === 'trustee' || role === 'mixer' ? id : 'officer');
  return signedLeaf(entry, key as Uint8Array);
}

const resealed = (
  list: readonly Uint8Array[],
  blobs: readonly (readonly [string, Uint8Array])[] = [],
) => sealed(list, [...honest.files, ...blobs], society);

/** Every change of one byte in a blob or ballot, or of one value in an act of the poll, everything signed and sealed anew. */
function insiders(): readonly (() => { readonly what: string; readonly record: MemoryRecord })[] {
  return leaves.flatMap((leaf, seq) => {
    if (leaf[0] === 1)
      return [
        () => {
          const at = 7 + numberBelow(leaf.length - 7);
          const changed = flipped(leaf, at, numberBelow(8));
          return { what: `ballot ${seq} byte ${at}`, record: resealed(leaves.with(seq, changed)) };
        },
      ];
    const { act, by } = entryOf(leaf);
    if (!['officer', 'system', 'trustee', 'mixer'].includes(by.role)) return [];
    const named = [...JSON.stringify(act).matchAll(/"sha256":"([0-9a-f]{64})"/g)].map((m) => () => {
      const name = m[1] as string;
      const bytes = honest.files.get(`blob/${name}`) as Uint8Array;
      const at = numberBelow(bytes.length);
      const changed = flipped(bytes, at, numberBelow(8));
      const other = JSON.parse(JSON.stringify(act).replaceAll(name, toHex(sha256(changed))));
      const list = leaves.with(seq, resigned(seq, other));
      const kept = sealed(
        list,
        [...honest.files]
          .filter(([p]) => p !== `blob/${name}`)
          .concat([[`blob/${toHex(sha256(changed))}`, changed]]),
        society,
      );
      return { what: `${act.kind} at ${seq}, its blob, byte ${at}`, record: kept };
    });
    const FIGURES = [
      'poll-closed',
      'pool-mixed',
      'share-published',
      'pool-opened',
      'poll-counted',
      'result-declared',
      'poll-prepared',
      'ceremony-opened',
      'roll-frozen',
      'key-pledged',
    ];
    const fields = FIGURES.includes(act.kind)
      ? pointers(act).map((pointer) => () => {
          const list = leaves.with(seq, resigned(seq, changedAt(act, pointer) as Act));
          return { what: `${act.kind} at ${seq} /${pointer.join('/')}`, record: resealed(list) };
        })
      : [];
    return [...named, ...fields];
  });
}

describe('whoever holds every key, and seals everything again', () => {
  test('sealing the honest leaves again changes nothing', async () => {
    expect(await wrongIn(resealed(leaves))).toEqual([]);
  });

  test(`${RUNS} changes at random: both verifiers say the same`, async () => {
    const makers = insiders();
    expect(makers.length).toBeGreaterThan(150);
    for (let i = 0; i < RUNS; i++) {
      const { what, record } = (makers[numberBelow(makers.length)] as (typeof makers)[number])();
      const isFound = (await firstFinds(record)).length > 0;
      expect((await wrongIn(record)).length > 0, what).toBe(isFound);
      // What is in a sealed box only its trustee can tell, who has accepted it.
      if (!isFound) expect(what).toMatch(/^key-shares-sent at \d+, its blob/);
    }
  }, 1_200_000);

  test('a ballot of nobody on the roll, a copy, a ballot out of its chain: both verifiers refuse them', async () => {
    const open = await societyWithOpenPoll(2);
    const [own] = await seal(open, [[1]]);
    const [late] = await seal(open, [[2]], 0, sha256(Uint8Array.of(1)));
    for (const one of await cast(open, [[1], [2]])) unwrap(one);
    const record = await recordOf(open);
    const list = leavesOf(record);
    const last = list.at(-1) as Uint8Array;
    for (const ballot of [last.subarray(9), own?.bytes, late?.bytes]) {
      const leaf = Uint8Array.of(...last.subarray(0, 9), ...(ballot as Uint8Array));
      const forged = sealed([...list, leaf], record.files, open);
      expect(await wrongIn(forged)).not.toEqual([]);
      expect(await firstFinds(forged)).not.toEqual([]);
    }
    expect(await wrongIn(record)).toEqual([]);
  });

  test('a checkpoint of more entries than there can be is refused before it takes all memory', async () => {
    const record = copyOf(honest);
    const note = new TextDecoder().decode(record.files.get('checkpoint'));
    const text = note.replace(/\n\d+\n/, '\n9007199254740991\n');
    record.files.set('checkpoint', new TextEncoder().encode(text));
    expect((await wrongIn(record))[0]).toMatch(/^checkpoint: The record has not the bundles/);
  });

  test('another log key, another origin', async () => {
    const { logSigner } = await societyWithOpenPoll(1);
    expect(await wrongIn(sealed(leaves, honest.files, { logSigner }))).toEqual([
      'checkpoint: The checkpoint is not signed by the key of the log.',
    ]);
    const origin = { ...society, origin: 'hustings/other' };
    expect(await wrongIn(sealed(leaves, honest.files, origin))).toContain(
      'checkpoint: The checkpoint is of another proceeding.',
    );
  });
});

test('shares no code with what makes records, but bytes and JSON', () => {
  const folder = join(import.meta.dirname, '../src');
  const imports = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [
      ...readFileSync(join(folder, file), 'utf8').matchAll(/(?:from|import\()\s*'([^.'][^']*)'/g),
    ])
    .map((m) => (m[1] as string).split('/').slice(0, 2).join('/'));
  expect([...new Set(imports)].filter((i) => !i.startsWith('node:')).toSorted()).toEqual([
    '@hustings/base',
    '@noble/ciphers',
    '@noble/curves',
    '@noble/hashes',
    'fflate',
  ]);
});
