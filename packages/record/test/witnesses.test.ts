/** Cosignatures of witnesses on the checkpoint of a record: who asks for them, and what is then found. */
import { fromUtf8, unwrap, utf8 } from '@hustings/base';
import {
  addSignatures,
  type CosignerSecret,
  cosign,
  cosignerSecret,
  parseSignatureLines,
  splitNote,
} from '@hustings/log';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  MemoryRecord,
  type Report,
  verifyRecord,
  type WitnessPolicy,
  writeRecord,
} from '../src/index.ts';
import { group, random, type Society, societyWithOpenPoll } from './society.ts';

const [ann, bob, eve] = ['ann', 'bob', 'eve'].map((name, i) =>
  cosignerSecret(`witness.example/${name}`, new Uint8Array(32).fill(i + 1)),
) as [CosignerSecret, CosignerSecret, CosignerSecret];
const TIME = 1_770_000_000;

let society: Society;
beforeAll(async () => {
  society = await societyWithOpenPoll(4);
});

async function recordWith(...lines: readonly ((text: string) => string)[]): Promise<MemoryRecord> {
  const record = new MemoryRecord();
  await writeRecord(society.recorder, record, undefined, (note) => {
    const { text } = unwrap(splitNote(note));
    const added = lines.map((line) => line(text)).join('');
    return added === '' ? note : addSignatures(note, unwrap(parseSignatureLines(added)));
  });
  return record;
}

const by =
  (witness: CosignerSecret, time = TIME) =>
  (text: string): string =>
    cosign(text, witness, time);

async function verified(record: MemoryRecord, witnesses?: WitnessPolicy): Promise<Report> {
  return verifyRecord(record, {
    group,
    random,
    ...(witnesses === undefined ? {} : { witnesses }),
  });
}

function codes(report: Report): readonly string[] {
  return report.findings.map((f) => `${f.place} ${f.code}`);
}

describe('a record with the cosignatures of two witnesses', () => {
  test('holds together for who asks for both, for one of three, and for none', async () => {
    const record = await recordWith(by(ann), by(bob, TIME + 5));
    const both = await verified(record, { keys: [ann, bob], need: 2 });
    expect(codes(both)).toEqual([]);
    expect(both.witnessed).toEqual([
      { name: ann.name, time: TIME },
      { name: bob.name, time: TIME + 5 },
    ]);
    const one = await verified(record, { keys: [eve, bob, ann], need: 1 });
    expect(codes(one)).toEqual([]);
    expect(one.witnessed?.map((w) => w.name)).toEqual([bob.name, ann.name]);
    const none = await verified(record);
    expect(codes(none)).toEqual([]);
    expect(none.witnessed).toBeUndefined();
    expect(both.checked.signatures).toBe(none.checked.signatures + 2);
  });

  test('is not enough for who asks for three', async () => {
    const record = await recordWith(by(ann), by(bob));
    const report = await verified(record, { keys: [ann, bob, eve], need: 3 });
    expect(codes(report)).toEqual(['checkpoint witness/too-few']);
    expect(report.findings[0]?.message).toContain('2 of the 3 witnesses');
  });
});

test('one key under two names is one witness', async () => {
  const alias = cosignerSecret('witness.example/alias', ann.secretSeed);
  const record = await recordWith(by(ann), by(alias));
  const report = await verified(record, { keys: [ann, alias], need: 2 });
  expect(codes(report)).toEqual(['checkpoint witness/too-few']);
});

test('a cosignature of another checkpoint is a false one, and matters to nobody who does not know the witness', async () => {
  const record = await recordWith((text) => cosign(text.replace(/\n\d+\n/, '\n1\n'), ann, TIME));
  expect(codes(await verified(record, { keys: [ann], need: 1 }))).toEqual([
    'checkpoint witness/false-signature',
    'checkpoint witness/too-few',
  ]);
  expect(codes(await verified(record, { keys: [bob], need: 1 }))).toEqual([
    'checkpoint witness/too-few',
  ]);
  expect(codes(await verified(record))).toEqual([]);
});

test('cosignatures do not stand in for the signature of the log', async () => {
  const record = await recordWith(by(ann));
  const lines = (fromUtf8(record.files.get('checkpoint') ?? new Uint8Array()) ?? '').split('\n');
  const without = lines.filter((line) => !line.startsWith('— hustings/')).join('\n');
  record.files.set('checkpoint', utf8(without));
  expect(codes(await verified(record, { keys: [ann], need: 1 }))).toEqual([
    'checkpoint log/checkpoint-unsigned',
  ]);
});

test('a record without a checkpoint has no witnesses either', async () => {
  const record = await recordWith();
  record.files.delete('checkpoint');
  expect(codes(await verified(record, { keys: [ann], need: 1 }))).toContain(
    'checkpoint witness/too-few',
  );
});
