/**
 * A ballot file counted, in the shape that `hustings count FILE --json` prints (spec/count.md §9): who
 * is elected, every round by name, the sentences, the transcript, and all that the count was given, so
 * that with the papers (`boxes`) it can be counted again and comes out the same to the last byte.
 */
import { ok, type Result } from '@hustings/base';
import { type BallotBox, type BallotCount, countBallots } from '../catalogue/count-ballots.ts';
import type { CatalogueError, CountOutcome, ElectionBox } from '../catalogue/counting-rule.ts';
import type { Chosen } from '../catalogue/setting.ts';
import type { TransferChart } from '../chart.ts';
import type { BallotFile } from '../formats/ballot-file.ts';
import { explainMargin } from '../margin/explain-margin.ts';
import { irvMargin } from '../margin/irv-margin.ts';
import type { IrvMargin } from '../margin/margin-transcript.ts';
import type { ReasonPapers } from '../papers/interpret-marks.ts';
import type { Candidate } from '../profile.ts';
import type { Constraints } from '../stv/constraints.ts';
import { orderFrom } from '../tie-orders.ts';
import { type BoxText, boxToText } from './box-text.ts';
import { marginByName, type ReportMargin } from './margin-by-name.ts';
import { type ReportRound, roundsByName } from './rounds-by-name.ts';

export interface CountReport {
  readonly format: 'hustings/count-report/2';
  readonly title: string;
  /** Name of the rule. */
  readonly rule: string;
  readonly method: {
    readonly title: string;
    readonly follows: string;
    readonly reproduces: string;
  };
  /** Every setting of the rule. */
  readonly settings: Chosen;
  /** How marks were read, where the rule reads places. */
  readonly reading: Chosen;
  readonly seats: number;
  readonly candidates: readonly Candidate[];
  /** Lists have how many seats they get. */
  readonly elected: readonly {
    readonly id: string;
    readonly name: string;
    readonly seats?: number;
  }[];
  /** Papers in the count. All figures of papers are in parts of one vote where `scale` is there. */
  readonly valid: number;
  readonly scale?: number;
  /** Papers of the file with nothing on them. */
  readonly blank: number;
  /** Papers that are not in the count, by reason; those that the file itself says are invalid first. */
  readonly void: readonly { readonly reason: string; readonly papers: number }[];
  /** Papers in the count that were read otherwise than they stand. */
  readonly changed: readonly ReasonPapers[];
  readonly rounds: readonly ReportRound[];
  /** In the last round: how far the last elected was ahead of the best not elected; null where that says nothing. */
  readonly margin: ReportMargin | null;
  /** The exact margin of an alternative vote, where it was asked for. */
  readonly victory?: IrvMargin;
  readonly chart?: TransferChart;
  /** One paragraph each; the last sums up. */
  readonly explanation: readonly string[];
  readonly transcript: CountOutcome;
  /** What the count was given, besides the papers. */
  readonly given: ReportGiven;
  readonly boxes?: readonly BoxText[];
}

/** All plain data: what a person decides or draws, outside the papers. */
export interface ReportGiven {
  /** As they were given; the others are the rule's own. */
  readonly settings?: Chosen;
  readonly seats?: number;
  readonly withdrawn?: readonly string[];
  /** An order of candidates, most favoured first: those tied stand in it in this order. */
  readonly lot?: readonly string[];
  /** The minute of the draw. */
  readonly lotRecord?: string;
  readonly publishedOrder?: readonly string[];
  readonly publicCoin?: string;
  readonly constraints?: Constraints;
  readonly chart?: true;
  /** The exact margin, for an alternative vote. */
  readonly margin?: true;
}

export function countReport(
  rule: string,
  files: readonly BallotBox[],
  given: ReportGiven & { readonly papers?: boolean } = {},
): Result<CountReport, CatalogueError> {
  const { papers = false, ...rest } = given;
  const boxes = files.map((box) => ({ ...box, file: namedApart(box.file) }));
  const counted = countBallots(rule, boxes, {
    ...(rest.settings && { settings: rest.settings }),
    ...(rest.seats === undefined ? {} : { seats: rest.seats }),
    ...(rest.withdrawn && { withdrawn: rest.withdrawn }),
    ...(rest.constraints && { constraints: rest.constraints }),
    lot: orderFrom({
      drawn: (_, tied) => drawnFrom(rest, tied),
      ...(rest.publishedOrder && { publishedOrder: rest.publishedOrder }),
      ...(rest.publicCoin === undefined ? {} : { publicCoin: rest.publicCoin }),
    }),
  });
  if (!counted.ok) return counted;
  const victory = victoryOf(counted.value, rest);
  if (victory !== undefined && !victory.ok) return victory;
  const report = reportOf(counted.value, boxes, rest, victory?.value);
  return ok(papers ? { ...report, boxes: boxes.map(boxToText) } : report);
}

/** One lot drawn stands for every tie; undefined where it does not name all who are tied. */
function drawnFrom({ lot, lotRecord }: ReportGiven, tied: readonly string[]) {
  if (lot === undefined) return undefined;
  const order = lot.filter((id) => tied.includes(id));
  if (lotRecord === undefined) return order;
  return { order, record: lotRecord };
}

function reportOf(
  counted: BallotCount,
  boxes: readonly BallotBox[],
  given: ReportGiven,
  victory: IrvMargin | undefined,
): CountReport {
  const { rule, chosen, outcome, account, reading, election } = counted;
  const { profile } = election.kind === 'several' ? (election.boxes[0] as ElectionBox) : election;
  const { candidates, seats } = profile;
  const files = boxes.map((box) => box.file);
  const { scale, title } = files[0] as BallotFile;
  const invalid = files.flatMap((file) => file.invalid);
  // Papers that could be read, and that the rule itself does not count: too many marks, and the like.
  const voided = 'voided' in outcome ? outcome.voided : [];
  return {
    format: 'hustings/count-report/2',
    title: boxes.length === 1 ? title : '',
    rule: rule.name,
    method: { title: rule.title, follows: rule.follows, reproduces: rule.reproduces },
    settings: chosen,
    reading,
    seats,
    candidates,
    elected: electedOf(outcome),
    valid: account.counted - voided.reduce((sum, one) => sum + one.papers, 0),
    ...(scale === 1 ? {} : { scale }),
    blank: files.reduce((sum, file) => sum + file.blank, 0),
    void: [
      ...invalid,
      ...account.void,
      ...voided.map(({ reason, group, papers }) => ({
        reason: group === undefined ? reason : `${reason}: ${group}`,
        papers,
      })),
    ],
    changed: account.changed,
    rounds: roundsByName(outcome),
    margin: marginByName(outcome),
    ...(victory === undefined ? {} : { victory }),
    ...(given.chart === true && rule.chart !== undefined ? { chart: rule.chart(outcome) } : {}),
    explanation: [
      ...inUnits(scale, outcome),
      ...rule.explain(outcome),
      ...(victory === undefined ? [] : explainMargin(victory, candidates)),
    ],
    transcript: outcome,
    given,
  };
}

/** What the figures are counted in, where papers have weights in parts of a vote. */
function inUnits(scale: number, outcome: CountOutcome): readonly string[] {
  // The single transferable vote tells its figures in votes.
  if (scale === 1 || outcome.format === 'hustings/stv-count/1') return [];
  return [`Papers have weights in parts of a vote: all figures are in units of 1/${scale} of one.`];
}

function electedOf(outcome: CountOutcome): CountReport['elected'] {
  if (outcome.format === 'hustings/party-list-count/1')
    return outcome.lists
      .filter((one) => one.seats > 0)
      .map(({ id, name, seats }) => ({ id, name, seats }));
  const names = new Map(outcome.candidates.map((c) => [c.id, c.name]));
  const ids =
    outcome.format === 'hustings/rounds-count/1'
      ? outcome.outcome.kind === 'elected'
        ? outcome.outcome.elected
        : []
      : outcome.elected;
  return ids.map((id) => ({ id, name: names.get(id) as string }));
}

function victoryOf(
  { rule, election }: BallotCount,
  given: ReportGiven,
): Result<IrvMargin, CatalogueError> | undefined {
  if (given.margin !== true) return undefined;
  if (rule.family !== 'alternative-vote' || election.kind !== 'rankings')
    return {
      ok: false,
      error: {
        code: 'count/margin-not-for-this-rule',
        message: `The exact margin is found for the alternative vote, and not for ${rule.title}.`,
      },
    };
  return irvMargin(election.profile, {
    lot: orderFrom({ drawn: (_, tied) => drawnFrom(given, tied) }),
  });
}

/** Candidates of the same name get their number on the paper added, so that a name means one of them. */
function namedApart(file: BallotBox['file']): BallotBox['file'] {
  const uses = Map.groupBy(file.candidates, (c) => c.name);
  if (uses.size === file.candidates.length) return file;
  const numbered = file.candidates.map((c, i) => ({ ...c, name: `${c.name} (no. ${i + 1})` }));
  const few = file.candidates.map((c, i) =>
    uses.get(c.name)?.length === 1 ? c : (numbered[i] as Candidate),
  );
  // "A", "A" and "A (no. 1)": numbering them all is certain to tell them apart.
  const isApart = new Set(few.map((c) => c.name)).size === few.length;
  return { ...file, candidates: isApart ? few : numbered };
}
