/**
 * What a proceeding has come to: a function of its entries alone, plain data, never changed in place.
 * Ids come from foreign records, so every look-up goes through `own`.
 */
import type {
  Act,
  CandidateRef,
  Entry,
  Keyholder,
  Manifest,
  Outcome,
  RollSection,
  RulingEffect,
  Tally,
} from './acts.ts';
import { bookHash } from './book-hash.ts';
import type { ContestProcedure, MotionProcedure, Procedure, RuleBook } from './rule-book.ts';
import type { Trie } from './trie.ts';

type ById<T> = Readonly<Record<string, T>>;

export interface State {
  readonly book: RuleBook;
  readonly bookHash: string;
  /** Place and time of the last entry; -1 and empty before the first. */
  readonly seq: number;
  readonly at: string;
  readonly proceeding: Extract<Act, { readonly kind: 'proceeding-opened' }> | undefined;
  /** Sizes of each body, in the order in which they were recorded. */
  readonly bodies: ById<readonly BodySize[]>;
  readonly rulings: readonly RulingState[];
  readonly matters: ById<MatterState>;
  readonly rolls: ById<RollState>;
  readonly polls: ById<PollState>;
  /** Who is known to hold each office; null where it is known to be vacant. */
  readonly holders: ById<CandidateRef | null>;
  readonly corrections: readonly {
    readonly seq: number;
    readonly of: number;
    readonly text: string;
  }[];
}

export interface BodySize {
  readonly size: number;
  readonly asOf: string;
  readonly seq: number;
}

export interface RulingState {
  readonly ruling: string;
  readonly matter: string | undefined;
  readonly body: string;
  readonly question: string;
  readonly effect: RulingEffect;
  readonly overturns: string | undefined;
  readonly seq: number;
  readonly at: string;
}

// ------------------------------------------------------------------------------------------ matters

export type MatterState = MotionState | ContestState;

interface MatterBase {
  readonly id: string;
  readonly procedure: string;
  readonly at: string;
  /** Instants of the timetable's stages, as last set. */
  readonly dates: ById<string>;
  /** The poll that was prepared last, where there is one. */
  readonly poll: string | undefined;
  readonly declared:
    | { readonly seq: number; readonly at: string; readonly outcome: Outcome }
    | undefined;
}

export interface MotionState extends MatterBase {
  readonly kind: 'motion';
  readonly text: string;
  readonly movers: readonly string[];
  readonly withdrawn: boolean;
}

export interface ContestState extends MatterBase {
  readonly kind: 'contest';
  readonly trigger: string;
  readonly office: string;
  readonly holder: CandidateRef | undefined;
  /** The gate whose nominations are next, open, or (with `done`) were last. */
  readonly gate: number;
  readonly phase: 'waiting' | 'open' | 'done';
  /** A ruling came after nominations had closed: the last dates may be set anew. */
  readonly reopened: boolean;
  /** Sizes of bodies as thresholds take them, by `body@as-of`. */
  readonly sizes: ById<number>;
  readonly candidates: ById<CandidateState>;
  /** By body and nominator: the candidates nominated at present. */
  readonly nominators: Trie<readonly string[]>;
  /** How many members of each body have ever nominated. */
  readonly nominatorCounts: ById<number>;
  readonly tallies: readonly Tally[] | undefined;
}

export interface CandidateState {
  readonly id: string;
  readonly name: string;
  /** Place in the order in which candidates first appeared. */
  readonly order: number;
  /** Nominations held at present, by body. */
  readonly nominations: ById<number>;
  readonly consented: boolean;
  readonly withdrew: boolean;
  readonly statement: string | undefined;
  /** Failed a gate that has closed. */
  readonly out: boolean;
}

// -------------------------------------------------------------------------------- rolls and polls

export interface RollState {
  readonly id: string;
  readonly electorate: string;
  readonly sections: readonly RollSection[];
  /** The rulings that fixed its dates; when one is overturned the roll must be frozen again. */
  readonly rulings: readonly string[];
  readonly seq: number;
  readonly at: string;
}

export type PollStatus = 'ceremony' | 'failed' | 'prepared' | 'open' | 'closed' | 'counted';

export interface PollState {
  readonly id: string;
  /** Polls are numbered from 0 in the order of their ceremonies; ballots name the number. */
  readonly number: number;
  readonly status: PollStatus;
  readonly matter: string | undefined;
  readonly ceremony: {
    readonly threshold: number;
    readonly trustees: readonly Keyholder[];
    readonly mixers: readonly Keyholder[];
    /** Trustees by id, in the order in which they acted. */
    readonly pledged: readonly string[];
    readonly dealt: readonly string[];
    readonly sent: readonly string[];
    readonly accepted: readonly string[];
  };
  readonly manifest: Manifest | undefined;
  /** The closing time in force: the manifest's, or as put off. */
  readonly closes: string | undefined;
  readonly cast: number;
  readonly counting: number;
  readonly pools: readonly PoolState[];
  readonly coins: readonly string[];
  readonly counted: { readonly rule: string; readonly elected: readonly string[] } | undefined;
}

export interface PoolState {
  readonly id: string;
  readonly sections: readonly string[];
  readonly counting: number;
  /** Mixers done, in order. */
  readonly mixes: number;
  /** Trustees who have published their shares. */
  readonly shares: readonly string[];
  readonly opened: { readonly valid: number; readonly spoilt: number } | undefined;
}

// ------------------------------------------------------------------------------------------ look-ups

/** The state before the first entry. The book must come from `readRuleBook`. */
export function start(book: RuleBook): State {
  return {
    book,
    bookHash: bookHash(book),
    seq: -1,
    at: '',
    proceeding: undefined,
    bodies: {},
    rulings: [],
    matters: {},
    rolls: {},
    polls: {},
    holders: {},
    corrections: [],
  };
}

/** Reads a member that the object itself has: an id may be called "constructor". */
export function own<T>(record: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(record, id) ? record[id] : undefined;
}

export function procedureOf(book: RuleBook, id: string): Procedure | undefined {
  return book.procedures.find((procedure) => procedure.id === id);
}

/** The procedure of a motion in the state: it was there when the motion was tabled. */
export function motionProcedure(state: State, motion: MotionState): MotionProcedure {
  return procedureOf(state.book, motion.procedure) as MotionProcedure;
}

export function contestProcedure(state: State, contest: ContestState): ContestProcedure {
  return procedureOf(state.book, contest.procedure) as ContestProcedure;
}

export function matterProcedure(state: State, matter: MatterState): Procedure {
  return procedureOf(state.book, matter.procedure) as Procedure;
}

export function isOver(matter: MatterState): boolean {
  return matter.declared !== undefined || (matter.kind === 'motion' && matter.withdrawn);
}

/** The name of a body inside a sentence. */
export function bodyInText(book: RuleBook, id: string): string {
  return book.bodies.find((body) => body.id === id)?.inText ?? id;
}

export function rollTotal(sections: readonly RollSection[]): number {
  return sections.reduce((sum, section) => sum + section.size, 0);
}

// ------------------------------------------------------------------------------------------- changes

export function withMatter(state: State, matter: MatterState): State {
  return { ...state, matters: { ...state.matters, [matter.id]: matter } };
}

export function withPoll(state: State, poll: PollState): State {
  return { ...state, polls: { ...state.polls, [poll.id]: poll } };
}

/** Orders text by UTF-16 code units: the same everywhere. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export type ActOf<K extends Act['kind']> = Extract<Act, { readonly kind: K }>;
export type EntryOf<A extends Act> = Omit<Entry, 'act'> & { readonly act: A };
