/** Reserved seats as sentences; every figure in them is in the transcript. */
import { explainLevel } from '../explain-ties.ts';
import { list, namer, number, oneStop, plural } from '../words.ts';
import type { FilledPlace, ReservedSeatsResult } from './reserved-seats.ts';

export function explainReservedSeats(result: ReservedSeatsResult): readonly string[] {
  const name = namer(result.candidates);
  const kept = Object.entries(result.settings).flatMap(([key, places]) => {
    const [, group] = /^group\.\d+\.(.*)$/s.exec(key) ?? [];
    return group === undefined ? [] : [`${plural(Number(places), 'place')} for ${group}`];
  });
  const first = result.settings['order'] === 'reserved-first';
  const out = [
    `${plural(result.seats, 'seat')}, with ${kept.length === 0 ? 'no place reserved' : list(kept)}. ${first ? 'Reserved places are filled first, then the open ones' : 'The open places are filled first, then the reserved ones'}, each by the best placed who is not yet elected.`,
    ...result.ties.flatMap((tie) => explainLevel(tie, name)),
    ...result.places.map((place, k) => sentence(place, k, name)),
  ];
  for (const { candidate, by } of result.passedOver)
    out.push(
      `${name(candidate)} is not elected, though placed above ${list(by.map(name))}, who ${by.length === 1 ? 'has a reserved place' : 'have reserved places'}.`,
    );
  out.push(`Elected: ${list(result.elected.map(name))}.`);
  return out.map(oneStop);
}

function sentence(
  { group, candidate, because }: FilledPlace,
  k: number,
  name: (id: string) => string,
): string {
  const which = group === null ? 'an open place' : `a place for ${group}`;
  const start = `${number(k + 1)}. ${which}:`;
  if (candidate !== null) return `${start} ${name(candidate)}.`;
  return because === 'enough-elected'
    ? `${start} as many are already elected, so that it is filled as an open one at the end.`
    : `${start} nobody is left for it.`;
}
