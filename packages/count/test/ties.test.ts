import { expect, test } from 'vitest';
import {
  aggregate,
  countApproval,
  countBorda,
  countCondorcet,
  countPoll,
  countStar,
  countStv,
  explain,
  explainPoints,
  explainStv,
  findStvRule,
  orderFrom,
  publicCoinOrder,
  type StvSwitches,
  seatRanking,
  type TieStep,
  weakProfile,
} from '../src/index.ts';
import { breakTie, orderOf } from '../src/ties.ts';

const earlier = [
  { a: 5, b: 4, c: 4, d: 3 },
  { a: 6, b: 4, c: 5, d: 3 },
  { a: 6, b: 6, c: 6, d: 3 },
];

function exclude(ties: readonly TieStep[], tied = ['a', 'b', 'c']) {
  return breakTie({ purpose: 'exclusion', round: 4, tied, places: 1, earlier }, { ties });
}

test('backwards goes to the nearest earlier round in which any of the tied differ', () => {
  expect(exclude(['backwards'])).toEqual({
    ok: true,
    value: {
      purpose: 'exclusion',
      places: 1,
      tied: ['a', 'b', 'c'],
      steps: [{ step: 'backwards', round: 2, votes: { a: 6, b: 4, c: 5 }, left: ['b'] }],
      chosen: ['b'],
    },
  });
});

test('forwards begins with the first round, and goes on with those it leaves tied', () => {
  expect(exclude(['forwards'])).toMatchObject({
    value: {
      steps: [
        { step: 'forwards', round: 1, votes: { a: 5, b: 4, c: 4 }, left: ['b', 'c'] },
        { step: 'forwards', round: 2, votes: { b: 4, c: 5 }, left: ['b'] },
      ],
      chosen: ['b'],
    },
  });
});

test('the all-differ steps pass over rounds in which two of the tied are still level', () => {
  expect(exclude(['forwards-all'])).toMatchObject({
    value: { steps: [{ step: 'forwards-all', round: 2 }], chosen: ['b'] },
  });
  const level = [{ a: 2, b: 1, c: 1 }];
  expect(
    breakTie(
      { purpose: 'exclusion', round: 2, tied: ['c', 'b', 'a'], places: 1, earlier: level },
      { ties: ['backwards-all', 'backwards', 'lot'], lot: (_round, tied) => [...tied] },
    ),
  ).toMatchObject({
    value: {
      steps: [
        { step: 'backwards-all', round: null },
        { step: 'backwards', round: 1, votes: { a: 2, b: 1, c: 1 }, left: ['b', 'c'] },
        { step: 'lot', order: ['b', 'c'] },
      ],
      chosen: ['c'],
    },
  });
});

test('for a seat the most votes count, and several seats can be filled by one tie', () => {
  const rounds = [{ a: 1, b: 3, c: 2, d: 2 }];
  const tie = { purpose: 'seat', round: 2, tied: ['a', 'b', 'c', 'd'], earlier: rounds } as const;
  const ties: readonly TieStep[] = ['backwards', 'lot'];
  const lot = (_round: number, tied: readonly string[]) => tied.toReversed();
  expect(breakTie({ ...tie, places: 1 }, { ties })).toMatchObject({ value: { chosen: ['b'] } });
  expect(breakTie({ ...tie, places: 2 }, { ties, lot })).toMatchObject({
    value: {
      steps: [
        { step: 'backwards', round: 1, left: ['c', 'd'] },
        { step: 'lot', order: ['d', 'c'] },
      ],
      chosen: ['b', 'd'],
    },
  });
  expect(breakTie({ ...tie, places: 3 }, { ties })).toMatchObject({
    value: { steps: [{ step: 'backwards', round: 1 }], chosen: ['b', 'c', 'd'] },
  });
});

test('a ladder that ends says so and names who is left', () => {
  expect(
    breakTie(
      { purpose: 'seat', round: 2, tied: ['b', 'a'], places: 1, earlier: [{ a: 1, b: 1 }] },
      { ties: ['backwards', 'forwards-all'] },
    ),
  ).toMatchObject({
    ok: false,
    error: { code: 'count/tie-unbroken', round: 2, purpose: 'seat', tied: ['a', 'b'] },
  });
});

test('a tie in which everybody or nobody is chosen is a bug', () => {
  const tie = { purpose: 'seat', round: 1, tied: ['a', 'b'], earlier: [] } as const;
  expect(() => breakTie({ ...tie, places: 2 }, { ties: ['lot'] })).toThrow('broken invariant');
  expect(() => breakTie({ ...tie, places: 0 }, { ties: ['lot'] })).toThrow('broken invariant');
});

// --- in a count

const candidates = ['ann', 'bob', 'cy'].map((id) => ({ id, name: id }));
const level = aggregate({ candidates, seats: 1, papers: [[0], [0], [1], [2]] });
const even = aggregate({ candidates, seats: 1, papers: [[0], [1]] });

test('a count that needs a lot asks for it, and gives no result without', () => {
  const three = aggregate({ candidates, seats: 1, papers: [[0], [1], [2]] });
  expect(countPoll('av', three)).toEqual({
    ok: false,
    error: {
      code: 'count/tie-needs-lot',
      message: '3 candidates are level in round 1: a lot must be drawn to decide who is excluded.',
      round: 1,
      purpose: 'exclusion',
      tied: ['ann', 'bob', 'cy'],
    },
  });
  expect(countPoll('av', even)).toMatchObject({
    error: { code: 'count/tie-needs-lot', round: 2, purpose: 'seat', tied: ['ann', 'bob'] },
  });
  expect(countPoll('fptp', even)).toMatchObject({
    error: {
      code: 'count/tie-needs-lot',
      message: '2 candidates are level in round 1: a lot must be drawn to decide who is elected.',
      round: 1,
      tied: ['ann', 'bob'],
    },
  });
});

test('the lot is asked once per tie, with the round and the sorted ids of those still tied', () => {
  const asked: unknown[] = [];
  const result = countPoll('av', level, {
    lot: (round, tied) => {
      asked.push([round, tied]);
      return ['cy', 'bob'];
    },
  });
  expect(asked).toEqual([[1, ['bob', 'cy']]]);
  // The first drawn is most favoured, so the last is excluded.
  expect(result).toMatchObject({
    value: {
      rounds: [{ action: { kind: 'excluded', excluded: ['bob'] } }, { votes: { ann: 2, cy: 1 } }],
      elected: ['ann'],
    },
  });
});

test('the last two level are decided by the lot in favour of the first drawn', () => {
  for (const rule of ['av', 'fptp'])
    expect(countPoll(rule, even, { lot: () => ['bob', 'ann'] })).toMatchObject({
      value: { elected: ['bob'], margin: { votes: 0, over: ['ann'] } },
    });
});

test.each([[['ann']], [['ann', 'ann']], [['ann', 'cy']], [['ann', 'bob', 'cy']]])(
  'a lot %j that is no order of the tied is refused',
  (order) => {
    expect(countPoll('av', even, { lot: () => order })).toMatchObject({
      error: { code: 'count/lot-not-an-order', round: 2, purpose: 'seat' },
    });
  },
);

// --- where an order comes from

const COIN_ORDER: readonly string[] = ['cy', 'bob'];
const COIN_DIGESTS: Readonly<Record<string, string>> = {
  bob: 'cbcd47514cdc7d81aa688fafaf6783861ea91b51fcb62bbbfed19db84dd63cc2',
  cy: '9bf1430f855ab98365b80d5293fa63276f51b9f4e5a169cba7ac47a5311d4b30',
};

const all = ['dee', 'cy', 'bob', 'ann'];

test('the officer’s lot is told with its minute, where there is one', () => {
  const record = 'drawn by the returning officer at 21:40 before two scrutineers';
  const lot = orderFrom({ drawn: () => ({ order: ['bob', 'ann'], record }) });
  const counted = countPoll('fptp', even, { ties: ['lot'], lot });
  if (!counted.ok) throw new Error(counted.error.message);
  expect(counted.value.rounds[0]?.action.tie?.steps).toEqual([
    { step: 'lot', order: ['bob', 'ann'], record },
  ]);
  expect(explain(counted.value)).toContain(
    `A lot was drawn between them (${record}); the order drawn, best first, is bob; ann.`,
  );
  const plain = countPoll('fptp', even, { lot: orderFrom({ drawn: () => ['ann', 'bob'] }) });
  expect(plain).toMatchObject({ value: { elected: ['ann'] } });
});

test('the order published beforehand settles every tie, with the places in it', () => {
  const counted = countPoll('av', level, {
    ties: ['backwards', 'published-order'],
    lot: orderFrom({ publishedOrder: all }),
  });
  if (!counted.ok) throw new Error(counted.error.message);
  expect(counted.value.settings['ties']).toBe('backwards published-order');
  expect(counted.value.rounds[0]?.action.tie).toEqual({
    purpose: 'exclusion',
    places: 1,
    tied: ['bob', 'cy'],
    steps: [
      { step: 'backwards', round: null },
      { step: 'published-order', order: ['cy', 'bob'], places: { cy: 2, bob: 3 } },
    ],
    chosen: ['bob'],
  });
  expect(explain(counted.value)).toContain(
    'In the order published beforehand cy has place 2 and bob has place 3; the first is favoured.',
  );
});

test('the public coin gives the order that anybody finds with sha256sum', () => {
  const counted = countPoll('av', level, {
    ties: ['public-coin'],
    lot: orderFrom({ publicCoin: 'lottery of 1 May: 3 14 15 92' }),
  });
  if (!counted.ok) throw new Error(counted.error.message);
  // printf '%s\n%s\n%s' 'lottery of 1 May: 3 14 15 92' 1 bob | sha256sum
  expect(counted.value.rounds[0]?.action.tie?.steps).toEqual([
    {
      step: 'public-coin',
      order: COIN_ORDER,
      value: 'lottery of 1 May: 3 14 15 92',
      digests: COIN_DIGESTS,
    },
  ]);
  expect(explain(counted.value).join('\n')).toContain(
    `By the public coin "lottery of 1 May: 3 14 15 92" their order, best first, is ${COIN_ORDER.map(
      (id) => `${id} (${COIN_DIGESTS[id]?.slice(0, 8)})`,
    ).join('; ')}.`,
  );
});

test('the order of a public coin says the same however the candidates are listed, and differs by round', () => {
  const ids = [...'abcdefghij'];
  const order = publicCoinOrder('x', 3, ids).order;
  expect(publicCoinOrder('x', 3, ids.toReversed()).order).toEqual(order);
  expect(order.toSorted()).toEqual(ids);
  expect(publicCoinOrder('x', 4, ids).order).not.toEqual(order);
  expect(publicCoinOrder('y', 3, ids).order).not.toEqual(order);
  // Those who are still tied keep their order among themselves.
  expect(publicCoinOrder('x', 3, ['b', 'h', 'd']).order).toEqual(
    order.filter((id) => ['b', 'h', 'd'].includes(id)),
  );
  expect(() => publicCoinOrder('two\nlines', 1, ids)).toThrow('one line');
});

test('every candidate is first in the order of a public coin about as often as any other', () => {
  const firsts = new Map<string, number>();
  for (let i = 0; i < 3000; i++) {
    const [first] = publicCoinOrder(`coin ${i}`, 1, ['a', 'b', 'c']).order as [string];
    firsts.set(first, (firsts.get(first) ?? 0) + 1);
  }
  // 1000 ± 5 standard deviations.
  for (const n of firsts.values()) expect(Math.abs(n - 1000)).toBeLessThan(130);
});

test('a source that the ladder names and that was not given leaves no result', () => {
  for (const step of ['published-order', 'public-coin'] as const) {
    const missing = { error: { code: 'count/tie-source-missing', step, tied: ['ann', 'bob'] } };
    expect(countPoll('fptp', even, { ties: [step] })).toMatchObject(missing);
    expect(countPoll('fptp', even, { ties: [step], lot: orderFrom({}) })).toMatchObject(missing);
    // A lot is not taken for what was published.
    expect(countPoll('fptp', even, { ties: [step], lot: () => ['ann', 'bob'] })).toMatchObject(
      missing,
    );
  }
  expect(countPoll('fptp', even, { ties: ['lot'], lot: orderFrom({}) })).toMatchObject({
    error: { code: 'count/tie-needs-lot' },
  });
  const short = countPoll('fptp', even, {
    ties: ['published-order'],
    lot: orderFrom({ publishedOrder: ['ann'] }),
  });
  expect(short).toMatchObject({ error: { code: 'count/lot-not-an-order' } });
});

test('rules without rounds take the same ladder', () => {
  const lot = orderFrom({ publishedOrder: ['cy', 'bob', 'ann'], publicCoin: 'x' });
  const by = { ties: ['published-order'], lot } as const;
  const weak = weakProfile(even);
  expect(countApproval(even, by)).toMatchObject({
    value: { elected: ['bob'], settings: { ties: 'published-order' } },
  });
  expect(countBorda(weak, by)).toMatchObject({ value: { elected: ['bob'] } });
  for (const rule of ['schulze', 'ranked-pairs', 'minimax', 'copeland', 'kemeny'] as const)
    expect([rule, countCondorcet(rule, weak, by)]).toMatchObject([
      rule,
      { value: { elected: ['bob'], settings: { ties: 'published-order' } } },
    ]);
  expect(seatRanking([['ann', 'bob']], 1, [], lot, ['published-order'])).toMatchObject({
    value: { elected: ['bob'], ties: [{ steps: [{ step: 'published-order' }] }] },
  });
  const scores = { candidates, seats: 1, most: 5, piles: [{ scores: [3, 3, 0], count: 2 }] };
  const star = countStar(scores, by);
  expect(star).toMatchObject({
    value: { elected: ['bob'], settings: { ties: 'published-order' } },
  });
  const stv = countStv(
    { name: 'x', switches: (findStvRule('scottish-stv') as { switches: StvSwitches }).switches },
    { profile: even, ties: ['backwards', 'public-coin'], lot },
  );
  if (!stv.ok) throw new Error(stv.error.message);
  const [tie] = stv.value.stages.flatMap((s) => s.ties);
  expect(tie?.steps.at(-1)).toMatchObject({ step: 'public-coin', value: 'x' });
  expect(explainStv(stv.value).join('\n')).toContain('By the public coin "x" their order');
});

test('a tie that earlier rounds settle has no order; one that they do not tells so in every rule', () => {
  const told = exclude(['backwards']);
  if (!told.ok) throw new Error(told.error.message);
  expect(orderOf(told.value)).toBe(undefined);
  const counted = countApproval(even, { ties: ['backwards', 'lot'], lot: () => ['ann', 'bob'] });
  if (!counted.ok) throw new Error(counted.error.message);
  expect(explainPoints(counted.value)).toContain(
    'Looking back, no earlier round tells them apart.',
  );
});
