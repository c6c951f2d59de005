/** The returning officer’s desk. */
import type { FieldView, FormView } from './forms.ts';
import type { Clause, Frame, ProceedingRef } from './frame.ts';
import type { KeyholdersView } from './keyholders.ts';
import type { NominationsView } from './proceeding.ts';

export interface EnterView {
  readonly frame: Frame;
  readonly as: 'officer' | 'member';
  readonly organisation?: string;
  readonly name?: string;
  /** POST that uses the link. */
  readonly form: FormView;
}

export interface OfficerView {
  readonly frame: Frame;
  readonly proceedings: readonly (ProceedingRef & {
    readonly standing: string;
    readonly next?: { readonly text: string; readonly by?: string; readonly href: string };
  })[];
  /** For officers; the help desk has none of these. */
  readonly newHref?: string;
  readonly outboxHref?: string;
  readonly staffHref?: string;
  /** Mails caught and not sent, when no SMTP is set. */
  readonly caught?: number;
}

export interface NewProceedingView {
  readonly frame: Frame;
  readonly action: string;
  readonly books: readonly {
    readonly id: string;
    readonly title: string;
    readonly version: string;
    /** Who it is for and what it makes happen, two or three sentences. */
    readonly explanation: string;
    /** What it does, step by step. */
    readonly steps: readonly string[];
    readonly source?: string;
    /** The page that tells all of it. */
    readonly href: string;
  }[];
  /** The page of all rule books, also of those that are only for reading and starting from. */
  readonly rulesHref: string;
  /** Values sent before, and what was wrong with them. */
  readonly chosen?: string;
  readonly fields: readonly FieldView[];
  readonly error?: string;
}

export interface TaskView {
  readonly id: string;
  readonly text: string;
  readonly hint?: string;
  readonly href?: string;
  /** Done straight from the list, when nothing has to be filled in. */
  readonly form?: FormView;
  readonly by?: string;
  readonly clause?: Clause;
  /** What is missing before it can be done. */
  readonly missing: readonly string[];
  /** Allowed, but rarely what anybody wants: folded away on the officer's list. */
  readonly seldom?: boolean;
}

export interface OfficerProceedingView {
  readonly frame: Frame;
  readonly proceeding: ProceedingRef;
  readonly standing: string;
  /** The one next step. */
  readonly next?: TaskView;
  /** Also possible now. */
  readonly may: readonly TaskView[];
  /** Not yet: waits for something. */
  readonly later: readonly TaskView[];
  readonly done: readonly { readonly text: string; readonly at: string }[];
  readonly nominations?: NominationsView;
  /** Separated mode: who has done what. */
  readonly keyholders?: KeyholdersView;
  /** Turnout so far, no votes. */
  readonly turnout?: { readonly cast: number; readonly electorate: number };
  readonly links: readonly { readonly text: string; readonly href: string }[];
}

/** One act as a form: for officers and members alike. */
export interface ActView {
  readonly frame: Frame;
  readonly proceeding: ProceedingRef;
  readonly title: string;
  /** What it does, in a sentence or two. */
  readonly lead: readonly string[];
  readonly clause?: Clause;
  readonly form: FormView;
  /** Facts to look at before doing it. */
  readonly facts?: readonly { readonly term: string; readonly value: string }[];
  /** What is wrong with what was sent: shown on top with links to the fields. */
  readonly error?: string;
  readonly back: { readonly text: string; readonly href: string };
}

export interface RollImportView {
  readonly frame: Frame;
  readonly proceeding: ProceedingRef;
  readonly back: { readonly text: string; readonly href: string };
  /** Upload form: one file field and whatever the book needs. */
  readonly form: FormView;
  /** Columns that are understood, first the needed ones. */
  readonly columns: readonly {
    readonly name: string;
    readonly needed: boolean;
    readonly what: string;
  }[];
  readonly sections: readonly { readonly id: string; readonly name: string }[];
  /** Why the whole file was refused. */
  readonly error?: string;
  readonly sampleHref?: string;
}

export interface RollPreviewView {
  readonly frame: Frame;
  readonly proceeding: ProceedingRef;
  readonly back: { readonly text: string; readonly href: string };
  readonly file: string;
  /** How the bytes were read: `UTF-8 with a byte-order mark, columns parted by semicolons`. */
  readonly reading: string;
  readonly rows: number;
  readonly accepted: number;
  readonly sections: readonly {
    readonly id: string;
    readonly name: string;
    readonly count: number;
  }[];
  /** Refused, by reason, most frequent first. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
  /** Every refused row with its line in the file; the first thousand here, all of them under `refusedHref`. */
  readonly refused: readonly {
    readonly line: number;
    readonly text: string;
    readonly reason: string;
  }[];
  readonly refusedTotal: number;
  readonly refusedHref?: string;
  /** Accepted but worth a look: shared addresses, odd dates. */
  readonly warnings: readonly {
    readonly line: number;
    readonly text: string;
    readonly reason: string;
  }[];
  /** Some accepted rows as they will be stored. */
  readonly sample: readonly {
    readonly line: number;
    readonly name: string;
    readonly email: string;
    readonly section: string;
  }[];
  /** Takes the accepted rows. Absent when nothing can be taken. */
  readonly accept?: FormView;
}

export interface OutboxView {
  readonly frame: Frame;
  /** No SMTP is set: mails are kept here instead of being sent. */
  readonly caught: boolean;
  readonly total: number;
  readonly mails: readonly {
    readonly id: string;
    readonly to: string;
    readonly subject: string;
    readonly at: string;
    readonly state: 'caught' | 'queued' | 'sent' | 'failed';
    readonly problem?: string;
    readonly href: string;
  }[];
  readonly earlierHref?: string;
  readonly laterHref?: string;
}

export interface MailView {
  readonly frame: Frame;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly at: string;
  readonly state: 'caught' | 'queued' | 'sent' | 'failed';
  readonly problem?: string;
  /** Plain-text part. Links in it are made clickable. */
  readonly text: string;
  readonly back: string;
}
