/** The declaration in words must say the figures, and the dates must follow one another. */
import { exact } from '@hustings/count';
import type { Ballot, Moment, Published } from '../published.ts';
import { type Figure, figureOf } from '../read/tree.ts';
import { slipOf } from '../suspects.ts';
import { type Check, failed, held } from './check.ts';

export function wordChecks(published: Published): readonly Check[] {
  return [...published.ballots.flatMap(declarationChecks), ...dateChecks(published.timetable)];
}

/** Every number of the declaration must be one of the figures. */
function declarationChecks(ballot: Ballot): readonly Check[] {
  const { declaration, papers, turnout, rounds } = ballot;
  if (declaration === undefined) return [];
  const known: readonly Figure[] = [
    ...Object.values(papers)
      .flat()
      .filter((f) => f !== undefined),
    ...turnout.map((t) => t.figure),
    ...rounds.flatMap((round) => [
      ...round.totals.values(),
      ...round.shares.flatMap((table) => [...table.figures.values()]),
      ...(round.valid === undefined ? [] : [round.valid]),
    ]),
  ];
  const numbers = declaration.text.match(/\d[\d,]*(\.\d+)?/g) ?? [];
  return numbers.flatMap((number) => {
    const said = figureOf(declaration.path, number.replaceAll(',', ''));
    // Years and ordinals are no figures of the result.
    if (said === undefined || (said.decimals === 0 && said.value.n < 100n)) return [];
    const same = known.filter((f) => exact.equal(f.value, said.value));
    return same.length > 0
      ? [held('audit/declaration', `Declaration: ${number} is printed among the figures.`, same)]
      : [
          failed(
            'audit/declaration',
            `Declaration: it says ${number}, and no figure of the result is that.`,
            [said, ...known],
            new Map(
              known
                .filter((f) => slipOf(f.text, said.text).slip !== undefined)
                .map((f) => [f.path, said.text]),
            ),
          ),
        ];
  });
}

/** Pairs of moments of which the first comes before the second, by what their names say. */
const BEFORE: readonly (readonly [RegExp, RegExp])[] = [
  [/^nominationsOpen$/, /^nominationsClose$/],
  [/^nominationsClose$/, /^ballotOpens$/],
  [/^ballotOpens$/, /^ballotCloses$/],
  [/^ballotCloses$/, /^declared$/],
  [/^ballotOpens$/, /^declared$/],
  [/^freezeDate/, /^ballotOpens$/],
];

function dateChecks(moments: readonly Moment[]): readonly Check[] {
  const named = BEFORE.flatMap(([first, then]) =>
    moments
      .filter((m) => first.test(m.name))
      .flatMap((a) => moments.filter((m) => then.test(m.name)).map((b) => [a, b] as const)),
  );
  // Whatever opens under a name closes under it: "registeredSupporterWindowOpens", "…Closes".
  const windows = moments
    .filter((m) => m.name.endsWith('Opens') || m.name.endsWith('Open'))
    .flatMap((a) =>
      moments
        .filter((m) => /Closes?$/.test(m.name) && stem(m.name) === stem(a.name))
        .map((b) => [a, b] as const),
    );
  return [
    ...new Map(
      [...named, ...windows].map((pair) => [`${pair[0].path} ${pair[1].path}`, pair]),
    ).values(),
  ].map(([a, b]) => {
    const says = `${a.name} ${day(a.text)}, ${b.name} ${day(b.text)}`;
    return comparable(a.text, b.text) > 0
      ? failed(
          'audit/dates',
          `Dates: ${says}: the second comes before the first (${a.path}, ${b.path}).`,
          [],
        )
      : held('audit/dates', `Dates: ${says}.`, []);
  });
}

function day(text: string): string {
  return /^[\dT:-]+/.exec(text)?.[0] ?? text;
}

function stem(name: string): string {
  return name.replace(/(Opens?|Closes?)$/, '');
}

/** Compares as far as both are given: a day, or a day and a time. */
function comparable(a: string, b: string): number {
  const [x, y] = [a, b].map((text) => /^\d{4}-\d\d-\d\d(T\d\d:\d\d)?/.exec(text)?.[0] ?? '') as [
    string,
    string,
  ];
  const length = Math.min(x.length, y.length);
  const [p, q] = [x.slice(0, length), y.slice(0, length)];
  return p < q ? -1 : p > q ? 1 : 0;
}
