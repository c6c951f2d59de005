import { describe, expect, test } from 'vitest';
import { may, standings, tallies } from '../src/index.ts';
import {
  book,
  bookWith,
  CHAIR,
  callChair,
  day,
  OFFICER,
  Scene,
  SYSTEM,
  societyNominating,
} from './scene.ts';

const SOCIETY = 'society-annual-election';
const CLOSES = day(9);

function nomination(nominator: string, candidate: string, name = candidate.toUpperCase()) {
  return {
    kind: 'nomination-made',
    matter: CHAIR,
    candidate,
    name,
    nominator,
    body: 'members',
  } as const;
}
const as = (id: string) => ({ role: 'nominator', id }) as const;

describe('when nominations are made', () => {
  test('not before they open, not by a millisecond', () => {
    const scene = callChair(new Scene(book(SOCIETY), day(1)));
    const open = { kind: 'nominations-opened', matter: CHAIR } as const;
    const breach = scene.refuse(day(2, '08:59:59.999'), OFFICER, open);
    expect(breach).toMatchObject({
      code: 'rule/too-early',
      citation: 'Model rules for a society, rule 4',
      message: 'Not before 2 March 2026, 09:00 (Europe/London).',
    });
    scene.take(day(2), SYSTEM, open);
    expect(scene.refuse(day(2), OFFICER, open).code).toBe('rule/nominations-opened-before');
  });

  test('at the deadline is in time, a millisecond later is not', () => {
    const scene = societyNominating();
    scene.take(CLOSES, as('m-1'), nomination('m-1', 'ada'));
    expect(scene.refuse(day(9, '09:00:00.001'), as('m-2'), nomination('m-2', 'ada'))).toMatchObject(
      {
        code: 'rule/too-late',
        message: 'The time for this ended: 9 March 2026, 09:00 (Europe/London).',
      },
    );
  });

  test('not once they are closed', () => {
    const scene = societyNominating().closeNominations(CLOSES, CHAIR);
    expect(scene.refuse(CLOSES, as('m-1'), nomination('m-1', 'ada')).code).toBe(
      'rule/nominations-closed',
    );
  });

  test('they close at their time and never before', () => {
    const scene = societyNominating();
    const act = { kind: 'nominations-closed', matter: CHAIR, tallies: [] } as const;
    expect(scene.refuse(day(9, '08:59:59.999'), OFFICER, act).code).toBe('rule/too-early');
    scene.take(CLOSES, OFFICER, act);
  });
});

describe('who nominates whom', () => {
  test('a nominator has one nomination at a time, and may take it back', () => {
    const scene = societyNominating().nominate(day(3), CHAIR, 'm-1', 'ada', 'members');
    expect(scene.refuse(day(3), as('m-1'), nomination('m-1', 'bo'))).toMatchObject({
      code: 'rule/nominations-spent',
      citation: 'Model rules for a society, rule 5',
    });
    expect(scene.refuse(day(3), as('m-1'), nomination('m-1', 'ada')).code).toBe(
      'rule/nominations-spent',
    );
    scene.take(day(4), as('m-1'), {
      kind: 'nomination-withdrawn',
      matter: CHAIR,
      candidate: 'ada',
      nominator: 'm-1',
    });
    scene.nominate(day(4), CHAIR, 'm-1', 'bo', 'members');
    expect(standings(scene.state, CHAIR).map((s) => [s.candidate, s.nominations])).toEqual([
      ['ada', 0],
      ['bo', 1],
    ]);
  });

  test('where the book allows no switching, what is made stays made', () => {
    const rules = bookWith(SOCIETY, {
      '/procedures/0/nomination/perNominator/switching': false,
    });
    const scene = societyNominating(rules).nominate(day(3), CHAIR, 'm-1', 'ada', 'members');
    const back = {
      kind: 'nomination-withdrawn',
      matter: CHAIR,
      candidate: 'ada',
      nominator: 'm-1',
    } as const;
    expect(scene.refuse(day(4), as('m-1'), back).code).toBe('rule/no-switching');
  });

  test('where the book sets no limit, a nominator may nominate everyone, each once', () => {
    const rules = bookWith(SOCIETY, { '/procedures/0/nomination/perNominator': undefined });
    const scene = societyNominating(rules)
      .nominate(day(3), CHAIR, 'm-1', 'ada', 'members')
      .nominate(day(3), CHAIR, 'm-1', 'bo', 'members');
    expect(scene.refuse(day(3), as('m-1'), nomination('m-1', 'ada')).code).toBe(
      'rule/nominated-before',
    );
  });

  test('a nominator acts for itself alone; the officer may act for whoever asks on paper', () => {
    const scene = societyNominating();
    expect(scene.refuse(day(3), as('m-1'), nomination('m-2', 'ada')).code).toBe('act/wrong-actor');
    scene.take(day(3), OFFICER, nomination('m-2', 'ada'));
    const candidate = { role: 'candidate', id: 'ada' } as const;
    expect(scene.refuse(day(3), candidate, nomination('ada', 'bo')).code).toBe('act/wrong-role');
  });

  test('nobody nominates themselves, unless the book lets them', () => {
    expect(societyNominating().refuse(day(3), as('ada'), nomination('ada', 'ada'))).toMatchObject({
      code: 'rule/self-nomination',
      citation: 'Model rules for a society, rule 6',
    });
    const rules = bookWith(SOCIETY, { '/procedures/0/nomination/selfNomination/allowed': true });
    societyNominating(rules).take(day(3), as('ada'), nomination('ada', 'ada'));
  });

  test('a candidate has one name, and a nominator belongs to the body that nominates', () => {
    const scene = societyNominating().nominate(day(3), CHAIR, 'm-1', 'ada', 'members');
    expect(scene.refuse(day(3), as('m-2'), nomination('m-2', 'ada', 'Ada Lovelace')).code).toBe(
      'rule/name-differs',
    );
    const stray = { ...nomination('m-2', 'ada'), body: 'committee' };
    expect(scene.refuse(day(3), as('m-2'), stray).code).toBe('rule/not-a-nominating-body');
  });

  test('no more nominators than the body has members', () => {
    const scene = societyNominating().take(day(3), OFFICER, {
      kind: 'body-sized',
      body: 'members',
      size: 2,
      asOf: '2026-03-03',
      source: 'The roll.',
    });
    scene.nominate(day(3), CHAIR, 'm-1', 'ada', 'members');
    scene.nominate(day(3), CHAIR, 'm-2', 'ada', 'members');
    expect(scene.refuse(day(3), as('m-3'), nomination('m-3', 'ada')).code).toBe(
      'rule/more-nominators-than-members',
    );
  });

  test('whoever withdraws gives the nominations back and cannot be nominated again', () => {
    const scene = societyNominating()
      .nominate(day(3), CHAIR, 'm-1', 'ada', 'members')
      .take(
        day(4),
        { role: 'candidate', id: 'ada' },
        {
          kind: 'candidate-withdrew',
          matter: CHAIR,
          candidate: 'ada',
        },
      )
      .nominate(day(5), CHAIR, 'm-1', 'bo', 'members');
    expect(scene.refuse(day(5), as('m-2'), nomination('m-2', 'ada')).code).toBe(
      'rule/candidate-withdrew',
    );
  });
});

describe('what candidates do', () => {
  test('they consent, for themselves, once, in time', () => {
    const scene = societyNominating().nominate(day(3), CHAIR, 'm-1', 'ada', 'members');
    const consent = { kind: 'candidate-consented', matter: CHAIR, candidate: 'ada' } as const;
    expect(scene.refuse(day(3), { role: 'candidate', id: 'bo' }, consent).code).toBe(
      'rule/not-a-candidate',
    );
    scene.consent(day(3), CHAIR, 'ada');
    expect(scene.refuse(day(3), { role: 'candidate', id: 'ada' }, consent).code).toBe(
      'rule/done-before',
    );
    const late = societyNominating().nominate(day(3), CHAIR, 'm-1', 'ada', 'members');
    expect(late.refuse(day(9, '09:00:00.001'), OFFICER, consent).code).toBe('rule/too-late');
  });

  test('a statement has its length, and its time', () => {
    const scene = societyNominating().nominate(day(3), CHAIR, 'm-1', 'ada', 'members');
    const ada = { role: 'candidate', id: 'ada' } as const;
    const filed = (text: string) =>
      ({ kind: 'statement-filed', matter: CHAIR, candidate: 'ada', text }) as const;
    expect(scene.refuse(day(3), ada, filed('word '.repeat(301)))).toMatchObject({
      code: 'rule/statement-too-long',
      message: 'The statement has 301 words; 300 are allowed.',
    });
    scene.take(day(3), ada, filed('word '.repeat(300)));
    expect(scene.refuse(day(10, '09:00:00.001'), ada, filed('Late.')).code).toBe('rule/too-late');
    const rules = bookWith(SOCIETY, { '/procedures/0/nomination/statement': undefined });
    const silent = societyNominating(rules).nominate(day(3), CHAIR, 'm-1', 'ada', 'members');
    expect(silent.refuse(day(3), ada, filed('Hello.')).code).toBe('rule/no-statements');
  });
});

describe('who is validated', () => {
  const twice = (scene: Scene, candidate: string) =>
    scene
      .nominate(day(3), CHAIR, `${candidate}-1`, candidate, 'members')
      .nominate(day(3), CHAIR, `${candidate}-2`, candidate, 'members');

  test('a proposer, a seconder and consent', () => {
    const scene = societyNominating();
    twice(scene, 'ada').consent(day(3), CHAIR, 'ada');
    twice(scene, 'bo');
    scene.nominate(day(3), CHAIR, 'm-1', 'cy', 'members').consent(day(3), CHAIR, 'cy');
    expect(tallies(scene.state, CHAIR)).toEqual([
      {
        candidate: 'ada',
        nominations: 2,
        validated: true,
        reason: '2 nominations from members; 2 were needed.',
      },
      { candidate: 'bo', nominations: 2, validated: false, reason: 'Has not consented to stand.' },
      {
        candidate: 'cy',
        nominations: 1,
        validated: false,
        reason: '1 nomination from members, 1 short of the 2 needed.',
      },
    ]);
    scene.closeNominations(CLOSES, CHAIR);
  });

  test('the entry must say exactly that, in that order', () => {
    const scene = societyNominating();
    twice(scene, 'ada').consent(day(3), CHAIR, 'ada');
    twice(scene, 'bo').consent(day(3), CHAIR, 'bo');
    const right = tallies(scene.state, CHAIR);
    const closed = (said: readonly unknown[]) => ({
      kind: 'nominations-closed',
      matter: CHAIR,
      tallies: said,
    });
    const first = right[0];
    for (const wrong of [
      [],
      right.slice(1),
      right.toReversed(),
      [{ ...first, nominations: 3 }, right[1]],
      [{ ...first, validated: false }, right[1]],
      [{ ...first, reason: 'Because.' }, right[1]],
      [...right, { ...first, candidate: 'zoe' }],
    ])
      expect(scene.refuse(CLOSES, OFFICER, closed(wrong)).code).toBe('rule/tallies-differ');
    scene.take(CLOSES, OFFICER, closed(right) as never);
  });

  test('the officer is told what is still missing, and by when', () => {
    const scene = societyNominating().nominate(day(3), CHAIR, 'm-1', 'ada', 'members');
    const prepare = may(scene.state, OFFICER, day(3)).find((p) => p.act === 'poll-prepared');
    expect(prepare?.open).toBe(false);
    expect(prepare?.missing).toContain(
      '1 more nomination for ADA by 9 March 2026, 09:00 (Europe/London), if ADA is to stand',
    );
  });
});

describe('the holder of the office', () => {
  const held = (rules = book(SOCIETY)) => {
    const scene = new Scene(rules, day(1)).take(day(1), OFFICER, {
      kind: 'contest-called',
      matter: CHAIR,
      procedure: 'chair-election',
      trigger: 'yearly',
      office: 'chair',
      holder: { id: 'old', name: 'OLD' },
      because: 'The year is over.',
    });
    return scene
      .take(day(1), OFFICER, {
        kind: 'timetable-set',
        matter: CHAIR,
        by: 'committee',
        dates: {
          'nominations-open': day(2),
          'nominations-close': CLOSES,
          'poll-opens': day(10),
          'poll-closes': day(17),
        },
        reason: 'As every year.',
      })
      .take(day(2), OFFICER, { kind: 'nominations-opened', matter: CHAIR });
  };
  const incumbent = (kind: string) =>
    bookWith(SOCIETY, {
      '/procedures/0/nomination/incumbent': { kind, clause: 'incumbent' },
    });

  test('by papers: needs nominations like anyone else', () => {
    const scene = held();
    expect(standings(scene.state, CHAIR)).toEqual([]);
    scene.nominate(day(3), CHAIR, 'm-1', 'old', 'members').consent(day(3), CHAIR, 'old');
    expect(tallies(scene.state, CHAIR)[0]?.validated).toBe(false);
  });

  test('automatic: on the paper without one, if they consent', () => {
    const scene = held(incumbent('automatic'));
    expect(tallies(scene.state, CHAIR)).toMatchObject([
      { candidate: 'old', nominations: 0, validated: false },
    ]);
    scene.consent(day(3), CHAIR, 'old');
    expect(tallies(scene.state, CHAIR)).toEqual([
      {
        candidate: 'old',
        nominations: 0,
        validated: true,
        reason: 'On the paper without nominations, as holder of the office.',
      },
    ]);
  });

  test('barred: cannot be nominated', () => {
    const scene = held(incumbent('barred'));
    expect(scene.refuse(day(3), as('m-1'), nomination('m-1', 'old')).code).toBe(
      'rule/holder-barred',
    );
  });
});

describe('gates in sequence', () => {
  const staged = bookWith(SOCIETY, {
    '/procedures/0/timetable/stages': [
      ['nominations-open', []],
      ['nominations-close', ['nominations-open']],
      ['second-open', ['nominations-close']],
      ['second-close', ['second-open']],
      ['poll-opens', ['second-close']],
      ['poll-closes', ['poll-opens']],
    ].map(([id, after]) => ({ id, name: id, optional: false, after })),
    '/procedures/0/nomination/gates/1': {
      id: 'second',
      name: 'Committee nominations',
      clause: 'nomination',
      opens: 'second-open',
      closes: 'second-close',
      condition: {
        kind: 'any',
        of: [
          {
            kind: 'nominations',
            body: 'committee',
            threshold: { kind: 'percent', percent: '50', asOf: 'nominations-close' },
            clause: 'nomination',
          },
          {
            kind: 'nominations',
            body: 'general-meeting',
            threshold: { kind: 'count', count: 1 },
            clause: 'nomination',
          },
        ],
      },
    },
  });

  function atSecondGate(): Scene {
    const scene = new Scene(staged, day(1))
      .take(day(1), OFFICER, {
        kind: 'contest-called',
        matter: CHAIR,
        procedure: 'chair-election',
        trigger: 'yearly',
        office: 'chair',
        because: 'The year is over.',
      })
      .take(day(1), OFFICER, {
        kind: 'timetable-set',
        matter: CHAIR,
        by: 'committee',
        dates: {
          'nominations-open': day(2),
          'nominations-close': day(4),
          'second-open': day(5),
          'second-close': day(9),
          'poll-opens': day(10),
          'poll-closes': day(17),
        },
        reason: 'Two stages.',
      })
      .take(day(2), OFFICER, { kind: 'nominations-opened', matter: CHAIR });
    for (const candidate of ['ada', 'bo'])
      scene
        .nominate(day(3), CHAIR, `${candidate}-1`, candidate, 'members')
        .nominate(day(3), CHAIR, `${candidate}-2`, candidate, 'members')
        .consent(day(3), CHAIR, candidate);
    scene.nominate(day(3), CHAIR, 'm-9', 'cy', 'members');
    return scene.closeNominations(day(4), CHAIR);
  }

  test('who fails the first is out; the second needs the size of its body', () => {
    const scene = atSecondGate();
    expect(
      scene.refuse(day(4), as('c-1'), { ...nomination('c-1', 'ada'), body: 'committee' }).code,
    ).toBe('rule/nominations-not-open');
    expect(
      scene.refuse(day(5), OFFICER, { kind: 'nominations-opened', matter: CHAIR }),
    ).toMatchObject({ code: 'rule/size-unknown' });
    scene
      .take(day(5), OFFICER, {
        kind: 'body-sized',
        body: 'committee',
        size: 5,
        asOf: '2026-03-01',
        source: 'The minutes.',
      })
      .take(day(5), OFFICER, { kind: 'nominations-opened', matter: CHAIR });
    const out = { ...nomination('c-1', 'cy'), body: 'committee' };
    expect(scene.refuse(day(5), as('c-1'), out).code).toBe('rule/candidate-out');
    expect(scene.refuse(day(5), as('c-1'), { ...out, candidate: 'dee', name: 'DEE' }).code).toBe(
      'rule/candidate-out',
    );
    scene
      .nominate(day(6), CHAIR, 'c-1', 'ada', 'committee')
      .nominate(day(6), CHAIR, 'c-2', 'ada', 'committee')
      .nominate(day(6), CHAIR, 'gm', 'bo', 'general-meeting');
    // Half of five, rounded up, is three; any one of the two conditions is enough.
    expect(tallies(scene.state, CHAIR).map((t) => [t.candidate, t.validated])).toEqual([
      ['ada', false],
      ['bo', true],
    ]);
    scene.closeNominations(day(9), CHAIR);
  });
});
