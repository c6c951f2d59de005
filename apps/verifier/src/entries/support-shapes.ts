/** Acts without cryptography (spec/act-fields.md §2, the second table): their figures rest on who reports them. */
import {
  bool,
  count,
  date,
  decimal,
  id,
  line,
  oneOf,
  poolId,
  positive,
  pseudonym,
  type Shape,
  table,
  text,
} from './shape.ts';

type Members = Readonly<Record<string, Shape>>;

const areas = table(id, id);
const votes = table(id, count);
const points = table(id, (v) => decimal(v) || (typeof v === 'string' && /^\d+\/[1-9]\d*$/.test(v)));
const money: Shape = {
  amount: decimal,
  currency: (v) => typeof v === 'string' && /^[A-Z]{3}$/.test(v),
};
const paid: Members = { matter: id, candidate: id, amount: money };
const demand: Members = { demand: id, signer: pseudonym, body: id };

export const report: Shape = {
  lines: [
    {
      section: poolId,
      'channel?': id,
      entitled: count,
      'rolls?': votes,
      valid: count,
      abstained: count,
      spoilt: [{ reason: id, count }],
      votes,
    },
  ],
  rounds: [{ sections: [{ section: poolId, votes }] }],
  'points?': [points],
  'preferred?': votes,
  chosen: [id],
  source: text,
};

const SHAPES: Readonly<Record<string, Members>> = {
  'units-listed': {
    body: id,
    units: [{ id: pseudonym, 'kind?': id, 'weight?': count, 'areas?': areas }],
    source: text,
  },
  'holder-recorded': {
    office: id,
    holder: { id, name: line },
    as: oneOf('holder', 'interim', 'appointed'),
    'by?': id,
    'status?': id,
    'since?': date,
    'terms?': positive,
    source: text,
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
    because: text,
  },
  'event-noted': { event: id, on: date, source: text },
  'demand-signed': {
    ...demand,
    'areas?': areas,
    'meeting?': { on: date, present: count, quorum: count },
  },
  'demand-unsigned': demand,
  'demand-certified': { demand: id, by: id, 'count?': count },
  'objection-made': {
    objection: id,
    rule: id,
    'matter?': id,
    about: line,
    by: pseudonym,
    reason: text,
  },
  'contest-abandoned': { matter: id, because: text },
  'ticket-formed': {
    matter: id,
    candidate: id,
    name: line,
    members: [{ id, name: line, classes: [id] }],
  },
  'candidate-described': { matter: id, candidate: id, classes: [id], groups: table(id, id) },
  'qualification-certified': { matter: id, candidate: id, qualification: id, source: text },
  'payment-made': paid,
  'spending-reported': paid,
  'deposit-returned': paid,
  'elector-registered': {
    matter: id,
    section: id,
    elector: pseudonym,
    'paid?': money,
    'declared?': bool,
  },
  'contacts-changed': { roll: id, changed: positive, total: positive },
  'ballot-opened': { matter: id, poll: id, roll: id },
  'ballot-reported': { matter: id, poll: id, by: id, report },
  'tie-broken': {
    matter: id,
    poll: id,
    how: oneOf('lot', 'body'),
    'by?': id,
    out: [id],
    reason: text,
  },
  'figures-corrected': { matter: id, poll: id, report, reason: text },
};

/** Who may take them is the referee's question: any role is let pass. */
export function supportShape(
  kind: string,
): { readonly by: string; readonly shape: Members } | undefined {
  const shape = Object.hasOwn(SHAPES, kind) ? SHAPES[kind] : undefined;
  if (kind === 'contacts-changed') return shape && { by: 'officer', shape };
  return shape && { by: 'officer mover nominator candidate trustee mixer system', shape };
}
