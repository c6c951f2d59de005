/**
 * Every rule of counting, in one list: what rule books name, the command line offers and pages explain.
 * Whatever can be counted here is counted through `countWith`, which checks that the papers and the
 * settings are those of the rule.
 */
import { err, ok, type Result } from '@hustings/base';
import type {
  CatalogueError,
  CountGiven,
  CountingRule,
  CountOutcome,
  Election,
  ElectionBox,
  Papers,
} from './counting-rule.ts';
import { listRules } from './lists.ts';
import { pairsRules } from './pairs.ts';
import { pointsRules } from './points.ts';
import { type Chosen, chosenSettings } from './setting.ts';
import { collegeRules, pollRules } from './several-boxes.ts';
import { alternativeVotes, pluralities } from './single-seat.ts';
import { transferableRules } from './transferable.ts';

export const countingRules: readonly CountingRule[] = [
  ...alternativeVotes,
  ...pluralities,
  ...pointsRules,
  ...pairsRules,
  ...transferableRules,
  ...pollRules,
  ...collegeRules,
  ...listRules,
];

/** Finds a rule by its name or one of its other names. */
export function findCountingRule(name: string): CountingRule | undefined {
  return countingRules.find((rule) => rule.name === name || rule.aliases.includes(name));
}

/** What a count came to, with the settings that it was counted by, defaults and all. */
export interface Counted {
  readonly rule: CountingRule;
  readonly chosen: Chosen;
  readonly outcome: CountOutcome;
}

/** Counts papers, read, by a rule of the catalogue. */
export function countWith(
  name: string,
  election: Election,
  given: CountGiven & { readonly settings?: Chosen } = {},
): Result<Counted, CatalogueError> {
  const rule = findCountingRule(name);
  if (rule === undefined) return err(unknownRule(name));
  const chosen = chosenSettings(rule, given.settings ?? {});
  if (!chosen.ok) return chosen;
  const refused = refusal(rule, election, given);
  if (refused !== undefined) return err(refused);
  const outcome = rule.count(election, chosen.value, given);
  return outcome.ok ? ok({ rule, chosen: chosen.value, outcome: outcome.value }) : outcome;
}

export function unknownRule(name: string): Extract<CatalogueError, { code: 'count/unknown-rule' }> {
  const rules = countingRules.map((rule) => rule.name);
  return {
    code: 'count/unknown-rule',
    message: `There is no counting rule called "${name}"; there are ${rules.join(', ')}.`,
    rules,
  };
}

const WANTED: Readonly<Record<Papers, readonly Election['kind'][]>> = {
  rankings: ['rankings'],
  'weak-rankings': ['rankings', 'weak-rankings'],
  marks: ['rankings'],
  'first-marks': ['rankings'],
  scores: ['scores'],
  sections: ['several'],
  polls: ['several'],
};

const PAPERS: Readonly<Record<Papers, string>> = {
  rankings: 'papers that rank candidates without equal places',
  'weak-rankings': 'papers that rank candidates',
  marks: 'papers that mark candidates',
  'first-marks': 'papers that mark or rank candidates',
  scores: 'papers that give points to candidates',
  sections: 'several boxes of papers, one for each section',
  polls: 'several boxes of papers, one for each poll that was held',
};

/** What every rule refuses: papers of another kind, seats that it does not fill, groups it does not know. */
function refusal(
  rule: CountingRule,
  election: Election,
  given: CountGiven,
): CatalogueError | undefined {
  if (!WANTED[rule.papers].includes(election.kind))
    return {
      code: 'count/papers-not-for-this-rule',
      message: `${rule.title} counts ${PAPERS[rule.papers]}, and these are not.`,
      papers: rule.papers,
    };
  if (election.kind === 'several' && election.boxes.length === 0)
    return { code: 'count/no-candidates', message: 'There is no box of papers.' };
  const seats = (election.kind === 'several' ? (election.boxes[0] as ElectionBox) : election)
    .profile.seats;
  if (!Number.isSafeInteger(seats) || seats < 1)
    return {
      code: 'count/seats-not-a-number',
      message: 'The number of seats must be a whole number, 1 or more.',
    };
  if (rule.seats === 'one' && seats > 1) {
    const use = countingRules
      .filter((r) => r.seats === 'any' && r.papers === rule.papers)
      .map((r) => r.name);
    return {
      code: 'count/seats-not-for-this-rule',
      message: `${rule.title} fills one seat, and ${seats} are asked for${use.length === 0 ? '' : `; rules for several seats are ${use.join(', ')}`}.`,
      use,
    };
  }
  if (given.constraints !== undefined && rule.constraints === 'none')
    return {
      code: 'count/constraints-not-for-this-rule',
      message: `${rule.title} knows no groups with a least and a most.`,
    };
  if (given.constraints !== undefined && rule.constraints === 'most') {
    const least = given.constraints.categories.flatMap((c) => c.groups).find((g) => g.least > 0);
    if (least !== undefined)
      return {
        code: 'count/constraints-not-for-this-rule',
        message: `${rule.title} can keep at most so many of a group, and "${least.name}" is to have at least ${least.least}.`,
      };
  }
  return undefined;
}
