import { wasmGroup } from '../src/index.ts';
import { groupCases } from './group-cases.ts';

groupCases('wasm', await wasmGroup());
