export {
  type BookShelf,
  bookShelves,
  findRuleBook,
  offeredBooks,
  practiceBook,
  ruleBooks,
} from './books.ts';
export type { Compared } from './history/print/compared.ts';
export type { HistoryFault } from './history/print/parts.ts';
export { type Replay, type ReplayedPart, replayContest } from './history/replay-contest.ts';
export type { PartScript, RulingScript, Script } from './history/script.ts';
export { findScript, scripts } from './history/scripts/scripts.ts';
export { declared2016, labour2016 } from './labour-2016/plan.ts';
export type { ActStep, PaperPile, Plan, PollStep, RollStep, Step } from './plan.ts';
export { type Played, type PlayOptions, play } from './play.ts';
export { shuffled } from './shuffled.ts';
