/**
 * What a published result does not say and a proceeding needs: which book, what set the contest going,
 * days, sizes of bodies, who left. All of it is data; whatever is left out, the player settles by the
 * rule book and says so. Names are those of the result; times are in the zone of the book.
 */
import type { RulingEffect, VacancyCause } from '@hustings/rulebook';

export interface Script {
  /** Id of the contest file. */
  readonly file: string;
  /** One for each vote of the file, in its order; a file with one vote has one. */
  readonly parts: readonly PartScript[];
}

export interface PartScript {
  readonly book?: string;
  readonly procedure?: string;
  readonly office?: string;
  readonly trigger?: string;
  /** Who held the office, or left it. */
  readonly holder?: string;
  readonly status?: string;
  readonly vacancy?: {
    readonly cause: VacancyCause;
    readonly on: string;
    readonly because: string;
  };
  /** Members of bodies, by body. */
  readonly sizes?: Readonly<Record<string, number>>;
  /** Sections of the book by those of the print, where their names do not tell. */
  readonly sections?: Readonly<Record<string, string>>;
  /** Day or moment of a stage of the timetable: "2016-07-20" or "2016-07-20T17:00". */
  readonly dates?: Readonly<Record<string, string>>;
  /** Day of each round that was held as a ballot of its own, where the print has none. */
  readonly days?: readonly string[];
  readonly rulings?: readonly RulingScript[];
  /** Nominations at the first gate, by candidate, beyond those printed. */
  readonly nominations?: Readonly<Record<string, number>>;
  /** Who withdrew before there was a paper. */
  readonly withdrew?: readonly string[];
  /** What counts for quotas: "woman", "man". */
  readonly classes?: Readonly<Record<string, readonly string[]>>;
  /** Those who stand together, with their classes. */
  readonly tickets?: Readonly<
    Record<string, readonly { readonly name: string; readonly classes: readonly string[] }[]>
  >;
  readonly movers?: readonly string[];
  readonly text?: string;
  /** The motion that set the contest going, where the book asks for one. */
  readonly motion?: { readonly for: number; readonly against: number; readonly on: string };
  /** Of the book's ballots those that were held; left out, all. */
  readonly ballots?: readonly string[];
  /** What was printed of a count beside its table, by place: papers that the table leaves out. */
  readonly papers?: Readonly<
    Record<
      number,
      {
        readonly abstained?: number;
        readonly spoilt?: Readonly<Record<string, number>>;
        readonly electorate?: number;
      }
    >
  >;
  /** Figures that are missing in print, taken from what else is known: by candidate, of the first round. */
  readonly supplied?: Readonly<Record<string, string>>;
  /** Other rolls of the same electors: "verified": 163,836. */
  readonly rolls?: Readonly<Record<string, number>>;
  readonly notes?: readonly string[];
  /** Figures that the book does not give, with the reason; the tests ask for exactly these. */
  readonly differs?: readonly { readonly path: string; readonly because: string }[];
}

export interface RulingScript {
  readonly on: string;
  /** Made once the contest is called, or once nominations have closed. */
  readonly after?: 'called' | 'nominated';
  readonly body: string;
  readonly question: string;
  readonly decision: string;
  readonly reason: string;
  readonly vote?: { readonly for: number; readonly against: number; readonly abstained: number };
  readonly effect: RulingEffect;
  readonly id: string;
  readonly overturns?: string;
}
