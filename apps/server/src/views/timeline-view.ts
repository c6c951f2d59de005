/** The story of a proceeding, entry by entry, in words; long runs of like entries are told as one. */
import type { Act, Entry, State } from '@hustings/rulebook';
import type { TimelineEntry } from '@hustings/web';
import { count, entryWords, list } from '../words/index.ts';
import { clauseOf } from './clause-of.ts';
import { clauseView, given } from './refs.ts';

/** Fewer than so many in a row are told one by one. */
const RUN = 4;

/** Kinds of entries that come in runs, and which run they belong to. */
const RUNS: ReadonlyMap<Act['kind'], string> = new Map([
  ['nomination-made', 'nominations'],
  ['ceremony-opened', 'key'],
  ['key-pledged', 'key'],
  ['key-dealt', 'key'],
  ['key-shares-sent', 'key'],
  ['key-accepted', 'key'],
  ['pool-mixed', 'opening'],
  ['share-published', 'opening'],
  ['pool-opened', 'opening'],
]);

export function timelineView(state: State, entries: readonly Entry[]): readonly TimelineEntry[] {
  const told = (entry: Entry): TimelineEntry => {
    const { text, by } = entryWords(state.book, entry, state);
    const clause = clauseView(state.book, clauseOf(state, entry.act));
    const weight = isTurning(entry.act) ? 'turning' : 'plain';
    return {
      seq: entry.seq,
      at: entry.at,
      text: shortText(state, entry.act) ?? text,
      by,
      weight,
      ...given('clause', clause),
    };
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
    out.push(...asOne(run, told));
    i += run.length;
  }
  return out;
}

function runFrom(entries: readonly Entry[], from: number): readonly Entry[] {
  const kind = RUNS.get((entries[from] as Entry).act.kind);
  if (kind === undefined) return [];
  let to = from;
  while (to < entries.length && RUNS.get((entries[to] as Entry).act.kind) === kind) to++;
  return entries.slice(from, to);
}

function asOne(
  run: readonly Entry[],
  told: (entry: Entry) => TimelineEntry,
): readonly TimelineEntry[] {
  const [first] = run as [Entry];
  const one = (entry: Entry, n: number, text: string, by: string): TimelineEntry => ({
    ...told(entry),
    text,
    by,
    count: n,
  });
  switch (RUNS.get(first.act.kind)) {
    case 'nominations': {
      const nominations = run.flatMap((e) =>
        e.act.kind === 'nomination-made' ? [{ entry: e, act: e.act }] : [],
      );
      return [...Map.groupBy(nominations, (n) => n.act.candidate).values()].map((same) => {
        const [{ entry, act }] = same as [(typeof same)[number]];
        return one(
          entry,
          same.length,
          `${count(same.length, 'nomination')} for ${act.name}`,
          'the nominators',
        );
      });
    }
    case 'key': {
      const trustees = new Set(run.flatMap((e) => ('trustee' in e.act ? [e.act.trustee] : [])))
        .size;
      return [
        one(
          first,
          run.length,
          `The key of the poll was made by ${count(trustees, 'trustee')}: pledged, published, shared out, checked and accepted.`,
          'the trustees',
        ),
      ];
    }
    default: {
      const of = (kind: Act['kind']): number => run.filter((e) => e.act.kind === kind).length;
      const mixes = of('pool-mixed');
      const parts = [
        ...(mixes > 0 ? [`shuffled ${mixes === 1 ? 'once' : `in ${mixes} steps`}`] : []),
        ...(of('share-published') > 0 ? ['decrypted'] : []),
        ...(of('pool-opened') > 0 ? ['opened'] : []),
      ];
      return [
        one(
          first,
          run.length,
          `The ballots were ${list(parts)}, each step with its proof.`,
          'the mixers and trustees',
        ),
      ];
    }
  }
}

/** Few, so that they stand out: what decided something, and what anybody asks the date of. */
function isTurning(act: Act): boolean {
  switch (act.kind) {
    case 'contest-called':
    case 'motion-tabled':
    case 'nominations-closed':
    case 'poll-opened':
    case 'poll-closed':
    case 'result-declared':
      return true;
    case 'ruling-made':
      return act.effect.kind !== 'none';
    default:
      return false;
  }
}

function shortText(state: State, act: Act): string | undefined {
  if (act.kind !== 'nominations-closed') return undefined;
  const matter = state.matters[act.matter];
  const nameOf = (id: string): string =>
    matter?.kind === 'contest' && Object.hasOwn(matter.candidates, id)
      ? (matter.candidates[id]?.name ?? id)
      : id;
  const standing = act.tallies.filter((t) => t.validated).map((t) => nameOf(t.candidate));
  if (standing.length === 0) return 'Nominations closed: nobody is on the ballot.';
  return `Nominations closed: ${list(standing)} ${standing.length === 1 ? 'is' : 'are'} on the ballot.`;
}
