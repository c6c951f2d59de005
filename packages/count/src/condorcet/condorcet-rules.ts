/** The rules that compare the candidates in pairs, by name. */
import type { CondorcetMethod } from './condorcet-transcript.ts';

export interface CondorcetRule {
  readonly name: CondorcetMethod;
  readonly aliases: readonly string[];
  readonly title: string;
  readonly describe: string;
  readonly follows: string;
  /** What the tests compare it with. */
  readonly reproduces: string;
}

const IN_PAIRS = 'Electors rank the candidates, who are compared two by two.';

export const condorcetRules: readonly CondorcetRule[] = [
  {
    name: 'schulze',
    aliases: ['debian', 'beatpath', 'cssd'],
    title: 'Schulze',
    describe: `${IN_PAIRS} Whoever beats all others is elected; where they beat each other in a circle, the one from whom the stronger chains of victories lead to all others.`,
    follows:
      'M. Schulze 2011; with a default option, quorum and majority, the Debian Constitution, appendix A.6.',
    reproduces:
      'The Debian Project Leaders of 2002 to 2022; the whole rankings of the Kubernetes steering committee 2020 and 2023 to 2025. Equal to the program Condorcet PHP on 57 elections.',
  },
  {
    name: 'ranked-pairs',
    aliases: ['tideman', 'rp'],
    title: 'Ranked pairs',
    describe: `${IN_PAIRS} The victories are taken from the clearest down, leaving out any that contradicts those before it.`,
    follows: 'T. N. Tideman 1987; T. Zavist and T. N. Tideman 1989.',
    reproduces:
      'No official count available. Equal to the program Condorcet PHP on the Tideman collection.',
  },
  {
    name: 'minimax',
    aliases: ['simpson'],
    title: 'Minimax',
    describe: `${IN_PAIRS} The one whose worst defeat is the slightest is elected.`,
    follows: 'The method in its plain form.',
    reproduces:
      'No official count available. Equal to the program Condorcet PHP on the Tideman collection.',
  },
  {
    name: 'copeland',
    aliases: [],
    title: 'Copeland',
    describe: `${IN_PAIRS} The one with most victories, less defeats, is elected.`,
    follows: 'The method in its plain form.',
    reproduces:
      'No official count available. Equal to the program Condorcet PHP on the Tideman collection.',
  },
  {
    name: 'kemeny',
    aliases: ['kemeny-young'],
    title: 'Kemeny',
    describe: `${IN_PAIRS} The ranking with which the papers agree most often, pair by pair, says who is elected.`,
    follows: 'J. G. Kemeny 1959; H. P. Young 1988.',
    reproduces:
      'No official count available. Equal to the program Condorcet PHP on the Tideman collection.',
  },
];

export function findCondorcetRule(name: string): CondorcetRule | undefined {
  return condorcetRules.find((rule) => rule.name === name || rule.aliases.includes(name));
}
