/** The first page, progress and errors. */
import type { Clause, Frame, ProceedingRef } from './frame.ts';

export interface HomeView {
  readonly frame: Frame;
  readonly replay:
    | { readonly kind: 'ready'; readonly href: string }
    | { readonly kind: 'building'; readonly href: string; readonly percent: number };
  readonly practice: { readonly href: string };
  readonly own: { readonly href: string };
  /** The page of all rule books, and how many there are. */
  readonly rules: { readonly href: string; readonly books: number };
  /** Public proceedings on this server, newest first; the replay and practice ones left out. */
  readonly proceedings: readonly (ProceedingRef & { readonly standing: string })[];
}

/** Something long is being done: building the replay, closing a poll. Looked at again every second or two. */
export interface ProgressView {
  readonly frame: Frame;
  readonly title: string;
  /** What is being done and why it takes a while. */
  readonly sentence: string;
  /** 0 to 100 over everything. */
  readonly percent: number;
  readonly steps: readonly {
    readonly text: string;
    readonly state: 'done' | 'doing' | 'waiting';
    /** `312 of 507 ballots`. */
    readonly detail?: string;
  }[];
  /** Set when it went wrong: what happened and what to do. */
  readonly failure?: string;
  /** Where it leads when done (the server may as well redirect there). */
  readonly next?: { readonly text: string; readonly href: string };
  readonly proceeding?: ProceedingRef;
}

export type ErrorKind =
  | 'not-found'
  | 'link-bad' // no such sign-in or voting link
  | 'link-used'
  | 'link-expired'
  | 'poll-closed'
  | 'poll-not-open'
  | 'signed-out' // this page needs a sign-in link
  | 'not-yours' // signed in, but as somebody who may not do this
  | 'refused' // the referee refused; `detail` is its sentence
  | 'bad-form' // the request could not be understood
  | 'too-large'
  | 'too-many' // rate limit
  | 'full' // the disk is full: nothing was taken
  | 'trouble';

export interface ErrorView {
  readonly frame: Frame;
  readonly kind: ErrorKind;
  /** One more sentence from the server, with the rule cited where there is one. */
  readonly detail?: string;
  readonly clause?: Clause;
  /** Stable code for programs and the help desk: `act/too-early`, or a log id with `trouble`. */
  readonly code?: string;
  /** ISO time that matters: when the poll closed or opens, when the link expired. */
  readonly at?: string;
  readonly proceeding?: ProceedingRef;
  /** Where to go from here; home is always offered. */
  readonly next?: { readonly text: string; readonly href: string };
}
