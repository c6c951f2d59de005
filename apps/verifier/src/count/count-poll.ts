/** The count of a poll from its opened papers, under the rules that the book states. */
import type { Manifest } from '../entries/acts.ts';
import { isObject } from '../entries/shape.ts';
import type { Box } from '../proceeding/check-result.ts';
import { at, fractionAt, listAt, numberAt, textAt } from '../proceeding/rule-book.ts';
import { countAlternativeVote, DEFAULTS } from './alternative-vote.ts';
import { countCollege, type Section, type Weight } from './college.ts';
import { countFirstPastThePost } from './first-past-the-post.ts';
import { optionVotes } from './papers.ts';
import { countPoints } from './points.ts';
import { countPollInTurn, isPollInTurn } from './poll-in-turn.ts';
import type { CountCandidate, Counted, TieSources, Uncounted } from './profile.ts';
import { ratio } from './ratio.ts';
import { countSupplementaryVote } from './supplementary-vote.ts';
import { countTransferable, isTransferable } from './transferable-vote.ts';

/** The rules that are counted here; of others the count and the figures are said to be not checked. */
export const RECOUNTED: readonly string[] = [
  'alternative-vote',
  'approval',
  'block-vote',
  'electoral-college',
  'exhaustive-ballot',
  'first-past-the-post',
  'points-per-unit',
  'scottish-stv',
  'score',
  'supplementary-vote',
  'two-round',
  'wigm',
];

const unknown = (message: string): Uncounted => ({ kind: 'unknown', message });

/** `electorate` of the book, for the weights of sections; `left`: who has left since the paper was made and is set aside. */
export interface PollToCount {
  readonly procedure: unknown;
  readonly electorate: unknown;
  readonly manifest: Manifest;
  readonly boxes: readonly Box[];
  readonly left: ReadonlySet<string>;
}

export function countPoll(poll: PollToCount, sources: TieSources): Counted {
  const { procedure, manifest, boxes, left } = poll;
  const rule = textAt(procedure, 'count', 'rule') ?? '';
  const seats = numberAt(procedure, 'seats') ?? 1;
  const { form } = manifest;
  const candidates = manifest.options.map(({ id, name }): CountCandidate => {
    return { id, name, ...(left.has(id) && { withdrawn: true as const }) };
  });
  const settings = settingsOf(procedure);
  const ties = listAt(procedure, 'count', 'ties')
    .map((t) => textAt(t, 'step') ?? '')
    .join(' ');
  const valid = boxes.flatMap((b) => b.valid);
  if (form.kind === 'marks' || form.kind === 'scores') {
    if (!['block-vote', 'approval', 'score'].includes(rule))
      return unknown(`The rule ${rule} is not recounted by this verifier.`);
    const points = new Map(optionVotes(manifest, rule, valid));
    return countPoints(
      { rule, form, candidates, seats, papers: valid.length, points, settings, ties },
      sources,
    );
  }
  const ranked = (papers: Box['valid']) =>
    papers.map((paper) => paper.map((option) => (candidates[option - 1] as CountCandidate).id));
  const profile = { candidates, papers: ranked(valid), seats };
  if (rule === 'alternative-vote') {
    const known: Readonly<Record<string, string>> = { ...DEFAULTS };
    const strange = Object.keys(settings).find((name) => !(name in known));
    if (strange !== undefined) return unknown(`The setting ${strange} is not known here.`);
    return countAlternativeVote(profile, { ...DEFAULTS, ...settings, ties }, sources);
  }
  if (rule === 'electoral-college' || rule === 'points-per-unit') {
    const sections = sectionsOf(poll, (box) => ranked(box.valid));
    return typeof sections === 'string'
      ? { kind: 'impossible', message: sections }
      : countCollege({ candidates, sections, ties }, sources);
  }
  if (Object.keys(settings).length > 0)
    return unknown(`Settings of the rule ${rule} are not known to this verifier.`);
  if (isPollInTurn(rule)) return countPollInTurn(rule, profile, ties, sources);
  if (rule === 'supplementary-vote') return countSupplementaryVote(profile, ties, sources);
  if (rule === 'first-past-the-post') return countFirstPastThePost(profile, ties, sources);
  if (isTransferable(rule)) return countTransferable(rule, profile, ties, sources);
  return unknown(`The rule ${rule} is not recounted by this verifier.`);
}

/** Every pool with the weight of its section; a sentence where pools were merged, or have none. */
function sectionsOf(
  { procedure, electorate, boxes }: PollToCount,
  papersOf: (box: Box) => Section['papers'],
): readonly Section[] | string {
  const settings = settingsOf(procedure);
  const points = numberAt(electorate, 'units', 'points') ?? Number(settings['points']);
  const below = numberAt(electorate, 'units', 'onePerVoteBelow');
  const isOfUnits = at(electorate, 'units') !== undefined;
  const out: Section[] = [];
  for (const box of boxes) {
    const [id, ...others] = box.pool.sections;
    const section = listAt(electorate, 'sections').find((s) => textAt(s, 'id') === id);
    const share = fractionAt(section, 'weight');
    if (id === undefined || others.length > 0)
      return 'Sections with weights of their own were merged.';
    if (isOfUnits && !Number.isSafeInteger(points))
      return 'The units of the college have no points.';
    if (!isOfUnits && share === undefined) return 'A section of the college has no weight.';
    const weight: Weight =
      share === undefined || isOfUnits
        ? { kind: 'points', points, below: below ?? 0 }
        : { kind: 'share', share: ratio(share.numerator, share.denominator) };
    const name = textAt(section, 'name') ?? id;
    out.push({ id, name, weight, papers: papersOf(box) });
  }
  return out;
}

/** What the book says of the count, in the words of a transcript: `count-to` is `countTo` there. */
function settingsOf(procedure: unknown): Readonly<Record<string, string>> {
  const count = at(procedure, 'count');
  const more = at(count, 'settings');
  const named = Object.entries({
    ...(isObject(more) ? more : {}),
    ...(at(count, 'majorityOf') !== undefined && { majorityOf: at(count, 'majorityOf') }),
    ...(at(count, 'exclusion') !== undefined && { exclusion: at(count, 'exclusion') }),
  });
  return Object.fromEntries(
    named.map(([name, value]) => [
      name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      String(value),
    ]),
  );
}
