/** Of each replay: what is left out, swapped or recorded twice is refused, or something else comes of it. */
import { type Act, apply, type Entry, type State } from '@hustings/rulebook';
import { describe, expect, test } from 'vitest';
import type { ReplayedPart } from '../../src/index.ts';
import { before, contests, outcomeOf, playedOn, replay } from './stage.ts';

const all = contests.flatMap((c) => replay(c).parts.map((p, i) => [`${c} ${i}`, p] as const));

type Kind = Act['kind'];

/** Entries without which nothing that follows can be: every one of them is necessary. */
const NECESSARY: ReadonlySet<Kind> = new Set([
  'proceeding-opened',
  'motion-tabled',
  'contest-called',
  'nominations-opened',
  'nominations-closed',
  'roll-frozen',
  'ballot-opened',
  'ballot-reported',
  'tie-broken',
  'candidate-withdrew',
  'candidate-consented',
  'ticket-formed',
  'demand-certified',
  'payment-made',
  'qualification-certified',
  'result-declared',
  'office-assumed',
]);

/** Of nominations, which are many, the first, the last and some between. */
function some<T>(list: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, Math.floor(list.length / most));
  return list.filter((_, i) => i % step === 0 || i === list.length - 1);
}

/** From the entry at `from` on, these come in the place of those that came. */
function isChanged(of: ReplayedPart, from: number, entries: readonly Entry[]): boolean {
  const again = playedOn(before(of, from), entries);
  return 'refused' in again || outcomeOf(again.state) !== outcomeOf(of.state as State);
}

const placesOf = (of: ReplayedPart, kinds: ReadonlySet<Kind>): readonly number[] =>
  of.entries.flatMap((e, i) => (kinds.has(e.act.kind) ? [i] : []));

describe.each(all)('%s', (_name, of) => {
  test('any necessary entry that is left out is missed', () => {
    const nominations = some(placesOf(of, new Set<Kind>(['nomination-made'])), 4);
    const others = some(placesOf(of, NECESSARY), of.entries.length > 1000 ? 12 : 40);
    for (const place of [...others, ...nominations]) {
      expect(
        isChanged(of, place, of.entries.slice(place + 1)),
        `${place}: ${of.entries[place]?.act.kind}`,
      ).toBe(true);
    }
  });

  test('entries that hang on each other are not swapped', () => {
    const spine = of.entries.flatMap((e, i) => (SPINE.has(e.act.kind) ? [i] : []));
    for (const [at, first] of spine.entries()) {
      const second = spine[at + 1];
      if (second === undefined) continue;
      const [a, b] = [of.entries[first], of.entries[second]];
      if (a === undefined || b === undefined || !hangs(a.act, b.act)) continue;
      // Each in the other's place and time of the log.
      const swapped = of.entries
        .slice(first)
        .map((e, i) =>
          i === 0
            ? { ...e, by: b.by, act: b.act }
            : i === second - first
              ? { ...e, by: a.by, act: a.act }
              : e,
        );
      expect(
        isChanged(of, first, swapped),
        `${first} and ${second}: ${a.act.kind}, ${b.act.kind}`,
      ).toBe(true);
    }
  });

  test('no entry is recorded twice', () => {
    const places = [
      ...some(placesOf(of, NECESSARY), 30),
      ...some(placesOf(of, new Set<Kind>(['nomination-made', 'ruling-made'])), 4),
    ];
    for (const place of places) {
      const entry = of.entries[place] as Entry;
      const state = before(of, place + 1);
      // The very same, and the same act as one more entry.
      const same = apply(state, entry);
      expect(same.ok ? '' : same.error.code).toBe('act/out-of-order');
      if (AS_OFTEN.has(entry.act.kind)) continue;
      const again = apply(state, { ...entry, seq: entry.seq + 1 });
      expect(again.ok, `${place}: ${entry.act.kind}`).toBe(false);
    }
  });
});

const SPINE: ReadonlySet<Kind> = new Set([
  'motion-tabled',
  'contest-called',
  'nominations-opened',
  'nominations-closed',
  'roll-frozen',
  'ballot-opened',
  'ballot-reported',
  'result-declared',
  'office-assumed',
]);

/** The second cannot be without the first; a roll may be made before or after much else. */
function hangs(first: Act, second: Act): boolean {
  if ('matter' in first && 'matter' in second && first.matter !== second.matter) return false;
  if (first.kind === 'roll-frozen') return second.kind === 'ballot-opened';
  return second.kind !== 'roll-frozen';
}

/** A sum may be paid in parts, an office named for several persons, letters certified anew. */
const AS_OFTEN: ReadonlySet<Kind> = new Set(['payment-made', 'office-assumed', 'demand-certified']);
