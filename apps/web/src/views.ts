/**
 * What each page is drawn from. The server fills these; the pages only lay them out. All plain
 * readonly data:
 * - times are RFC 3339 in UTC; the frame's `zone` says in which zone people read them;
 * - counts are numbers, shares are decimal strings as the rule book rounds them (`61.8`, no sign);
 * - sentences with words of the rule book come from the server, everything else from the catalogue;
 * - an `href` or `action` is a path of this server, given by whoever knows the routes.
 */
export type * from './views/electors.ts';
export type * from './views/forms.ts';
export type * from './views/frame.ts';
export type * from './views/home.ts';
export type * from './views/keyholders.ts';
export type * from './views/lost.ts';
export type * from './views/member.ts';
export type * from './views/officer.ts';
export type * from './views/poll.ts';
export type * from './views/proceeding.ts';
export type * from './views/result.ts';
export type * from './views/staff.ts';
