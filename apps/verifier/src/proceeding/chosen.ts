/** Whom a book lets a count choose, and the report of a ballot that the book decides by figures (spec/rulebook.md §5, acts.md §7). */

import { optionVotes } from '../count/papers.ts';
import type { Tally } from '../count/profile.ts';
import { compareRatios, multiply, type Ratio, ratio, sum, written } from '../count/ratio.ts';
import type { Manifest } from '../entries/acts.ts';
import type { Box } from './check-result.ts';
import { at, fractionAt, numberAt, textAt } from './rule-book.ts';

export interface Totals {
  readonly electorate: number;
  /** Abstentions too. */
  readonly valid: number;
  readonly spoilt: number;
}

export function totalsOf(manifest: Manifest, boxes: readonly Box[]): Totals {
  return {
    electorate: manifest.roll.sections.reduce((all, s) => all + s.size, 0),
    valid: boxes.reduce((all, b) => all + b.valid.length, 0),
    spoilt: boxes.reduce((all, b) => all + b.spoilt, 0),
  };
}

/** Whether the book decides by figures: then the count must carry them. */
export function decidesByFigures(procedure: unknown, manifest: Manifest): boolean {
  return manifest.ballot !== undefined || at(procedure, 'winning') !== undefined;
}

/** Of those counted in, who has what the book's `winning` asks; undefined for conditions that are not known here. */
export function chosenBy(
  procedure: unknown,
  tally: Tally,
  totals: Totals,
): readonly string[] | undefined {
  const winning = at(procedure, 'winning');
  if (winning === undefined) return tally.elected;
  if (at(winning, 'lead') !== undefined || at(winning, 'optionQuorum') !== undefined)
    return undefined;
  if (!isQuorate(winning, totals)) return [];
  const majority = at(winning, 'majority');
  if (majority === undefined) return tally.elected;
  const last = tally.final ?? tally.first;
  const votes = sum([...last.values()]);
  const base = new Map([
    ['votes', votes],
    ['votes-and-abstentions', votes],
    ['weighted', votes],
    ['first-votes', sum([...tally.first.values()])],
    ['all-papers', ratio(totals.valid + totals.spoilt)],
    ['entitled', ratio(totals.electorate)],
  ]).get(textAt(majority, 'of') ?? '');
  const share = fractionAt(majority, 'share');
  const reach = textAt(majority, 'reach');
  if (base === undefined || share === undefined || numberAt(procedure, 'seats') !== 1)
    return undefined;
  const needed = multiply(base, ratio(share.numerator, share.denominator));
  return tally.elected.filter((id) => {
    const compared = compareRatios(last.get(id) as Ratio, needed);
    return reach === 'more-than' ? compared > 0 : compared >= 0;
  });
}

/** Where the book names no quorum there is one. */
function isQuorate(winning: unknown, { electorate, valid, spoilt }: Totals): boolean {
  const share = fractionAt(winning, 'quorum', 'share');
  if (share === undefined) return true;
  const voted = textAt(winning, 'quorum', 'counts') === 'valid' ? valid : valid + spoilt;
  const needed = multiply(ratio(electorate), ratio(share.numerator, share.denominator));
  return compareRatios(ratio(voted), needed) >= 0;
}

/** The report that `poll-counted` carries; undefined where votes of the last round are parts of papers. */
export function reportOf(
  procedure: unknown,
  manifest: Manifest,
  boxes: readonly Box[],
  tally: Tally | undefined,
  chosen: readonly string[],
): unknown {
  const rule = textAt(procedure, 'count', 'rule') ?? '';
  const isCollege = rule === 'electoral-college' || rule === 'points-per-unit';
  const lines = isCollege
    ? [
        lineOf(
          rule,
          manifest,
          'all',
          manifest.roll.sections.map((s) => s.id),
          boxes,
        ),
      ]
    : boxes.map((box) => lineOf(rule, manifest, box.pool.id, box.pool.sections, [box]));
  const report = { chosen, lines, rounds: [], source: 'The transcript of the count.' };
  if (tally === undefined) return report;
  const last = tally.final ?? tally.first;
  if (isCollege) {
    const points = [...last].map(([id, v]) => [id, written(v, 'exact')] as const);
    return { ...report, points: [Object.fromEntries(points)] };
  }
  if ([...last.values()].some((v) => v.d !== 1n)) return undefined;
  if ((tally.rounds ?? 1) === 1) return report;
  const votes = Object.fromEntries([...last].map(([id, v]) => [id, Number(v.n)]));
  return { ...report, rounds: [{ sections: [{ section: 'all', votes }] }] };
}

function lineOf(
  rule: string,
  manifest: Manifest,
  section: string,
  sections: readonly string[],
  boxes: readonly Box[],
) {
  const valid = boxes.flatMap((b) => b.valid);
  const votes = optionVotes(manifest, rule, valid);
  const isMotion = manifest.form.kind === 'motion';
  const abstained = isMotion ? (votes.find(([id]) => id === 'abstain')?.[1] ?? 0) : 0;
  const reasons = new Map<string, number>();
  for (const { reason, count } of boxes.flatMap((b) => b.reasons))
    reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  return {
    section,
    entitled: manifest.roll.sections
      .filter((s) => sections.includes(s.id))
      .reduce((all, s) => all + s.size, 0),
    valid: valid.length - abstained,
    abstained,
    spoilt: [...reasons.keys()].sort().map((reason) => ({ reason, count: reasons.get(reason) })),
    votes: Object.fromEntries(votes.filter(([id]) => !isMotion || id !== 'abstain')),
  };
}
