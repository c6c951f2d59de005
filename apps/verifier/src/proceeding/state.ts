/** What a record says happened, gathered from its entries: what was said first stands. */
import type { ActOf, Kind, Manifest } from '../entries/acts.ts';
import type { Ballot } from '../protocol/ballot.ts';

export interface Placed<K extends Kind> {
  readonly seq: number;
  readonly at: string;
  readonly by: { readonly id: string; readonly role: string };
  readonly act: ActOf<K>;
}

export interface BoxedBallot {
  readonly seq: number;
  readonly ballot: Ballot;
  /** Hex of its hash. */
  readonly tracker: string;
  /** Hex. */
  readonly credential: string;
}

export interface Poll {
  readonly id: string;
  readonly ceremony: Placed<'ceremony-opened'>;
  /** By trustee. */
  readonly pledges: Map<string, Placed<'key-pledged'>>;
  readonly deals: Map<string, Placed<'key-dealt'>>;
  readonly shares: Map<string, Placed<'key-shares-sent'>>;
  readonly accepted: Set<string>;
  readonly complaints: Placed<'key-complained'>[];
  prepared: Placed<'poll-prepared'> | undefined;
  opened: Placed<'poll-opened'> | undefined;
  /** The closing time in force. */
  until: string;
  closed: Placed<'poll-closed'> | undefined;
  readonly ballots: BoxedBallot[];
  /** Hex tracker of the last ballot, by hex credential. */
  readonly last: Map<string, string>;
  readonly mixes: Placed<'pool-mixed'>[];
  readonly decryptions: Placed<'share-published'>[];
  readonly coins: Placed<'coin-shared'>[];
  readonly openings: Map<string, Placed<'pool-opened'>>;
  counted: Placed<'poll-counted'> | undefined;
}

export interface Roll {
  readonly placed: Placed<'roll-frozen'>;
  /** Section by hex credential; undefined where the blob could not be read. */
  readonly sectionOf: ReadonlyMap<string, string> | undefined;
  /** How many contacts have been changed since. */
  readonly contacts: { changed: number };
}

export interface Matter {
  readonly procedure: string;
  /** Of a motion. */
  readonly text?: string;
  /** Of a contest. */
  readonly office?: string;
}

export interface Proceeding {
  readonly opening: Placed<'proceeding-opened'>;
  /** The rule book, as it is; undefined where it could not be read. */
  readonly book: unknown;
  readonly rolls: Map<string, Roll>;
  readonly matters: Map<string, Matter>;
  /** Matters whose figures were reported from elsewhere. */
  readonly reported: Set<string>;
  /** In the order of their ceremonies. */
  readonly polls: Map<string, Poll>;
  readonly withdrawals: Placed<'candidate-withdrew'>[];
  readonly declarations: Placed<'result-declared'>[];
}

export function newPoll(ceremony: Placed<'ceremony-opened'>): Poll {
  return {
    id: ceremony.act.poll,
    ceremony,
    pledges: new Map(),
    deals: new Map(),
    shares: new Map(),
    accepted: new Set(),
    complaints: [],
    prepared: undefined,
    opened: undefined,
    until: '',
    closed: undefined,
    ballots: [],
    last: new Map(),
    mixes: [],
    decryptions: [],
    coins: [],
    openings: new Map(),
    counted: undefined,
  };
}

export function manifestOf(poll: Poll): Manifest | undefined {
  return poll.prepared?.act.manifest;
}

export function trusteeIndex(poll: Poll, trustee: string): number {
  return poll.ceremony.act.trustees.findIndex((t) => t.id === trustee) + 1;
}
