import type { VNode } from 'preact';
import { proceeding as t } from '../messages/words.ts';
import { day, longDay } from '../text/moments.ts';
import type { TimelineEntry } from '../views.ts';
import { SideNote } from './clause.tsx';
import { Fold } from './fold.tsx';
import { Moment } from './moment.tsx';

export interface TimelineProps {
  readonly entries: readonly TimelineEntry[];
  readonly zone: string;
}

/** Up to so many entries are shown as they are; of more, the turning points, and all folded away. */
const SHORT = 6;
/** Turning points shown of a longer one: the newest. A contest with its motion and rulings has about ten. */
const NEWEST = 12;

/** The record in words, day by day; hours on the left, the rule as a side-note on the right. */
export function Timeline({ entries, zone }: TimelineProps): VNode {
  const turning = entries.filter((entry) => entry.weight === 'turning');
  const isShort = entries.length <= SHORT || turning.length === 0;
  return (
    <section class="timeline" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{t.timeline}</h2>
      <p>{isShort ? t.timelineLead : t.timelineShort}</p>
      <Days entries={isShort ? entries : turning.slice(-NEWEST)} zone={zone} anchors={isShort} />
      {isShort ? null : (
        <Fold title={t.timelineAll(entries.length)} level={3}>
          <Days entries={entries} zone={zone} anchors />
        </Fold>
      )}
    </section>
  );
}

/** `anchors`: entries get their ids here, once on the page. */
function Days({ entries, zone, anchors }: TimelineProps & { readonly anchors: boolean }): VNode {
  const days = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    const key = day(entry.at, zone);
    const known = days.get(key);
    if (known) known.push(entry);
    else days.set(key, [entry]);
  }
  return (
    <>
      {[...days].map(([key, list]) => (
        <section class="day" key={key}>
          <h3>{longDay((list[0] as TimelineEntry).at, zone)}</h3>
          <ol>
            {list.map((entry) => (
              <li
                key={entry.seq}
                id={anchors ? `entry-${entry.seq}` : undefined}
                class={`entry entry-${entry.weight}`}
              >
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
    </>
  );
}
