/** Witnesses, from spec/witness.md alone: whatever lines a checkpoint has, both verifiers say the same. */
import { fromUtf8, unwrap, utf8 } from '@hustings/base';
import {
  addSignatures,
  cosign,
  cosignerSecret,
  formatCosignerKey,
  parseCosignerKey,
  parseSignatureLines,
  splitNote,
} from '@hustings/log';
import { type MemoryRecord, verifyRecord, writeRecord } from '@hustings/record';
import { beforeAll, expect, test } from 'vitest';
import { MemoryRecord as Memory } from '../../../packages/record/src/index.ts';
import {
  group,
  random,
  type Society,
  societyWithOpenPoll,
} from '../../../packages/record/test/society.ts';
import { memorySource, readWitnessKey, verifyAgain } from '../src/index.ts';

const [ann, bob, eve] = ['ann', 'bob', 'eve'].map((name, i) =>
  cosignerSecret(`witness.example/${name}`, new Uint8Array(32).fill(i + 1)),
) as [Witness, Witness, Witness];
type Witness = ReturnType<typeof cosignerSecret>;
const TIME = 1_770_000_000;

let society: Society;
beforeAll(async () => {
  society = await societyWithOpenPoll(1);
});

type Line = (text: string) => string;
const by =
  (witness: Witness, time = TIME): Line =>
  (text) =>
    cosign(text, witness, time);

async function recordWith(...lines: readonly Line[]): Promise<MemoryRecord> {
  const record = new Memory();
  await writeRecord(society.recorder, record, undefined, (note) => {
    const { text } = unwrap(splitNote(note));
    const added = lines.map((line) => line(text)).join('');
    return added === '' ? note : addSignatures(note, unwrap(parseSignatureLines(added)));
  });
  return record;
}

/** What each verifier finds wrong, when asked for these witnesses. */
async function found(record: MemoryRecord, witnesses: readonly Witness[], need: number) {
  const texts = witnesses.map((w) => formatCosignerKey(w));
  const first = await verifyRecord(record, {
    group,
    random,
    witnesses: { keys: texts.map((t) => unwrap(parseCosignerKey(t))), need },
  });
  const keys = texts.flatMap((t) => readWitnessKey(t) ?? []);
  const again = await verifyAgain(memorySource(record.files), { witnesses: { keys, need } });
  const mine = again.findings.flatMap((f) => (f.kind === 'wrong' ? [`${f.place} ${f.code}`] : []));
  expect(mine).toEqual(first.findings.map((f) => `${f.place} ${f.code}`));
  return mine;
}

test('two witnesses, and one of three, are there', async () => {
  const record = await recordWith(by(ann), by(bob, TIME + 5));
  expect(await found(record, [ann, bob], 2)).toEqual([]);
  expect(await found(record, [eve, bob, ann], 1)).toEqual([]);
  expect((await verifyAgain(memorySource(record.files))).findings).toEqual([]);
});

test('too few; one key under two names is one witness', async () => {
  const few = ['checkpoint witness/too-few'];
  expect(await found(await recordWith(by(ann)), [ann, bob], 2)).toEqual(few);
  expect(await found(await recordWith(), [ann], 1)).toEqual(few);
  const alias = cosignerSecret('witness.example/alias', ann.secretSeed);
  expect(await found(await recordWith(by(ann), by(alias)), [ann, alias], 2)).toEqual(few);
});

test('a cosignature of another checkpoint, of another time, or beyond the year 9999 is false', async () => {
  const both = ['checkpoint witness/false-signature', 'checkpoint witness/too-few'];
  const other: Line = (text) => cosign(text.replace(/\n\d+\n/, '\n1\n'), ann, TIME);
  expect(await found(await recordWith(other), [ann], 1)).toEqual(both);
  expect(await found(await recordWith(other, by(bob)), [ann, bob], 1)).toEqual(both.slice(0, 1));
  const moved: Line = (text) => {
    const line = cosign(text, ann, TIME);
    const bytes = Buffer.from(line.trim().split(' ').at(-1) ?? '', 'base64');
    bytes[11] = (bytes[11] as number) ^ 1;
    return `— ${ann.name} ${bytes.toString('base64')}\n`;
  };
  expect(await found(await recordWith(moved), [ann], 1)).toEqual(both);
  const late: Line = (text) => {
    const line = cosign(text, ann, TIME);
    const bytes = Buffer.from(line.trim().split(' ').at(-1) ?? '', 'base64');
    bytes[4] = 1;
    return `— ${ann.name} ${bytes.toString('base64')}\n`;
  };
  expect(await found(await recordWith(late), [ann], 1)).toEqual(both);
});

test('a witness does not stand in for the log', async () => {
  const record = await recordWith(by(ann));
  const lines = (fromUtf8(record.files.get('checkpoint') as Uint8Array) as string).split('\n');
  const kept = lines.filter((line) => !line.startsWith('— hustings/')).join('\n');
  record.files.set('checkpoint', utf8(kept));
  expect(await found(record, [ann], 1)).toEqual(['checkpoint log/checkpoint-unsigned']);
});

test('keys: as printed, and nothing else', () => {
  const text = formatCosignerKey(ann);
  expect(readWitnessKey(text)?.name).toBe(ann.name);
  for (const wrong of [
    '',
    text.slice(0, -2),
    text.replace('ann', 'amy'),
    text.replace(/\+([0-9a-f])/, (_, c: string) => `+${c === '0' ? '1' : '0'}`),
    society.logSigner.name,
  ])
    expect(readWitnessKey(wrong), wrong).toBeUndefined();
});
