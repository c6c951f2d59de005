export { type Code, STEP_OF, type Step } from './codes.ts';
export { memorySource, type Source } from './files/source.ts';
export { zipSource } from './files/zip.ts';
export type { Checked, Finding } from './findings.ts';
export { readWitnessKey, type Witnesses, type WitnessKey } from './log/witnesses.ts';
export { isClean, reportText } from './report.ts';
export { type Options, type Report, verifyAgain } from './verify.ts';
