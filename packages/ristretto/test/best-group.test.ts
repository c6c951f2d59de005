import { afterEach, expect, test, vi } from 'vitest';
import { isConsistent } from '../src/best-group.ts';
import { bestGroup, type Group, nobleGroup, wasmGroup } from '../src/index.ts';

afterEach(() => vi.unstubAllGlobals());

test('where WebAssembly works, it is the best', async () => {
  expect((await bestGroup()).name).toBe('wasm');
});

test('where WebAssembly is missing or forbidden, noble does the work', async () => {
  vi.stubGlobal('WebAssembly', undefined);
  await expect(wasmGroup()).rejects.toThrow('no WebAssembly');
  expect((await bestGroup()).name).toBe('noble');
  vi.stubGlobal('WebAssembly', {
    instantiate: () => Promise.reject(new Error('Content Security Policy')),
  });
  expect((await bestGroup()).name).toBe('noble');
});

test('the self-test finds a wrong bit in any operation', async () => {
  const right = nobleGroup();
  expect(await isConsistent(right)).toBe(true);
  const flip = (bytes: Uint8Array) => bytes.map((byte, i) => (i === 3 ? byte ^ 1 : byte));
  const wrong: readonly Partial<Group>[] = [
    { mulFixed: async (t, p) => flip(await right.mulFixed(t, p)) },
    { mulEach: async (k, p) => flip(await right.mulEach(k, p)) },
    { msmVartime: async (k, p) => flip(await right.msmVartime(k, p)) },
    { combineVartime: async (k, p) => flip(await right.combineVartime(k, p)) },
    { firstInvalid: async () => 4 },
  ];
  for (const broken of wrong) expect(await isConsistent({ ...right, ...broken })).toBe(false);
});
