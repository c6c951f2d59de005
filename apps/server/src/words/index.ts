export { actorWords, type EntryWords, entryWords } from './entry-words.ts';
export { count, list, number } from './figures.ts';
