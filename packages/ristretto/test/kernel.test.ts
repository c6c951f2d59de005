import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { writeKernel } from '../src/kernel/kernel.ts';
import { KERNEL_SHA256 } from '../src/kernel/kernel-hash.ts';

test('the program writes the kernel whose hash is in the repository, every time', () => {
  const bytes = writeKernel();
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(KERNEL_SHA256);
  expect(writeKernel()).toEqual(bytes);
});

test('the kernel asks for nothing from outside and has a memory of its own', () => {
  const module = new WebAssembly.Module(writeKernel() as BufferSource);
  expect(WebAssembly.Module.imports(module)).toEqual([]);
  expect(WebAssembly.Module.exports(module)).toContainEqual({ name: 'memory', kind: 'memory' });
});
