/** Conditions in words, to follow "a candidate needs". */
import { unreachable } from '@hustings/base';
import type { Condition, NominationsCondition, Rounding, RuleBook, Spread } from '../rule-book.ts';
import { bodyInText } from '../state.ts';
import { moneyText } from '../thresholds.ts';
import { count, list, named, nameOfId, number, ratio } from '../words.ts';

type Names = readonly { readonly id: string; readonly name: string }[];

export function conditionInWords(book: RuleBook, triggers: Names, tree: Condition): string {
  const all = (of: readonly Condition[]): string[] =>
    of.map((c) => conditionInWords(book, triggers, c));
  switch (tree.kind) {
    case 'nominations':
      return nominationsInWords(book, tree);
    case 'paid':
      return `to have paid ${moneyText(tree.amount)}`;
    case 'qualified':
      return `to be certified (${named(book.qualifications ?? [], tree.qualification)})`;
    case 'approved': {
      const question = book.questions.find((q) => q.id === tree.question);
      return `the approval of ${bodyInText(book, question?.body ?? '')}`;
    }
    case 'all':
      return list(all(tree.of));
    case 'any':
      return `either ${list(all(tree.of), 'or')}`;
    case 'at-least':
      return `at least ${tree.least} of these: ${list(all(tree.of))}`;
    case 'by-trigger':
      return tree.cases
        .map((c) => {
          const when = list(
            c.triggers.map((t) => named(triggers, t)),
            'or',
          );
          return `${conditionInWords(book, triggers, c.condition)} when ${when}`;
        })
        .join('; ');
    case 'by-status': {
      const statuses = book.offices.flatMap((o) => o.statuses ?? []);
      return tree.cases
        .map((c) => {
          const who = list(
            c.statuses.map((s) => named(statuses, s)),
            'or',
          );
          return `${conditionInWords(book, triggers, c.condition)} where the holder is ${who}`;
        })
        .join('; ');
    }
    default:
      return unreachable(tree);
  }
}

function nominationsInWords(book: RuleBook, leaf: NominationsCondition): string {
  const { threshold, body, ofKind } = leaf;
  const found = book.bodies.find((b) => b.id === body);
  const kind =
    ofKind === undefined ? '' : ` of the kind “${named(found?.units?.kinds ?? [], ofKind)}”`;
  const spread = (leaf.spread ?? []).map((s) => spreadInWords(book, body, s)).join('');
  if (threshold.kind === 'count') {
    const who =
      ofKind !== undefined
        ? `${number(threshold.count)} of ${membersOf(book, body)}${kind}`
        : members(book, body, threshold.count);
    return `nominations from ${who}${spread}`;
  }
  const whole = membersOf(book, threshold.ofBody ?? body);
  const share = `${threshold.percent}% of ${whole}`;
  const whereRounded = rounded(threshold.rounding);
  return leaf.weighed === true
    ? `nominations from ${membersOf(book, body)}${kind} that represent ${share}${whereRounded}${spread}`
    : `nominations from ${share}${kind}${whereRounded}${spread}`;
}

function spreadInWords(book: RuleBook, body: string, { level, areas, mostShare }: Spread): string {
  const levels = book.bodies.find((b) => b.id === body)?.areas ?? [];
  const name = named(levels, level);
  const least = areas === undefined ? '' : `, from at least ${count(areas, 'area')} (${name})`;
  const most =
    mostShare === undefined ? '' : `, at most ${ratio(mostShare)} of them from any one (${name})`;
  return `${least}${most}`;
}

function rounded(rounding: Rounding | undefined): string {
  switch (rounding) {
    case undefined:
      return '';
    case 'up':
      return ', rounded up';
    case 'down':
      return ', rounded down';
    case 'half-up':
      return ', rounded to the nearest';
    case 'more-than':
      return ', and more than that';
    default:
      return unreachable(rounding);
  }
}

/** "3 Labour MPs"; "3 members of the club" where the members have no name of their own. */
export function members(book: RuleBook, body: string, n: number): string {
  const found = book.bodies.find((b) => b.id === body);
  return found?.member === undefined
    ? `${count(n, 'member')} of ${bodyInText(book, body)}`
    : count(n, found.member.one, found.member.many);
}

export function membersOf(book: RuleBook, body: string): string {
  const found = book.bodies.find((b) => b.id === body);
  return found?.member?.many ?? found?.inText ?? nameOfId(body);
}
