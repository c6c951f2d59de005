/**
 * Piles of papers as lines of text: how many, then the places from the first, candidates by their
 * number from 1. `=` joins those at one place, `-` is a place with no mark, `?` one with several marks
 * that nobody can name: `40 3 1=2 - 4`. Scores stand in the order of the candidates, `-` for none.
 */
import { NO_SCORE } from '../formats/ballot-file.ts';
import { OVERMARKED, SKIPPED, TIED } from './marks.ts';
import { PileBuilder, type SequencePiles } from './sequence-piles.ts';

export function pilesToText(piles: SequencePiles): readonly string[] {
  return Array.from({ length: piles.length }, (_, pile) => {
    let text = `${piles.counts[pile]}`;
    let isTied = false;
    const end = piles.starts[pile + 1] as number;
    for (let i = piles.starts[pile] as number; i < end; i++) {
      const code = piles.codes[i] as number;
      if (code === TIED) {
        isTied = true;
        continue;
      }
      text += `${isTied ? '=' : ' '}${code === SKIPPED ? '-' : code === OVERMARKED ? '?' : code + 1}`;
      isTied = false;
    }
    return text;
  });
}

export function scoresToText(piles: SequencePiles): readonly string[] {
  return Array.from({ length: piles.length }, (_, pile) => {
    const scores = Array.from(piles.codes.subarray(piles.starts[pile], piles.starts[pile + 1]));
    return `${piles.counts[pile]} ${scores.map((n) => (n === NO_SCORE ? '-' : n)).join(' ')}`;
  });
}

/** The piles again, or undefined where a line is none. */
export function pilesFromText(
  lines: readonly string[],
  candidates: number,
): SequencePiles | undefined {
  return read(lines, (place, out) => {
    if (place === '-') return out.push(SKIPPED) > 0;
    if (place === '?') return out.push(OVERMARKED) > 0;
    return place.split('=').every((text, i) => {
      if (!/^[1-9]\d{0,4}$/.test(text) || Number(text) > candidates) return false;
      if (i > 0) out.push(TIED);
      return out.push(Number(text) - 1) > 0;
    });
  });
}

export function scoresFromText(
  lines: readonly string[],
  candidates: number,
): SequencePiles | undefined {
  const piles = read(lines, (text, out) => {
    if (text !== '-' && !(/^\d{1,5}$/.test(text) && Number(text) < NO_SCORE)) return false;
    return out.push(text === '-' ? NO_SCORE : Number(text)) > 0;
  });
  if (piles === undefined) return undefined;
  for (let i = 0; i < piles.length; i++)
    if ((piles.starts[i + 1] as number) - (piles.starts[i] as number) !== candidates)
      return undefined;
  return piles;
}

function read(
  lines: readonly string[],
  add: (word: string, out: number[]) => boolean,
): SequencePiles | undefined {
  const builder = new PileBuilder(2);
  for (const line of lines) {
    const [count = '', ...words] = line.split(' ');
    const codes: number[] = [];
    if (!/^[1-9]\d{0,15}$/.test(count) || !Number.isSafeInteger(Number(count))) return undefined;
    if (!words.every((word) => add(word, codes))) return undefined;
    builder.add(codes, codes.length, Number(count));
  }
  return builder.finish();
}
