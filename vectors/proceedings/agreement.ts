/** Whether two verifiers agree on a record (spec/findings.md §1). */

/** A finding as both give it. */
export interface Said {
  readonly code: string;
  readonly place: string;
}

/** The steps of spec/record.md §5, in order. */
const STEPS = [
  'files',
  'tree',
  'entries',
  'rolls',
  'keys',
  'ballots',
  'closing',
  'mixes',
  'shares',
  'papers',
  'count',
  'figures',
];

/** The first step in which there is a finding, and those of that step; a referee's own codes are one. */
function root(said: readonly Said[], stepOf: Readonly<Record<string, string>>) {
  const known = said.map(({ code, place }) => {
    const step = stepOf[code];
    const own = step === undefined ? 'act/refused' : code;
    return {
      at: STEPS.indexOf(step ?? 'entries'),
      key: `${own} at ${place.replace(/^(entry \d+).*/, '$1')}`,
      isRefusal: own === 'act/refused',
    };
  });
  const first = Math.min(...known.map((f) => f.at));
  const own = known.filter((f) => f.at === first);
  return {
    at: first,
    keys: new Set(own.map((f) => f.key)),
    isRefusal: own.every((f) => f.isRefusal),
  };
}

/**
 * `clean`: neither finds anything. `same`: the first step is the same, and a code and place in it.
 * `referee`: the first one's referee refused an act, which the second one does not look at.
 */
export type Agreement = 'clean' | 'same' | 'referee' | 'disagree';

/** `first` has a referee, `second` has none. */
export function agreement(
  first: readonly Said[],
  second: readonly Said[],
  stepOf: Readonly<Record<string, string>>,
): Agreement {
  if (first.length === 0 && second.length === 0) return 'clean';
  if (first.length === 0) return 'disagree';
  const [a, b] = [root(first, stepOf), root(second, stepOf)];
  if (a.at === b.at && [...a.keys].some((key) => b.keys.has(key))) return 'same';
  const isLater = second.length === 0 || b.at >= a.at;
  return a.isRefusal && a.at === STEPS.indexOf('entries') && isLater ? 'referee' : 'disagree';
}
