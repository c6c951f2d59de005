/**
 * What reported figures come to: totals, scores round by round, and whether they can be figures of
 * such a paper at all. Scores are exact; sections weigh as the book says.
 *
 * Definitions. In a round, a section with weight w and v votes still in the count gives a candidate
 * with n of them w·n/v; a section without votes gives nothing. Without weights a score is the sum of
 * votes. Points that were published stand for scores where votes by section are not known.
 */
import { add, decimal, type Exact, fraction, multiply, whole, ZERO } from '../exact.ts';
import type { BallotReport, ReportLine } from '../report-acts.ts';
import type {
  ContestPaper,
  Electorate,
  PollRules,
  ResultPolicy,
  UnitPoints,
} from '../rule-book.ts';
import { own } from '../state.ts';

export type Scores = ReadonlyMap<string, Exact>;

export interface Totals {
  readonly entitled: number;
  readonly valid: number;
  readonly abstained: number;
  readonly spoilt: number;
  /** Valid, abstained on purpose and spoilt. */
  readonly cast: number;
}

export function totalsOfReport(report: BallotReport): Totals {
  const entitledBy = new Map<string, number>();
  // Lines of several channels of a section name the same electors.
  for (const line of report.lines) entitledBy.set(line.section, line.entitled);
  const entitled = [...entitledBy.values()].reduce((a, b) => a + b, 0);
  const valid = report.lines.reduce((sum, line) => sum + line.valid, 0);
  const abstained = report.lines.reduce((sum, line) => sum + line.abstained, 0);
  const spoilt = report.lines.reduce((sum, line) => sum + spoiltOf(line), 0);
  return { entitled, valid, abstained, spoilt, cast: valid + abstained + spoilt };
}

function spoiltOf(line: ReportLine): number {
  return line.spoilt.reduce((sum, s) => sum + s.count, 0);
}

type SectionVotes = readonly {
  readonly section: string;
  readonly votes: Readonly<Record<string, number>>;
}[];

/** Votes of each round by section, the lines of several channels added up. */
export function roundsOf(report: BallotReport): readonly SectionVotes[] {
  const first = new Map<string, Record<string, number>>();
  for (const { section, votes } of report.lines) {
    const sum = first.get(section) ?? {};
    for (const [id, n] of Object.entries(votes)) sum[id] = (own(sum, id) ?? 0) + n;
    first.set(section, sum);
  }
  return [
    [...first].map(([section, votes]) => ({ section, votes })),
    ...report.rounds.map((r) => r.sections),
  ];
}

/** What each candidate has, round by round. */
export function scoresOf(electorate: Electorate, report: BallotReport): readonly Scores[] {
  if (report.points !== undefined)
    return report.points.map(
      (round) => new Map(Object.entries(round).map(([id, text]) => [id, decimal(text)])),
    );
  const rounds = roundsOf(report);
  const firstVotes = new Map(rounds[0]?.map((s) => [s.section, sumOf(s.votes)]));
  return rounds.map((sections) => {
    const scores = new Map<string, Exact>();
    for (const { section, votes } of sections) {
      const weight = weightOf(electorate, section, firstVotes.get(section) ?? 0);
      const total = sumOf(votes);
      for (const [id, n] of Object.entries(votes)) {
        const part =
          weight === undefined
            ? whole(n)
            : total === 0
              ? ZERO
              : multiply(weight, { n: BigInt(n), d: BigInt(total) });
        scores.set(id, add(scores.get(id) ?? ZERO, part));
      }
    }
    return scores;
  });
}

/** What a section carries; undefined: one vote is one vote. */
function weightOf(electorate: Electorate, section: string, firstVotes: number): Exact | undefined {
  if (electorate.units !== undefined) return pointsOf(electorate.units, firstVotes);
  const weight = electorate.sections.find((s) => s.id === section)?.weight;
  return weight === undefined ? undefined : fraction(weight);
}

function pointsOf(units: UnitPoints, firstVotes: number): Exact {
  const isSmall = units.onePerVoteBelow !== undefined && firstVotes < units.onePerVoteBelow;
  return whole(isSmall ? firstVotes : units.points);
}

export function sumOf(votes: Readonly<Record<string, number>>): number {
  return Object.values(votes).reduce((a, b) => a + b, 0);
}

export function sumOfScores(scores: Scores): Exact {
  return [...scores.values()].reduce(add, ZERO);
}

/** Why these cannot be the figures of such papers, in a sentence. */
export function figuresFault(of: {
  readonly report: BallotReport;
  readonly electorate: Electorate;
  readonly paper: ContestPaper | undefined;
  readonly options: readonly string[];
  readonly poll: PollRules;
  readonly results: ResultPolicy;
  readonly sections: readonly { readonly id: string; readonly size: number }[];
  /** Options that are of a class, for papers that must be composed of classes. */
  readonly ofClass: (name: string) => readonly string[];
}): string | undefined {
  const { report, electorate, paper, options, poll, results, sections } = of;
  const seen = new Set<string>();
  const channels = poll.channels?.of.map((c) => c.id);
  const reasons = results.spoilt?.reasons.map((r) => r.id);
  for (const line of report.lines) {
    const key = `${line.section} ${line.channel ?? ''}`;
    if (seen.has(key)) return `The section “${line.section}” is reported twice.`;
    seen.add(key);
    const size = sections.find((s) => s.id === line.section)?.size;
    if (size === undefined) return `There is no section “${line.section}” on the roll.`;
    if (line.entitled !== size)
      return `The section “${line.section}” has ${size} on the roll, and ${line.entitled} are reported.`;
    if (line.channel !== undefined && channels?.includes(line.channel) !== true)
      return `There is no way to vote called “${line.channel}”.`;
    if (
      line.channel === undefined &&
      channels !== undefined &&
      report.lines.length > sections.length
    )
      return 'It is not said by which way these papers came.';
    const stray = line.spoilt.find((s) => reasons !== undefined && !reasons.includes(s.reason));
    if (stray !== undefined) return `No rule rejects a paper for “${stray.reason}”.`;
    const unknown = Object.keys(line.votes).find((id) => !options.includes(id));
    if (unknown !== undefined) return `“${unknown}” is not on the paper.`;
    const turnoutRoll = results.turnout.roll;
    if (turnoutRoll !== undefined && line.rolls?.[turnoutRoll] === undefined)
      return `It is not said how many were on the roll “${turnoutRoll}”, of which turnout is a share.`;
    const kinds = electorate.rolls?.map((r) => r.id) ?? [];
    const strayRoll = Object.keys(line.rolls ?? {}).find((id) => !kinds.includes(id));
    if (strayRoll !== undefined) return `The rules know no roll “${strayRoll}”.`;
    const isDelegated = electorate.sections.find((s) => s.id === line.section)?.delegation;
    const fault = paper === undefined ? undefined : lineFault(line, paper, of.ofClass);
    if (fault !== undefined && isDelegated === undefined) return fault;
    if (sumOf(line.votes) > line.entitled && (paper === undefined || isDelegated !== undefined))
      return `The section “${line.section}” casts ${sumOf(line.votes)} votes and has ${line.entitled}.`;
    if (line.abstained > 0 && paper !== undefined && paper.abstention === undefined)
      return 'The paper has no abstention.';
  }
  const papers = totalsOfReport(report);
  const isWeighed = electorate.sections.some((s) => s.delegation !== undefined);
  if (!isWeighed && papers.cast > papers.entitled)
    return `${papers.cast} papers were returned by ${papers.entitled} electors.`;
  const missing = sections.find((s) => !report.lines.some((line) => line.section === s.id));
  if (missing !== undefined) return `The section “${missing.id}” is not reported.`;
  return laterRoundsFault(report, options);
}

function lineFault(
  line: ReportLine,
  paper: ContestPaper,
  ofClass: (name: string) => readonly string[],
): string | undefined {
  const votes = sumOf(line.votes);
  const { valid, section } = line;
  switch (paper.kind) {
    case 'choice':
      return votes === valid
        ? undefined
        : `${votes} votes are reported on ${valid} valid papers of “${section}”, which have one each.`;
    case 'ranked':
      return votes <= valid
        ? undefined
        : `${votes} first choices are reported on ${valid} valid papers of “${section}”.`;
    case 'block':
    case 'approval': {
      const most = paper.most;
      if (most !== undefined && votes > most * valid)
        return `${votes} votes are more than ${most} on each of ${valid} papers of “${section}”.`;
      if (paper.least !== undefined && votes < paper.least * valid)
        return `${votes} votes are fewer than the ${paper.least} that each of ${valid} valid papers of “${section}” must have.`;
      if (Object.values(line.votes).some((n) => n > valid))
        return `Someone has more votes than there are valid papers of “${section}”.`;
      return compositionFault(line, paper, ofClass);
    }
    case 'score': {
      const highest = paper.highest ?? 1;
      return Object.values(line.votes).some((n) => n > highest * valid)
        ? `Someone has more than ${highest} from each valid paper of “${section}”.`
        : undefined;
    }
  }
}

/** Every valid paper has its least of a class, so all of them together have so many times that. */
function compositionFault(
  line: ReportLine,
  paper: ContestPaper,
  ofClass: (name: string) => readonly string[],
): string | undefined {
  for (const bound of paper.composition ?? []) {
    const votes = ofClass(bound.class).reduce((sum, id) => sum + (own(line.votes, id) ?? 0), 0);
    if (bound.least !== undefined && votes < bound.least * line.valid)
      return `${votes} votes for “${bound.name}” cannot come from ${line.valid} valid papers with at least ${bound.least} each.`;
    if (bound.most !== undefined && votes > bound.most * line.valid)
      return `${votes} votes for “${bound.name}” cannot come from ${line.valid} valid papers with at most ${bound.most} each.`;
  }
  return undefined;
}

/** Nobody comes back into the count. */
function laterRoundsFault(report: BallotReport, options: readonly string[]): string | undefined {
  let before = new Set(options);
  const named =
    report.points ?? roundsOf(report).map((r) => Object.assign({}, ...r.map((s) => s.votes)));
  for (const [i, round] of named.entries()) {
    const now = Object.keys(round);
    const back = now.find((id) => !before.has(id));
    if (back !== undefined) return `“${back}” has votes in round ${i + 1} and is not in the count.`;
    before = new Set(now);
  }
  return undefined;
}
