/**
 * A real contest as a plan: the acts that history took, and where it held a poll, the papers that
 * history counted. `play` carries a plan out with everything that a live proceeding does.
 */
import type { Act, Actor, RuleBook } from '@hustings/rulebook';

export interface Plan {
  readonly proceeding: string;
  readonly organisation: string;
  readonly title: string;
  readonly book: RuleBook;
  /** When the proceeding is opened. */
  readonly opens: string;
  /** Scale, reconstruction, gaps: shown before anything else. */
  readonly notes: readonly string[];
  readonly steps: readonly Step[];
}

export type Step = ActStep | CloseNominationsStep | RollStep | PollStep;

/** An act as history took it. */
export interface ActStep {
  readonly kind: 'act';
  readonly at: string;
  readonly by: Actor;
  readonly act: Act;
}

/** Closes nominations with the tallies that the entries give. */
export interface CloseNominationsStep {
  readonly kind: 'close-nominations';
  readonly at: string;
  readonly matter: string;
}

/** Freezes a roll of so many electors per section, each with a fresh credential. */
export interface RollStep {
  readonly kind: 'roll';
  readonly at: string;
  readonly roll: string;
  readonly electorate: string;
  readonly sections: readonly { readonly id: string; readonly size: number }[];
  readonly excluded: readonly {
    readonly section: string;
    readonly reason: string;
    readonly count: number;
  }[];
}

/** Papers that are alike: `count` electors of `section` cast these plaintext bytes. */
export interface PaperPile {
  readonly section: string;
  readonly plaintext: Uint8Array;
  readonly count: number;
}

/** Holds a poll from its key ceremony to its declaration. */
export interface PollStep {
  readonly kind: 'poll';
  readonly poll: string;
  readonly matter: string;
  readonly roll: string;
  readonly trustees: readonly { readonly id: string; readonly name: string }[];
  readonly threshold: number;
  /** How many of the trustees take part in decrypting: at least the threshold. */
  readonly decrypting: number;
  readonly mixers: readonly { readonly id: string; readonly name: string }[];
  readonly preparedAt: string;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly countedAt: string;
  readonly declaredAt: string;
  readonly papers: readonly PaperPile[];
}
