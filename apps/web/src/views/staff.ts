/** Those who run contests, and what needs two of them. */
import type { FormView } from './forms.ts';
import type { Frame, ProceedingRef } from './frame.ts';

export interface StaffView {
  readonly frame: Frame;
  readonly staff: readonly {
    readonly name: string;
    readonly email?: string;
    readonly role: 'officer' | 'help-desk';
    readonly isYou: boolean;
    /** Signs them out for good. */
    readonly end?: FormView;
  }[];
  /** Whether there are two officers, for what needs two. */
  readonly hasTwo: boolean;
  readonly invite: FormView;
}

export interface ContactsView {
  readonly frame: Frame;
  readonly proceeding: ProceedingRef;
  readonly back: { readonly text: string; readonly href: string };
  /** Changed since the rolls were frozen, as the record counts them. */
  readonly changed: number;
  /** There is nobody yet who could approve what this officer asks for. */
  readonly needsColleague: boolean;
  readonly staffHref: string;
  readonly waiting: readonly {
    readonly id: string;
    readonly name: string;
    readonly from?: string;
    readonly to: string;
    readonly reason: string;
    readonly by: string;
    readonly at: string;
    readonly isOwn: boolean;
    readonly approve?: FormView;
    readonly refuse?: FormView;
  }[];
}
