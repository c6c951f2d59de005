/** Short histories under several real books: every new kind of act stands in one of them. */
import { line, Reported, report } from './reported.ts';
import { book, bookWith } from './scene.ts';

const L = 'leadership';

/** A leader removed after letters, rounds of MPs, a tie, a ruling, the members. */
function conservatives(): Reported {
  const scene = new Reported(book('con-uk-1998'), '2003-10-20T09:00:00.000Z')
    .do({
      kind: 'holder-recorded',
      office: 'leader',
      holder: { id: 'old', name: 'OLD' },
      as: 'holder',
      source: 'the test',
    })
    .size('mps', 40)
    .do({ kind: 'demand-certified', demand: 'letters', by: 'chair-1922', count: 6 })
    .do({
      kind: 'motion-tabled',
      matter: 'vote',
      procedure: 'confidence',
      text: 'It is so.',
      movers: ['chair'],
    })
    .dates('vote')
    .frozen('mps', 'mps', { mps: 40 })
    .ballot('vote', 'mps', 'mps', 40, { for: 25, against: 15 }, ['for']);
  scene.goTo(scene.dateOf('vote', 'declaration')).do({
    kind: 'result-declared',
    matter: 'vote',
    poll: scene.state.matters['vote']?.poll ?? '',
    outcome: {
      kind: 'motion',
      carried: true,
      for: 25,
      against: 15,
      abstained: 0,
      spoilt: 0,
      electorate: 40,
      turnout: '100',
      effect: 'It is so.',
    },
    text: 'It is so.',
  });
  scene.call(L, L, 'confidence-lost', 'leader').dates(L).openNominations(L);
  for (const c of ['a', 'b', 'c', 'd']) scene.nominations(L, c, 'mps', 2);
  scene.endNominations(L).ballot(L, 'mps', 'mps', 40, { a: 16, b: 10, c: 7, d: 7 });
  scene
    .do({
      kind: 'ruling-made',
      ruling: 'again',
      matter: L,
      body: 'chair-1922',
      question: 'silent',
      decision: 'Again.',
      reason: 'Because.',
      basis: 'x',
      effect: { kind: 'ballot-again' },
    })
    .again(L)
    .ballot(L, 'mps', 'mps', 40, { a: 16, b: 10, c: 8, d: 6 })
    .do({ kind: 'candidate-withdrew', matter: L, candidate: 'c' })
    .goTo('2004-06-01T09:00:00.000Z')
    .again(L);
  scene.goTo(scene.dateOf(L, 'poll-opens')).frozen('members', 'members', { members: 100 });
  scene.ballot(L, 'members', 'members', 100, { a: 40, b: 30 }, ['a']);
  scene.goTo(scene.dateOf(L, 'declaration'));
  return scene
    .do(scene.declaring(L, { elected: ['a'], electorate: 100, valid: 70 }))
    .do({ kind: 'office-assumed', office: 'leader', holder: { id: 'a', name: 'A' }, matter: L });
}

/** A requisition, nominations with areas and certificates. */
function liberals(): Reported {
  const rules = bookWith('libdem-2019', {
    '/demands/0/condition/threshold/count': 2,
    '/procedures/1/nomination/gates/0/condition/of/1/threshold/count': 3,
    '/procedures/1/nomination/gates/0/condition/of/1/spread/0/areas': 2,
  });
  const scene = new Reported(rules, '2019-03-01T09:00:00.000Z')
    .do({
      kind: 'holder-recorded',
      office: 'leader',
      holder: { id: 'old', name: 'OLD' },
      as: 'holder',
      source: 'the test',
    })
    .do({ kind: 'event-noted', event: 'general-election', on: '2019-02-01', source: 'the test' })
    .do({
      kind: 'units-listed',
      body: 'local-parties',
      units: [{ id: 'p-1' }, { id: 'p-2' }, { id: 'p-3' }],
      source: 'the test',
    })
    .size('mps', 10);
  const meeting = { on: '2019-02-20', present: 30, quorum: 20 };
  for (const signer of ['p-1', 'p-2', 'p-3'])
    scene.do({
      kind: 'demand-signed',
      demand: 'requisition',
      signer,
      body: 'local-parties',
      meeting,
    });
  scene.do({
    kind: 'demand-unsigned',
    demand: 'requisition',
    signer: 'p-3',
    body: 'local-parties',
  });
  scene.call(L, L, 'requisition', 'leader', 'old').dates(L).openNominations(L);
  scene.nominations(L, 'a', 'members', 3, (i) => ({ 'local-party': `p-${i % 2}` }));
  scene.do(scene.nominating(L, 'a', 'mps', 'mp-1'));
  return scene
    .do({
      kind: 'qualification-certified',
      matter: L,
      candidate: 'a',
      qualification: 'mp',
      source: 'the test',
    })
    .endNominations(L);
}

/** Money, points, somebody who leaves late. */
function canada(): Reported {
  const rules = bookWith('cpc-points', {
    '/electorates/0/units/count': 2,
    '/procedures/0/nomination/gates/0/condition/of/0/threshold/count': 2,
    '/procedures/0/nomination/gates/0/condition/of/0/spread/0/areas': 2,
    '/procedures/0/nomination/gates/0/condition/of/0/spread/1/areas': 1,
  });
  const scene = new Reported(rules, '2017-02-01T09:00:00.000Z')
    .call(L, L, 'vacancy', 'leader')
    .dates(L)
    .openNominations(L);
  for (const c of ['a', 'b', 'c']) {
    scene.nominations(L, c, 'members', 2, (i) => ({ riding: `r-${i}`, province: 'p' }));
    scene.do({
      kind: 'payment-made',
      matter: L,
      candidate: c,
      amount: { amount: '100000', currency: 'CAD' },
    });
  }
  scene.endNominations(L);
  scene
    .goTo(scene.dateOf(L, 'poll-opens'))
    .frozen('roll', 'ridings', { york: 50, peel: 60 })
    .open(L, 'roll');
  scene.do({ kind: 'candidate-withdrew', matter: L, candidate: 'c' });
  scene.reports(
    L,
    report(
      [line('york', 50, { a: 20, b: 10, c: 1 }), line('peel', 60, { a: 30, b: 20, c: 2 })],
      ['a'],
    ),
  );
  scene.goTo(scene.dateOf(L, 'declaration'));
  return scene
    .do(scene.declaring(L, { elected: ['a'], electorate: 110, valid: 83 }))
    .do({
      kind: 'spending-reported',
      matter: L,
      candidate: 'b',
      amount: { amount: '5', currency: 'CAD' },
    })
    .do({
      kind: 'deposit-returned',
      matter: L,
      candidate: 'b',
      amount: { amount: '50000', currency: 'CAD' },
    });
}

/** A complaint after the declaration, a decision, an appeal, corrected figures. */
function union(): Reported {
  const scene = new Reported(book('tulrca-1992'), '2021-05-01T09:00:00.000Z')
    .do({
      kind: 'office-vacated',
      office: 'general-secretary',
      cause: 'resigned',
      on: '2021-05-01',
      because: 'Resigned.',
    })
    .call('mistake', 'election', 'vacancy', 'general-secretary')
    .do({ kind: 'contest-abandoned', matter: 'mistake', because: 'By mistake.' })
    .call('gs', 'election', 'vacancy', 'general-secretary')
    .dates('gs')
    .openNominations('gs');
  for (const c of ['a', 'b']) scene.nominations('gs', c, 'members', 1);
  scene
    .do({ kind: 'statement-filed', matter: 'gs', candidate: 'a', text: 'Me.' })
    .endNominations('gs')
    .frozen('roll', 'members', { members: 100 })
    .ballot('gs', 'roll', 'members', 100, { a: 30, b: 20 }, ['a']);
  scene.goTo(scene.dateOf('gs', 'declaration'));
  const ruling = (body: string, more: object) =>
    ({
      kind: 'ruling-made',
      ruling: body,
      matter: 'gs',
      body,
      question: 'complaint',
      decision: 'It is so.',
      reason: 'Because.',
      basis: 'x',
      ...more,
    }) as never;
  return scene
    .do(scene.declaring('gs', { elected: ['a'], electorate: 100, valid: 50, text: '100, 0.' }))
    .do({
      kind: 'figures-corrected',
      matter: 'gs',
      poll: scene.state.matters['gs']?.poll ?? '',
      report: report([line('members', 100, { a: 29, b: 21 })], ['a']),
      reason: 'Because.',
    })
    .do({
      kind: 'objection-made',
      objection: 'o',
      rule: 'complaint',
      matter: 'gs',
      about: 'x',
      by: 'm-1',
      reason: 'Because.',
    })
    .do(ruling('certification-officer', { effect: { kind: 'result-void' }, objection: 'o' }))
    .do(ruling('court', { effect: { kind: 'none' }, overturns: 'certification-officer' }));
}

/** Tickets, a contest whose outcome changes another; a tie broken by lot. */
function greens(): Reported {
  const scene = new Reported(book('gpew'), '2025-06-01T09:00:00.000Z')
    .call(L, L, 'term', 'leader')
    .dates(L)
    .openNominations(L);
  scene.do({
    kind: 'ticket-formed',
    matter: L,
    candidate: 'pair',
    name: 'PAIR',
    members: [
      { id: 'p', name: 'P', classes: ['woman'] },
      { id: 'q', name: 'Q', classes: ['man'] },
    ],
  });
  for (const c of ['pair', 'solo']) scene.nominations(L, c, 'members', 20).consents(L, c);
  scene.endNominations(L).frozen('roll', 'members', { members: 100 });
  const rounds = [{ sections: [{ section: 'members', votes: { pair: 30, solo: 30 } }] }];
  scene
    .open(L, 'roll')
    .reports(L, report([line('members', 100, { pair: 28, solo: 30, ron: 5 })], [], { rounds }));
  return scene;
}

/** Registered supporters, two gates, units of several kinds. */
function labour(): Reported {
  const scene = new Reported(book('labour-uk-2018-staged'), '2020-01-06T09:00:00.000Z')
    .size('plp-eplp', 20)
    .size('clps', 40)
    .size('affiliated-members', 100)
    .do({
      kind: 'units-listed',
      body: 'clps',
      units: [{ id: 'clp-1' }, { id: 'clp-2' }],
      source: 'the test',
    })
    .call(L, L, 'vacancy', 'leader')
    .dates(L)
    .openNominations(L)
    .nominations(L, 'a', 'plp-eplp', 2)
    .endNominations(L)
    .openNominations(L);
  for (const id of ['clp-1', 'clp-2']) scene.do(scene.nominating(L, 'a', 'clps', id));
  scene.endNominations(L);
  scene.goTo(scene.dateOf(L, 'registration-opens'));
  return scene.do({
    kind: 'elector-registered',
    matter: L,
    section: 'registered',
    elector: 's-1',
    paid: { amount: '25', currency: 'GBP' },
    declared: true,
  });
}

export const histories: readonly Reported[] = [
  conservatives(),
  liberals(),
  canada(),
  union(),
  greens(),
  labour(),
];
