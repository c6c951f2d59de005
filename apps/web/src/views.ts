/**
 * What each page is drawn from. The server fills these; the pages only lay them out. All plain
 * readonly data:
 * - times are RFC 3339 in UTC; the frame's `zone` says in which zone people read them;
 * - counts are numbers, shares are decimal strings as the rule book rounds them (`61.8`, no sign);
 * - sentences with words of the rule book come from the server, everything else from the catalogue;
 * - an `href` or `action` is a path of this server, given by whoever knows the routes.
 */
import type { PaperForm } from '@hustings/count';

/** What every page carries. */
export interface Frame {
  /** IANA zone in which times are shown: `Europe/London`. */
  readonly zone: string;
  /** Who is signed in, if anyone. `out` is the action of the sign-out form. */
  readonly who?: {
    readonly name: string;
    readonly role: 'officer' | 'member';
    readonly out: string;
  };
  /** Put into every form as the hidden field `_csrf`, where the server uses one. */
  readonly csrf?: string;
  /** What the last request did, shown once on top. */
  readonly notice?: Notice;
}

export interface Notice {
  readonly tone: 'done' | 'problem' | 'hint';
  readonly text: string;
}

/** The proceeding that a page belongs to. */
export interface ProceedingRef {
  readonly id: string;
  readonly title: string;
  readonly organisation: string;
  readonly href: string;
  readonly practice: boolean;
  /** Path of the result page, once something has been declared. */
  readonly resultHref?: string;
}

/** Where a rule stands and, where short enough, what it says. */
export interface Clause {
  /** `Rule Book 2016, chapter 4, clause II.2.B.ii`. */
  readonly cite: string;
  readonly text?: string;
}

// ------------------------------------------------------------------ home, progress, errors

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

// ------------------------------------------------------------------ forms

/** A form as data; every act of officers and members is one of these. Sent by POST. */
export interface FormView {
  readonly action: string;
  readonly fields: readonly FieldView[];
  /** Text of the button: a verb (`Open the poll`). */
  readonly submit: string;
  /** Needs `multipart/form-data`; true when a field is a file. */
  readonly multipart?: boolean;
  /** What cannot be undone, said above the button. */
  readonly warning?: string;
}

interface FieldBase {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with what was sent. */
  readonly error?: string;
  readonly optional?: boolean;
}

export type FieldView =
  | { readonly kind: 'hidden'; readonly name: string; readonly value: string }
  | (FieldBase & {
      readonly kind: 'text' | 'email' | 'number' | 'date';
      readonly value?: string;
      readonly autocomplete?: string;
      readonly max?: number;
    })
  /** Local date and time in the frame's zone, `2026-11-22T17:00`. */
  | (FieldBase & { readonly kind: 'moment'; readonly value?: string })
  | (FieldBase & {
      readonly kind: 'long';
      readonly value?: string;
      readonly rows?: number;
      readonly max?: number;
    })
  | (FieldBase & { readonly kind: 'file'; readonly accept?: string })
  | (FieldBase & { readonly kind: 'check'; readonly value: string; readonly checked?: boolean })
  | (FieldBase & {
      readonly kind: 'choice' | 'choices';
      readonly options: readonly {
        readonly value: string;
        readonly text: string;
        readonly hint?: string;
        readonly checked?: boolean;
      }[];
    });

// ------------------------------------------------------------------ a proceeding

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

// ------------------------------------------------------------------ results

export interface ResultView {
  readonly frame: Frame;
  readonly proceeding: ProceedingRef;
  /** The main one (last declared) first. */
  readonly results: readonly DeclaredView[];
  readonly notes: readonly string[];
  readonly trust: TrustView;
  readonly record: RecordView;
  /** What this server's own verifier found when the result was declared. */
  readonly verified?: { readonly at: string; readonly findings: number; readonly checked: string };
}

export type DeclaredView = ElectedView | MotionView | UncontestedView;

interface DeclaredBase {
  readonly matter: string;
  /** `Leader of the Labour Party`, `Motion of no confidence`. */
  readonly title: string;
  /** The sentence that says who won or what was decided; the first thing on the page. */
  readonly sentence: string;
  readonly declaredAt: string;
  /** The declaration as recorded. */
  readonly text?: string;
  readonly clause?: Clause;
}

export interface ElectedView extends DeclaredBase {
  readonly kind: 'elected';
  /** `Alternative vote`, `First past the post`. */
  readonly method: string;
  readonly seats: number;
  /** Best first; ids are used in `votes` below. */
  readonly candidates: readonly {
    readonly id: string;
    readonly name: string;
    readonly elected: boolean;
  }[];
  readonly rounds: readonly RoundView[];
  /** Decimal places of votes, where they may be in parts; left out, they are whole. */
  readonly decimals?: number;
  /** One entry where the roll has one section only. */
  readonly sections: readonly SectionView[];
  readonly nominations?: NominationsView;
  readonly turnout: TurnoutView;
  readonly margin: MarginView;
  readonly reconciliation: ReconciliationView;
  readonly spoilt: readonly SpoiltView[];
}

export interface RoundView {
  readonly number: number;
  /** Where it is not "Round" and its number: `Stage 3, part 2`. */
  readonly label?: string;
  /** What happened, in words. */
  readonly narrative: readonly string[];
  readonly tallies: readonly {
    readonly candidate: string;
    readonly votes: number;
    readonly percent: string;
    /** Against the round before; 0 in the first. */
    readonly change: number;
    readonly state: 'continuing' | 'elected' | 'excluded' | 'out';
  }[];
  /** Papers with no further preference, so far. */
  readonly exhausted: number;
  /** Where the excluded candidate's votes went after this round. */
  readonly transfers: readonly {
    readonly from: string;
    readonly to: string | null;
    readonly votes: number;
  }[];
}

export interface SectionView {
  readonly id: string;
  readonly name: string;
  readonly valid: number;
  /** The next four are left out, all sections alike, where the book withholds turnout by section. */
  readonly electorate?: number;
  readonly cast?: number;
  readonly spoilt?: number;
  readonly turnout?: string;
  /** By candidate id: first preferences in this section. */
  readonly votes: Readonly<Record<string, number>>;
  readonly percent: Readonly<Record<string, string>>;
}

export interface TurnoutView {
  readonly percent: string;
  /** `(valid + spoilt) ÷ electorate`. */
  readonly formula: string;
  /** What is counted and what not, as the book or the stated policy says. */
  readonly definition: string;
}

export interface MarginView {
  /** Votes between the winner and the runner-up in the last round. */
  /** Left out where no one figure says how near it was. */
  readonly votes?: number;
  readonly percent?: string;
  /** Least number of papers that would have to change to change the winner. */
  readonly papers?: number;
  readonly sentences: readonly string[];
}

/** electorate = voted + notVoted; cast = counting + replaced; counting = valid + spoilt. */
export interface ReconciliationView {
  readonly electorate: number;
  readonly voted: number;
  readonly notVoted: number;
  readonly cast: number;
  readonly replaced: number;
  readonly counting: number;
  readonly valid: number;
  readonly spoilt: number;
}

export interface SpoiltView {
  /** In words: `Marked twice for the same candidate`. */
  readonly reason: string;
  readonly count: number;
}

export interface MotionView extends DeclaredBase {
  readonly kind: 'motion';
  /** The motion itself. */
  readonly motion: string;
  readonly carried: boolean;
  readonly for: number;
  readonly against: number;
  readonly abstained: number;
  readonly forPercent: string;
  readonly againstPercent: string;
  readonly percentBase: string;
  /** What carries it: `more votes for than against`. */
  readonly needed: string;
  /** What follows under the book: `Advisory: the rule book attaches no consequence.` */
  readonly effect: string;
  readonly turnout: TurnoutView;
  readonly reconciliation: ReconciliationView;
  readonly spoilt: readonly SpoiltView[];
}

export interface UncontestedView extends DeclaredBase {
  readonly kind: 'uncontested';
  readonly elected: readonly string[];
  readonly nominations?: NominationsView;
}

// ------------------------------------------------------------------ poll, booth, box, check, verify

export interface OptionView {
  readonly id: string;
  readonly name: string;
  /** A candidate's statement, where filed. */
  readonly statement?: string;
}

export interface PollView {
  readonly frame: Frame;
  readonly proceeding: ProceedingRef;
  readonly poll: PollRef;
  readonly form: PaperForm;
  /** In the order of the paper. */
  readonly options: readonly OptionView[];
  readonly orderNote?: string;
  readonly sections: readonly { readonly name: string; readonly size: number }[];
  /** Ballots on the record so far, where the rules let it be shown. */
  readonly cast?: number;
  readonly revote: 'last-counts' | 'first-stands';
  /** Fingerprint of the poll key, in words and hex. */
  readonly key: { readonly words: string; readonly hex: string };
  readonly voteHref: string;
  readonly boxHref: string;
  readonly checkHref: string;
  readonly resultHref?: string;
  readonly trust: TrustView;
  /** Practice only, while the poll is open. */
  readonly close?: FormView;
}

export interface BoothView {
  readonly frame: Frame;
  readonly proceeding: ProceedingRef;
  readonly poll: PollRef;
  readonly form: PaperForm;
  readonly options: readonly OptionView[];
  readonly revote: 'last-counts' | 'first-stands';
  /** GET: `{manifest, status}`. */
  readonly pollApi: string;
  /** POST: `{ballot: base64}`; gives `{tracker, at, …}`. */
  readonly ballotsApi: string;
  /** GET `<this>/<tracker hex>`: `{tracker, at, …}`, or 404. */
  readonly trackerApi: string;
  /** GET with `?credential=hex`: `{section, previous}`, or 404. */
  readonly electorApi: string;
  readonly checkHref: string;
  readonly boxHref: string;
  /** Help for the person: who to ask, by which means. */
  readonly help?: string;
}

export interface BoxView {
  readonly frame: Frame;
  readonly proceeding: ProceedingRef;
  readonly poll: PollRef;
  /** All polls of the proceeding, to choose from. */
  readonly polls: readonly PollRef[];
  readonly total: number;
  /** A page of ballots in the order of the record; `position` counts from 1 in this poll. */
  readonly rows: readonly {
    readonly position: number;
    readonly tracker: string;
    readonly code: string;
    readonly at: string;
  }[];
  readonly page: number;
  readonly pages: number;
  /** Paths for the neighbouring pages. */
  readonly earlierHref?: string;
  readonly laterHref?: string;
  readonly checkHref: string;
}

export interface CheckView {
  readonly frame: Frame;
  readonly proceeding: ProceedingRef;
  readonly checkHref: string;
  readonly boxHref: string;
  /** What was typed, given back as it was. */
  readonly asked: string;
  readonly answer:
    | { readonly kind: 'nothing-asked' }
    /** Not the shape of a receipt or tracker. */
    | { readonly kind: 'not-a-code'; readonly message: string }
    | { readonly kind: 'not-there' }
    | InTheBoxView;
}

export interface InTheBoxView {
  readonly kind: 'in-the-box';
  readonly poll: PollRef;
  /** Receipt as the voter has it: words and digits. */
  readonly code: string;
  readonly tracker: string;
  readonly at: string;
  /** Counts from 1 among the ballots of the poll. */
  readonly position: number;
  readonly total: number;
  /** `counts` (or will, when the poll closes), or was replaced by a later ballot of the same elector. */
  readonly standing: 'counts' | 'replaced';
  readonly proof: {
    readonly index: number;
    readonly leafHash: string;
    readonly treeSize: number;
    readonly rootHash: string;
    /** Sibling hashes from leaf to root, hex. */
    readonly path: readonly string[];
    /** The signed note as text. */
    readonly checkpoint: string;
    /** GET that gives the same as JSON. */
    readonly apiHref: string;
  };
}

export interface VerifyView {
  readonly frame: Frame;
  readonly proceeding: ProceedingRef;
  readonly recordHref: string;
  readonly size?: number;
  readonly entries: number;
  readonly ballots: number;
  readonly command: string;
}

export interface PracticeView {
  readonly frame: Frame;
  /** POST: makes a fresh practice poll and redirects to its booth. */
  readonly start: FormView;
  readonly society: string;
  readonly rollSize: number;
  /** Papers that the server casts so that the visitor's hides among them. */
  readonly cast: number;
}

// ------------------------------------------------------------------ signing in

export interface EnterView {
  readonly frame: Frame;
  readonly as: 'officer' | 'member';
  readonly organisation?: string;
  readonly name?: string;
  /** POST that uses the link. */
  readonly form: FormView;
}

// ------------------------------------------------------------------ officer

export interface OfficerView {
  readonly frame: Frame;
  readonly proceedings: readonly (ProceedingRef & {
    readonly standing: string;
    readonly next?: { readonly text: string; readonly by?: string; readonly href: string };
  })[];
  readonly newHref: string;
  readonly outboxHref: string;
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

// ------------------------------------------------------------------ member

export interface MyView {
  readonly frame: Frame;
  readonly name: string;
  readonly matters: readonly {
    readonly proceeding: ProceedingRef;
    readonly standing: string;
    /** On the roll, in which section; or not, and why. */
    readonly roll:
      | { readonly kind: 'on'; readonly section: string }
      | { readonly kind: 'not-on'; readonly reason: string; readonly clause?: Clause }
      | { readonly kind: 'not-yet' };
    /** What this member may do now. */
    readonly may: readonly TaskView[];
    readonly vote?: {
      readonly poll: PollRef;
      /** A voting code was sent to the member; the link is in that mail, so only the booth's page is given here. */
      readonly href: string;
      readonly voted: boolean;
    };
    readonly nominations?: NominationsView;
  }[];
}
