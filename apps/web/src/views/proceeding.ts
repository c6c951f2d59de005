/** A proceeding, its timeline and its record. */
import type { FormView } from './forms.ts';
import type { Clause, Frame, ProceedingRef } from './frame.ts';
import type { KeyholdersView } from './keyholders.ts';

/** What the trust box is filled in from: PROTOCOL §13 for the poll or proceeding at hand. */
export interface TrustView {
  readonly mode: 'simple' | 'separated';
  /** Who runs the server: the organisation's or the host's name. */
  readonly host: string;
  /** Empty before there is a poll; likewise the mixers. */
  readonly trustees: readonly string[];
  /** How many of them decrypt together. */
  readonly threshold: number;
  readonly mixers: readonly string[];
  /** Who makes the electors' codes, when not the server. */
  readonly registrar?: string;
  /** Ballots revealed together are at least so many; smaller pools are merged. */
  readonly leastPool: number;
  /** A replay or a practice: this server plays the trustees, the mixers and the registrar itself. */
  readonly rehearsed?: boolean;
  /** Who has cosigned the log from outside, by their names as witnesses. */
  readonly witnesses?: readonly string[];
}

export interface TimelineEntry {
  readonly seq: number;
  readonly at: string;
  /** The entry in words: `Owen Smith nominated by mp-017.` */
  readonly text: string;
  /** Who did it, in words: `the returning officer`. */
  readonly by: string;
  readonly clause?: Clause;
  /** A run of like entries told as one: `162 nominations for Owen Smith`. */
  readonly count?: number;
  /** Marks the turning points (motion carried, nominations closed, poll closed, declared). */
  readonly weight: 'plain' | 'turning';
}

export type PollStatus = 'preparing' | 'waiting' | 'open' | 'closed' | 'declared';

export interface PollRef {
  readonly id: string;
  readonly question: string;
  readonly status: PollStatus;
  readonly opens: string;
  readonly closes: string;
  readonly href: string;
}

export interface ProceedingView {
  readonly frame: Frame;
  readonly proceeding: ProceedingRef;
  readonly book: {
    readonly title: string;
    readonly version: string;
    readonly hash: string;
    /** Its page, where this server has the very version that the record names. */
    readonly href?: string;
  };
  /** Where it stands, in one sentence. */
  readonly standing: string;
  /** Scale, reconstruction, practice: what a reader must know beforehand. */
  readonly notes: readonly string[];
  /** What comes next, soonest first. */
  readonly next: readonly {
    readonly text: string;
    readonly at?: string;
    readonly clause?: Clause;
  }[];
  readonly polls: readonly PollRef[];
  /** Declared results, newest first: `Jeremy Corbyn elected Leader`. */
  readonly results: readonly { readonly text: string; readonly href: string }[];
  /** Oldest first. */
  readonly timeline: readonly TimelineEntry[];
  readonly nominations?: NominationsView;
  /** Separated mode: who has done what. */
  readonly keyholders?: KeyholdersView;
  readonly trust: TrustView;
  readonly record: RecordView;
  /** Practice only, while the poll is open: closes it now. */
  readonly close?: FormView;
  /** Signed in as this proceeding's officer. */
  readonly officerHref?: string;
}

/** The public record and where its parts are. */
export interface RecordView {
  readonly entries: number;
  readonly ballots: number;
  readonly boxHref: string;
  readonly checkHref: string;
  readonly verifyHref: string;
  readonly downloads: readonly {
    readonly text: string;
    readonly href: string;
    /** Bytes, where known. */
    readonly size?: number;
    readonly what?: string;
  }[];
  /** The one command that verifies and recounts: `npx hustings verify record.zip`. */
  readonly command: string;
}

export interface NominationsView {
  /** `20% of the 251 members of the PLP and EPLP`. */
  readonly basis: string;
  /** Nominations needed. */
  readonly threshold: number;
  readonly clause?: Clause;
  /** Still open: figures may change. */
  readonly open: boolean;
  readonly rows: readonly {
    readonly candidate: string;
    readonly name: string;
    readonly nominations: number;
    /** On the ballot (so far). */
    readonly validated: boolean;
    /** Needs none (an incumbent, by a ruling). */
    readonly exempt: boolean;
    readonly reason: string;
  }[];
}
