/** What must hold whatever happens: see the head of src/referee/referee.ts. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Act,
  type Actor,
  apply,
  type Entry,
  may,
  next,
  type State,
  start,
} from '../src/index.ts';
import { damage, damaged } from './mutate.ts';
import {
  BLOB,
  book,
  CHAIR,
  day,
  HEX,
  OFFICER,
  type Scene,
  SYSTEM,
  societyNominating,
  societyVoting,
} from './scene.ts';

/** A whole election, with every kind of act that a contest has. */
function election(): Scene {
  const scene = societyNominating()
    .nominate(day(3), CHAIR, 'm-1', 'cy', 'members')
    .take(
      day(3),
      { role: 'nominator', id: 'm-1' },
      {
        kind: 'nomination-withdrawn',
        matter: CHAIR,
        candidate: 'cy',
        nominator: 'm-1',
      },
    )
    .take(
      day(3),
      { role: 'candidate', id: 'cy' },
      {
        kind: 'candidate-withdrew',
        matter: CHAIR,
        candidate: 'cy',
      },
    );
  for (const candidate of ['ada', 'bo'])
    scene
      .nominate(day(4), CHAIR, `${candidate}-1`, candidate, 'members')
      .nominate(day(4), CHAIR, `${candidate}-2`, candidate, 'members')
      .consent(day(4), CHAIR, candidate);
  return scene
    .take(
      day(5),
      { role: 'candidate', id: 'ada' },
      {
        kind: 'statement-filed',
        matter: CHAIR,
        candidate: 'ada',
        text: 'Vote for me.',
      },
    )
    .take(day(5), OFFICER, {
      kind: 'ruling-made',
      ruling: 'cy-out',
      matter: CHAIR,
      body: 'committee',
      question: 'exclusion',
      decision: 'Cy may not stand.',
      reason: 'Not a member.',
      basis: 'Rule 10.',
      effect: { kind: 'candidate-excluded', candidate: 'cy' },
    })
    .take(day(5), OFFICER, {
      kind: 'body-sized',
      body: 'members',
      size: 30,
      asOf: '2026-03-05',
      source: 'The roll.',
    })
    .closeNominations(day(9), CHAIR)
    .roll(day(9), 'roll', 'all-members', { members: 30 })
    .ceremony(day(9), 'poll')
    .prepare(day(9), CHAIR, 'poll', 'roll')
    .take(day(10), SYSTEM, { kind: 'poll-opened', poll: 'poll' })
    .take(day(12), OFFICER, {
      kind: 'poll-extended',
      poll: 'poll',
      until: day(18),
      reason: 'The post was late.',
    })
    .close(day(18), 'poll', { members: 20 })
    .take(
      day(18),
      { role: 'trustee', id: 'trustee-1' },
      {
        kind: 'coin-shared',
        poll: 'poll',
        trustee: 'trustee-1',
        share: HEX,
        proof: HEX,
      },
    )
    .openBox(day(18), 'poll', { members: 2 })
    .take(day(18), SYSTEM, {
      kind: 'poll-counted',
      poll: 'poll',
      rule: 'alternative-vote',
      elected: ['ada'],
      transcript: BLOB,
    })
    .take(day(18), OFFICER, {
      kind: 'result-declared',
      matter: CHAIR,
      poll: 'poll',
      outcome: {
        kind: 'elected',
        elected: [{ id: 'ada', name: 'ADA' }],
        firstPreferences: [],
        final: [],
        sections: [],
        bySection: [],
        electorate: 30,
        valid: 18,
        spoilt: 2,
        turnout: '66.7',
        margin: 4,
      },
      text: 'Ada is elected.',
    })
    .take(day(18), OFFICER, {
      kind: 'office-assumed',
      office: 'chair',
      holder: { id: 'ada', name: 'ADA' },
      matter: CHAIR,
    })
    .take(day(18), OFFICER, { kind: 'correction-made', of: 1, text: 'It was the second time.' });
}

const HISTORY = election().history;
const STATES: readonly State[] = HISTORY.map((h) => h.before);
const ENTRIES: readonly Entry[] = HISTORY.map((h) => h.entry);

const anyState = fc.constantFrom(...STATES);
const anyTime = fc.oneof(
  fc.constantFrom(...new Set(ENTRIES.map((e) => e.at))),
  fc
    .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 23 }))
    .map(([d, h]) => day(d, `${String(h).padStart(2, '0')}:00:00.001`)),
);
const anyActor: fc.Arbitrary<Actor> = fc.oneof(
  fc.constantFrom(...ENTRIES.map((e) => e.by)),
  fc.record({
    role: fc.constantFrom(
      'officer',
      'nominator',
      'candidate',
      'trustee',
      'mixer',
      'mover',
      'system',
    ),
    id: fc.constantFrom('ada', 'bo', 'm-1', 'trustee-2', 'mixer-1', 'nobody'),
  }) as fc.Arbitrary<Actor>,
);
const anyAct: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...ENTRIES.map((e) => e.act)),
  fc
    .tuple(fc.constantFrom(...ENTRIES.map((e) => e.act)), damage)
    .map(([act, harm]) => damaged(act, harm)),
);

test('any JSON gives a state or a breach, in any state', () => {
  fc.assert(
    fc.property(anyState, fc.oneof(fc.jsonValue(), anyAct), (state, json) => {
      const result = apply(state, json);
      if (!result.ok) expect(result.error.message.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

test('nothing is allowed that may() does not list, for that actor at that moment', () => {
  let allowed = 0;
  const check = (state: State, by: Actor, at: string, json: unknown): void => {
    const result = apply(state, { seq: state.seq + 1, at, by, act: json });
    if (!result.ok) return;
    allowed++;
    const act = json as Act & { matter?: string; poll?: string; procedure?: string };
    const listed = may(state, by, at).filter(
      (p) =>
        p.open &&
        p.act === act.kind &&
        (p.procedure === undefined || p.procedure === act.procedure) &&
        (p.matter === undefined || act.matter === undefined || p.matter === act.matter) &&
        (p.poll === undefined || p.poll === act.poll),
    );
    expect(listed).not.toEqual([]);
  };
  for (const { before, entry } of HISTORY) check(before, entry.by, entry.at, entry.act);
  fc.assert(
    fc.property(anyState, anyActor, anyTime, anyAct, (state, by, at, act) => {
      check(state, by, at, act);
    }),
    { numRuns: 1500 },
  );
  expect(allowed).toBeGreaterThan(HISTORY.length);
});

test('what may() lists as open and nobody can do is rare: every entry of history was listed', () => {
  for (const { before, entry } of HISTORY) {
    const permission = may(before, entry.by, entry.at).find(
      (p) => p.act === entry.act.kind && p.open,
    );
    expect(permission?.citation.length).toBeGreaterThan(0);
    expect(permission?.sentence).toMatch(/[.?]$/);
  }
});

test('the state is a function of the entries alone', () => {
  let state = start(book('society-annual-election'));
  for (const entry of ENTRIES) {
    const copy: Entry = structuredClone(entry);
    const result = apply(state, copy);
    expect(result.ok).toBe(true);
    if (result.ok) state = result.value;
  }
  const last = HISTORY.at(-1);
  const [again] = [apply(last?.before as State, last?.entry)];
  expect(again.ok && again.value).toEqual(state);
});

test('no earlier state is changed by what comes after', () => {
  const scene = societyVoting();
  const middle = scene.history[8]?.before as State;
  const copy = structuredClone(middle);
  scene.close(day(17), 'poll', { members: 20 }).openBox(day(17), 'poll');
  expect(middle).toEqual(copy);
});

test('independent nominations give the same state in either order', () => {
  const nominators = Array.from({ length: 40 }, (_, i) => `m-${i}`);
  const candidates = ['ada', 'bo', 'cy'];
  const begin = () => {
    const scene = societyNominating();
    for (const c of candidates) scene.nominate(day(3), CHAIR, `first-${c}`, c, 'members');
    return scene;
  };
  const run = (order: readonly string[]) => {
    const scene = begin();
    for (const n of order)
      scene.nominate(day(4), CHAIR, n, candidates[Number(n.slice(2)) % 3] ?? '', 'members');
    return scene.state.matters;
  };
  const straight = run(nominators);
  fc.assert(
    fc.property(fc.shuffledSubarray(nominators, { minLength: 40 }), (order) => {
      expect(run(order)).toEqual(straight);
    }),
    { numRuns: 20 },
  );
});

test('the dates ahead lie ahead and are in order, in any state', () => {
  fc.assert(
    fc.property(anyState, anyTime, (state, now) => {
      const ahead = next(state, now).map((a) => a.at);
      expect(ahead.every((at) => at > now)).toBe(true);
      expect(ahead.toSorted()).toEqual(ahead);
    }),
  );
});

test('100,000 nominations replay (the time is printed, not asserted)', () => {
  const scene = societyNominating();
  const entries = Array.from({ length: 100_000 }, (_, i) => ({
    seq: scene.state.seq + 1 + i,
    at: day(3),
    by: { role: 'nominator', id: `m-${i}` },
    act: {
      kind: 'nomination-made',
      matter: CHAIR,
      candidate: `c-${i % 5}`,
      name: `C ${i % 5}`,
      nominator: `m-${i}`,
      body: 'members',
    },
  }));
  let { state } = scene;
  const begun = performance.now();
  for (const entry of entries) {
    const result = apply(state, entry);
    if (!result.ok) throw new Error(result.error.message);
    state = result.value;
  }
  const ms = Math.round(performance.now() - begun);
  console.log(`100,000 nominations: ${ms} ms`);
  const matter = state.matters[CHAIR];
  const counts =
    matter?.kind === 'contest'
      ? Object.values(matter.candidates).map((c) => Object.values(c.nominations))
      : [];
  expect(counts.flat()).toEqual([20_000, 20_000, 20_000, 20_000, 20_000]);
});
