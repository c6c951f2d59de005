/**
 * What a candidate or a demand needs: the tree of conditions, evaluated exactly.
 *
 * Definitions. For a threshold of p per cent of a body of n members, the share is n·p/100, exactly.
 * `up` needs the least whole number not under it, `down` the greatest not over it, `half-up` the
 * nearest (a half upwards), `more-than` the least whole number above it. A rounding that the book
 * does not state is taken as `up`: fewer would be less than p per cent. Nobody needs fewer than one.
 * Where at most a share s of what is needed may come from one area, each area counts for at most the
 * whole part of s·needed.
 */
import { unreachable } from '@hustings/base';
import { compare, decimal } from './exact.ts';
import type { Condition, Money, NominationsCondition, Spread, Threshold } from './rule-book.ts';

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

/** The body whose size a threshold is a share of. */
export function sizedBody(leaf: NominationsCondition): string {
  return (leaf.threshold.kind === 'percent' && leaf.threshold.ofBody) || leaf.body;
}

/** Support that was given, from one body. */
export interface Support {
  readonly count: number;
  /** Members that the supporting units represent. */
  readonly weight: number;
  /** The same by kind of unit. */
  readonly kinds: Readonly<Record<string, { readonly count: number; readonly weight: number }>>;
  /** Supporters by level and area. */
  readonly areas: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export const NO_SUPPORT: Support = { count: 0, weight: 0, kinds: {}, areas: {} };

/** A leaf of the tree that asks for support, as it stands. */
export interface Need {
  readonly body: string;
  readonly clause: string;
  readonly have: number;
  /** Undefined while the size of the body is not known. */
  readonly needed: number | undefined;
  /** What is counted, where it is not single nominations: a kind of unit, members represented, areas. */
  readonly counts?: {
    readonly kind: 'units' | 'members' | 'areas';
    readonly id: string;
  };
}

/** Any other leaf: met or not. */
export interface Requirement {
  readonly kind: 'paid' | 'qualified' | 'approved';
  readonly clause: string;
  readonly met: boolean;
  /** The qualification or question; of a payment, the sum. */
  readonly id: string;
}

export interface Standing {
  readonly met: boolean;
  readonly needs: readonly Need[];
  readonly requirements: readonly Requirement[];
}

/** The facts that conditions ask for. */
export interface Facts {
  readonly trigger: string;
  /** Of whoever holds the office. */
  readonly status: string | undefined;
  readonly support: (body: string) => Support;
  /** Size of a body at the moment that a threshold names. */
  readonly size: (body: string, asOf: string) => number | undefined;
  /** Decimal sum paid in a currency. */
  readonly paid: (currency: string) => string;
  readonly isQualified: (qualification: string) => boolean;
  readonly isApproved: (question: string) => boolean;
}

export function evaluate(condition: Condition, facts: Facts): Standing {
  switch (condition.kind) {
    case 'nominations':
      return nominationsStanding(condition, facts);
    case 'paid':
      return requirement('paid', condition, moneyText(condition.amount), () => {
        const { amount, currency } = condition.amount;
        return compare(decimal(facts.paid(currency)), decimal(amount)) >= 0;
      });
    case 'qualified':
      return requirement('qualified', condition, condition.qualification, () =>
        facts.isQualified(condition.qualification),
      );
    case 'approved':
      return requirement('approved', condition, condition.question, () =>
        facts.isApproved(condition.question),
      );
    case 'by-trigger': {
      const found = condition.cases.find((c) => c.triggers.includes(facts.trigger));
      return found === undefined ? NEVER : evaluate(found.condition, facts);
    }
    case 'by-status': {
      const { status } = facts;
      const found = condition.cases.find(
        (c) => status !== undefined && c.statuses.includes(status),
      );
      return found === undefined ? NEVER : evaluate(found.condition, facts);
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

const NEVER: Standing = { met: false, needs: [], requirements: [] };

function requirement(
  kind: Requirement['kind'],
  { clause }: { readonly clause: string },
  id: string,
  holds: () => boolean,
): Standing {
  const met = holds();
  return { met, needs: [], requirements: [{ kind, clause, met, id }] };
}

function nominationsStanding(leaf: NominationsCondition, facts: Facts): Standing {
  const { threshold, body, clause, ofKind } = leaf;
  const size =
    threshold.kind === 'percent' ? facts.size(sizedBody(leaf), threshold.asOf) : undefined;
  const needed = neededFor(threshold, size);
  const support = facts.support(body);
  const whole = ofKind === undefined ? support : (own(support.kinds, ofKind) ?? NO_SUPPORT);
  const spread = leaf.spread ?? [];
  const uncapped = leaf.weighed === true ? whole.weight : whole.count;
  const have = spread.reduce(
    (least, rule) => Math.min(least, withinCaps(support, rule, needed, uncapped)),
    uncapped,
  );
  const counts: Pick<Need, 'counts'> =
    leaf.weighed === true
      ? { counts: { kind: 'members', id: ofKind ?? body } }
      : ofKind !== undefined
        ? { counts: { kind: 'units', id: ofKind } }
        : {};
  const needs: Need[] = [{ body, clause, have, needed, ...counts }];
  for (const rule of spread)
    if (rule.areas !== undefined)
      needs.push({
        body,
        clause: rule.clause,
        have: Object.values(own(support.areas, rule.level) ?? {}).filter((n) => n > 0).length,
        needed: rule.areas,
        counts: { kind: 'areas', id: rule.level },
      });
  const met = needs.every((need) => need.needed !== undefined && need.have >= need.needed);
  return { met, needs, requirements: [] };
}

/** What counts when no area may give more than its part; who is from no area is not capped. */
function withinCaps(
  support: Support,
  rule: Spread,
  needed: number | undefined,
  have: number,
): number {
  if (rule.mostShare === undefined || needed === undefined) return have;
  const { numerator, denominator } = rule.mostShare;
  const cap = Number((BigInt(needed) * BigInt(numerator)) / BigInt(denominator));
  const over = Object.values(own(support.areas, rule.level) ?? {}).reduce(
    (sum, n) => sum + Math.max(0, n - cap),
    0,
  );
  return have - over;
}

function own<T>(record: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(record, id) ? record[id] : undefined;
}

function join(conditions: readonly Condition[], least: number, facts: Facts): Standing {
  const parts = conditions.map((inner) => evaluate(inner, facts));
  return {
    met: parts.filter((part) => part.met).length >= least,
    needs: parts.flatMap((part) => part.needs),
    requirements: parts.flatMap((part) => part.requirements),
  };
}

/** "GBP 25". */
export function moneyText({ amount, currency }: Money): string {
  return `${currency} ${amount}`;
}

/** Every leaf of a condition that can matter for this trigger. */
export function allLeaves(condition: Condition, trigger: string): readonly Leaf[] {
  switch (condition.kind) {
    case 'nominations':
    case 'paid':
    case 'qualified':
    case 'approved':
      return [condition];
    case 'by-trigger':
      return condition.cases
        .filter((c) => c.triggers.includes(trigger))
        .flatMap((c) => allLeaves(c.condition, trigger));
    case 'by-status':
      return condition.cases.flatMap((c) => allLeaves(c.condition, trigger));
    case 'all':
    case 'any':
    case 'at-least':
      return condition.of.flatMap((inner) => allLeaves(inner, trigger));
    default:
      return unreachable(condition);
  }
}

export type Leaf = Extract<
  Condition,
  { readonly kind: 'nominations' | 'paid' | 'qualified' | 'approved' }
>;

/** Every body that a condition counts for this trigger, with the thresholds on it. */
export function leavesOf(condition: Condition, trigger: string): readonly NominationsCondition[] {
  return allLeaves(condition, trigger).flatMap((leaf) =>
    leaf.kind === 'nominations' ? [leaf] : [],
  );
}
