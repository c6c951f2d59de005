/**
 * The book with its entries abstracted: one nomination is enough for every gate, every demand is a
 * petition that one signature meets, every ballot may be reported. What is left is the course of
 * things: what can follow what.
 */
import type { Condition, ContestProcedure, PollRules, Procedure, RuleBook } from '../rule-book.ts';
import { leavesOf } from '../thresholds.ts';

export function simplified(book: RuleBook): RuleBook {
  const { family: _family, ...rest } = book;
  const reporter = book.bodies[0]?.id ?? '';
  return {
    ...rest,
    bodies: book.bodies.map(({ units: _units, areas: _areas, ...body }) => body),
    electorates: book.electorates.map(({ body: _body, units: _units, rolls: _rolls, ...e }) => e),
    offices: book.offices.map(({ term: _term, ...office }) => office),
    ...(book.demands === undefined
      ? {}
      : {
          demands: book.demands.map(
            ({ keeper: _keeper, meeting: _meeting, counts: _counts, ...d }) => ({
              ...d,
              form: 'petition' as const,
              condition: enough(bodyOf(d.condition, '') ?? reporter, d.clause),
            }),
          ),
        }),
    procedures: book.procedures.map((procedure) => simplifiedProcedure(procedure, reporter)),
  };
}

function enough(body: string, clause: string): Condition {
  return { kind: 'nominations', body, threshold: { kind: 'count', count: 1 }, clause };
}

function bodyOf(condition: Condition, trigger: string): string | undefined {
  return leavesOf(condition, trigger)[0]?.body;
}

function simplifiedProcedure(procedure: Procedure, reporter: string): Procedure {
  const poll = reportable(procedure.poll, reporter);
  const { declaration: _declaration, spoilt: _spoilt, ...plain } = procedure.results;
  const results = { ...plain, turnout: withoutRoll(plain.turnout) };
  if (procedure.kind === 'motion') {
    const { immunity: _immunity, ...rest } = procedure;
    return { ...rest, poll, results };
  }
  const { composition: _composition, ballots, nomination, ...rest } = procedure;
  const { perNominator: _most, ticket: _ticket, ...nominating } = nomination;
  return {
    ...rest,
    poll,
    results,
    paper: plainPaper(rest.paper),
    nomination: {
      ...nominating,
      selfNomination: { ...nomination.selfNomination, allowed: true },
      gates: nomination.gates.map((gate) => ({
        ...gate,
        condition: enough(firstBody(procedure, gate.condition) ?? reporter, gate.clause),
      })),
    },
    ...(ballots === undefined
      ? {}
      : {
          ballots: ballots.map((b) => ({
            ...b,
            ...(b.poll === undefined ? {} : { poll: reportable(b.poll, reporter) }),
            ...(b.paper === undefined ? {} : { paper: plainPaper(b.paper) }),
            ...(b.results === undefined ? {} : { results }),
          })),
        }),
  };
}

function firstBody(procedure: ContestProcedure, condition: Condition): string | undefined {
  for (const { id } of procedure.triggers) {
    const body = bodyOf(condition, id);
    if (body !== undefined) return body;
  }
  return undefined;
}

function reportable({ channels: _channels, ...poll }: PollRules, reporter: string): PollRules {
  return { ...poll, reported: poll.reported ?? { by: reporter, clause: poll.clause } };
}

function withoutRoll<T extends { readonly roll?: string }>({
  roll: _roll,
  ...rest
}: T): Omit<T, 'roll'> {
  return rest;
}

/** A vote for one: what decides is who has more. */
function plainPaper({
  composition: _composition,
  ...paper
}: ContestProcedure['paper']): ContestProcedure['paper'] {
  return { ...paper, kind: paper.kind === 'ranked' ? 'ranked' : 'choice' };
}
