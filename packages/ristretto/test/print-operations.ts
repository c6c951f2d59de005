/** Prints the hash of every operation by each kernel of the engine that runs this: see engines.test.ts. */
import { wasmGroup } from '../src/index.ts';
import { hashOfEverything } from './every-operation.ts';

for (const group of [
  await wasmGroup({ kernels: 'scalar' }),
  await wasmGroup(),
  await wasmGroup({ secrets: 'fma' }),
])
  console.log(`${group.name} ${await hashOfEverything(group)}`);
