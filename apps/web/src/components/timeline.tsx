import type { VNode } from 'preact';
import { proceeding as t } from '../messages/en.ts';
import { day, longDay } from '../text/moments.ts';
import type { TimelineEntry } from '../views.ts';
import { SideNote } from './clause.tsx';
import { Moment } from './moment.tsx';

export interface TimelineProps {
  readonly entries: readonly TimelineEntry[];
  readonly zone: string;
}

/** The record in words, day by day; hours on the left, the rule as a side-note on the right. */
export function Timeline({ entries, zone }: TimelineProps): VNode {
  const days = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    const key = day(entry.at, zone);
    const known = days.get(key);
    if (known) known.push(entry);
    else days.set(key, [entry]);
  }
  return (
    <section class="timeline" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{t.timeline}</h2>
      <p>{t.timelineLead}</p>
      {[...days].map(([key, list]) => (
        <section key={key}>
          <h3>{longDay((list[0] as TimelineEntry).at, zone)}</h3>
          <ol>
            {list.map((entry) => (
              <li key={entry.seq} id={`entry-${entry.seq}`} class={`entry entry-${entry.weight}`}>
                <span class="entry-time">
                  <Moment at={entry.at} zone={zone} as="time" />
                </span>
                <div class="entry-text">
                  <p>{entry.text}</p>
                  <p class="entry-by">
                    {entry.count && entry.count > 1 ? t.times(entry.count) : t.entry(entry.seq)},{' '}
                    {t.by(entry.by)}
                  </p>
                </div>
                <SideNote clause={entry.clause} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </section>
  );
}
