/** A member’s own page. */
import type { Clause, Frame, ProceedingRef } from './frame.ts';
import type { TaskView } from './officer.ts';
import type { NominationsView, PollRef } from './proceeding.ts';

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
