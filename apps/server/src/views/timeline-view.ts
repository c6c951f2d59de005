/** The story of a proceeding, entry by entry, in words; a run of nominations is told as one. */
import type { Entry, State } from '@hustings/rulebook';
import type { TimelineEntry } from '@hustings/web';
import { entryWords } from '../words/index.ts';
import { clauseOf } from './clause-of.ts';
import { clauseView, given } from './refs.ts';

type Nomination = Entry & { readonly act: Extract<Entry['act'], { kind: 'nomination-made' }> };

/** Fewer than so many in a row are told one by one. */
const RUN = 4;

export function timelineView(state: State, entries: readonly Entry[]): readonly TimelineEntry[] {
  const told = (entry: Entry): TimelineEntry => {
    const { text, by, weight } = entryWords(state.book, entry, state);
    const clause = clauseView(state.book, clauseOf(state, entry.act));
    return { seq: entry.seq, at: entry.at, text, by, weight, ...given('clause', clause) };
  };
  const out: TimelineEntry[] = [];
  for (let i = 0; i < entries.length; ) {
    const run = runFrom(entries, i);
    const entry = entries[i] as Entry;
    if (run.length < RUN) {
      out.push(told(entry));
      i++;
      continue;
    }
    for (const [, same] of Map.groupBy(run, (n) => n.act.candidate)) {
      const [first] = same as [Nomination];
      out.push({
        ...told(first),
        text: `${same.length} nominations for ${first.act.name}`,
        by: 'the nominators',
        count: same.length,
      });
    }
    i += run.length;
  }
  return out;
}

function runFrom(entries: readonly Entry[], from: number): readonly Nomination[] {
  const run: Nomination[] = [];
  for (let i = from; i < entries.length; i++) {
    const entry = entries[i];
    if (entry === undefined || entry.act.kind !== 'nomination-made') break;
    run.push(entry as Nomination);
  }
  return run;
}
