/** A declaration: every figure, every percentage, and its words (spec/declaration.md). */
import { canonicalJson } from '@hustings/base';
import type { Code } from '../codes.ts';
import { optionVotes } from '../count/papers.ts';
import { type PercentPolicy, percent, percentages } from '../count/percentages.ts';
import { exactly, type Tally } from '../count/profile.ts';
import { floor, type Ratio, ratio, sum, written } from '../count/ratio.ts';
import type { Candidate, Line, Manifest, Outcome } from '../entries/acts.ts';
import { entryPlace, type Findings } from '../findings.ts';
import { motionOf, procedureOfPoll } from './check-count.ts';
import type { Box, PollResult } from './check-result.ts';
import { type Totals, totalsOf } from './chosen.ts';
import { declarationText } from './declaration-text.ts';
import { numberAt, procedureOf, textAt } from './rule-book.ts';
import { manifestOf, type Placed, type Proceeding } from './state.ts';

export function checkDeclaration(
  proceeding: Proceeding,
  placed: Placed<'result-declared'>,
  results: ReadonlyMap<string, PollResult | undefined>,
  findings: Findings,
): void {
  const { seq, act } = placed;
  const wrong = (code: Code, message: string): void =>
    findings.wrong(code, entryPlace(seq), message);
  const matter = proceeding.matters.get(act.matter);
  const procedure = procedureOf(proceeding.book, matter?.procedure);
  const poll = act.poll === undefined ? undefined : proceeding.polls.get(act.poll);
  const manifest = poll && manifestOf(poll);
  if (matter === undefined || procedure === undefined) {
    wrong('result/not-derived', 'What is declared is of no matter of this proceeding.');
    return;
  }
  if (proceeding.reported.has(act.matter)) {
    findings.notChecked(
      'figures',
      entryPlace(seq),
      'The ballot was held elsewhere, and its figures rest on who reported them.',
    );
    return;
  }
  const text = declarationText(proceeding, matter, manifest, act.outcome);
  if (text !== act.text)
    wrong('result/text-differs', 'The words of the declaration do not follow from its figures.');
  if (act.outcome.kind === 'uncontested') {
    findings.notChecked(
      'figures',
      entryPlace(seq),
      'Whether nobody else stood is a question of the rules, which this verifier does not ask.',
    );
    return;
  }
  const result = act.poll === undefined ? undefined : results.get(act.poll);
  if (poll === undefined || manifest === undefined || manifest.matter !== act.matter) {
    wrong('result/not-derived', 'The declaration is of a poll that there is not.');
    return;
  }
  if (poll.counted === undefined || poll.counted.seq > seq) {
    wrong('result/not-derived', 'The poll has not been counted.');
    return;
  }
  if (result === undefined) {
    wrong('result/not-derived', 'The figures follow from papers that are not all there.');
    return;
  }
  if (result.tally === 'impossible') {
    wrong('result/not-derived', 'The figures follow from a count that cannot be done.');
    return;
  }
  const { boxes, tally } = result;
  const isMotion = matter.text !== undefined;
  if (isMotion !== (act.outcome.kind === 'motion')) {
    wrong('result/not-derived', 'What is declared is not what was voted on.');
    return;
  }
  const own = procedureOfPoll(proceeding, manifest);
  const expected = isMotion
    ? motionOutcome(own, manifest, boxes)
    : electedOutcome(own, manifest, boxes, tally);
  if (expected === undefined) {
    findings.notChecked(
      'figures',
      entryPlace(seq),
      'The figures follow from a count that this verifier does not do.',
    );
    return;
  }
  const names = new Set([...Object.keys(expected), ...Object.keys(act.outcome)]);
  for (const name of names) {
    const said = (act.outcome as unknown as Readonly<Record<string, unknown>>)[name];
    const found = (expected as unknown as Readonly<Record<string, unknown>>)[name];
    if (said === undefined || found === undefined || canonicalJson(said) !== canonicalJson(found))
      wrong(
        'result/figure-differs',
        `${name}: the record gives ${found === undefined ? 'nothing' : canonicalJson(found)}.`,
      );
    findings.count('figures');
  }
}

function turnoutOf(procedure: unknown, of: Totals): string | undefined {
  const decimals = numberAt(procedure, 'results', 'turnout', 'decimals');
  const counts = textAt(procedure, 'results', 'turnout', 'counts');
  if (decimals === undefined || (counts !== 'cast' && counts !== 'valid')) return undefined;
  return percent(of.valid + (counts === 'cast' ? of.spoilt : 0), of.electorate, decimals);
}

function motionOutcome(
  procedure: unknown,
  manifest: Manifest,
  boxes: readonly Box[],
): Outcome | undefined {
  const carried = motionOf(procedure, manifest, boxes);
  const turnout = turnoutOf(procedure, totalsOf(manifest, boxes));
  const effect = textAt(procedure, 'effect', 'text');
  if (carried === undefined || turnout === undefined || effect === undefined) return undefined;
  const { figures } = carried.count;
  return { kind: 'motion', carried: carried.declaredCarried, ...figures, turnout, effect };
}

function electedOutcome(
  procedure: unknown,
  manifest: Manifest,
  boxes: readonly Box[],
  counted: Tally | undefined,
): Outcome | undefined {
  const isConfirming = manifest.form.kind === 'motion';
  const tally = isConfirming ? confirmation(procedure, manifest, boxes) : counted;
  const figures = totalsOf(manifest, boxes);
  const turnout = turnoutOf(procedure, figures);
  if (tally === undefined || turnout === undefined) return undefined;
  const { options } = manifest;
  // The most that a paper can give; a rule that scores and has a run-off of papers is not counted here.
  const each = manifest.form.kind === 'scores' ? manifest.form.highest : 1;
  const firstPreferences = linesOf(procedure, options, tally.first, tally, figures, each);
  const final = linesOf(procedure, options, tally.final ?? new Map(), tally, figures, each);
  if (firstPreferences === undefined || final === undefined) return undefined;
  const isPublished = textAt(procedure, 'results', 'sections') === 'published';
  const isTurnout = textAt(procedure, 'results', 'sectionTurnout') === 'published';
  return {
    kind: 'elected',
    elected: tally.elected.flatMap((id) =>
      [...options, ...(manifest.proposed ?? [])].filter((o) => o.id === id),
    ),
    firstPreferences,
    final,
    sections: isPublished && isTurnout ? boxes.map((b) => sectionOf(manifest, b)) : [],
    bySection: isPublished ? boxes.map((b) => votesOfSection(manifest, procedure, b)) : [],
    ...figures,
    turnout,
    margin: Number(floor(tally.margin)),
    ...(tally.margin.d !== 1n && { marginExact: written(tally.margin, tally.places ?? 'exact') }),
  };
}

/** A ballot that confirms, as an election of whoever it is about. */
function confirmation(
  procedure: unknown,
  manifest: Manifest,
  boxes: readonly Box[],
): Tally | undefined {
  const carried = motionOf(procedure, manifest, boxes);
  if (carried === undefined) return undefined;
  const votes = exactly(
    new Map(
      optionVotes(
        manifest,
        '',
        boxes.flatMap((b) => b.valid),
      ),
    ),
  );
  const { figures } = carried.count;
  return {
    kind: 'counted',
    transcript: carried.count,
    elected: carried.declaredCarried ? (manifest.proposed ?? []).map((p) => p.id) : [],
    first: votes,
    final: votes,
    margin: ratio(figures.for - figures.against),
  };
}

/** In the order of the paper, those who are in the round. */
function linesOf(
  procedure: unknown,
  options: readonly Candidate[],
  votes: ReadonlyMap<string, Ratio>,
  { places, isOfPapers, isWeighted }: Tally,
  { valid, spoilt, electorate }: Totals,
  each: number,
): readonly Line[] | undefined {
  const there = options.flatMap(({ id }) => {
    const own = votes.get(id);
    return own === undefined ? [] : [{ id, own }];
  });
  const stood = textAt(procedure, 'results', 'percent', 'of') ?? '';
  const of = isWeighted ? 'continuing' : isOfPapers ? 'valid' : stood;
  const decimals = numberAt(procedure, 'results', 'percent', 'decimals');
  const stated = textAt(procedure, 'results', 'percent', 'rounding') ?? '';
  const base = new Map([
    ['continuing', sum(there.map((c) => c.own))],
    ['valid', ratio(valid * each)],
    ['cast', ratio(valid + spoilt)],
    ['electorate', ratio(electorate)],
  ]).get(of);
  if (base === undefined || decimals === undefined) return undefined;
  const policy: PercentPolicy = { of, decimals, rounding: isOfPapers ? 'half-up' : stated };
  const shares = percentages(
    there.map((c) => c.own),
    base,
    policy,
  );
  return (
    shares &&
    there.map(({ id, own }, i) => ({
      candidate: id,
      votes: Number(floor(own)),
      percent: shares[i] as string,
      ...(own.d !== 1n && { exact: written(own, places ?? 'exact') }),
    }))
  );
}

/** A section of the result is a pool as it was opened. */
function sectionOf(manifest: Manifest, { pool, valid, spoilt }: Box) {
  const own = manifest.roll.sections.filter((s) => pool.sections.includes(s.id));
  return {
    section: pool.id,
    electorate: own.reduce((sum, s) => sum + s.size, 0),
    cast: pool.ballots.length,
    valid: valid.length,
    spoilt,
  };
}

function votesOfSection(manifest: Manifest, procedure: unknown, { pool, valid }: Box) {
  const rule = textAt(procedure, 'count', 'rule') ?? '';
  const votes = optionVotes(manifest, rule, valid);
  return { section: pool.id, votes: Object.fromEntries(votes) };
}
