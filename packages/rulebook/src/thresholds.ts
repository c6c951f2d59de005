/**
 * What a candidate needs: the tree of conditions, evaluated exactly.
 *
 * Definitions. For a threshold of p per cent of a body of n members, the share is n·p/100, exactly.
 * `up` needs the least whole number not under it, `down` the greatest not over it, `half-up` the
 * nearest (a half upwards), `more-than` the least whole number above it. A rounding that the book
 * does not state is taken as `up`: fewer would be less than p per cent. Nobody needs fewer than one.
 */
import { unreachable } from '@hustings/base';
import type { Condition, Threshold } from './rule-book.ts';

/** Nominations needed, or undefined while the size of the body is not known. */
export function neededFor(threshold: Threshold, size: number | undefined): number | undefined {
  if (threshold.kind === 'count') return threshold.count;
  if (size === undefined) return undefined;
  const [whole = '0', decimals = ''] = threshold.percent.split('.');
  const numerator = BigInt(size) * BigInt(whole + decimals);
  const denominator = 100n * 10n ** BigInt(decimals.length);
  const floor = numerator / denominator;
  const isExact = floor * denominator === numerator;
  const rounded = ((): bigint => {
    switch (threshold.rounding) {
      case undefined:
      case 'up':
        return isExact ? floor : floor + 1n;
      case 'down':
        return floor;
      case 'half-up':
        return (2n * numerator + denominator) / (2n * denominator);
      case 'more-than':
        return floor + 1n;
      default:
        return unreachable(threshold.rounding);
    }
  })();
  return Math.max(1, Number(rounded));
}

/** A leaf of the tree, as it stands for one candidate. */
export interface Need {
  readonly body: string;
  readonly clause: string;
  readonly have: number;
  /** Undefined while the size of the body is not known. */
  readonly needed: number | undefined;
}

export interface Standing {
  readonly met: boolean;
  readonly needs: readonly Need[];
}

/** The facts that conditions ask for. */
export interface Facts {
  readonly trigger: string;
  readonly have: (body: string) => number;
  /** Size of a body at the moment that a threshold names. */
  readonly size: (body: string, asOf: string) => number | undefined;
}

export function evaluate(condition: Condition, facts: Facts): Standing {
  switch (condition.kind) {
    case 'nominations': {
      const { threshold, body, clause } = condition;
      const size = threshold.kind === 'percent' ? facts.size(body, threshold.asOf) : undefined;
      const needed = neededFor(threshold, size);
      const have = facts.have(body);
      return {
        met: needed !== undefined && have >= needed,
        needs: [{ body, clause, have, needed }],
      };
    }
    case 'by-trigger': {
      const found = condition.cases.find((c) => c.triggers.includes(facts.trigger));
      return found === undefined ? { met: false, needs: [] } : evaluate(found.condition, facts);
    }
    case 'all':
      return join(condition.of, condition.of.length, facts);
    case 'any':
      return join(condition.of, 1, facts);
    case 'at-least':
      return join(condition.of, condition.least, facts);
    default:
      return unreachable(condition);
  }
}

function join(conditions: readonly Condition[], least: number, facts: Facts): Standing {
  const parts = conditions.map((inner) => evaluate(inner, facts));
  return {
    met: parts.filter((part) => part.met).length >= least,
    needs: parts.flatMap((part) => part.needs),
  };
}

/** Every body that a condition counts for this trigger, with the thresholds on it. */
export function leavesOf(
  condition: Condition,
  trigger: string,
): readonly (Condition & { readonly kind: 'nominations' })[] {
  switch (condition.kind) {
    case 'nominations':
      return [condition];
    case 'by-trigger':
      return condition.cases
        .filter((c) => c.triggers.includes(trigger))
        .flatMap((c) => leavesOf(c.condition, trigger));
    case 'all':
    case 'any':
    case 'at-least':
      return condition.of.flatMap((inner) => leavesOf(inner, trigger));
    default:
      return unreachable(condition);
  }
}
