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
export { readAct, readEntry } from './read-act.ts';
export { type RuleBookFault, readRuleBook } from './read-rule-book.ts';
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
export { isTime } from './text-forms.ts';
