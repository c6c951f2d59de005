import { readFileSync } from 'node:fs';
import { unwrap, utf8 } from '@hustings/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addSignatures,
  cosign,
  cosignerSecret,
  formatCosignerKey,
  formatCosignerSecret,
  openCheckpoint,
  openNote,
  parseCosignerKey,
  parseCosignerSecret,
  parseSignatureLines,
  parseVerifierKey,
  readCosignatures,
  signCheckpoint,
  splitNote,
} from '../src/index.ts';
import { anyBytes, anyText } from './arbitraries.ts';
import { testKey, treeOf } from './helpers.ts';

const vectors = JSON.parse(
  readFileSync(new URL('./vectors/cosigned.json', import.meta.url), 'utf8'),
) as Record<'ctCheckpoint' | 'ctLogKey' | 'witnessKey', string> & { readonly witnessTime: number };

const log = testKey('example.com/log');
const ann = cosignerSecret('witness.example/ann', new Uint8Array(32).fill(2));
const bob = cosignerSecret('witness.example/bob', new Uint8Array(32).fill(3));
const note = signCheckpoint({ origin: log.name, size: 5, root: treeOf(5).root() }, [log]);
const { text } = unwrap(splitNote(note));

function withLines(base: string, ...lines: readonly string[]): string {
  return addSignatures(base, unwrap(parseSignatureLines(lines.join(''))));
}

describe('a checkpoint of a real log with the cosignatures of real witnesses', () => {
  const witness = unwrap(parseCosignerKey(vectors.witnessKey));

  test('holds one by the known witness, at its time', () => {
    const found = unwrap(readCosignatures(vectors.ctCheckpoint, [witness]));
    expect(found.map(({ by, time }) => [by.name, time])).toEqual([
      ['remora.n621.de', vectors.witnessTime],
    ]);
    expect(formatCosignerKey(witness)).toBe(vectors.witnessKey);
  });

  test('opens for the key of the log, whoever else signed', () => {
    const key = unwrap(parseVerifierKey(vectors.ctLogKey));
    expect(unwrap(openCheckpoint(vectors.ctCheckpoint, key.name, key)).size).toBe(1432088532);
  });

  test('is refused with another size, origin or root', () => {
    for (const [from, to] of [
      ['1432088532', '1432088533'],
      ['arche2025h1.staging.ct.transparency.dev\n1', 'arche2025h1.staging.ct.transparency.de\n1'],
      ['U7WM', 'U7WN'],
    ] as const) {
      const changed = readCosignatures(vectors.ctCheckpoint.replace(from, to), [witness]);
      expect(changed.ok ? '' : changed.error.code).toBe('log/bad-signature');
    }
  });
});

describe('keys of witnesses', () => {
  test('are read as they are written, public and secret', () => {
    expect(unwrap(parseCosignerKey(formatCosignerKey(ann)))).toEqual({
      kind: 'cosigner',
      name: ann.name,
      id: ann.id,
      publicKey: ann.publicKey,
    });
    expect(unwrap(parseCosignerSecret(formatCosignerSecret(ann)))).toEqual(ann);
  });

  test('are not keys of logs, nor the other way round', () => {
    expect(parseVerifierKey(formatCosignerKey(ann)).ok).toBe(false);
    expect(parseCosignerKey(vectors.ctLogKey).ok).toBe(false);
    expect(parseCosignerSecret(formatCosignerKey(ann)).ok).toBe(false);
    // The same key as a signer of notes has another ID, so that its signatures are other people's.
    expect(cosignerSecret(log.name, log.secretSeed).id).not.toBe(log.id);
  });

  test('with an ID of another key, a wrong size or a bad name are refused', () => {
    const [name = '', , key = ''] = formatCosignerKey(ann).split('+');
    expect(parseCosignerKey(`${name}+00000000+${key}`).ok).toBe(false);
    expect(parseCosignerKey(`${name}+00000000+BAAA`).ok).toBe(false);
    expect(() => cosignerSecret('two words', new Uint8Array(32))).toThrow(TypeError);
    expect(() => cosignerSecret('name', new Uint8Array(31))).toThrow(TypeError);
  });
});

describe('cosignatures', () => {
  test('stand beside the signature of the log and tell who and when', () => {
    const cosigned = withLines(note, cosign(text, ann, 1_700_000_000), cosign(text, bob, 7));
    expect(unwrap(readCosignatures(cosigned, [bob, ann])).map((c) => [c.by, c.time])).toEqual([
      [ann, 1_700_000_000],
      [bob, 7],
    ]);
    expect(unwrap(readCosignatures(cosigned, [bob])).map((c) => c.by)).toEqual([bob]);
    expect(unwrap(readCosignatures(cosigned, []))).toEqual([]);
    expect(openCheckpoint(cosigned, log.name, log).ok).toBe(true);
    // A reader of notes who was given the witness's bare key does not take one for a note signature.
    expect(openNote(cosigned, [testKey(ann.name, 2)]).ok).toBe(false);
  });

  test('come in place of earlier ones by the same witness', () => {
    const first = withLines(note, cosign(text, ann, 1), cosign(text, bob, 1));
    const second = withLines(first, cosign(text, ann, 2));
    expect(second.length).toBe(first.length);
    expect(
      unwrap(readCosignatures(second, [ann, bob]))
        .map((c) => c.time)
        .toSorted(),
    ).toEqual([1, 2]);
    const twice = note + cosign(text, ann, 5) + cosign(text, ann, 4);
    expect(unwrap(readCosignatures(twice, [ann])).map((c) => c.time)).toEqual([5]);
  });

  test('for another text, with another time or by another key are refused', () => {
    const other = signCheckpoint({ origin: log.name, size: 6, root: treeOf(6).root() }, [log]);
    const code = (candidate: string): string => {
      const read = readCosignatures(candidate, [ann]);
      return read.ok ? 'ok' : read.error.code;
    };
    expect(code(withLines(other, cosign(text, ann, 1)))).toBe('log/bad-signature');
    const line = cosign(text, ann, 1);
    const [signature] = unwrap(parseSignatureLines(line));
    if (signature === undefined) throw new Error('no signature');
    for (let i = 0; i < signature.bytes.length; i++) {
      const bytes = signature.bytes.slice();
      bytes[i] = (bytes[i] as number) ^ 1;
      const forged = Buffer.concat([
        Buffer.from(line.split(' ')[2] ?? '', 'base64').subarray(0, 4),
        bytes,
      ]);
      expect(code(`${note}— ${ann.name} ${forged.toString('base64')}\n`)).toBe('log/bad-signature');
    }
    // A plain signature where a timestamped one is due.
    const short = Buffer.from(line.split(' ')[2] ?? '', 'base64')
      .subarray(0, 68)
      .toString('base64');
    expect(code(`${note}— ${ann.name} ${short}\n`)).toBe('log/bad-signature');
  });

  test('are not made for times that are no times', () => {
    expect(() => cosign(text, ann, -1)).toThrow(RangeError);
    expect(() => cosign(text, ann, 1.5)).toThrow(RangeError);
  });
});

describe('lines from elsewhere', () => {
  test('with a blank line among them, or anything else, are refused', () => {
    const line = cosign(text, ann, 1);
    expect(unwrap(parseSignatureLines(line + line)).length).toBe(2);
    for (const bad of ['', '\n', `${line}\n${line}`, `\n${line}`, line.trimEnd(), `x${line}`])
      expect(parseSignatureLines(bad).ok).toBe(false);
  });

  test('never make a reader throw', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, anyBytes), (input) => {
        readCosignatures(input, [ann]);
        splitNote(input);
        if (typeof input !== 'string') return;
        parseSignatureLines(input);
        parseCosignerKey(input);
        parseCosignerSecret(input);
      }),
    );
    expect(splitNote(utf8(note)).ok).toBe(true);
  });
});
