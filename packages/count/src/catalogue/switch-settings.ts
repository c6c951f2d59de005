/**
 * The switches of the single transferable vote (stv/switches.ts) as settings by path, so that any of
 * them can be set apart from the named rule: `surplus.papers` = `last-bundle`. A count with a switch
 * set otherwise says so in its settings.
 */
import { assert } from '@hustings/base';
import type { StvSwitches } from '../stv/switches.ts';
import type { Chosen, Setting } from './setting.ts';

type Leaf =
  | { readonly meaning: string; readonly values: readonly string[] }
  | { readonly meaning: string; readonly most: number; readonly orExact?: true };

const YES_NO: readonly string[] = ['true', 'false'];

/** What each switch decides, and what it may be. */
const SWITCHES: Readonly<Record<string, Leaf>> = {
  keeping: {
    meaning:
      'An elected candidate keeps a share of what each paper brings, or takes at most a price.',
    values: ['meek', 'warren'],
  },
  'quota.share': {
    meaning: 'The votes are divided by one more than the seats (Droop), or by the seats (Hare).',
    values: ['droop', 'hare'],
  },
  'quota.places': { meaning: 'Decimal places of the quota.', most: 20, orExact: true },
  'quota.rounding': {
    meaning: 'The quota is cut and one unit added, rounded up where not exact, or not rounded.',
    values: ['next', 'up', 'none'],
  },
  'quota.when': {
    meaning: 'The quota is found once, again until somebody is elected, or whenever votes moved.',
    values: ['fixed', 'until-elected', 'moving'],
  },
  'quota.reach': {
    meaning: 'The quota itself elects, or only more than it.',
    values: ['at-least', 'more-than'],
  },
  alsoElects: {
    meaning: 'Whether a share of the votes still active elects where that is less than the quota.',
    values: ['nothing', 'active-vote'],
  },
  electedWhen: {
    meaning: 'A candidate is elected on reaching the quota, or when the surplus is transferred.',
    values: ['reached', 'transferred'],
  },
  levelAtQuota: {
    meaning:
      'Where more are level at the quota than there are seats: the ladder, or nobody by lot.',
    values: ['ladder', 'nobody-by-lot'],
  },
  'surplus.papers': {
    meaning: 'A surplus passes on from all papers, or from the bundle that came last.',
    values: ['all', 'last-bundle'],
  },
  'surplus.sharing': {
    meaning: 'Each paper passes on the same part of its value, or all pass on the same value.',
    values: ['weighted', 'unweighted'],
  },
  'surplus.among': {
    meaning: 'A surplus is divided among all those papers, or those with a next preference.',
    values: ['all-papers', 'transferable'],
  },
  'surplus.capped': { meaning: 'No paper is worth more after than before.', values: YES_NO },
  'surplus.leftOver': {
    meaning: 'What a cap leaves over is told as exhausted or as lost to rounding.',
    values: ['exhausted', 'lost'],
  },
  'surplus.places': { meaning: 'Decimal places of a paper’s value.', most: 20, orExact: true },
  'surplus.rounding': {
    meaning: 'Where a weighted value is cut: at the end, after the product, or after the fraction.',
    values: ['once', 'product-first', 'fraction-first'],
  },
  'surplus.order': {
    meaning: 'Whose surplus goes first: the largest, or that of who was elected first.',
    values: ['largest-first', 'first-elected-first'],
  },
  'surplus.defer': {
    meaning: 'Surpluses wait while together they cannot change who is excluded next.',
    values: YES_NO,
  },
  'exclusion.papers': {
    meaning: 'The papers of an excluded candidate go at once, by value, or bundle by bundle.',
    values: ['at-once', 'by-value', 'by-bundle'],
  },
  'exclusion.parts': {
    meaning: 'Whether each such part is a stage of its own.',
    values: ['stages', 'parts-of-a-stage'],
  },
  'exclusion.elects': {
    meaning: 'Who reaches the quota is elected after each part, or at the end.',
    values: ['after-each-part', 'after-all-parts'],
  },
  'exclusion.bulk': {
    meaning: 'Several who cannot catch up are excluded together.',
    values: ['never', 'may-equal', 'fewer'],
  },
  'exclusion.bulkFirst': {
    meaning: 'Exclusion of several comes before surpluses are transferred.',
    values: YES_NO,
  },
  votePlaces: { meaning: 'Decimal places of votes.', most: 20, orExact: true },
  creditBy: {
    meaning: 'What is rounded at once: papers of one value, or each bundle as it was received.',
    values: ['value', 'bundle'],
  },
  'finish.lastStanding': {
    meaning: 'Where as many are left as seats: elected at once, or once no surplus waits.',
    values: ['at-once', 'after-surpluses'],
  },
  'finish.lastExclusion': {
    meaning: 'Papers of the last excluded move, or those left are elected first.',
    values: ['moves-papers', 'stays'],
  },
  'finish.lastTwo': {
    meaning: 'Of two left for the last seat, the one with more votes is elected.',
    values: YES_NO,
  },
  'finish.certain': {
    meaning:
      'Those for all the seats left are elected once the last has more votes than all below and all surpluses.',
    values: ['never', 'exceeds-rest'],
  },
  restart: {
    meaning: 'After every exclusion the count starts again without the excluded.',
    values: ['never', 'wright'],
  },
  places: { meaning: 'Decimal places of keep values, of papers and of votes.', most: 20 },
  rounding: {
    meaning: 'What is rounded of a paper at a candidate who keeps a part of it.',
    values: ['keep-up', 'both-up', 'both-down'],
  },
  tolerance: {
    meaning: 'Sharing ends when the surpluses are less than so many units of the last place.',
    most: 1_000_000_000_000,
  },
  toleranceReached: {
    meaning: 'Whether a total equal to the tolerance also ends it.',
    values: ['below', 'at-or-below'],
  },
  early: {
    meaning: 'Who is excluded before sharing ends, where nobody could be overtaken.',
    values: ['never', 'lowest', 'batch'],
  },
  tied: {
    meaning: 'Who counts as tied with the lowest.',
    values: ['level', 'within-surplus'],
  },
  afterElection: {
    meaning: 'Whether somebody may be excluded in the stage in which somebody was elected.',
    values: ['shares-again', 'may-exclude'],
  },
  keepsChange: {
    meaning: 'Keep values stay for the first sharing after an exclusion, or change every time.',
    values: ['while-sharing', 'every-time'],
  },
  tiePoints: {
    meaning: 'The points of the count that the tie ladder looks at.',
    values: ['stages', 'iterations'],
  },
  lastStanding: {
    meaning: 'Whether those left for the seats left need votes to be elected.',
    values: ['all', 'with-votes'],
  },
  lot: {
    meaning: 'Where no lot was drawn, the numbers of the New Zealand schedule serve.',
    values: ['drawn', 'statute'],
  },
  drawing: {
    meaning: 'Which papers of a surplus move: every nth, or the last bundle in proportion.',
    values: ['cincinnati', 'last-bundle'],
  },
  order: {
    meaning: 'Whose surplus goes first: the largest, or that of who was elected first.',
    values: ['largest-first', 'first-elected-first'],
  },
  defer: {
    meaning: 'Surpluses wait while together they cannot change who is excluded next.',
    values: YES_NO,
  },
  bulk: {
    meaning: 'Several who cannot catch up are excluded together.',
    values: ['never', 'fewer'],
  },
  fewerThan: {
    meaning: 'Those with fewer votes go together at the first exclusion.',
    most: 1_000_000,
  },
};

/** Not settings: the engine itself, and the ladder, which has a setting of its own. */
const NOT_SETTINGS: ReadonlySet<string> = new Set(['method', 'ties']);

export function switchSettings(switches: StvSwitches): readonly Setting[] {
  return leavesOf(switches).map(([name, value]) => {
    const leaf = SWITCHES[name];
    assert(leaf !== undefined, `the switch ${name} has a meaning`);
    const shared = { name, meaning: leaf.meaning, fallback: String(value) };
    if ('values' in leaf)
      return {
        ...shared,
        kind: 'choice',
        choices: leaf.values.map((text) => ({ value: text, meaning: '' })),
      };
    return leaf.orExact === true
      ? {
          ...shared,
          kind: 'choice',
          choices: ['exact', ...Array(leaf.most + 1).keys()].map((n) => ({
            value: String(n),
            meaning: '',
          })),
        }
      : { ...shared, kind: 'whole', least: 0, most: leaf.most };
  });
}

/** The switches with what was chosen in place of the rule's own. */
export function switchesOf(switches: StvSwitches, chosen: Chosen): StvSwitches {
  const out: Record<string, unknown> = structured(switches);
  for (const [path, value] of leavesOf(switches)) {
    const text = chosen[path];
    if (text === undefined || text === String(value)) continue;
    const [name = '', inner] = path.split('.');
    const read = typed(text, value);
    if (inner === undefined) out[name] = read;
    else out[name] = { ...(out[name] as object), [inner]: read };
  }
  // Every leaf has a value that the settings allow, and no leaf is added or taken away.
  return out as unknown as StvSwitches;
}

function structured(switches: StvSwitches): Record<string, unknown> {
  return { ...switches };
}

/** Text as the kind of value that the switch has. */
function typed(text: string, as: unknown): unknown {
  if (typeof as === 'boolean') return text === 'true';
  if (typeof as === 'bigint') return BigInt(text);
  return /^\d+$/.test(text) ? Number(text) : text;
}

/** Switches by path, with their values. */
function leavesOf(switches: StvSwitches): readonly (readonly [string, unknown])[] {
  return Object.entries(switches).flatMap(([name, value]): (readonly [string, unknown])[] => {
    if (NOT_SETTINGS.has(name)) return [];
    return typeof value === 'object' && !Array.isArray(value)
      ? Object.entries(value as object).map(([inner, of]) => [`${name}.${inner}`, of] as const)
      : [[name, value] as const];
  });
}
