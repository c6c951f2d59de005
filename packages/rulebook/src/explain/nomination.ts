/** Tickets, money and late withdrawals in words. */
import type { ClassBound, NominationRules, RuleBook } from '../rule-book.ts';
import { moneyText } from '../thresholds.ts';
import { list, officeInText, ratio } from '../words.ts';
import { type Sentence, said } from './said.ts';

export function boundInWords({ name, least, most }: ClassBound): string {
  const bounds = [
    ...(least === undefined ? [] : [`at least ${least}`]),
    ...(most === undefined ? [] : [`at most ${most}`]),
  ];
  return `${list(bounds)} (${name})`;
}

export function lateInWords(nomination: NominationRules): readonly Sentence[] {
  const { later } = nomination.withdrawal;
  if (later === undefined) return [];
  const text = {
    'between-ballots': 'Between ballots a candidate may still leave.',
    'stays-on-paper':
      'A candidate who leaves later stays on the paper; votes for that candidate are counted until the count excludes them, and that candidate cannot be elected.',
    'set-aside':
      'A candidate who leaves later stays on the paper, and votes for that candidate go to the next choice at once.',
  }[later.kind];
  return [said(text, later.clause)];
}

export function explainMoney(book: RuleBook, nomination: NominationRules): readonly Sentence[] {
  const { ticket, deposit, spending, barredOffices, perNominator } = nomination;
  const found: Sentence[] = [];
  if (ticket !== undefined) {
    const size =
      ticket.least === ticket.most ? `${ticket.least}` : `${ticket.least} to ${ticket.most}`;
    const composed =
      ticket.composition.length === 0
        ? ''
        : `; of more than one, ${list(ticket.composition.map(boundInWords))}`;
    found.push(said(`A candidate is ${size} persons standing together${composed}.`, ticket.clause));
  }
  if (deposit !== undefined)
    found.push(
      said(
        `Of what is paid, ${moneyText(deposit.refundable)} comes back ${deposit.when.kind === 'complied' ? 'to who reported spending within the limit' : `to who has at least ${ratio(deposit.when.least)} of the votes`}.`,
        deposit.clause,
      ),
    );
  if (spending !== undefined)
    found.push(said(`A candidate may spend at most ${moneyText(spending.most)}.`, spending.clause));
  if (barredOffices !== undefined)
    found.push(
      said(
        `The holder of one of these offices may not stand: ${list(barredOffices.offices.map((o) => officeInText(book, o)))}.`,
        barredOffices.clause,
      ),
    );
  if (perNominator?.published !== undefined && perNominator.published !== 'names')
    found.push(
      said(
        perNominator.published === 'numbers'
          ? 'Of nominations only numbers are published, and no names.'
          : 'Nominations are not published.',
        perNominator.clause,
      ),
    );
  return found;
}
