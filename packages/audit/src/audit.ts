/**
 * Re-checks a published result against itself: every relation that its figures must be in. Where one
 * does not hold, each figure that could be at fault is replaced by what would fit and everything is
 * checked again; the figure whose change mends most is the one pointed at.
 */
import { ok, type Result } from '@hustings/base';
import type { Check, CheckCode } from './checks/check.ts';
import { gateChecks } from './checks/gates.ts';
import { orderChecks } from './checks/order.ts';
import { pairChecks } from './checks/pairs.ts';
import { shareChecks } from './checks/shares.ts';
import { sumChecks } from './checks/sums.ts';
import { turnoutChecks } from './checks/turnouts.ts';
import { weightChecks } from './checks/weights.ts';
import { wordChecks } from './checks/words.ts';
import { otherPrints, type Undecided } from './other-prints.ts';
import { readPublished } from './read/read-result.ts';
import { type Node, type ResultUnreadable, readTree } from './read/tree.ts';
import { type Suspect, suspectsOf } from './suspects.ts';

export interface Finding {
  readonly code: CheckCode;
  readonly severity: Check['severity'];
  readonly sentence: string;
  /** The likeliest first; where nothing tells them apart, several. */
  readonly suspects: readonly Suspect[];
}

export interface Audit {
  readonly format: 'hustings/audit/1';
  readonly title: string;
  /** Relations that were looked at. */
  readonly checked: number;
  readonly held: readonly string[];
  readonly findings: readonly Finding[];
  /** Figures that other places print differently, and what the rest of the result says of them. */
  readonly otherPrints: readonly Undecided[];
}

/** Audits the text of a result file. The work grows with the figures times the relations that fail. */
export function auditResult(text: string): Result<Audit, ResultUnreadable> {
  const tree = readTree(text);
  if (!tree.ok) return tree;
  const root = tree.value;
  const checks = checksOf(root());
  const failing = checks.filter((check) => !check.holds);
  return ok({
    format: 'hustings/audit/1',
    title: readPublished(root()).title,
    checked: checks.length,
    held: checks.filter((check) => check.holds).map((check) => check.sentence),
    findings: failing.map((check) => ({
      code: check.code,
      severity: check.severity,
      sentence: check.sentence,
      suspects: suspectsOf(check, checks, (changes) => checksOf(root(changes))),
    })),
    otherPrints: otherPrints(readPublished(root()).alsoPrinted, (changes) =>
      checksOf(root(changes)),
    ),
  });
}

function checksOf(root: Node): readonly Check[] {
  const published = readPublished(root);
  return [
    ...sumChecks(published),
    ...shareChecks(published),
    ...weightChecks(published),
    ...turnoutChecks(published),
    ...orderChecks(published),
    ...gateChecks(published),
    ...pairChecks(published),
    ...wordChecks(published),
  ];
}
