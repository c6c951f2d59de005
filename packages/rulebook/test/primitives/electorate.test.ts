/** Who votes and how much it weighs: sections, points, delegations, freeze dates, sign-up, rolls. */
import { describe, expect, test } from 'vitest';
import { scoresOf, unmetRequirements } from '../../src/index.ts';
import { line, Reported, report } from '../reported.ts';
import { book, bookWith, HEX, OFFICER, rollAct } from '../scene.ts';
import { allows, refuses } from './cases.ts';

const L = 'leadership';

const college = () => {
  const scene = new Reported(book('labour-uk-1993-college'), '2010-05-20T09:00:00.000Z').size(
    'plp',
    16,
  );
  scene.call(L, L, 'vacancy', 'leader').dates(L).openNominations(L);
  for (const c of ['david', 'ed']) scene.nominations(L, c, 'plp', 2);
  scene.endNominations(L).consents(L, 'david', 'ed');
  return scene.do({
    kind: 'ruling-made',
    ruling: 'freeze',
    body: 'nec',
    question: 'freeze-date',
    decision: 'Members by 8 September.',
    reason: 'Time to print.',
    basis: 'Chapter 4.',
    effect: { kind: 'freeze-date', section: 'members', date: '2010-05-01' },
  });
};
const SIZES = { 'mps-meps': 270, members: 127_000, affiliated: 211_000 };

describe('an electoral college of thirds', () => {
  /** The members prefer David, the affiliates Ed: more heads are on one side and more weight on the other. */
  const lines = [
    line('mps-meps', 270, { david: 100, ed: 102 }),
    line('members', 127_000, { david: 60_000, ed: 50_000 }),
    line('affiliated', 211_000, { david: 60_000, ed: 90_000 }),
  ];
  const electorate = () =>
    book('labour-uk-1993-college').electorates.find((e) => e.id === 'electors');

  allows(
    ['section', 'section-weight'],
    'sections weigh a third each, whatever their turnout',
    () => {
      const scene = college().frozen('roll', 'electors', SIZES).open(L, 'roll');
      scene.reports(L, report(lines, ['ed']));
      expect(scene.elected(L)).toEqual(['ed']);
    },
  );

  refuses('section-weight', 'who has less weight has not won', () => {
    const scene = college().frozen('roll', 'electors', SIZES).open(L, 'roll');
    expect(scene.refusal(scene.reporting(L, report(lines, ['david'])))).toBe(
      'rule/outcome-differs',
    );
  });

  test('shares are exact: a third of 100/202, a third of 6/11, a third of 2/5', () => {
    const found = electorate();
    if (found === undefined) throw new Error('no electorate');
    const [scores] = scoresOf(found, report(lines, []));
    const david = scores?.get('david');
    // (50/101 + 6/11 + 2/5) / 3
    expect(Number(david?.n) / Number(david?.d)).toBeCloseTo((50 / 101 + 6 / 11 + 2 / 5) / 3, 12);
  });

  refuses('section', 'a roll without one of the sections, or without its freeze date', () => {
    const scene = college();
    expect(scene.refuse(scene.now(), OFFICER, rollAct('r', 'electors', { members: 10 })).code).toBe(
      'rule/sections-differ',
    );
    const bare = new Reported(book('labour-uk-1993-college'), '2010-05-20T09:00:00.000Z');
    expect(bare.refuse(bare.now(), OFFICER, rollAct('r', 'electors', SIZES)).code).toBe(
      'rule/freeze-date-missing',
    );
  });

  const frozen = (more: Readonly<Record<string, unknown>>) =>
    ({ ...rollAct('roll', 'electors', SIZES), ...more }) as ReturnType<typeof rollAct>;

  allows('freeze-date', 'a roll made by the day that the ruling set', () => {
    college().do(frozen({ qualifiedBy: { members: '2010-05-01' } }));
  });

  refuses('freeze-date', 'a roll made by another day', () => {
    expect(college().refusal(frozen({ qualifiedBy: { members: '2010-06-01' } }))).toBe(
      'rule/freeze-date-differs',
    );
  });

  allows('person-in-sections', 'a person votes for every membership where the book says so', () => {
    college().do(frozen({ persons: 300_000 }));
  });
});

refuses('person-in-sections', 'a person is not on the roll twice where each votes once', () => {
  const scene = new Reported(book('labour-uk-2018-staged'), '2020-01-06T09:00:00.000Z');
  const act = {
    ...rollAct('r', 'electors', { members: 100, registered: 10, affiliated: 20 }),
    persons: 120,
  };
  expect(scene.refusal(act as never)).toBe('rule/person-twice');
});

describe('freeze dates of a stage', () => {
  const start = () => {
    const scene = new Reported(book('con-uk-2024'), '2024-09-04T09:00:00.000Z')
      .do({
        kind: 'office-vacated',
        office: 'leader',
        cause: 'resigned',
        on: '2024-09-04',
        because: 'x',
      })
      .size('mps', 121)
      .call(L, L, 'vacancy', 'leader')
      .dates(L)
      .openNominations(L);
    for (const c of ['a', 'b']) scene.nominations(L, c, 'mps', 10);
    return scene.endNominations(L);
  };
  const roll = (day: string) =>
    ({
      ...rollAct(`roll-${day}`, 'members', { members: 1000 }),
      qualifiedBy: { members: day },
    }) as never;

  allows('freeze-date', 'members of 90 days when the ballot opens', () => {
    const scene = start().do(roll('2024-06-06'));
    scene.open(L, 'roll-2024-06-06');
  });

  refuses('freeze-date', 'members of 89 days', () => {
    const scene = start().do(roll('2024-06-07'));
    scene.goTo(scene.dateOf(L, 'poll-opens'));
    expect(
      scene.refusal({ kind: 'ballot-opened', matter: L, poll: 'p', roll: 'roll-2024-06-07' }),
    ).toBe('rule/roll-missing');
  });
});

describe('points for every riding', () => {
  // Three ridings stand for 338.
  const rules = () => bookWith('cpc-points-2022', { '/electorates/0/units/count': 3 });
  const start = () => {
    const scene = new Reported(rules(), '2022-03-20T09:00:00.000Z')
      .call(L, L, 'vacancy', 'leader')
      .dates(L)
      .openNominations(L);
    for (const c of ['a', 'b']) {
      scene.nominations(L, c, 'members', 500, (i) => ({
        riding: `r-${i % 40}`,
        province: `p-${i % 8}`,
      }));
      scene.do({
        kind: 'payment-made',
        matter: L,
        candidate: c,
        amount: { amount: '300000', currency: 'CAD' },
      });
    }
    scene.endNominations(L);
    scene.goTo(scene.dateOf(L, 'poll-opens'));
    return scene.frozen('roll', 'ridings', { york: 5000, peel: 5000, yukon: 200 });
  };
  // 60 points and 52; Yukon, with fewer than 100 votes, gives a point a vote: 40.
  const lines = [
    line('york', 5000, { a: 600, b: 400 }),
    line('peel', 5000, { a: 260, b: 240 }),
    line('yukon', 200, { a: 40, b: 40 }),
  ];

  allows('unit-points', 'a hundred points each, and one for each vote where they are few', () => {
    const scene = start()
      .open(L, 'roll')
      .reports(L, report(lines, ['a']));
    expect(scene.elected(L)).toEqual(['a']);
    const units = rules().electorates[0];
    if (units === undefined) throw new Error('no electorate');
    const [scores] = scoresOf(units, report(lines, []));
    expect(scores?.get('a')).toEqual({ n: 152n, d: 1n });
  });

  allows('tie-unit', 'candidates level in a riding share its points', () => {
    const units = rules().electorates[0];
    if (units === undefined) throw new Error('no electorate');
    const [scores] = scoresOf(units, report([line('york', 500, { a: 100, b: 100 })], []));
    expect([scores?.get('a'), scores?.get('b')]).toEqual([
      { n: 50n, d: 1n },
      { n: 50n, d: 1n },
    ]);
  });

  refuses(
    ['unit-points', 'tie-unit'],
    'a roll without a riding, or a riding twice; more points elsewhere elect no one',
    () => {
      const scene = new Reported(rules(), '2022-03-20T09:00:00.000Z');
      expect(
        scene.refuse(scene.now(), OFFICER, rollAct('r', 'ridings', { york: 1, peel: 1 })).code,
      ).toBe('rule/units-differ');
      const twice = {
        ...rollAct('r', 'ridings', { york: 1 }),
        sections: ['york', 'york', 'peel'].map((id) => ({ id, size: 5, root: HEX })),
      };
      expect(scene.refusal(twice as never)).toBe('rule/units-differ');
      // Level in one riding, ahead in none: half is not more than half.
      const level = [
        line('york', 5000, { a: 500, b: 500 }),
        line('peel', 5000, { a: 250, b: 250 }),
        line('yukon', 200, { a: 40, b: 40 }),
      ];
      const held = start().open(L, 'roll');
      expect(held.refusal(held.reporting(L, report(level, ['a'])))).toBe('rule/not-won');
    },
  );
});

describe('delegations cast the members that they represent', () => {
  const start = () => {
    const scene = new Reported(book('labour-card-vote'), '2021-09-26T09:00:00.000Z').do({
      kind: 'motion-tabled',
      matter: 'card',
      procedure: 'rule-change',
      text: 'Twenty per cent of MPs.',
      movers: ['cac'],
    });
    scene.dates('card');
    return scene
      .frozen('roll', 'conference', { clps: 300_000, affiliates: 2_000_000 })
      .open('card', 'roll');
  };
  const figures = (chosen: readonly string[]) =>
    report(
      [
        line('clps', 300_000, { for: 140_000, against: 160_000 }),
        line('affiliates', 2_000_000, { for: 1_200_000, against: 800_000 }),
      ],
      chosen,
    );

  allows('delegation-weight', 'half for constituency parties, half for affiliates', () => {
    // 46.67% of one half and 60% of the other are more than half of the whole.
    start().reports('card', figures(['for']));
  });

  refuses('delegation-weight', 'more members than the delegations represent', () => {
    const scene = start();
    const over = report(
      [
        line('clps', 300_000, { for: 300_001, against: 0 }),
        line('affiliates', 2_000_000, { for: 1, against: 0 }),
      ],
      ['for'],
    );
    expect(scene.refusal(scene.reporting('card', over))).toBe('rule/figures-impossible');
    expect(scene.refusal(scene.reporting('card', figures([])))).toBe('rule/outcome-differs');
  });
});

describe('registered supporters', () => {
  const start = () => {
    const scene = new Reported(book('labour-uk-2018-staged'), '2020-01-06T09:00:00.000Z');
    scene.call(L, L, 'vacancy', 'leader').dates(L);
    return scene;
  };
  const register = (elector: string, amount?: string, declared?: boolean) =>
    ({
      kind: 'elector-registered',
      matter: L,
      section: 'registered',
      elector,
      ...(amount === undefined ? {} : { paid: { amount, currency: 'GBP' } }),
      ...(declared === undefined ? {} : { declared }),
    }) as const;

  allows('registration-window', 'within the window, for the fee, with the declaration', () => {
    const scene = start();
    scene
      .goTo(scene.dateOf(L, 'registration-opens'))
      .do(register('s-1', '25', true))
      .do(register('s-2', '30.00', true));
  });

  refuses(
    'registration-window',
    'before and after, for less, without the declaration, twice',
    () => {
      const scene = start();
      expect(scene.refusal(register('s-1', '25', true))).toBe('rule/too-early');
      scene.goTo(scene.dateOf(L, 'registration-opens'));
      expect(scene.refusal(register('s-1', '24.99', true))).toBe('rule/fee-unpaid');
      expect(scene.refusal(register('s-1'))).toBe('rule/fee-unpaid');
      expect(scene.refusal(register('s-1', '25'))).toBe('rule/not-declared-support');
      scene.do(register('s-1', '25', true));
      expect(scene.refusal(register('s-1', '25', true))).toBe('rule/registered-before');
      scene.goTo(scene.dateOf(L, 'registration-closes')).now();
      expect(scene.refusal(register('s-2', '25', true))).toBe('rule/too-late');
    },
  );
});

describe('whose turnout', () => {
  const rules = () =>
    bookWith('lpc-points', {
      '/electorates/0/units/count': 1,
      '/procedures/0/nomination/gates': ONE_GATE,
    });
  const ONE_GATE = [
    {
      id: 'one',
      name: 'One',
      clause: 'signatures',
      opens: 'nominations-open',
      closes: 'nominations-close',
      condition: {
        kind: 'nominations',
        body: 'liberals',
        threshold: { kind: 'count', count: 1 },
        clause: 'signatures',
      },
    },
  ];
  const start = () => {
    const scene = new Reported(rules(), '2025-01-10T09:00:00.000Z')
      .call(L, L, 'vacancy', 'leader')
      .dates(L)
      .openNominations(L);
    for (const c of ['a', 'b']) scene.nominations(L, c, 'liberals', 1);
    scene.endNominations(L);
    scene.goTo(scene.dateOf(L, 'poll-opens'));
    return scene.frozen('roll', 'ridings', { york: 1000 }).open(L, 'roll');
  };
  const rolls = (more: Readonly<Record<string, number>>) =>
    report([line('york', 1000, { a: 300, b: 100 }, { rolls: more })], ['a']);

  allows('roll-definition', 'turnout is of those verified, and the declaration says so', () => {
    const scene = start().reports(L, rolls({ verified: 430, registered: 1000 }));
    scene.goTo(scene.dateOf(L, 'declaration'));
    scene.do(scene.declaring(L, { elected: ['a'], electorate: 430, valid: 400 }));
  });

  refuses(
    'roll-definition',
    'figures without that roll, of a roll that nobody knows, or declared of another',
    () => {
      const scene = start();
      expect(scene.refusal(scene.reporting(L, rolls({ registered: 1000 })))).toBe(
        'rule/figures-impossible',
      );
      expect(scene.refusal(scene.reporting(L, rolls({ verified: 430, posted: 9 })))).toBe(
        'rule/figures-impossible',
      );
      scene.reports(L, rolls({ verified: 430 }));
      scene.goTo(scene.dateOf(L, 'declaration'));
      expect(
        scene.refusal(scene.declaring(L, { elected: ['a'], electorate: 1000, valid: 400 })),
      ).toBe('rule/outcome-differs');
    },
  );
});

describe('qualifications of electors', () => {
  const section = (id: string, electorate: number, index = 0) => {
    const found = book(id).electorates[electorate]?.sections[index];
    if (found === undefined) throw new Error('no section');
    return found;
  };

  allows('qualification', 'trading points, age, years of membership, not suspended', () => {
    expect(
      unmetRequirements(
        section('coop-group-mnd', 0),
        { amounts: { 'trading-points': 1000 } },
        '2015-03-01',
      ),
    ).toEqual([]);
    expect(
      unmetRequirements(
        section('lpc-points', 0),
        { born: '2011-03-01', statuses: ['verified'] },
        '2025-03-01',
      ),
    ).toEqual([]);
    expect(
      unmetRequirements(section('fg-2002-college', 0, 1), { joined: '2015-06-02' }, '2017-06-02'),
    ).toEqual([]);
    expect(
      unmetRequirements(section('labour-uk-2021', 0), { joined: '2025-02-28' }, '2025-08-31'),
    ).toEqual([]);
  });

  refuses('qualification', 'a point, a day or a status short', () => {
    const kinds = (found: readonly { readonly kind: string }[]) => found.map((r) => r.kind);
    expect(
      kinds(
        unmetRequirements(
          section('coop-group-mnd', 0),
          { amounts: { 'trading-points': 999 } },
          '2015-03-01',
        ),
      ),
    ).toEqual(['amount']);
    expect(
      kinds(unmetRequirements(section('lpc-points', 0), { born: '2011-03-02' }, '2025-03-01')),
    ).toEqual(['age', 'status']);
    expect(
      kinds(
        unmetRequirements(section('fg-2002-college', 0, 1), { joined: '2015-06-03' }, '2017-06-02'),
      ),
    ).toEqual(['standing']);
    expect(
      kinds(
        unmetRequirements(
          section('labour-uk-2021', 0),
          { joined: '2020-01-01', statuses: ['suspended'] },
          '2025-08-31',
        ),
      ),
    ).toEqual(['without']);
  });
});
