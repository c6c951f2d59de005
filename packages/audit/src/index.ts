export { type Audit, auditResult, type Finding } from './audit.ts';
export type { CheckCode } from './checks/check.ts';
export type { Undecided } from './other-prints.ts';
export type { ResultUnreadable } from './read/tree.ts';
export type { Suspect } from './suspects.ts';
