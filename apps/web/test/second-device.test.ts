/** The code for a second device, what it reads, and the test of the machine, on the real cryptography. */
import { randomBytes } from 'node:crypto';
import { newCode } from '@hustings/ballot';
import { fromBase64, toHex } from '@hustings/base';
import type { PaperForm } from '@hustings/count';
import { G, nobleGroup, randomScalars } from '@hustings/ristretto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxApi } from '../src/booth/box-api.ts';
import { type DeviceCode, readDeviceCode, writeDeviceCode } from '../src/booth/device-code.ts';
import { keptBallots } from '../src/booth/kept-ballot.ts';
import { qrPath } from '../src/booth/qr.ts';
import { readSealed } from '../src/booth/reading.ts';
import { sealerOn } from '../src/booth/sealing.ts';
import { isSameReading, testConduct } from '../src/booth/test-conduct.ts';
import { FarBox, PATHS } from './far-box.ts';
import { random, testPoll } from './test-poll.ts';

const group = nobleGroup();
const key = toHex(await group.mulFixed([{ base: G, scalars: randomScalars(1, random) }]));
const FORMS: readonly (readonly [PaperForm, readonly number[]])[] = [
  [{ kind: 'ranked', candidates: 4, most: 4 }, [2, 0]],
  [{ kind: 'choice', candidates: 4 }, [3]],
  [{ kind: 'marks', candidates: 4, most: 2 }, [1, 3]],
  [{ kind: 'scores', candidates: 4, highest: 5 }, [0, 5, 0, 2]],
];

test('a code is read as it was written, and nothing else is a code', () => {
  const bytes = (n: number) => fc.uint8Array({ minLength: n, maxLength: n });
  const pieces = fc.integer({ min: 1, max: 9 }).chain((k) => bytes(32 * k));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.record({
          kind: fc.constant('cast' as const),
          tracker: bytes(32),
          secretRandomness: pieces,
        }),
        fc.record({
          kind: fc.constant('test' as const),
          ballot: fc.uint8Array({ minLength: 1, maxLength: 400 }),
          secretRandomness: pieces,
        }),
      ),
      (code: DeviceCode) => {
        expect(readDeviceCode(writeDeviceCode(code))).toEqual(code);
      },
    ),
  );
  for (const text of ['', 'A', '%', 'AQ', 'AgA', 'Aw'.repeat(60), `${'A'.repeat(87)}=`])
    expect(readDeviceCode(text), text).toBeUndefined();
  fc.assert(
    fc.property(fc.string(), (text) => {
      readDeviceCode(text);
    }),
  );
});

test.each(FORMS)('%j sealed with a device code is read on a second device', async (form, paper) => {
  const manifest = testPoll(key, { form, secondDevice: 'offered' });
  const sealer = sealerOn(group, random);
  await sealer.open(newCode(random), manifest);
  const job = { manifest, section: 'members', previous: undefined, paper };
  const sealed = await sealer.seal(job);
  const code = readDeviceCode(sealed.deviceCode ?? '');
  if (code?.kind !== 'cast') throw new Error('a cast has a code of its own');
  expect(toHex(code.tracker)).toBe(sealed.tracker);
  const ballot = fromBase64(sealed.ballot) as Uint8Array;
  const { secretRandomness } = code;
  const read = (change: object) =>
    readSealed(group, random, { manifest, ballot, secretRandomness, ...change });
  expect(await read({})).toEqual({ kind: 'paper', paper });
  expect(await read({ secretRandomness: randomScalars(1, random) })).toEqual({
    kind: 'failed',
    code: 'ballot/wrong-opening',
  });
  expect(await read({ ballot: ballot.subarray(1) })).toMatchObject({ kind: 'failed' });
  // Of another poll: the proof does not hold there.
  expect(await read({ manifest: testPoll(key, { form, poll: 'other' }) })).toEqual({
    kind: 'failed',
    code: 'ballot/wrong-proof',
  });
  const blank = await sealer.seal({ ...job, paper: [] });
  const opener = readDeviceCode(blank.deviceCode ?? '');
  expect(
    await read({
      ballot: fromBase64(blank.ballot),
      secretRandomness: opener?.secretRandomness,
    }),
  ).toEqual({ kind: 'blank' });
});

test('where the rules do not offer it there is no code; and a kept ballot never has one', async () => {
  const job = { section: 'members', previous: undefined, paper: [1] };
  const plain = testPoll(key);
  const sealer = sealerOn(group, random);
  await sealer.open(newCode(random), plain);
  expect(await sealer.seal({ ...job, manifest: plain })).not.toHaveProperty('deviceCode');
  const offered = testPoll(key, { secondDevice: 'offered' });
  const sealed = await sealer.seal({ ...job, manifest: offered });
  expect(sealed.deviceCode).toBeDefined();
  const shelf = new Map<string, string>();
  const kept = keptBallots(
    {
      getItem: (name) => shelf.get(name) ?? null,
      setItem: (name, text) => void shelf.set(name, text),
      removeItem: (name) => void shelf.delete(name),
    },
    'p',
    'q',
  );
  kept.save(sealed);
  expect([...shelf.values()].join('')).not.toContain(sealed.deviceCode);
  expect(kept.load()).toEqual({
    ballot: sealed.ballot,
    tracker: sealed.tracker,
    code: sealed.code,
  });
});

test.each(FORMS)(
  'the machine is tested with %j: sealed, read again, never sent',
  async (form, paper) => {
    const box = new FarBox(testPoll(key, { form }));
    const machine = testConduct({
      api: boxApi(PATHS, box.fetch),
      sealer: () => sealerOn(group, random),
      read: (job) => readSealed(group, random, job),
    });
    expect(await machine.open('')).toMatchObject({ kind: 'opened', paper: { form } });
    const outcome = await machine.cast(paper, () => undefined);
    expect(outcome).toMatchObject({
      kind: 'tested',
      marked: paper,
      reading: { kind: 'paper', paper },
    });
    if (outcome.kind !== 'tested') return;
    expect(isSameReading(paper, outcome.reading)).toBe(true);
    expect(isSameReading([0], outcome.reading)).toBe(false);
    expect(readDeviceCode(outcome.secondDevice)?.kind).toBe('test');
    const blank = await machine.cast([], () => undefined);
    expect(blank.kind === 'tested' && isSameReading([], blank.reading)).toBe(true);
    expect(box.casts).toBe(0);
  },
);

test('a sealer that seals something else is found out', async () => {
  const honest = sealerOn(group, random);
  const box = new FarBox(testPoll(key));
  const machine = testConduct({
    api: boxApi(PATHS, box.fetch),
    sealer: () => ({ ...honest, test: (manifest) => honest.test(manifest, [3]) }),
    read: (job) => readSealed(group, random, job),
  });
  await machine.open('');
  const outcome = await machine.cast([1, 2], () => undefined);
  expect(outcome.kind === 'tested' && isSameReading([1, 2], outcome.reading)).toBe(false);
});

test('a link is drawn as a square with a quiet zone', () => {
  const { size, path } = qrPath(`https://vote.example/x#${randomBytes(65).toString('base64url')}`);
  expect(size).toBeGreaterThan(40);
  expect(path.startsWith('M4 4h1v1h-1z')).toBe(true);
});
