/**
 * Papers by the path they take under Meek's method and its relatives. A hopeful candidate keeps all of
 * what reaches them and an excluded one nothing, so what becomes of a paper rests only on the elected
 * candidates that it names before its first hopeful one, in their order. All papers with the same such
 * beginning are one node of a tree: its inner nodes are elected candidates, its leaves hopeful ones.
 *
 * Node 0 is the root; a child comes after its parent, so one pass in order sees every parent first. A
 * leaf has a list of piles. When a candidate is elected their leaves become inner nodes and their piles
 * move on below them; when one is excluded their leaves go and their piles move on beside them. So a
 * pile moves down its ranking once in the whole count, and one sharing costs the number of nodes, not
 * of piles.
 */
import type { SequencePiles } from '../papers/sequence-piles.ts';
import { NO_PILES, PileBox, type PileList } from './pile-box.ts';

/** Room for so many nodes to begin with; it doubles when they are more. */
const FIRST_SIZE = 16;

export class PaperPaths {
  /** Of each node: its candidate (-1 for the root), its parent, and the papers that come through it. */
  candidate: Int32Array = new Int32Array(FIRST_SIZE);
  parent: Int32Array = new Int32Array(FIRST_SIZE);
  /** 0 where the node is gone. */
  papers: Float64Array = new Float64Array(FIRST_SIZE);
  /** How many nodes there are, with the root and those that are gone. */
  length = 1;
  readonly candidates: number;
  /** All papers, and those that name somebody who stands. */
  readonly all: number;
  readonly valid: number;
  #firstChild: Int32Array = new Int32Array(FIRST_SIZE);
  #nextSibling: Int32Array = new Int32Array(FIRST_SIZE);
  /** The piles of a leaf. */
  readonly #lists: PileList[] = [NO_PILES];
  readonly #box: PileBox;
  /** By candidate, 1 unless out of the count: the hopeful and the elected. */
  readonly #isIn: Uint8Array;
  readonly #isElected: Uint8Array;

  /** `isIn`: by candidate, 1 if they stand. */
  constructor(piles: SequencePiles, isIn: Uint8Array) {
    this.candidates = isIn.length;
    this.#isIn = isIn.slice();
    this.#isElected = new Uint8Array(isIn.length);
    this.#box = new PileBox(piles, this.#isIn);
    this.candidate[0] = -1;
    this.parent[0] = -1;
    this.#firstChild[0] = -1;
    this.all = this.#box.papers;
    this.valid = this.all - this.#spread(0, this.#box.restart());
    this.papers[0] = this.valid;
  }

  /** From here on the candidate keeps only part of a paper: what they do not keep goes on below. */
  elect(candidate: number): void {
    this.#isElected[candidate] = 1;
    for (const leaf of this.#nodesOf(candidate)) this.#spread(leaf, this.#takeList(leaf));
  }

  /** From here on the candidate, who was hopeful, is passed over. */
  exclude(candidate: number): void {
    this.#isIn[candidate] = 0;
    for (const leaf of this.#nodesOf(candidate)) {
      const parent = this.parent[leaf] as number;
      this.#unlink(leaf, parent);
      this.papers[leaf] = 0;
      this.#spread(parent, this.#takeList(leaf));
    }
  }

  #nodesOf(candidate: number): readonly number[] {
    const out: number[] = [];
    for (let node = 1; node < this.length; node++)
      if (this.candidate[node] === candidate) out.push(node);
    return out;
  }

  #takeList(leaf: number): PileList {
    const list = this.#lists[leaf] as PileList;
    this.#lists[leaf] = NO_PILES;
    return list;
  }

  #unlink(node: number, parent: number): void {
    const next = this.#nextSibling[node] as number;
    let at = this.#firstChild[parent] as number;
    if (at === node) {
      this.#firstChild[parent] = next;
      return;
    }
    while (this.#nextSibling[at] !== node) at = this.#nextSibling[at] as number;
    this.#nextSibling[at] = next;
  }

  /** Moves a list of piles on to the children of a node, and below those elected. Gives papers spent. */
  #spread(node: number, list: PileList): number {
    const { heaps, spent } = this.#box.sort([list]);
    for (const { candidate, papers, piles } of heaps) {
      const child = this.#childOf(node, candidate);
      this.papers[child] = (this.papers[child] as number) + papers;
      if (this.#isElected[candidate] === 1) this.#spread(child, piles);
      else this.#lists[child] = this.#box.join(this.#lists[child] as PileList, piles);
    }
    return spent;
  }

  /** The child of a node for a candidate, made now if there is none. */
  #childOf(node: number, candidate: number): number {
    for (let at = this.#firstChild[node] as number; at >= 0; at = this.#nextSibling[at] as number)
      if (this.candidate[at] === candidate) return at;
    const child = this.length++;
    if (child === this.candidate.length) this.#grow();
    this.candidate[child] = candidate;
    this.parent[child] = node;
    this.#lists.push(NO_PILES);
    this.#firstChild[child] = -1;
    this.#nextSibling[child] = this.#firstChild[node] as number;
    this.#firstChild[node] = child;
    return child;
  }

  #grow(): void {
    const size = 2 * this.candidate.length;
    const wider = (from: Int32Array): Int32Array => {
      const to = new Int32Array(size);
      to.set(from);
      return to;
    };
    this.candidate = wider(this.candidate);
    this.parent = wider(this.parent);
    this.#firstChild = wider(this.#firstChild);
    this.#nextSibling = wider(this.#nextSibling);
    const papers = new Float64Array(size);
    papers.set(this.papers);
    this.papers = papers;
  }
}
