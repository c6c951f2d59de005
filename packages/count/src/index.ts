export { type ApportionError, apportion } from './apportion.ts';
export {
  type BlockVoteOptions,
  type Composition,
  countApproval,
  countBlockVote,
} from './block-vote.ts';
export { candidateIds } from './candidate-id.ts';
export type { ApprovalBar, BelowBar } from './cardinal/approval-bar.ts';
export { type BordaOptions, countBorda } from './cardinal/borda.ts';
export { explainPoints, explainStar } from './cardinal/explain-points.ts';
export { explainPositional } from './cardinal/explain-positional.ts';
export { mostPoints } from './cardinal/most-points.ts';
export type { PointsResult, VoidPapers } from './cardinal/points-transcript.ts';
export {
  countPositional,
  type PositionalOptions,
  type PositionalResult,
} from './cardinal/positional.ts';
export { countScore, type ScorePile, type ScoreProfile } from './cardinal/score.ts';
export { countStar, type StarResult, type StarRound, type StarTie } from './cardinal/star.ts';
export {
  type Counted,
  countingRules,
  countWith,
  findCountingRule,
} from './catalogue/catalogue.ts';
export {
  type BallotBox,
  type BallotCount,
  type BallotsGiven,
  countBallots,
} from './catalogue/count-ballots.ts';
export type {
  CatalogueError,
  CountGiven,
  CountingRule,
  CountOutcome,
  Election,
  ElectionBox,
  Family,
  Papers,
} from './catalogue/counting-rule.ts';
export {
  countsPapersOf,
  electionOfPapers,
  type VoteOnPaper,
  voteOnPaper,
  votesOnPapers,
} from './catalogue/election-of-papers.ts';
export { readingSettings } from './catalogue/reading-settings.ts';
export {
  allowedValues,
  type Choice,
  type Chosen,
  chosenSettings,
  type Setting,
  type SettingError,
} from './catalogue/setting.ts';
export {
  type ChartColumn,
  type ChartLink,
  type ChartNode,
  type TransferChart,
  transferChart,
} from './chart.ts';
export { type CollegeOptions, countCollege } from './college/college-count.ts';
export type {
  CollegeResult,
  CollegeRound,
  CollegeTie,
  SectionRound,
} from './college/college-transcript.ts';
export { byDelegation, type Delegation } from './college/delegations.ts';
export { explainCollege } from './college/explain-college.ts';
export type { CollegeSection, Section, Weight } from './college/section.ts';
export { type SectionVotes, type Weighed, weigh } from './college/weigh.ts';
export {
  type CondorcetOptions,
  countCondorcet,
} from './condorcet/condorcet-count.ts';
export {
  type CondorcetRule,
  condorcetRules,
  findCondorcetRule,
} from './condorcet/condorcet-rules.ts';
export type {
  CondorcetMethod,
  CondorcetResult,
  DefeatShown,
  PathStrength,
  Working as CondorcetWorking,
} from './condorcet/condorcet-transcript.ts';
export {
  type DefaultOption,
  type Dropped,
  type Quorum,
  quorumPapers,
} from './condorcet/default-option.ts';
export { explainCondorcet } from './condorcet/explain-condorcet.ts';
export type { Strength, Unranked } from './condorcet/pairs.ts';
export {
  type WeakPile,
  type WeakProfile,
  weakPile,
  weakProfile,
} from './condorcet/weak-profile.ts';
export type { CountError, TieError } from './errors.ts';
export { explain } from './explain.ts';
export type {
  BallotFile,
  BallotFormat,
  BallotReader,
  FormatError,
  ReadOptions,
} from './formats/ballot-file.ts';
export { bltFormat } from './formats/blt/blt-format.ts';
export { type Blt, parseBlt, writeBlt } from './formats/blt/parse-blt.ts';
export { parseConstraints } from './formats/constraints/con-read.ts';
export { writeConstraints } from './formats/constraints/con-write.ts';
export {
  ballotFormats,
  type FormatChoiceError,
  findFormat,
  guessFormat,
} from './formats/formats.ts';
export { explainMargin } from './margin/explain-margin.ts';
export { irvMargin, type MarginOptions } from './margin/irv-margin.ts';
export type {
  IrvMargin,
  MarginAssertion,
  MarginChange,
  RefutedOrder,
} from './margin/margin-transcript.ts';
export {
  countMotion,
  type MajorityPolicy,
  type MotionBase,
  type MotionError,
  type MotionFigures,
  type MotionResult,
  SIMPLE_MAJORITY,
  tallyMotion,
} from './motion.ts';
export type { CountOptions } from './options.ts';
export {
  type MarkGroup,
  optionCount,
  type Paper,
  type PaperForm,
  paperLength,
  readPaper,
  type SpoiltReason,
  writePaper,
} from './paper.ts';
export {
  type PaperAccount,
  type ReadingReason,
  type ReadRankings,
  type ReadTiers,
  type ReasonPapers,
  readMarks,
  readRankings,
  readTiers,
} from './papers/interpret-marks.ts';
export { type MarkReading, PLAIN_READING, type ReadingPreset } from './papers/mark-reading.ts';
export { findReading, READINGS } from './papers/reading-presets.ts';
export { explainPartyList } from './party-list/explain-party-list.ts';
export {
  countPartyList,
  type Divisors,
  type ListQuota,
  type ListWorking,
  type PartyList,
  type PartyListOptions,
  type PartyListResult,
} from './party-list/party-list.ts';
export {
  type PercentBase,
  type PercentError,
  type PercentPolicy,
  type PollFigures,
  percent,
  percentages,
  type Turnout,
  type TurnoutPolicy,
  turnout,
} from './percent.ts';
export {
  addProfiles,
  aggregate,
  aggregatePiles,
  type Candidate,
  type Pile,
  type Profile,
  type ProfilesDiffer,
  paperCount,
  standing,
  tally,
  type Votes,
} from './profile.ts';
export { rankingOf, type Tiers } from './ranking-of.ts';
export type { BoxText, BoxTextError } from './report/box-text.ts';
export { countFile, type FileHow } from './report/count-file.ts';
export { type CountReport, countReport, type ReportGiven } from './report/count-report.ts';
export { type DeclaredFigures, declaredFigures } from './report/declared-figures.ts';
export type { ReportMargin } from './report/margin-by-name.ts';
export { looksLikeReport, recount, reportText } from './report/recount.ts';
export {
  byVotes,
  type Figure,
  type ReportRound,
  type ReportTransfer,
} from './report/rounds-by-name.ts';
export { explainReservedSeats } from './reserved/explain-reserved.ts';
export { reserveFromBallots, type SeatsReserved } from './reserved/reserve-from-ballots.ts';
export {
  type FilledPlace,
  fillReservedSeats,
  type ReservedGroup,
  type ReservedSeatsInput,
  type ReservedSeatsResult,
} from './reserved/reserved-seats.ts';
export { explainRounds } from './rounds/explain-rounds.ts';
export { countRounds, type PollHeld, type RoundsInput } from './rounds/rounds-count.ts';
export {
  CONSERVATIVE_MPS,
  EXHAUSTIVE,
  type RoundsRule,
  roundsRules,
  TWO_ROUND,
} from './rounds/rounds-rules.ts';
export type {
  PollRound,
  RoundAction,
  RoundsOutcome,
  RoundsResult,
} from './rounds/rounds-transcript.ts';
export { countPoll, findRule, type Rule, rules } from './rules.ts';
export { type GroupCap, type SeatedRanking, seatRanking } from './seat-ranking.ts';
export { stvChart } from './stv/chart-stv.ts';
export type { ConstraintCategory, ConstraintGroup, Constraints } from './stv/constraints.ts';
export { explainStv } from './stv/explain-stv.ts';
export { type StvRule, stvRules } from './stv/presets.ts';
export type { Ratio } from './stv/ratio.ts';
export * as exact from './stv/ratio.ts';
export { countStv, findStvRule } from './stv/stv-count.ts';
export type { StvCountInput } from './stv/stv-count-input.ts';
export type {
  ConstraintDecision,
  Figures,
  StvAction,
  StvElected,
  StvMargin,
  StvResult,
  StvStage,
  StvTie,
  StvTieEvidence,
  StvTransfer,
} from './stv/stv-transcript.ts';
export type {
  ExclusionSwitches,
  FinishSwitches,
  GregorySwitches,
  MeekSwitches,
  QuotaSwitches,
  SampleSwitches,
  StvSwitches,
  SurplusSwitches,
} from './stv/switches.ts';
export { orderFrom, publicCoinOrder, type RecordedLot, type TieSources } from './tie-orders.ts';
export type {
  Lot,
  OrderEvidence,
  OrderOptions,
  OrderStep,
  RoundStep,
  Tie,
  TieEvidence,
  TiePurpose,
  TieStep,
} from './ties.ts';
export type {
  Action,
  AnyCountResult,
  CountResult,
  Elected,
  Excluded,
  Margin,
  Round,
  Transfer,
} from './transcript.ts';
export { type CountbackInput, countback } from './vacancy/countback.ts';
export type {
  CountbackPart,
  CountbackResult,
  CountbackRound,
  HeldParcel,
} from './vacancy/countback-transcript.ts';
export { explainCountback, explainVacancyRecount } from './vacancy/explain-vacancy.ts';
export {
  type FilledVacancy,
  fillVacancy,
  fillVacancyOfReport,
  type VacancyGiven,
} from './vacancy/fill-vacancy.ts';
export {
  type Recounted,
  type RecountInput,
  recountVacancy,
  type VacancyRecount,
} from './vacancy/recount.ts';
export type { Vacancy } from './vacancy/vacancy.ts';
export { type WholeUnits, wholeUnits } from './whole-units.ts';
