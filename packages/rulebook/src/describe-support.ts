/** One plain sentence for each act about support and each act of a ballot held elsewhere. */
import { unreachable } from '@hustings/base';
import type { ReportAct } from './report-acts.ts';
import { MOTION_OPTIONS, type RuleBook } from './rule-book.ts';
import { bodyInText } from './state.ts';
import type { SupportAct } from './support-acts.ts';
import { moneyText } from './thresholds.ts';
import { formatDate } from './times.ts';
import { capital, count, list, named, nameOfId, number, officeInText } from './words.ts';

type Described = SupportAct | ReportAct;

/** `nameOf` gives the name of a candidate of a matter. */
export function describeSupport(
  book: RuleBook,
  act: Described,
  nameOf: (matter: string, id: string) => string,
): string {
  switch (act.kind) {
    case 'units-listed':
      return `${count(act.units.length, 'unit')} of ${bodyInText(book, act.body)} ${act.units.length === 1 ? 'was' : 'were'} listed (${act.source}).`;
    case 'holder-recorded': {
      const how = {
        holder: 'holds the office',
        interim: 'acts in the office',
        appointed: 'was named to the office',
      };
      return `${act.holder.name} ${how[act.as]} of ${officeInText(book, act.office)}.`;
    }
    case 'office-vacated':
      return `The office of ${officeInText(book, act.office)} fell vacant on ${formatDate(act.on)}: ${act.because}`;
    case 'event-noted':
      return `${capital(named(book.events ?? [], act.event))}: ${formatDate(act.on)} (${act.source}).`;
    case 'demand-signed':
      return `${nameOfId(act.signer)} signed: ${named(book.demands ?? [], act.demand)}.`;
    case 'demand-unsigned':
      return `${nameOfId(act.signer)} took the signature back: ${named(book.demands ?? [], act.demand)}.`;
    case 'demand-certified':
      return `${capital(bodyInText(book, act.by))} said that there are enough letters${act.count === undefined ? '' : `, ${number(act.count)} of them`}: ${named(book.demands ?? [], act.demand)}.`;
    case 'objection-made':
      return `An objection was made (${named(book.objections ?? [], act.rule)}): ${act.reason}`;
    case 'contest-abandoned':
      return `The contest was abandoned: ${act.because}`;
    case 'ticket-formed':
      return `${list(act.members.map((m) => m.name))} stand together as ${act.name}.`;
    case 'candidate-described':
      return `It was recorded what ${nameOf(act.matter, act.candidate)} counts as: ${list([...act.classes, ...Object.values(act.groups)])}.`;
    case 'qualification-certified':
      return `It was certified of ${nameOf(act.matter, act.candidate)}: ${named(book.qualifications ?? [], act.qualification)} (${act.source}).`;
    case 'payment-made':
      return `${moneyText(act.amount)} was paid for ${nameOf(act.matter, act.candidate)}.`;
    case 'spending-reported':
      return `${nameOf(act.matter, act.candidate)} reported spending of ${moneyText(act.amount)}.`;
    case 'deposit-returned':
      return `${moneyText(act.amount)} was returned to ${nameOf(act.matter, act.candidate)}.`;
    case 'elector-registered':
      return 'An elector signed up.';
    case 'ballot-opened':
      return 'The ballot opened.';
    case 'ballot-reported':
      return `${capital(bodyInText(book, act.by))} reported the ballot: ${votesOf(act.report, (id) => nameOf(act.matter, id))}.`;
    case 'tie-broken':
      return `The tie was broken ${act.how === 'lot' ? 'by lot' : `by ${bodyInText(book, act.by ?? '')}`}: ${list(act.out.map((id) => nameOf(act.matter, id)))} ${act.out.length === 1 ? 'goes' : 'go'} out.`;
    case 'figures-corrected':
      return `The figures were corrected: ${votesOf(act.report, (id) => nameOf(act.matter, id))}. ${act.reason}`;
    default:
      return unreachable(act);
  }
}

function votesOf(
  report: Extract<ReportAct, { readonly kind: 'ballot-reported' }>['report'],
  nameOf: (id: string) => string,
): string {
  const votes = new Map<string, number>();
  for (const line of report.lines)
    for (const [id, n] of Object.entries(line.votes)) votes.set(id, (votes.get(id) ?? 0) + n);
  const spoilt = report.lines.flatMap((l) => l.spoilt).reduce((sum, s) => sum + s.count, 0);
  const lines = [...votes]
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([id, n]) => `${MOTION_OPTIONS.includes(id) ? id : nameOf(id)} ${number(n)}`);
  return [...lines, ...(spoilt === 0 ? [] : [`spoilt ${number(spoilt)}`])].join(', ');
}
