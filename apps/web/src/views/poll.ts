/** A poll for those who vote in it and those who check it. */
import type { PaperForm } from '@hustings/count';
import type { FormView } from './forms.ts';
import type { Frame, ProceedingRef } from './frame.ts';
import type { PollRef, TrustView } from './proceeding.ts';

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
  /** Where a device can be tested. */
  readonly testHref: string;
  /** After casting, a second device may read the ballot. */
  readonly secondDevice: boolean;
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
  /** The booth seals a test paper and opens it again; nothing is cast. */
  readonly isTest: boolean;
  readonly testHref: string;
  /** After casting, a second device may read the ballot. */
  readonly secondDevice: boolean;
  readonly secondDeviceHref: string;
  /** Help for the person: who to ask, by which means. */
  readonly help?: string;
}

/** The page on which a second device reads a ballot. */
export interface SecondDeviceView {
  readonly frame: Frame;
  readonly proceeding: ProceedingRef;
  readonly poll: PollRef;
  readonly pollApi: string;
  /** GET `<this>/<tracker hex>/bytes`: `{ballot: base64}`, or 404. */
  readonly trackerApi: string;
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
