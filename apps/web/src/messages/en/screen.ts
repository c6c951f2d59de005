/** A result for a big screen, one step at a time. */
import { count } from '../../text/figures.ts';

export const screen = {
  link: 'Show it on a big screen, one round at a time',
  steps: 'Steps',
  step: (n: number, of: number): string => `${count(n)} of ${count(of)}`,
  next: 'Next',
  back: 'Back',
  leave: 'Leave the big screen',
  all: 'The whole result',
};
