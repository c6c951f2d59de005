/**
 * From the opened papers to the count and the declared figures, by the rule book's own rules and
 * policies. The officer's side and the verifier both come here, so that a figure has one origin.
 */
import { canonicalJson, err, ok, type Result, utf8 } from '@hustings/base';
import {
  aggregate,
  type CountOptions,
  countMotion,
  countPoll,
  type Lot,
  type Paper,
  percentages,
  tally,
  tallyMotion,
  turnout,
} from '@hustings/count';
import {
  type CandidateRef,
  type ContestProcedure,
  isMotionCarried,
  type Manifest,
  MOTION_RULE,
  type MotionProcedure,
  type Outcome,
  type Procedure,
  type ResultPolicy,
} from '@hustings/rulebook';
import { type Refusal, refusal } from './errors.ts';
import type { SortedPapers } from './papers.ts';
import type { FormedPool } from './pools.ts';

export interface OpenedPool {
  readonly pool: FormedPool;
  readonly papers: SortedPapers;
}

export interface Tallied {
  readonly rule: string;
  readonly elected: readonly string[];
  /** Canonical JSON of the count (spec/count.md). */
  readonly transcript: Uint8Array;
  readonly outcome: Outcome;
}

export function tallyPoll(
  procedure: Procedure,
  manifest: Manifest,
  pools: readonly OpenedPool[],
  lot?: Lot,
): Result<Tallied, Refusal> {
  return procedure.kind === 'motion'
    ? tallyOfMotion(procedure, manifest, pools)
    : tallyOfContest(procedure, manifest, pools, lot);
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
  lot: Lot | undefined,
): Result<Tallied, Refusal> {
  const { count, results, seats } = procedure;
  const candidates = manifest.options;
  const profileOf = (papers: readonly Paper[]) => aggregate({ candidates, seats, papers });
  const options: CountOptions = {
    ties: count.ties.map((t) => t.step),
    ...(count.majorityOf && { majorityOf: count.majorityOf }),
    ...(count.exclusion && { exclusion: count.exclusion }),
    ...(lot && { lot }),
  };
  const counted = countPoll(count.rule, profileOf(pools.flatMap((p) => p.papers.valid)), options);
  if (!counted.ok) return counted;
  const figures = totals(manifest, pools);
  const percent = turnoutOf(figures, results);
  if (!percent.ok) return percent;
  const first = counted.value.rounds[0];
  const last = counted.value.rounds.at(-1);
  if (first === undefined || last === undefined)
    return err(refusal('count/no-rounds', 'The count has no round.'));
  const lines = (votes: Readonly<Record<string, number>>) => {
    const shares = percentages(votes, results.percent, figures);
    if (!shares.ok) return shares;
    return ok(
      candidates.flatMap(({ id }) => {
        // A candidate who is out has no votes, and may be called "constructor".
        const n = Object.hasOwn(votes, id) ? votes[id] : undefined;
        return n === undefined
          ? []
          : [{ candidate: id, votes: n, percent: shares.value[id] ?? '' }];
      }),
    );
  };
  const firstPreferences = lines(first.votes);
  if (!firstPreferences.ok) return firstPreferences;
  const final = lines(last.votes);
  if (!final.ok) return final;
  const isPublished = results.sections === 'published';
  const ids = candidates.map((c) => c.id);
  return ok({
    rule: counted.value.rule,
    elected: counted.value.elected,
    transcript: utf8(canonicalJson(counted.value)),
    outcome: {
      kind: 'elected',
      elected: counted.value.elected.flatMap((id) => byId(candidates, id)),
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
            votes: tally(profileOf(p.papers.valid), ids).votes,
          }))
        : [],
      ...figures,
      turnout: percent.value,
      margin: counted.value.margin.votes,
    },
  });
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
