import { describe, expect, test } from 'vitest';
import { type Act, may, standingRulings, tallies } from '../src/index.ts';
import { book, bookWith, day, OFFICER, rollAct, Scene } from './scene.ts';

const LABOUR = 'labour-uk-2014-omov';
const MATTER = 'leader';
const HOLDER = { id: 'holder', name: 'The Holder' };

function ruling(id: string, extra: object = {}): Act {
  return {
    kind: 'ruling-made',
    ruling: id,
    matter: MATTER,
    body: 'nec',
    question: 'incumbent-nominations',
    decision: 'No nominations are needed.',
    vote: { for: 18, against: 14, abstained: 0 },
    reason: 'Only challengers need them.',
    basis: 'The rules.',
    effect: { kind: 'candidate-automatic', candidate: HOLDER.id, name: HOLDER.name },
    ...extra,
  } as Act;
}

function freeze(id: string, section: string, extra: object = {}): Act {
  return ruling(id, {
    question: 'freeze-date',
    effect: { kind: 'freeze-date', section, date: '2025-09-01' },
    ...extra,
  });
}

function challenged(): Scene {
  return new Scene(book(LABOUR), day(1))
    .take(day(1), OFFICER, {
      kind: 'contest-called',
      matter: MATTER,
      procedure: 'leadership',
      trigger: 'challenge',
      office: 'leader',
      holder: HOLDER,
      because: 'A challenge.',
    })
    .take(day(1), OFFICER, {
      kind: 'timetable-set',
      matter: MATTER,
      by: 'nec',
      dates: {
        'nominations-open': day(2),
        'nominations-close': day(4),
        'acceptances-close': day(5),
        'affiliates-close': day(6),
        'poll-opens': day(10),
        'poll-closes': day(20),
      },
      reason: 'Agreed.',
    })
    .take(day(1), OFFICER, {
      kind: 'body-sized',
      body: 'plp-eplp',
      size: 251,
      asOf: '2026-03-01',
      source: 'The list.',
    });
}

const OPEN: Act = { kind: 'nominations-opened', matter: MATTER };

describe('who answers', () => {
  test('nominations wait for the ruling that the book leaves open', () => {
    const scene = challenged();
    expect(scene.refuse(day(2), OFFICER, OPEN)).toMatchObject({ code: 'rule/ruling-missing' });
    const open = may(scene.state, OFFICER, day(2)).find((p) => p.act === 'nominations-opened');
    expect(open?.missing).toEqual([
      'a ruling of the National Executive Committee on “Does the leader need nominations when challenged?”',
    ]);
    scene.take(day(2), OFFICER, ruling('nec-1')).take(day(2), OFFICER, OPEN);
  });

  test('a vacancy has no holder, so it waits for no ruling', () => {
    new Scene(book(LABOUR), day(1))
      .take(day(1), OFFICER, {
        kind: 'contest-called',
        matter: MATTER,
        procedure: 'leadership',
        trigger: 'vacancy',
        office: 'leader',
        because: 'A resignation.',
      })
      .take(day(1), OFFICER, {
        kind: 'body-sized',
        body: 'plp-eplp',
        size: 251,
        asOf: '2026-03-01',
        source: 'The list.',
      })
      .take(day(1), OFFICER, {
        kind: 'timetable-set',
        matter: MATTER,
        by: 'nec',
        dates: {
          'nominations-open': day(2),
          'nominations-close': day(4),
          'acceptances-close': day(5),
          'affiliates-close': day(6),
          'poll-opens': day(10),
          'poll-closes': day(20),
        },
        reason: 'Agreed.',
      })
      .take(day(2), OFFICER, OPEN);
  });

  test('a body without the power cannot answer', () => {
    expect(challenged().refuse(day(2), OFFICER, ruling('r', { body: 'plp' }))).toMatchObject({
      code: 'rule/ruling-without-power',
      message:
        'The question “Does the leader need nominations when challenged?” is for the National Executive Committee to answer, not for the Parliamentary Labour Party.',
    });
  });

  test('an answer has only the effects that the question allows', () => {
    const scene = challenged();
    const excluded = { effect: { kind: 'candidate-excluded', candidate: 'x' } };
    expect(scene.refuse(day(2), OFFICER, ruling('r', excluded)).code).toBe(
      'rule/ruling-without-power',
    );
    const other = ruling('r', { question: 'other' });
    expect(scene.refuse(day(2), OFFICER, other).code).toBe('rule/ruling-without-power');
    scene.take(day(2), OFFICER, ruling('r', { question: 'other', effect: { kind: 'none' } }));
  });

  test('the place without nominations is for the holder of the office', () => {
    const someone = { effect: { kind: 'candidate-automatic', candidate: 'x', name: 'X' } };
    expect(challenged().refuse(day(2), OFFICER, ruling('r', someone)).code).toBe(
      'rule/ruling-off-the-question',
    );
  });

  test('a ruling that was voted down was not made', () => {
    const lost = { vote: { for: 14, against: 18, abstained: 0 } };
    expect(challenged().refuse(day(2), OFFICER, ruling('r', lost)).code).toBe(
      'rule/ruling-not-carried',
    );
  });

  test('unknown bodies, questions, matters, and ids used twice are refused', () => {
    const scene = challenged().take(day(2), OFFICER, ruling('r'));
    expect(scene.refuse(day(2), OFFICER, ruling('r')).code).toBe('act/id-taken');
    expect(scene.refuse(day(2), OFFICER, ruling('s', { body: 'x' })).code).toBe(
      'rule/unknown-body',
    );
    expect(scene.refuse(day(2), OFFICER, ruling('s', { question: 'x' })).code).toBe(
      'rule/unknown-question',
    );
    expect(scene.refuse(day(2), OFFICER, ruling('s', { matter: 'x' })).code).toBe(
      'act/unknown-matter',
    );
  });

  test('the incumbent stands without a nomination', () => {
    const scene = challenged().take(day(2), OFFICER, ruling('nec')).take(day(2), OFFICER, OPEN);
    expect(tallies(scene.state, MATTER)).toEqual([
      {
        candidate: 'holder',
        nominations: 0,
        validated: true,
        reason:
          'On the paper without nominations, by a ruling of the National Executive Committee.',
      },
    ]);
  });

  test('the other answer: the incumbent needs nominations', () => {
    const scene = challenged()
      .take(day(2), OFFICER, ruling('nec', { effect: { kind: 'none' } }))
      .take(day(2), OFFICER, OPEN);
    expect(tallies(scene.state, MATTER)).toEqual([]);
  });
});

describe('overturning', () => {
  const none = { effect: { kind: 'none' } };

  test('a court may uphold, or overturn; a higher court may restore', () => {
    const scene = challenged().take(day(2), OFFICER, freeze('nec', 'members'));
    const roll = rollAct('roll', 'electors', { members: 3, registered: 2, affiliated: 1 });
    scene.take(day(2), OFFICER, freeze('nec-2', 'affiliated'));
    scene.take(day(2), OFFICER, freeze('upheld', 'members', { body: 'high-court', ...none }));
    scene.take(day(3), OFFICER, roll);
    scene.take(
      day(3),
      OFFICER,
      freeze('high', 'members', { body: 'high-court', ...none, overturns: 'nec' }),
    );
    expect(standingRulings(scene.state).map((r) => r.ruling)).toEqual(['nec-2', 'upheld', 'high']);
    const again = rollAct('roll-2', 'electors', { members: 4, registered: 2, affiliated: 1 });
    expect(scene.refuse(day(3), OFFICER, again).code).toBe('rule/freeze-date-missing');
    scene.take(
      day(4),
      OFFICER,
      freeze('appeal', 'members', { body: 'court-of-appeal', ...none, overturns: 'high' }),
    );
    expect(standingRulings(scene.state).map((r) => r.ruling)).toEqual([
      'nec',
      'nec-2',
      'upheld',
      'appeal',
    ]);
    scene.take(day(4), OFFICER, again);
  });

  test('nobody overturns who is not above', () => {
    const scene = challenged()
      .take(day(2), OFFICER, ruling('nec'))
      .take(day(2), OFFICER, ruling('high', { body: 'high-court', ...none, overturns: 'nec' }));
    expect(scene.refuse(day(3), OFFICER, ruling('nec-2', { overturns: 'high' })).code).toBe(
      'rule/ruling-without-power',
    );
    expect(
      scene.refuse(day(3), OFFICER, ruling('h2', { body: 'high-court', overturns: 'high' })).code,
    ).toBe('rule/ruling-without-power');
    expect(scene.refuse(day(3), OFFICER, ruling('nec-2', { overturns: 'nec' })).code).toBe(
      'rule/nothing-to-overturn',
    );
    const off = freeze('x', 'members', { body: 'court-of-appeal', ...none, overturns: 'high' });
    expect(scene.refuse(day(3), OFFICER, off).code).toBe('rule/ruling-off-the-question');
  });

  test('a body that changes its mind must say so', () => {
    const scene = challenged().take(day(2), OFFICER, ruling('nec'));
    expect(scene.refuse(day(2), OFFICER, ruling('nec-2')).code).toBe('rule/ruling-clashes');
    expect(scene.refuse(day(2), OFFICER, ruling('nec-2', none)).code).toBe('rule/ruling-clashes');
    scene.take(day(2), OFFICER, ruling('nec-2', { ...none, overturns: 'nec' }));
    expect(standingRulings(scene.state).map((r) => r.ruling)).toEqual(['nec-2']);
  });

  test('after nominations closed, they are closed again on the new terms', () => {
    const scene = challenged()
      .take(day(2), OFFICER, ruling('nec'))
      .take(day(2), OFFICER, OPEN)
      .consent(day(3), MATTER, 'holder')
      .closeNominations(day(4), MATTER)
      .take(day(5), OFFICER, ruling('high', { body: 'high-court', ...none, overturns: 'nec' }));
    expect(tallies(scene.state, MATTER)).toEqual([
      {
        candidate: 'holder',
        nominations: 0,
        validated: false,
        reason: '0 nominations from MPs and MEPs, 51 short of the 51 needed.',
      },
    ]);
    // The closing time has passed; the executive sets a new one.
    scene.take(day(5), OFFICER, {
      kind: 'timetable-set',
      matter: MATTER,
      by: 'nec',
      dates: {
        'nominations-open': day(2),
        'nominations-close': day(7),
        'acceptances-close': day(8),
        'affiliates-close': day(8),
        'poll-opens': day(10),
        'poll-closes': day(20),
      },
      reason: 'After the judgment.',
    });
    scene.nominate(day(6), MATTER, 'mp-1', 'other', 'plp-eplp').closeNominations(day(7), MATTER);
  });
});

describe('exclusion', () => {
  const exclude = ruling('out', {
    question: 'exclusion',
    effect: { kind: 'candidate-excluded', candidate: 'rival' },
  });
  const nomination: Act = {
    kind: 'nomination-made',
    matter: MATTER,
    candidate: 'rival',
    name: 'RIVAL',
    nominator: 'mp-1',
    body: 'plp-eplp',
  };

  test('whoever is excluded cannot be nominated, until that is overturned', () => {
    const scene = challenged()
      .take(day(2), OFFICER, ruling('nec'))
      .take(day(2), OFFICER, OPEN)
      .take(day(2), OFFICER, exclude);
    expect(scene.refuse(day(2), OFFICER, nomination).code).toBe('rule/candidate-excluded');
    const quash = { body: 'high-court', overturns: 'out', effect: { kind: 'none' } };
    scene.take(day(3), OFFICER, { ...exclude, ruling: 'quashed', ...quash } as Act);
    scene.take(day(3), OFFICER, nomination);
  });

  test('who was nominated before is not validated', () => {
    const scene = challenged()
      .take(day(2), OFFICER, ruling('nec'))
      .take(day(2), OFFICER, OPEN)
      .take(day(2), OFFICER, nomination)
      .take(day(3), OFFICER, exclude);
    expect(tallies(scene.state, MATTER)[1]).toEqual({
      candidate: 'rival',
      nominations: 1,
      validated: false,
      reason: 'Excluded by a ruling of the National Executive Committee.',
    });
  });
});

describe('the roll', () => {
  const withDates = () =>
    challenged()
      .take(day(2), OFFICER, freeze('nec', 'members'))
      .take(day(2), OFFICER, freeze('nec-2', 'affiliated'));
  const sizes = { members: 3, registered: 2, affiliated: 1 };

  test('has the sections of the book, in its order, and somebody on it', () => {
    withDates().take(day(6), OFFICER, rollAct('roll', 'electors', sizes));
    for (const wrong of [
      { members: 3, registered: 2 },
      { registered: 2, members: 3, affiliated: 1 },
      { ...sizes, friends: 1 },
    ])
      expect(withDates().refuse(day(6), OFFICER, rollAct('roll', 'electors', wrong)).code).toBe(
        'rule/sections-differ',
      );
    const empty = rollAct('roll', 'electors', { members: 0, registered: 0, affiliated: 0 });
    expect(withDates().refuse(day(6), OFFICER, empty).code).toBe('rule/roll-empty');
    expect(withDates().refuse(day(6), OFFICER, rollAct('roll', 'friends', sizes)).code).toBe(
      'rule/unknown-electorate',
    );
    const stray = {
      ...rollAct('roll', 'electors', sizes),
      excluded: [{ section: 'friends', reason: 'Unknown.', count: 2 }],
    };
    expect(withDates().refuse(day(6), OFFICER, stray).code).toBe('rule/sections-differ');
  });

  test('an electorate that is a body has the size of the body', () => {
    const scene = challenged().take(day(2), OFFICER, {
      kind: 'body-sized',
      body: 'plp',
      size: 229,
      asOf: '2026-03-02',
      source: 'The list.',
    });
    expect(scene.refuse(day(2), OFFICER, rollAct('mps', 'labour-mps', { mps: 230 }))).toMatchObject(
      {
        code: 'rule/roll-differs-from-body',
        message: 'The roll has 230 electors, and the Parliamentary Labour Party has 229 members.',
      },
    );
    scene.take(day(2), OFFICER, rollAct('mps', 'labour-mps', { mps: 229 }));
  });

  test('a date in the book itself needs no ruling', () => {
    const rules = bookWith('society-annual-election', {
      '/electorates/0/sections/0/freeze': {
        kind: 'date',
        date: '2026-01-01',
        clause: 'franchise',
      },
    });
    new Scene(rules, day(1)).roll(day(1), 'roll', 'all-members', { members: 9 });
  });
});
