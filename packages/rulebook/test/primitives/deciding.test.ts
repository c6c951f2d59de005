/** What papers are, what winning takes, ties, who may be elected together. */
import { describe, expect } from 'vitest';
import { line, Reported, report } from '../reported.ts';
import { book, bookWith } from '../scene.ts';
import { allows, refuses } from './cases.ts';

const L = 'leadership';

/** Candidates nominated by one member each, nominations closed, a roll of so many. */
function standing(
  scene: Reported,
  matter: string,
  body: string,
  electorate: string,
  sizes: Readonly<Record<string, number>>,
  candidates: readonly string[],
  each = 1,
): Reported {
  scene.dates(matter).openNominations(matter);
  for (const c of candidates) scene.nominations(matter, c, body, each);
  return scene.endNominations(matter).frozen('roll', electorate, sizes);
}

function vacant(id: string, at: string, office: string): Reported {
  return new Reported(book(id), at)
    .do({
      kind: 'holder-recorded',
      office,
      holder: { id: 'old', name: 'OLD' },
      as: 'holder',
      source: 'x',
    })
    .do({ kind: 'office-vacated', office, cause: 'resigned', on: at.slice(0, 10), because: 'x' });
}

describe('one choice', () => {
  const start = () => {
    const scene = vacant('unison-2020', '2020-07-01T09:00:00.000Z', 'general-secretary');
    scene.do({
      kind: 'units-listed',
      body: 'branches',
      units: ['r-1', 'r-2', 'r-3'].map((id) => ({ id, kind: 'region' })),
      source: 'x',
    });
    scene.call('gs', 'election', 'vacancy', 'general-secretary').dates('gs').openNominations('gs');
    for (const [i, c] of ['mcanea', 'holmes', 'hyland'].entries())
      scene.do(scene.nominating('gs', c, 'branches', `r-${i + 1}`));
    return scene
      .endNominations('gs')
      .frozen('roll', 'members', { members: 1000 })
      .open('gs', 'roll');
  };
  const votes = { mcanea: 48, holmes: 34, hyland: 18 };

  allows('choice-one', 'the most votes elect', () => {
    const scene = start().reports('gs', report([line('members', 1000, votes)], ['mcanea']));
    expect(scene.elected('gs')).toEqual(['mcanea']);
  });

  refuses('choice-one', 'more or fewer votes than valid papers, which have one each', () => {
    const scene = start();
    expect(
      scene.refusal(
        scene.reporting('gs', report([line('members', 1000, votes, { valid: 99 })], ['mcanea'])),
      ),
    ).toBe('rule/figures-impossible');
    expect(
      scene.refusal(
        scene.reporting('gs', report([line('members', 1000, votes, { valid: 101 })], ['mcanea'])),
      ),
    ).toBe('rule/figures-impossible');
  });
});

describe('rankings', () => {
  const start = () => {
    const scene = new Reported(book('libdem-2019'), '2019-05-24T09:00:00.000Z')
      .size('mps', 11)
      .call(L, L, 'vacancy', 'leader')
      .dates(L)
      .openNominations(L);
    for (const [i, c] of ['swinson', 'davey'].entries()) {
      scene.nominations(L, c, 'members', 200, (n) => ({ 'local-party': `p-${n % 20}` }));
      for (const k of [1, 2]) scene.do(scene.nominating(L, c, 'mps', `mp-${2 * i + k}`));
      scene.do({
        kind: 'qualification-certified',
        matter: L,
        candidate: c,
        qualification: 'mp',
        source: 'x',
      });
    }
    return scene.endNominations(L).frozen('roll', 'members', { members: 1000 }).open(L, 'roll');
  };

  allows('ranked-AV', 'rounds are reported, papers without a further choice fall out', () => {
    const scene = start().reports(
      L,
      report([line('members', 1000, { swinson: 480, davey: 280 }, { valid: 765 })], ['swinson'], {
        rounds: [{ sections: [{ section: 'members', votes: { swinson: 480, davey: 280 } }] }],
      }),
    );
    expect(scene.elected(L)).toEqual(['swinson']);
  });

  refuses('ranked-AV', 'someone comes back into the count; more first choices than papers', () => {
    const scene = start();
    const back = report([line('members', 1000, { swinson: 480 })], ['swinson'], {
      rounds: [{ sections: [{ section: 'members', votes: { swinson: 480, davey: 10 } }] }],
    });
    expect(scene.refusal(scene.reporting(L, back))).toBe('rule/figures-impossible');
    const many = report(
      [line('members', 1000, { swinson: 480, davey: 280 }, { valid: 700 })],
      ['swinson'],
    );
    expect(scene.refusal(scene.reporting(L, many))).toBe('rule/figures-impossible');
  });
});

describe('several seats by the single transferable vote', () => {
  const start = () => {
    const scene = new Reported(book('gpew'), '2025-06-01T09:00:00.000Z')
      .call('d', 'deputies', 'term', 'deputy')
      .dates('d')
      .openNominations('d');
    for (const c of ['a', 'b', 'c']) scene.nominations('d', c, 'members', 20).consents('d', c);
    return scene.endNominations('d').frozen('roll', 'members', { members: 100 }).open('d', 'roll');
  };
  const figures = (...chosen: readonly string[]) =>
    report([line('members', 100, { a: 40, b: 30, c: 10, ron: 1 })], chosen);

  allows('STV-seats', 'two are elected', () => {
    expect(start().reports('d', figures('a', 'b')).elected('d')).toEqual(['a', 'b']);
  });

  refuses('STV-seats', 'three, or one twice, or somebody who did not stand', () => {
    const scene = start();
    for (const chosen of [
      ['a', 'b', 'c'],
      ['a', 'a'],
      ['a', 'zoe'],
    ])
      expect(scene.refusal(scene.reporting('d', figures(...chosen)))).toBe(
        'rule/elected-not-standing',
      );
  });
});

describe('a pair that is elected leaves one place for deputies', () => {
  const elected = (pair: boolean) => {
    const scene = new Reported(book('gpew'), '2025-06-01T09:00:00.000Z')
      .call(L, L, 'term', 'leader')
      .dates(L)
      .openNominations(L);
    const members = [
      { id: 'p', name: 'P', classes: ['woman'] },
      { id: 'q', name: 'Q', classes: ['man'] },
    ].slice(0, pair ? 2 : 1);
    scene.do({ kind: 'ticket-formed', matter: L, candidate: 'team', name: 'TEAM', members });
    scene
      .nominations(L, 'team', 'members', 20)
      .consents(L, 'team')
      .endNominations(L)
      .frozen('roll', 'members', { members: 100 });
    scene.ballot(L, 'roll', 'members', 100, { team: 60, ron: 10 }, ['team']);
    scene.goTo(scene.dateOf(L, 'declaration'));
    scene.do(scene.declaring(L, { elected: ['team'], electorate: 100, valid: 70 }));
    scene.call('d', 'deputies', 'term', 'deputy').dates('d').openNominations('d');
    for (const c of ['a', 'b', 'c']) scene.nominations('d', c, 'members', 20).consents('d', c);
    return scene.endNominations('d').open('d', 'roll');
  };
  const two = report([line('members', 100, { a: 40, b: 30, c: 10, ron: 1 })], ['a', 'b']);

  allows('linked-outcome', 'two deputies beside one leader', () => {
    expect(elected(false).reports('d', two).elected('d')).toEqual(['a', 'b']);
  });

  refuses('linked-outcome', 'two deputies beside two co-leaders', () => {
    const scene = elected(true);
    expect(scene.refusal(scene.reporting('d', two))).toBe('rule/elected-not-standing');
    scene.do({
      kind: 'office-assumed',
      office: 'leader',
      holder: { id: 'p', name: 'P' },
      matter: L,
    });
  });
});

describe('exactly nineteen votes, six women and six men', () => {
  const C = 'shadow-cabinet';
  const names = (prefix: string, n: number) =>
    Array.from({ length: n }, (_, i) => `${prefix}-${i + 1}`);
  const all = [...names('w', 8), ...names('m', 14)];
  const start = () => {
    const scene = new Reported(book('plp-shadow-cabinet-2010'), '2010-09-28T09:00:00.000Z')
      .size('plp', 30)
      .call(C, C, 'session', 'member')
      .dates(C)
      .openNominations(C);
    for (const id of all) {
      scene.do(scene.nominating(C, id, 'plp', id));
      scene.do({
        kind: 'candidate-described',
        matter: C,
        candidate: id,
        classes: [id.startsWith('w') ? 'woman' : 'man'],
        groups: {},
      });
    }
    return scene.endNominations(C).frozen('roll', 'plp', { mps: 30 }).open(C, 'roll');
  };
  /** Ten papers with nineteen votes each; so many of all votes for women. */
  const figures = (women: number) => {
    const votes: Record<string, number> = {};
    let left = women;
    for (const id of names('w', 8)) {
      votes[id] = Math.min(10, left);
      left -= votes[id];
    }
    left = 190 - women;
    for (const id of names('m', 14)) {
      votes[id] = Math.min(10, left);
      left -= votes[id];
    }
    const ranked = Object.entries(votes).toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    return report(
      [{ ...line('mps', 30, votes), valid: 10 }],
      ranked.slice(0, 19).map(([id]) => id),
    );
  };

  allows(['block-vote', 'ballot-quota'], 'ten papers with sixty votes for women', () => {
    expect(start().reports(C, figures(60)).elected(C)?.length).toBe(19);
  });

  refuses('block-vote', 'papers with eighteen votes, or twenty', () => {
    const scene = start();
    const [first] = figures(60).lines;
    if (first === undefined) throw new Error('no line');
    for (const delta of [-10, 10]) {
      const votes = { ...first.votes, 'm-13': (first.votes['m-13'] ?? 0) + delta };
      const act = report(
        [
          {
            ...first,
            votes: Object.fromEntries(Object.entries(votes).map(([k, v]) => [k, Math.max(0, v)])),
          },
        ],
        figures(60).chosen,
      );
      const changed = Object.values(act.lines[0]?.votes ?? {}).reduce((a, b) => a + b, 0);
      if (changed !== 190)
        expect(scene.refusal(scene.reporting(C, act))).toBe('rule/figures-impossible');
    }
  });

  refuses('ballot-quota', 'fifty-nine votes for women cannot come from ten valid papers', () => {
    const scene = start();
    expect(scene.refusal(scene.reporting(C, figures(59)))).toBe('rule/figures-impossible');
  });

  refuses('ex-officio', 'who is a member by office does not stand', () => {
    const scene = new Reported(book('plp-shadow-cabinet-2010'), '2010-09-28T09:00:00.000Z')
      .size('plp', 10)
      .do({
        kind: 'holder-recorded',
        office: 'leader',
        holder: { id: 'ed', name: 'ED' },
        as: 'holder',
        source: 'x',
      })
      .call(C, C, 'session', 'member')
      .dates(C)
      .openNominations(C);
    expect(scene.refusal(scene.nominating(C, 'ed', 'plp', 'ed'))).toBe('rule/member-by-office');
  });

  allows('ex-officio', 'members by office are recorded, and the leader allots portfolios', () => {
    new Reported(book('plp-shadow-cabinet-2010'), '2010-10-10T09:00:00.000Z')
      .do({
        kind: 'holder-recorded',
        office: 'leader',
        holder: { id: 'ed', name: 'ED' },
        as: 'holder',
        source: 'x',
      })
      .do({
        kind: 'holder-recorded',
        office: 'portfolio',
        holder: { id: 'alan', name: 'ALAN' },
        as: 'appointed',
        by: 'leader',
        source: 'x',
      });
  });
});

describe('pairs, a default option and a quorum', () => {
  const M = 'dpl';
  const start = () => {
    const scene = new Reported(book('debian-constitution'), '2010-02-01T09:00:00.000Z').call(
      M,
      'leader-election',
      'vacancy',
      'leader',
    );
    scene.do({
      kind: 'timetable-set',
      matter: M,
      by: 'secretary',
      dates: {
        'nominations-open': '2010-02-02T00:00:00.000Z',
        'nominations-close': '2010-02-09T00:00:00.000Z',
        'poll-opens': '2010-03-02T00:00:00.000Z',
        'poll-closes': '2010-03-16T00:00:00.000Z',
      },
      reason: 'x',
    });
    scene.openNominations(M);
    for (const c of ['zack', 'wouter']) scene.do(scene.nominating(M, c, 'developers', c));
    return scene
      .endNominations(M)
      .frozen('roll', 'developers', { developers: 900 })
      .open(M, 'roll');
  };
  /** 3Q is three times half of thirty: 45. */
  const figures = (preferred: Readonly<Record<string, number>>, chosen: readonly string[]) =>
    report([line('developers', 900, { zack: 300, wouter: 100, 'none-of-the-above': 20 })], chosen, {
      preferred,
    });

  allows(['condorcet', 'quorum'], 'the winner beats the default by the quorum', () => {
    expect(
      start()
        .reports(M, figures({ zack: 45, wouter: 200 }, ['zack']))
        .elected(M),
    ).toEqual(['zack']);
  });

  refuses(['condorcet', 'quorum'], 'one voter short of the quorum', () => {
    const scene = start();
    expect(scene.refusal(scene.reporting(M, figures({ zack: 44, wouter: 200 }, ['zack'])))).toBe(
      'rule/not-won',
    );
  });

  const level = () =>
    start().reports(
      M,
      report([line('developers', 900, { zack: 200, wouter: 200 })], [], {
        preferred: { zack: 300, wouter: 300 },
      }),
    );
  const broken = (scene: Reported, how: 'lot' | 'body', by?: string) =>
    ({
      kind: 'tie-broken',
      matter: M,
      poll: scene.state.matters[M]?.poll ?? '',
      how,
      ...(by === undefined ? {} : { by }),
      out: ['wouter'],
      reason: 'x',
    }) as const;

  allows('tie-win', 'the leader in office has the casting vote', () => {
    const scene = level();
    scene.do(broken(scene, 'body', 'leader-office'));
    expect(scene.elected(M)).toEqual(['zack']);
  });

  refuses('tie-win', 'no lot, no other body; and nothing is declared before', () => {
    const scene = level();
    expect(scene.refusal(broken(scene, 'lot'))).toBe('rule/tie-broken-otherwise');
    expect(scene.refusal(broken(scene, 'body', 'secretary'))).toBe('rule/tie-broken-otherwise');
    expect(
      scene.refusal({ ...broken(scene, 'body', 'leader-office'), out: ['zack', 'wouter'] }),
    ).toBe('rule/tie-not-settled');
    scene.goTo('2010-04-01T00:00:00.000Z');
    expect(
      scene.refusal(scene.declaring(M, { elected: ['zack'], electorate: 900, valid: 400 })),
    ).toBe('rule/tie-open');
  });
});

describe('stars, and at most two from one employer', () => {
  const E = 'election';
  const start = () => {
    const scene = new Reported(book('python-steering-council'), '2025-11-01T09:00:00.000Z').call(
      E,
      E,
      'term',
      'member',
    );
    scene.do({
      kind: 'timetable-set',
      matter: E,
      by: 'officer',
      dates: {
        'nominations-open': '2025-11-02T00:00:00.000Z',
        'nominations-close': '2025-11-16T00:00:00.000Z',
        'poll-opens': '2025-11-17T00:00:00.000Z',
        'poll-closes': '2025-12-01T00:00:00.000Z',
      },
      reason: 'x',
    });
    scene.openNominations(E);
    for (const [i, c] of ['a', 'b', 'c', 'd', 'e', 'f'].entries()) {
      scene.do(scene.nominating(E, c, 'core-team', c));
      scene.do({
        kind: 'candidate-described',
        matter: E,
        candidate: c,
        classes: [],
        groups: i < 3 ? { employer: 'acme' } : {},
      });
    }
    scene.endNominations(E);
    scene.goTo('2025-11-17T00:00:00.000Z');
    return scene.frozen('roll', 'core-team', { 'core-team': 105 }).open(E, 'roll');
  };
  const stars = { a: 300, b: 280, c: 260, d: 240, e: 220, f: 200 };
  const figures = (votes: Readonly<Record<string, number>>, chosen: readonly string[]) =>
    report([{ ...line('core-team', 105, votes), valid: 74 }], chosen);

  allows(
    ['approval / score', 'affiliation-cap'],
    'two of the same employer and three others',
    () => {
      expect(
        start()
          .reports(E, figures(stars, ['a', 'b', 'd', 'e', 'f']))
          .elected(E),
      ).toHaveLength(5);
    },
  );

  refuses('affiliation-cap', 'three of the same employer', () => {
    const scene = start();
    expect(scene.refusal(scene.reporting(E, figures(stars, ['a', 'b', 'c', 'd', 'e'])))).toBe(
      'rule/too-many-of-group',
    );
  });

  refuses('approval / score', 'more than five stars from each of 74', () => {
    const scene = start();
    expect(
      scene.refusal(scene.reporting(E, figures({ ...stars, a: 371 }, ['a', 'b', 'd', 'e', 'f']))),
    ).toBe('rule/figures-impossible');
  });

  allows('supermajority', 'two thirds remove a member', () => {
    const scene = noConfidence();
    scene.reports('nc', report([line('core-team', 105, { for: 50, against: 25 })], ['for']));
  });

  refuses('supermajority', 'one short of two thirds', () => {
    const scene = noConfidence();
    expect(
      scene.refusal(
        scene.reporting('nc', report([line('core-team', 105, { for: 49, against: 25 })], ['for'])),
      ),
    ).toBe('rule/outcome-differs');
  });

  function noConfidence(): Reported {
    const scene = new Reported(book('python-steering-council'), '2025-11-01T09:00:00.000Z');
    scene.do({
      kind: 'motion-tabled',
      matter: 'nc',
      procedure: 'no-confidence',
      text: 'A goes.',
      movers: ['m-1'],
    });
    return scene
      .dates('nc')
      .frozen('roll', 'core-team-now', { 'core-team': 105 })
      .open('nc', 'roll');
  }
});

describe('places kept for a class', () => {
  const start = () => {
    const scene = new Reported(
      bookWith('coop-group-mnd', { '/procedures/1/seats': 4 }),
      '2015-03-01T09:00:00.000Z',
    )
      .call('c', 'council', 'yearly', 'council-member')
      .dates('c')
      .openNominations('c');
    for (const id of ['a', 'b', 'c', 'y-1', 'y-2', 'y-3']) {
      scene.nominations('c', id, 'members', 1);
      scene.do({
        kind: 'candidate-described',
        matter: 'c',
        candidate: id,
        classes: id.startsWith('y') ? ['young'] : [],
        groups: {},
      });
    }
    return scene.endNominations('c').frozen('roll', 'members', { members: 100 }).open('c', 'roll');
  };
  const figures = (...chosen: readonly string[]) =>
    report(
      [
        {
          ...line('members', 100, { a: 50, b: 40, c: 30, 'y-1': 20, 'y-2': 10, 'y-3': 5 }),
          valid: 60,
        },
      ],
      chosen,
    );

  allows('seat-quota', 'three of four are young', () => {
    expect(
      start()
        .reports('c', figures('a', 'y-1', 'y-2', 'y-3'))
        .elected('c'),
    ).toHaveLength(4);
  });

  refuses('seat-quota', 'two of four are', () => {
    const scene = start();
    expect(scene.refusal(scene.reporting('c', figures('a', 'b', 'y-1', 'y-2')))).toBe(
      'rule/too-few-of-class',
    );
  });
});

describe('run-off, abstentions, confirmation by a congress', () => {
  const K = 'chairs';
  const start = () => {
    const scene = vacant('spd-2019', '2019-08-01T09:00:00.000Z', K).do({
      kind: 'units-listed',
      body: 'associations',
      units: ['l-1', 'l-2', 'l-3'].map((id) => ({ id, kind: 'land' })),
      source: 'x',
    });
    scene.call(K, K, 'vacancy', K).dates(K).openNominations(K);
    for (const [i, c] of ['geywitz', 'esken', 'kampmann'].entries())
      scene.do(scene.nominating(K, c, 'associations', `l-${i + 1}`));
    return scene.endNominations(K).frozen('roll', 'members', { members: 1000 }).open(K, 'roll');
  };
  const online = (
    votes: Readonly<Record<string, number>>,
    abstained: number,
    chosen: readonly string[],
  ) => report([{ ...line('members', 1000, votes), abstained, channel: 'online' }], chosen);

  allows('abstention', '301 of 600 votes and abstentions are more than half', () => {
    const scene = start().reports(
      K,
      online({ geywitz: 301, esken: 199, kampmann: 80 }, 20, ['geywitz']),
    );
    expect(scene.ballotName(K)).toBe('congress');
  });

  refuses(
    'abstention',
    '300 of 580 votes are more than half, and with 20 abstentions they are not',
    () => {
      const scene = start();
      expect(
        scene.refusal(
          scene.reporting(K, online({ geywitz: 300, esken: 200, kampmann: 80 }, 20, ['geywitz'])),
        ),
      ).toBe('rule/not-won');
    },
  );

  const runOff = () => {
    const scene = start().reports(K, online({ geywitz: 230, esken: 210, kampmann: 160 }, 10, []));
    return scene.open(K, 'roll');
  };

  allows('run-off', 'the first two, and who has more is proposed', () => {
    const scene = runOff();
    expect(scene.field(K)).toEqual(['esken', 'geywitz']);
    scene.reports(K, online({ geywitz: 250, esken: 300 }, 10, ['esken']));
    expect(scene.ballotName(K)).toBe('congress');
  });

  refuses('run-off', 'a third in it; a run-off where the first round decided', () => {
    const scene = runOff();
    expect(
      scene.refusal(
        scene.reporting(K, online({ geywitz: 250, esken: 300, kampmann: 1 }, 10, ['esken'])),
      ),
    ).toBe('rule/figures-impossible');
    const decided = start().reports(
      K,
      online({ geywitz: 400, esken: 100, kampmann: 50 }, 0, ['geywitz']),
    );
    expect(decided.ballotName(K)).toBe('congress');
  });

  const congress = () => {
    const scene = runOff().reports(K, online({ geywitz: 250, esken: 300 }, 10, ['esken']));
    scene.goTo(scene.dateOf(K, 'poll-opens')).frozen('congress', 'congress', { delegates: 600 });
    return scene.open(K, 'congress');
  };
  const asked = (yes: number, no: number, chosen: readonly string[]) =>
    report([line('delegates', 600, { for: yes, against: no })], chosen);

  allows('advisory-then-confirm', 'the congress elects whom the members proposed', () => {
    const scene = congress().reports(K, asked(500, 50, ['for']));
    expect(scene.elected(K)).toEqual(['esken']);
  });

  refuses('advisory-then-confirm', 'nobody is declared before; and the congress says no', () => {
    const scene = runOff().reports(K, online({ geywitz: 250, esken: 300 }, 10, ['esken']));
    scene.goTo(scene.dateOf(K, 'declaration'));
    expect(
      scene.refusal(scene.declaring(K, { elected: ['esken'], electorate: 1000, valid: 560 })),
    ).toBe('order/not-counted');
    const held = congress();
    expect(held.refusal(held.reporting(K, asked(50, 500, ['for'])))).toBe('rule/outcome-differs');
    held.reports(K, asked(50, 500, []));
    expect(held.state.matters[K]).toMatchObject({ phase: 'waiting', candidates: {} });
  });

  allows(
    ['mixed-mode', 're-vote / several channels'],
    'online and by post are reported one beside the other',
    () => {
      const scene = start().reports(
        K,
        report(
          [
            {
              ...line('members', 1000, { geywitz: 200, esken: 100, kampmann: 10 }),
              channel: 'online',
            },
            {
              ...line('members', 1000, { geywitz: 150, esken: 50, kampmann: 10 }),
              channel: 'post',
            },
          ],
          ['geywitz'],
        ),
      );
      expect(scene.ballotName(K)).toBe('congress');
    },
  );

  refuses(
    're-vote / several channels',
    'a way that nobody knows, the same way twice, more papers than electors',
    () => {
      const scene = start();
      const by = (...lines: readonly { readonly channel: string; readonly n: number }[]) =>
        report(
          lines.map(({ channel, n }) => ({
            ...line('members', 1000, { geywitz: n, esken: 0, kampmann: 0 }),
            channel,
          })),
          ['geywitz'],
        );
      expect(scene.refusal(scene.reporting(K, by({ channel: 'fax', n: 10 })))).toBe(
        'rule/figures-impossible',
      );
      expect(
        scene.refusal(
          scene.reporting(K, by({ channel: 'post', n: 10 }, { channel: 'post', n: 10 })),
        ),
      ).toBe('rule/figures-impossible');
      expect(
        scene.refusal(
          scene.reporting(K, by({ channel: 'post', n: 600 }, { channel: 'online', n: 401 })),
        ),
      ).toBe('rule/figures-impossible');
    },
  );
});

describe('ranked advance papers and live rounds', () => {
  const start = () => {
    const scene = vacant('ndp-2017', '2017-01-10T09:00:00.000Z', 'leader')
      .call(L, L, 'vacancy', 'leader')
      .dates(L)
      .openNominations(L);
    for (const c of ['singh', 'angus', 'ashton']) {
      scene.nominations(L, c, 'members', 1);
      scene.do({
        kind: 'payment-made',
        matter: L,
        candidate: c,
        amount: { amount: '30000', currency: 'CAD' },
      });
    }
    scene.endNominations(L);
    scene.goTo(scene.dateOf(L, 'poll-opens'));
    return scene.frozen('roll', 'members', { members: 1000 }).open(L, 'roll');
  };
  const round = (
    advance: Readonly<Record<string, number>>,
    live: Readonly<Record<string, number>>,
    chosen: readonly string[],
  ) =>
    report(
      [
        { ...line('members', 1000, advance), channel: 'advance' },
        { ...line('members', 1000, live), channel: 'live' },
      ],
      chosen,
    );

  allows('mixed-mode', 'the last goes out, the next round is a week later', () => {
    const scene = start().reports(
      L,
      round({ singh: 200, angus: 150, ashton: 40 }, { singh: 40, angus: 20, ashton: 60 }, []),
    );
    expect(scene.field(L)).toEqual(['angus', 'singh']);
    scene
      .again(L)
      .open(L, 'roll')
      .reports(L, round({ singh: 250, angus: 160 }, { singh: 40, angus: 70 }, ['singh']));
    expect(scene.elected(L)).toEqual(['singh']);
  });

  refuses(
    'mixed-mode',
    'papers of no channel; a winner with less than half of both together',
    () => {
      const scene = start();
      const bare = report(
        [
          line('members', 1000, { singh: 10, angus: 1, ashton: 1 }),
          line('members', 1000, { singh: 1, angus: 1, ashton: 1 }),
        ],
        ['singh'],
      );
      expect(scene.refusal(scene.reporting(L, bare))).toBe('rule/figures-impossible');
      expect(
        scene.refusal(
          scene.reporting(
            L,
            round({ singh: 200, angus: 150, ashton: 40 }, { singh: 40, angus: 20, ashton: 60 }, [
              'singh',
            ]),
          ),
        ),
      ).toBe('rule/not-won');
    },
  );
});

describe('a survey, a congress, a postal vote', () => {
  const C = 'chair';
  const start = () => {
    const scene = new Reported(book('cdu-2021'), '2021-11-01T09:00:00.000Z').call(
      C,
      C,
      'vacancy',
      C,
    );
    standing(scene, C, 'delegates', 'members', { members: 1000 }, ['merz', 'roettgen', 'braun']);
    return scene.open(C, 'roll').reports(
      C,
      report(
        [
          {
            ...line('members', 1000, { merz: 400, roettgen: 160, braun: 80 }),
            channel: 'online',
          },
        ],
        ['merz'],
      ),
    );
  };

  allows(
    'advisory-then-confirm',
    'a survey with a majority is followed by the congress, on all candidates',
    () => {
      const scene = start();
      expect(scene.ballotName(C)).toBe('congress');
      expect(scene.field(C)).toEqual([]);
      scene
        .goTo(scene.dateOf(C, 'congress-opens'))
        .frozen('delegates', 'delegates', { delegates: 1001 });
      scene.ballot(C, 'delegates', 'delegates', 1001, { merz: 600, roettgen: 300, braun: 50 }, [
        'merz',
      ]);
      expect(scene.ballotName(C)).toBe('post');
      scene.ballot(C, 'delegates', 'delegates', 1001, { for: 900, against: 50 }, ['for']);
      expect(scene.elected(C)).toEqual(['merz']);
    },
  );
});
