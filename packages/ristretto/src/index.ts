export type { BestOptions } from './best-group.ts';
export { bestGroup } from './best-group.ts';
export { fewHere } from './few-here.ts';
export type { Generators } from './generators.ts';
export { G, IDENTITY, independentGenerators } from './generators.ts';
export type { ColumnHints, DecodeHints, FixedTerm, Group, Hinted, SecretKeeping } from './group.ts';
export type { NobleOptions } from './noble-group.ts';
export { nobleGroup } from './noble-group.ts';
export type { GroupMessage, GroupWorker } from './parallel-group.ts';
export { parallelGroup, serveGroup } from './parallel-group.ts';
export { evaluatePolynomial, lagrangeAtZero } from './polynomial.ts';
export {
  addScalar,
  decodeScalar,
  decodeScalars,
  encodeScalar,
  encodeScalars,
  invertScalar,
  mulScalar,
  negScalar,
  ORDER,
  randomScalar,
  randomScalars,
  randomWeights,
  SIZE,
  scalarAt,
  scalarFromWide,
  subScalar,
  toScalar,
} from './scalar.ts';
export { bigScalars, MINUS_ONE, ONE, type ScalarField, ZERO } from './scalar-field.ts';
export { invertScalars, scalarPowers } from './scalar-lists.ts';
export type { WasmOptions } from './wasm-group.ts';
export { wasmGroup } from './wasm-group.ts';
