export { type Audit, auditResult, type Finding } from './audit.ts';
export type { CheckCode } from './checks/check.ts';
export type { Undecided } from './other-prints.ts';
export type {
  Ballot as PrintedBallot,
  ConfidenceVote,
  Nominations as PrintedNominations,
  Papers as PrintedPapers,
  Published,
  Round as PrintedRound,
  Section as PrintedSection,
} from './published.ts';
export { readPublished } from './read/read-result.ts';
export {
  type Figure,
  type Figures,
  figureOf,
  type Node,
  type ResultUnreadable,
  readTree,
} from './read/tree.ts';
export type { Suspect } from './suspects.ts';
