import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { writeFmaKernel } from '../src/kernel/fma-kernel.ts';
import { writeKernel } from '../src/kernel/kernel.ts';
import { FMA_KERNEL_SHA256, KERNEL_SHA256 } from '../src/kernel/kernel-hash.ts';

describe.each([
  { name: 'scalar', write: writeKernel, hash: KERNEL_SHA256, imports: [] },
  {
    name: 'FMA',
    write: writeFmaKernel,
    hash: FMA_KERNEL_SHA256,
    imports: [{ module: 'kernel', name: 'memory', kind: 'memory' }],
  },
])('the $name kernel', ({ write, hash, imports }) => {
  test('is written byte for byte as the hash in the repository says, every time', () => {
    const bytes = write();
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
    expect(write()).toEqual(bytes);
  });

  test('asks for nothing from outside but memory', () => {
    const module = new WebAssembly.Module(write() as BufferSource);
    expect(WebAssembly.Module.imports(module)).toEqual(imports);
  });
});

test('both kernels together take at most 25 kB compressed', () => {
  const sizes = [writeKernel(), writeFmaKernel()].map((bytes) => gzipSync(bytes).length);
  expect(sizes.reduce((a, b) => a + b)).toBeLessThanOrEqual(25_000);
});
