import { unwrap } from '@hustings/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Checkpoint,
  formatCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
  signNote,
} from '../src/index.ts';
import { anyText } from './arbitraries.ts';
import { testKey } from './helpers.ts';

const ORIGIN = 'example.com/log';
const key = testKey(ORIGIN);
const checkpoint: Checkpoint = { origin: ORIGIN, size: 42, root: new Uint8Array(32).fill(9) };

test('the example of c2sp.org/tlog-checkpoint is read, and written again as it was', () => {
  const text =
    'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
  const parsed = unwrap(parseCheckpoint(text));
  expect(parsed.origin).toBe('example.com/behind-the-sofa');
  expect(parsed.size).toBe(20_852_163);
  expect(formatCheckpoint(parsed)).toBe(text);
});

test('a checkpoint comes back from its text and from its note', () => {
  const any = fc.record({
    origin: fc.constantFrom('a', 'example.com/log', 'a b', 'Ärzte'),
    size: fc.oneof(fc.nat(), fc.maxSafeNat(), fc.constant(0)),
    root: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  });
  fc.assert(
    fc.property(any, (c) => {
      expect(unwrap(parseCheckpoint(formatCheckpoint(c)))).toEqual(c);
      expect(unwrap(openCheckpoint(signCheckpoint(c, [key]), c.origin, key))).toEqual(c);
    }),
    { numRuns: 40 },
  );
});

test('extension lines are allowed and passed over', () => {
  const text = `${formatCheckpoint(checkpoint)}more\nand more\n`;
  expect(unwrap(parseCheckpoint(text))).toEqual(checkpoint);
});

const root = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';

test.each([
  ['has no lines', ''],
  ['has two lines', 'a\n1\n'],
  ['does not end its last line', `a\n1\n${root}`],
  ['has an empty origin', `\n1\n${root}\n`],
  ['has an empty extension line', `a\n1\n${root}\n\n`],
  ['has a size with a leading zero', `a\n01\n${root}\n`],
  ['has a negative size', `a\n-1\n${root}\n`],
  ['has a size with a sign', `a\n+1\n${root}\n`],
  ['has a size in hexadecimal', `a\n0x10\n${root}\n`],
  ['has a size beyond what we can count', `a\n9007199254740992\n${root}\n`],
  ['has no size', `a\n\n${root}\n`],
  ['has a short root', 'a\n1\nAAAA\n'],
  ['has a root in loose base64', `a\n1\n${root.replace('2I=', '2J=')}\n`],
  ['holds a carriage return', `a\r\n1\n${root}\n`],
])('a text that %s is no checkpoint', (_, text) => {
  expect(parseCheckpoint(text)).toMatchObject({ ok: false, error: { code: 'log/bad-checkpoint' } });
});

test('a checkpoint of another log, or signed by another key, is refused', () => {
  const note = signCheckpoint(checkpoint, [key]);
  expect(openCheckpoint(note, 'example.com/other', key)).toMatchObject({
    error: { code: 'log/wrong-origin' },
  });
  expect(openCheckpoint(note, ORIGIN, testKey(ORIGIN, 2))).toMatchObject({
    error: { code: 'log/no-known-signature' },
  });
  expect(openCheckpoint(note.replace('\n42\n', '\n43\n'), ORIGIN, key)).toMatchObject({
    error: { code: 'log/bad-signature' },
  });
});

test('a note that is well signed but holds no checkpoint is refused', () => {
  expect(openCheckpoint(signNote('hello\n', [key]), ORIGIN, key)).toMatchObject({
    error: { code: 'log/bad-checkpoint' },
  });
});

test('what could not be read again is not written', () => {
  expect(() => formatCheckpoint({ ...checkpoint, origin: '' })).toThrow(TypeError);
  expect(() => formatCheckpoint({ ...checkpoint, origin: 'a\nb' })).toThrow(TypeError);
  expect(() => formatCheckpoint({ ...checkpoint, size: -1 })).toThrow(RangeError);
  expect(() => formatCheckpoint({ ...checkpoint, size: 1.5 })).toThrow(RangeError);
  expect(() => formatCheckpoint({ ...checkpoint, root: new Uint8Array(31) })).toThrow(TypeError);
});

test('arbitrary text never throws', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const parsed = parseCheckpoint(text);
      if (parsed.ok) expect(text.startsWith(formatCheckpoint(parsed.value))).toBe(true);
      expect(openCheckpoint(text, ORIGIN, key).ok).toBe(false);
    }),
    { numRuns: 300 },
  );
});
