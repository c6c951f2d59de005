/** How people come to stand: gates, consent, withdrawal, tickets, money. */
import type { Condition } from './conditions.ts';
import type { Fraction, Money } from './measures.ts';

export interface NominationRules {
  /** Passed one after the other; who fails one is out. */
  readonly gates: readonly Gate[];
  /** How many candidates one nominator may nominate at a time, and whether the choice may change. */
  readonly perNominator?: {
    readonly most: number;
    readonly switching: boolean;
    /** Whether names are published, only numbers, or neither; names where left out. */
    readonly published?: 'names' | 'numbers' | 'nothing';
    readonly clause: string;
  };
  readonly selfNomination: { readonly allowed: boolean; readonly clause: string };
  readonly consent?: { readonly until: string; readonly clause: string };
  readonly withdrawal: {
    readonly until: string;
    readonly clause: string;
    /** What becomes of someone who leaves later; left out, nobody can. */
    readonly later?: LateWithdrawal;
  };
  readonly statement?: { readonly words: number; readonly until: string; readonly clause: string };
  readonly incumbent: Incumbent;
  /** Several may stand together as one candidate. */
  readonly ticket?: TicketRules;
  readonly deposit?: Deposit;
  readonly spending?: { readonly most: Money; readonly clause: string };
  /** Holders of these offices may not stand. */
  readonly barredOffices?: { readonly offices: readonly string[]; readonly clause: string };
}

export interface LateWithdrawal {
  /**
   * `between-ballots`: off the next paper. `stays-on-paper`: votes are counted until the count
   * excludes the candidate, who cannot be elected. `set-aside`: votes pass to the next choice at once.
   */
  readonly kind: 'between-ballots' | 'stays-on-paper' | 'set-aside';
  readonly clause: string;
}

/** How the holder of the office comes on the paper, where the office is held. */
export type Incumbent =
  /** Without nominations. */
  | { readonly kind: 'automatic'; readonly clause: string }
  /** Like anyone else. */
  | { readonly kind: 'by-papers'; readonly clause: string }
  | { readonly kind: 'barred'; readonly clause: string }
  /** The book does not say: a ruling on that question does, before nominations open. */
  | { readonly kind: 'by-ruling'; readonly question: string; readonly clause: string };

export interface Gate {
  readonly id: string;
  readonly name: string;
  readonly clause: string;
  /** Stages between which nominations for this gate are made. */
  readonly opens: string;
  readonly closes: string;
  readonly condition: Condition;
}

export interface TicketRules {
  readonly least: number;
  readonly most: number;
  /** Who must or may be on a ticket of more than one. */
  readonly composition: readonly ClassBound[];
  readonly clause: string;
}

/** So many of a class of persons: "woman", "young". */
export interface ClassBound {
  readonly class: string;
  readonly name: string;
  readonly least?: number;
  readonly most?: number;
  readonly clause: string;
}

/** Money that comes back on a condition. */
export interface Deposit {
  readonly refundable: Money;
  /** `complied`: spending stayed within its cap and was reported; `share`: so large a share of the votes. */
  readonly when:
    | { readonly kind: 'complied' }
    | { readonly kind: 'share'; readonly least: Fraction };
  readonly clause: string;
}
