/** Offices and their terms, what sets a contest going, demands, disputes, amendment. */
import { unreachable } from '@hustings/base';
import type { Demand, RuleBook, Trigger, TriggerNeed } from '../rule-book.ts';
import { bodyInText } from '../state.ts';
import { formatSpan } from '../times.ts';
import { capital, list, named, officeInText, ratio } from '../words.ts';
import { conditionInWords } from './conditions.ts';
import { type Sentence, said } from './said.ts';

export function explainTerms(book: RuleBook): readonly Sentence[] {
  return book.offices.flatMap((office) => {
    const { interim, term, appointment } = office;
    const named = interim?.by === undefined ? '' : ` Named by ${bodyInText(book, interim.by)}.`;
    const standing =
      interim?.mayStand === undefined
        ? ''
        : ` Who acts in it ${interim.mayStand ? 'may' : 'may not'} stand.`;
    return [
      ...(interim === undefined
        ? []
        : [said(`${office.name}: ${interim.text}${named}${standing}`, interim.clause)]),
      ...(term === undefined
        ? []
        : [
            said(
              `${office.name}: ${[
                ...(term.length === undefined ? [] : [`held for ${formatSpan(term.length)}`]),
                ...(term.most === undefined
                  ? []
                  : [`for at most ${term.most} terms one after the other`]),
              ].join(', ')}.`,
              term.clause,
            ),
          ]),
      ...(appointment === undefined
        ? []
        : [
            said(
              `${office.name}: named by the ${officeInText(book, appointment.by)}.`,
              appointment.clause,
            ),
          ]),
    ];
  });
}

export function triggerInWords(book: RuleBook, trigger: Trigger): readonly Sentence[] {
  const needs = (trigger.needs ?? []).map((n) => said(needInWords(book, n), n.clause));
  return [
    said(`It is held when ${trigger.name}.`, trigger.clause),
    ...needs,
    ...(trigger.bars === undefined
      ? []
      : [said('Who held the office before may not stand then.', trigger.bars.clause)]),
  ];
}

function needInWords(book: RuleBook, need: TriggerNeed): string {
  switch (need.kind) {
    case 'vacancy':
      return `The office must have fallen vacant so: ${list(
        need.causes.map((c) => c.replaceAll('-', ' ')),
        'or',
      )}.`;
    case 'demand':
      return `This must be met: ${named(book.demands ?? [], need.demand)}.`;
    case 'term':
      return `The holder’s time of ${formatSpan(need.every)} must be up${need.early === undefined ? '' : `, or be up within ${formatSpan(need.early)}`}.`;
    case 'event':
      return `This must have happened${need.within === undefined ? '' : `, at most ${formatSpan(need.within)} ago`}: ${named(book.events ?? [], need.event)}.`;
    case 'pause':
      return `No election to the office may have been declared for ${formatSpan(need.span)}.`;
    default:
      return unreachable(need);
  }
}

export function explainDemands(book: RuleBook): readonly Sentence[] {
  return (book.demands ?? []).map((demand) => said(demandInWords(book, demand), demand.clause));
}

function demandInWords(book: RuleBook, demand: Demand): string {
  const form = {
    letters: `Letters to ${bodyInText(book, demand.keeper ?? '')}, who alone counts them and names nobody`,
    petition: 'A petition, signed on the record',
    requisition: 'A requisition, decided by each on its own',
  }[demand.form];
  const back = demand.withdrawal
    ? ' A signature may be taken back.'
    : ' A signature may not be taken back.';
  const lapse =
    demand.counts === undefined ? '' : ` It counts for ${formatSpan(demand.counts.span)}.`;
  const meeting =
    demand.meeting === undefined ? '' : ' It is decided in a meeting that has its quorum.';
  return `${demand.name}: ${form}. It needs ${conditionInWords(book, [], demand.condition).replaceAll('nominations from', 'the support of')}.${back}${lapse}${meeting}`;
}

export function explainDisputes(book: RuleBook): readonly Sentence[] {
  const { silence, objections = [], amendment } = book;
  const asked = book.questions.find((q) => q.id === silence?.question);
  return [
    ...(silence === undefined
      ? []
      : [
          said(
            `What this book does not say is ruled on by ${bodyInText(book, asked?.body ?? '')}.`,
            silence.clause,
          ),
        ]),
    ...book.questions.flatMap((q) =>
      q.appeal === undefined
        ? []
        : [
            said(
              `“${q.asks}” The answer may be set aside only within ${formatSpan(q.appeal.within)}.`,
              q.appeal.clause,
            ),
          ],
    ),
    ...objections.map((o) => {
      const question = book.questions.find((q) => q.id === o.question);
      const until =
        o.afterDeclaration === undefined
          ? 'until the result is declared'
          : `until ${formatSpan(o.afterDeclaration)} after the result is declared`;
      const blocks = o.blocks ? ' The result waits for the decision.' : '';
      return said(
        `Objection (${o.name}): ${until}; ${bodyInText(book, question?.body ?? '')} decides.${blocks}`,
        o.clause,
      );
    }),
    ...(amendment === undefined
      ? []
      : [
          said(
            `${capital(bodyInText(book, amendment.body))} may change these rules${amendment.majority === undefined ? '' : `, by ${ratio(amendment.majority)}`}.`,
            amendment.clause,
          ),
        ]),
  ];
}
