import { expect, test } from 'vitest';
import { wasmGroup } from '../src/index.ts';
import { groupCases } from './group-cases.ts';

const both = await wasmGroup();
groupCases('wasm, both kernels', both);
groupCases('wasm, both kernels, secrets too', await wasmGroup({ secrets: 'fma' }));
groupCases('wasm, scalar kernel', await wasmGroup({ kernels: 'scalar' }));

test('this engine runs the second kernel, so that its tests mean something', () => {
  expect(both.name).toBe('wasm+fma');
});
