/** The roll person by person, for the returning officer. */
import type { FormView } from './forms.ts';
import type { Frame, ProceedingRef } from './frame.ts';

export interface ElectorsView {
  readonly frame: Frame;
  readonly proceeding: ProceedingRef;
  readonly back: { readonly text: string; readonly href: string };
  /** Name of the electorate. */
  readonly name: string;
  /** GET address of the search; the fields are `q` and `show`. */
  readonly action: string;
  readonly search: string;
  readonly filter: ElectorsShown;
  readonly filters: readonly { readonly kind: ElectorsShown; readonly href: string }[];
  /** Whether there is a poll whose votes are shown: `live` ones come with a delay. */
  readonly votes: 'none' | 'live' | 'closed';
  readonly total: number;
  readonly electors: readonly {
    readonly id: string;
    readonly name: string;
    readonly number?: string;
    readonly email?: string;
    readonly section: string;
    readonly mail?: {
      readonly state: 'caught' | 'queued' | 'sent' | 'failed';
      readonly at: string;
      /** The mail itself, for those who may read it. */
      readonly href?: string;
    };
    readonly voted: boolean;
    readonly again?: FormView;
    /** The form for a new address. */
    readonly contactHref?: string;
  }[];
  readonly earlierHref?: string;
  readonly laterHref?: string;
}

export type ElectorsShown = 'all' | 'undelivered' | 'not-voted';
