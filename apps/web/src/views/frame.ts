import type { Language } from '../languages.ts';

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
  /** The language of the page; English where not given. */
  readonly language?: Language;
  /** Addresses that show this page in each language there is, this one too. */
  readonly elsewhere?: readonly { readonly language: Language; readonly href: string }[];
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
