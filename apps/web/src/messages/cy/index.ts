/**
 * Pob brawddeg yn Gymraeg: every sentence of the pages in Welsh, by room. A room that is not
 * translated yet is the English one; what is exported by name here stands in its place.
 */
export * from '../en/index.ts';
