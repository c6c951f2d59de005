import { afterEach, expect, test, vi } from 'vitest';
import { isConsistent } from '../src/best-group.ts';
import { bestGroup, type Group, nobleGroup, wasmGroup } from '../src/index.ts';
import { writeFmaKernel } from '../src/kernel/fma-kernel.ts';

afterEach(() => vi.unstubAllGlobals());

test('where WebAssembly works, it is the best', async () => {
  expect((await bestGroup()).name).toMatch(/^wasm/);
});

test('an engine that does not fuse, or knows no relaxed SIMD, gets the scalar kernel', async () => {
  const real = WebAssembly;
  const engine = (
    second: (bytes: BufferSource, imports: WebAssembly.Imports) => Promise<unknown>,
  ) =>
    vi.stubGlobal('WebAssembly', {
      instantiate: (bytes: BufferSource, imports?: WebAssembly.Imports) =>
        imports === undefined ? real.instantiate(bytes) : second(bytes, imports),
    });
  engine(() => Promise.reject(new real.CompileError('invalid opcode')));
  expect((await bestGroup()).name).toBe('wasm');
  engine(async (bytes, imports) => {
    const { instance } = await real.instantiate(bytes, imports);
    return { instance: { exports: { ...instance.exports, isFused: () => 0 } } };
  });
  expect((await bestGroup()).name).toBe('wasm');
  // One that says it fuses, and computes something else.
  engine(async (bytes, imports) => {
    const { instance } = await real.instantiate(bytes, imports);
    return { instance: { exports: { ...instance.exports, addRows: () => undefined } } };
  });
  expect((await bestGroup()).name).toBe('wasm');
});

test('the self-test finds any function of the second kernel that does nothing', async () => {
  const real = WebAssembly;
  const { instance } = await real.instantiate(writeFmaKernel() as BufferSource, {
    kernel: { memory: new real.Memory({ initial: 1 }) },
  });
  const names = Object.keys(instance.exports);
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) {
    vi.stubGlobal('WebAssembly', {
      instantiate: async (bytes: BufferSource, imports?: WebAssembly.Imports) => {
        const started = await real.instantiate(bytes, imports);
        if (imports === undefined) return started;
        return { instance: { exports: { ...started.instance.exports, [name]: () => 0 } } };
      },
    });
    expect((await wasmGroup()).name, name).toBe('wasm');
  }
}, 60_000);

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
    { firstInvalid: async () => -1 },
  ];
  for (const broken of wrong) expect(await isConsistent({ ...right, ...broken })).toBe(false);
});
