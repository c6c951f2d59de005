/** Which papers a surplus of whole papers is: every nth of them, or the uppermost of the last bundle. */
import { ok, type Result } from '@hustings/base';
import type { CountError } from '../errors.ts';
import { byVotes, levelWithFirst } from './choose-excluded.ts';
import { PaperMoves } from './paper-moves.ts';
import type { Heap, SampleRun, Step } from './sample-run.ts';

export function withSurplus(run: SampleRun): SampleRun['waiting'] {
  return run.waiting.filter((w) => run.votesOf(w.candidate) > run.quota);
}

/** Transfers one of those surpluses, in a stage of its own. */
export function transferOne(run: SampleRun, surpluses: SampleRun['waiting']): Step {
  const votes = run.ratios();
  const since = Math.min(...surpluses.map((w) => w.since));
  const those =
    run.how.order === 'largest-first' ? surpluses : surpluses.filter((w) => w.since === since);
  const order = byVotes(
    those.map((w) => w.candidate),
    votes,
  ).reverse();
  const chosen = run.choose('surplus', levelWithFirst(order, votes), 1);
  if (!chosen.ok) return chosen;
  const [from] = chosen.value as [number];
  run.waiting = run.waiting.filter((w) => w.candidate !== from);
  const surplus = run.votesOf(from) - run.quota;
  run.stage++;
  return run.how.drawing === 'cincinnati'
    ? drawEveryNth(run, from, surplus)
    : drawFromLast(run, from, surplus);
}

/** Every nth paper, n being votes over surplus to the nearest whole number; then those after them. */
function drawEveryNth(run: SampleRun, from: number, surplus: number): Step {
  const papers = run.heapOf(from);
  // Halves up: 2·votes + surplus over 2·surplus, rounded down, in whole numbers.
  const n = Math.floor((2 * papers.length + surplus) / (2 * surplus));
  const sequence: number[] = [];
  for (let pass = 0; pass < n; pass++)
    for (let at = n + pass; at <= papers.length; at += n) sequence.push(at - 1);
  for (let at = 0; at < Math.min(n - 1, papers.length); at++) sequence.push(at);
  const moves = new PaperMoves(run.book.ids);
  const drawn = new Set<number>();
  for (const at of sequence) {
    if (moves.papers === surplus) break;
    const paper = papers[at] as number;
    const to = run.next(paper);
    if (to < 0) continue;
    drawn.add(at);
    run.give(moves, paper, to);
  }
  run.bundles[from] = [papers.filter((_, at) => !drawn.has(at))];
  return run.endMoves({ kind: 'surplus', surplus: `${surplus}`, transfers: [] }, [
    { from, moves, out: moves.papers },
  ]);
}

/**
 * From the bundle that came last: of the papers for each next preference in proportion, the largest
 * fractions rounded up, those that were laid on last (Electoral Act 1992 (Ireland) s.121).
 */
function drawFromLast(run: SampleRun, from: number, surplus: number): Step {
  const heaps = run.book.ids.map((): number[] => []);
  for (const paper of (run.bundles[from] as readonly Heap[]).at(-1) as Heap)
    heaps[run.next(paper)]?.push(paper);
  const taken = takesOf(run, heaps, surplus);
  if (!taken.ok) return taken;
  const moves = new PaperMoves(run.book.ids);
  for (const [to, heap] of heaps.entries())
    for (const paper of heap.slice(heap.length - (taken.value[to] as number))) moves.add(paper, to);
  // Papers without a next preference stay, but no more of them than make up the quota.
  const transferable = heaps.reduce((sum, heap) => sum + heap.length, 0);
  moves.spent = Math.max(0, surplus - transferable);
  run.exhausted += moves.spent;
  return run.endMoves({ kind: 'surplus', surplus: `${surplus}`, transfers: [] }, [
    { from, moves, out: surplus },
  ]);
}

/** How many of each heap: in proportion, the largest fractions rounded up. */
function takesOf(
  run: SampleRun,
  heaps: readonly Heap[],
  surplus: number,
): Result<readonly number[], CountError> {
  const sizes = heaps.map((heap) => heap.length);
  const transferable = sizes.reduce((a, b) => a + b, 0);
  if (transferable <= surplus) return ok(sizes);
  const size = (i: number): number => sizes[i] as number;
  const rest = (i: number): number => (size(i) * surplus) % transferable;
  const takes = sizes.map((n) => Math.floor((n * surplus) / transferable));
  let order = sizes.map((_, i) => i).sort((a, b) => rest(b) - rest(a) || size(b) - size(a));
  let missing = surplus - takes.reduce((a, b) => a + b, 0);
  while (missing > 0) {
    const [top] = order as [number];
    // Equal fractions: the larger heap; of equal heaps, as the ladder says.
    const level = order.filter((i) => rest(i) === rest(top) && size(i) === size(top));
    const chosen = run.choose('surplus', level, Math.min(missing, level.length));
    if (!chosen.ok) return chosen;
    for (const i of chosen.value) takes[i] = (takes[i] as number) + 1;
    missing -= chosen.value.length;
    order = order.filter((i) => !level.includes(i));
  }
  return ok(takes);
}
