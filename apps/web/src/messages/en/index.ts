/** Every sentence of the pages in British English, by room. Plain words, one thing per sentence, no exclamation marks. */
export * from './booth.ts';
export * from './box.ts';
export * from './electors.ts';
export * from './frame.ts';
export * from './keyholders.ts';
export * from './lost.ts';
export * from './member.ts';
export * from './officer.ts';
export * from './papers.ts';
export * from './public.ts';
export * from './result.ts';
export * from './rules.ts';
export * from './screen.ts';
export * from './second-device.ts';
export * from './staff.ts';
export * from './verifier.ts';
