import { describe, expect, test } from 'vitest';
import {
  type Act,
  checkRuleBook,
  describeEntry,
  explainChapters,
  explainRuleBook,
} from '../src/index.ts';
import { count, list, nameOfId, number } from '../src/words.ts';
import { book, bookWith, CHAIR, day, OFFICER, SYSTEM, societyVoting } from './scene.ts';

const SOCIETY = 'society-annual-election';
const LABOUR = 'labour-uk-2014-omov';

describe('small words', () => {
  test('lists, counts and numbers', () => {
    expect([list([]), list(['a']), list(['a', 'b']), list(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
    expect(count(1, 'vote')).toBe('1 vote');
    expect(count(654_006, 'elector')).toBe('654,006 electors');
    expect(number(1_000)).toBe('1,000');
    expect(number(999)).toBe('999');
    expect(nameOfId('owen-smith')).toBe('Owen Smith');
  });
});

describe('what an entry says', () => {
  const labour = book(LABOUR);
  const said = (act: Act) =>
    describeEntry(labour, { seq: 3, at: '2016-07-12T19:00:00.000Z', by: OFFICER, act });
  const ruling = {
    kind: 'ruling-made',
    ruling: 'nec',
    matter: 'leader-2016',
    body: 'nec',
    question: 'incumbent-nominations',
    decision: 'The leader needs no nominations.',
    vote: { for: 18, against: 14, abstained: 0 },
    reason: 'Only a challenger seeks nominations.',
    basis: 'The rule book.',
    effect: { kind: 'candidate-automatic', candidate: 'x', name: 'the leader' },
  } as const;

  test('a ruling, with its vote, its effect and its clause', () => {
    expect(said(ruling)).toEqual({
      sentence:
        'The National Executive Committee ruled by 18 votes to 14 that the leader stands without nominations.',
      clause: 'incumbent',
      citation: expect.stringContaining('clause II.2.B(ii)'),
    });
    const { vote: _vote, ...unanimous } = ruling;
    expect(
      said({
        ...unanimous,
        body: 'court-of-appeal',
        question: 'freeze-date',
        decision: 'The date stands',
        effect: { kind: 'none' },
        overturns: 'high-court',
      }).sentence,
    ).toBe('The Court of Appeal ruled: The date stands. This overturns the ruling “high-court”.');
    expect(
      said({
        ...ruling,
        vote: { for: 20, against: 1, abstained: 2 },
        effect: { kind: 'freeze-date', section: 'members', date: '2016-01-12' },
      }).sentence,
    ).toBe(
      'The National Executive Committee ruled by 20 votes to 1, with 2 abstentions that whoever votes in the section “Full members” must have qualified by 12 January 2016.',
    );
  });

  test('without a state, names are read off the ids', () => {
    expect(said({ kind: 'candidate-withdrew', matter: 'm', candidate: 'angela-eagle' })).toEqual({
      sentence: 'Angela Eagle withdrew.',
    });
    expect(
      said({
        kind: 'nomination-made',
        matter: 'm',
        candidate: 'owen-smith',
        name: 'Owen Smith',
        nominator: 'mp-017',
        body: 'plp-eplp',
      }).sentence,
    ).toBe('mp-017 nominated Owen Smith.');
    expect(
      said({
        kind: 'motion-tabled',
        matter: 'm',
        procedure: 'plp-no-confidence',
        text: 'That we have no confidence.',
        movers: ['ann-coffey', 'margaret-hodge'],
      }).sentence,
    ).toBe(
      'Ann Coffey and Margaret Hodge tabled a motion (Motion of no confidence in the leader, among Labour MPs): “That we have no confidence.”',
    );
  });

  test('every entry of an election has one sentence, and with the state its clause', () => {
    const scene = societyVoting().close(day(17), 'poll', { members: 20 });
    scene.openBox(day(17), 'poll', { members: 2 });
    const lines = scene.history.map(({ entry, before }) =>
      describeEntry(scene.book, entry, before),
    );
    for (const line of lines) {
      expect(line.sentence).toMatch(/^[^a-z].*[.”]$|^[a-z]+-/);
      expect(line.sentence).not.toMatch(/undefined|null|\[object/);
    }
    expect(lines.at(-1)?.sentence).toBe('The papers of Members were opened: 18 valid, 2 spoilt.');
    const closed = lines.find((l) => l.sentence.startsWith('Nominations closed'));
    expect(closed).toEqual({
      sentence:
        'Nominations closed. ADA is validly nominated: 2 nominations from members; 2 were needed. BO is validly nominated: 2 nominations from members; 2 were needed.',
      clause: 'nomination',
      citation: 'Model rules for a society, rule 4',
    });
    const mixed = lines.find((l) => l.sentence.includes('mixed'));
    expect(mixed).toEqual({
      sentence: 'Mixer 1 mixed the ballots of Members (step 1).',
      clause: 'protocol',
      citation: 'Hustings ballot protocol, §8',
    });
  });

  test('outcomes', () => {
    const outcome = (found: object) =>
      said({ kind: 'result-declared', matter: 'm', outcome: found, text: 'x' } as Act).sentence;
    expect(
      outcome({
        kind: 'motion',
        carried: true,
        for: 172,
        against: 40,
        abstained: 0,
        spoilt: 4,
        electorate: 229,
        turnout: '94',
        effect: 'It binds nobody.',
      }),
    ).toBe(
      'The result was declared: the motion is carried, 172 for and 40 against, 4 spoilt papers. It binds nobody.',
    );
    expect(
      outcome({
        kind: 'elected',
        elected: [{ id: 'a', name: 'Ada' }],
        valid: 506_438,
        turnout: '77.6',
      }),
    ).toBe(
      'The result was declared: Ada is elected, on 506,438 valid papers and a turnout of 77.6%.',
    );
    expect(outcome({ kind: 'uncontested', elected: [] })).toBe(
      'The result was declared: nobody stood.',
    );
    expect(
      describeEntry(labour, {
        seq: 0,
        at: day(1),
        by: SYSTEM,
        act: { kind: 'nominations-opened', matter: CHAIR },
      }).sentence,
    ).toBe('Nominations opened.');
  });
});

describe('a rule book explained', () => {
  test.each([SOCIETY, LABOUR, 'confidence-motion', 'practice-poll'])(
    '%s, in whole sentences',
    (id) => {
      const sentences = explainRuleBook(book(id));
      expect(sentences.length).toBeGreaterThan(15);
      for (const sentence of sentences) {
        expect(sentence).toMatch(/[.\]]$/);
        expect(sentence).not.toMatch(/undefined|null|\[object/);
      }
    },
  );

  test('says what decides, with the clause', () => {
    expect(explainRuleBook(book(SOCIETY))).toContain(
      'Nominations by members: a candidate needs nominations from 2 members. [Model rules for a society, rule 4]',
    );
    const labour = explainRuleBook(book(LABOUR)).join('\n');
    expect(labour).toContain('20% of MPs and MEPs, rounded up when a challenger');
    expect(labour).toContain('It binds nobody:');
    expect(labour).toContain('How a tie is broken is not said.');
    expect(labour).toContain('it takes a ruling');
  });

  test('says who breaks a tie by a casting vote, alone or after other ways', () => {
    const debian = explainRuleBook(book('debian-constitution')).join('\n');
    expect(debian).toContain('A tie is decided by the Project Leader');
    expect(debian).not.toContain('How a tie is broken is not said.');
    const society = book(SOCIETY);
    const both = explainRuleBook({
      ...society,
      procedures: society.procedures.map((p) =>
        p.kind === 'contest'
          ? { ...p, count: { ...p.count, casting: { body: 'members', clause: p.clause } } }
          : p,
      ),
    });
    expect(both.join('\n')).toMatch(/A tie that is left is decided by .* casting vote/);
  });

  test('tells shares in words or per cent, the first ballot from the others, and units of a kind', () => {
    const thatcher = explainRuleBook(book('con-uk-1975')).join('\n');
    expect(thatcher).toContain('ahead of the next by 15% of everyone');
    expect(thatcher).toContain('First ballot: the electors vote on all candidates.');
    expect(thatcher).toContain('Third ballot: the same electors vote on who is left, only if');
    expect(explainRuleBook(book('unite-2021')).join('\n')).toContain(
      '5% of branches of the kind “branch”, rounded up. [Rules of Unite: nominations]',
    );
    expect(explainRuleBook(book('lpc-points')).join('\n')).toContain(
      'even a single paper may be opened alone',
    );
  });

  test('stands under headings, with the clause apart, and nothing is said twice or left out', () => {
    const labour = book(LABOUR);
    const chapters = explainChapters(labour);
    expect(chapters.map(({ heading }) => heading)).toEqual([
      'Offices',
      ...labour.procedures.map(({ name }) => name),
      'Who is an elector',
      'Who rules on what',
    ]);
    const sentences = chapters.flatMap(({ parts }) => parts.flatMap((part) => part.sentences));
    const flat = explainRuleBook(labour).slice(2, -labour.gaps.length);
    expect(flat).toHaveLength(sentences.length);
    sentences.forEach(({ text, clause }, i) => {
      const cited = labour.clauses.find(({ id }) => id === clause)?.citation;
      expect(flat[i]).toBe(cited === undefined ? text : `${text} [${cited}]`);
    });
    expect(explainChapters(book('libdem-2019'))[0]?.heading).toBe('Offices and demands');
  });
});

describe('what a rule book leaves open', () => {
  const codes = (id: string, changes: Readonly<Record<string, unknown>> = {}) =>
    checkRuleBook(bookWith(id, changes)).map((w) => w.code);

  test('Labour’s book of 2014: no tie rule, the incumbent unstated, a motion without effect', () => {
    expect(codes(LABOUR)).toEqual(
      expect.arrayContaining([
        'book/no-tie-rule',
        'book/incumbent-unstated',
        'book/motion-without-effect',
        'book/no-least-length',
        'book/clause-from-memory',
      ]),
    );
  });

  const contest = '/procedures/0';
  const percent = {
    kind: 'nominations',
    body: 'members',
    threshold: { kind: 'percent', percent: '20', asOf: 'nominations-close' },
    clause: 'nomination',
  };
  test.each([
    ['book/no-tie-rule', SOCIETY, `${contest}/count/ties`, []],
    ['book/tie-may-remain', SOCIETY, `${contest}/count/ties/1`, undefined],
    ['book/rounding-unstated', SOCIETY, `${contest}/nomination/gates/0/condition`, percent],
    ['book/moving-threshold', SOCIETY, `${contest}/nomination/gates/0/condition`, percent],
    ['book/nominations-unlimited', SOCIETY, `${contest}/nomination/perNominator`, undefined],
    ['book/no-consent', SOCIETY, `${contest}/nomination/consent`, undefined],
    ['book/poll-of-one', SOCIETY, `${contest}/uncontested/kind`, 'poll-anyway'],
    ['book/closing-at-will', SOCIETY, `${contest}/poll/closing/kind`, 'officer'],
    ['book/pool-of-one', SOCIETY, `${contest}/results/leastPool`, 1],
    ['book/no-appeal', SOCIETY, '/questions/0/review', []],
    ['book/no-quorum', 'confidence-motion', `${contest}/quorum`, undefined],
    ['book/no-immunity', 'confidence-motion', `${contest}/immunity`, undefined],
    ['book/one-mover', 'confidence-motion', `${contest}/tabling/movers`, 1],
    [
      'book/clause-not-enforced',
      SOCIETY,
      '/clauses/21',
      { id: 'idle', citation: 'Rule 22', text: 'Be kind.', sources: ['model'] },
    ],
  ])('%s', (code, id, pointer, value) => {
    expect(codes(id)).not.toContain(code);
    expect(codes(id, { [pointer]: value })).toContain(code);
  });

  test('figures that will not fit together', () => {
    const changes = {
      [`${contest}/results/percent/of`]: 'cast',
      [`${contest}/results/turnout/counts`]: 'valid',
    };
    expect(codes(SOCIETY, changes)).toContain('book/spoilt-in-and-out');
  });

  test('an office that nothing fills, and a vacancy that nothing follows', () => {
    expect(codes('confidence-motion')).toEqual([
      'book/no-successor',
      'book/silence',
      'book/office-not-filled',
    ]);
    expect(codes(SOCIETY)).not.toContain('book/office-not-filled');
  });

  test('a roll that is frozen at will', () => {
    expect(codes(SOCIETY)).toContain('book/freeze-at-will');
    expect(
      codes(SOCIETY, { [`${contest}/franchise/frozenAfter`]: 'nominations-close' }),
    ).not.toContain('book/freeze-at-will');
  });
});
