import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { unwrap, utf8 } from '@hustings/base';
import { expect, test } from 'vitest';
import { StoreFault } from '../src/store/faults.ts';
import { StoredLedger } from '../src/store/ledger.ts';
import { type Database, openStore, transact } from '../src/store/store.ts';
import { folder } from './folder.ts';

async function addProceeding(db: Database, id: string): Promise<void> {
  await db
    .insertInto('proceedings')
    .values({
      id,
      kind: 'contest',
      title: 'T',
      organisation: 'O',
      book: 'b',
      visitor: null,
      created: '2026-01-01T00:00:00.000Z',
    })
    .execute();
}

async function all(ledger: StoredLedger): Promise<string[]> {
  const out: string[] = [];
  for await (const leaf of ledger.leaves()) out.push(Buffer.from(leaf).toString());
  return out;
}

test('what was appended is there after closing and opening, in order', async () => {
  const dataDir = folder();
  const store = unwrap(await openStore({ dataDir, lock: true }));
  await addProceeding(store.db, 'p');
  const ledger = await StoredLedger.open(store.db, 'p');
  await ledger.append([utf8('a'), utf8('b')], [{ sha256: 'ff', bytes: utf8('blob') }]);
  await Promise.all([ledger.append([utf8('c')]), ledger.append([utf8('d')])]);
  expect(ledger.size).toBe(4);
  await store.close();

  const again = unwrap(await openStore({ dataDir, lock: true }));
  const reread = await StoredLedger.open(again.db, 'p');
  expect(await all(reread)).toEqual(['a', 'b', 'c', 'd']);
  expect(await reread.blob('ff')).toEqual(utf8('blob'));
  expect(await reread.blob('00')).toBeUndefined();
  await again.close();
});

test('a thousand concurrent appends keep their order and share commits', async () => {
  const store = unwrap(await openStore({ dataDir: folder(), lock: true }));
  await addProceeding(store.db, 'p');
  const ledger = await StoredLedger.open(store.db, 'p');
  const labels = Array.from({ length: 1000 }, (_, i) => `leaf ${i}`);
  await Promise.all(labels.map((label) => ledger.append([utf8(label)])));
  expect(await all(ledger)).toEqual(labels);
  await store.close();
});

test('more leaves than one statement takes go in as one append', async () => {
  const store = unwrap(await openStore({ dataDir: folder(), lock: true }));
  await addProceeding(store.db, 'p');
  const ledger = await StoredLedger.open(store.db, 'p');
  await ledger.append(Array.from({ length: 12_001 }, (_, i) => utf8(String(i))));
  const read = await all(ledger);
  expect(read.length).toBe(12_001);
  expect(read[12_000]).toBe('12000');
  await store.close();
});

test('a blob put twice is kept once', async () => {
  const store = unwrap(await openStore({ dataDir: folder(), lock: true }));
  await addProceeding(store.db, 'p');
  const ledger = await StoredLedger.open(store.db, 'p');
  const blob = { sha256: 'aa', bytes: utf8('same') };
  await ledger.append([], [blob]);
  await ledger.append([utf8('x')], [blob]);
  expect(await ledger.blobNames()).toEqual(['aa']);
  await store.close();
});

test('a full disk refuses the append with a sentence and loses nothing', async () => {
  const dataDir = folder();
  const store = unwrap(await openStore({ dataDir, lock: true, mostPages: 60 }));
  await addProceeding(store.db, 'p');
  const ledger = await StoredLedger.open(store.db, 'p');
  let kept = 0;
  let refused: unknown;
  for (let i = 0; i < 100 && refused === undefined; i++) {
    try {
      await ledger.append([new Uint8Array(10_000).fill(i)]);
      kept++;
    } catch (fault) {
      refused = fault;
    }
  }
  expect(refused).toBeInstanceOf(StoreFault);
  if (!(refused instanceof StoreFault)) return;
  expect(refused.failure.code).toBe('store/disk-full');
  expect(refused.failure.message).toContain('nothing was saved');
  expect(kept).toBeGreaterThan(2);
  await store.close();

  const roomier = unwrap(await openStore({ dataDir, lock: true }));
  const reread = await StoredLedger.open(roomier.db, 'p');
  expect(reread.size).toBe(kept);
  await reread.append([utf8('after room was made')]);
  expect(reread.size).toBe(kept + 1);
  await roomier.close();
});

test('appends that waited behind a failed one fail too, so no gap can appear', async () => {
  const dataDir = folder();
  const store = unwrap(await openStore({ dataDir, lock: true, mostPages: 60 }));
  await addProceeding(store.db, 'p');
  const ledger = await StoredLedger.open(store.db, 'p');
  const tooMuch = ledger.append([new Uint8Array(60_000), new Uint8Array(400_000)]);
  await Promise.resolve();
  await Promise.resolve();
  const behind = ledger.append([utf8('behind')]);
  const outcomes = await Promise.allSettled([tooMuch, behind]);
  expect(outcomes.map((o) => o.status)).toEqual(['rejected', 'rejected']);
  expect(ledger.size).toBe(0);
  await store.close();
});

test('held appends become durable together with what belongs to them, or not at all', async () => {
  const store = unwrap(await openStore({ dataDir: folder(), lock: true }));
  await addProceeding(store.db, 'p');
  const ledger = await StoredLedger.open(store.db, 'p');
  ledger.hold();
  await ledger.append([utf8('a')], [{ sha256: 'aa', bytes: utf8('blob') }]);
  await ledger.append([utf8('b')]);
  expect(await ledger.blob('aa')).toEqual(utf8('blob'));
  expect(await all(ledger)).toEqual([]);
  await ledger.settle(async (trx) => {
    await trx.insertInto('settings').values({ name: 'with', value: 'it' }).execute();
  });
  expect(await all(ledger)).toEqual(['a', 'b']);

  ledger.hold();
  await ledger.append([utf8('c')]);
  await expect(
    ledger.settle(async () => {
      throw new Error('the rest failed');
    }),
  ).rejects.toThrow('the rest failed');
  expect(ledger.size).toBe(2);
  await ledger.append([utf8('d')]);
  expect(await all(ledger)).toEqual(['a', 'b', 'd']);
  await store.close();
});

test('a second process is refused, and the lock is free once the first was killed', async () => {
  const dataDir = folder();
  const child = spawn(
    process.execPath,
    [
      '--input-type=module-typescript',
      '-e',
      `import { openStore } from ${JSON.stringify(new URL('../src/store/store.ts', import.meta.url).href)};
       const r = await openStore({ dataDir: ${JSON.stringify(dataDir)}, lock: true });
       console.log(r.ok ? 'open' : 'refused');
       setInterval(() => {}, 1000);`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [said] = await once(child.stdout, 'data');
  expect(String(said)).toContain('open');

  const second = await openStore({ dataDir, lock: true });
  expect(second.ok).toBe(false);
  if (!second.ok) expect(second.error.code).toBe('store/in-use');
  const beside = unwrap(await openStore({ dataDir, lock: false }));
  await beside.close();

  child.kill('SIGKILL');
  await once(child, 'exit');
  const third = unwrap(await openStore({ dataDir, lock: true }));
  await third.close();
});

test('a transaction that throws leaves nothing behind', async () => {
  const store = unwrap(await openStore({ dataDir: folder(), lock: true }));
  await expect(
    transact(store.db, async (trx) => {
      await trx.insertInto('settings').values({ name: 'a', value: '1' }).execute();
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  expect(await store.db.selectFrom('settings').selectAll().execute()).toEqual([]);
  await store.close();
});
