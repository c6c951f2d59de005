/** A count in a college as sentences; every figure in them is in the transcript. */
import { byId } from '../by-id.ts';
import { explainOrder } from '../explain-ties.ts';
import { list, namer, number, oneStop, plural } from '../words.ts';
import type { CollegeResult, CollegeRound, CollegeTie } from './college-transcript.ts';

export function explainCollege(result: CollegeResult): readonly string[] {
  const name = namer(result.candidates);
  const section = namer(result.sections);
  const out = [
    `Alternative vote in ${plural(result.sections.length, 'section')}: ${plural(result.papers, 'paper')}. In every round each section shares what it carries by the votes it still has in the count.`,
  ];
  for (const round of result.rounds) {
    out.push(
      `Round ${round.round}: ${bySharePercent(round)
        .map((id) => `${name(id)} ${round.percent[id]} per cent`)
        .join('; ')}.`,
    );
    // A college of hundreds of units is told in its sums only.
    if (round.sections.length <= 6)
      for (const part of round.sections)
        out.push(
          `${section(part.id)}: ${Object.entries(part.votes)
            .toSorted(([a, x], [b, y]) => y - x || byId(a, b))
            .map(([id, n]) => `${name(id)} ${number(n)}`)
            .join(
              '; ',
            )}${part.exhausted === 0 ? '' : `; ${plural(part.exhausted, 'paper')} with nobody in the count`}.`,
        );
    out.push(...actionSentences(round, name));
  }
  const { margin } = result;
  out.push(
    `Elected: ${list(result.elected.map(name))}${margin.over.length === 0 ? '' : `, ${margin.percent} per cent of what was carried ahead of ${list(margin.over.map(name))}`}.`,
  );
  return out.map(oneStop);
}

/** Shares as shown are in the order of the exact ones, but for equal ones, which come by id. */
function bySharePercent(round: CollegeRound): readonly string[] {
  return Object.keys(round.percent).toSorted(
    (a, b) => Number(round.percent[b]) - Number(round.percent[a]) || byId(a, b),
  );
}

function actionSentences(
  { action }: CollegeRound,
  name: (id: string) => string,
): readonly string[] {
  const ties = action.tie === undefined ? [] : tieSentences(action.tie, name);
  if (action.kind === 'excluded')
    return [
      ...ties,
      `Nobody has more than half. ${list(action.excluded.map(name))} ${action.tie === undefined ? 'has least and' : 'by the tie-break'} is excluded.`,
    ];
  const who = list(action.elected.map(name));
  switch (action.because) {
    case 'majority':
      return [`${who} has more than half and is elected.`];
    case 'last-standing':
      return [`Nobody else is left in the count: ${who} is elected.`];
    case 'tie-of-last-two':
      return [...ties, `Two candidates are left, level; by the tie-break ${who} is elected.`];
  }
}

function tieSentences(tie: CollegeTie, name: (id: string) => string): readonly string[] {
  return [
    `${list(tie.tied.map(name))} are level.`,
    ...tie.steps.map((step) => {
      if ('order' in step) return explainOrder(step, name);
      return step.round === null
        ? 'No earlier round tells them apart.'
        : `Round ${step.round} tells them apart: ${Object.entries(step.weighted)
            .map(([id, w]) => `${name(id)} ${w}`)
            .join('; ')}.`;
    }),
  ];
}
