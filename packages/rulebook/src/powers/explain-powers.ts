/** Powers in plain sentences, each with its clause. */
import { exact } from '@hustings/count';
import { cite } from '../breach.ts';
import type { RuleBook } from '../rule-book.ts';
import { capital, list } from '../words.ts';
import { type PartyPowers, type Powers, partyName, type Said } from './powers.ts';
import { CANDIDATE, type Path } from './ways.ts';

/** Paragraphs: a heading and what stands under it. */
export interface PowersParagraph {
  readonly heading: string;
  readonly sentences: readonly string[];
}

export function explainPowers(book: RuleBook, powers: Powers): readonly PowersParagraph[] {
  const cited = ({ text, clause }: Said): string => `${text} [${cite(book, clause).citation}]`;
  return [
    ...powers.goals.map((goal) => ({
      heading: goal.name,
      sentences: goal.ways.map((way, i) => wayInWords(book, way, i === 0 && goal.ways.length > 1)),
    })),
    ...powers.parties
      .filter((party) => hasSomething(party))
      .map((party) => ({
        heading: capital(party.name),
        sentences: [
          ...party.alone.map((s) => `Alone: ${cited(s)}.`),
          ...party.together.map((s) => `With ${list(s.with)}: ${cited(s)}.`),
          ...party.blocks.map((s) => `Not without it: ${cited(s)}.`),
          ...party.decides.map((s) => `Decides ${cited(s)}.`),
          ...party.cannot.map((s) => `Cannot ${cited(s)}.`),
        ],
      })),
    ...powers.weighted.map(({ name, blocks }) => ({
      heading: `Power of the sections of “${name}”, each voting as one`,
      sentences: blocks.map((b) => {
        const veto = b.isDictator
          ? ' It decides alone.'
          : b.hasVeto
            ? ' Nothing passes without it.'
            : '';
        return `${b.name}: weight ${b.weight}, Banzhaf ${percent(b.banzhaf)}, Shapley–Shubik ${percent(b.shapleyShubik)}.${veto}`;
      }),
    })),
  ];
}

function hasSomething(p: PartyPowers): boolean {
  return [p.alone, p.together, p.blocks, p.decides, p.cannot].some((said) => said.length > 0);
}

/** "1. the MPs: nominations from 20% of MPs [clause]; 2. …" */
function wayInWords(book: RuleBook, path: Path, isShortest: boolean): string {
  const steps = path.map((s, i) => {
    const who = s.who === CANDIDATE ? 'a candidate' : partyName(book, s.who);
    return `${path.length > 1 ? `${i + 1}. ` : ''}${who}: ${s.does} [${cite(book, s.clause).citation}]`;
  });
  return `${isShortest ? 'Shortest: ' : ''}${steps.join('; ')}.`;
}

/** "33.3 %" of "1/3". */
function percent(fraction: string): string {
  const value = exact.fromText(fraction);
  const tenths = (2000n * value.n + value.d) / (2n * value.d);
  return `${tenths / 10n}.${tenths % 10n} %`;
}
