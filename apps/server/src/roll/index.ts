export { namedBodies } from '../electors/membership.ts';
export { type RollReading, type RollRow, readRollFile, type SectionName } from './read-roll.ts';
export { writeCsv } from './write-csv.ts';
