/**
 * A rule book as data: small primitives that compose, each carrying the clause that it rests on.
 * Nothing here knows any organisation. `read-rule-book.ts` reads it from JSON, the JSON Schema in
 * `rulebooks/schema` says the same for other programs, and spec/rulebook.md explains it.
 *
 * Ids are kebab-case and unique in their list; a field named `clause`, `body`, `procedure`… holds an id.
 * Stages are named moments of a procedure's timetable; other rules refer to them by id.
 */

import type { MajorityPolicy, PercentPolicy, TieStep, TurnoutPolicy } from '@hustings/count';

export interface RuleBook {
  readonly format: 'hustings/rule-book/1';
  readonly id: string;
  /** Changes with every change of content; a proceeding names the version it runs under. */
  readonly version: string;
  readonly title: string;
  readonly organisation: string;
  /** Rules that an organisation really had, or a model for others to start from. */
  readonly standing: 'real' | 'model';
  readonly summary: string;
  /** Dates (YYYY-MM-DD) in `zone`; `until` is the last day. */
  readonly inForce: { readonly from: string; readonly until?: string };
  /** IANA time zone in which dates are read and times are shown. */
  readonly zone: string;
  readonly sources: readonly Source[];
  readonly clauses: readonly Clause[];
  readonly bodies: readonly Body[];
  readonly offices: readonly Office[];
  readonly electorates: readonly Electorate[];
  readonly questions: readonly Question[];
  readonly procedures: readonly Procedure[];
  /** What is not known about these rules, in sentences. */
  readonly gaps: readonly string[];
}

export interface Source {
  readonly id: string;
  readonly title: string;
  readonly url?: string;
  /** Read on the page itself, from memory, or the book is its own source (a model). */
  readonly basis: 'read' | 'memory' | 'model';
}

export interface Clause {
  readonly id: string;
  /** What a court would be shown: "Labour Party Rule Book 2016, ch. 4 cl. II.2.B". */
  readonly citation: string;
  /** What it says, in our own words. */
  readonly text: string;
  readonly sources: readonly string[];
}

/** Whoever nominates, rules or is counted: a parliamentary party, an executive, a court. */
export interface Body {
  readonly id: string;
  readonly name: string;
  /** The name inside a sentence: "the National Executive Committee". */
  readonly inText: string;
  /** What its members are called, where they act one by one. */
  readonly member?: { readonly one: string; readonly many: string };
}

export interface Office {
  readonly id: string;
  readonly name: string;
  readonly inText: string;
  readonly clause: string;
  /** Who holds it while a contest runs or after it falls vacant. */
  readonly interim?: { readonly text: string; readonly clause: string };
}

// ------------------------------------------------------------------------------------ electorates

export interface Electorate {
  readonly id: string;
  readonly name: string;
  readonly clause: string;
  /** The body that this electorate is, where it is one: the roll must then have the body's size. */
  readonly body?: string;
  /** How often a person who belongs to several sections votes. */
  readonly person: 'once' | 'once-per-section';
  readonly sections: readonly Section[];
}

export interface Section {
  readonly id: string;
  readonly name: string;
  readonly clause: string;
  readonly qualifications: readonly string[];
  readonly freeze: Freeze;
}

/** The date by which an elector must have qualified. */
export type Freeze =
  /** Whoever qualifies when the roll is frozen. */
  | { readonly kind: 'at-roll' }
  | { readonly kind: 'date'; readonly date: string; readonly clause: string }
  /** Set by a ruling on that question. */
  | { readonly kind: 'by-ruling'; readonly question: string; readonly clause: string };

// ---------------------------------------------------------------------------------------- rulings

export type EffectKind = 'none' | 'candidate-automatic' | 'candidate-excluded' | 'freeze-date';

/** What the book leaves open, who answers it, and who may set the answer aside. */
export interface Question {
  readonly id: string;
  readonly asks: string;
  readonly body: string;
  readonly clause: string;
  readonly effects: readonly EffectKind[];
  /** Bodies that may uphold or overturn the answer, lowest first; each may overturn those before it. */
  readonly review: readonly string[];
}

// ------------------------------------------------------------------------------------- procedures

export type Procedure = MotionProcedure | ContestProcedure;

/** A yes-or-no question put to an electorate. */
export interface MotionProcedure {
  readonly kind: 'motion';
  readonly id: string;
  readonly name: string;
  readonly clause: string;
  /** The office whose holder the motion is about. */
  readonly office?: string;
  readonly tabling: { readonly body: string; readonly movers: number; readonly clause: string };
  /** What stands on the paper; `abstain` only where an abstention can be voted. */
  readonly options: { readonly for: string; readonly against: string; readonly abstain?: string };
  readonly decision: Majority;
  readonly quorum?: Quorum;
  readonly effect: MotionEffect;
  /** After a motion is put and not carried, no other of the same procedure for so long. */
  readonly immunity?: { readonly span: Span; readonly clause: string };
  readonly franchise: Franchise;
  readonly timetable: Timetable;
  readonly poll: PollRules;
  readonly results: ResultPolicy;
}

/** What the votes for must reach, whole: a share, of what, and whether reaching it is enough. */
export interface Majority extends MajorityPolicy {
  readonly clause: string;
}

/** At least `share` of the roll must have returned a paper of this kind, else the motion fails. */
export interface Quorum {
  readonly share: { readonly numerator: number; readonly denominator: number };
  readonly counts: 'cast' | 'valid';
  readonly clause: string;
}

export type MotionEffect =
  | { readonly kind: 'advisory'; readonly text: string; readonly clause: string }
  /** The office falls vacant; `procedure` then runs with `trigger`. */
  | {
      readonly kind: 'vacates';
      readonly office: string;
      readonly procedure?: string;
      readonly trigger?: string;
      readonly text: string;
      readonly clause: string;
    };

/** An election to one or more seats of an office. */
export interface ContestProcedure {
  readonly kind: 'contest';
  readonly id: string;
  readonly name: string;
  readonly clause: string;
  readonly offices: readonly string[];
  readonly seats: number;
  readonly triggers: readonly Trigger[];
  readonly nomination: NominationRules;
  readonly franchise: Franchise;
  readonly timetable: Timetable;
  readonly paper: ContestPaper;
  readonly uncontested: {
    readonly kind: 'elected-unopposed' | 'poll-anyway';
    readonly clause: string;
  };
  readonly count: CountRules;
  readonly poll: PollRules;
  readonly results: ResultPolicy;
}

/** What sets a contest going. */
export interface Trigger {
  readonly id: string;
  readonly name: string;
  /** Whether the office must have a holder at that moment. */
  readonly office: 'held' | 'vacant' | 'either';
  /** A motion that must have been carried in this proceeding first. */
  readonly motion?: string;
  readonly clause: string;
}

export interface NominationRules {
  /** Passed one after the other; who fails one is out. */
  readonly gates: readonly Gate[];
  /** How many candidates one nominator may nominate at a time, and whether the choice may change. */
  readonly perNominator?: {
    readonly most: number;
    readonly switching: boolean;
    readonly clause: string;
  };
  readonly selfNomination: { readonly allowed: boolean; readonly clause: string };
  readonly consent?: { readonly until: string; readonly clause: string };
  readonly withdrawal: { readonly until: string; readonly clause: string };
  readonly statement?: { readonly words: number; readonly until: string; readonly clause: string };
  readonly incumbent: Incumbent;
}

/** How the holder of the office comes on the paper, where the office is held. */
export type Incumbent =
  /** Without nominations. */
  | { readonly kind: 'automatic'; readonly clause: string }
  /** Like anyone else. */
  | { readonly kind: 'by-papers'; readonly clause: string }
  | { readonly kind: 'barred'; readonly clause: string }
  /** The book does not say: a ruling on that question does, before nominations open. */
  | { readonly kind: 'by-ruling'; readonly question: string; readonly clause: string };

export interface Gate {
  readonly id: string;
  readonly name: string;
  readonly clause: string;
  /** Stages between which nominations for this gate are made. */
  readonly opens: string;
  readonly closes: string;
  readonly condition: Condition;
}

/** What a candidate needs; a tree of conditions. */
export type Condition =
  | {
      readonly kind: 'nominations';
      readonly body: string;
      readonly threshold: Threshold;
      readonly clause: string;
    }
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'at-least'; readonly least: number; readonly of: readonly Condition[] }
  /** Which condition holds depends on what set the contest going. */
  | {
      readonly kind: 'by-trigger';
      readonly cases: readonly {
        readonly triggers: readonly string[];
        readonly condition: Condition;
      }[];
    };

export type Threshold =
  | { readonly kind: 'count'; readonly count: number }
  | {
      readonly kind: 'percent';
      /** Decimal, "12.5". */
      readonly percent: string;
      /** How a share that is no whole number is rounded; left out, the book does not say. */
      readonly rounding?: Rounding;
      /** The clause that says so, where it is another than that of the condition. */
      readonly roundingClause?: string;
      /** The moment at which the body's size is taken. */
      readonly asOf: 'contest-called' | 'nominations-open' | 'nominations-close';
    };

/** `more-than`: strictly more than the share. */
export type Rounding = 'up' | 'half-up' | 'down' | 'more-than';

export interface Franchise {
  readonly electorate: string;
  /** The roll may not be frozen before this stage. */
  readonly frozenAfter?: string;
  readonly clause: string;
}

export interface ContestPaper {
  readonly kind: 'ranked' | 'choice';
  /** Most preferences that may be given; left out, as many as there are options. */
  readonly most?: number;
  readonly order: 'by-name' | 'as-nominated';
  /** An option "re-open nominations" that stands like a candidate. */
  readonly reopen?: { readonly id: string; readonly name: string; readonly clause: string };
  readonly clause: string;
}

/** How a contest's papers are counted; the words are those of @hustings/count. */
export interface CountRules {
  /** Name of a rule. */
  readonly rule: string;
  readonly clause: string;
  readonly majorityOf?: 'continuing' | 'all-papers';
  readonly exclusion?: 'one-at-a-time' | 'all-who-cannot-win';
  /** Tried in turn when the rule meets a tie; empty: the book does not say. */
  readonly ties: readonly { readonly step: TieStep; readonly clause: string }[];
}

/** How any poll is held. */
export interface PollRules {
  readonly clause: string;
  readonly revote: 'last-counts' | 'first-stands';
  /** `at-time`: never before the closing time; `all-voted`: or once every elector has; `officer`: or when the returning officer says. */
  readonly closing: {
    readonly kind: 'at-time' | 'all-voted' | 'officer';
    readonly clause: string;
  };
  /** Who may put the closing time off; left out, nobody may. */
  readonly extension?: { readonly body: string; readonly clause: string };
}

// -------------------------------------------------------------------------------------- timetable

export interface Timetable {
  readonly setBy: string;
  readonly clause: string;
  /** Whether a date that has not passed may be moved: to any time ahead, only later, or not. */
  readonly changes: 'any' | 'later' | 'none';
  /** In the order in which they are shown. */
  readonly stages: readonly Stage[];
  readonly spans: readonly StageSpan[];
}

export interface Stage {
  readonly id: string;
  readonly name: string;
  readonly optional: boolean;
  /** Stages, standing before it in the list, than which it may not be earlier; two may fall together. */
  readonly after: readonly string[];
}

/** True when `second` may never be earlier than `first`. */
export function isOrdered(timetable: Timetable, first: string, second: string): boolean {
  const reached = new Set([second]);
  // A set grows while it is walked: every stage that the last one waits for is looked at once.
  for (const id of reached)
    for (const before of timetable.stages.find((s) => s.id === id)?.after ?? [])
      reached.add(before);
  return reached.has(first);
}

export interface StageSpan {
  readonly from: string;
  readonly to: string;
  readonly least?: Span;
  readonly most?: Span;
  readonly clause: string;
}

export interface Span {
  readonly count: number;
  readonly unit: 'hours' | 'days' | 'months';
}

/** Stages that mean something to the referee; a motion has the last two and, if it likes, `declaration`. */
export const POLL_OPENS = 'poll-opens';
export const POLL_CLOSES = 'poll-closes';
export const DECLARATION = 'declaration';

// ---------------------------------------------------------------------------------------- results

export interface ResultPolicy {
  readonly percent: PercentPolicy & { readonly clause: string };
  readonly turnout: TurnoutPolicy & { readonly clause: string };
  /** Whether votes are published by section, and turnout by section. */
  readonly sections: 'published' | 'withheld';
  readonly sectionTurnout: 'published' | 'withheld';
  /** A set of ballots smaller than this is never opened alone. */
  readonly leastPool: number;
  readonly clause: string;
}
