import { nobleGroup, parallelGroup, serveGroup, wasmGroup } from '../src/index.ts';
import { hintCases } from './hint-cases.ts';

const both = await wasmGroup();
const scalarOnly = await wasmGroup({ kernels: 'scalar' });
hintCases('noble', nobleGroup());
hintCases('wasm, both kernels', both);
hintCases('wasm, scalar kernel', scalarOnly);
hintCases('wasm, secrets on both kernels', await wasmGroup({ secrets: 'fma' }));
hintCases(
  'wasm over two workers',
  parallelGroup([{ post: serveGroup(both) }, { post: serveGroup(scalarOnly) }]),
);
