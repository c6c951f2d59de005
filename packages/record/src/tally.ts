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
  type ElectionBox,
  electionOfPapers,
  findCountingRule,
  type Lot,
  type Paper,
  type PaperForm,
  tallyMotion,
  turnout,
  type VoteOnPaper,
  voteOnPaper,
  votesOnPapers,
} from '@hustings/count';
import {
  type BallotReport,
  ballotsOf,
  type CandidateRef,
  type ContestProcedure,
  chosenByBook,
  type Electorate,
  isMotionCarried,
  type Majority,
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
  const decides = ballotsOf(procedure).find((b) => b.id === ballot)?.decides;
  if (decides?.kind === 'confirms')
    return tallyOfConfirmation(resolved, decides.majority, manifest, pools);
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

/** A yes or no about whoever is proposed: a motion of whose outcome someone is elected, or nobody. */
function tallyOfConfirmation(
  { results }: ContestProcedure,
  { of, share, reach }: Majority,
  manifest: Manifest,
  pools: readonly OpenedPool[],
): Result<Tallied, Refusal> {
  const figures = totals(manifest, pools);
  const votesOf = (papers: readonly Paper[]) => byOption(manifest, 'first-choice', papers);
  const counted = tallyMotion(pools.flatMap((p) => p.papers.valid));
  const { spoilt, electorate } = figures;
  const decided = countMotion({ ...counted, spoilt, electorate }, { of, share, reach });
  if (!decided.ok) return decided;
  const { carried } = decided.value;
  const percent = turnoutOf(figures, results);
  if (!percent.ok) return percent;
  const ids = manifest.options.map((o) => o.id);
  const lines = declaredLines({ ids, policy: results.percent, figures, isMany: false });
  const votes = lines(asText(votesOf(pools.flatMap((p) => p.papers.valid))));
  if (!votes.ok) return votes;
  const isPublished = results.sections === 'published';
  const report = pools.map(({ pool, papers }) => {
    const { abstain: abstained = 0, ...decisive } = votesOf(papers.valid);
    return {
      section: pool.id,
      entitled: sectionFigures(manifest, { pool, papers }).electorate,
      valid: papers.valid.length - abstained,
      abstained,
      spoilt: papers.spoilt.map(({ reason, count }) => ({ reason, count })),
      votes: decisive,
    };
  });
  const chosen = carried ? ids.slice(0, 1) : [];
  return ok({
    rule: MOTION_RULE,
    elected: chosen,
    figures: { lines: report, rounds: [], chosen, source: 'The transcript of the count.' },
    transcript: utf8(canonicalJson({ ...decided.value, declaredCarried: carried })),
    outcome: {
      kind: 'elected',
      elected: carried ? (manifest.proposed ?? []) : [],
      firstPreferences: votes.value,
      final: votes.value,
      sections:
        isPublished && results.sectionTurnout === 'published'
          ? pools.map((p) => sectionFigures(manifest, p))
          : [],
      bySection: isPublished
        ? pools.map((p) => ({ section: p.pool.id, votes: votesOf(p.papers.valid) }))
        : [],
      ...figures,
      turnout: percent.value,
      margin: counted.for - counted.against,
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
  const { form } = manifest;
  const profileOf = (papers: readonly Paper[]) => aggregate({ candidates, seats, papers });
  const found = findCountingRule(count.rule);
  const vote = voteOnPaper(found, form.kind);
  const votesOf = (papers: readonly Paper[]) => byOption(manifest, vote, papers);
  const papers = pools.flatMap((p) => p.papers.valid);
  const isCollege = found?.papers === 'sections';
  const weights = isCollege ? collegeSettings(electorate, pools) : ok({});
  if (!weights.ok) return weights;
  // Of polls one after the other this is one; the book says what follows from it.
  const boxes = (): readonly ElectionBox[] =>
    isCollege
      ? pools.map((p) => boxOf(electorate, p, profileOf))
      : [{ id: manifest.poll, name: manifest.question, profile: profileOf(papers) }];
  const counted = countWith(
    count.rule,
    isCollege || found?.papers === 'polls'
      ? { kind: 'several', boxes: boxes() }
      : electionOfPapers({ form, candidates, seats, papers }),
    {
      settings: { ...settingsOf(count), ...votesAllowed(count, form), ...weights.value },
      ...(lot && { lot }),
    },
  );
  if (!counted.ok) return counted;
  const { rule, outcome } = counted.value;
  const figures = totals(manifest, pools);
  const turnoutPercent = turnoutOf(figures, results);
  if (!turnoutPercent.ok) return turnoutPercent;
  const ids = candidates.map((c) => c.id);
  const declared = declaredFigures(outcome);
  const firstChoices = asText(votesOf(papers));
  // What sections carry has nothing to do with the number of papers: shares are of the round's own sum.
  const policy: ResultPolicy['percent'] = isCollege
    ? { ...results.percent, of: 'continuing' }
    : results.percent;
  const lines = declaredLines({ ids, policy, figures, isMany: declared.isMany });
  const highest = form.kind === 'scores' ? form.highest : 1;
  const firstPreferences = lines(declared.first ?? firstChoices, highest);
  if (!firstPreferences.ok) return firstPreferences;
  // The last round of STAR is of papers, not of points.
  const isPoints = outcome.format === 'hustings/points-count/1';
  const final = lines(declared.final ?? {}, isPoints ? highest : 1);
  if (!final.ok) return final;
  const report = figuresOf({ manifest, pools, outcome, elected: declared.elected, votesOf });
  const ballot = manifest.ballot ?? ONLY_BALLOT;
  const decides = ballotsOf(procedure).find((b) => b.id === ballot);
  const isDecidedByBook =
    decides !== undefined && electorate !== undefined && needsFigures(decides);
  const chosen = isDecidedByBook
    ? chosenByBook(procedure, ballot, electorate, report)
    : declared.elected;
  const elected = chosen.filter((id) => !left.includes(id));
  const isPublished = results.sections === 'published';
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
        ? pools.map((p) => ({ section: p.pool.id, votes: votesOf(p.papers.valid) }))
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

/** A block vote allows so many marks as its paper does, which may be fewer or more than there are seats. */
function votesAllowed(
  count: ContestProcedure['count'],
  form: PaperForm,
): Readonly<Record<string, string>> {
  const isBlock = findCountingRule(count.rule)?.name === 'block-vote';
  return isBlock && form.kind === 'marks' ? { votes: `${form.most}` } : {};
}

/** By id, in the order of the paper. */
function byOption(
  { options }: Manifest,
  vote: VoteOnPaper,
  papers: readonly Paper[],
): Readonly<Record<string, number>> {
  const votes = votesOnPapers(vote, options.length, papers);
  return Object.fromEntries(options.map(({ id }, i) => [id, votes[i] as number]));
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
