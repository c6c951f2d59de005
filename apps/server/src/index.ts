export { newOfficerLink, type RunningServer, type ServerOptions, startServer } from './app.ts';
export { prepareData } from './prepare-data.ts';
export type { Witness } from './witnesses/ask-witness.ts';
export { actorWords, type EntryWords, entryWords } from './words/index.ts';
export { type NodeGroup, type NodeGroupOptions, openNodeGroup } from './workers/node-group.ts';
