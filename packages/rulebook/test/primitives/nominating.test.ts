/** How people come to stand: thresholds, gates, spread, kinds, money, screening, tickets. */
import { describe, expect } from 'vitest';
import { type Act, standings } from '../../src/index.ts';
import { Reported } from '../reported.ts';
import { book, bookWith } from '../scene.ts';
import { allows, refuses } from './cases.ts';

const L = 'leadership';

function passed(scene: Reported, matter = L): readonly string[] {
  const found = scene.state.matters[matter];
  return found?.kind === 'contest'
    ? (found.tallies ?? []).filter((t) => t.validated).map((t) => t.candidate)
    : [];
}

describe('thresholds', () => {
  const start = (trigger: 'vacancy' | 'challenge', size: number) =>
    new Reported(book('labour-uk-1993-college'), '2010-05-20T09:00:00.000Z')
      .size('plp', size)
      .call(L, L, trigger, 'leader', trigger === 'challenge' ? 'old' : undefined)
      .dates(L)
      .openNominations(L);

  allows(['threshold', 'threshold-by-situation'], '12.5% of 257 is 33, in a vacancy', () => {
    const scene = start('vacancy', 257)
      .nominations(L, 'a', 'plp', 33)
      .consents(L, 'a')
      .endNominations(L);
    expect(passed(scene)).toEqual(['a']);
  });

  refuses(
    ['threshold', 'threshold-by-situation'],
    '32 are not 12.5%, and 33 not the 20% of a challenge',
    () => {
      const vacancy = start('vacancy', 257).nominations(L, 'a', 'plp', 32).endNominations(L);
      expect(passed(vacancy)).toEqual([]);
      const challenge = start('challenge', 257).nominations(L, 'a', 'plp', 33);
      const [standing] = standings(challenge.state, L);
      expect(standing?.needs).toMatchObject([{ have: 33, needed: 52 }]);
      expect(passed(challenge.endNominations(L))).toEqual([]);
    },
  );

  refuses('moving-body', 'nominations do not open while nobody knows how large the body is', () => {
    const scene = new Reported(book('labour-uk-1993-college'), '2010-05-20T09:00:00.000Z')
      .call(L, L, 'vacancy', 'leader')
      .dates(L);
    scene.goTo(scene.dateOf(L, 'nominations-open'));
    expect(scene.refusal({ kind: 'nominations-opened', matter: L })).toBe('rule/size-unknown');
  });

  allows(
    'moving-body',
    'the size of the day on which nominations open stays, whatever happens to the body',
    () => {
      const scene = start('vacancy', 257).size('plp', 100).nominations(L, 'a', 'plp', 13);
      expect(standings(scene.state, L)[0]?.needs).toMatchObject([{ needed: 33 }]);
    },
  );

  allows('incumbent', 'the leader is on the paper without nominations', () => {
    const scene = new Reported(book('labour-uk-2021'), '2022-01-10T09:00:00.000Z')
      .size('plp', 10)
      .size('clps', 20)
      .size('affiliated-members', 100);
    scene.call(L, L, 'challenge', 'leader', 'old').dates(L).openNominations(L);
    expect(standings(scene.state, L)).toMatchObject([{ candidate: 'old', automatic: true }]);
  });

  allows('one-per-nominator', 'a nomination may be moved where the book lets it', () => {
    start('vacancy', 20)
      .do({
        kind: 'nomination-made',
        matter: L,
        candidate: 'a',
        name: 'A',
        nominator: 'mp-1',
        body: 'plp',
      })
      .do({ kind: 'nomination-withdrawn', matter: L, candidate: 'a', nominator: 'mp-1' })
      .do({
        kind: 'nomination-made',
        matter: L,
        candidate: 'b',
        name: 'B',
        nominator: 'mp-1',
        body: 'plp',
      });
  });

  refuses('one-per-nominator', 'two at a time; or moved where it stays', () => {
    const scene = start('vacancy', 20).do({
      kind: 'nomination-made',
      matter: L,
      candidate: 'a',
      name: 'A',
      nominator: 'mp-1',
      body: 'plp',
    });
    expect(
      scene.refusal({
        kind: 'nomination-made',
        matter: L,
        candidate: 'b',
        name: 'B',
        nominator: 'mp-1',
        body: 'plp',
      }),
    ).toBe('rule/nominations-spent');
  });
});

describe('two gates: MPs, then constituency parties or affiliates', () => {
  const start = () => {
    const scene = new Reported(book('labour-uk-2018-staged'), '2020-01-06T09:00:00.000Z')
      .size('plp-eplp', 20)
      .size('clps', 40)
      .size('affiliated-members', 1000);
    scene.do({
      kind: 'units-listed',
      body: 'clps',
      units: Array.from({ length: 40 }, (_, i) => ({ id: `clp-${i + 1}` })),
      source: 'x',
    });
    scene.do({
      kind: 'units-listed',
      body: 'affiliates',
      units: [
        { id: 'unite', kind: 'trade-union', weight: 500 },
        { id: 'usdaw', kind: 'trade-union', weight: 30 },
        { id: 'gmb', kind: 'trade-union', weight: 15 },
        { id: 'sera', kind: 'socialist-society', weight: 2 },
        { id: 'fabians', kind: 'socialist-society', weight: 6 },
      ],
      source: 'x',
    });
    scene.call(L, L, 'vacancy', 'leader').dates(L).openNominations(L);
    scene.nominations(L, 'a', 'plp-eplp', 2).nominations(L, 'b', 'plp-eplp', 1);
    return scene.endNominations(L).openNominations(L);
  };
  const by = (scene: Reported, body: string, ...ids: readonly string[]) => {
    for (const id of ids) scene.do(scene.nominating(L, 'a', body, id));
    return scene;
  };

  allows(
    ['staged-gates', 'any-of / all-of / at-least-n-of-kind'],
    'two of forty constituency parties, or three affiliates with two unions and 5% of members',
    () => {
      expect(
        passed(by(start(), 'clps', 'clp-1', 'clp-2').consents(L, 'a').endNominations(L)),
      ).toEqual(['a']);
      expect(
        passed(
          by(start(), 'affiliates', 'unite', 'usdaw', 'sera').consents(L, 'a').endNominations(L),
        ),
      ).toEqual(['a']);
    },
  );

  refuses(
    'staged-gates',
    'who failed the first gate is not nominated at the second; the poll waits for both',
    () => {
      const scene = start();
      expect(scene.refusal(scene.nominating(L, 'b', 'clps', 'clp-1'))).toBe('rule/candidate-out');
      expect(scene.refusal(scene.nominating(L, 'a', 'plp-eplp', 'mp-9'))).toBe(
        'rule/not-a-nominating-body',
      );
      expect(scene.refusal({ kind: 'ballot-opened', matter: L, poll: 'p', roll: 'r' })).toMatch(
        /^rule\//,
      );
    },
  );

  refuses(
    'any-of / all-of / at-least-n-of-kind',
    'one union of three affiliates; three with too few members; a unit that nobody listed',
    () => {
      const end = (scene: Reported) => passed(scene.endNominations(L));
      expect(end(by(start(), 'affiliates', 'unite', 'sera', 'fabians'))).toEqual([]);
      expect(end(by(start(), 'affiliates', 'usdaw', 'gmb', 'sera'))).toEqual([]);
      expect(end(by(start(), 'clps', 'clp-1'))).toEqual([]);
      const scene = start();
      expect(scene.refusal(scene.nominating(L, 'a', 'affiliates', 'aslef'))).toBe(
        'rule/supporter-unknown',
      );
    },
  );
});

describe('spread over areas', () => {
  const start = () =>
    new Reported(book('libdem-2019'), '2019-05-24T09:00:00.000Z')
      .size('mps', 11)
      .call(L, L, 'vacancy', 'leader')
      .dates(L)
      .openNominations(L);
  const nominated = (parties: number, members = 200) => {
    const scene = start().nominations(L, 'a', 'members', members, (i) => ({
      'local-party': `p-${i % parties}`,
    }));
    scene.do(scene.nominating(L, 'a', 'mps', 'mp-1')).do(scene.nominating(L, 'a', 'mps', 'mp-2'));
    scene.do({
      kind: 'qualification-certified',
      matter: L,
      candidate: 'a',
      qualification: 'mp',
      source: 'x',
    });
    return passed(scene.endNominations(L));
  };

  allows('geographic-spread', '200 members of 20 local parties', () => {
    expect(nominated(20)).toEqual(['a']);
  });

  refuses('geographic-spread', '200 of 19, 199 of 20, or from nowhere', () => {
    expect(nominated(19)).toEqual([]);
    expect(nominated(20, 199)).toEqual([]);
    const scene = start();
    expect(scene.refusal(scene.nominating(L, 'a', 'members', 'm-1'))).toBe(
      'rule/supporter-unknown',
    );
    expect(scene.refusal(scene.nominating(L, 'a', 'members', 'm-1', { county: 'kent' }))).toBe(
      'rule/supporter-unknown',
    );
  });

  /** 10 elected persons, at most a tenth of them from one department: one each. */
  const capped = (departments: readonly string[]) => {
    const rules = bookWith('libdem-2019', {
      '/procedures/1/nomination/gates/0/condition': {
        kind: 'nominations',
        body: 'members',
        threshold: { kind: 'count', count: 10 },
        clause: 'nomination',
        spread: [
          {
            level: 'local-party',
            mostShare: { numerator: 1, denominator: 5 },
            clause: 'nomination',
          },
        ],
      },
    });
    const scene = new Reported(rules, '2019-05-24T09:00:00.000Z')
      .call(L, L, 'vacancy', 'leader')
      .dates(L)
      .openNominations(L);
    departments.forEach((d, i) => {
      scene.do(scene.nominating(L, 'a', 'members', `m-${i}`, { 'local-party': d }));
    });
    return passed(scene.endNominations(L));
  };

  allows('geographic-spread', 'at most a fifth from one area: ten from five areas', () => {
    expect(capped(['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd', 'e', 'e'])).toEqual(['a']);
  });

  refuses('geographic-spread', 'ten with three from one area count as nine', () => {
    expect(capped(['a', 'a', 'a', 'b', 'b', 'c', 'c', 'd', 'd', 'e'])).toEqual([]);
    expect(capped(['a', 'a', 'a', 'b', 'b', 'c', 'c', 'd', 'd', 'e', 'e'])).toEqual(['a']);
  });
});

describe('money', () => {
  const start = () => {
    const scene = new Reported(book('cpc-points'), '2017-02-01T09:00:00.000Z')
      .call(L, L, 'vacancy', 'leader')
      .dates(L)
      .openNominations(L);
    return scene.nominations(L, 'a', 'members', 300, (i) => ({
      riding: `r-${i % 30}`,
      province: `p-${i % 7}`,
    }));
  };
  const pay = (amount: string) =>
    ({
      kind: 'payment-made',
      matter: L,
      candidate: 'a',
      amount: { amount, currency: 'CAD' },
    }) as const;
  const declared = () => {
    const scene = start().do(pay('100000')).endNominations(L);
    scene.goTo(scene.dateOf(L, 'declaration'));
    return scene.do({
      kind: 'result-declared',
      matter: L,
      outcome: { kind: 'uncontested', elected: [{ id: 'a', name: 'A' }] },
      text: 'x',
    });
  };
  const back = (amount: string) =>
    ({
      kind: 'deposit-returned',
      matter: L,
      candidate: 'a',
      amount: { amount, currency: 'CAD' },
    }) as const;
  const spent = (amount: string) =>
    ({
      kind: 'spending-reported',
      matter: L,
      candidate: 'a',
      amount: { amount, currency: 'CAD' },
    }) as const;

  allows(
    'fees-deposits',
    'the fee in two parts, and the deposit back to who spent within the limit',
    () => {
      expect(passed(start().do(pay('50000')).do(pay('50000.00')).endNominations(L))).toEqual(['a']);
      declared().do(spent('4000000')).do(spent('1000000')).do(back('50000'));
    },
  );

  refuses(
    'fees-deposits',
    'a cent less; and no deposit to who spent a cent more, or before the result, or more than it was',
    () => {
      expect(passed(start().do(pay('99999.99')).endNominations(L))).toEqual([]);
      expect(start().do(pay('100000')).refusal(back('50000'))).toBe('rule/not-declared');
      expect(declared().refusal(back('50000'))).toBe('rule/deposit-lost');
      expect(declared().do(spent('5000000.01')).refusal(back('50000'))).toBe('rule/deposit-lost');
      expect(declared().do(spent('1')).refusal(back('50001'))).toBe('rule/deposit-smaller');
    },
  );
});

describe('screening by a panel', () => {
  const D = 'directors';
  const start = () => {
    const scene = new Reported(book('coop-group-mnd'), '2015-03-01T09:00:00.000Z')
      .call(D, D, 'yearly', 'director')
      .dates(D)
      .openNominations(D);
    for (const c of ['a', 'b', 'c']) {
      scene.nominations(D, c, 'members', 1);
      for (const qualification of ['three-years', 'trading'])
        scene.do({
          kind: 'qualification-certified',
          matter: D,
          candidate: c,
          qualification,
          source: 'x',
        });
    }
    return scene;
  };
  const approve = (candidate: string, body = 'joint', overturns?: string): Act => ({
    kind: 'ruling-made',
    ruling: `${body}-${candidate}`,
    matter: D,
    body,
    question: 'approval',
    decision: 'Agreed.',
    reason: 'x',
    basis: 'x',
    effect: overturns === undefined ? { kind: 'candidate-approved', candidate } : { kind: 'none' },
    ...(overturns === undefined ? {} : { overturns }),
  });

  allows('screening', 'those agreed by the committee stand', () => {
    const scene = start().do(approve('a')).do(approve('b')).endNominations(D);
    expect(passed(scene, D)).toEqual(['a', 'b']);
  });

  refuses(
    'screening',
    'one not agreed does not; nor does another body agree; the council may set it aside',
    () => {
      const scene = start().do(approve('a'));
      expect(scene.refusal(approve('b', 'secretary'))).toBe('rule/ruling-without-power');
      scene.do(approve('x', 'council', 'joint-a'));
      expect(passed(scene.endNominations(D), D)).toEqual([]);
    },
  );
});

describe('tickets', () => {
  const start = () =>
    new Reported(book('gpew'), '2025-06-01T09:00:00.000Z')
      .call(L, L, 'term', 'leader')
      .dates(L)
      .openNominations(L);
  const member = (id: string, gender: string) => ({
    id,
    name: id.toUpperCase(),
    classes: [gender],
  });
  const form = (candidate: string, ...members: readonly ReturnType<typeof member>[]) =>
    ({
      kind: 'ticket-formed',
      matter: L,
      candidate,
      name: candidate.toUpperCase(),
      members,
    }) as const;

  allows('ticket', 'a woman and a man, or one person', () => {
    const scene = start()
      .do(form('ramsay-chowns', member('ramsay', 'man'), member('chowns', 'woman')))
      .do(form('polanski', member('polanski', 'man')))
      .nominations(L, 'ramsay-chowns', 'members', 20)
      .consents(L, 'ramsay-chowns')
      .endNominations(L);
    expect(passed(scene)).toEqual(['ramsay-chowns']);
  });

  refuses(
    'ticket',
    'two of the same gender, three, one on two tickets or standing alone as well',
    () => {
      const scene = start();
      expect(scene.refusal(form('x', member('a', 'man'), member('b', 'man')))).toBe(
        'rule/ticket-composition',
      );
      expect(
        scene.refusal(form('x', member('a', 'man'), member('b', 'woman'), member('c', 'woman'))),
      ).toBe('rule/ticket-size');
      scene.do(form('x', member('a', 'man'), member('b', 'woman')));
      expect(scene.refusal(form('y', member('a', 'man'), member('d', 'woman')))).toBe(
        'rule/on-two-tickets',
      );
      expect(scene.refusal(scene.nominating(L, 'b', 'members', 'm-1'))).toBe('rule/on-two-tickets');
    },
  );
});

describe('leaving after the paper is made', () => {
  const start = () => {
    const scene = new Reported(
      bookWith('cpc-points', { '/electorates/0/units/count': 1 }),
      '2017-02-01T09:00:00.000Z',
    )
      .call(L, L, 'vacancy', 'leader')
      .dates(L)
      .openNominations(L);
    for (const c of ['bernier', 'scheer', 'oleary']) {
      scene.nominations(L, c, 'members', 300, (i) => ({
        riding: `r-${i % 30}`,
        province: `p-${i % 7}`,
      }));
      scene.do({
        kind: 'payment-made',
        matter: L,
        candidate: c,
        amount: { amount: '100000', currency: 'CAD' },
      });
    }
    scene.endNominations(L);
    scene.goTo(scene.dateOf(L, 'poll-opens'));
    return scene.frozen('roll', 'ridings', { york: 1000 }).open(L, 'roll');
  };
  const figures = (chosen: string, votes: Readonly<Record<string, number>>) => ({
    lines: [{ section: 'york', entitled: 1000, valid: 700, abstained: 0, spoilt: [], votes }],
    rounds: [],
    chosen: [chosen],
    source: 'x',
  });
  const leave = { kind: 'candidate-withdrew', matter: L, candidate: 'oleary' } as const;

  allows('withdrawal-on-ballot', 'stays on the paper and is counted', () => {
    const scene = start().do(leave);
    scene.reports(L, figures('scheer', { scheer: 400, bernier: 250, oleary: 50 }));
    expect(scene.elected(L)).toEqual(['scheer']);
  });

  refuses(
    'withdrawal-on-ballot',
    'cannot be elected; nor leave twice; nor one who was struck off by a ruling',
    () => {
      const scene = start().do(leave);
      expect(scene.refusal(leave)).toBe('rule/done-before');
      expect(
        scene.refusal(scene.reporting(L, figures('oleary', { oleary: 500, scheer: 200 }))),
      ).toBe('rule/candidate-withdrew');
      const struck = start().do({
        kind: 'ruling-made',
        ruling: 'brown',
        matter: L,
        body: 'committee',
        question: 'excluded',
        decision: 'Disqualified.',
        reason: 'x',
        basis: 'x',
        effect: { kind: 'candidate-excluded', candidate: 'oleary' },
      });
      expect(
        struck.refusal(struck.reporting(L, figures('oleary', { oleary: 500, scheer: 200 }))),
      ).toBe('rule/candidate-withdrew');
    },
  );
});

describe('no more than there are places', () => {
  const start = (id: string, procedure: string) => {
    const scene = new Reported(book(id), '2025-06-01T09:00:00.000Z')
      .call('m', procedure, 'term', procedure === L ? 'leader' : 'deputy')
      .dates('m')
      .openNominations('m');
    return scene.nominations('m', 'a', 'members', 20).consents('m', 'a').endNominations('m');
  };
  const unopposed = {
    kind: 'result-declared',
    matter: 'm',
    outcome: { kind: 'uncontested', elected: [{ id: 'a', name: 'A' }] },
    text: 'x',
  } as const;

  refuses(
    'uncontested',
    'where there is a ballot against re-opening nominations, nobody is elected without it',
    () => {
      const scene = start('gpew', L);
      scene.goTo(scene.dateOf('m', 'declaration'));
      expect(scene.refusal(unopposed)).toBe('order/not-counted');
    },
  );

  allows(
    'uncontested',
    'elected, or put to a ballot against re-opening nominations, which then open again',
    () => {
      const scene = start('gpew', L).frozen('roll', 'members', { members: 100 });
      scene.ballot('m', 'roll', 'members', 100, { a: 30, ron: 40 }, ['ron']);
      scene.goTo(scene.dateOf('m', 'declaration'));
      scene.do({
        kind: 'result-declared',
        matter: 'm',
        poll: scene.state.matters['m']?.poll ?? '',
        outcome: {
          kind: 'elected',
          elected: [{ id: 'ron', name: 'Re-open nominations' }],
          firstPreferences: [],
          final: [],
          sections: [],
          bySection: [],
          electorate: 100,
          valid: 70,
          spoilt: 0,
          turnout: '70.0',
          margin: 10,
        },
        text: 'Nominations open again.',
      });
      expect(scene.state.matters['m']).toMatchObject({
        phase: 'waiting',
        candidates: {},
        declared: undefined,
      });
      scene.dates('m').openNominations('m');
    },
  );
});

describe('as many nominees as like', () => {
  allows('threshold', 'five hundred nominees close in one entry of less than 64 KiB', () => {
    const scene = new Reported(book('gpew'), '2025-06-01T09:00:00.000Z')
      .call(L, L, 'term', 'leader')
      .dates(L)
      .openNominations(L);
    for (let i = 0; i < 500; i++)
      scene.do(scene.nominating(L, `nominee-with-a-long-name-${i}`, 'members', `m-${i}`));
    scene.nominations(L, 'a', 'members', 20).consents(L, 'a').endNominations(L);
    expect(passed(scene)).toEqual(['a']);
    const entry = scene.history.at(-1)?.entry;
    expect(JSON.stringify(entry).length).toBeLessThan(0xffff);
  });
});
