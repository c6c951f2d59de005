/** Canlyniad ar sgrin fawr, gam wrth gam: a result for a big screen. */
import { count } from '../../text/figures.ts';

export const screen = {
  link: 'Ei ddangos ar sgrin fawr, rownd ar y tro',
  steps: 'Camau',
  step: (n: number, of: number): string => `${count(n)} o ${count(of)}`,
  next: 'Nesaf',
  back: 'Yn ôl',
  leave: 'Gadael y sgrin fawr',
  all: 'Y canlyniad cyfan',
};
