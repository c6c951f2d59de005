export {
  type BookShelf,
  bookShelves,
  findRuleBook,
  offeredBooks,
  practiceBook,
  ruleBooks,
} from './books.ts';
export { declared2016, labour2016 } from './labour-2016/plan.ts';
export type { ActStep, PaperPile, Plan, PollStep, RollStep, Step } from './plan.ts';
export { type Played, type PlayOptions, play } from './play.ts';
export { shuffled } from './shuffled.ts';
