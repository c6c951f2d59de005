/** What a part is played under: a book, one of its procedures, the moment at which everything begins. */
import {
  type ContestProcedure,
  type MotionProcedure,
  type Procedure,
  type RuleBook,
  readRuleBook,
  versionInForce,
} from '@hustings/rulebook';
import type { PrintedContest, PrintedPart } from '../print/parts.ts';
import type { PartScript } from '../script.ts';
import { idOf } from './names.ts';
import { instant } from './times.ts';

export interface Setting {
  readonly book: RuleBook;
  readonly contest: PrintedContest;
  readonly part: PrintedPart;
  readonly script: PartScript;
  /** When the result was declared; noon of that day where no time is known. */
  readonly ends: string;
  readonly notes: readonly string[];
}

/** The book of a part, or why there is none. */
export function settingOf(
  contest: PrintedContest,
  part: PrintedPart,
  script: PartScript,
  books: readonly RuleBook[],
): Setting | string {
  const named = script.book ?? contest.book;
  if (named === undefined)
    return 'The file names no rule book ("rulebook"); name one to play it under.';
  const first = books.find((book) => book.id === named);
  if (first === undefined) return `There is no rule book "${named}".`;
  const date = script.dates?.['declaration'] ?? part.date ?? '';
  const ends = instant(first.zone, date) ?? middleOf(first, date);
  const found = versionFor(first, books, ends);
  const adapted = adaptedBook(found, script);
  if (typeof adapted === 'string') return adapted;
  return { ...adapted, contest, part, script, ends };
}

/** Of a book with versions the one of the day, unless the one named was in force. */
function versionFor(book: RuleBook, books: readonly RuleBook[], at: string): RuleBook {
  if (book.family === undefined) return book;
  const day = at.slice(0, 10);
  const { from, until } = book.inForce;
  if (day >= from && (until === undefined || day <= until)) return book;
  return versionInForce(books, book.family, day) ?? book;
}

/** Where only a year is printed, or no date at all. */
function middleOf(book: RuleBook, date: string): string {
  const year = /^\d{4}/.exec(date)?.[0];
  return instant(book.zone, year === undefined ? book.inForce.from : `${year}-06-30`) ?? '';
}

/**
 * The book as history used it: ballots on paper, so that whoever holds them reports them, and only
 * those ballots of a series that were held that time.
 */
function adaptedBook(
  book: RuleBook,
  script: PartScript,
): { readonly book: RuleBook; readonly notes: readonly string[] } | string {
  const notes: string[] = [];
  const procedures = book.procedures.map((procedure): Procedure => {
    const by = procedure.timetable.setBy;
    const reported = <P extends Procedure['poll']>(poll: P): P =>
      poll.reported === undefined ? { ...poll, reported: { by, clause: poll.clause } } : poll;
    if (procedure.poll.reported === undefined)
      notes.push(
        `“${procedure.name}” is held on this record in the book; here the ballots were on paper, and “${book.bodies.find((b) => b.id === by)?.name ?? by}” reports them.`,
      );
    if (procedure.kind === 'motion') return { ...procedure, poll: reported(procedure.poll) };
    const held = procedure.ballots?.filter(
      (b) => script.ballots === undefined || script.ballots.includes(b.id),
    );
    if (held !== undefined && held.length < (procedure.ballots?.length ?? 0))
      notes.push(
        `Of the ballots of “${procedure.name}” only these were held: ${held.map((b) => b.name).join(', ')}.`,
      );
    return {
      ...procedure,
      poll: reported(procedure.poll),
      ...(held === undefined
        ? {}
        : {
            ballots: held.map((b) => (b.poll === undefined ? b : { ...b, poll: reported(b.poll) })),
          }),
    };
  });
  if (notes.length === 0) return { book, notes };
  const read = readRuleBook(JSON.parse(JSON.stringify({ ...book, procedures })));
  return read.ok
    ? { book: read.value, notes }
    : `The rule book cannot be played so: ${read.error[0]?.message ?? 'it is refused'}`;
}

/** The contest of the book for the office of the print: by its name, else the first. */
export function contestProcedure(setting: Setting): ContestProcedure | undefined {
  const all = setting.book.procedures.filter((p): p is ContestProcedure => p.kind === 'contest');
  const said = all.find((p) => p.id === setting.script.procedure);
  if (said !== undefined) return said;
  const office = officeOf(
    setting,
    all.flatMap((p) => p.offices),
  );
  return all.find((p) => office !== undefined && p.offices.includes(office)) ?? all[0];
}

export function motionProcedure(setting: Setting): MotionProcedure | undefined {
  const all = setting.book.procedures.filter((p): p is MotionProcedure => p.kind === 'motion');
  return all.find((p) => p.id === setting.script.procedure) ?? all[0];
}

/** The office that the print names, among these. */
export function officeOf(setting: Setting, offices: readonly string[]): string | undefined {
  const { script, book, contest } = setting;
  if (script.office !== undefined) return script.office;
  const wanted = idOf(contest.office).split('-');
  const scored = offices.map((id) => {
    const name = idOf(book.offices.find((o) => o.id === id)?.name ?? id).split('-');
    const hits = wanted.filter((word) => name.includes(word)).length;
    return { id, score: hits - Math.abs(name.length - hits) / 10 };
  });
  return scored.toSorted((a, b) => b.score - a.score)[0]?.id;
}

/** Who was on the ballot and is printed as having needed no nominations: whoever held the office. */
export function incumbentIn({ part, contest }: Setting): string | undefined {
  if (!part.isWhole) return undefined;
  const printed = contest.root.down('nominations', 'candidates')?.entries() ?? [];
  return printed.find(([name, node]) => node.isNull() && part.candidates.includes(name))?.[0];
}

/** Whoever stood and is in no list of the file. */
export const UNLISTED = 'Unlisted candidate';

/** Those on the ballot, and whoever else is known to have been nominated; no option that stands by rule. */
export function everyone(setting: Setting): readonly string[] {
  const { part, script, contest } = setting;
  const printed = part.isWhole
    ? contest.published.nominations.flatMap((n) => [...n.candidates.keys()])
    : [];
  const listed =
    part.candidates.length > 0 || part.elected === undefined ? part.candidates : [part.elected];
  const byRule = contest.root.down('method', 'defaultOption')?.text();
  const seats = contest.published.seats;
  const unlisted = Math.max(0, Number(seats?.standing?.text ?? 0) - (seats?.rows.length ?? 0));
  const others = Array.from(
    { length: Math.min(500, Math.floor(unlisted)) },
    (_, i) => `${UNLISTED} ${i + 1}`,
  );
  return [
    ...new Set([...others, ...listed, ...printed, ...Object.keys(script.nominations ?? {})]),
  ].filter((name) => name !== byRule);
}
