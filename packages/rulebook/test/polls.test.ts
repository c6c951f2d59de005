import { describe, expect, test } from 'vitest';
import { type Act, castingAllowed, type Manifest, manifestDraft, may } from '../src/index.ts';
import {
  BLOB,
  book,
  bookWith,
  CHAIR,
  closeAct,
  day,
  HEX,
  hex,
  keyAct,
  OFFICER,
  rollAct,
  Scene,
  SYSTEM,
  societyNominating,
  societyVoting,
} from './scene.ts';

const SOCIETY = 'society-annual-election';
const trustee = (n: number) => ({ role: 'trustee', id: `trustee-${n}` }) as const;

/** Nominations are closed, the roll is frozen, the key is made. */
function readyToPrepare(rules = book(SOCIETY)): Scene {
  const scene = societyNominating(rules);
  for (const candidate of ['bo', 'ada'])
    scene
      .nominate(day(3), CHAIR, `${candidate}-1`, candidate, 'members')
      .nominate(day(3), CHAIR, `${candidate}-2`, candidate, 'members')
      .consent(day(3), CHAIR, candidate);
  return scene
    .closeNominations(day(9), CHAIR)
    .roll(day(9), 'roll', 'all-members', { members: 30 })
    .ceremony(day(9), 'poll');
}

describe('making the key', () => {
  const ceremony = (changes: object = {}) => ({
    kind: 'ceremony-opened',
    poll: 'poll',
    threshold: 2,
    trustees: [1, 2].map((n) => ({ id: `trustee-${n}`, name: `Trustee ${n}`, key: hex(n) })),
    mixers: [{ id: 'mixer-1', name: 'Mixer 1', key: hex(9) }],
    ...changes,
  });

  test.each([
    ['order/threshold-too-high', { threshold: 3 }],
    ['order/keyholder-twice', { mixers: [{ id: 'trustee-1', name: 'x', key: hex(9) }] }],
    [
      'order/keyholder-twice',
      { trustees: [1, 2].map((n) => ({ id: `trustee-${n}`, name: 'x', key: hex(1) })) },
    ],
    ['order/too-few-mixers', { mixers: [] }],
  ])('%s', (code, changes) => {
    expect(new Scene(book(SOCIETY), day(1)).refuse(day(1), OFFICER, ceremony(changes)).code).toBe(
      code,
    );
  });

  test('separated mode asks for two mixers, and two trustees to decrypt', () => {
    const scene = new Scene(book(SOCIETY), day(1), 'separated');
    expect(scene.refuse(day(1), OFFICER, ceremony()).code).toBe('order/not-separated');
    scene.ceremony(day(1), 'poll', 3, 2, 2);
  });

  test('nobody shows a part before all have pledged, and each acts once and for itself', () => {
    const scene = new Scene(book(SOCIETY), day(1)).take(day(1), OFFICER, ceremony() as Act);
    expect(
      scene.refuse(day(1), trustee(1), keyAct('key-dealt', 'poll', 'trustee-1')),
    ).toMatchObject({
      code: 'order/trustees-missing',
      citation: 'Hustings ballot protocol, §3',
      message: 'This cannot be done yet. Still missing: the pledge of Trustee 1 and Trustee 2.',
    });
    const pledge = keyAct('key-pledged', 'poll', 'trustee-1');
    expect(scene.refuse(day(1), trustee(2), pledge).code).toBe('act/wrong-actor');
    expect(scene.refuse(day(1), trustee(3), keyAct('key-pledged', 'poll', 'trustee-3')).code).toBe(
      'act/wrong-actor',
    );
    scene.take(day(1), trustee(1), pledge);
    expect(scene.refuse(day(1), trustee(1), pledge).code).toBe('order/done-before');
    scene.take(day(1), trustee(2), keyAct('key-pledged', 'poll', 'trustee-2'));
    scene.take(day(1), trustee(1), keyAct('key-dealt', 'poll', 'trustee-1'));
    expect(
      scene.refuse(day(1), trustee(1), keyAct('key-shares-sent', 'poll', 'trustee-1')).code,
    ).toBe('order/trustees-missing');
  });

  test('a complaint ends the ceremony, whoever is to blame', () => {
    const scene = new Scene(book(SOCIETY), day(1)).take(day(1), OFFICER, ceremony() as Act);
    for (const kind of ['key-pledged', 'key-dealt', 'key-shares-sent'] as const)
      for (const n of [1, 2]) scene.take(day(1), trustee(n), keyAct(kind, 'poll', `trustee-${n}`));
    const complaint = (against: string): Act => ({
      kind: 'key-complained',
      poll: 'poll',
      trustee: 'trustee-1',
      against,
      evidence: BLOB,
    });
    expect(scene.refuse(day(1), trustee(1), complaint('trustee-9')).code).toBe(
      'order/unknown-trustee',
    );
    scene.take(day(1), trustee(1), complaint('trustee-2'));
    expect(scene.refuse(day(1), trustee(2), keyAct('key-accepted', 'poll', 'trustee-2')).code).toBe(
      'order/ceremony-over',
    );
  });
});

describe('preparing a poll', () => {
  test('the manifest is what the rules and the record give', () => {
    const scene = readyToPrepare();
    const draft = manifestDraft(scene.state, { matter: CHAIR, poll: 'poll', roll: 'roll' });
    expect(draft).toMatchObject({
      ok: true,
      value: {
        question: 'Election of the chair',
        form: { kind: 'ranked', candidates: 2, most: 2 },
        // By the alphabet, not in the order of nomination.
        options: [
          { id: 'ada', name: 'ADA' },
          { id: 'bo', name: 'BO' },
        ],
        pools: [{ id: 'members', sections: ['members'] }],
        leastPool: 10,
        revote: 'last-counts',
        threshold: 2,
        opens: day(10),
        closes: day(17),
      },
    });
    scene.prepare(day(9), CHAIR, 'poll', 'roll');
  });

  test.each<[string, (m: Manifest) => unknown]>([
    ['proceeding', () => 'another'],
    ['organisation', () => 'Another'],
    ['book', (m) => ({ ...m.book, version: '2' })],
    ['form', () => ({ kind: 'ranked', candidates: 2, most: 1 })],
    ['form', () => ({ kind: 'choice', candidates: 2 })],
    ['options', (m) => m.options.toReversed()],
    ['options', (m) => m.options.slice(1)],
    ['options', (m) => [{ ...m.options[0], name: 'Ada' }, m.options[1]]],
    ['options', (m) => [...m.options, { id: 'cy', name: 'CY' }]],
    ['roll', (m) => ({ ...m.roll, sections: [{ ...m.roll.sections[0], size: 29 }] })],
    ['pools', () => [{ id: 'all', sections: ['members'] }]],
    ['leastPool', () => 1],
    ['revote', () => 'first-stands'],
    ['mode', () => 'separated'],
    ['threshold', () => 1],
    ['trustees', (m) => m.trustees.slice(1)],
    ['trustees', (m) => [{ ...m.trustees[0], key: HEX }, ...m.trustees.slice(1)]],
    ['mixers', () => []],
    ['opens', () => day(11)],
    ['closes', () => day(16)],
  ])('a manifest with another %s is refused', (field, change) => {
    const scene = readyToPrepare();
    const manifest = scene.manifest(CHAIR, 'poll', 'roll');
    const act = {
      kind: 'poll-prepared',
      poll: 'poll',
      matter: CHAIR,
      manifest: { ...manifest, [field]: change(manifest) },
    };
    expect(scene.refuse(day(9), OFFICER, act)).toMatchObject({
      code: 'rule/manifest-differs',
      message: expect.stringContaining(`"${field}"`),
    });
  });

  test('not before nominations close, nor without roll and key', () => {
    const scene = societyNominating();
    scene.roll(day(3), 'roll', 'all-members', { members: 30 }).ceremony(day(3), 'poll');
    const manifest = scene.manifest(CHAIR, 'poll', 'roll');
    const act: Act = { kind: 'poll-prepared', poll: 'poll', matter: CHAIR, manifest } as Act;
    const options = [{ id: 'x', name: 'X' }];
    const form = { kind: 'ranked', candidates: 1, most: 1 };
    const bad = { ...act, manifest: { ...manifest, options, form } };
    expect(scene.refuse(day(9), OFFICER, bad).code).toBe('rule/nominations-not-closed');
    const bare = societyNominating();
    const missing = may(bare.state, OFFICER, day(3)).find((p) => p.act === 'poll-prepared');
    expect(missing?.missing).toEqual([
      'the close of nominations, 9 March 2026, 09:00 (Europe/London)',
      'the frozen roll of All members',
      'the poll’s trustees and mixers, and the key that they make',
    ]);
  });

  test('nothing is prepared twice, and no key is used twice', () => {
    const scene = readyToPrepare().prepare(day(9), CHAIR, 'poll', 'roll');
    const { poll } = scene.state.polls;
    const manifest = poll?.manifest as Manifest;
    const again = { kind: 'poll-prepared', poll: 'poll', matter: CHAIR, manifest };
    expect(scene.refuse(day(9), OFFICER, again).code).toBe('rule/prepared-before');
  });

  test('a ruling after the paper was made: it is made again before the poll can open', () => {
    const scene = readyToPrepare().prepare(day(9), CHAIR, 'poll', 'roll');
    scene.take(day(9), OFFICER, {
      kind: 'ruling-made',
      ruling: 'out',
      matter: CHAIR,
      body: 'committee',
      question: 'exclusion',
      decision: 'Bo may not stand.',
      reason: 'Not a member.',
      basis: 'Rule 10.',
      effect: { kind: 'candidate-excluded', candidate: 'bo' },
    });
    const open = { kind: 'poll-opened', poll: 'poll' } as const;
    expect(scene.refuse(day(10), OFFICER, open).code).toBe('rule/nominations-not-closed');
    scene.closeNominations(day(10), CHAIR);
    expect(scene.refuse(day(10), OFFICER, open).code).toBe('rule/poll-stale');
    // Only Ada stands now, and is elected without a poll.
    const outcome = { kind: 'uncontested', elected: [{ id: 'ada', name: 'ADA' }] };
    const declared = { kind: 'result-declared', matter: CHAIR, outcome, text: 'Ada is elected.' };
    expect(scene.refuse(day(10), OFFICER, { ...declared, poll: 'poll' }).code).toBe(
      'rule/declared-of-another-poll',
    );
    scene.take(day(10), OFFICER, declared as Act);
  });

  test('a roll that was frozen too early is not that of the poll', () => {
    const rules = bookWith(SOCIETY, { '/procedures/0/franchise/frozenAfter': 'nominations-close' });
    const scene = societyNominating(rules).roll(day(3), 'early', 'all-members', { members: 30 });
    for (const candidate of ['bo', 'ada'])
      scene
        .nominate(day(3), CHAIR, `${candidate}-1`, candidate, 'members')
        .nominate(day(3), CHAIR, `${candidate}-2`, candidate, 'members')
        .consent(day(3), CHAIR, candidate);
    scene.closeNominations(day(9), CHAIR).ceremony(day(9), 'poll');
    const manifest = scene.manifest(CHAIR, 'poll', 'early');
    const act = { kind: 'poll-prepared', poll: 'poll', matter: CHAIR, manifest };
    expect(scene.refuse(day(9), OFFICER, act).code).toBe('rule/roll-missing');
    scene.take(day(9), OFFICER, rollAct('late', 'all-members', { members: 31 }));
    expect(scene.refuse(day(9), OFFICER, act).code).toBe('rule/roll-not-usable');
    scene.prepare(day(9), CHAIR, 'poll', 'late');
  });

  test('an option to re-open nominations stands last; sections kept secret are one pool', () => {
    const rules = bookWith(SOCIETY, {
      '/procedures/0/paper/reopen': { id: 'ron', name: 'Re-open nominations', clause: 'paper' },
      '/procedures/0/paper/order': 'as-nominated',
      '/procedures/0/results/sections': 'withheld',
    });
    const scene = readyToPrepare(rules);
    const manifest = scene.manifest(CHAIR, 'poll', 'roll');
    expect(manifest.options.map((o) => o.id)).toEqual(['bo', 'ada', 'ron']);
    expect(manifest.pools).toEqual([{ id: 'all', sections: ['members'] }]);
    expect(
      societyNominating(rules).refuse(day(3), OFFICER, {
        kind: 'nomination-made',
        matter: CHAIR,
        candidate: 'ron',
        name: 'Ron',
        nominator: 'm-1',
        body: 'members',
      }).code,
    ).toBe('rule/not-a-candidate');
  });

  test('uncontested: no poll is held, and exactly those who stand are elected', () => {
    const scene = societyNominating()
      .nominate(day(3), CHAIR, 'm-1', 'ada', 'members')
      .nominate(day(3), CHAIR, 'm-2', 'ada', 'members')
      .consent(day(3), CHAIR, 'ada')
      .closeNominations(day(9), CHAIR)
      .roll(day(9), 'roll', 'all-members', { members: 30 })
      .ceremony(day(9), 'poll');
    const manifest = scene.manifest(CHAIR, 'poll', 'roll');
    const prepared = { kind: 'poll-prepared', poll: 'poll', matter: CHAIR, manifest };
    expect(scene.refuse(day(9), OFFICER, prepared).code).toBe('rule/uncontested');
    const declared = (name: string) => ({
      kind: 'result-declared',
      matter: CHAIR,
      outcome: { kind: 'uncontested', elected: [{ id: 'ada', name }] },
      text: 'Elected.',
    });
    expect(scene.refuse(day(9), OFFICER, declared('Bo')).code).toBe('rule/outcome-differs');
    scene.take(day(9), OFFICER, declared('ADA') as Act);
    scene.take(day(9), OFFICER, {
      kind: 'office-assumed',
      office: 'chair',
      holder: { id: 'ada', name: 'ADA' },
      matter: CHAIR,
    });
    expect(scene.state.holders).toEqual({ chair: { id: 'ada', name: 'ADA' } });

    const poll = bookWith(SOCIETY, { '/procedures/0/uncontested/kind': 'poll-anyway' });
    const held = societyNominating(poll)
      .nominate(day(3), CHAIR, 'm-1', 'ada', 'members')
      .nominate(day(3), CHAIR, 'm-2', 'ada', 'members')
      .consent(day(3), CHAIR, 'ada')
      .closeNominations(day(9), CHAIR)
      .roll(day(9), 'roll', 'all-members', { members: 30 })
      .ceremony(day(9), 'poll');
    expect(held.refuse(day(9), OFFICER, declared('ADA')).code).toBe('order/not-counted');
    held.prepare(day(9), CHAIR, 'poll', 'roll');
  });
});

test('where nobody stands, the contest ends without anyone, whatever the book says of polls', () => {
  const rules = bookWith(SOCIETY, { '/procedures/0/uncontested/kind': 'poll-anyway' });
  const scene = societyNominating(rules).closeNominations(day(9), CHAIR);
  const declared = (elected: readonly object[]) => ({
    kind: 'result-declared',
    matter: CHAIR,
    outcome: { kind: 'uncontested', elected },
    text: 'Nobody stood.',
  });
  const someone = [{ id: 'ada', name: 'Ada' }];
  expect(scene.refuse(day(9), OFFICER, declared(someone)).code).toBe('rule/outcome-differs');
  scene.take(day(9), OFFICER, declared([]) as Act);
  scene.take(day(9), OFFICER, {
    kind: 'contest-called',
    matter: 'again',
    procedure: 'chair-election',
    trigger: 'vacancy',
    office: 'chair',
    because: 'Nobody stood.',
  });
});

describe('opening, casting, closing', () => {
  const open = { kind: 'poll-opened', poll: 'poll' } as const;

  test('a poll opens at its time, not before, and not once it is over', () => {
    const scene = readyToPrepare().prepare(day(9), CHAIR, 'poll', 'roll');
    expect(scene.refuse(day(10, '08:59:59.999'), OFFICER, open).code).toBe('rule/too-early');
    expect(scene.refuse(day(17, '09:00:00.001'), OFFICER, open).code).toBe('rule/too-late');
    scene.take(day(10), SYSTEM, open);
    expect(scene.refuse(day(10), SYSTEM, open).code).toBe('rule/opened-before');
    const unprepared = readyToPrepare();
    expect(unprepared.refuse(day(10), OFFICER, open).code).toBe('rule/poll-not-prepared');
    expect(unprepared.refuse(day(10), OFFICER, { ...open, poll: 'x' }).code).toBe(
      'act/unknown-poll',
    );
  });

  test('a ballot may be cast from the opening to the closing time, both included', () => {
    const prepared = readyToPrepare().prepare(day(9), CHAIR, 'poll', 'roll');
    expect(castingAllowed(prepared.state, 'poll', day(10))).toMatchObject({
      ok: false,
      error: { code: 'poll/not-open' },
    });
    const { state } = societyVoting();
    expect(castingAllowed(state, 'poll', day(10)).ok).toBe(true);
    expect(castingAllowed(state, 'poll', day(17)).ok).toBe(true);
    expect(castingAllowed(state, 'poll', day(17, '09:00:00.001'))).toMatchObject({
      error: {
        code: 'poll/closed',
        message: 'The poll closed at 17 March 2026, 09:00 (Europe/London).',
      },
    });
    expect(castingAllowed(state, 'poll', day(9))).toMatchObject({
      error: { code: 'poll/not-open' },
    });
    expect(castingAllowed(state, 'constructor', day(11))).toMatchObject({
      error: { code: 'poll/unknown' },
    });
    const closed = societyVoting().close(day(17), 'poll', { members: 20 });
    expect(castingAllowed(closed.state, 'poll', day(17))).toMatchObject({
      error: { code: 'poll/closed' },
    });
  });

  test('the close may be put off, where the book says so', () => {
    const scene = societyVoting();
    const extend = (until: string) => ({
      kind: 'poll-extended',
      poll: 'poll',
      until,
      reason: 'The post was late.',
    });
    expect(scene.refuse(day(12), OFFICER, extend(day(16))).code).toBe('rule/only-later');
    scene.take(day(12), OFFICER, extend(day(20)) as Act);
    expect(castingAllowed(scene.state, 'poll', day(20)).ok).toBe(true);
    expect(scene.refuse(day(20, '09:00:00.001'), OFFICER, extend(day(25))).code).toBe(
      'rule/too-late',
    );
    const never = bookWith(SOCIETY, { '/procedures/0/poll/extension': undefined });
    expect(societyVoting(never).refuse(day(12), OFFICER, extend(day(20))).code).toBe(
      'rule/no-extension',
    );
  });

  test('it closes at its time, or once everyone has voted', () => {
    const scene = societyVoting();
    expect(
      scene.refuse(day(12), OFFICER, closeAct(scene.state, 'poll', { members: 29 })),
    ).toMatchObject({ code: 'rule/too-early' });
    scene.close(day(12), 'poll', { members: 30 });
  });

  test('at its time alone, or when the officer says, as the book has it', () => {
    const strict = bookWith(SOCIETY, { '/procedures/0/poll/closing/kind': 'at-time' });
    const scene = societyVoting(strict);
    expect(
      scene.refuse(day(12), OFFICER, closeAct(scene.state, 'poll', { members: 30 })).code,
    ).toBe('rule/too-early');
    scene.close(day(17), 'poll', { members: 3 });
    const loose = bookWith(SOCIETY, { '/procedures/0/poll/closing/kind': 'officer' });
    societyVoting(loose).close(day(12), 'poll', { members: 3 });
  });

  test('what counts was cast, and by electors', () => {
    const scene = societyVoting();
    const right = closeAct(scene.state, 'poll', { members: 20 });
    for (const [code, change] of [
      ['order/box-too-full', { cast: 19 }],
      ['order/box-too-full', { cast: 40, counting: 31 }],
      ['order/pools-differ', { counting: 19 }],
      ['order/pools-differ', { pools: [{ id: 'others', sections: ['members'], counting: 20 }] }],
      ['order/pools-differ', { pools: [{ id: 'members', sections: ['others'], counting: 20 }] }],
      [
        'order/pools-differ',
        {
          pools: [10, 10].map((counting) => ({ id: 'members', sections: ['members'], counting })),
        },
      ],
    ] as const)
      expect(scene.refuse(day(17), OFFICER, { ...right, ...change }).code).toBe(code);
  });
});

describe('pools', () => {
  const three = bookWith(SOCIETY, {
    '/electorates/0/sections': ['north', 'south', 'west'].map((id) => ({
      id,
      name: id,
      clause: 'franchise',
      qualifications: [],
      freeze: { kind: 'at-roll' },
    })),
  });

  function voting(): Scene {
    const scene = societyNominating(three);
    for (const candidate of ['ada', 'bo'])
      scene
        .nominate(day(3), CHAIR, `${candidate}-1`, candidate, 'members')
        .nominate(day(3), CHAIR, `${candidate}-2`, candidate, 'members')
        .consent(day(3), CHAIR, candidate);
    return scene
      .closeNominations(day(9), CHAIR)
      .roll(day(9), 'roll', 'all-members', { north: 20, south: 20, west: 20 })
      .ceremony(day(9), 'poll')
      .prepare(day(9), CHAIR, 'poll', 'roll')
      .take(day(10), SYSTEM, { kind: 'poll-opened', poll: 'poll' });
  }

  test('small ones are merged, in the manifest’s order, and none is lost', () => {
    const refused = (pools: Readonly<Record<string, number>>) => {
      const scene = voting();
      return scene.refuse(day(17), OFFICER, closeAct(scene.state, 'poll', pools)).code;
    };
    expect(refused({ north: 12, south: 12, west: 9 })).toBe('order/pools-differ');
    expect(refused({ 'west+north': 21, south: 12 })).toBe('order/pools-differ');
    expect(refused({ north: 12, south: 12 })).toBe('order/pools-differ');
    expect(refused({ 'north+south': 20, south: 12, west: 12 })).toBe('order/pools-differ');
    voting().close(day(17), 'poll', { 'north+west': 21, south: 12 });
    voting().close(day(17), 'poll', { 'north+south+west': 3 });
  });
});

describe('opening the box', () => {
  const closed = () => societyVoting().close(day(17), 'poll', { members: 20 });
  const mix = (step = 1, mixer = 'mixer-1') =>
    ({
      kind: 'pool-mixed',
      poll: 'poll',
      pool: 'members',
      mixer,
      step,
      ballots: BLOB,
      proof: BLOB,
    }) as const;
  const share = (n: number) =>
    ({
      kind: 'share-published',
      poll: 'poll',
      pool: 'members',
      trustee: `trustee-${n}`,
      shares: BLOB,
    }) as const;
  const opened = (valid: number, spoilt = 0) =>
    ({
      kind: 'pool-opened',
      poll: 'poll',
      pool: 'members',
      papers: BLOB,
      valid,
      spoilt: spoilt === 0 ? [] : [{ reason: 'blank', count: spoilt }],
    }) as const;
  const MIXER = { role: 'mixer', id: 'mixer-1' } as const;

  test('no mixing before the poll is closed, in turn, by those listed', () => {
    expect(societyVoting().refuse(day(12), MIXER, mix()).code).toBe('order/poll-not-closed');
    expect(closed().refuse(day(17), { role: 'mixer', id: 'mixer-2' }, mix(1, 'mixer-2')).code).toBe(
      'act/wrong-actor',
    );
    expect(closed().refuse(day(17), MIXER, mix(2)).code).toBe('order/mix-out-of-turn');
    expect(closed().refuse(day(17), MIXER, { ...mix(), pool: 'x' }).code).toBe(
      'order/unknown-pool',
    );
    const scene = closed().take(day(17), MIXER, mix());
    expect(scene.refuse(day(17), MIXER, mix(2)).code).toBe('order/all-mixed');
  });

  test('two mixers take their turns', () => {
    const scene = societyNominating();
    for (const candidate of ['ada', 'bo'])
      scene
        .nominate(day(3), CHAIR, `${candidate}-1`, candidate, 'members')
        .nominate(day(3), CHAIR, `${candidate}-2`, candidate, 'members')
        .consent(day(3), CHAIR, candidate);
    scene
      .closeNominations(day(9), CHAIR)
      .roll(day(9), 'roll', 'all-members', { members: 30 })
      .ceremony(day(9), 'poll', 3, 2, 2)
      .prepare(day(9), CHAIR, 'poll', 'roll')
      .take(day(10), SYSTEM, { kind: 'poll-opened', poll: 'poll' })
      .close(day(17), 'poll', { members: 20 });
    const second = { role: 'mixer', id: 'mixer-2' } as const;
    expect(scene.refuse(day(17), second, mix(1, 'mixer-2')).code).toBe('act/wrong-actor');
    scene.take(day(17), MIXER, mix());
    expect(scene.refuse(day(17), trustee(1), share(1)).message).toContain(
      'the mixing of the pool “members” by Mixer 2',
    );
    scene.take(day(17), second, mix(2, 'mixer-2')).take(day(17), trustee(1), share(1));
  });

  test('no share before the mixes, once each, and none after the pool is opened', () => {
    expect(closed().refuse(day(17), trustee(1), share(1)).code).toBe('order/mixes-missing');
    const scene = closed().take(day(17), MIXER, mix()).take(day(17), trustee(1), share(1));
    expect(scene.refuse(day(17), trustee(1), share(1)).code).toBe('order/all-shared');
    expect(scene.refuse(day(17), trustee(2), share(1)).code).toBe('act/wrong-actor');
    scene.take(day(17), trustee(3), share(3)).take(day(17), SYSTEM, opened(20));
    expect(scene.refuse(day(17), trustee(2), share(2)).code).toBe('order/all-shared');
  });

  test('no opening before enough shares, and the papers must add up', () => {
    const scene = closed().take(day(17), MIXER, mix()).take(day(17), trustee(1), share(1));
    expect(scene.refuse(day(17), SYSTEM, opened(20))).toMatchObject({
      code: 'order/shares-missing',
    });
    scene.take(day(17), trustee(2), share(2));
    expect(scene.refuse(day(17), SYSTEM, opened(18, 1)).code).toBe('order/papers-do-not-add-up');
    scene.take(day(17), SYSTEM, opened(18, 2));
    expect(scene.refuse(day(17), SYSTEM, opened(18, 2)).code).toBe('order/opened-before');
  });

  test('the coin is for trustees, after the close and before the count', () => {
    const coin = (n: number) =>
      ({
        kind: 'coin-shared',
        poll: 'poll',
        trustee: `trustee-${n}`,
        share: HEX,
        proof: HEX,
      }) as const;
    expect(societyVoting().refuse(day(12), trustee(1), coin(1)).code).toBe('order/poll-not-closed');
    const scene = closed().take(day(17), trustee(1), coin(1));
    expect(scene.refuse(day(17), trustee(1), coin(1)).code).toBe('order/done-before');
    expect(scene.refuse(day(17), trustee(2), coin(3)).code).toBe('act/wrong-actor');
  });

  const counted = (elected: readonly string[], rule = 'alternative-vote') =>
    ({ kind: 'poll-counted', poll: 'poll', rule, elected, transcript: BLOB }) as const;
  const declared = (changes: object = {}) => ({
    kind: 'result-declared',
    matter: CHAIR,
    poll: 'poll',
    outcome: {
      kind: 'elected',
      elected: [{ id: 'ada', name: 'ADA' }],
      firstPreferences: [],
      final: [],
      sections: [],
      bySection: [],
      electorate: 30,
      valid: 18,
      spoilt: 2,
      turnout: '66.7',
      margin: 4,
      ...changes,
    },
    text: 'Ada is elected.',
  });

  test('no count before every pool is opened, by the rule of the book, of those who stand', () => {
    expect(closed().refuse(day(17), SYSTEM, counted(['ada'])).code).toBe('order/pools-unopened');
    const scene = closed().openBox(day(17), 'poll', { members: 2 });
    expect(scene.refuse(day(17), SYSTEM, counted(['ada'], 'first-past-the-post')).code).toBe(
      'rule/counted-by-another-rule',
    );
    for (const wrong of [['cy'], ['ada', 'bo'], ['ada', 'ada']])
      expect(scene.refuse(day(17), SYSTEM, counted(wrong)).code).toBe('rule/elected-not-standing');
    scene.take(day(17), SYSTEM, counted(['ada']));
    expect(scene.refuse(day(17), SYSTEM, counted(['ada'])).code).toBe('order/counted-before');
  });

  test('no declaration before the count, and it says what the count found', () => {
    const open = closed().openBox(day(17), 'poll', { members: 2 });
    expect(open.refuse(day(17), OFFICER, declared())).toMatchObject({
      code: 'order/not-counted',
      message: 'This cannot be done yet. Still missing: the count of the poll.',
    });
    const scene = open.take(day(17), SYSTEM, counted(['ada']));
    for (const wrong of [
      { elected: [{ id: 'bo', name: 'BO' }] },
      { elected: [{ id: 'ada', name: 'Ada' }] },
      { elected: [] },
      { electorate: 31 },
      { valid: 20, spoilt: 0 },
    ])
      expect(scene.refuse(day(17), OFFICER, declared(wrong)).code).toBe('rule/outcome-differs');
    expect(scene.refuse(day(17), SYSTEM, declared()).code).toBe('act/wrong-role');
    const unheld = { kind: 'uncontested', elected: [{ id: 'ada', name: 'ADA' }] };
    expect(scene.refuse(day(17), OFFICER, { ...declared(), outcome: unheld }).code).toBe(
      'rule/outcome-differs',
    );
    const { poll: _poll, ...nowhere } = declared();
    expect(scene.refuse(day(17), OFFICER, nowhere).code).toBe('rule/declared-of-another-poll');
    scene.take(day(17), OFFICER, declared() as Act);
    expect(scene.refuse(day(17), OFFICER, declared()).code).toBe('rule/declared-before');
  });

  test('only who was elected assumes the office, and only after the declaration', () => {
    const scene = closed().openBox(day(17), 'poll', { members: 2 });
    scene.take(day(17), SYSTEM, counted(['ada']));
    const assumed = (id: string, office = 'chair') =>
      ({
        kind: 'office-assumed',
        office,
        holder: { id, name: id.toUpperCase() },
        matter: CHAIR,
      }) as const;
    expect(scene.refuse(day(17), OFFICER, assumed('ada')).code).toBe('rule/not-declared');
    scene.take(day(17), OFFICER, declared() as Act);
    expect(scene.refuse(day(17), OFFICER, assumed('bo')).code).toBe('rule/not-elected');
    expect(scene.refuse(day(17), OFFICER, assumed('ada', 'treasurer')).code).toBe(
      'rule/not-for-this-office',
    );
    scene.take(day(17), OFFICER, assumed('ada'));
  });

  test('where the timetable has a date for it, the declaration waits for it', () => {
    const scene = societyNominating().take(day(2), OFFICER, {
      kind: 'timetable-set',
      matter: CHAIR,
      by: 'committee',
      dates: {
        'nominations-open': day(2),
        'nominations-close': day(9),
        'poll-opens': day(10),
        'poll-closes': day(17),
        declaration: day(18),
      },
      reason: 'With a meeting.',
    });
    for (const candidate of ['ada', 'bo'])
      scene
        .nominate(day(3), CHAIR, `${candidate}-1`, candidate, 'members')
        .nominate(day(3), CHAIR, `${candidate}-2`, candidate, 'members')
        .consent(day(3), CHAIR, candidate);
    scene
      .closeNominations(day(9), CHAIR)
      .roll(day(9), 'roll', 'all-members', { members: 30 })
      .ceremony(day(9), 'poll')
      .prepare(day(9), CHAIR, 'poll', 'roll')
      .take(day(10), SYSTEM, { kind: 'poll-opened', poll: 'poll' })
      .close(day(17), 'poll', { members: 20 })
      .openBox(day(17), 'poll', { members: 2 })
      .take(day(17), SYSTEM, counted(['ada']));
    expect(scene.refuse(day(18, '08:59:59.999'), OFFICER, declared()).code).toBe('rule/too-early');
    scene.take(day(18), OFFICER, declared() as Act);
  });
});
