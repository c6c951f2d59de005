/** Who may not be a candidate, whoever nominates: barred, excluded, at the end of the terms allowed. */
import { ACTS, type Breach, breach, cite } from '../breach.ts';
import type { ContestProcedure } from '../rule-book.ts';
import { bodyInText, type ContestState, own, type State } from '../state.ts';
import { currentGate } from './candidacy.ts';
import { exOfficioBreach } from './composition.ts';
import { exclusionRuling } from './rulings.ts';

type Refused = { readonly ok: false; readonly error: Breach };

/** Why someone may not be a candidate here, whoever nominates. */
export function unfitness(
  state: State,
  procedure: ContestProcedure,
  matter: ContestState,
  candidate: string,
): { readonly ok: false; readonly error: Breach } | undefined {
  const { incumbent } = procedure.nomination;
  const known = own(matter.candidates, candidate);
  if (incumbent.kind === 'barred' && matter.holder?.id === candidate)
    return breach(
      'rule/holder-barred',
      cite(state.book, incumbent.clause),
      'The holder of the office may not stand.',
    );
  if (matter.barred === candidate) {
    const rule = procedure.triggers.find((t) => t.id === matter.trigger)?.bars;
    return breach(
      'rule/loser-barred',
      cite(state.book, rule?.clause ?? procedure.clause),
      'Who has just lost the office may not stand in this election.',
    );
  }
  const limited = termLimit(state, matter, candidate) ?? officeBar(state, procedure, candidate);
  if (limited !== undefined) return limited;
  const member = exOfficioBreach(state, matter, candidate);
  if (member !== undefined) return member;
  const partner = Object.values(matter.candidates).find((c) =>
    c.members.some((m) => m.id === candidate && c.id !== candidate && !c.withdrew),
  );
  if (partner !== undefined)
    return breach(
      'rule/on-two-tickets',
      cite(state.book, procedure.nomination.ticket?.clause ?? procedure.clause),
      `This person stands already: ${partner.name}.`,
    );
  if (procedure.paper.reopen?.id === candidate)
    return breach(
      'rule/not-a-candidate',
      cite(state.book, procedure.paper.reopen.clause),
      `“${procedure.paper.reopen.name}” stands on the paper already.`,
    );
  const excluded = exclusionRuling(state, matter, candidate);
  if (excluded !== undefined) {
    const question = state.book.questions.find((q) => q.id === excluded.question);
    return breach(
      'rule/candidate-excluded',
      question === undefined ? ACTS : cite(state.book, question.clause),
      `This candidate is excluded by a ruling of ${bodyInText(state.book, excluded.body)}.`,
    );
  }
  if (known?.withdrew === true)
    return breach(
      'rule/candidate-withdrew',
      cite(state.book, procedure.nomination.withdrawal.clause),
      `${known.name} has withdrawn.`,
    );
  if (known?.out === true || (matter.gate > 0 && known === undefined))
    return breach(
      'rule/candidate-out',
      cite(state.book, currentGate(procedure, matter).clause),
      'Only those who passed the earlier stage of nomination can be nominated now.',
    );
  return undefined;
}

/** The holder has had all the terms that one may have one after the other. */
function termLimit(state: State, matter: ContestState, candidate: string): Refused | undefined {
  const term = state.book.offices.find((o) => o.id === matter.office)?.term;
  const tenure = own(state.tenures, matter.office);
  if (term?.most === undefined || tenure?.holder.id !== candidate) return undefined;
  return (tenure.terms ?? 0) >= term.most
    ? breach(
        'rule/term-limit',
        cite(state.book, term.clause),
        `${tenure.holder.name} has served ${tenure.terms} of the ${term.most} terms that are allowed.`,
      )
    : undefined;
}

/** Holders of certain offices do not stand; nor, where the book says so, who acts in this one. */
function officeBar(
  state: State,
  procedure: ContestProcedure,
  candidate: string,
): Refused | undefined {
  const { barredOffices } = procedure.nomination;
  const held = barredOffices?.offices.find((id) => own(state.holders, id)?.id === candidate);
  if (held !== undefined)
    return breach(
      'rule/office-holder-barred',
      cite(state.book, barredOffices?.clause ?? ''),
      'The holder of that office may not stand.',
    );
  for (const id of procedure.offices) {
    const { interim } = state.book.offices.find((o) => o.id === id) ?? {};
    const tenure = own(state.tenures, id);
    if (interim?.mayStand === false && tenure?.as === 'interim' && tenure.holder.id === candidate)
      return breach(
        'rule/interim-barred',
        cite(state.book, interim.clause),
        'Who acts in the office meanwhile may not stand for it.',
      );
  }
  return undefined;
}
