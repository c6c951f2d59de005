/** What sets a contest going: vacancies, challenges, petitions, requisitions, terms, reviews. */
import { describe, expect } from 'vitest';
import { Reported } from '../reported.ts';
import { book } from '../scene.ts';
import { allows, refuses } from './cases.ts';

const L = 'leadership';

function holds(
  scene: Reported,
  office: string,
  more: Readonly<Record<string, unknown>> = {},
): Reported {
  return scene.do({
    kind: 'holder-recorded',
    office,
    holder: { id: 'old', name: 'OLD' },
    as: 'holder',
    source: 'x',
    ...more,
  } as never);
}

describe('a vacancy', () => {
  const start = () =>
    holds(new Reported(book('con-uk-2019'), '2019-06-01T09:00:00.000Z'), 'leader');
  const vacated = (cause: 'resigned' | 'removed') =>
    ({ kind: 'office-vacated', office: 'leader', cause, on: '2019-06-01', because: 'x' }) as const;

  allows('vacancy', 'the leader has resigned', () => {
    start().do(vacated('resigned')).call(L, L, 'vacancy', 'leader');
  });

  refuses('vacancy', 'nobody has left, or in another way; no office falls vacant twice', () => {
    const scene = start();
    expect(scene.refusal(scene.calling(L, L, 'vacancy', 'leader'))).toBe('rule/holder-differs');
    scene.do(vacated('removed'));
    expect(scene.refusal(scene.calling(L, L, 'vacancy', 'leader'))).toBe('rule/no-such-vacancy');
    expect(scene.refusal(vacated('resigned'))).toBe('rule/office-vacant');
  });
});

describe('a challenge', () => {
  allows('challenge', 'while the office is held, by someone with 20%', () => {
    const scene = new Reported(book('labour-uk-2021'), '2022-01-10T09:00:00.000Z')
      .size('plp', 10)
      .size('clps', 20)
      .size('affiliated-members', 100);
    scene.call(L, L, 'challenge', 'leader', 'old').dates(L).openNominations(L);
    scene.nominations(L, 'rival', 'plp', 2);
    scene.endNominations(L);
    expect(scene.state.matters[L]).toMatchObject({ gate: 1 });
  });

  refuses('challenge', 'without a holder; with 19% a challenger is out', () => {
    const scene = new Reported(book('labour-uk-2021'), '2022-01-10T09:00:00.000Z')
      .size('plp', 10)
      .size('clps', 20)
      .size('affiliated-members', 100);
    expect(scene.refusal(scene.calling(L, L, 'challenge', 'leader'))).toBe('rule/holder-missing');
    scene.call(L, L, 'challenge', 'leader', 'old').dates(L).openNominations(L);
    scene.nominations(L, 'rival', 'plp', 1);
    scene.endNominations(L);
    expect(scene.state.matters[L]).toMatchObject({ candidates: { rival: { out: true } } });
  });
});

describe('a petition by the status of the leader', () => {
  const start = (status: string) =>
    holds(new Reported(book('alp-2013'), '2014-02-01T09:00:00.000Z').size('caucus', 20), 'leader', {
      status,
    });
  const sign = (scene: Reported, n: number) => {
    for (let i = 1; i <= n; i++)
      scene.do({ kind: 'demand-signed', demand: 'petition', signer: `mp-${i}`, body: 'caucus' });
    return scene;
  };

  allows('petition', '75% against a prime minister, 60% against a leader of the opposition', () => {
    sign(start('prime-minister'), 15).call(L, L, 'petition', 'leader', 'old');
    sign(start('opposition'), 12).call(L, L, 'petition', 'leader', 'old');
  });

  refuses('petition', '14 of 20, 11 of 20, someone twice, a signature that was taken back', () => {
    const pm = sign(start('prime-minister'), 14);
    expect(pm.refusal(pm.calling(L, L, 'petition', 'leader', 'old'))).toBe('rule/demand-not-met');
    expect(
      pm.refusal({ kind: 'demand-signed', demand: 'petition', signer: 'mp-1', body: 'caucus' }),
    ).toBe('rule/signed-before');
    const opposition = sign(start('opposition'), 12).do({
      kind: 'demand-unsigned',
      demand: 'petition',
      signer: 'mp-3',
      body: 'caucus',
    });
    expect(opposition.refusal(opposition.calling(L, L, 'petition', 'leader', 'old'))).toBe(
      'rule/demand-not-met',
    );
  });
});

describe('a requisition of local parties', () => {
  const start = () => {
    const scene = holds(new Reported(book('libdem-2019'), '2019-03-01T09:00:00.000Z'), 'leader');
    const units = Array.from({ length: 80 }, (_, i) => ({ id: `party-${i + 1}` }));
    return scene.do({ kind: 'units-listed', body: 'local-parties', units, source: 'x' });
  };
  const ask = (id: string, present = 30) =>
    ({
      kind: 'demand-signed',
      demand: 'requisition',
      signer: id,
      body: 'local-parties',
      meeting: { on: '2019-02-20', present, quorum: 20 },
    }) as const;

  allows('requisition', '75 local parties, each after a quorate meeting', () => {
    const scene = start();
    for (let i = 1; i <= 75; i++) scene.do(ask(`party-${i}`));
    scene.call(L, L, 'requisition', 'leader', 'old');
  });

  refuses(
    'requisition',
    '74, one without a quorum or a meeting, one that is no local party, one too long ago',
    () => {
      const scene = start();
      for (let i = 1; i <= 74; i++) scene.do(ask(`party-${i}`));
      expect(scene.refusal(scene.calling(L, L, 'requisition', 'leader', 'old'))).toBe(
        'rule/demand-not-met',
      );
      expect(scene.refusal(ask('party-75', 19))).toBe('rule/meeting-without-quorum');
      const { meeting: _meeting, ...bare } = ask('party-75');
      expect(scene.refusal(bare)).toBe('rule/no-meeting');
      expect(scene.refusal(ask('party-99'))).toBe('rule/supporter-unknown');
      // Three months later the first 74 no longer count.
      scene.goTo('2019-07-01T09:00:00.000Z').do(ask('party-75'));
      expect(scene.refusal(scene.calling(L, L, 'requisition', 'leader', 'old'))).toBe(
        'rule/demand-not-met',
      );
    },
  );
});

describe('a term', () => {
  const start = (since: string) =>
    holds(new Reported(book('debian-constitution'), '2010-02-01T09:00:00.000Z'), 'leader', {
      since,
    });

  allows('periodic', 'within three months of the end of the year', () => {
    start('2009-04-17').call('dpl', 'leader-election', 'yearly', 'leader', 'old');
  });

  refuses('periodic', 'a month after the last election, or with nothing known of the term', () => {
    const early = start('2009-12-17');
    expect(early.refusal(early.calling('dpl', 'leader-election', 'yearly', 'leader', 'old'))).toBe(
      'rule/term-not-up',
    );
    const unknown = holds(
      new Reported(book('debian-constitution'), '2010-02-01T09:00:00.000Z'),
      'leader',
    );
    expect(
      unknown.refusal(unknown.calling('dpl', 'leader-election', 'yearly', 'leader', 'old')),
    ).toBe('rule/term-unknown');
  });

  allows('periodic', 'an event: an election lost within three months', () => {
    holds(new Reported(book('alp-2013'), '2013-10-01T09:00:00.000Z'), 'leader')
      .do({ kind: 'event-noted', event: 'election-lost', on: '2013-09-07', source: 'x' })
      .call(L, L, 'defeat', 'leader', 'old');
  });

  refuses('periodic', 'an event that has not happened, or too long ago', () => {
    const scene = holds(new Reported(book('alp-2013'), '2014-03-01T09:00:00.000Z'), 'leader');
    expect(scene.refusal(scene.calling(L, L, 'defeat', 'leader', 'old'))).toBe(
      'rule/no-such-event',
    );
    scene.do({ kind: 'event-noted', event: 'election-lost', on: '2013-09-07', source: 'x' });
    expect(scene.refusal(scene.calling(L, L, 'defeat', 'leader', 'old'))).toBe(
      'rule/event-too-long-ago',
    );
  });
});

describe('a review at convention', () => {
  const voted = (yes: number, no: number) => {
    const scene = holds(
      new Reported(book('ndp-2017'), '2016-04-10T09:00:00.000Z').size('delegates', 1800),
      'leader',
    );
    scene.do({
      kind: 'motion-tabled',
      matter: 'review',
      procedure: 'review',
      text: 'An election?',
      movers: ['chair'],
    });
    scene.dates('review').frozen('delegates', 'delegates', { delegates: 1800 });
    scene.ballot(
      'review',
      'delegates',
      'delegates',
      1800,
      { for: yes, against: no },
      yes > no ? ['for'] : [],
    );
    scene.goTo(scene.dateOf('review', 'declaration'));
    return scene.do({
      kind: 'result-declared',
      matter: 'review',
      poll: scene.state.matters['review']?.poll ?? '',
      outcome: {
        kind: 'motion',
        carried: yes > no,
        for: yes,
        against: no,
        abstained: 0,
        spoilt: 0,
        electorate: 1800,
        turnout: '100',
        effect: 'x',
      },
      text: 'x',
    });
  };

  allows('review-vote', 'the convention wants an election, and the leader stays meanwhile', () => {
    const scene = voted(936, 864);
    expect(scene.state.holders['leader']).toEqual({ id: 'old', name: 'OLD' });
    scene.call(L, L, 'review', 'leader', 'old');
  });

  refuses('review-vote', 'the convention does not', () => {
    const scene = voted(864, 936);
    expect(scene.refusal(scene.calling(L, L, 'review', 'leader', 'old'))).toBe(
      'rule/motion-not-carried',
    );
  });
});

describe('a motion of the caucus', () => {
  const start = (signatures: number) => {
    const scene = holds(
      new Reported(book('cpc-points-2022'), '2022-02-01T09:00:00.000Z').size('caucus', 119),
      'leader',
    );
    for (let i = 1; i <= signatures; i++)
      scene.do({ kind: 'demand-signed', demand: 'request', signer: `mp-${i}`, body: 'caucus' });
    return scene;
  };
  const table = {
    kind: 'motion-tabled',
    matter: 'vote',
    procedure: 'removal',
    text: 'Replace.',
    movers: ['chair'],
  } as const;

  refuses('confidence-ballot', 'it is not held before enough have asked: 23 of 119', () => {
    expect(start(23).refusal(table)).toBe('rule/demand-not-met');
    start(24).do(table);
  });
});
