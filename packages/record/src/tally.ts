/**
 * From the opened papers to the count and the declared figures, by the rule book's own rules and
 * policies. The officer's side and the verifier both come here, so that a figure has one origin.
 */
import { canonicalJson, ok, type Result, utf8 } from '@hustings/base';
import {
  aggregate,
  countMotion,
  countWith,
  declaredFigures,
  findCountingRule,
  type Lot,
  type Paper,
  tally,
  tallyMotion,
  turnout,
} from '@hustings/count';
import {
  type BallotReport,
  ballotsOf,
  type CandidateRef,
  type ContestProcedure,
  chosenByBook,
  type Electorate,
  isMotionCarried,
  type Manifest,
  MOTION_RULE,
  type MotionProcedure,
  needsFigures,
  ONLY_BALLOT,
  type Outcome,
  type Procedure,
  procedureForBallot,
  type ResultPolicy,
  type RuleBook,
} from '@hustings/rulebook';
import { boxOf, collegeSettings, figuresOf } from './college-papers.ts';
import { declaredLines, isWhole, wholePart } from './declared-lines.ts';
import type { Refusal } from './errors.ts';
import type { SortedPapers } from './papers.ts';
import type { FormedPool } from './pools.ts';

export interface OpenedPool {
  readonly pool: FormedPool;
  readonly papers: SortedPapers;
}

export interface Tallied {
  readonly rule: string;
  readonly elected: readonly string[];
  /** Where the book decides by them. */
  readonly figures?: BallotReport;
  /** Canonical JSON of the count (spec/count.md). */
  readonly transcript: Uint8Array;
  readonly outcome: Outcome;
}

/**
 * `electorate`: of the book, by the procedure's franchise; without it sections have no weights.
 * `left`: ids of those who left after the paper was made, when the poll was counted.
 */
export function tallyPoll(
  procedure: Procedure,
  manifest: Manifest,
  pools: readonly OpenedPool[],
  lot?: Lot,
  electorate?: Electorate,
  left: readonly string[] = [],
): Result<Tallied, Refusal> {
  if (procedure.kind === 'motion') return tallyOfMotion(procedure, manifest, pools);
  const ballot = manifest.ballot ?? ONLY_BALLOT;
  const resolved = procedureForBallot(procedure, ballot) as ContestProcedure;
  return tallyOfContest(resolved, manifest, pools, { lot, electorate, left });
}

/** Who votes in a poll, by the book. */
export function electorateOf(
  book: RuleBook,
  procedure: Procedure,
  manifest: Manifest,
): Electorate | undefined {
  const { franchise } = procedureForBallot(procedure, manifest.ballot ?? ONLY_BALLOT);
  return book.electorates.find((e) => e.id === franchise.electorate);
}

function totals(manifest: Manifest, pools: readonly OpenedPool[]) {
  return {
    electorate: manifest.roll.sections.reduce((sum, s) => sum + s.size, 0),
    valid: pools.reduce((sum, p) => sum + p.papers.valid.length, 0),
    spoilt: pools.reduce((sum, p) => sum + p.papers.spoiltCount, 0),
  };
}

function turnoutOf(
  figures: { readonly electorate: number; readonly valid: number; readonly spoilt: number },
  policy: ResultPolicy,
): Result<string, Refusal> {
  const found = turnout(figures, policy.turnout);
  return found.ok ? ok(found.value.percent) : found;
}

function tallyOfMotion(
  procedure: MotionProcedure,
  manifest: Manifest,
  pools: readonly OpenedPool[],
): Result<Tallied, Refusal> {
  const figures = totals(manifest, pools);
  const votes = tallyMotion(pools.flatMap((p) => p.papers.valid));
  const { clause: _clause, ...majority } = procedure.decision;
  const decided = countMotion(
    { ...votes, spoilt: figures.spoilt, electorate: figures.electorate },
    majority,
  );
  if (!decided.ok) return decided;
  const percent = turnoutOf(figures, procedure.results);
  if (!percent.ok) return percent;
  const carried = isMotionCarried(procedure, {
    ...votes,
    spoilt: figures.spoilt,
    electorate: figures.electorate,
  });
  const winner = manifest.options[0]?.id;
  return ok({
    rule: MOTION_RULE,
    elected: carried && winner !== undefined ? [winner] : [],
    transcript: utf8(canonicalJson({ ...decided.value, declaredCarried: carried })),
    outcome: {
      kind: 'motion',
      carried,
      ...votes,
      spoilt: figures.spoilt,
      electorate: figures.electorate,
      turnout: percent.value,
      effect: procedure.effect.text,
    },
  });
}

function tallyOfContest(
  procedure: ContestProcedure,
  manifest: Manifest,
  pools: readonly OpenedPool[],
  {
    lot,
    electorate,
    left,
  }: {
    readonly lot: Lot | undefined;
    readonly electorate: Electorate | undefined;
    readonly left: readonly string[];
  },
): Result<Tallied, Refusal> {
  const { count, results, seats, nomination } = procedure;
  // Set aside, their votes pass on at once; else they are counted as they stand, and elect nobody.
  const isSetAside = nomination.withdrawal.later?.kind === 'set-aside';
  const candidates = manifest.options.map((option) =>
    isSetAside && left.includes(option.id) ? { ...option, withdrawn: true as const } : option,
  );
  const profileOf = (papers: readonly Paper[]) => aggregate({ candidates, seats, papers });
  const whole = profileOf(pools.flatMap((p) => p.papers.valid));
  const isCollege = findCountingRule(count.rule)?.papers === 'sections';
  const weights = isCollege ? collegeSettings(electorate, pools) : ok({});
  if (!weights.ok) return weights;
  const counted = countWith(
    count.rule,
    isCollege
      ? { kind: 'several', boxes: pools.map((p) => boxOf(electorate, p, profileOf)) }
      : { kind: 'rankings', profile: whole },
    { settings: { ...settingsOf(count), ...weights.value }, ...(lot && { lot }) },
  );
  if (!counted.ok) return counted;
  const { rule, outcome } = counted.value;
  const figures = totals(manifest, pools);
  const turnoutPercent = turnoutOf(figures, results);
  if (!turnoutPercent.ok) return turnoutPercent;
  const ids = candidates.map((c) => c.id);
  const declared = declaredFigures(outcome);
  const firstChoices = asText(tally(whole, ids).votes);
  const lines = declaredLines({ ids, policy: results.percent, figures, isMany: declared.isMany });
  const firstPreferences = lines(declared.first ?? firstChoices);
  if (!firstPreferences.ok) return firstPreferences;
  const final = lines(declared.final ?? {});
  if (!final.ok) return final;
  const report = figuresOf({ manifest, pools, outcome, elected: declared.elected, profileOf });
  const ballot = manifest.ballot ?? ONLY_BALLOT;
  const decides = ballotsOf(procedure).find((b) => b.id === ballot);
  const isDecidedByBook =
    decides !== undefined && electorate !== undefined && needsFigures(decides);
  const chosen = isDecidedByBook
    ? chosenByBook(procedure, ballot, electorate, report)
    : declared.elected;
  const elected = chosen.filter((id) => !left.includes(id));
  const isPublished = results.sections === 'published';
  const isMarks = rule.papers === 'marks';
  return ok({
    rule: rule.name,
    elected,
    ...(isDecidedByBook ? { figures: { ...report, chosen: elected } } : {}),
    transcript: utf8(canonicalJson(outcome)),
    outcome: {
      kind: 'elected',
      elected: elected.flatMap((id) => byId(candidates, id)),
      firstPreferences: firstPreferences.value,
      final: final.value,
      // Turnout by section withheld: nothing is declared from which it could be worked out.
      sections:
        isPublished && results.sectionTurnout === 'published'
          ? pools.map((p) => sectionFigures(manifest, p))
          : [],
      bySection: isPublished
        ? pools.map((p) => ({
            section: p.pool.id,
            votes: isMarks
              ? marksOf(ids, p.papers.valid)
              : tally(profileOf(p.papers.valid), ids).votes,
          }))
        : [],
      ...figures,
      turnout: turnoutPercent.value,
      margin: wholePart(declared.margin),
      ...(isWhole(declared.margin) ? {} : { marginExact: declared.margin }),
    },
  });
}

/** What the book says of the count, in the words of the catalogue of rules. */
function settingsOf(count: ContestProcedure['count']): Readonly<Record<string, string>> {
  const ladder = findCountingRule(count.rule)?.settings.find((s) => s.name === 'ties');
  // A rule without rounds has no earlier one to look at: only the steps that it knows are left.
  const steps = count.ties
    .map((t) => t.step)
    .filter((step) => ladder?.kind !== 'ladder' || ladder.steps.includes(step));
  return {
    ...count.settings,
    ...(count.majorityOf && { 'majority-of': count.majorityOf }),
    ...(count.exclusion && { exclusion: count.exclusion }),
    ties: steps.join(' '),
  };
}

/** Every mark on the papers, by candidate. */
function marksOf(ids: readonly string[], papers: readonly Paper[]): Record<string, number> {
  const votes = ids.map(() => 0);
  for (const paper of papers) for (const i of paper) votes[i] = (votes[i] as number) + 1;
  return Object.fromEntries(ids.map((id, i) => [id, votes[i] as number]));
}

function asText(votes: Readonly<Record<string, number>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(votes).map(([id, n]) => [id, `${n}`]));
}

function byId(candidates: readonly CandidateRef[], id: string): readonly CandidateRef[] {
  return candidates.filter((c) => c.id === id).map((c) => ({ id: c.id, name: c.name }));
}

/** A section of the result is a pool as it was opened: sections merged for secrecy stay together. */
function sectionFigures(manifest: Manifest, { pool, papers }: OpenedPool) {
  const sections = new Set(pool.sections);
  return {
    section: pool.id,
    electorate: manifest.roll.sections
      .filter((s) => sections.has(s.id))
      .reduce((sum, s) => sum + s.size, 0),
    cast: pool.counting,
    valid: papers.valid.length,
    spoilt: papers.spoiltCount,
  };
}
