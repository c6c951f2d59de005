/**
 * The order in which papers lie, where a rule draws some of them by lot: a shuffle from a seed that is
 * agreed and published before the count, so that anybody can draw the same papers again.
 *
 * The seed's UTF-8 bytes are hashed by FNV-1a (64 bits) to the state of SplitMix64 (Steele, Lea and
 * Flood 2014); a number below n is the next output that is below the largest multiple of n, modulo n;
 * the shuffle is Fisher and Yates's from the end. Not for secrets: only for a draw that can be repeated.
 */
import { utf8 } from '@hustings/base';
import type { Pile, Profile } from '../profile.ts';

const MASK = (1n << 64n) - 1n;

function splitMix(seed: string): () => bigint {
  let state = 0xcbf29ce484222325n;
  for (const byte of utf8(seed)) state = ((state ^ BigInt(byte)) * 0x100000001b3n) & MASK;
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & MASK;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
    return z ^ (z >> 31n);
  };
}

/** Every paper as the index of its pile, shuffled. Piles come first in the order of the ids on them. */
export function shuffledPapers(profile: Profile, seed: string): Int32Array {
  const ids = profile.candidates.map((c) => c.id);
  const keys = profile.piles.map(({ ranking }) => ranking.map((c) => ids[c]).join('\n'));
  const order = keys.map((_, i) => i);
  order.sort((a, b) => ((keys[a] as string) < (keys[b] as string) ? -1 : 1));
  const papers = new Int32Array(profile.piles.reduce((sum, pile) => sum + pile.count, 0));
  let at = 0;
  for (const pile of order) {
    const { count } = profile.piles.at(pile) as Pile;
    papers.fill(pile, at, at + count);
    at += count;
  }
  const next = splitMix(seed);
  for (let i = papers.length - 1; i > 0; i--) {
    const n = BigInt(i + 1);
    const limit = MASK + 1n - ((MASK + 1n) % n);
    let draw = next();
    while (draw >= limit) draw = next();
    const j = Number(draw % n);
    const kept = papers[i] as number;
    papers[i] = papers[j] as number;
    papers[j] = kept;
  }
  return papers;
}
