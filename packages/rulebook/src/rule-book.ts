/**
 * A rule book as data: small primitives that compose, each carrying the clause that it rests on.
 * Nothing here knows any organisation. `read-rule-book.ts` reads it from JSON, the JSON Schema in
 * `rulebooks/schema` says the same for other programs, and spec/rulebook.md explains it.
 *
 * Ids are kebab-case and unique in their list; a field named `clause`, `body`, `procedure`… holds an id.
 * Stages are named moments of a procedure's timetable; other rules refer to them by id.
 */
import type { Electorate } from './language/electorates.ts';
import type { Fraction, Span } from './language/measures.ts';
import type { Procedure } from './language/procedures.ts';
import type { Demand } from './language/triggers.ts';

export type * from './language/ballots.ts';
export type * from './language/conditions.ts';
export type * from './language/electorates.ts';
export type * from './language/measures.ts';
export type * from './language/nomination.ts';
export type * from './language/procedures.ts';
export type * from './language/results.ts';
export * from './language/timetable.ts';
export type * from './language/triggers.ts';

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
  /** Books of one family are versions of the same rules, each in force for its time. */
  readonly family?: string;
  readonly amendment?: Amendment;
  /** IANA time zone in which dates are read and times are shown. */
  readonly zone: string;
  readonly sources: readonly Source[];
  readonly clauses: readonly Clause[];
  readonly bodies: readonly Body[];
  readonly offices: readonly Office[];
  readonly electorates: readonly Electorate[];
  readonly questions: readonly Question[];
  /** The question under which whatever the book does not say is ruled on. */
  readonly silence?: { readonly question: string; readonly clause: string };
  readonly objections?: readonly ObjectionRule[];
  readonly demands?: readonly Demand[];
  readonly qualifications?: readonly Named[];
  readonly events?: readonly Named[];
  readonly procedures: readonly Procedure[];
  /** What is not known about these rules, in sentences. */
  readonly gaps: readonly string[];
}

/** Ids of what stands on the paper of a motion: no option of a contest may be called so. */
export const MOTION_OPTIONS: readonly string[] = ['for', 'against', 'abstain'];

export interface Named {
  readonly id: string;
  readonly name: string;
  readonly clause: string;
}

/** Who may change the rules, and by what majority. */
export interface Amendment {
  readonly body: string;
  readonly majority?: Fraction;
  readonly clause: string;
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
  /** Its members are organisations, listed on the record before they act; of these kinds. */
  readonly units?: { readonly kinds: readonly { readonly id: string; readonly name: string }[] };
  /** Levels of areas that its members come from: a branch, a riding, a province. */
  readonly areas?: readonly { readonly id: string; readonly name: string }[];
}

export interface Office {
  readonly id: string;
  readonly name: string;
  readonly inText: string;
  readonly clause: string;
  /** Who holds it while a contest runs or after it falls vacant. */
  readonly interim?: {
    readonly text: string;
    /** Who names the interim holder; left out, `text` says all there is. */
    readonly by?: string;
    /** Whether the interim holder may stand; left out, the book does not say. */
    readonly mayStand?: boolean;
    readonly clause: string;
  };
  /** What its holder may be besides: prime minister, or leader of the opposition. */
  readonly statuses?: readonly { readonly id: string; readonly name: string }[];
  readonly term?: Term;
  /** Filled by whoever holds that office, and not by a contest. */
  readonly appointment?: { readonly by: string; readonly clause: string };
}

/** How long the office is held. */
export interface Term {
  readonly length?: Span;
  /** Most terms one after the other. */
  readonly most?: number;
  readonly clause: string;
}

// ---------------------------------------------------------------------------------------- rulings

export type EffectKind =
  | 'none'
  | 'candidate-automatic'
  | 'candidate-excluded'
  | 'candidate-approved'
  | 'freeze-date'
  | 'elector-excluded'
  | 'dates-open'
  | 'nominations-reopened'
  | 'ballot-again'
  | 'result-void'
  | 'matter-abandoned'
  | 'immunity-lifted';

/** What the book leaves open, who answers it, and who may set the answer aside. */
export interface Question {
  readonly id: string;
  readonly asks: string;
  readonly body: string;
  readonly clause: string;
  readonly effects: readonly EffectKind[];
  /** Bodies that may uphold or overturn the answer, lowest first; each may overturn those before it. */
  readonly review: readonly string[];
  /** An answer may be set aside only so long after it was given. */
  readonly appeal?: { readonly within: Span; readonly clause: string };
}

/** What may be objected to, until when, and under which question it is decided. */
export interface ObjectionRule {
  readonly id: string;
  readonly name: string;
  readonly about: 'elector' | 'candidate' | 'conduct' | 'result';
  readonly question: string;
  /** Not later than this long after the result is declared; left out, only before it is. */
  readonly afterDeclaration?: Span;
  /** The result may not be declared while one is undecided. */
  readonly blocks: boolean;
  readonly clause: string;
}
