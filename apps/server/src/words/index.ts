export { actorWords, type EntryWords, entryWords } from './entry-words.ts';
export { count, list, moment, number } from './figures.ts';
export { NameBook, type Names } from './names.ts';
