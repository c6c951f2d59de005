/**
 * What a cast-vote record says of one contest on one paper, place by place: SP 1500-103 classes
 * CVRContest, CVRContestSelection, SelectionPosition.
 *
 * Definitions: a mark is a position with `HasIndication` "yes". Its place is the position's `Rank`, or
 * the selection's; in a contest where nothing is ranked, all marks stand at the first place. A mark
 * that `IsAllocable` "no" says may not become a vote is no mark; where several such marks, and no
 * other, stand at one place, the place is over-marked; such a mark need not say whose it is.
 */
import { OVERMARKED, SKIPPED, TIED } from '../../papers/marks.ts';
import {
  nodesOf,
  type PartProblem,
  type ReportNode,
  textOf,
  textsOf,
  wholeOf,
} from './report-node.ts';
import { wrong } from './report-tables.ts';

/** A rank above this is none of a paper. */
const MOST_RANK = 9999;

/** The code of a mark that does not say whose it is. */
const NOBODY = -1;

interface Mark {
  readonly place: number;
  readonly code: number;
  readonly isAllocable: boolean;
}

/** The code of a selection, by its id; of a name written in that has no id, if `id` is undefined. */
export type CodeOf = (id: string | undefined) => number;

/** Codes of papers/marks.ts; none for a paper with no mark in this contest. */
export function marksOf(contest: ReportNode, codeOf: CodeOf): readonly number[] | PartProblem {
  const marks: Mark[] = [];
  let withRank = 0;
  for (const selection of nodesOf(contest, 'CVRContestSelection')) {
    const id = textOf(selection, 'ContestSelectionId') || undefined;
    for (const position of nodesOf(selection, 'SelectionPosition')) {
      const problem = unreadable(position);
      if (problem !== undefined) return problem;
      if (textOf(position, 'HasIndication') === 'no') continue;
      const isAllocable = textOf(position, 'IsAllocable') !== 'no';
      const isNamed = id !== undefined || position['CVRWriteIn'] !== undefined;
      if (isAllocable && !isNamed)
        return wrong(
          'format/syntax',
          'a mark of no selection',
          'a ContestSelectionId or a CVRWriteIn',
        );
      const ranked = position['Rank'] === undefined ? selection : position;
      const rank = wholeOf(ranked, 'Rank');
      if (rank === null || rank === 0 || (rank ?? 1) > MOST_RANK)
        return wrong(
          'format/syntax',
          `rank ${textOf(ranked, 'Rank')}`,
          `ranks from 1 to ${MOST_RANK}`,
        );
      if (rank !== undefined) withRank++;
      marks.push({ place: rank ?? 1, code: isNamed ? codeOf(id) : NOBODY, isAllocable });
    }
  }
  if (withRank > 0 && withRank < marks.length)
    return wrong('format/syntax', 'marks with a rank and without', 'one or the other on a paper');
  const sequence = sequenceOf(marks);
  return sequence.length === 0 && isOvervoted(contest) ? [OVERMARKED] : sequence;
}

/** What a position may say that is not a mark of one vote. */
function unreadable(position: ReportNode): PartProblem | undefined {
  const indication = textOf(position, 'HasIndication');
  if (indication !== 'yes' && indication !== 'no')
    return wrong(
      indication === 'unknown' ? 'format/not-adjudicated' : 'format/syntax',
      `HasIndication "${indication ?? ''}"`,
      '"yes" or "no": whether there is a mark must be decided first',
    );
  if (indication === 'no') return undefined;
  const votes = wholeOf(position, 'NumberVotes');
  if (votes === null || (votes ?? 1) > 1 || position['FractionalVotes'] !== undefined)
    return wrong(
      'format/unsupported',
      `${textOf(position, 'NumberVotes') ?? ''} votes, fractional "${textOf(position, 'FractionalVotes') ?? ''}"`,
      'marks of one vote each: points and parts of a vote are not read',
    );
  return undefined;
}

function sequenceOf(marks: readonly Mark[]): readonly number[] {
  const sequence: number[] = [];
  const inOrder = marks.toSorted((a, b) => a.place - b.place);
  for (let at = 0, last = 0; at < inOrder.length; ) {
    const { place } = inOrder[at] as Mark;
    const all: Mark[] = [];
    for (; inOrder[at]?.place === place; at++) all.push(inOrder[at] as Mark);
    const votes = [...new Set(all.filter((mark) => mark.isAllocable).map((mark) => mark.code))];
    if (votes.length === 0 && all.length === 1) continue;
    for (let skipped = last + 1; skipped < place; skipped++) sequence.push(SKIPPED);
    if (votes.length === 0) sequence.push(OVERMARKED);
    for (const [k, code] of votes.entries()) {
      if (k > 0) sequence.push(TIED);
      sequence.push(code);
    }
    last = place;
  }
  return sequence;
}

/** The device says that there were too many marks, and does not say which. */
function isOvervoted(contest: ReportNode): boolean {
  const votes = wholeOf(contest, 'Overvotes');
  return (
    (typeof votes === 'number' && votes > 0) || textsOf(contest, 'Status').includes('overvoted')
  );
}
