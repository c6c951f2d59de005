/** How a result is told. */
import type { PercentPolicy, TurnoutPolicy } from '@hustings/count';

export interface ResultPolicy {
  readonly percent: PercentPolicy & { readonly clause: string };
  /** `roll`: the kind of roll that turnout is a share of, where the electorate has several. */
  readonly turnout: TurnoutPolicy & { readonly roll?: string; readonly clause: string };
  /** Whether votes are published by section, and turnout by section. */
  readonly sections: 'published' | 'withheld';
  readonly sectionTurnout: 'published' | 'withheld';
  /** A set of ballots smaller than this is never opened alone. */
  readonly leastPool: number;
  /** Why a paper may be rejected; left out, whatever the paper's form makes void. */
  readonly spoilt?: {
    readonly reasons: readonly { readonly id: string; readonly name: string }[];
    readonly clause: string;
  };
  /** What the declaration must state. */
  readonly declaration?: {
    readonly states: readonly DeclarationPart[];
    /** Words that must stand in it. */
    readonly notice?: string;
    readonly clause: string;
  };
  /** A provisional result may be declared first, and its figures revised. */
  readonly provisional?: { readonly clause: string };
  /** A mistake that could not change who is elected is recorded and disregarded. */
  readonly tolerance?: { readonly clause: string };
  readonly clause: string;
}

export type DeclarationPart =
  | 'eligible'
  | 'turnout'
  | 'valid'
  | 'rejected'
  | 'votes'
  | 'shares'
  | 'elected';
