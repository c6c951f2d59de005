/**
 * Papers by the path they take under Meek's method and its relatives. A hopeful candidate keeps all of
 * what reaches them and an excluded one nothing, so what becomes of a paper rests only on the elected
 * candidates that it names before its first hopeful one, in their order. All papers with the same such
 * beginning are one node of a tree: its inner nodes are elected candidates, its leaves hopeful ones.
 *
 * Definitions. Node 0 is the root. A node's papers are all that come through it. The piles of a leaf
 * are a linked list (`#link`), each pile standing just after the leaf's candidate in its ranking.
 * When a candidate is elected their leaves become inner nodes and their piles move on below them; when
 * one is excluded their leaves go and their piles move on beside them. So a pile moves down its ranking
 * once in the whole count, and one sharing costs the number of nodes, not of piles.
 *
 * A child comes after its parent, so one pass in order sees every parent first.
 */
import type { SequencePiles } from '../papers/sequence-piles.ts';

const OUT = 0;
const HOPEFUL = 1;
const ELECTED = 2;

export class PaperPaths {
  /** Of each node: its candidate, its parent, and the papers that come through it (0 when it is gone). */
  candidate: Int32Array = new Int32Array(256);
  parent: Int32Array = new Int32Array(256);
  papers: Float64Array = new Float64Array(256);
  /** How many nodes there are, the root and those that are gone with them. */
  length = 1;
  /** All papers that name somebody who stands. */
  readonly valid: number;
  readonly candidates: number;
  #firstChild: Int32Array = new Int32Array(256);
  #nextSibling: Int32Array = new Int32Array(256);
  /** The first pile of a leaf, or -1. */
  #head: Int32Array = new Int32Array(256);
  readonly #piles: SequencePiles;
  /** Of each pile: where in the codes it stands, and the next pile of the same leaf, or -1. */
  readonly #at: Uint32Array;
  readonly #link: Int32Array;
  readonly #standing: Uint8Array;

  /** `isIn`: by candidate, whether they stand. */
  constructor(piles: SequencePiles, isIn: readonly boolean[]) {
    this.candidates = isIn.length;
    this.#piles = piles;
    this.#at = piles.starts.slice(0, -1);
    this.#link = new Int32Array(piles.length);
    this.#standing = Uint8Array.from(isIn, (is) => (is ? HOPEFUL : OUT));
    this.candidate[0] = -1;
    this.parent[0] = -1;
    this.#firstChild[0] = -1;
    for (let pile = 0; pile < piles.length; pile++) this.#link[pile] = pile + 1;
    if (piles.length > 0) this.#link[piles.length - 1] = -1;
    this.#spread(0, piles.length > 0 ? 0 : -1);
    let valid = 0;
    for (let node = 1; node < this.length; node++) valid += this.papers[node] as number;
    this.valid = valid;
    this.papers[0] = valid;
  }

  /** From here on the candidate keeps only part of a paper: what they do not keep goes on below. */
  elect(candidate: number): void {
    this.#standing[candidate] = ELECTED;
    const { length } = this;
    for (let node = 1; node < length; node++)
      if (this.candidate[node] === candidate && this.papers[node] !== 0)
        this.#spread(node, this.#takePiles(node));
  }

  /** From here on the candidate, who was hopeful, is passed over. */
  exclude(candidate: number): void {
    this.#standing[candidate] = OUT;
    const { length } = this;
    for (let node = 1; node < length; node++) {
      if (this.candidate[node] !== candidate || this.papers[node] === 0) continue;
      const parent = this.parent[node] as number;
      this.#unlink(node, parent);
      this.papers[node] = 0;
      this.#spread(parent, this.#takePiles(node));
    }
  }

  #takePiles(node: number): number {
    const head = this.#head[node] as number;
    this.#head[node] = -1;
    return head;
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

  /** Moves a list of piles on to the children of a node, and below those who are elected. */
  #spread(node: number, list: number): void {
    const { codes, starts, counts } = this.#piles;
    const standing = this.#standing;
    // By candidate: the child, and the list of piles that go there.
    const child = new Int32Array(standing.length);
    const heads = new Int32Array(standing.length);
    for (let at = this.#firstChild[node] as number; at >= 0; at = this.#nextSibling[at] as number)
      child[this.candidate[at] as number] = at;
    const elected: number[] = [];
    for (let pile = list; pile >= 0; ) {
      const following = this.#link[pile] as number;
      const end = starts[pile + 1] as number;
      let at = this.#at[pile] as number;
      while (at < end && standing[codes[at] as number] === OUT) at++;
      if (at < end) {
        const candidate = codes[at] as number;
        let to = child[candidate] as number;
        if (to === 0) {
          to = this.#newChild(node, candidate);
          child[candidate] = to;
        }
        this.papers[to] = (this.papers[to] as number) + (counts[pile] as number);
        if (standing[candidate] === ELECTED) {
          // `heads` is one more than the pile, so that 0 is none.
          if (heads[candidate] === 0) elected.push(candidate);
          this.#link[pile] = (heads[candidate] as number) - 1;
          heads[candidate] = pile + 1;
        } else {
          this.#link[pile] = this.#head[to] as number;
          this.#head[to] = pile;
        }
        at++;
      }
      this.#at[pile] = at;
      pile = following;
    }
    for (const candidate of elected)
      this.#spread(child[candidate] as number, (heads[candidate] as number) - 1);
  }

  #newChild(parent: number, candidate: number): number {
    const node = this.length++;
    if (node === this.candidate.length) this.#grow();
    this.candidate[node] = candidate;
    this.parent[node] = parent;
    this.papers[node] = 0;
    this.#head[node] = -1;
    this.#firstChild[node] = -1;
    this.#nextSibling[node] = this.#firstChild[parent] as number;
    this.#firstChild[parent] = node;
    return node;
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
    this.#head = wider(this.#head);
    const papers = new Float64Array(size);
    papers.set(this.papers);
    this.papers = papers;
  }
}
