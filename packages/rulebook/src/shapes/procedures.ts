/** Shapes of motions and contests. */
import type {
  ContestProcedure,
  MotionEffect,
  MotionProcedure,
  Procedure,
  Timetable,
} from '../rule-book.ts';
import {
  type Fields,
  flag,
  list,
  object,
  oneOf,
  optional,
  type Shape,
  variant,
  whole,
} from '../shape.ts';
import {
  ballot,
  composition,
  count,
  franchise,
  majority,
  paper,
  poll,
  quorum,
  results,
  winning,
} from './ballots.ts';
import { id, line, prose, span } from './measures.ts';
import { nomination } from './nomination.ts';
import { trigger } from './triggers.ts';

const timetable: Shape<Timetable> = object({
  setBy: id,
  clause: id,
  changes: oneOf('any', 'later', 'none'),
  stages: list(
    object<Timetable['stages'][number]>({ id, name: line, optional: flag, after: list(id, 0, 20) }),
    2,
    100,
  ),
  spans: list(
    object<Timetable['spans'][number]>({
      from: id,
      to: id,
      least: optional(span),
      most: optional(span),
      clause: id,
    }),
    0,
    100,
  ),
});

const motionEffect: Shape<MotionEffect> = variant<MotionEffect>({
  advisory: { text: prose, clause: id },
  decides: { text: prose, clause: id },
  vacates: { office: id, procedure: optional(id), trigger: optional(id), text: prose, clause: id },
});

type Rest<P> = Omit<P, 'kind'>;

const motion: Fields<Rest<MotionProcedure>> = {
  id,
  name: line,
  clause: id,
  office: optional(id),
  tabling: object<MotionProcedure['tabling']>({
    body: id,
    movers: whole(1, 10_000),
    demand: optional(id),
    clause: id,
  }),
  options: object<MotionProcedure['options']>({
    for: line,
    against: line,
    abstain: optional(line),
  }),
  decision: majority,
  quorum: optional(quorum),
  effect: motionEffect,
  immunity: optional(
    object<NonNullable<MotionProcedure['immunity']>>({
      span,
      clause: id,
      afterElection: optional(flag),
      lifting: optional(id),
    }),
  ),
  franchise,
  timetable,
  poll,
  results,
};

const contest: Fields<Rest<ContestProcedure>> = {
  id,
  name: line,
  clause: id,
  offices: list(id, 1, 100),
  seats: whole(1, 200),
  seatsWhen: optional(
    list(
      object<NonNullable<ContestProcedure['seatsWhen']>[number]>({
        procedure: id,
        elected: whole(1, 200),
        seats: whole(1, 200),
        clause: id,
      }),
      1,
      10,
    ),
  ),
  triggers: list(trigger, 1, 50),
  nomination,
  franchise,
  timetable,
  paper,
  uncontested: object<ContestProcedure['uncontested']>({
    kind: oneOf('elected-unopposed', 'poll-anyway'),
    clause: id,
  }),
  count,
  poll,
  results,
  winning: optional(winning),
  ballots: optional(list(ballot, 1, 20)),
  composition: optional(composition),
};

export const procedure: Shape<Procedure> = variant<Procedure>({ motion, contest });
