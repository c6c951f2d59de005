/** Where two places print different figures: which of them the rest of the result agrees with. */
import type { OtherPrint } from './published.ts';
import type { Recheck } from './suspects.ts';

export interface Undecided {
  readonly source: string;
  readonly figures: readonly { readonly path: string; readonly text: string }[];
  /** `this-file`, `the-other`: only that one fits the rest; `neither-is-told`: nothing tells them apart. */
  readonly fits: 'this-file' | 'the-other' | 'neither-is-told';
  readonly sentence: string;
}

export function otherPrints(prints: readonly OtherPrint[], recheck: Recheck): readonly Undecided[] {
  const here = recheck(new Map()).filter((check) => !check.holds);
  return prints.map(({ source, figures }) => {
    const there = recheck(new Map(figures.map((f) => [f.path, f.text]))).filter((c) => !c.holds);
    const what = figures.map((f) => `${f.text} (${f.path})`).join(', ');
    const fits =
      there.length > here.length
        ? 'this-file'
        : there.length < here.length
          ? 'the-other'
          : 'neither-is-told';
    const contradiction = there.find((c) => !here.some((h) => h.sentence === c.sentence));
    const sentence =
      fits === 'this-file'
        ? `${source} prints ${what}, which the rest of the result contradicts: ${contradiction?.sentence ?? ''}`
        : fits === 'the-other'
          ? `${source} prints ${what}, which fits the rest of the result better than what stands here.`
          : `${source} prints ${what}; nothing in the result tells which is right.`;
    return { source, figures, fits, sentence };
  });
}
