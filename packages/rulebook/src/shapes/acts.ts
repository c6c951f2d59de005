/** Shapes of acts about support and of acts of a ballot held elsewhere. */
import type { BallotReport, ReportAct, ReportLine, ReportRound } from '../report-acts.ts';
import {
  type Fields,
  flag,
  list,
  map,
  object,
  oneOf,
  optional,
  type Shape,
  text,
  textOf,
  whole,
} from '../shape.ts';
import type { SupportAct, TicketMember, Unit } from '../support-acts.ts';
import { DATE, DECIMAL_OR_FRACTION, ID, POOL, PSEUDONYM } from '../text-forms.ts';
import { id, line, money } from './measures.ts';

/** The fields of every kind of a family of acts. */
type FieldsByKind<A extends { readonly kind: string }> = {
  readonly [K in A['kind']]: Fields<Omit<Extract<A, { readonly kind: K }>, 'kind'>>;
};
type Kind<K extends SupportAct['kind']> = Extract<SupportAct, { readonly kind: K }>;

const pseudonym = textOf(PSEUDONYM);
const date = textOf(DATE);
const prose = text();
const figure = whole(0);
const areas = map(ID, id);
const candidate = object<Kind<'holder-recorded'>['holder']>({ id, name: line });
const votes = map(ID, figure);
const section = textOf(POOL, 65_535);

const unit: Shape<Unit> = object({
  id: pseudonym,
  kind: optional(id),
  weight: optional(figure),
  areas: optional(areas),
});

const member: Shape<TicketMember> = object({ id, name: line, classes: list(id, 0, 20) });

export const supportActs: FieldsByKind<SupportAct> = {
  'units-listed': { body: id, units: list(unit, 1, 5_000), source: prose },
  'holder-recorded': {
    office: id,
    holder: candidate,
    as: oneOf('holder', 'interim', 'appointed'),
    by: optional(id),
    status: optional(id),
    since: optional(date),
    terms: optional(whole(1, 100)),
    source: prose,
  },
  'office-vacated': {
    office: id,
    cause: oneOf(
      'resigned',
      'died',
      'incapacitated',
      'left-body',
      'election-lost',
      'removed',
      'term-ended',
    ),
    on: date,
    because: prose,
  },
  'event-noted': { event: id, on: date, source: prose },
  'demand-signed': {
    demand: id,
    signer: pseudonym,
    body: id,
    areas: optional(areas),
    meeting: optional(
      object<NonNullable<Kind<'demand-signed'>['meeting']>>({
        on: date,
        present: figure,
        quorum: figure,
      }),
    ),
  },
  'demand-unsigned': { demand: id, signer: pseudonym, body: id },
  'demand-certified': { demand: id, by: id, count: optional(figure) },
  'objection-made': {
    objection: id,
    rule: id,
    matter: optional(id),
    about: line,
    by: pseudonym,
    reason: prose,
  },
  'contest-abandoned': { matter: id, because: prose },
  'ticket-formed': { matter: id, candidate: id, name: line, members: list(member, 1, 50) },
  'candidate-described': {
    matter: id,
    candidate: id,
    classes: list(id, 0, 20),
    groups: map(ID, id),
  },
  'qualification-certified': { matter: id, candidate: id, qualification: id, source: prose },
  'payment-made': { matter: id, candidate: id, amount: money },
  'spending-reported': { matter: id, candidate: id, amount: money },
  'deposit-returned': { matter: id, candidate: id, amount: money },
  'elector-registered': {
    matter: id,
    section: id,
    elector: pseudonym,
    paid: optional(money),
    declared: optional(flag),
  },
};

const reportLine: Shape<ReportLine> = object({
  section,
  channel: optional(id),
  entitled: figure,
  rolls: optional(map(ID, figure)),
  valid: figure,
  abstained: figure,
  spoilt: list(object<ReportLine['spoilt'][number]>({ reason: id, count: figure }), 0, 50),
  votes,
});

const round: Shape<ReportRound> = object({
  sections: list(object<ReportRound['sections'][number]>({ section, votes }), 1, 10_000),
});

export const ballotReport: Shape<BallotReport> = object({
  lines: list(reportLine, 1, 10_000),
  rounds: list(round, 0, 255),
  points: optional(list(map(ID, textOf(DECIMAL_OR_FRACTION, 20_000)), 1, 256)),
  preferred: optional(votes),
  chosen: list(id, 0, 255),
  source: prose,
});

export const reportActs: FieldsByKind<ReportAct> = {
  'ballot-opened': { matter: id, poll: id, roll: id },
  'ballot-reported': { matter: id, poll: id, by: id, report: ballotReport },
  'tie-broken': {
    matter: id,
    poll: id,
    how: oneOf('lot', 'body'),
    by: optional(id),
    out: list(id, 0, 255),
    reason: prose,
  },
  'figures-corrected': { matter: id, poll: id, report: ballotReport, reason: prose },
};
