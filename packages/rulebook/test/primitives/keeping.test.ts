/** Terms, timetables, disputes, versions, and how a result is told. */
import { describe, expect } from 'vitest';
import { describeEntry, next, readRuleBook, versionInForce } from '../../src/index.ts';
import { put } from '../mutate.ts';
import { line, Reported, report } from '../reported.ts';
import { book, bookJson, bookWith, OFFICER } from '../scene.ts';
import { allows, refuses } from './cases.ts';

const L = 'leadership';

describe('terms', () => {
  const start = (terms: number) => {
    const scene = new Reported(book('coop-group-mnd'), '2017-03-01T09:00:00.000Z').do({
      kind: 'holder-recorded',
      office: 'director',
      holder: { id: 'old', name: 'OLD' },
      as: 'holder',
      since: '2015-05-16',
      terms,
      source: 'x',
    });
    return scene
      .call('d', 'directors', 'yearly', 'director', 'old')
      .dates('d')
      .openNominations('d');
  };

  allows('term-limit', 'a third term, and the end of this one is known', () => {
    const scene = start(2);
    scene.do(scene.nominating('d', 'old', 'members', 'old'));
    expect(
      next(scene.state, scene.now()).some((a) => a.stage === 'term' && a.at.startsWith('2017-05')),
    ).toBe(true);
  });

  refuses('term-limit', 'a fourth', () => {
    const scene = start(3);
    expect(scene.refusal(scene.nominating('d', 'old', 'members', 'old'))).toBe('rule/term-limit');
  });
});

describe('who acts meanwhile', () => {
  const start = () =>
    new Reported(book('alp-2013'), '2013-09-10T09:00:00.000Z')
      .do({
        kind: 'holder-recorded',
        office: 'leader',
        holder: { id: 'rudd', name: 'RUDD' },
        as: 'holder',
        source: 'x',
      })
      .do({
        kind: 'office-vacated',
        office: 'leader',
        cause: 'resigned',
        on: '2013-09-08',
        because: 'x',
      });
  const interim = (by: string) =>
    ({
      kind: 'holder-recorded',
      office: 'leader',
      holder: { id: 'bowen', name: 'BOWEN' },
      as: 'interim',
      by,
      source: 'x',
    }) as const;

  allows('interim', 'the caucus names an interim leader; the office stays vacant', () => {
    const scene = start().do(interim('caucus'));
    expect(scene.state.holders['leader']).toBeNull();
    expect(scene.state.tenures['leader']).toMatchObject({ as: 'interim' });
    scene.call(L, L, 'vacancy', 'leader');
  });

  refuses(
    'interim',
    'someone else names one; one beside a leader; one who may not stand stands',
    () => {
      expect(start().refusal(interim('executive'))).toBe('rule/interim-by-another');
      const held = new Reported(book('alp-2013'), '2013-09-10T09:00:00.000Z').do({
        kind: 'holder-recorded',
        office: 'leader',
        holder: { id: 'rudd', name: 'RUDD' },
        as: 'holder',
        source: 'x',
      });
      expect(held.refusal(interim('caucus'))).toBe('rule/office-held');
      const strict = new Reported(
        bookWith('alp-2013', { '/offices/0/interim/mayStand': false }),
        '2013-09-10T09:00:00.000Z',
      )
        .size('caucus', 10)
        .do({
          kind: 'office-vacated',
          office: 'leader',
          cause: 'resigned',
          on: '2013-09-08',
          because: 'x',
        })
        .do(interim('caucus'))
        .call(L, L, 'vacancy', 'leader')
        .dates(L)
        .openNominations(L);
      expect(strict.refusal(strict.nominating(L, 'bowen', 'caucus', 'mp-1'))).toBe(
        'rule/interim-barred',
      );
    },
  );
});

describe('timetables', () => {
  const set = (dates: Readonly<Record<string, string>>) =>
    ({ kind: 'timetable-set', matter: L, by: 'council', dates, reason: 'x' }) as const;
  const day = (d: number) => new Date(Date.UTC(2017, 4, 17 + d, 8)).toISOString();
  const dates = (close: number, poll: number) => ({
    'nominations-open': day(1),
    'nominations-close': day(close),
    'poll-opens': day(poll - 1),
    'poll-closes': day(poll),
  });
  const start = () =>
    new Reported(book('fg-2002-college'), '2017-05-17T08:00:00.000Z').call(
      L,
      L,
      'vacancy',
      'leader',
    );

  allows('timetable', 'seven days for nominations, twenty to the poll, and put off later', () => {
    start().do(set(dates(8, 21)));
    start()
      .do(set(dates(6, 18)))
      .do(set(dates(8, 21)));
  });

  refuses(
    'timetable',
    'eight days, twenty-one days, an earlier date than was set, another body',
    () => {
      const scene = start();
      expect(scene.refusal(set(dates(9, 21)))).toBe('rule/too-long');
      expect(scene.refusal(set(dates(8, 22)))).toBe('rule/too-long');
      expect(scene.refusal({ ...set(dates(8, 21)), by: 'pp' })).toBe('rule/timetable-by-another');
      scene.do(set(dates(8, 21)));
      expect(scene.refusal(set(dates(7, 21)))).toBe('rule/only-later');
    },
  );

  const fixed = () => bookWith('fg-2002-college', { '/procedures/1/timetable/changes': 'none' });
  const missed = () => {
    const scene = new Reported(fixed(), '2017-05-17T08:00:00.000Z')
      .call(L, L, 'vacancy', 'leader')
      .do(set(dates(8, 21)));
    return scene.goTo('2017-06-10T08:00:00.000Z');
  };

  refuses(
    'timetable',
    'a timetable that may not change is not changed, though its dates were missed',
    () => {
      const scene = missed();
      expect(scene.refusal(set(dates(30, 41)))).toBe('rule/timetable-fixed');
      expect(scene.refusal({ kind: 'nominations-opened', matter: L })).toBe('rule/too-late');
    },
  );

  allows(
    ['timetable', 'decision-log'],
    'a ruling on what the book does not say lets it be set anew',
    () => {
      const scene = missed().do({
        kind: 'ruling-made',
        ruling: 'late',
        matter: L,
        body: 'council',
        question: 'other',
        decision: 'New dates are set.',
        vote: { for: 9, against: 2, abstained: 1 },
        reason: 'The officer was ill.',
        basis: 'The rules do not say.',
        effect: { kind: 'dates-open' },
      });
      const later = {
        'nominations-open': day(30),
        'nominations-close': day(36),
        'poll-opens': day(40),
        'poll-closes': day(50),
      };
      scene.do(set(later));
      // Once: what was set anew is fixed again.
      expect(scene.refusal(set({ ...later, 'poll-closes': day(49) }))).toBe('rule/timetable-fixed');
    },
  );

  allows('timetable', 'a contest called by mistake is abandoned before nominations open', () => {
    const scene = start().do({ kind: 'contest-abandoned', matter: L, because: 'By mistake.' });
    scene.call('again', L, 'vacancy', 'leader');
  });

  refuses('timetable', 'a contest under way is not abandoned but by a ruling', () => {
    const scene = start()
      .size('pp', 70)
      .do(set(dates(8, 21)))
      .openNominations(L);
    expect(scene.refusal({ kind: 'contest-abandoned', matter: L, because: 'x' })).toBe(
      'rule/contest-under-way',
    );
    scene.do({
      kind: 'ruling-made',
      ruling: 'end',
      matter: L,
      body: 'council',
      question: 'silent',
      decision: 'It ends.',
      reason: 'x',
      basis: 'x',
      effect: { kind: 'matter-abandoned' },
    });
    scene.call('again', L, 'vacancy', 'leader');
  });
});

/** A union's election, as far as the ballot is open. */
function union(rules = book('tulrca-1992')): Reported {
  const scene = new Reported(rules, '2021-05-01T09:00:00.000Z')
    .do({
      kind: 'office-vacated',
      office: 'general-secretary',
      cause: 'resigned',
      on: '2021-05-01',
      because: 'Resigned.',
    })
    .call('gs', 'election', 'vacancy', 'general-secretary')
    .dates('gs')
    .openNominations('gs');
  for (const c of ['a', 'b']) scene.nominations('gs', c, 'members', 1);
  return scene.endNominations('gs').frozen('roll', 'members', { members: 1000 }).open('gs', 'roll');
}
const figures = (
  a: number,
  b: number,
  spoilt: readonly { readonly reason: string; readonly count: number }[] = [],
) => report([{ ...line('members', 1000, { a, b }), spoilt }], [a > b ? 'a' : 'b']);
const TEXT = 'Entitled: 1,000. Rejected: 0. A 300, B 200.';
const declared = (scene: Reported) => {
  scene.goTo(scene.dateOf('gs', 'declaration'));
  return scene.do(declaration(scene, TEXT));
};
function declaration(scene: Reported, text: string) {
  const act = scene.declaring('gs', { elected: ['a'], electorate: 1000, valid: 500, text });
  if (act.kind !== 'result-declared' || act.outcome.kind !== 'elected')
    throw new Error('no declaration');
  const firstPreferences = [
    { candidate: 'a', votes: 300, percent: '60.0' },
    { candidate: 'b', votes: 200, percent: '40.0' },
  ];
  return { ...act, outcome: { ...act.outcome, firstPreferences } };
}

describe('disputes', () => {
  const complain = (scene: Reported) =>
    scene.do({
      kind: 'objection-made',
      objection: 'c-1',
      rule: 'complaint',
      matter: 'gs',
      about: 'papers',
      by: 'm-9',
      reason: 'Papers were not sent.',
    });
  const rule = (body: string, more: Readonly<Record<string, unknown>> = {}) =>
    ({
      kind: 'ruling-made',
      ruling: `by-${body}`,
      matter: 'gs',
      body,
      question: 'complaint',
      decision: 'Another election is held.',
      reason: 'Papers were not sent.',
      basis: 'Section 51.',
      effect: { kind: 'result-void' },
      ...more,
    }) as never;

  allows(
    ['appeal', 'decision-log'],
    'a complaint, a decision that voids the result, an appeal that restores it',
    () => {
      const scene = complain(declared(union().reports('gs', figures(300, 200))));
      scene.do(rule('certification-officer', { objection: 'c-1' }));
      expect(scene.state.matters['gs']?.declared).toBeUndefined();
      expect(scene.state.objections['c-1']?.decided).toBe('by-certification-officer');
      scene.do(rule('court', { overturns: 'by-certification-officer', effect: { kind: 'none' } }));
      expect(scene.state.matters['gs']?.declared?.outcome.kind).toBe('elected');
    },
  );

  refuses(
    'appeal',
    'too late, by a body without power, of something else, or against a court',
    () => {
      const scene = complain(declared(union().reports('gs', figures(300, 200))));
      expect(scene.refusal(rule('executive'))).toBe('rule/ruling-without-power');
      scene.do(rule('certification-officer', { effect: { kind: 'none' }, objection: 'c-1' }));
      const appeal = rule('court', { overturns: 'by-certification-officer' });
      const late = structuredClone(scene.state);
      expect(late).toEqual(scene.state);
      scene.goTo('2022-05-03T09:00:00.000Z');
      expect(scene.refusal(appeal)).toBe('rule/appeal-too-late');
      expect(
        scene.refusal({
          kind: 'objection-made',
          objection: 'c-2',
          rule: 'complaint',
          matter: 'gs',
          about: 'x',
          by: 'm-9',
          reason: 'x',
        }),
      ).toBe('rule/too-late');
    },
  );

  refuses(
    'decision-log',
    'a ruling that was voted down; a result while an objection is open',
    () => {
      const scene = union();
      scene.do({
        kind: 'objection-made',
        objection: 'o-1',
        rule: 'candidate',
        matter: 'gs',
        about: 'b',
        by: 'm-1',
        reason: 'Not a member.',
      });
      scene.reports('gs', figures(300, 200));
      scene.goTo(scene.dateOf('gs', 'declaration'));
      expect(scene.refusal(declaration(scene, TEXT))).toBe('rule/objection-undecided');
      const decide = {
        kind: 'ruling-made',
        ruling: 'r',
        matter: 'gs',
        body: 'executive',
        question: 'exclusion',
        decision: 'B stands.',
        reason: 'x',
        basis: 'x',
        effect: { kind: 'none' },
        objection: 'o-1',
      } as const;
      expect(scene.refusal({ ...decide, vote: { for: 3, against: 4, abstained: 0 } })).toBe(
        'rule/ruling-not-carried',
      );
      scene.do(decide).do(declaration(scene, TEXT));
    },
  );
});

describe('versions of the rules', () => {
  const version = (id: string) => book(id);
  const family = [
    'con-uk-1975',
    'con-uk-1998',
    'con-uk-2019',
    'con-uk-2022',
    'con-uk-2022-october',
    'con-uk-2024',
  ].map(version);

  allows('rule-version', 'the version of the day is found, and a proceeding names it', () => {
    const on = (day: string) => versionInForce(family, 'conservative-party-leader', day)?.id;
    expect(on('1990-11-20')).toBe('con-uk-1975');
    expect(on('2019-06-13')).toBe('con-uk-2019');
    expect(on('2022-10-24')).toBe('con-uk-2022-october');
    expect(on('1970-01-01')).toBeUndefined();
    new Reported(version('con-uk-2019'), '2019-06-01T09:00:00.000Z');
  });

  refuses('rule-version', 'a proceeding under a version that is over, or has not begun', () => {
    expect(() => new Reported(version('con-uk-2019'), '2022-08-01T09:00:00.000Z')).toThrow(
      'rule/book-not-in-force',
    );
    expect(() => new Reported(version('con-uk-2019'), '2018-12-12T09:00:00.000Z')).toThrow(
      'rule/book-not-in-force',
    );
  });
});

describe('how a result is told', () => {
  allows('spoilt', 'papers rejected for reasons that the book knows', () => {
    union().reports('gs', figures(300, 200, [{ reason: 'spoilt', count: 7 }]));
  });

  refuses('spoilt', 'for another reason; and declared without them', () => {
    const scene = union();
    expect(
      scene.refusal(scene.reporting('gs', figures(300, 200, [{ reason: 'late', count: 7 }]))),
    ).toBe('rule/figures-impossible');
    scene.reports('gs', figures(300, 200, [{ reason: 'spoilt', count: 7 }]));
    scene.goTo(scene.dateOf('gs', 'declaration'));
    expect(scene.refusal(declaration(scene, TEXT))).toBe('rule/outcome-differs');
  });

  allows(['declaration-text', 'turnout-policy', 'percent-policy'], 'it says what it must', () => {
    const scene = declared(union().reports('gs', figures(300, 200)));
    const { percent, turnout } = scene.book.procedures[0]?.results ?? {};
    expect([percent?.of, percent?.rounding, turnout?.counts]).toEqual(['valid', 'half-up', 'cast']);
  });

  refuses(
    'declaration-text',
    'it leaves the electorate, the rejected papers or a candidate out',
    () => {
      const scene = union().reports('gs', figures(300, 200));
      scene.goTo(scene.dateOf('gs', 'declaration'));
      for (const text of [
        'Rejected: 0. A 300, B 200.',
        'Entitled: 1,000. A 300, B 200.',
        'Entitled: 1,000. Rejected: 0. A 300.',
        'Entitled: 21,000. Rejected: 0. A 300, B 200.',
      ])
        expect(scene.refusal(declaration(scene, text))).toBe('rule/declaration-incomplete');
    },
  );

  refuses(
    ['percent-policy', 'turnout-policy'],
    'a book whose policies are of something that nobody knows',
    () => {
      for (const pointer of ['percent/of', 'percent/rounding', 'turnout/counts']) {
        const read = readRuleBook(
          put(bookJson('tulrca-1992'), `/procedures/0/results/${pointer}`, 'anything'),
        );
        expect(read.ok).toBe(false);
      }
    },
  );

  const bySection = (scene: Reported, votes: number) => {
    const act = scene.declaring(L, { elected: ['a'], electorate: 1100, valid: 500 });
    if (act.kind !== 'result-declared' || act.outcome.kind !== 'elected')
      throw new Error('no declaration');
    return {
      ...act,
      outcome: {
        ...act.outcome,
        bySection: [
          { section: 'members', votes: { a: 300 } },
          { section: 'affiliated', votes: { a: votes } },
        ],
      },
    };
  };
  const sections = (policy: 'published' | 'withheld') => {
    const rules = bookWith('labour-uk-2021', {
      '/procedures/0/results/sections': policy,
      '/procedures/0/nomination/gates': [
        {
          id: 'mps',
          name: 'MPs',
          clause: 'nominations',
          opens: 'nominations-open',
          closes: 'nominations-close',
          condition: {
            kind: 'nominations',
            body: 'plp',
            threshold: { kind: 'count', count: 1 },
            clause: 'nominations',
          },
        },
      ],
    });
    const scene = new Reported(rules, '2025-09-08T09:00:00.000Z')
      .call(L, L, 'vacancy', 'leader')
      .dates(L)
      .openNominations(L);
    for (const c of ['a', 'b']) scene.nominations(L, c, 'plp', 1).consents(L, c);
    scene.endNominations(L).do({
      kind: 'ruling-made',
      ruling: 'freeze',
      body: 'nec',
      question: 'freeze-date',
      decision: 'x',
      reason: 'x',
      basis: 'x',
      effect: { kind: 'freeze-date', section: 'members', date: '2025-03-08' },
    });
    scene
      .goTo(scene.dateOf(L, 'freeze'))
      .frozen('roll', 'electors', { members: 1000, affiliated: 100 })
      .open(L, 'roll');
    scene.reports(
      L,
      report(
        [line('members', 1000, { a: 300, b: 150 }), line('affiliated', 100, { a: 30, b: 20 })],
        ['a'],
      ),
    );
    return scene.goTo(scene.dateOf(L, 'declaration'));
  };

  allows('section-breakdown', 'votes by section where they are published', () => {
    const scene = sections('published');
    scene.do(bySection(scene, 30));
  });

  refuses(
    'section-breakdown',
    'where they are withheld, and of a section that is too small',
    () => {
      const withheld = sections('withheld');
      expect(withheld.refusal(bySection(withheld, 30))).toBe('rule/sections-withheld');
      const small = sections('published');
      expect(small.refusal(bySection(small, 9))).toBe('rule/section-too-small');
    },
  );

  const provisional = () => {
    const rules = bookWith('tulrca-1992', {
      '/procedures/0/results/provisional': { clause: 'report' },
    });
    const scene = union(rules).reports('gs', figures(300, 200));
    scene.goTo(scene.dateOf('gs', 'declaration'));
    return scene.do({ ...declaration(scene, TEXT), standing: 'provisional' });
  };
  const corrected = (a: number, b: number) =>
    ({
      kind: 'figures-corrected',
      matter: 'gs',
      poll: 'poll-1',
      report: figures(a, b),
      reason: 'Bags were found.',
    }) as const;

  allows('provisional-v-final', 'provisional, revised, final', () => {
    const scene = provisional().do(corrected(310, 205));
    const final = scene.declaring('gs', {
      elected: ['a'],
      electorate: 1000,
      valid: 515,
      text: 'Entitled: 1,000. Rejected: 0.',
    });
    scene.do(final);
    expect(scene.state.matters['gs']?.declared?.isProvisional).toBe(false);
    expect(scene.state.reported['poll-1']?.corrections).toHaveLength(1);
  });

  refuses(
    'provisional-v-final',
    'a provisional result where the book knows none; an office assumed by one; old figures as final',
    () => {
      const scene = union().reports('gs', figures(300, 200));
      scene.goTo(scene.dateOf('gs', 'declaration'));
      expect(scene.refusal({ ...declaration(scene, TEXT), standing: 'provisional' })).toBe(
        'rule/no-provisional-result',
      );
      const held = provisional();
      expect(
        held.refusal({
          kind: 'office-assumed',
          office: 'general-secretary',
          holder: { id: 'a', name: 'A' },
          matter: 'gs',
        }),
      ).toBe('rule/not-declared');
      held.do(corrected(310, 205));
      expect(held.refusal(declaration(held, TEXT))).toBe('rule/outcome-differs');
    },
  );

  allows(
    'accuracy-tolerance',
    'a mistake of ten papers changes nothing, and is on the record',
    () => {
      const scene = declared(union().reports('gs', figures(300, 200))).do(corrected(299, 209));
      expect(scene.state.matters['gs']?.declared).toBeDefined();
      expect(scene.elected('gs')).toEqual(['a']);
    },
  );

  refuses('accuracy-tolerance', 'a mistake that changes who is elected is not disregarded', () => {
    const scene = declared(union().reports('gs', figures(300, 200)));
    expect(scene.refusal(corrected(240, 260))).toBe('rule/result-would-change');
  });
});

describe('every act in words', () => {
  allows('decision-log', 'the timeline says who decided what, by which vote', () => {
    const scene = declared(union().reports('gs', figures(300, 200)));
    for (const { before, entry } of scene.history)
      expect(describeEntry(scene.book, entry, before).sentence).toMatch(/[.?”]$/);
    expect(OFFICER.role).toBe('officer');
  });
});

describe('rulings that do not stand in each other’s way', () => {
  allows(
    'decision-log',
    'two objections under the same question, two answers to what the book does not say',
    () => {
      const scene = union();
      const decide = (ruling: string, question: string, more: object = {}) =>
        ({
          kind: 'ruling-made',
          ruling,
          matter: 'gs',
          body: 'executive',
          question,
          decision: 'No.',
          reason: 'x',
          basis: 'x',
          effect: { kind: 'none' },
          ...more,
        }) as never;
      for (const [objection, about] of [
        ['o-1', 'a'],
        ['o-2', 'b'],
      ] as const) {
        scene.do({
          kind: 'objection-made',
          objection,
          rule: 'candidate',
          matter: 'gs',
          about,
          by: 'm-1',
          reason: 'x',
        });
        scene.do(decide(`on-${objection}`, 'exclusion', { objection }));
      }
      scene.do(decide('first', 'silent')).do(decide('second', 'other'));
      expect(scene.state.rulings).toHaveLength(4);
    },
  );
});
