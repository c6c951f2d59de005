/** A contest file as a proceeding that the referee judges, with every published figure drawn again. */
import { ok, type Result } from '@hustings/base';
import type { Breach, Entry, RuleBook, State } from '@hustings/rulebook';
import { playPart } from './play/part.ts';
import { settingOf } from './play/setting.ts';
import { comparePart } from './print/compare-part.ts';
import type { Compared } from './print/compared.ts';
import { type HistoryFault, readContest } from './print/parts.ts';
import type { Script } from './script.ts';

export interface Replay {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly ReplayedPart[];
}

export interface ReplayedPart {
  readonly name: string;
  /** The book it was played under, as adapted; undefined where there is none. */
  readonly book: RuleBook | undefined;
  readonly entries: readonly Entry[];
  readonly state: State | undefined;
  /** The entry that the referee refused, if any: history then broke the book, or the book is wrong. */
  readonly refused: { readonly entry: Entry; readonly breach: Breach } | undefined;
  readonly compared: readonly Compared[];
  readonly notes: readonly string[];
  /** What the file lacks. */
  readonly missing: readonly string[];
  /** Differences that the script explains, by place. */
  readonly explained: readonly { readonly path: string; readonly because: string }[];
}

/**
 * Plays every part of a contest file. `script` says what the file leaves out; without one the player
 * settles it by the rule book and says so in the notes. The work grows with the entries, a few thousand
 * at most, and the square of the rounds.
 */
export function replayContest(
  text: string,
  books: readonly RuleBook[],
  script?: Script,
  asked?: { readonly book?: string },
): Result<Replay, HistoryFault> {
  const contest = readContest(text);
  if (!contest.ok) return contest;
  const parts = contest.value.parts.map((part, i): ReplayedPart => {
    const said = {
      ...script?.parts[i],
      ...(asked?.book === undefined ? {} : { book: asked.book }),
    };
    const setting = settingOf(contest.value, part, said, books);
    if (typeof setting === 'string')
      return {
        name: part.name,
        book: undefined,
        entries: [],
        state: undefined,
        refused: undefined,
        compared: [],
        notes: [],
        missing: [setting],
        explained: [],
      };
    const played = playPart(setting);
    const { entries, state, refused, notes, missing } = played.course;
    return {
      name: part.name,
      book: played.book,
      entries,
      state,
      refused,
      compared: comparePart(setting, played),
      notes,
      missing,
      explained: said.differs ?? [],
    };
  });
  return ok({ id: contest.value.id, title: contest.value.title, parts });
}
