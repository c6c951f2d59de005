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
import type { BallotReport } from './report-acts.ts';
import type {
  ContestProcedure,
  MotionProcedure,
  Procedure,
  RuleBook,
  VacancyCause,
} from './rule-book.ts';
import type { TicketMember, Unit } from './support-acts.ts';
import type { Support } from './thresholds.ts';
import { emptyTrie, type Trie } from './trie.ts';

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
  /** More of those who hold an office, where it was recorded. */
  readonly tenures: ById<Tenure>;
  /** How each office last fell vacant. */
  readonly vacancies: ById<Vacancy>;
  /** Units of each body, by id. */
  readonly units: ById<Trie<Unit>>;
  /** The day on which each event was last noted. */
  readonly events: ById<string>;
  readonly demands: ById<DemandState>;
  readonly objections: ById<ObjectionState>;
  /** Ballots that are held elsewhere, by the id of the poll. */
  readonly reported: ById<ReportedPoll>;
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

export interface Tenure {
  readonly holder: CandidateRef;
  readonly as: 'holder' | 'interim' | 'appointed';
  readonly status: string | undefined;
  readonly since: string | undefined;
  readonly terms: number | undefined;
}

export interface Vacancy {
  readonly cause: VacancyCause;
  readonly on: string;
  readonly last: CandidateRef | undefined;
}

export interface DemandState {
  readonly id: string;
  /** By body and signer; who took the signature back stays, without a time. */
  readonly signers: Trie<Signer>;
  /** What the signatures come to, by body. */
  readonly support: ById<Support>;
  readonly certified: { readonly at: string; readonly count: number | undefined } | undefined;
}

export interface Signer {
  readonly id: string;
  readonly body: string;
  readonly areas: Readonly<Record<string, string>> | undefined;
  /** Undefined once it was taken back. */
  readonly at: string | undefined;
}

export interface ObjectionState {
  readonly id: string;
  readonly rule: string;
  readonly matter: string | undefined;
  readonly about: string;
  readonly at: string;
  /** The ruling that decided it first. */
  readonly decided: string | undefined;
}

/** A ballot held elsewhere. */
export interface ReportedPoll {
  readonly id: string;
  readonly matter: string;
  /** Of a contest's ballots, and which round of it. */
  readonly ballot: string;
  readonly round: number;
  readonly roll: string;
  readonly options: readonly CandidateRef[];
  readonly opens: string;
  readonly closes: string;
  readonly report: BallotReport | undefined;
  /** Figures that were corrected, newest last, with the reason. */
  readonly corrections: readonly { readonly seq: number; readonly reason: string }[];
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
  /** The entry that set them last; -1 before. */
  readonly datesSeq: number;
  /** The poll that was prepared last, where there is one. */
  readonly poll: string | undefined;
  readonly declared:
    | {
        readonly seq: number;
        readonly at: string;
        readonly outcome: Outcome;
        readonly isProvisional: boolean;
      }
    | undefined;
  /** Ended without a result. */
  readonly abandoned: boolean;
  /** As it was when a ruling voided its result: an appeal brings it back while nothing has taken its place. */
  readonly voided: MatterState | undefined;
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
  /** Where nominators said that they are from, by body and nominator. */
  readonly nominatorAreas: Trie<Readonly<Record<string, string>>>;
  /** How many members of each body have ever nominated. */
  readonly nominatorCounts: ById<number>;
  readonly tallies: readonly Tally[] | undefined;
  readonly progress: Progress;
  /** Who is barred by what set the contest going. */
  readonly barred: string | undefined;
  /** Electors who signed up, by section. */
  readonly registered: ById<Trie<true>>;
}

/** How far the ballots of a contest have come. */
export interface Progress {
  /** Place of the ballot that is next or under way. */
  readonly at: number;
  readonly round: number;
  /** Who is left; undefined: everyone validly nominated. */
  readonly field: readonly string[] | undefined;
  readonly held: readonly HeldBallot[];
  /** Level candidates among whom so many must go: to leave the field, or so that one is chosen. */
  readonly level:
    | { readonly among: readonly string[]; readonly go: number; readonly for: 'field' | 'win' }
    | undefined;
  /** How often those level now have been level before. */
  readonly levels: number;
  /** The last ballot was decided: `elected`, or nobody will be. */
  readonly finished: { readonly elected: readonly string[] } | undefined;
}

/** A ballot or a round of one, decided. */
export interface HeldBallot {
  readonly ballot: string;
  readonly round: number;
  readonly poll: string;
  readonly chosen: readonly string[];
  readonly out: readonly string[];
  /** What each candidate had in the last round, as "n" or "n/d". */
  readonly scores: ById<string>;
  readonly seq: number;
}

export interface CandidateState {
  readonly id: string;
  readonly name: string;
  /** Place in the order in which candidates first appeared. */
  readonly order: number;
  /** Nominations held at present, by body. */
  readonly nominations: ById<number>;
  /** The same with kinds, members represented and areas, where the body has any. */
  readonly support: ById<Support>;
  readonly consented: boolean;
  readonly withdrew: boolean;
  /** Left after the paper was made: still on it, and cannot be elected. */
  readonly leftLate: boolean;
  /** Decimal sums by currency. */
  readonly paid: ById<string>;
  readonly spent: ById<string>;
  readonly returned: boolean;
  readonly classes: readonly string[];
  readonly groups: ById<string>;
  readonly qualifications: readonly string[];
  /** Those who stand together as this candidate. */
  readonly members: readonly TicketMember[];
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
  /** The day by which electors of a section had to qualify, as far as it was said. */
  readonly qualifiedBy: ById<string>;
  /** Electors whose contact was changed since it was frozen. */
  readonly contactsChanged: number;
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
    tenures: {},
    vacancies: {},
    units: {},
    events: {},
    demands: {},
    objections: {},
    reported: {},
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
  return (
    (matter.declared !== undefined && !matter.declared.isProvisional) ||
    matter.abandoned ||
    (matter.kind === 'motion' && matter.withdrawn)
  );
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

/** A contest before anything has come of it; what it is about is set by who calls it. */
export function freshContest(
  of: Pick<ContestState, 'id' | 'procedure' | 'at' | 'trigger' | 'office' | 'holder' | 'barred'>,
): ContestState {
  return {
    kind: 'contest',
    dates: {},
    datesSeq: -1,
    poll: undefined,
    declared: undefined,
    abandoned: false,
    voided: undefined,
    gate: 0,
    phase: 'waiting',
    reopened: false,
    sizes: {},
    candidates: {},
    nominators: emptyTrie(),
    nominatorAreas: emptyTrie(),
    nominatorCounts: {},
    tallies: undefined,
    progress: FRESH_PROGRESS,
    registered: {},
    ...of,
  };
}

export const FRESH_PROGRESS: Progress = {
  at: 0,
  round: 1,
  field: undefined,
  held: [],
  level: undefined,
  levels: 0,
  finished: undefined,
};

export function withPoll(state: State, poll: PollState): State {
  return { ...state, polls: { ...state.polls, [poll.id]: poll } };
}

/** Orders text by UTF-16 code units: the same everywhere. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export type ActOf<K extends Act['kind']> = Extract<Act, { readonly kind: K }>;
export type EntryOf<A extends Act> = Omit<Entry, 'act'> & { readonly act: A };
