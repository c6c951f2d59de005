export type {
  Act,
  Actor,
  BlobRef,
  CandidateRef,
  Entry,
  Keyholder,
  Manifest,
  Outcome,
  Role,
  RollSection,
  RulingEffect,
  SectionFigures,
  Tally,
} from './acts.ts';
export { bookHash } from './book-hash.ts';
export type { Breach, Cited } from './breach.ts';
export { type BookWarning, checkRuleBook } from './check-rule-book.ts';
export { describeEntry, type EntryDescription } from './describe-entry.ts';
export { explainRuleBook } from './explain.ts';
export { readAct, readEntry } from './read-act.ts';
export { type RuleBookFault, readRuleBook } from './read-rule-book.ts';
export { type Ahead, next } from './referee/ahead.ts';
export { MOTION_RULE } from './referee/box.ts';
export { type CandidateStanding, candidatesOnPaper } from './referee/candidacy.ts';
export { isMotionCarried } from './referee/declaring.ts';
export { type ManifestDraft, type ManifestPlan, manifestDraft } from './referee/manifest.ts';
export { castingAllowed } from './referee/polls.ts';
export { apply, may, type Permission, standings, tallies } from './referee/referee.ts';
export { standingRulings } from './referee/rulings.ts';
export type {
  Body,
  Clause,
  Condition,
  ContestPaper,
  ContestProcedure,
  CountRules,
  EffectKind,
  Electorate,
  Franchise,
  Freeze,
  Gate,
  Incumbent,
  Majority,
  MotionEffect,
  MotionProcedure,
  NominationRules,
  Office,
  PollRules,
  Procedure,
  Question,
  Quorum,
  ResultPolicy,
  Rounding,
  RuleBook,
  Section,
  Source,
  Span,
  Stage,
  StageSpan,
  Threshold,
  Timetable,
  Trigger,
} from './rule-book.ts';
export { DECLARATION, POLL_CLOSES, POLL_OPENS } from './rule-book.ts';
export { ruleBookSchema } from './rule-book-shape.ts';
export {
  type BodySize,
  type CandidateState,
  type ContestState,
  type MatterState,
  type MotionState,
  type PollState,
  type PollStatus,
  type PoolState,
  type RollState,
  type RulingState,
  type State,
  start,
} from './state.ts';
export { isTime } from './text-forms.ts';
export type { Need } from './thresholds.ts';
export { formatDate, formatTime } from './times.ts';
