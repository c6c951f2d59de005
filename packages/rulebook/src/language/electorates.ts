/** Who votes: electorates, their sections, and what makes someone an elector. */
import type { Fraction, Money, Span } from './measures.ts';

export interface Electorate {
  readonly id: string;
  readonly name: string;
  readonly clause: string;
  /** The body that this electorate is, where it is one: the roll must then have the body's size. */
  readonly body?: string;
  /** How often a person who belongs to several sections votes. */
  readonly person: 'once' | 'once-per-section' | 'once-per-membership';
  readonly sections: readonly Section[];
  /** Geographic units, each worth points: the roll then lists units in place of the one section. */
  readonly units?: UnitPoints;
  /** Kinds of roll that figures are given of: registered, verified, distributed. */
  readonly rolls?: readonly {
    readonly id: string;
    readonly name: string;
    readonly clause: string;
  }[];
}

export interface UnitPoints {
  /** What a unit is called: "riding". */
  readonly unit: string;
  /** How many there are; left out, as many as the roll has. */
  readonly count?: number;
  readonly points: number;
  /** A unit with fewer valid votes than this has one point for each vote. */
  readonly onePerVoteBelow?: number;
  /** How the points of a unit fall when candidates are level in it. */
  readonly tie: 'shared';
  readonly clause: string;
}

export interface Section {
  readonly id: string;
  readonly name: string;
  readonly clause: string;
  readonly qualifications: readonly string[];
  readonly freeze: Freeze;
  /** The same as `qualifications`, where a program can tell. */
  readonly requires?: readonly Requirement[];
  /** The section's part of the whole, whatever number of its electors votes. */
  readonly weight?: Fraction & { readonly clause: string };
  /** Each vote carries the members that the delegation represents. */
  readonly delegation?: { readonly carries: string; readonly clause: string };
  readonly fee?: { readonly amount: Money; readonly clause: string };
  /** Temporary electors sign up between two stages. */
  readonly registration?: Registration;
  /** How the section's electors vote. */
  readonly mode?: {
    readonly by: readonly ('online' | 'post' | 'in-person')[];
    readonly clause: string;
  };
  /** When the section votes, where that is another time than the ballot's. */
  readonly window?: { readonly opens: string; readonly closes: string; readonly clause: string };
}

export interface Registration {
  readonly opens: string;
  readonly closes: string;
  readonly fee?: Money;
  /** What an applicant signs. */
  readonly declaration?: string;
  /** The question under which applications are vetted. */
  readonly vetting?: string;
  readonly clause: string;
}

/** The date by which an elector must have qualified. */
export type Freeze =
  /** Whoever qualifies when the roll is frozen. */
  | { readonly kind: 'at-roll' }
  | { readonly kind: 'date'; readonly date: string; readonly clause: string }
  /** The day of a stage of the timetable, or so long before it. */
  | {
      readonly kind: 'stage';
      readonly stage: string;
      readonly before?: Span;
      readonly clause: string;
    }
  /** Set by a ruling on that question. */
  | { readonly kind: 'by-ruling'; readonly question: string; readonly clause: string };

/** What a program can tell of a person; see `unmetRequirements`. */
export type Requirement =
  | { readonly kind: 'standing'; readonly least: Span; readonly clause: string }
  | { readonly kind: 'age'; readonly years: number; readonly clause: string }
  /** So many points, shares or payments: "trading-points". */
  | {
      readonly kind: 'amount';
      readonly of: string;
      readonly least: number;
      readonly clause: string;
    }
  | { readonly kind: 'status'; readonly status: string; readonly clause: string }
  | { readonly kind: 'without'; readonly status: string; readonly clause: string }
  | { readonly kind: 'any'; readonly of: readonly Requirement[] };
