/** What a print says of the rules, beside the book: thresholds, weights, fees, seats. */
import type { Node } from '@hustings/audit';
import { exact } from '@hustings/count';
import {
  type Condition,
  type ContestProcedure,
  type Entry,
  leavesOf,
  type RuleBook,
  standings,
} from '@hustings/rulebook';
import { playAgain } from '../play/course.ts';
import { MATTER } from '../play/matter.ts';
import { alike, idOf } from '../play/names.ts';
import type { Setting } from '../play/setting.ts';
import { type Compared, figure } from './compared.ts';

export function compareRules(
  setting: Setting,
  procedure: ContestProcedure,
  entries: readonly Entry[],
): readonly Compared[] {
  if (!setting.part.isWhole) return [];
  const { root } = setting.contest;
  return [
    ...nominations(setting, procedure, entries),
    ...weights(setting, procedure),
    ...fees(root, procedure),
    ...seats(root, procedure),
  ];
}

function nominations(
  setting: Setting,
  procedure: ContestProcedure,
  entries: readonly Entry[],
): readonly Compared[] {
  const [printed] = setting.contest.published.nominations;
  const [gate] = procedure.nomination.gates;
  if (printed === undefined || gate === undefined) return [];
  const closed = entries.findIndex((e) => e.act.kind === 'nominations-closed');
  const close = entries[closed]?.act;
  if (close?.kind !== 'nominations-closed') return [];
  const { state } = playAgain(setting.book, entries.slice(0, closed));
  const contest = state.matters[MATTER];
  const trigger = contest?.kind === 'contest' ? contest.trigger : '';
  const leaf = leavesOf(gate.condition, trigger).find((l) => l.threshold.kind === 'percent');
  const need = standings(state, MATTER)
    .flatMap((s) => s.needs)
    .find((n) => n.body === leaf?.body);
  const found: Compared[] = [];
  const { threshold, percent, candidates } = printed;
  if (percent !== undefined)
    found.push(
      figure(
        percent.path,
        'share of the body that must nominate',
        percent.text,
        leaf?.threshold.kind === 'percent' ? leaf.threshold.percent : undefined,
      ),
    );
  if (threshold !== undefined)
    found.push(
      figure(
        threshold.path,
        'nominations needed',
        threshold.text,
        need?.needed === undefined ? undefined : String(need.needed),
      ),
    );
  const left = setting.script.withdrew ?? [];
  for (const [name, f] of candidates) {
    const passed = setting.part.candidates.includes(name) || left.includes(name);
    const tally = close.tallies.find((t) => t.candidate === idOf(name));
    found.push(
      figure(
        f.path,
        `${name} with ${f.text} nominations`,
        passed ? 'nominated' : 'not nominated',
        tally === undefined
          ? undefined
          : // Who withdrew had the nominations all the same.
            tally.validated || tally.nominations >= (need?.needed ?? Number.POSITIVE_INFINITY)
            ? 'nominated'
            : 'not nominated',
      ),
    );
  }
  return found;
}

function weights(setting: Setting, procedure: ContestProcedure): readonly Compared[] {
  const { published } = setting.contest;
  const electorate = electorateOf(setting.book, procedure);
  const printed = (published.ballots[0]?.sections ?? []).filter((s) => s.weight !== undefined);
  const places = alike(
    printed.map((s) => s.id),
    electorate?.sections.map((s) => s.id) ?? [],
    setting.script.sections,
  );
  return printed.flatMap(({ id, weight }, i) => {
    const ours = electorate?.sections.find((s) => s.id === places.get(id))?.weight;
    if (weight === undefined) return [];
    const text = `${weight.n}/${weight.d}`;
    const same =
      ours !== undefined &&
      exact.equal(weight, exact.ratio(BigInt(ours.numerator), BigInt(ours.denominator)));
    return [
      figure(
        `/sections/${i}/weight`,
        `weight of ${id}`,
        text,
        ours === undefined ? undefined : same ? text : `${ours.numerator}/${ours.denominator}`,
      ),
    ];
  });
}

function electorateOf(book: RuleBook, procedure: ContestProcedure) {
  return book.electorates.find((e) => e.id === procedure.franchise.electorate);
}

function fees(root: Node, procedure: ContestProcedure): readonly Compared[] {
  const { gates, deposit, spending } = procedure.nomination;
  const paid = gates.flatMap((g) => amounts(g.condition)).map(Number);
  const book: Readonly<Record<string, string | undefined>> = {
    entrance: paid.length === 0 ? undefined : String(Math.max(...paid)),
    refundable: deposit?.refundable.amount,
    spendingLimit: spending?.most.amount,
  };
  return (root.at('fees')?.entries() ?? []).flatMap(([name, node]) => {
    const f = node.figure();
    const known = /^(entrance|refundable|spendingLimit)/.exec(name)?.[1];
    return f === undefined || known === undefined
      ? []
      : [figure(f.path, `fees: ${name}`, f.text, book[known])];
  });
}

function amounts(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'paid':
      return [condition.amount.amount];
    case 'all':
    case 'any':
    case 'at-least':
      return condition.of.flatMap(amounts);
    case 'by-trigger':
    case 'by-status':
      return condition.cases.flatMap((c) => amounts(c.condition));
    case 'nominations':
    case 'qualified':
    case 'approved':
      return [];
  }
}

function seats(root: Node, procedure: ContestProcedure): readonly Compared[] {
  const f = root.down('method', 'seats')?.figure();
  return f === undefined ? [] : [figure(f.path, 'places', f.text, String(procedure.seats))];
}
