import { describe, expect, test } from 'vitest';
import { next } from '../src/index.ts';
import {
  book,
  bookWith,
  CHAIR,
  callChair,
  day,
  HEX,
  OFFICER,
  Scene,
  SOCIETY_DATES,
  societyNominating,
  societyVoting,
} from './scene.ts';

const SOCIETY = 'society-annual-election';
const opened = () => new Scene(book(SOCIETY), day(1));

function call(extra: object = {}) {
  return {
    kind: 'contest-called',
    matter: CHAIR,
    procedure: 'chair-election',
    trigger: 'yearly',
    office: 'chair',
    because: 'The year is over.',
    ...extra,
  };
}

function dates(changes: Readonly<Record<string, string | undefined>>) {
  const all = Object.entries({ ...SOCIETY_DATES, ...changes });
  return {
    kind: 'timetable-set',
    matter: CHAIR,
    by: 'committee',
    dates: Object.fromEntries(all.filter(([, at]) => at !== undefined)),
    reason: 'As every year.',
  };
}

describe('the proceeding', () => {
  const opening = {
    kind: 'proceeding-opened',
    proceeding: 'test',
    organisation: 'A society',
    title: 'A test',
    mode: 'simple',
    logKey: 'log',
    officerKey: HEX,
    notes: [],
  };

  test('is opened once, first, and under this very book', () => {
    const scene = opened();
    const bookRef = scene.state.proceeding?.book;
    expect(scene.refuse(day(1), OFFICER, { ...opening, book: bookRef }).code).toBe(
      'act/opened-twice',
    );
    const other = new Scene(bookWith(SOCIETY, { '/summary': 'Another text.' }), day(1));
    expect(other.state.bookHash).not.toBe(scene.state.bookHash);
    const fresh = opened();
    fresh.state = { ...fresh.state, proceeding: undefined };
    expect(
      fresh.refuse(day(1), OFFICER, { ...opening, book: { ...bookRef, hash: HEX } }).code,
    ).toBe('rule/book-differs');
    expect(fresh.refuse(day(1), OFFICER, call()).code).toBe('act/not-opened');
  });

  test('time and place only go forward', () => {
    const scene = opened().take(day(2), OFFICER, {
      kind: 'correction-made',
      of: 0,
      text: 'The title should be: A trial.',
    });
    expect(scene.refuse(day(1), OFFICER, call()).code).toBe('act/time-backwards');
    expect(scene.refuse(day(2), OFFICER, { kind: 'correction-made', of: 2, text: 'x' }).code).toBe(
      'act/correction-of-nothing',
    );
    scene.state = { ...scene.state, seq: 7 };
    const { seq } = scene.entry(day(2), OFFICER, call() as never);
    expect(seq).toBe(8);
  });

  test('the size of a body is not known before its day, nor that of a body nobody knows', () => {
    const sized = {
      kind: 'body-sized',
      body: 'committee',
      size: 5,
      asOf: '2026-03-02',
      source: 's',
    };
    expect(opened().refuse(day(1), OFFICER, sized).code).toBe('rule/size-not-yet-known');
    opened().take(day(2), OFFICER, sized as never);
    expect(opened().refuse(day(2), OFFICER, { ...sized, body: 'elders' }).code).toBe(
      'rule/unknown-body',
    );
  });
});

describe('calling a contest', () => {
  test('for an office and by a trigger of the procedure', () => {
    expect(opened().refuse(day(1), OFFICER, call({ procedure: 'coup' })).code).toBe(
      'rule/unknown-procedure',
    );
    expect(opened().refuse(day(1), OFFICER, call({ office: 'treasurer' })).code).toBe(
      'rule/not-for-this-office',
    );
    expect(opened().refuse(day(1), OFFICER, call({ trigger: 'whim' })).code).toBe(
      'rule/unknown-trigger',
    );
    expect(opened().refuse(day(1), { role: 'system', id: 'x' }, call()).code).toBe(
      'act/wrong-role',
    );
    opened().take(day(1), OFFICER, call() as never);
  });

  test('a vacancy has no holder, a challenge has one', () => {
    const holder = { id: 'old', name: 'Old' };
    expect(opened().refuse(day(1), OFFICER, call({ trigger: 'vacancy', holder })).code).toBe(
      'rule/office-held',
    );
    const labour = new Scene(book('labour-uk-2014-omov'), day(1));
    const challenge = {
      ...call(),
      procedure: 'leadership',
      trigger: 'challenge',
      office: 'leader',
    };
    expect(labour.refuse(day(1), OFFICER, challenge)).toMatchObject({
      code: 'rule/holder-missing',
      citation: 'Labour Party Rule Book 2016, chapter 4, clause II.2.B(ii)',
    });
    labour.take(day(1), OFFICER, { ...challenge, holder } as never);
  });

  test('one contest for an office at a time, and one matter to an id', () => {
    const scene = opened().take(day(1), OFFICER, call() as never);
    expect(scene.refuse(day(1), OFFICER, call()).code).toBe('act/id-taken');
    expect(scene.refuse(day(1), OFFICER, call({ matter: 'again' })).code).toBe(
      'rule/contest-running',
    );
  });
});

describe('the timetable', () => {
  const called = () => opened().take(day(1), OFFICER, call() as never);

  test('is set by the body that the book names', () => {
    expect(called().refuse(day(1), OFFICER, { ...dates({}), by: 'members' })).toMatchObject({
      code: 'rule/timetable-by-another',
      message: 'The timetable is set by the committee, not by the members of the society.',
    });
    called().take(day(1), OFFICER, dates({}) as never);
  });

  test.each([
    ['rule/unknown-stage', { hustings: day(5) }],
    ['rule/stage-missing', { 'poll-opens': undefined }],
    ['rule/stages-out-of-order', { 'poll-opens': day(8) }],
    ['rule/stages-out-of-order', { declaration: day(16) }],
    ['rule/date-passed', { 'nominations-open': '2026-02-27T09:00:00.000Z' }],
  ])('%s', (code, changes) => {
    expect(called().refuse(day(1), OFFICER, dates(changes)).code).toBe(code);
  });

  test('stages may fall together, and one in the running minute is not past', () => {
    called().take(
      day(1, '09:00:59.000'),
      OFFICER,
      dates({ 'nominations-open': day(1), 'poll-opens': day(9) }) as never,
    );
  });

  test('keeps the distances that the book asks for, by the calendar of its zone', () => {
    const spans = [
      {
        from: 'nominations-open',
        to: 'nominations-close',
        least: { count: 7, unit: 'days' },
        most: { count: 10, unit: 'days' },
        clause: 'timetable',
      },
    ];
    const rules = bookWith(SOCIETY, { '/procedures/0/timetable/spans': spans });
    const scene = () => new Scene(rules, day(1)).take(day(1), OFFICER, call() as never);
    scene().take(day(1), OFFICER, dates({}) as never);
    expect(
      scene().refuse(day(1), OFFICER, dates({ 'nominations-close': day(9, '08:59:59.999') })),
    ).toMatchObject({
      code: 'rule/too-short',
      message: 'There must be at least 7 days between “Nominations open” and “Nominations close”.',
    });
    const long = {
      'nominations-close': day(12, '09:00:00.001'),
      'poll-opens': day(13),
    };
    expect(scene().refuse(day(1), OFFICER, dates(long)).code).toBe('rule/too-long');
    scene().take(day(1), OFFICER, dates({ ...long, 'nominations-close': day(12) }) as never);
  });

  test('what has passed stays, what is ahead may move', () => {
    const scene = societyNominating();
    expect(scene.refuse(day(3), OFFICER, dates({ 'nominations-open': day(4) })).code).toBe(
      'rule/date-passed',
    );
    scene.take(day(3), OFFICER, dates({ 'nominations-close': day(8) }) as never);
    expect(scene.state.matters[CHAIR]?.dates['nominations-close']).toBe(day(8));
  });

  test('where the book says so, dates are only put off, or never moved', () => {
    const later = bookWith(SOCIETY, { '/procedures/0/timetable/changes': 'later' });
    expect(
      societyNominating(later).refuse(day(3), OFFICER, dates({ 'nominations-close': day(8) })).code,
    ).toBe('rule/only-later');
    societyNominating(later).take(
      day(3),
      OFFICER,
      dates({ 'nominations-close': day(9, '12:00:00.000') }) as never,
    );
    const never = bookWith(SOCIETY, { '/procedures/0/timetable/changes': 'none' });
    expect(societyNominating(never).refuse(day(3), OFFICER, dates({})).code).toBe(
      'rule/timetable-fixed',
    );
  });

  test('a poll that was missed may be set again, and is prepared anew', () => {
    const scene = societyNominating();
    for (const candidate of ['ada', 'bo'])
      scene
        .nominate(day(3), CHAIR, `${candidate}-1`, candidate, 'members')
        .nominate(day(3), CHAIR, `${candidate}-2`, candidate, 'members')
        .consent(day(3), CHAIR, candidate);
    scene
      .closeNominations(day(9), CHAIR)
      .roll(day(9), 'roll', 'all-members', { members: 30 })
      .ceremony(day(9), 'poll')
      .prepare(day(9), CHAIR, 'poll', 'roll');
    const open = { kind: 'poll-opened', poll: 'poll' };
    expect(scene.refuse(day(18), OFFICER, open).code).toBe('rule/too-late');
    expect(scene.refuse(day(18), OFFICER, dates({ 'nominations-close': day(8) })).code).toBe(
      'rule/date-passed',
    );
    scene.take(day(18), OFFICER, dates({ 'poll-opens': day(19), 'poll-closes': day(25) }) as never);
    expect(scene.refuse(day(19), OFFICER, open).code).toBe('rule/too-late');
    scene
      .ceremony(day(19), 'poll-2')
      .prepare(day(19), CHAIR, 'poll-2', 'roll')
      .take(day(19), OFFICER, { kind: 'poll-opened', poll: 'poll-2' });
  });

  test('nominations that never opened may be set again', () => {
    const late = {
      'nominations-open': day(12),
      'nominations-close': day(13),
      'poll-opens': day(14),
    };
    callChair(opened()).take(day(12), OFFICER, dates(late) as never);
  });

  test('the times of a poll that is open are fixed', () => {
    expect(societyVoting().refuse(day(11), OFFICER, dates({ 'poll-closes': day(18) })).code).toBe(
      'rule/poll-fixed',
    );
  });

  test('the dates ahead are told in their order', () => {
    const scene = callChair(opened());
    expect(next(scene.state, day(9)).map((a) => [a.what, a.at, a.stage])).toEqual([
      ['The poll opens', day(10), 'poll-opens'],
      ['The poll closes', day(17), 'poll-closes'],
    ]);
    expect(next(scene.state, day(1))).toHaveLength(4);
    expect(next(scene.state, day(20))).toEqual([]);
  });
});
