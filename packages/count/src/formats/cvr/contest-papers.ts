/**
 * From the parts of a report to the ballot file of one contest. The tables may come after the papers
 * (in XML they always do), so papers are put in piles with codes of their own, for each contest, until
 * it is known who the selections are; memory is for the different papers only.
 */
import { ok, type Result } from '@hustings/base';
import { MOST_CANDIDATES, OVERMARKED } from '../../papers/marks.ts';
import { PileBuilder } from '../../papers/sequence-piles.ts';
import type { BallotFile, FormatError, ReadOptions } from '../ballot-file.ts';
import { type Place, refuse } from '../format-error.ts';
import { PaperSink } from '../sink.ts';
import { marksOf } from './paper-marks.ts';
import {
  isNode,
  nodesOf,
  type PartName,
  type PartProblem,
  type PartTaker,
  type ReportNode,
  type ReportValue,
  textOf,
} from './report-node.ts';
import { type ReportContest, ReportTables, wrong } from './report-tables.ts';

/** The name under which names are counted that were written in and have no selection. */
const WRITTEN_IN = 'Undeclared write-ins';

interface Papers {
  /** Ids of selections in the order in which papers name them; undefined for names written in. */
  readonly ids: (string | undefined)[];
  readonly codes: Map<string | undefined, number>;
  readonly piles: PileBuilder;
  blank: number;
}

export class ContestPapers implements PartTaker {
  readonly #options: ReadOptions;
  readonly #tables = new ReportTables();
  readonly #papers = new Map<string, Papers>();
  #lastElection: Place = { line: 1, column: 1 };
  /** The contest that is read, once the tables have come and papers after them. */
  #wanted: ReportContest | undefined;
  #contestsKnown = 0;

  constructor(options: ReadOptions) {
    this.#options = options;
  }

  part(name: PartName, value: ReportValue, place: Place): PartProblem | undefined {
    if (name === 'Version') {
      const version = typeof value === 'string' ? value.trim() : '';
      return /^1\.0(\.\d+)?$/.test(version)
        ? undefined
        : wrong('format/unsupported', `version ${version}`.trim(), 'version 1.0 of the standard');
    }
    if (!isNode(value)) return wrong('format/syntax', `${value}`, `what a ${name} says`);
    if (name === 'CVR') return this.#addPaper(value);
    if (name === 'Party') return this.#tables.addParty(value);
    this.#lastElection = place;
    return this.#tables.addElection(value);
  }

  finish(format: string): Result<BallotFile, FormatError> {
    const contest = this.#chosen();
    if (contest === undefined) return this.#refuse(this.#whichContest());
    const names = this.#tables.namesOf(contest);
    if (!Array.isArray(names)) return this.#refuse(names as PartProblem);
    return this.#build(format, contest, names as readonly string[]);
  }

  #build(
    format: string,
    contest: ReportContest,
    names: readonly string[],
  ): Result<BallotFile, FormatError> {
    const sink = new PaperSink();
    if (names.length >= MOST_CANDIDATES)
      return this.#refuse(
        wrong(
          'format/too-many-candidates',
          `${names.length} selections`,
          `fewer than ${MOST_CANDIDATES}`,
        ),
      );
    for (const [i, name] of names.entries()) sink.addCandidate(name, contest.selections[i]?.id);
    const papers = this.#papers.get(contest.id);
    if (papers !== undefined) {
      const codes: number[] = [];
      for (const id of papers.ids) {
        const code = id === undefined ? sink.addCandidate(freeName(names)) : sink.codeOf(id);
        if (code === undefined)
          return this.#refuse(
            wrong(
              'format/unknown-candidate',
              id as string,
              `a selection of the contest "${contest.name}"`,
            ),
          );
        codes.push(code);
      }
      const piles = papers.piles.finish();
      const marks: number[] = [];
      for (let i = 0; i < piles.length; i++) {
        marks.length = 0;
        for (let at = piles.starts[i] as number; at < (piles.starts[i + 1] as number); at++) {
          const code = piles.codes[at] as number;
          marks.push(code >= OVERMARKED ? code : (codes[code] as number));
        }
        sink.addMarks(marks, marks.length, piles.counts[i] as number);
      }
      sink.addBlank(papers.blank);
    }
    const seats = contest.seats ?? this.#options.seats;
    return ok(sink.finish({ format, title: contest.name, seats }));
  }

  /** The contest that was asked for, by id or else by name, or the only one. */
  #chosen(): ReportContest | undefined {
    const { contests } = this.#tables;
    const { contest: asked } = this.#options;
    if (asked === undefined) return contests.length === 1 ? contests[0] : undefined;
    const byId = contests.find((contest) => contest.id === asked);
    const byName = contests.filter((contest) => contest.name === asked);
    return byId ?? (byName.length === 1 ? byName[0] : undefined);
  }

  #whichContest(): PartProblem {
    const { contest: asked } = this.#options;
    const all = this.#tables.contests.map(({ id, name }) => (name === id ? id : `${name} (${id})`));
    if (all.length === 0) return wrong('format/unknown-contest', asked ?? '', 'a contest');
    return asked === undefined
      ? wrong(
          'format/several-contests',
          `${all.length} contests`,
          `to be told which: ${all.join('; ')}`,
        )
      : wrong('format/unknown-contest', asked, `one of these contests: ${all.join('; ')}`);
  }

  #addPaper(cvr: ReportNode): PartProblem | undefined {
    if (this.#options.contest === undefined && this.#tables.contests.length > 1)
      return this.#whichContest();
    const snapshots = nodesOf(cvr, 'CVRSnapshot');
    const current = textOf(cvr, 'CurrentSnapshotId');
    // The standard asks for CurrentSnapshotId; of a single snapshot there can be no doubt.
    const snapshot =
      current === undefined && snapshots.length === 1
        ? snapshots[0]
        : snapshots.find((one) => textOf(one, '@id') === current);
    if (snapshot === undefined)
      return wrong(
        'format/syntax',
        current ?? `${snapshots.length} snapshots`,
        'CurrentSnapshotId to be the id of a CVRSnapshot of this CVR',
      );
    const seen = new Set<string>();
    for (const contest of nodesOf(snapshot, 'CVRContest')) {
      const id = textOf(contest, 'ContestId');
      if (id === undefined || id === '' || seen.has(id))
        return wrong('format/syntax', id ?? '', 'the id of a contest that is on this paper once');
      seen.add(id);
      if (!this.#isWanted(id)) continue;
      const papers = this.#papersOf(id);
      const marks = marksOf(contest, (selection) => codeFor(papers, selection));
      if (!Array.isArray(marks)) return marks as PartProblem;
      if (papers.ids.length > MOST_CANDIDATES)
        return wrong('format/too-many-candidates', id, `at most ${MOST_CANDIDATES} selections`);
      if (marks.length === 0) papers.blank++;
      else papers.piles.add(marks as readonly number[], marks.length, 1);
    }
    return undefined;
  }

  /** Whether papers of this contest are to be kept: of all contests until the tables have come. */
  #isWanted(id: string): boolean {
    const { contests } = this.#tables;
    if (contests.length !== this.#contestsKnown) {
      this.#contestsKnown = contests.length;
      this.#wanted = this.#chosen();
    }
    return this.#wanted === undefined || this.#wanted.id === id;
  }

  #papersOf(contest: string): Papers {
    let papers = this.#papers.get(contest);
    if (papers === undefined) {
      papers = { ids: [], codes: new Map(), piles: new PileBuilder(2), blank: 0 };
      this.#papers.set(contest, papers);
    }
    return papers;
  }

  #refuse(problem: PartProblem): Result<BallotFile, FormatError> {
    return refuse(problem.code, this.#lastElection, problem);
  }
}

function codeFor(papers: Papers, id: string | undefined): number {
  let code = papers.codes.get(id);
  if (code === undefined) {
    code = papers.ids.length;
    papers.codes.set(id, code);
    papers.ids.push(id);
  }
  return code;
}

/** The name for those written in, which no selection of the contest has. */
function freeName(names: readonly string[]): string {
  let name = WRITTEN_IN;
  for (let n = 2; names.includes(name); n++) name = `${WRITTEN_IN} ${n}`;
  return name;
}
