import { describe, expect, test } from 'vitest';
import {
  type Act,
  isMotionCarried,
  type Manifest,
  type MotionProcedure,
  may,
} from '../src/index.ts';
import { BLOB, book, bookWith, day, OFFICER, Scene, SYSTEM } from './scene.ts';

const BOOK = 'confidence-motion';
const MATTER = 'motion-1';

function tabled(matter = MATTER, movers: readonly string[] = ['m-1', 'm-2', 'm-3']): Act {
  return {
    kind: 'motion-tabled',
    matter,
    procedure: 'no-confidence',
    text: 'That this society has no confidence in its leader.',
    movers,
  };
}

const MOVER = { role: 'mover', id: 'm-1' } as const;

function voting(rules = book(BOOK)): Scene {
  return new Scene(rules, day(1))
    .take(day(1), MOVER, tabled())
    .take(day(1), OFFICER, {
      kind: 'timetable-set',
      matter: MATTER,
      by: 'meeting-chair',
      dates: { 'poll-opens': day(2), 'poll-closes': day(3) },
      reason: 'At the meeting.',
    })
    .roll(day(1), 'roll', 'all-members', { members: 100 })
    .ceremony(day(1), 'poll')
    .prepare(day(1), MATTER, 'poll', 'roll')
    .take(day(2), SYSTEM, { kind: 'poll-opened', poll: 'poll' });
}

interface Votes {
  readonly for: number;
  readonly against: number;
  readonly abstained: number;
  readonly spoilt: number;
}

function counted(votes: Votes, elected: readonly string[]): Scene {
  const cast = votes.for + votes.against + votes.abstained + votes.spoilt;
  return voting()
    .close(day(3), 'poll', { members: cast })
    .openBox(day(3), 'poll', { members: votes.spoilt })
    .take(day(3), SYSTEM, {
      kind: 'poll-counted',
      poll: 'poll',
      rule: 'motion',
      elected,
      transcript: BLOB,
    });
}

function declared(votes: Votes, carried: boolean): Act {
  return {
    kind: 'result-declared',
    matter: MATTER,
    poll: 'poll',
    outcome: {
      kind: 'motion',
      carried,
      ...votes,
      electorate: 100,
      turnout: '50.0',
      effect: 'The office of leader falls vacant at once.',
    },
    text: 'Declared.',
  };
}

describe('tabling a motion', () => {
  const scene = () => new Scene(book(BOOK), day(1));

  test('takes as many movers as the book says, each once', () => {
    expect(scene().refuse(day(1), MOVER, tabled(MATTER, ['m-1', 'm-2']))).toMatchObject({
      code: 'rule/too-few-movers',
      citation: 'Model rules for a motion of confidence, rule 2',
    });
    expect(scene().refuse(day(1), MOVER, tabled(MATTER, ['m-1', 'm-2', 'm-1'])).code).toBe(
      'rule/mover-twice',
    );
    expect(scene().refuse(day(1), MOVER, tabled(MATTER, ['m-4', 'm-2', 'm-3'])).code).toBe(
      'act/wrong-actor',
    );
    scene().take(day(1), MOVER, tabled());
  });

  test('its movers may withdraw it until it is voted on', () => {
    const withdraw = { kind: 'motion-withdrawn', matter: MATTER } as const;
    const on = scene().take(day(1), MOVER, tabled());
    expect(on.refuse(day(1), { role: 'mover', id: 'm-9' }, withdraw).code).toBe('act/wrong-actor');
    on.take(day(1), { role: 'mover', id: 'm-2' }, withdraw);
    expect(on.refuse(day(1), MOVER, withdraw).code).toBe('rule/matter-over');
    expect(voting().refuse(day(2), MOVER, withdraw).code).toBe('rule/poll-open');
  });

  test('the question is the motion itself, and the paper the book’s', () => {
    const { poll } = voting().state.polls;
    const manifest = poll?.manifest as Manifest;
    expect(manifest.question).toBe('That this society has no confidence in its leader.');
    expect(manifest.form).toEqual({ kind: 'motion', abstain: true });
    expect(manifest.options).toEqual([
      { id: 'for', name: 'For the motion' },
      { id: 'against', name: 'Against the motion' },
      { id: 'abstain', name: 'Abstain' },
    ]);
  });
});

describe('the decision', () => {
  test.each<[string, Votes, boolean]>([
    ['more than half of the valid votes', { for: 26, against: 20, abstained: 5, spoilt: 0 }, true],
    ['exactly half is not more', { for: 25, against: 20, abstained: 5, spoilt: 0 }, false],
    ['abstentions are in the base', { for: 25, against: 10, abstained: 20, spoilt: 0 }, false],
    ['spoilt papers are not', { for: 26, against: 25, abstained: 0, spoilt: 9 }, true],
    ['a quarter of the roll has voted', { for: 20, against: 4, abstained: 0, spoilt: 1 }, true],
    ['fewer than a quarter', { for: 20, against: 4, abstained: 0, spoilt: 0 }, false],
  ])('%s', (_what, votes, carried) => {
    const [right, wrong] = carried ? [['for'], []] : [[], ['for']];
    counted(votes, right ?? []).take(day(3), OFFICER, declared(votes, carried));
    const scene = counted(votes, right ?? []);
    expect(scene.refuse(day(3), OFFICER, declared(votes, !carried)).code).toBe(
      'rule/outcome-differs',
    );
    expect(counted(votes, wrong ?? []).refuse(day(3), OFFICER, declared(votes, carried)).code).toBe(
      'rule/outcome-differs',
    );
  });

  test('figures that are not those of the box are refused', () => {
    const votes = { for: 30, against: 10, abstained: 0, spoilt: 2 };
    for (const wrong of [
      { ...votes, for: 31 },
      { ...votes, spoilt: 3 },
      { ...votes, for: 29, abstained: 2 },
    ])
      expect(counted(votes, ['for']).refuse(day(3), OFFICER, declared(wrong, true)).code).toBe(
        'rule/outcome-differs',
      );
  });

  test('the majority may be of everyone, or two thirds', () => {
    const majority = (of: string, share: readonly [number, number], reach: string) =>
      bookWith(BOOK, {
        '/procedures/0/decision/of': of,
        '/procedures/0/decision/share': { numerator: share[0], denominator: share[1] },
        '/procedures/0/decision/reach': reach,
      }).procedures[0] as MotionProcedure;
    const votes = { for: 60, against: 30, abstained: 0, spoilt: 0, electorate: 120 };
    expect(isMotionCarried(majority('electorate', [1, 2], 'more-than'), votes)).toBe(false);
    expect(isMotionCarried(majority('electorate', [1, 2], 'at-least'), votes)).toBe(true);
    expect(isMotionCarried(majority('for-and-against', [2, 3], 'at-least'), votes)).toBe(true);
    expect(isMotionCarried(majority('for-and-against', [2, 3], 'more-than'), votes)).toBe(false);
    expect(
      isMotionCarried(majority('all-papers', [2, 3], 'at-least'), { ...votes, spoilt: 1 }),
    ).toBe(false);
  });
});

describe('what follows', () => {
  const won = { for: 30, against: 10, abstained: 0, spoilt: 0 };
  const lost = { for: 10, against: 30, abstained: 0, spoilt: 0 };

  test('a motion that is carried empties the office', () => {
    const scene = counted(won, ['for']).take(day(3), OFFICER, declared(won, true));
    expect(scene.state.holders).toEqual({ leader: null });
  });

  test('one that is lost protects the leader for six months, to the millisecond', () => {
    const scene = counted(lost, []).take(day(3), OFFICER, declared(lost, false));
    expect(scene.state.holders).toEqual({});
    const again = tabled('motion-2');
    expect(scene.refuse('2026-09-03T07:59:59.999Z', MOVER, again)).toMatchObject({
      code: 'rule/too-early',
      // Nine in the morning of March is ten of the summer: six months later by the clock on the wall.
      message: 'Not before 3 September 2026, 09:00 (Europe/London).',
    });
    const waiting = may(scene.state, MOVER, day(4)).find((p) => p.act === 'motion-tabled');
    expect(waiting).toMatchObject({ open: false, from: '2026-09-03T08:00:00.000Z', missing: [] });
    scene.take('2026-09-03T08:00:00.000Z', MOVER, again);
  });

  test('a motion that binds nobody changes nothing', () => {
    const rules = bookWith(BOOK, {
      '/procedures/0/effect': { kind: 'advisory', text: 'Nothing follows.', clause: 'effect' },
    });
    const scene = voting(rules)
      .close(day(3), 'poll', { members: 40 })
      .openBox(day(3), 'poll')
      .take(day(3), SYSTEM, {
        kind: 'poll-counted',
        poll: 'poll',
        rule: 'motion',
        elected: ['for'],
        transcript: BLOB,
      })
      .take(day(3), OFFICER, declared(won, true));
    expect(scene.state.holders).toEqual({});
  });

  test('a contest may wait for a motion that was carried', () => {
    const motion = book(BOOK).procedures[0] as MotionProcedure;
    const { quorum: _quorum, immunity: _immunity, ...rest } = motion;
    const [election] = book('society-annual-election').procedures;
    const clause = 'chair';
    const rules = bookWith('society-annual-election', {
      '/procedures/1': {
        ...rest,
        clause,
        office: 'chair',
        tabling: { body: 'members', movers: 1, clause },
        decision: { ...motion.decision, clause },
        effect: {
          kind: 'vacates',
          office: 'chair',
          procedure: 'chair-election',
          trigger: 'removed',
          text: 'The chair is vacant.',
          clause,
        },
        franchise: { electorate: 'all-members', clause },
        timetable: { ...motion.timetable, setBy: 'committee', clause, spans: [] },
        poll: election?.poll,
        results: election?.results,
      },
      '/procedures/0/triggers/2': {
        id: 'removed',
        name: 'the chair was removed',
        office: 'vacant',
        motion: 'no-confidence',
        clause,
      },
    });
    const call: Act = {
      kind: 'contest-called',
      matter: 'chair',
      procedure: 'chair-election',
      trigger: 'removed',
      office: 'chair',
      because: 'The chair was removed.',
    };
    const scene = new Scene(rules, day(1));
    expect(scene.refuse(day(1), OFFICER, call).code).toBe('rule/motion-not-carried');
    scene
      .take(day(1), MOVER, tabled())
      .take(day(1), OFFICER, {
        kind: 'timetable-set',
        matter: MATTER,
        by: 'committee',
        dates: { 'poll-opens': day(2), 'poll-closes': day(3) },
        reason: 'At the meeting.',
      })
      .roll(day(1), 'roll', 'all-members', { members: 100 })
      .ceremony(day(1), 'poll')
      .prepare(day(1), MATTER, 'poll', 'roll')
      .take(day(2), SYSTEM, { kind: 'poll-opened', poll: 'poll' })
      .close(day(3), 'poll', { members: 40 })
      .openBox(day(3), 'poll')
      .take(day(3), SYSTEM, {
        kind: 'poll-counted',
        poll: 'poll',
        rule: 'motion',
        elected: ['for'],
        transcript: BLOB,
      })
      .take(day(3), OFFICER, declared(won, true))
      .take(day(4), OFFICER, call);
  });
});
