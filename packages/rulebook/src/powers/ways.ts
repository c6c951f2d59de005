/**
 * How something can come about, as a tree: steps that somebody takes, all of some, any of some. From
 * it all ways are listed, and of these who can do it alone and without whom it cannot be done.
 */

/** A body's or an electorate's id, or one of those below. */
export type Party = string;
/** Whoever holds the office that it is about. */
export const HOLDER: Party = '(holder)';
/** Nobody's doing: time, death, a lost election. */
export const CIRCUMSTANCE: Party = '(circumstance)';
/** Somebody who is willing to stand. */
export const CANDIDATE: Party = '(candidate)';

export interface Step {
  readonly kind: 'step';
  readonly who: Party;
  /** What it takes of them: "the motion, by 2 movers". */
  readonly does: string;
  readonly clause: string;
  /** Owed to whoever is entitled to it, so that it is no condition in fairness: setting the dates. */
  readonly isDuty: boolean;
}

export type Way =
  | Step
  | { readonly kind: 'all'; readonly of: readonly Way[] }
  | { readonly kind: 'any'; readonly of: readonly Way[] };

export const NOTHING: Way = { kind: 'all', of: [] };
export const NEVER: Way = { kind: 'any', of: [] };

export function step(who: Party, does: string, clause: string): Step {
  return { kind: 'step', who, does, clause, isDuty: false };
}

export function duty(who: Party, does: string, clause: string): Step {
  return { kind: 'step', who, does, clause, isDuty: true };
}

export function all(...of: readonly Way[]): Way {
  return { kind: 'all', of };
}

export function any(...of: readonly Way[]): Way {
  return { kind: 'any', of };
}

/** One way from beginning to end, in the order of its steps. */
export type Path = readonly Step[];

/** Enough for any book; a tree with more ways than this is cut to its shortest ones. */
const MOST_PATHS = 500;

/** All ways, those with fewest parties first, then those with fewest steps. */
export function pathsOf(way: Way): readonly Path[] {
  return [...expanded(way)].sort(
    (a, b) => partiesOf(a).length - partiesOf(b).length || a.length - b.length,
  );
}

function expanded(way: Way): readonly Path[] {
  switch (way.kind) {
    case 'step':
      return [[way]];
    case 'any':
      return shortest(way.of.flatMap(expanded));
    case 'all':
      return way.of.reduce<readonly Path[]>(
        (sofar, part) =>
          shortest(sofar.flatMap((before) => expanded(part).map((after) => joined(before, after)))),
        [[]],
      );
  }
}

function joined(before: Path, after: Path): Path {
  const isNew = (s: Step): boolean =>
    !before.some((b) => b.who === s.who && b.does === s.does && b.clause === s.clause);
  return [...before, ...after.filter(isNew)];
}

function shortest(paths: readonly Path[]): readonly Path[] {
  if (paths.length <= MOST_PATHS) return paths;
  return [...paths].sort((a, b) => a.length - b.length).slice(0, MOST_PATHS);
}

/** Who has to want it: duties, those who are always there, and what nobody can help left out. */
export function partiesOf(path: Path): readonly Party[] {
  const wanting = path.filter((s) => !s.isDuty && s.who !== CANDIDATE && s.who !== CIRCUMSTANCE);
  return [...new Set(wanting.map((s) => s.who))];
}

/** Can bring it about with nobody else who has to want it. */
export function canAlone(paths: readonly Path[], party: Party): boolean {
  return paths.some((path) => {
    const parties = partiesOf(path);
    return parties.length === 1 && parties[0] === party;
  });
}

/** There is a way, and none without that party. */
export function canBlock(paths: readonly Path[], party: Party): boolean {
  return paths.length > 0 && paths.every((path) => partiesOf(path).includes(party));
}
