/** Which figure is wrong: the one whose change to what fits leaves fewest contradictions. */
import type { Check } from './checks/check.ts';

export interface Suspect {
  /** Place in the file (RFC 6901). */
  readonly path: string;
  readonly printed: string;
  readonly fits: string;
  /** How the two differ, where that is the kind of slip that print makes. */
  readonly slip?: 'one digit' | 'digits swapped';
}

export type Recheck = (changes: ReadonlyMap<string, string>) => readonly Check[];

export function suspectsOf(
  check: Check,
  checks: readonly Check[],
  recheck: Recheck,
): readonly Suspect[] {
  const all = [...check.fits].flatMap(([path, fits]) => {
    const figure = check.figures.find((f) => f.path === path);
    if (figure === undefined || figure.text === fits) return [];
    const same = samePlace(path, figure.text, checks);
    const left = failures(recheck(new Map(same.map((place) => [place, fits]))));
    return [{ path, printed: figure.text, fits, left, ...slipOf(figure.text, fits) }];
  });
  const least = Math.min(...all.map((s) => s.left));
  return all
    .filter((s) => s.left === least)
    .sort((a, b) => Number(b.slip !== undefined) - Number(a.slip !== undefined))
    .map(({ left: _left, ...suspect }) => suspect);
}

function failures(checks: readonly Check[]): number {
  return checks.filter((check) => !check.holds).length;
}

/**
 * A result that is printed for one section and for the whole has each figure twice; both places are
 * changed together, as they were copied together.
 */
function samePlace(path: string, text: string, checks: readonly Check[]): readonly string[] {
  const place = /^(.*\/(?:rounds|mpRounds)\/\d+)\/(?:totals|bySection\/[^/]+)\/([^/]+)$/.exec(path);
  if (place === null) return [path];
  const [, round, candidate] = place;
  const others = checks
    .flatMap((check) => check.figures)
    .filter((f) => f.text === text && f.path.startsWith(`${round}/`))
    .map((f) => f.path)
    .filter(
      (other) =>
        /\/(totals|bySection\/[^/]+)\/[^/]+$/.test(other) && other.endsWith(`/${candidate}`),
    );
  return [...new Set([path, ...others])];
}

export function slipOf(printed: string, fits: string): Pick<Suspect, 'slip'> {
  if (printed.length !== fits.length) return {};
  const at = [...printed].flatMap((digit, i) => (digit === fits[i] ? [] : [i]));
  if (at.length === 1) return { slip: 'one digit' };
  const [a, b] = at as [number, number];
  const isSwapped = at.length === 2 && printed[a] === fits[b] && printed[b] === fits[a];
  return isSwapped ? { slip: 'digits swapped' } : {};
}
