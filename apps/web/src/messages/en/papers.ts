/** Papers of every kind: how each is filled in, what is too much or too little on it, what it says. */
import { list, plural } from './counted.ts';

const upTo = (most: number, total: number): string =>
  most >= total ? 'as many as you like' : most === 1 ? 'one' : `up to ${most}`;

export const papers = {
  marks: (total: number, most: number, least: number): string =>
    least === most
      ? `Mark exactly ${most} of the ${total}. Their order does not matter.`
      : least > 1
        ? `Mark at least ${least} and at most ${most} of the ${total}. Their order does not matter.`
        : `Mark ${upTo(most, total)} of the ${total}. Their order does not matter.`,
  scores: (total: number, highest: number): string =>
    `Give each of the ${total} a score from 0 to ${highest}. Whoever you do not score gets 0.`,
  group: (name: string, least: number | undefined, most: number | undefined): string =>
    least !== undefined && most !== undefined
      ? `From ${least} to ${most} of your marks must be for ${name}.`
      : least !== undefined
        ? `At least ${least} of your marks must be for ${name}.`
        : `At most ${most ?? 0} of your marks may be for ${name}.`,

  markedOf: (marked: number, most: number, names: readonly string[]): string =>
    marked === 0
      ? `You have marked nobody yet; you may mark ${most}.`
      : `You have marked ${marked} of ${most}: ${list(names)}.`,
  scored: (scored: number, total: number): string =>
    scored === 0
      ? 'You have given nobody a score above 0 yet.'
      : `You have given ${scored} of ${total} a score above 0.`,
  full: (most: number): string =>
    `You have marked ${most}, which is all that the paper allows. Take a mark away before you make another.`,
  tooFew: (marked: number, least: number): string =>
    `You have marked ${marked}, and a paper with fewer than ${least} does not count. Mark ${least - marked} more, or leave the paper blank on purpose.`,
  noScore:
    'Your paper is empty: everyone has 0. Give at least one score, or leave the paper blank on purpose.',
  score: (name: string): string => `Score for ${name}`,

  checkMarks: (n: number): string => `You vote for ${n === 1 ? 'one' : `these ${n}`}:`,
  checkFewer: (marked: number, most: number): string =>
    `The paper allows ${most}; you use ${marked}. You may leave it so.`,
  checkScores: 'You give these scores:',
  checkZeros: (n: number): string => `You give 0 to ${plural(n, 'candidate', 'candidates')}:`,

  find: 'Find a name',
  found: (shown: number, total: number): string =>
    shown === total ? `All ${total} are shown.` : `${shown} of ${total} are shown.`,

  said: {
    marked: (name: string, marked: number, most: number): string =>
      `${name} is marked. ${marked} of ${most}.`,
    unmarked: (name: string, marked: number, most: number): string =>
      `${name} is not marked any more. ${marked} of ${most}.`,
    cleared: 'Your paper is empty again.',
  },
};
