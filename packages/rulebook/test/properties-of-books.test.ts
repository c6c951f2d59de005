/** What must hold under every book, whatever happens: the same as properties.test.ts, with the acts of the whole language. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Act,
  type Actor,
  apply,
  describeEntry,
  may,
  next,
  type State,
  standings,
  start,
} from '../src/index.ts';
import { histories } from './histories.ts';
import { damage, damaged } from './mutate.ts';
import { Reported } from './reported.ts';
import { book, OFFICER } from './scene.ts';

const moments = histories.flatMap((h) => [
  ...h.history.map(({ before, entry }) => ({ state: before, at: entry.at })),
  { state: h.state, at: h.state.at },
]);
const acts = histories.flatMap((h) => h.history.map(({ entry }) => entry.act));
const actors: readonly Actor[] = [
  OFFICER,
  { role: 'system', id: 'hustings' },
  { role: 'candidate', id: 'a' },
  { role: 'nominator', id: 'p-1' },
  { role: 'mover', id: 'chair' },
];

const anyMoment = fc.constantFrom(...moments);
const anyActor = fc.constantFrom(...actors);
const anyAct: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...acts),
  fc.tuple(fc.constantFrom(...acts), damage).map(([act, harm]) => damaged(act, harm)),
);

test('every kind of act of the language stands in a history', () => {
  const kinds = new Set(acts.map((act) => act.kind));
  for (const kind of [
    'ballot-opened',
    'ballot-reported',
    'demand-signed',
    'objection-made',
    'ticket-formed',
    'payment-made',
    'elector-registered',
    'figures-corrected',
    'units-listed',
  ] as const)
    expect(kinds.has(kind)).toBe(true);
});

test('no act crashes the referee, in any state of any book; and what is allowed was listed', () => {
  let allowed = 0;
  const check = (state: State, by: Actor, at: string, json: unknown): void => {
    const result = apply(state, { seq: state.seq + 1, at, by, act: json });
    if (!result.ok) {
      expect(result.error.message.length).toBeGreaterThan(0);
      return;
    }
    allowed++;
    const act = json as Act & { matter?: string; procedure?: string };
    const listed = may(state, by, at).some(
      (p) =>
        p.open &&
        p.act === act.kind &&
        (p.procedure === undefined || p.procedure === act.procedure) &&
        (p.matter === undefined || act.matter === undefined || p.matter === act.matter),
    );
    expect(listed).toBe(true);
    // What was allowed can be told and looked at.
    expect(
      describeEntry(state.book, { seq: state.seq + 1, at, by, act: json as Act }, state).sentence,
    ).not.toBe('');
    for (const matter of Object.keys(result.value.matters)) standings(result.value, matter);
    next(result.value, at);
  };
  for (const { history } of histories)
    for (const { before, entry } of history) check(before, entry.by, entry.at, entry.act);
  fc.assert(
    fc.property(anyMoment, anyActor, anyAct, ({ state, at }, by, act) => {
      check(state, by, at, act);
    }),
    { numRuns: 6_000 },
  );
  expect(allowed).toBeGreaterThan(acts.length);
});

test('random acts one after the other never crash it', () => {
  fc.assert(
    fc.property(
      anyMoment,
      fc.array(fc.tuple(anyActor, anyAct), { maxLength: 12 }),
      ({ state, at }, sequence) => {
        let now = state;
        for (const [by, act] of sequence) {
          const result = apply(now, { seq: now.seq + 1, at, by, act });
          if (result.ok) now = result.value;
          for (const actor of actors) may(now, actor, at);
        }
      },
    ),
    { numRuns: 400 },
  );
});

test('the state is a function of the entries alone, under every book', () => {
  for (const { book: rules, history, state } of histories) {
    let replayed = start(rules);
    for (const { entry } of history) {
      const result = apply(replayed, structuredClone(entry));
      if (!result.ok) throw new Error(result.error.message);
      replayed = result.value;
    }
    expect(replayed).toEqual(state);
  }
});

const forty = Array.from({ length: 40 }, (_, i) => i);

test.each([
  [
    'signatures',
    () => new Reported(book('alp-2013'), '2014-02-01T09:00:00.000Z').size('caucus', 60).state,
    (n: number): Act => ({
      kind: 'demand-signed',
      demand: 'petition',
      signer: `mp-${n}`,
      body: 'caucus',
    }),
  ],
  [
    'sign-ups',
    () => last('labour-uk-2018-staged'),
    (n: number): Act => ({
      kind: 'elector-registered',
      matter: 'leadership',
      section: 'registered',
      elector: `e-${n}`,
      paid: { amount: '25', currency: 'GBP' },
      declared: true,
    }),
  ],
  [
    'reports of spending',
    () => last('cpc-points'),
    (n: number): Act => ({
      kind: 'spending-reported',
      matter: 'leadership',
      candidate: n % 2 === 0 ? 'a' : 'b',
      amount: { amount: `${n}.25`, currency: 'CAD' },
    }),
  ],
])('independent %s give the same state in either order', (_what, begin, actOf) => {
  const from = begin();
  const run = (order: readonly number[]): State => {
    let state = from;
    for (const [i, n] of order.entries()) {
      const result = apply(state, {
        seq: from.seq + 1 + i,
        at: from.at,
        by: OFFICER,
        act: actOf(n),
      });
      if (!result.ok) throw new Error(result.error.message);
      state = result.value;
    }
    return state;
  };
  const straight = run(forty);
  expect(straight).not.toEqual(from);
  fc.assert(
    fc.property(fc.shuffledSubarray(forty, { minLength: forty.length }), (order) => {
      expect(run(order)).toEqual(straight);
    }),
    { numRuns: 20 },
  );
});

/** Where the history under a book ends. */
function last(id: string): State {
  const found = histories.find((h) => h.book.id === id);
  if (found === undefined) throw new Error(`no history under ${id}`);
  return found.state;
}

test('100,000 signatures replay (the time is printed, not asserted)', () => {
  const scene = new Reported(book('alp-2013'), '2014-02-01T09:00:00.000Z').size('caucus', 100_000);
  let { state } = scene;
  const at = scene.now();
  const begun = performance.now();
  for (let i = 0; i < 100_000; i++) {
    const result = apply(state, {
      seq: state.seq + 1,
      at,
      by: OFFICER,
      act: { kind: 'demand-signed', demand: 'petition', signer: `mp-${i}`, body: 'caucus' },
    });
    if (!result.ok) throw new Error(result.error.message);
    state = result.value;
  }
  console.log(`100,000 signatures: ${Math.round(performance.now() - begun)} ms`);
  expect(state.demands['petition']?.support['caucus']?.count).toBe(100_000);
});
