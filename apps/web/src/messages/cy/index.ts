/**
 * Pob brawddeg yn Gymraeg: the sentences of the pages in Welsh, by room. A room that is not translated
 * yet is the English one; what is exported by name here stands in its place. No native speaker has
 * read these yet: corrections are welcome.
 */
export * from '../en/index.ts';
export { booth } from './booth.ts';
export { box, check, poll } from './box.ts';
export { common, errors, frame, progress } from './frame.ts';
export { lost } from './lost.ts';
export { enter, my, practice } from './member.ts';
export { papers } from './papers.ts';
export { home, nominations, proceeding, record, trust } from './public.ts';
export { result } from './result.ts';
export { screen } from './screen.ts';
export { machineTest, secondDevice } from './second-device.ts';
