/** When things happen: named stages, their order and their distances. */
import type { Span } from './measures.ts';

export interface Timetable {
  readonly setBy: string;
  readonly clause: string;
  /** Whether a date that has not passed may be moved: to any time ahead, only later, or not. */
  readonly changes: 'any' | 'later' | 'none';
  /** In the order in which they are shown. */
  readonly stages: readonly Stage[];
  readonly spans: readonly StageSpan[];
}

export interface Stage {
  readonly id: string;
  readonly name: string;
  readonly optional: boolean;
  /** Stages, standing before it in the list, than which it may not be earlier; two may fall together. */
  readonly after: readonly string[];
}

/** True when `second` may never be earlier than `first`. */
export function isOrdered(timetable: Timetable, first: string, second: string): boolean {
  const reached = new Set([second]);
  // A set grows while it is walked: every stage that the last one waits for is looked at once.
  for (const id of reached)
    for (const before of timetable.stages.find((s) => s.id === id)?.after ?? [])
      reached.add(before);
  return reached.has(first);
}

export interface StageSpan {
  readonly from: string;
  readonly to: string;
  readonly least?: Span;
  readonly most?: Span;
  readonly clause: string;
}

/** Stages that mean something to the referee; a motion has the last two and, if it likes, `declaration`. */
export const POLL_OPENS = 'poll-opens';
export const POLL_CLOSES = 'poll-closes';
export const DECLARATION = 'declaration';
