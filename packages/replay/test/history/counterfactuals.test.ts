/** What did not happen and could not have: each refused, with its code and the clause that it breaks. */

import { unwrap } from '@hustings/base';
import { type Act, apply, type State, tallies } from '@hustings/rulebook';
import { describe, expect, test } from 'vitest';
import {
  actOf,
  altered,
  before,
  contests,
  OFFICER,
  part,
  placeOf,
  refusal,
  replay,
} from './stage.ts';

type Report = Extract<Act, { kind: 'ballot-reported' }>;
const LATER = 24 * 3_600_000;

function after(at: string, milliseconds: number): string {
  return new Date(Date.parse(at) + milliseconds).toISOString();
}

function done(state: State, act: unknown, at: string = state.at): State {
  return unwrap(apply(state, { seq: state.seq + 1, at, by: OFFICER, act }));
}

/** A report with other votes of the first line. */
function voting(votes: Readonly<Record<string, number>>, chosen?: readonly string[]) {
  return (act: Report): Report => {
    const [first, ...rest] = act.report.lines;
    if (first === undefined) throw new Error('no line');
    const line = { ...first, votes, valid: Object.values(votes).reduce((a, b) => a + b, 0) };
    return {
      ...act,
      report: {
        ...act.report,
        lines: [line, ...rest],
        ...(chosen === undefined ? {} : { chosen }),
      },
    };
  };
}

const choosing =
  (...chosen: readonly string[]) =>
  (act: Report): Report => ({
    ...act,
    report: { ...act.report, chosen },
  });

describe('in every contest', () => {
  const all = contests.flatMap((c) => replay(c).parts.map((p, i) => [`${c} ${i}`, p] as const));
  const contested = all.filter(([, p]) =>
    p.entries.some((e) => e.act.kind === 'nominations-closed'),
  );

  test.each(contested)('%s: no ballot is opened before nominations close', (_name, p) => {
    const place = placeOf(p, 'nominations-closed', -1);
    const state = before(p, place);
    const contest = state.matters['contest'];
    const opens = Object.values(contest?.dates ?? {})
      .toSorted()
      .at(-1) as string;
    const found = refusal(
      state,
      { kind: 'ballot-opened', matter: 'contest', poll: 'early', roll: 'none' },
      opens,
    );
    expect(['rule/nominations-not-closed', 'rule/too-late']).toContain(found?.code);
    const due = p.entries[place]?.at as string;
    const now = refusal(
      state,
      { kind: 'ballot-opened', matter: 'contest', poll: 'early', roll: 'none' },
      due,
    );
    expect(['rule/too-early', 'rule/nominations-not-closed']).toContain(now?.code);
    expect(now?.clause).not.toBe('acts');
  });

  const reported = all.filter(([, p]) => p.entries.some((e) => e.act.kind === 'ballot-reported'));
  test.each(reported)('%s: nobody who is not on the paper gets votes', (_name, p) => {
    const found = altered(p, 'ballot-reported', 0, (act) => {
      const [first, ...rest] = act.report.lines;
      if (first === undefined) throw new Error('no line');
      const votes = { ...first.votes, nobody: 1 };
      return {
        ...act,
        report: { ...act.report, lines: [{ ...first, votes, valid: first.valid + 1 }, ...rest] },
      };
    });
    expect(found?.code).toBe('rule/figures-impossible');
  });

  test.each(reported)('%s: no section has other electors than its roll', (_name, p) => {
    const found = altered(p, 'ballot-reported', -1, (act) => {
      const [first, ...rest] = act.report.lines;
      if (first === undefined) throw new Error('no line');
      return {
        ...act,
        report: { ...act.report, lines: [{ ...first, entitled: first.entitled + 1 }, ...rest] },
      };
    });
    expect(found?.code).toBe('rule/figures-impossible');
  });

  const declared = all.filter(([, p]) => p.entries.some((e) => e.act.kind === 'result-declared'));
  test.each(declared)('%s: nothing else is declared than was decided', (_name, p) => {
    const found = altered(p, 'result-declared', -1, (act) => {
      const { outcome } = act;
      if (outcome.kind === 'motion')
        return { ...act, outcome: { ...outcome, carried: !outcome.carried } };
      return { ...act, outcome: { ...outcome, elected: [{ id: 'nobody', name: 'Nobody' }] } };
    });
    expect(found?.code).toBe('rule/outcome-differs');
    expect(found?.clause).not.toBe('');
  });
});

describe('Labour', () => {
  /** 2016 with so many nominations for the challenger when nominations close. */
  function challengerWith(n: number): State {
    const p = part('uk-labour-2016-leader');
    if (p.book === undefined) throw new Error('no book');
    let state = before(p, placeOf(p, 'nominations-opened') + 1);
    let smith = 0;
    for (const entry of p.entries.slice(
      placeOf(p, 'nominations-opened') + 1,
      placeOf(p, 'nominations-closed'),
    )) {
      const isHis = entry.act.kind === 'nomination-made' && entry.act.candidate === 'owen-smith';
      if (isHis && ++smith > n) continue;
      state = unwrap(apply(state, entry));
    }
    return state;
  }

  test.each([49, 50])('a challenger with %i of 251 at a fifth does not stand', (n) => {
    const state = challengerWith(n);
    const close = actOf(part('uk-labour-2016-leader'), 'nominations-closed');
    const at = part('uk-labour-2016-leader').entries[
      placeOf(part('uk-labour-2016-leader'), 'nominations-closed')
    ]?.at as string;
    // Said to be validated all the same: refused.
    expect(refusal(state, close, at)?.code).toBe('rule/tallies-differ');
    expect(refusal(state, close, at)?.clause).toBe('election');
    const tally = tallies(state, 'contest').find((t) => t.candidate === 'owen-smith');
    expect(tally).toMatchObject({ nominations: n, validated: false });
    expect(tally?.reason).toContain(`${51 - n} short of the 51 needed`);
    const closed = done(state, { ...close, tallies: tallies(state, 'contest') }, at);
    const opened = refusal(
      closed,
      { kind: 'ballot-opened', matter: 'contest', poll: 'p', roll: 'r' },
      after(at, 60 * LATER),
    );
    expect(opened?.code).toBe('rule/uncontested');
  });

  test('with 51 he does', () => {
    const tally = tallies(challengerWith(51), 'contest').find((t) => t.candidate === 'owen-smith');
    expect(tally).toMatchObject({ nominations: 51, validated: true });
  });

  test('the incumbent is not kept off the ballot once the ruling stands', () => {
    const p = part('uk-labour-2016-leader');
    const closed = actOf(p, 'nominations-closed');
    expect(closed.tallies.find((t) => t.candidate === 'jeremy-corbyn')?.validated).toBe(true);
    const state = before(p, placeOf(p, 'nominations-opened'));
    const again = refusal(state, {
      ...actOf(p, 'ruling-made'),
      ruling: 'another',
      decision: 'The Leader needs nominations.',
      effect: { kind: 'none' },
    });
    expect(again).toMatchObject({ code: 'rule/ruling-clashes', clause: 'incumbent' });
  });

  test('the roll of 2016 falls with the freeze date, and stands again with it', () => {
    const p = part('uk-labour-2016-leader');
    const state = before(p, placeOf(p, 'ruling-made', -1));
    const roll = actOf(p, 'roll-frozen');
    expect(refusal(state, roll)).toMatchObject({ code: 'rule/freeze-date-missing' });
    expect(
      refusal(before(p, placeOf(p, 'roll-frozen')), roll, p.entries[placeOf(p, 'roll-frozen')]?.at),
    ).toBeUndefined();
  });

  test('nobody withdraws after the last day for it (2015)', () => {
    const p = part('uk-labour-2015-leader');
    const state = before(p, placeOf(p, 'ballot-reported'));
    const found = refusal(state, {
      kind: 'candidate-withdrew',
      matter: 'contest',
      candidate: 'liz-kendall',
    });
    expect(found?.code).toBe('rule/too-late');
    expect(found?.clause).not.toBe('acts');
  });

  test('a motion of no confidence needs two movers, and changes nothing', () => {
    const p = part('uk-labour-2016-no-confidence');
    const found = altered(p, 'motion-tabled', 0, (act) => ({ ...act, movers: ['mover-1'] }));
    expect(found).toMatchObject({ code: 'rule/too-few-movers', clause: 'plp-motion' });
    expect(p.state?.holders['leader']).toMatchObject({ name: 'Jeremy Corbyn' });
  });

  test('Abbott goes out on weights though she has more votes than Burnham (2010)', () => {
    const p = part('uk-labour-2010-leader');
    const found = altered(p, 'ballot-reported', 0, choosing('david-miliband'));
    expect(found).toMatchObject({ code: 'rule/outcome-differs', clause: 'weighted' });
    const of = p.compared.find((c) => c.path === '/rounds/0/eliminated');
    expect(of).toMatchObject({ printed: 'diane-abbott', verdict: 'equal' });
  });

  test('nobody is elected by fewer points than another (deputy 2007)', () => {
    const found = altered(
      part('uk-labour-2007-deputy'),
      'ballot-reported',
      0,
      choosing('alan-johnson'),
    );
    expect(found).toMatchObject({ code: 'rule/outcome-differs', clause: 'weighted' });
  });

  test('who failed the first gate is not nominated at the second (2020, 2025)', () => {
    const p = part('uk-labour-2025-deputy');
    const place = placeOf(p, 'nominations-opened', 1) + 2;
    const made = p.entries.slice(place).find((e) => e.act.kind === 'nomination-made')?.act;
    if (made?.kind !== 'nomination-made') throw new Error('no nomination');
    const state = before(
      p,
      p.entries.findIndex((e) => e.act === made),
    );
    const found = refusal(state, {
      ...made,
      candidate: 'bell-ribeiro-addy',
      name: 'Bell Ribeiro-Addy',
    });
    expect(found?.code).toBe('rule/candidate-out');
    const p2020 = part('uk-labour-2020-leader');
    const first = placeOf(p2020, 'nominations-opened', 1) + 1;
    const stranger = refusal(before(p2020, first + 1), {
      ...made,
      nominator: 'clp-1',
      candidate: 'nobody-else',
      name: 'Nobody Else',
    });
    expect(['rule/candidate-out', 'rule/supporter-unknown']).toContain(stranger?.code);
  });

  test('a sixth candidate has no nominators left: each has one (deputy 2015)', () => {
    const p = part('uk-labour-2015-deputy');
    const made = actOf(p, 'nomination-made');
    const state = before(p, placeOf(p, 'nominations-closed'));
    const found = refusal(state, { ...made, candidate: 'a-sixth', name: 'A Sixth' });
    expect(found).toMatchObject({ code: 'rule/nominations-spent', clause: 'one-nomination' });
  });

  test('a paper with eighteen names is no paper (Shadow Cabinet 2010)', () => {
    const found = altered(part('uk-labour-2010-shadow-cabinet'), 'ballot-reported', 0, (act) => {
      const [line] = act.report.lines;
      if (line === undefined) throw new Error('no line');
      const [most] = Object.entries(line.votes).toSorted(([, a], [, b]) => b - a);
      if (most === undefined) throw new Error('no votes');
      const votes = { ...line.votes, [most[0]]: most[1] - line.valid };
      return {
        ...act,
        report: {
          ...act.report,
          lines: [
            {
              ...line,
              votes: Object.fromEntries(Object.entries(votes).map(([k, n]) => [k, Math.max(0, n)])),
            },
          ],
        },
      };
    });
    expect(found?.code).toBe('rule/figures-impossible');
  });

  test('delegations cast no more than the members they represent (card vote 2021)', () => {
    const found = altered(
      part('uk-labour-2021-card-vote'),
      'ballot-reported',
      0,
      voting({ for: 400_000, against: 8_723 }, ['for']),
    );
    expect(found).toMatchObject({ code: 'rule/figures-impossible' });
    expect(found?.message).toContain('casts 408723 votes');
  });
});

describe('the Conservatives', () => {
  const VOTES = 'uk-con-confidence-votes';

  test('the leader who lost the vote does not stand in the election that follows (2003)', () => {
    let state = part(VOTES, 0).state as State;
    const at = after(state.at, LATER);
    state = done(
      state,
      {
        kind: 'contest-called',
        matter: 'next',
        procedure: 'leadership',
        trigger: 'confidence-lost',
        office: 'leader',
        because: 'The vote was lost.',
      },
      at,
    );
    const day = (n: number) => after(at, n * LATER);
    state = done(state, {
      kind: 'timetable-set',
      matter: 'next',
      by: 'executive-1922',
      dates: {
        'nominations-open': day(1),
        'nominations-close': day(2),
        'mps-opens': day(3),
        'mps-closes': day(4),
        'poll-opens': day(30),
        'poll-closes': day(40),
        declaration: day(41),
      },
      reason: 'Dates.',
    });
    state = done(state, { kind: 'nominations-opened', matter: 'next' }, day(1));
    const nominating = (candidate: string, name: string) => ({
      kind: 'nomination-made',
      matter: 'next',
      candidate,
      name,
      nominator: 'mp-1',
      body: 'mps',
    });
    const found = refusal(state, nominating('iain-duncan-smith', 'Iain Duncan Smith'));
    expect(found).toMatchObject({ code: 'rule/loser-barred' });
    expect(found?.clause).not.toBe('acts');
    expect(refusal(state, nominating('michael-howard', 'Michael Howard'))).toBeUndefined();
  });

  test.each([
    [1, '2019-05-12T09:00:00.000Z', '2019-12-14T09:00:00.000Z'],
    [2, '2022-10-19T09:00:00.000Z', '2023-06-08T09:00:00.000Z'],
  ])(
    'no second vote of confidence within twelve months of one that was won (part %i)',
    (at, soon, late) => {
      const p = part(VOTES, at);
      const certify = actOf(p, 'demand-certified');
      const tabled = { ...actOf(p, 'motion-tabled'), matter: 'again' };
      const state = done(p.state as State, certify, soon);
      expect(refusal(state, tabled, soon)).toMatchObject({ code: 'rule/too-early', clause: 'won' });
      expect(refusal(state, tabled, late)).toBeUndefined();
    },
  );

  test('no vote without the keeper’s word that there are enough letters', () => {
    const p = part(VOTES, 1);
    const state = before(p, placeOf(p, 'demand-certified'));
    expect(refusal(state, actOf(p, 'motion-tabled'))).toMatchObject({
      code: 'rule/demand-not-met',
      clause: 'letters',
    });
    expect(refusal(state, { ...actOf(p, 'demand-certified'), count: 47 })).toMatchObject({
      code: 'rule/demand-not-met',
    });
    expect(refusal(state, { ...actOf(p, 'demand-certified'), count: 48 })).toBeUndefined();
  });

  test('nothing goes on while two are level for last (2001)', () => {
    const p = part('uk-con-2001-leader');
    const place = placeOf(p, 'ruling-made');
    const opened = actOf(p, 'ballot-opened', 1);
    const at = p.entries[placeOf(p, 'ballot-opened', 1)]?.at as string;
    expect(refusal(before(p, place), opened, at)?.code).toBe('rule/opened-before');
    expect(refusal(before(p, place), actOf(p, 'timetable-set', 2))?.code).toBe('rule/poll-fixed');
    const ended = { ...actOf(p, 'result-declared'), poll: 'ballot-1' };
    const last = p.entries.at(-1)?.at as string;
    expect(refusal(before(p, place), ended, last)).toMatchObject({ code: 'rule/tie-open' });
    const lot = {
      kind: 'tie-broken',
      matter: 'contest',
      poll: 'ballot-1',
      how: 'lot',
      out: ['david-davis'],
      reason: 'A coin.',
    };
    expect(refusal(before(p, place), lot)).toMatchObject({
      code: 'rule/no-tie-rule',
      clause: 'mps',
    });
  });

  test('no ballot of the members where one candidate is left (2016)', () => {
    const p = part('uk-con-2016-leader');
    const state = before(p, placeOf(p, 'result-declared'));
    const found = refusal(state, {
      kind: 'ballot-opened',
      matter: 'contest',
      poll: 'members',
      roll: 'roll-1',
    });
    expect(found?.code).toBe('rule/uncontested');
  });

  test.each([
    ['uk-con-2019-leader', 'andrea-leadsom'],
    ['uk-con-2022-leader', 'jeremy-hunt'],
  ])('%s: whoever is below the bar is not in the next ballot', (contest, who) => {
    const p = part(contest);
    const held = p.state?.matters['contest'];
    const first = held?.kind === 'contest' ? held.progress.held[0] : undefined;
    expect(first?.out).toContain(who);
    const found = altered(p, 'ballot-reported', 1, (act) => {
      const [line] = act.report.lines;
      if (line === undefined) throw new Error('no line');
      return {
        ...act,
        report: {
          ...act.report,
          lines: [{ ...line, valid: line.valid + 1, votes: { ...line.votes, [who]: 1 } }],
        },
      };
    });
    expect(found?.code).toBe('rule/figures-impossible');
    expect(found?.message).toContain(who);
  });

  test('99 nominations are not 100 (October 2022)', () => {
    const p = part('uk-con-2022-october-leader');
    const place = placeOf(p, 'nomination-made', -1);
    const close = actOf(p, 'nominations-closed');
    const at = p.entries[placeOf(p, 'nominations-closed')]?.at as string;
    expect(refusal(before(p, place), close, at)).toMatchObject({
      code: 'rule/tallies-differ',
      clause: 'nomination',
    });
  });

  test('the third is not before the members, and four speak before the next ballot (2024)', () => {
    const p = part('uk-con-2024-leader');
    const found = altered(
      p,
      'ballot-reported',
      -1,
      voting({ 'kemi-badenoch': 53_806, 'james-cleverly': 41_388 }),
    );
    expect(found?.message).toContain('james-cleverly');
    const early = altered(p, 'timetable-set', -2, (act) => ({
      ...act,
      dates: {
        ...act.dates,
        'second-opens': p.entries[placeOf(p, 'timetable-set', 1)]?.at as string,
      },
    }));
    expect(early?.code).toMatch(/^rule\/(stages-out-of-order|date-passed)$/);
  });
});

describe('elsewhere', () => {
  test('points, not votes, and no candidate without fee or signatures (Canada 2017)', () => {
    const p = part('ca-cpc-2017-leader');
    expect(altered(p, 'ballot-reported', 0, choosing('maxime-bernier'))).toMatchObject({
      code: 'rule/outcome-differs',
      clause: 'points',
    });
    const paid = placeOf(p, 'payment-made', -1);
    const at = p.entries[placeOf(p, 'nominations-closed')]?.at as string;
    expect(refusal(before(p, paid), actOf(p, 'nominations-closed'), at)?.code).toBe(
      'rule/tallies-differ',
    );
  });

  test.each([
    ['ca-cpc-2022-leader', 'rule/holder-differs'],
    ['ca-ndp-2017-leader', 'rule/motion-not-carried'],
  ])('%s: no contest before caucus or convention has voted', (contest, code) => {
    const p = part(contest);
    const state = before(p, placeOf(p, 'result-declared'));
    expect(refusal(state, actOf(p, 'contest-called'))?.code).toBe(code);
    const voted = before(p, placeOf(p, 'contest-called'));
    const at = p.entries[placeOf(p, 'contest-called')]?.at;
    expect(refusal(voted, actOf(p, 'contest-called'), at)).toBeUndefined();
  });

  test('14 short of 17,151 points do not elect, and the roll of the turnout is named (Canada 2025)', () => {
    const p = part('ca-lpc-2025-leader');
    const fewer = altered(p, 'ballot-reported', 0, (act) => ({
      ...act,
      report: { ...act.report, points: [{ 'mark-carney': '17137', 'chrystia-freeland': '17163' }] },
    }));
    expect(fewer).toMatchObject({ code: 'rule/outcome-differs', clause: 'points' });
    const unnamed = altered(p, 'ballot-reported', 0, (act) => ({
      ...act,
      report: { ...act.report, lines: act.report.lines.map(({ rolls: _rolls, ...line }) => line) },
    }));
    expect(unnamed?.code).toBe('rule/figures-impossible');
  });

  test('22.68% is no majority, and a third pair is not in the run-off (SPD 2019)', () => {
    const p = part('de-spd-2019-leader');
    expect(altered(p, 'ballot-reported', 0, choosing('geywitz-scholz'))).toMatchObject({
      code: 'rule/not-won',
      clause: 'vote',
    });
    expect(
      altered(
        p,
        'ballot-reported',
        1,
        voting({ 'geywitz-scholz': 98_246, 'kampmann-roth': 114_995 }),
      )?.message,
    ).toContain('kampmann-roth');
    const two = altered(p, 'ticket-formed', 0, (act) => ({
      ...act,
      members: act.members.map((m) => ({ ...m, classes: ['man'] })),
    }));
    expect(two?.code).toBe('rule/ticket-composition');
  });

  test('nobody is declared before the congress has confirmed (SPD), or the post (CDU)', () => {
    for (const [contest, i] of [
      ['de-spd-2019-leader', 0],
      ['de-cdu-2021-2022-leader', 0],
    ] as const) {
      const { state } = part(contest, i);
      const poll = state?.matters['contest']?.poll;
      const found = refusal(
        state as State,
        {
          kind: 'result-declared',
          matter: 'contest',
          poll,
          outcome: {
            kind: 'elected',
            elected: [],
            firstPreferences: [],
            final: [],
            sections: [],
            bySection: [],
            electorate: 1,
            valid: 1,
            spoilt: 0,
            turnout: '0',
            margin: 0,
          },
          text: 'Too soon.',
        },
        '2030-01-01T00:00:00.000Z',
      );
      expect(found?.code, contest).toBe('order/not-counted');
    }
  });

  test('too few who prefer the winner to none of the above elect nobody (Debian)', () => {
    for (const year of ['2002', '2010', '2012']) {
      const p = part(`debian-${year}-dpl`);
      const found = altered(p, 'ballot-reported', 0, (act) => ({
        ...act,
        report: {
          ...act.report,
          preferred: Object.fromEntries(
            Object.keys(act.report.preferred ?? {}).map((id) => [id, 30]),
          ),
        },
      }));
      expect(found, year).toMatchObject({ code: 'rule/not-won', clause: 'quorum' });
    }
  });

  test('39% is no majority in the first round of a primary (France 2011)', () => {
    const found = altered(
      part('fr-ps-2011-primary'),
      'ballot-reported',
      0,
      choosing('francois-hollande'),
    );
    expect(found?.code).toBe('rule/not-won');
  });

  test('members of one local party are not those of twenty (Liberal Democrats)', () => {
    const p = part('uk-libdem-leaders', 3);
    const made = p.entries.findIndex(
      (e) => e.act.kind === 'nomination-made' && e.act.body === 'members',
    );
    const state = before(p, made);
    const act = p.entries[made]?.act;
    if (act?.kind !== 'nomination-made') throw new Error('no nomination');
    const { areas: _areas, ...nowhere } = act;
    expect(refusal(state, nowhere)?.code).toBe('rule/supporter-unknown');
  });

  test('two men are no ticket (Greens 2025)', () => {
    const found = altered(part('uk-greens-2025-leader'), 'ticket-formed', 0, (act) => ({
      ...act,
      members: act.members.map((m) => ({ ...m, classes: ['man'] })),
    }));
    expect(found?.code).toBe('rule/ticket-composition');
  });

  test('one paper, one vote (UNISON 2020)', () => {
    const found = altered(part('uk-unison-2020-gs'), 'ballot-reported', 0, (act) => {
      const [line] = act.report.lines;
      if (line === undefined) throw new Error('no line');
      return { ...act, report: { ...act.report, lines: [{ ...line, valid: line.valid - 1 }] } };
    });
    expect(found?.code).toBe('rule/figures-impossible');
  });
});
