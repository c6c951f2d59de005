/** Who stays after a ballot and who goes: those level at the edge by the book's ladder, or not yet. */
import { compare, decimal, type Exact, whole } from '../exact.ts';
import type { LevelRule } from '../rule-book.ts';
import { type ContestState, own } from '../state.ts';
import { lastScores, type Now, standing, withHeld } from './settling.ts';
import { ranking } from './winning.ts';

export type Left =
  | {
      readonly kind: 'left';
      readonly field: readonly string[];
      readonly contest: ContestState;
      /** The same round is held once more. */
      readonly isRepeat?: boolean;
    }
  | { readonly kind: 'level'; readonly contest: ContestState };

/** The first so many stay; those level at the edge go by the book's ladder. */
export function leave(now: Now, places: number, ladder: readonly LevelRule[]): Left {
  const scores = lastScores(now);
  const all = standing(now);
  const inCount = new Map(all.map((id) => [id, scores.get(id) ?? whole(0)] as const));
  const stay: string[] = [];
  let edge: readonly string[] = [];
  for (const group of ranking(inCount)) {
    if (stay.length + group.length <= places) stay.push(...group);
    else {
      edge = stay.length < places ? group : [];
      break;
    }
  }
  const { progress } = now.contest;
  if (edge.length === 0) {
    const out = all.filter((id) => !stay.includes(id));
    return {
      kind: 'left',
      field: all.filter((id) => stay.includes(id)),
      contest: withHeld(now, { out, chosen: [] }, { ...progress, level: undefined, levels: 0 }),
    };
  }
  const places2 = places - stay.length;
  const out = (gone: readonly string[]): Left => {
    const field = all.filter(
      (id) => stay.includes(id) || (edge.includes(id) && !gone.includes(id)),
    );
    return {
      kind: 'left',
      field,
      contest: withHeld(
        now,
        { out: all.filter((id) => !field.includes(id)), chosen: [] },
        { ...progress, level: undefined, levels: 0 },
      ),
    };
  };
  const rule = ladder[Math.min(progress.levels, ladder.length - 1)];
  const earlier = rule?.step === 'previous-round' ? byEarlier(now, edge, places2) : undefined;
  if (earlier !== undefined) return out(earlier);
  // One rule that finds them level too gives way to the one after it.
  const next = rule?.step === 'previous-round' ? ladder[ladder.indexOf(rule) + 1] : rule;
  if (next?.step === 'all-go' && stay.length > 0) return out(edge);
  if (next?.step === 'poll-again') {
    const held = withHeld(
      now,
      { out: [], chosen: [] },
      { ...progress, level: undefined, levels: progress.levels + 1 },
    );
    return { kind: 'left', field: all, contest: held, isRepeat: true };
  }
  const level = { among: edge, go: edge.length - places2, for: 'field' as const };
  return {
    kind: 'level',
    contest: withHeld(now, { out: [], chosen: [] }, { ...progress, level }),
  };
}

/** Who goes of those level, by the latest earlier round that tells them apart; undefined where none does. */
function byEarlier(
  now: Now,
  edge: readonly string[],
  places: number,
): readonly string[] | undefined {
  for (const held of now.contest.progress.held.toReversed()) {
    const scores = new Map(edge.map((id) => [id, exactOf(own(held.scores, id) ?? '0')] as const));
    const groups = ranking(scores);
    const stay: string[] = [];
    for (const group of groups) {
      if (stay.length + group.length > places) break;
      stay.push(...group);
    }
    if (stay.length === places) return edge.filter((id) => !stay.includes(id));
  }
  return undefined;
}

function exactOf(text: string): Exact {
  return decimal(text);
}

export function again(now: Now, left: Left & { readonly kind: 'left' }): ContestState {
  const { contest, field } = left;
  const round = now.contest.progress.round + (left.isRepeat === true ? 0 : 1);
  return { ...contest, progress: { ...contest.progress, field, round } };
}

/** Those who had fewer votes than those level. */
export function belowLevel(
  scores: Readonly<Record<string, string>>,
  among: readonly string[],
): readonly string[] {
  const [first = ''] = among;
  const edge = exactOf(own(scores, first) ?? '0');
  return Object.keys(scores).filter((id) => compare(exactOf(own(scores, id) ?? '0'), edge) < 0);
}
