/** A declaration: every figure, every percentage, and its words (spec/declaration.md). */
import { canonicalJson } from '@hustings/base';
import type { Code } from '../codes.ts';
import { type PercentPolicy, percent, percentages } from '../count/percentages.ts';
import type { Candidate, Line, Manifest, Outcome } from '../entries/acts.ts';
import { entryPlace, type Findings } from '../findings.ts';
import { type Box, motionOf, type PollResult } from './check-result.ts';
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
  const isMotion = manifest.form.kind === 'motion';
  if (isMotion !== (act.outcome.kind === 'motion')) {
    wrong('result/not-derived', 'What is declared is not what was voted on.');
    return;
  }
  const expected = isMotion
    ? motionOutcome(procedure, manifest, result.boxes)
    : electedOutcome(procedure, manifest, result);
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

function totals(manifest: Manifest, boxes: readonly Box[]) {
  return {
    electorate: manifest.roll.sections.reduce((sum, s) => sum + s.size, 0),
    valid: boxes.reduce((sum, b) => sum + b.valid.length, 0),
    spoilt: boxes.reduce((sum, b) => sum + b.spoilt, 0),
  };
}

function turnoutOf(procedure: unknown, of: ReturnType<typeof totals>): string | undefined {
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
  const turnout = turnoutOf(procedure, totals(manifest, boxes));
  const effect = textAt(procedure, 'effect', 'text');
  if (carried === undefined || turnout === undefined || effect === undefined) return undefined;
  const { figures } = carried.count;
  return { kind: 'motion', carried: carried.declaredCarried, ...figures, turnout, effect };
}

function electedOutcome(
  procedure: unknown,
  manifest: Manifest,
  { boxes, transcript }: PollResult,
): Outcome | undefined {
  const figures = totals(manifest, boxes);
  const turnout = turnoutOf(procedure, figures);
  if (transcript === undefined || turnout === undefined) return undefined;
  const { options } = manifest;
  const lines = (votes: Readonly<Record<string, number>>) =>
    linesOf(procedure, options, votes, figures);
  const firstPreferences = lines(transcript.rounds[0]?.votes ?? {});
  const final = lines(transcript.rounds.at(-1)?.votes ?? {});
  if (firstPreferences === undefined || final === undefined) return undefined;
  const isPublished = textAt(procedure, 'results', 'sections') === 'published';
  const isTurnout = textAt(procedure, 'results', 'sectionTurnout') === 'published';
  return {
    kind: 'elected',
    elected: transcript.elected.flatMap((id) => options.filter((o) => o.id === id)),
    firstPreferences,
    final,
    sections: isPublished && isTurnout ? boxes.map((b) => sectionOf(manifest, b)) : [],
    bySection: isPublished ? boxes.map((b) => votesOfSection(options, b)) : [],
    ...figures,
    turnout,
    margin: transcript.margin.votes,
  };
}

/** In the order of the paper, those who are in the round. */
function linesOf(
  procedure: unknown,
  options: readonly Candidate[],
  votes: Readonly<Record<string, number>>,
  { valid, spoilt, electorate }: ReturnType<typeof totals>,
): readonly Line[] | undefined {
  const there = options.filter(({ id }) => Object.hasOwn(votes, id));
  const numbers = there.map(({ id }) => votes[id] as number);
  const of = textAt(procedure, 'results', 'percent', 'of') ?? '';
  const decimals = numberAt(procedure, 'results', 'percent', 'decimals');
  const rounding = textAt(procedure, 'results', 'percent', 'rounding') ?? '';
  const base = new Map([
    ['continuing', numbers.reduce((a, b) => a + b, 0)],
    ['valid', valid],
    ['cast', valid + spoilt],
    ['electorate', electorate],
  ]).get(of);
  if (base === undefined || decimals === undefined) return undefined;
  const policy: PercentPolicy = { of, decimals, rounding };
  const shares = percentages(numbers, base, policy);
  return (
    shares &&
    there.map(({ id }, i) => ({
      candidate: id,
      votes: numbers[i] as number,
      percent: shares[i] as string,
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

function votesOfSection(options: readonly Candidate[], { pool, valid }: Box) {
  const votes = options.map(
    ({ id }, i) => [id, valid.filter((p) => p[0] === i + 1).length] as const,
  );
  return { section: pool.id, votes: Object.fromEntries(votes) };
}
