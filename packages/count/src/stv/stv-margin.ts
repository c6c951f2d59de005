import { compare, fromText, type Places, type Ratio, subtract, toText, ZERO } from './ratio.ts';
import type { StvMargin, StvResult, StvStage } from './stv-transcript.ts';

/**
 * How near it was: in the last stage in which somebody who is not elected had votes, how far the one
 * with fewest of those elected in it or after it was ahead of the best not elected. So it tells what
 * the last exclusion rested on, though afterwards nobody was left to compare with.
 */
export function marginOfStages({
  stages,
  elected,
}: Pick<StvResult, 'stages' | 'elected'>): StvMargin {
  const isElected = new Set(elected);
  const others = (stage: StvStage): readonly string[] =>
    Object.keys(stage.votes).filter((id) => !isElected.has(id) && figure(stage, id).n !== 0n);
  const at = Math.max(
    0,
    stages.findLastIndex((stage) => others(stage).length > 0),
  );
  const stage = stages[at] as StvStage;
  const before = new Set(stages.slice(0, at).flatMap((s) => s.elected.map((e) => e.candidate)));
  const later = elected.filter((id) => !before.has(id));
  const those = later.length > 0 ? later : elected.slice(-1);
  const least = those.map((id) => figure(stage, id)).reduce((a, b) => (compare(b, a) < 0 ? b : a));
  const best = others(stage).reduce<Ratio>((a, id) => {
    const b = figure(stage, id);
    return compare(b, a) > 0 ? b : a;
  }, ZERO);
  return {
    votes: toText(subtract(least, best), placesOf(stage)),
    of: those.filter((id) => compare(figure(stage, id), least) === 0).toSorted(),
    over: others(stage)
      .filter((id) => compare(figure(stage, id), best) === 0)
      .toSorted(),
    stage: stage.stage,
    part: stage.part,
  };
}

function figure(stage: StvStage, id: string): Ratio {
  return fromText(stage.votes[id] as string);
}

/** As many decimal places as the figures of the stage have. */
function placesOf(stage: StvStage): Places {
  const [first = ''] = Object.values(stage.votes);
  const decimals = first.split('.')[1];
  return decimals === undefined ? 'exact' : decimals.length;
}
