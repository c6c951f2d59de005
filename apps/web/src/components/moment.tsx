import type { VNode } from 'preact';
import { day, longDay, moment, time } from '../text/moments.ts';

export interface MomentProps {
  readonly at: string;
  readonly zone: string;
  readonly as?: 'moment' | 'day' | 'long-day' | 'time' | 'second';
}

/** A time in words, with the exact one in the markup. */
export function Moment({ at, zone, as = 'moment' }: MomentProps): VNode {
  const text = {
    moment: () => moment(at, zone),
    day: () => day(at, zone),
    'long-day': () => longDay(at, zone),
    time: () => time(at, zone),
    second: () => time(at, zone, true),
  }[as]();
  return <time dateTime={at}>{text}</time>;
}
