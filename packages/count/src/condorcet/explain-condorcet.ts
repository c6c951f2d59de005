/** A count in pairs as sentences; every figure in them is in the transcript. */
import { explainLevel } from '../explain-ties.ts';
import { list, namer, number, oneStop, plural } from '../words.ts';
import { type CondorcetRule, condorcetRules } from './condorcet-rules.ts';
import type { CondorcetResult, DefeatShown, PathStrength } from './condorcet-transcript.ts';

type Namer = (id: string) => string;

export function explainCondorcet(result: CondorcetResult): readonly string[] {
  const name = namer(result.candidates);
  const { title } = condorcetRules.find((rule) => rule.name === result.rule) as CondorcetRule;
  const out = [
    `${title} for ${result.seats === 1 ? 'one seat' : `${number(result.seats)} seats`}: ${plural(result.papers, 'paper')}, on which the candidates are compared two by two.`,
    result.settings['unranked'] === 'last'
      ? 'A paper puts a candidate whom it does not rank below all that it ranks.'
      : 'A paper says nothing about a candidate whom it does not rank.',
    ...pairSentences(result, name),
    ...result.dropped.map((d) =>
      d.because === 'quorum'
        ? `${name(d.candidate)} is dropped: ${plural(d.votes, 'paper')} above ${name(result.settings['defaultOption'] as string)}, and ${number(d.needed)} are needed.`
        : `${name(d.candidate)} is dropped: against ${name(result.settings['defaultOption'] as string)} it is ${number(d.votes)} to ${number(d.against)}, and ${number(d.needed)} are needed.`,
    ),
    result.condorcetWinner === null
      ? `Nobody beats all others; ${list(result.smith.map(name))} are the smallest group who beat everybody outside it.`
      : `${name(result.condorcetWinner)} beats every other candidate.`,
    ...workingSentences(result, name),
    ...result.ties.flatMap((tie) => explainLevel(tie, name, '')),
  ];
  const { margin } = result;
  out.push(
    `Elected: ${list(result.elected.map(name))}.${
      margin === null
        ? ''
        : ` The narrowest lead was ${plural(margin.votes, 'vote')}, over ${list(margin.over.map(name))}.`
    }`,
  );
  return out.map(oneStop);
}

/** Each pair once, the winner of it first. */
function pairSentences(result: CondorcetResult, name: Namer): readonly string[] {
  const ids = Object.keys(result.pairs).toSorted();
  const of = (a: string, b: string): number => result.pairs[a]?.[b] as number;
  return ids.flatMap((a, i) =>
    ids.slice(i + 1).map((b) => {
      const [votes, against] = [of(a, b), of(b, a)];
      if (votes === against)
        return `${name(a)} and ${name(b)} are level, ${number(votes)} to ${number(against)}.`;
      const [winner, loser] = votes > against ? [a, b] : [b, a];
      return `${name(winner)} beats ${name(loser)} by ${number(Math.max(votes, against))} to ${number(Math.min(votes, against))}.`;
    }),
  );
}

function workingSentences(result: CondorcetResult, name: Namer): readonly string[] {
  const { working } = result;
  const shown = (d: DefeatShown): string =>
    `${name(d.winner)} over ${name(d.loser)} by ${number(d.votes)} to ${number(d.against)}`;
  switch (working.kind) {
    case 'schulze': {
      const ids = Object.keys(working.paths).toSorted();
      if (result.condorcetWinner !== null) return [];
      return ids.flatMap((a) =>
        ids
          .filter((b) => b !== a)
          .flatMap((b) => {
            const path = (working.paths[a] as Readonly<Record<string, PathStrength>>)[b];
            return path === undefined
              ? []
              : [`The strongest chain from ${name(a)} to ${name(b)} holds at ${strengthOf(path)}.`];
          }),
      );
    }
    case 'ranked-pairs':
      return working.defeats.map((d) =>
        d.isLocked
          ? `Taken: ${shown(d)}.`
          : `Left out: ${shown(d)}, as it contradicts those before it.`,
      );
    case 'minimax':
      return Object.keys(working.worst)
        .toSorted()
        .map((id) => {
          const worst = working.worst[id];
          return worst === null || worst === undefined
            ? `${name(id)} has no defeat.`
            : `The worst defeat of ${name(id)} is ${shown(worst)}.`;
        });
    case 'copeland':
      return Object.keys(working.results)
        .toSorted()
        .map((id) => {
          const r = working.results[id] as { won: number; lost: number; level: number };
          return `${name(id)} wins ${number(r.won)}, loses ${number(r.lost)} and is level in ${number(r.level)}.`;
        });
    case 'kemeny':
      return [
        `The best ranking is ${result.ranking.map((tier) => list(tier.map(name))).join('; then ')}: the papers agree with it ${number(working.agreement)} times, pair by pair${working.rankings === 1 ? '' : `, and with ${number(working.rankings)} rankings as often`}.`,
      ];
  }
}

function strengthOf(path: PathStrength): string {
  if ('lead' in path) return `a lead of ${number(path.lead)}`;
  return path.against === undefined
    ? plural(path.votes, 'vote')
    : `${number(path.votes)} to ${number(path.against)}`;
}
