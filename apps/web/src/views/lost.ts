import type { Frame, ProceedingRef } from './frame.ts';

/** “I did not get my link.” */
export interface LostView {
  readonly frame: Frame;
  readonly proceeding: ProceedingRef;
  readonly action: string;
  readonly state: 'asking' | 'missing' | 'sent';
}
