/** The language of the build, apart from its words, which are made with it. See words.ts. */
export * from './en/locale.ts';
