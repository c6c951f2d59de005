/** Counts of marks, points and scores as sentences; every figure in them is in the transcript. */
import { byId } from '../by-id.ts';
import { explainLevel, explainOrder } from '../explain-ties.ts';
import { list, namer, number, oneStop, plural } from '../words.ts';
import type { PointsResult, VoidPapers } from './points-transcript.ts';
import type { StarResult, StarRound, StarTie } from './star.ts';

type Namer = (id: string) => string;

export function explainPoints(result: PointsResult): readonly string[] {
  const name = namer(result.candidates);
  const points = (n: number): string =>
    result.scale === 1 || n % 2 === 0
      ? number(n / result.scale)
      : `${n > 1 ? number((n - 1) / 2) : ''}½`;
  const order = Object.keys(result.points).toSorted(
    (a, b) => (result.points[b] as number) - (result.points[a] as number) || byId(a, b),
  );
  const out = [
    `${opening(result)} for ${result.seats === 1 ? 'one seat' : `${number(result.seats)} seats`}: ${plural(result.papers, 'valid paper')}.`,
    ...result.voided.map(voidSentence),
    `${order.map((id) => `${name(id)} ${points(result.points[id] as number)}`).join('; ')}.`,
  ];
  for (const { candidate, because, needed } of result.below ?? [])
    out.push(
      `${name(candidate)} would need ${plural(needed, 'mark')}${because === 'default-option' ? `, more than ${name(result.settings['defaultOption'] as string)}` : ''}, and cannot be elected.`,
    );
  if (result.tie !== undefined) out.push(...explainLevel(result.tie, name));
  const { over } = result.margin;
  const [best] = result.elected.toReversed();
  if (best === undefined) return [...out, 'Nobody is elected.'].map(oneStop);
  const last = name(best);
  out.push(
    `Elected: ${list(result.elected.map(name))}.${
      over.length === 0
        ? ''
        : result.margin.points === 0
          ? ` ${last} was level with ${list(over.map(name))}.`
          : ` ${last} was ${points(result.margin.points)} ahead of ${list(over.map(name))}.`
    }`,
  );
  return out.map(oneStop);
}

function opening(result: PointsResult): string {
  const { settings } = result;
  switch (result.rule) {
    case 'block-vote':
      return `Block vote (${settings['choose'] === 'exactly' ? 'exactly' : 'up to'} ${settings['votes']} marks on each paper)`;
    case 'approval':
      return 'Approval (any number of marks on each paper)';
    case 'score':
      return `Score (0 to ${settings['most']} points for each candidate)`;
    case 'borda':
      return 'Borda (points by place on the paper)';
  }
}

export function voidSentence({ reason, group, papers }: VoidPapers): string {
  const are = `${plural(papers, 'paper')} ${papers === 1 ? 'is' : 'are'} void:`;
  switch (reason) {
    case 'blank':
      return `${are} nothing is marked.`;
    case 'too-many':
      return `${are} too many marks.`;
    case 'too-few':
      return `${are} too few marks.`;
    case 'composition':
      return `${are} not the number asked for of "${group}".`;
    case 'score-out-of-range':
      return `${are} a score that is not on the scale.`;
  }
}

export function explainStar(result: StarResult): readonly string[] {
  const name = namer(result.candidates);
  const out = [
    `${result.rule === 'star' ? 'STAR for one seat' : `Bloc STAR for ${number(result.seats)} seats`}: ${plural(result.papers, 'valid paper')}, each with 0 to ${result.settings['most']} points for each candidate.`,
    ...result.voided.map(voidSentence),
  ];
  for (const round of result.rounds) out.push(...starRound(round, name));
  out.push(`Elected: ${list(result.elected.map(name))}.`);
  return out.map(oneStop);
}

function starRound(round: StarRound, name: Namer): readonly string[] {
  const of = (id: string): number => round.points[id] as number;
  const order = Object.keys(round.points).toSorted((a, b) => of(b) - of(a) || byId(a, b));
  const out = [
    `Seat ${round.round}: ${order.map((id) => `${name(id)} ${number(of(id))}`).join('; ')}.`,
    ...round.ties.filter((t) => t.purpose === 'finalist').flatMap((t) => tieSentences(t, name)),
  ];
  if (round.because === 'last-standing')
    return [...out, `Nobody else is left: ${name(round.elected)} is elected.`];
  const [a, b] = round.finalists as readonly [string, string];
  out.push(
    `In the run-off ${plural(round.preferred[a] as number, 'paper')} ${round.preferred[a] === 1 ? 'prefers' : 'prefer'} ${name(a)} and ${number(round.preferred[b] as number)} ${name(b)}; ${number(round.equal)} score them equal.`,
    ...round.ties.filter((t) => t.purpose === 'run-off').flatMap((t) => tieSentences(t, name)),
    `${name(round.elected)} is elected.`,
  );
  return out;
}

function tieSentences(tie: StarTie, name: Namer): readonly string[] {
  const by = {
    pairs: 'Pairs won less pairs lost among them',
    'highest-scores': 'Papers with the highest score',
    points: 'Points',
  };
  return [
    `${list(tie.tied.map(name))} are level.`,
    ...tie.steps.map((step) =>
      'order' in step
        ? explainOrder(step, name)
        : `${by[step.step]}: ${Object.entries(step.figures)
            .toSorted(([a, x], [b, y]) => y - x || byId(a, b))
            .map(([id, n]) => `${name(id)} ${number(n)}`)
            .join('; ')}.`,
    ),
  ];
}
