/** Ballots one after the other: rounds, thresholds, final candidates, ties for last, margins. */
import { describe, expect } from 'vitest';
import { Reported } from '../reported.ts';
import { book } from '../scene.ts';
import { allows, refuses } from './cases.ts';

const L = 'leadership';

/** A vacancy on the record, the contest called, candidates nominated. */
function contest(id: string, at: string, each: number, ...candidates: readonly string[]): Reported {
  const scene = new Reported(book(id), at)
    .do({
      kind: 'holder-recorded',
      office: 'leader',
      holder: { id: 'old', name: 'Old' },
      as: 'holder',
      source: 'The test.',
    })
    .do({
      kind: 'office-vacated',
      office: 'leader',
      cause: 'resigned',
      on: at.slice(0, 10),
      because: 'Resigned.',
    })
    .size('mps', 313)
    .call(L, L, 'vacancy', 'leader')
    .dates(L)
    .openNominations(L);
  for (const c of candidates) scene.nominations(L, c, 'mps', each);
  return scene.endNominations(L).frozen('mps', 'mps', { mps: 313 });
}

describe('2019: thresholds in the first two ballots', () => {
  const at = '2019-06-01T09:00:00.000Z';
  const start = () => contest('con-uk-2019', at, 8, 'a', 'b', 'c', 'd', 'e');

  allows(
    ['exhaustive', 'survival-threshold'],
    'all below the bar go together, then the last of each round, until two are left',
    () => {
      const scene = start().ballot(L, 'mps', 'mps', 313, { a: 160, b: 77, c: 50, d: 16, e: 10 });
      expect(scene.field(L)).toEqual(['a', 'b', 'c']);
      scene.again(L).ballot(L, 'mps', 'mps', 313, { a: 200, b: 60, c: 53 });
      expect(scene.field(L)).toEqual(['a', 'b']);
      expect(scene.ballotName(L)).toBe('members');
    },
  );

  allows('survival-threshold', '17 votes stay in, and if all have them the last goes', () => {
    const scene = start().ballot(L, 'mps', 'mps', 313, { a: 150, b: 77, c: 40, d: 29, e: 17 });
    expect(scene.field(L)).toEqual(['a', 'b', 'c', 'd']);
  });

  refuses(
    ['exhaustive', 'survival-threshold'],
    'a round is not held before it has dates, nor with someone who is out',
    () => {
      const scene = start().ballot(L, 'mps', 'mps', 313, { a: 160, b: 77, c: 50, d: 16, e: 10 });
      expect(scene.refusal({ kind: 'ballot-opened', matter: L, poll: 'early', roll: 'mps' })).toBe(
        'rule/no-dates',
      );
      scene.again(L).open(L, 'mps');
      const act = scene.reporting(L, {
        lines: [
          {
            section: 'mps',
            entitled: 313,
            valid: 3,
            abstained: 0,
            spoilt: [],
            votes: { a: 1, b: 1, e: 1 },
          },
        ],
        rounds: [],
        chosen: [],
        source: 'The test.',
      });
      expect(scene.refusal(act)).toBe('rule/figures-impossible');
    },
  );

  allows('final-k', 'the members vote on two, and who has more is elected', () => {
    const scene = start()
      .ballot(L, 'mps', 'mps', 313, { a: 160, b: 77, c: 50, d: 16, e: 10 })
      .again(L)
      .ballot(L, 'mps', 'mps', 313, { a: 200, b: 60, c: 53 })
      .goTo('2020-01-01T00:00:00.000Z')
      .again(L);
    scene.goTo(scene.dateOf(L, 'poll-opens')).frozen('members', 'members', { members: 1000 });
    scene.ballot(L, 'members', 'members', 1000, { a: 600, b: 300 }, ['a'], { spoilt: [] });
    expect(scene.elected(L)).toEqual(['a']);
    scene.goTo(scene.dateOf(L, 'declaration'));
    scene.do(scene.declaring(L, { elected: ['a'], electorate: 1000, valid: 900 }));
    expect(scene.state.matters[L]?.declared).toBeDefined();
  });

  refuses(
    ['final-k', 'majority-base'],
    'members cannot elect who has fewer votes, or before they are asked',
    () => {
      const scene = start();
      expect(
        scene.refusal({
          kind: 'roll-frozen',
          roll: 'x',
          electorate: 'nobody',
          sections: [{ id: 'members', size: 10, root: 'ab'.repeat(32) }],
          excluded: [],
          credentials: { sha256: 'ab'.repeat(32), size: 1 },
        }),
      ).toBe('rule/unknown-electorate');
      scene
        .ballot(L, 'mps', 'mps', 313, { a: 160, b: 77, c: 50, d: 16, e: 10 })
        .again(L)
        .ballot(L, 'mps', 'mps', 313, { a: 200, b: 60, c: 53 })
        .again(L);
      scene.goTo(scene.dateOf(L, 'poll-opens')).frozen('members', 'members', { members: 1000 });
      scene.open(L, 'members');
      const act = scene.reporting(L, {
        lines: [
          {
            section: 'members',
            entitled: 1000,
            valid: 900,
            abstained: 0,
            spoilt: [],
            votes: { a: 600, b: 300 },
          },
        ],
        rounds: [],
        chosen: ['b'],
        source: 'The test.',
      });
      expect(scene.refusal(act)).toBe('rule/outcome-differs');
    },
  );

  allows(
    ['uncontested', 'withdrawal-on-ballot'],
    'one who leaves is off the next paper, and one left alone is elected',
    () => {
      const scene = start()
        .ballot(L, 'mps', 'mps', 313, { a: 200, b: 80, c: 16, d: 10, e: 7 })
        .do({ kind: 'candidate-withdrew', matter: L, candidate: 'b' });
      expect(scene.refusal({ kind: 'ballot-opened', matter: L, poll: 'x', roll: 'mps' })).toBe(
        'rule/uncontested',
      );
      scene.goTo('2020-01-01T00:00:00.000Z').do({
        kind: 'result-declared',
        matter: L,
        outcome: { kind: 'uncontested', elected: [{ id: 'a', name: 'A' }] },
        text: 'A is elected.',
      });
      expect(scene.state.matters[L]?.declared?.outcome.kind).toBe('uncontested');
    },
  );

  refuses('withdrawal-on-ballot', 'not while one is open', () => {
    const scene = start().open(L, 'mps');
    expect(scene.refusal({ kind: 'candidate-withdrew', matter: L, candidate: 'b' })).toBe(
      'rule/ballot-open',
    );
  });

  refuses('timetable', 'a ballot opened before nominations close is refused', () => {
    const scene = new Reported(book('con-uk-2019'), at)
      .do({
        kind: 'office-vacated',
        office: 'leader',
        cause: 'died',
        on: '2019-06-01',
        because: 'Died.',
      })
      .size('mps', 313)
      .call(L, L, 'vacancy', 'leader')
      .dates(L)
      .openNominations(L)
      .frozen('mps', 'mps', { mps: 313 });
    scene.goTo(scene.dateOf(L, 'mps-opens'));
    expect(scene.refusal({ kind: 'ballot-opened', matter: L, poll: 'x', roll: 'mps' })).toBe(
      'rule/nominations-not-closed',
    );
  });
});

describe('2001: a tie for last, on which the rules are silent', () => {
  const start = () =>
    contest(
      'con-uk-1998',
      '2001-07-01T09:00:00.000Z',
      2,
      'portillo',
      'ids',
      'clarke',
      'ancram',
      'davis',
    ).ballot(L, 'mps', 'mps', 313, { portillo: 49, ids: 39, clarke: 36, ancram: 21, davis: 21 });

  allows(['tie-last', 'decision-log'], 'the chairman rules that the ballot is held again', () => {
    const scene = start().do({
      kind: 'ruling-made',
      ruling: 'again',
      matter: L,
      body: 'chair-1922',
      question: 'silent',
      decision: 'The ballot is held again.',
      reason: 'The rules do not say.',
      basis: 'Practice.',
      effect: { kind: 'ballot-again' },
    });
    scene
      .again(L)
      .ballot(L, 'mps', 'mps', 313, { portillo: 50, ids: 42, clarke: 39, davis: 18, ancram: 17 });
    expect(scene.field(L)).toEqual(['clarke', 'davis', 'ids', 'portillo']);
  });

  refuses(
    ['tie-last', 'decision-log'],
    'nothing goes on while the tie stands, and nobody else may break it',
    () => {
      const scene = start();
      const poll = scene.state.matters[L]?.poll ?? '';
      expect(scene.refusal({ kind: 'ballot-opened', matter: L, poll: 'x', roll: 'mps' })).toBe(
        'rule/opened-before',
      );
      expect(
        scene.refusal({
          kind: 'tie-broken',
          matter: L,
          poll,
          how: 'lot',
          out: ['davis'],
          reason: 'Lot.',
        }),
      ).toBe('rule/no-tie-rule');
      expect(
        scene.refusal({
          kind: 'ruling-made',
          ruling: 'other',
          matter: L,
          body: 'executive-1922',
          question: 'silent',
          decision: 'Again.',
          reason: 'x',
          basis: 'x',
          effect: { kind: 'ballot-again' },
        }),
      ).toBe('rule/ruling-without-power');
    },
  );
});

describe('1990: a lead of 15% of those entitled', () => {
  const challenge = () => {
    const scene = new Reported(book('con-uk-1975'), '1990-11-01T09:00:00.000Z')
      .size('mps', 372)
      .call(L, L, 'challenge', 'leader', 'thatcher')
      .dates(L)
      .openNominations(L);
    for (const c of ['thatcher', 'heseltine']) scene.nominations(L, c, 'mps', 2);
    return scene.endNominations(L).frozen('mps', 'mps', { mps: 372 }).open(L, 'mps');
  };
  const figures = (thatcher: number, heseltine: number, chosen: readonly string[]) => ({
    lines: [
      {
        section: 'mps',
        entitled: 372,
        valid: thatcher + heseltine,
        abstained: 0,
        spoilt: [{ reason: 'blank', count: 16 }],
        votes: { thatcher, heseltine },
      },
    ],
    rounds: [],
    chosen,
    source: 'The test.',
  });

  allows('lead-margin', '56 ahead is enough', () => {
    const scene = challenge();
    scene.reports(L, figures(208, 148, ['thatcher']));
    expect(scene.elected(L)).toEqual(['thatcher']);
  });

  refuses(
    'lead-margin',
    '204 to 152 is four votes short, and the second ballot opens nominations anew',
    () => {
      const scene = challenge();
      const act = scene.reporting(L, figures(204, 152, ['thatcher']));
      expect(scene.refusal(act)).toBe('rule/not-won');
      scene.reports(L, figures(204, 152, []));
      expect(scene.ballotName(L)).toBe('second');
      expect(scene.state.matters[L]).toMatchObject({ phase: 'waiting', candidates: {} });
      scene.dates(L).openNominations(L);
      for (const c of ['heseltine', 'major', 'hurd']) scene.nominations(L, c, 'mps', 2);
      scene
        .endNominations(L)
        .ballot(L, 'mps', 'mps', 372, { major: 185, heseltine: 131, hurd: 56 });
      expect(scene.ballotName(L)).toBe('third');
    },
  );

  allows('majority-base', '187 of 372 entitled are more than half, 186 are not', () => {
    const scene = challenge();
    scene
      .reports(L, figures(204, 152, []))
      .dates(L)
      .openNominations(L);
    for (const c of ['heseltine', 'major']) scene.nominations(L, c, 'mps', 2);
    scene.endNominations(L).open(L, 'mps');
    const of = (n: number) => ({
      lines: [
        {
          section: 'mps',
          entitled: 372,
          valid: n + 100,
          abstained: 0,
          spoilt: [],
          votes: { major: n, heseltine: 100 },
        },
      ],
      rounds: [],
      chosen: ['major'],
      source: 'The test.',
    });
    expect(scene.refusal(scene.reporting(L, of(186)))).toBe('rule/not-won');
    scene.reports(L, of(187));
    expect(scene.elected(L)).toEqual(['major']);
  });
});

describe('2003 and 2018: letters, a vote of confidence, what follows', () => {
  const start = (at: string) =>
    new Reported(book('con-uk-1998'), at)
      .do({
        kind: 'holder-recorded',
        office: 'leader',
        holder: { id: 'leader', name: 'LEADER' },
        as: 'holder',
        source: 'x',
      })
      .size('mps', 165);
  const letters = (count: number) =>
    ({ kind: 'demand-certified', demand: 'letters', by: 'chair-1922', count }) as const;
  const table = (matter: string) =>
    ({
      kind: 'motion-tabled',
      matter,
      procedure: 'confidence',
      text: 'No confidence.',
      movers: ['chair'],
    }) as const;

  allows(['letters', 'moving-body'], '25 of 165 are enough, and the vote can be called', () => {
    start('2003-10-28T09:00:00.000Z').do(letters(25)).do(table('vote'));
  });

  refuses(
    ['letters', 'moving-body'],
    '24 are too few, nobody but the keeper says so, and names never stand on the record',
    () => {
      const scene = start('2003-10-28T09:00:00.000Z');
      expect(scene.refusal(table('vote'))).toBe('rule/demand-not-met');
      expect(scene.refusal(letters(24))).toBe('rule/demand-not-met');
      expect(scene.refusal({ ...letters(30), by: 'executive-1922' })).toBe('rule/not-the-keeper');
      expect(
        scene.refusal({ kind: 'demand-signed', demand: 'letters', signer: 'mp-1', body: 'mps' }),
      ).toBe('rule/no-demands');
      // The body grew: 15% of 200 is 30.
      scene.size('mps', 200);
      expect(scene.refusal(letters(25))).toBe('rule/demand-not-met');
    },
  );

  const vote = (scene: Reported, matter: string, yes: number, no: number) => {
    scene
      .do(letters(25))
      .do(table(matter))
      .dates(matter)
      .frozen(`roll-${matter}`, 'mps', { mps: 165 });
    scene.ballot(
      matter,
      `roll-${matter}`,
      'mps',
      165,
      { for: yes, against: no },
      yes > no ? ['for'] : [],
    );
    scene.goTo(scene.dateOf(matter, 'declaration'));
    return scene.do({
      kind: 'result-declared',
      matter,
      poll: scene.state.matters[matter]?.poll ?? '',
      outcome: {
        kind: 'motion',
        carried: yes > no,
        for: yes,
        against: no,
        abstained: 0,
        spoilt: 0,
        electorate: 165,
        turnout: '100',
        effect: 'x',
      },
      text: 'Declared.',
    });
  };

  allows('confidence-ballot', 'lost 75 to 90, the office is vacant and an election follows', () => {
    const scene = vote(start('2003-10-28T09:00:00.000Z'), 'vote', 90, 75);
    expect(scene.state.holders['leader']).toBeNull();
    scene.call(L, L, 'confidence-lost', 'leader');
  });

  refuses(
    ['incumbent', 'confidence-ballot'],
    'who lost it may not stand in the election that follows',
    () => {
      const scene = vote(start('2003-10-28T09:00:00.000Z'), 'vote', 90, 75)
        .call(L, L, 'confidence-lost', 'leader')
        .dates(L)
        .openNominations(L);
      expect(scene.refusal(scene.nominating(L, 'leader', 'mps', 'mp-1'))).toBe('rule/loser-barred');
    },
  );

  refuses('immunity', 'won, there is no other within twelve months, and one a year later', () => {
    const scene = vote(start('2018-12-12T09:00:00.000Z'), 'vote', 60, 105);
    scene.goTo('2019-06-01T09:00:00.000Z').do(letters(25));
    expect(scene.refusal(table('again'))).toBe('rule/too-early');
    scene.goTo('2019-12-14T09:00:00.000Z').do(table('again'));
  });

  allows('immunity', 'the body may lift it', () => {
    const scene = vote(start('2018-12-12T09:00:00.000Z'), 'vote', 60, 105)
      .goTo('2019-06-01T09:00:00.000Z')
      .do(letters(25))
      .do({
        kind: 'ruling-made',
        ruling: 'lifted',
        body: 'executive-1922',
        question: 'immunity',
        decision: 'There may be another vote.',
        reason: 'x',
        basis: 'x',
        effect: { kind: 'immunity-lifted', procedure: 'confidence' },
      });
    scene.do(table('again'));
  });
});

describe('2024: two ballots to four, the conference, two ballots to two', () => {
  allows('final-k', 'four go to the conference and two to the members', () => {
    const scene = contest(
      'con-uk-2024',
      '2024-09-04T09:00:00.000Z',
      10,
      'a',
      'b',
      'c',
      'd',
      'e',
      'f',
    )
      .ballot(L, 'mps', 'mps', 313, { a: 80, b: 70, c: 60, d: 50, e: 33, f: 20 })
      .again(L)
      .ballot(L, 'mps', 'mps', 313, { a: 80, b: 70, c: 65, d: 58, e: 40 });
    expect(scene.ballotName(L)).toBe('mps-second');
    scene.ballot(L, 'mps', 'mps', 313, { a: 90, b: 80, c: 75, d: 68 });
    scene.again(L).ballot(L, 'mps', 'mps', 313, { a: 100, b: 110, c: 103 });
    expect(scene.ballotName(L)).toBe('members');
    expect(scene.field(L)).toEqual(['b', 'c']);
  });

  const october = () => {
    const scene = new Reported(book('con-uk-2022-october'), '2022-10-20T09:00:00.000Z')
      .do({
        kind: 'office-vacated',
        office: 'leader',
        cause: 'resigned',
        on: '2022-10-20',
        because: 'x',
      })
      .size('mps', 357)
      .call(L, L, 'vacancy', 'leader')
      .dates(L)
      .openNominations(L);
    for (const c of ['a', 'b', 'c']) scene.nominations(L, c, 'mps', 100);
    return scene.nominations(L, 'd', 'mps', 57);
  };

  allows('cap-on-candidates', 'of 357, three have a hundred each, and pass', () => {
    const matter = october().endNominations(L).state.matters[L];
    const passed =
      matter?.kind === 'contest' ? (matter.tallies ?? []).filter((t) => t.validated) : [];
    expect(passed.map((t) => t.candidate)).toEqual(['a', 'b', 'c']);
  });

  refuses(['cap-on-candidates', 'one-per-nominator'], 'a fourth finds nobody left', () => {
    const scene = october();
    expect(scene.refusal(scene.nominating(L, 'd', 'mps', 'd-58'))).toBe(
      'rule/more-nominators-than-members',
    );
    expect(scene.refusal(scene.nominating(L, 'd', 'mps', 'a-1'))).toBe('rule/nominations-spent');
  });
});
