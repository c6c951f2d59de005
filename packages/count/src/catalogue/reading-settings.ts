/** The switches of reading marks as settings, with the rule's own reading as what they are by default. */
import type { MarkReading } from '../papers/mark-reading.ts';
import { findReading, READINGS } from '../papers/reading-presets.ts';
import type { CountingRule } from './counting-rule.ts';
import type { Chosen, Setting } from './setting.ts';

/** What may be chosen of how papers are read, for the papers that the rule counts. */
export function readingSettings(
  rule: Pick<CountingRule, 'papers' | 'reading'>,
): readonly Setting[] {
  if (rule.papers === 'scores')
    return [
      {
        name: 'highest-score',
        kind: 'whole',
        least: 1,
        meaning: 'The highest score; left out, the highest that any paper gives.',
      },
    ];
  if (rule.papers === 'marks')
    return [
      {
        name: 'marked-from',
        kind: 'whole',
        least: 1,
        fallback: '1',
        meaning: 'Where a file has scores and no marks: a score of so many or more is a mark.',
      },
    ];
  const { reading } = rule;
  return [
    {
      name: 'reading',
      kind: 'choice',
      meaning: 'How marks are read, by the name of a statute; what follows can still be set apart.',
      choices: READINGS.map(({ name, title }) => ({ value: name, meaning: title })),
    },
    {
      name: 'skipped',
      kind: 'choice',
      meaning: 'A place with no mark before a later one.',
      fallback: reading.skipped,
      choices: [
        { value: 'passed-over', meaning: 'as though it were not there' },
        { value: 'one-ends', meaning: 'nothing from it on is looked at' },
        { value: 'two-end', meaning: 'nothing from two of them in a row on is looked at' },
        { value: 'spoils', meaning: 'the paper is void' },
      ],
    },
    {
      name: 'repeated',
      kind: 'choice',
      meaning: 'A candidate who was marked at an earlier place already.',
      fallback: reading.repeated,
      choices: ENDS,
    },
    {
      name: 'overmarked',
      kind: 'choice',
      meaning:
        rule.papers === 'weak-rankings'
          ? 'A place with more marks than one, where the file does not say whose; candidates named at one place are level.'
          : 'A place with several candidates, or more marks than one.',
      fallback: reading.overmarked,
      choices: ENDS,
    },
    {
      name: 'most-ranks',
      kind: 'whole',
      least: 1,
      meaning: 'So many places are looked at; left out, all of them.',
      ...(reading.mostRanks === undefined ? {} : { fallback: String(reading.mostRanks) }),
    },
    {
      name: 'least-ranks',
      kind: 'text',
      meaning: 'A paper that ranks fewer is void: a number, all, or all-but-one.',
      ...(reading.leastRanks === undefined ? {} : { fallback: String(reading.leastRanks) }),
    },
  ];
}

const ENDS = [
  { value: 'passed-over', meaning: 'as though it were not there' },
  { value: 'ends', meaning: 'nothing from it on is looked at' },
  { value: 'spoils', meaning: 'the paper is void' },
] as const;

/** The reading that was chosen: a preset, where one is named, with what was set apart from it. */
export function readingOf(
  chosen: Chosen,
  given: Chosen,
): { readonly reading: MarkReading; readonly settings: Chosen } | undefined {
  const preset = findReading(given['reading'] ?? '')?.reading;
  const pick = (name: string, of: string | number | undefined): string | undefined =>
    given[name] ??
    (preset === undefined ? chosen[name] : of === undefined ? undefined : String(of));
  const least = pick('least-ranks', preset?.leastRanks);
  const most = pick('most-ranks', preset?.mostRanks);
  if (least !== undefined && !/^(\d{1,5}|all|all-but-one)$/.test(least)) return undefined;
  const settings = {
    skipped: pick('skipped', preset?.skipped) as MarkReading['skipped'],
    repeated: pick('repeated', preset?.repeated) as MarkReading['repeated'],
    overmarked: pick('overmarked', preset?.overmarked) as MarkReading['overmarked'],
  };
  return {
    reading: {
      ...settings,
      ...(most === undefined ? {} : { mostRanks: Number(most) }),
      ...(least === undefined
        ? {}
        : { leastRanks: /^\d/.test(least) ? Number(least) : (least as 'all' | 'all-but-one') }),
    },
    settings: {
      ...settings,
      ...(most === undefined ? {} : { 'most-ranks': most }),
      ...(least === undefined ? {} : { 'least-ranks': least }),
    },
  };
}
