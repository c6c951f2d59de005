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
export { checkDeadEnds } from './checks/dead-ends.ts';
export { describeEntry, type EntryDescription } from './describe-entry.ts';
export type { Chapter, ChapterPart } from './explain/chapters.ts';
export type { Sentence } from './explain/said.ts';
export { explainChapters, explainRuleBook } from './explain.ts';
export { type DeadEnd, type Exploration, explore } from './model/explore.ts';
export { explainPowers, type PowersParagraph } from './powers/explain-powers.ts';
export {
  type BlockPower,
  type Goal,
  type PartyPowers,
  type Powers,
  partyName,
  powersOf,
  type Said,
  type WeightedElectorate,
} from './powers/powers.ts';
export { type Block, type VotingPower, votingPower } from './powers/voting-power.ts';
export type { Party, Path, Step } from './powers/ways.ts';
export { type PersonFacts, unmetRequirements } from './qualifying.ts';
export { readAct, readEntry } from './read-act.ts';
export { readRuleBook } from './read-rule-book.ts';
export type { RuleBookFault } from './reading/faults.ts';
export { type Ahead, next } from './referee/ahead.ts';
export {
  type Ballot,
  ballotsOf,
  currentBallot,
  needsFigures,
  ONLY_BALLOT,
  type PollContext,
  pollContext,
  pollPhase,
  procedureForBallot,
  seatsOf,
} from './referee/ballots.ts';
export { MOTION_RULE } from './referee/box.ts';
export { type CandidateStanding, candidatesOnPaper, leftLate } from './referee/candidacy.ts';
export { chosenByBook } from './referee/deciding.ts';
export { isMotionCarried } from './referee/declaring.ts';
export { demandStanding, isMet } from './referee/demands.ts';
export { scoresOf, totalsOfReport } from './referee/figures.ts';
export { type ManifestDraft, type ManifestPlan, manifestDraft } from './referee/manifest.ts';
export { countReported, type MotionCount } from './referee/motion-figures.ts';
export { castingAllowed } from './referee/polls.ts';
export { apply, may, type Permission, standings, tallies } from './referee/referee.ts';
export { standingRulings } from './referee/rulings.ts';
export type { BallotReport, ReportAct, ReportLine, ReportRound } from './report-acts.ts';
export type {
  Amendment,
  BallotRules,
  Body,
  ClassBound,
  Clause,
  Composition,
  Condition,
  ContestPaper,
  ContestProcedure,
  CountRules,
  Decides,
  DeclarationPart,
  Demand,
  Deposit,
  EffectKind,
  Electorate,
  Fraction,
  Franchise,
  Freeze,
  Gate,
  Immunity,
  Incumbent,
  LateWithdrawal,
  LevelRule,
  Majority,
  Money,
  MotionEffect,
  MotionProcedure,
  NominationRules,
  NominationsCondition,
  ObjectionRule,
  Office,
  PollRules,
  Procedure,
  Question,
  Quorum,
  Registration,
  Requirement,
  ResultPolicy,
  Rounding,
  RuleBook,
  Section,
  Source,
  Span,
  Spread,
  Stage,
  StageSpan,
  Survival,
  Term,
  Threshold,
  TicketRules,
  Timetable,
  Trigger,
  TriggerNeed,
  UnitPoints,
  VacancyCause,
  Winning,
  WinningMajority,
} from './rule-book.ts';
export { DECLARATION, MOTION_OPTIONS, POLL_CLOSES, POLL_OPENS } from './rule-book.ts';
export { ruleBookSchema } from './rule-book-shape.ts';
export {
  type BodySize,
  type CandidateState,
  type ContestState,
  type DemandState,
  type HeldBallot,
  type MatterState,
  type MotionState,
  type ObjectionState,
  type PollState,
  type PollStatus,
  type PoolState,
  type Progress,
  type ReportedPoll,
  type RollState,
  type RulingState,
  type State,
  start,
  type Tenure,
  type Vacancy,
} from './state.ts';
export type { SupportAct, TicketMember, Unit } from './support-acts.ts';
export { isTime } from './text-forms.ts';
export { leavesOf, type Need } from './thresholds.ts';
export { dateIn, formatDate, formatTime, instantOf } from './times.ts';
export { versionInForce } from './versions.ts';
