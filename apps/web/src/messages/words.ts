/**
 * The words of the pages, in the language of the build: pages and programs are built once for each
 * language (build.mjs puts another catalogue in the place of this one), so that nobody loads words
 * of a language that is not theirs. Words of a rule book are not here: they come with the views.
 */
export * from './en/index.ts';
