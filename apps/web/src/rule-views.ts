/** What the pages of rule books are drawn from; words of the book come from the server. */
import type { Frame } from './views.ts';

/** All rule books, shelf by shelf. */
export interface RulesView {
  readonly frame: Frame;
  readonly shelves: readonly {
    readonly kind: 'own' | 'models' | 'organisation';
    readonly name: string;
    readonly books: readonly RuleBookLine[];
  }[];
  /** The JSON Schema that every book follows. */
  readonly schemaHref: string;
}

export interface RuleBookLine {
  readonly id: string;
  readonly href: string;
  readonly title: string;
  /** What it is for, in a sentence or two. */
  readonly summary: string;
  /** `In force from 24 January 1981 to 2 October 1988`; nothing of a model. */
  readonly inForce?: string;
}

/** One rule book, whole. */
export interface RuleBookView {
  readonly frame: Frame;
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly organisation: string;
  readonly standing: 'model' | 'real';
  readonly summary: string;
  readonly inForce?: string;
  readonly rulesHref: string;
  /** Versions of the same rules, the one shown among them, oldest first; none where there is one. */
  readonly versions: readonly {
    readonly title: string;
    readonly href: string;
    readonly inForce?: string;
    readonly isThis: boolean;
  }[];
  readonly chapters: readonly RuleChapterView[];
  /** What the book leaves open, that somebody may one day quarrel about. */
  readonly open: readonly string[];
  /** What is not known of these rules. */
  readonly gaps: readonly string[];
  readonly powers: PowersView;
  readonly clauses: readonly RuleClauseView[];
  readonly sources: readonly {
    readonly title: string;
    readonly url?: string;
    readonly basis: 'read' | 'memory' | 'model';
  }[];
  /** The book as it is, and a copy to start from. */
  readonly bookHref: string;
  readonly copyHref: string;
  readonly copyName: string;
  readonly schemaHref: string;
  /** Where a returning officer opens a contest under it, if this server offers it. */
  readonly newHref?: string;
  readonly hash: string;
}

export interface RuleChapterView {
  readonly heading: string;
  readonly parts: readonly {
    readonly heading?: string;
    /** Sentences that rest on the same clause, together. */
    readonly passages: readonly RulePassage[];
  }[];
}

export interface RulePassage {
  readonly sentences: readonly string[];
  readonly clause?: RuleClauseRef;
}

export interface RuleClauseRef {
  readonly id: string;
  readonly cite: string;
}

export interface RuleClauseView extends RuleClauseRef {
  readonly text: string;
  readonly sources: readonly string[];
}

export interface PowersView {
  readonly goals: readonly {
    readonly id: string;
    readonly name: string;
    /** The shortest first. */
    readonly ways: readonly (readonly PowerStep[])[];
  }[];
  readonly parties: readonly {
    readonly id: string;
    readonly name: string;
    readonly can: readonly PowerLine[];
  }[];
  /** Electorates whose sections have weights. */
  readonly weighted: readonly {
    readonly id: string;
    readonly name: string;
    readonly blocks: readonly PowerBlock[];
  }[];
}

export interface PowerStep {
  readonly who: string;
  readonly does: string;
  readonly clause: RuleClauseRef;
}

export interface PowerLine {
  readonly kind: 'alone' | 'together' | 'not-without' | 'decides' | 'cannot';
  readonly text: string;
  /** Whom it needs, where it can do so only with others. */
  readonly needs?: string;
  readonly clause: RuleClauseRef;
}

/** A section that votes as one. Shares are in per cent, to one decimal: `33.3`. */
export interface PowerBlock {
  readonly id: string;
  readonly name: string;
  readonly weight: string;
  readonly banzhaf: string;
  readonly shapleyShubik: string;
  readonly note?: 'decides-alone' | 'veto';
}
