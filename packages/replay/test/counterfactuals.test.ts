/** What happened in 2016 is allowed; what might have happened against the rules is not. */
import {
  type Act,
  castingAllowed,
  describeEntry,
  may,
  standings,
  tallies,
} from '@hustings/rulebook';
import { describe, expect, test } from 'vitest';
import { findRuleBook, labour2016, type Plan, type PollStep, type Step } from '../src/index.ts';
import { OFFICER, RefereeRun } from './referee-run.ts';

const book = findRuleBook('labour-uk-2014-omov');
if (book === undefined) throw new Error('the rule book comes with Hustings');
const plan = labour2016({ scale: 1000, book });
const [motionPoll, ballot] = plan.steps.filter((s): s is PollStep => s.kind === 'poll') as [
  PollStep,
  PollStep,
];
const CONTEST = ballot.matter;

const isAct = (kind: Act['kind']) => (step: Step) => step.kind === 'act' && step.act.kind === kind;
const isRuling = (id: string) => (step: Step) =>
  step.kind === 'act' && step.act.kind === 'ruling-made' && step.act.ruling === id;
const isClose = (step: Step) => step.kind === 'close-nominations';

function nomination(n: number): Act {
  const nominator = `mp-${String(n).padStart(3, '0')}`;
  const name = 'Owen Smith';
  return {
    kind: 'nomination-made',
    matter: CONTEST,
    candidate: 'owen-smith',
    name,
    nominator,
    body: 'plp-eplp',
  };
}

/** History with only so many nominations for Owen Smith, and none for Angela Eagle. */
function withNominations(count: number): Plan {
  let left = count;
  const steps = plan.steps.filter((step) => {
    if (step.kind !== 'act') return true;
    if (step.act.kind === 'candidate-withdrew') return false;
    if (step.act.kind !== 'nomination-made') return true;
    return step.act.candidate === 'owen-smith' && left-- > 0;
  });
  return { ...plan, steps };
}

describe('history', () => {
  const run = new RefereeRun(plan).run();

  test('is allowed from the motion to the declaration', () => {
    const outcomes = Object.values(run.state.matters).map((m) => m.declared?.outcome);
    expect(outcomes[0]).toMatchObject({
      kind: 'motion',
      carried: true,
      for: 172,
      against: 40,
      spoilt: 4,
      electorate: 229,
    });
    expect(outcomes[1]).toMatchObject({
      kind: 'elected',
      elected: [{ id: 'jeremy-corbyn', name: 'Jeremy Corbyn' }],
      electorate: 654,
      valid: 506,
      spoilt: 1,
    });
  });

  test('the motion of no confidence had no effect', () => {
    const after = new RefereeRun(plan).run(isAct('contest-called'));
    expect(after.state.holders).toEqual({});
  });

  test('who stood, and why', () => {
    const closed = new RefereeRun(plan).run((s) => isRuling('foster-v-mcnicol')(s));
    const contest = closed.state.matters[CONTEST];
    expect(contest?.kind === 'contest' && contest.tallies).toEqual([
      { candidate: 'angela-eagle', nominations: 72, validated: false, reason: 'Withdrew.' },
      {
        candidate: 'jeremy-corbyn',
        nominations: 0,
        validated: true,
        reason:
          'On the paper without nominations, by a ruling of the National Executive Committee.',
      },
      {
        candidate: 'owen-smith',
        nominations: 172,
        validated: true,
        reason: '172 nominations from MPs and MEPs; 51 were needed.',
      },
    ]);
  });

  test('the ruling of 12 July is told as it was made', () => {
    const step = plan.steps.find(isRuling('nec-incumbent'));
    if (step?.kind !== 'act') throw new Error('the ruling is in the plan');
    const entry = { seq: 9, at: step.at, by: step.by, act: step.act };
    expect(describeEntry(plan.book, entry).sentence).toBe(
      'The National Executive Committee ruled by 18 votes to 14 that Jeremy Corbyn stands without nominations.',
    );
  });

  test('after Angela Eagle withdrew, her nominators could nominate again', () => {
    const run1 = new RefereeRun(plan).run(isAct('candidate-withdrew'));
    const by = { role: 'nominator', id: 'mp-001' } as const;
    const at = '2016-07-19T15:59:00.000Z';
    expect(run1.refuse(at, by, nomination(1)).code).toBe('rule/nominations-spent');
    const after = new RefereeRun(plan).run(isClose);
    expect(standings(after.state, CONTEST).map((s) => [s.candidate, s.nominations])).toEqual([
      ['angela-eagle', 72],
      ['jeremy-corbyn', 0],
      ['owen-smith', 172],
    ]);
  });
});

describe('against the rules', () => {
  test.each([
    [49, false, '49 nominations from MPs and MEPs, 2 short of the 51 needed.'],
    [50, false, '50 nominations from MPs and MEPs, 1 short of the 51 needed.'],
    [51, true, '51 nominations from MPs and MEPs; 51 were needed.'],
  ])('a challenger with %i of 251 is validated: %s', (count, validated, reason) => {
    const run = new RefereeRun(withNominations(count)).run(isClose);
    const smith = tallies(run.state, CONTEST).find((t) => t.candidate === 'owen-smith');
    expect(smith).toMatchObject({ nominations: count, validated, reason });
    const at = '2016-07-20T16:00:00.000Z';
    const others = tallies(run.state, CONTEST).filter((t) => t.candidate !== 'owen-smith');
    const claim: Act = {
      kind: 'nominations-closed',
      matter: CONTEST,
      tallies: [
        ...others,
        { candidate: 'owen-smith', nominations: count, validated: true, reason },
      ],
    };
    if (validated) run.take(at, OFFICER, claim);
    else expect(run.refuse(at, OFFICER, claim).code).toBe('rule/tallies-differ');
  });

  test('with too few nominations there is no ballot: the leader is elected unopposed', () => {
    const short = withNominations(50);
    const run = new RefereeRun(short).run((s) => s === ballot);
    const manifest = run.prepare(ballot);
    const act: Act = { kind: 'poll-prepared', poll: ballot.poll, matter: CONTEST, manifest };
    expect(run.refuse(ballot.preparedAt, OFFICER, act).code).toBe('rule/uncontested');
    run.take('2016-09-24T10:45:00.000Z', OFFICER, {
      kind: 'result-declared',
      matter: CONTEST,
      outcome: {
        kind: 'uncontested',
        elected: [{ id: 'jeremy-corbyn', name: 'Jeremy Corbyn' }],
      },
      text: 'Elected unopposed.',
    });
  });

  test('a ballot before nominations close', () => {
    const run = new RefereeRun(plan).run(isClose);
    const act = may(run.state, OFFICER, '2016-07-20T12:00:00.000Z').find(
      (p) => p.act === 'poll-prepared' && p.matter === CONTEST,
    );
    expect(act?.open).toBe(false);
    expect(act?.missing).toContain('the close of nominations, 20 July 2016, 17:00 (Europe/London)');
    expect(castingAllowed(run.state, ballot.poll, ballot.opensAt).ok).toBe(false);
    expect(
      run.refuse('2016-07-20T12:31:00.000Z', OFFICER, { kind: 'poll-opened', poll: ballot.poll })
        .code,
    ).toBe('act/unknown-poll');
  });

  test('a second nomination by the same member, without withdrawing the first', () => {
    const run = new RefereeRun(plan).run(isClose);
    const eagle: Act = { ...nomination(100), candidate: 'someone', name: 'Someone' } as Act;
    const by = { role: 'nominator', id: 'mp-100' } as const;
    const at = '2016-07-20T15:00:00.000Z';
    expect(run.refuse(at, by, eagle)).toMatchObject({
      code: 'rule/nominations-spent',
      message: expect.stringContaining('the withdrawal of the nomination of Owen Smith'),
    });
    run.take(at, by, {
      kind: 'nomination-withdrawn',
      matter: CONTEST,
      candidate: 'owen-smith',
      nominator: 'mp-100',
    });
    run.take(at, by, eagle);
  });

  test('a nomination a millisecond after the deadline', () => {
    const late = () => new RefereeRun(plan).run(isClose);
    const by = { role: 'nominator', id: 'mp-240' } as const;
    expect(late().refuse('2016-07-20T16:00:00.001Z', by, nomination(240))).toMatchObject({
      code: 'rule/too-late',
      message: 'The time for this ended: 20 July 2016, 17:00 (Europe/London).',
    });
    late().take('2016-07-20T16:00:00.000Z', by, nomination(240));
  });

  test('a 252nd nominator of 251', () => {
    const run = new RefereeRun(plan).run(isClose);
    const at = '2016-07-20T15:00:00.000Z';
    for (let n = 173; n <= 251; n++) run.take(at, OFFICER, nomination(n));
    expect(run.refuse(at, OFFICER, nomination(252)).code).toBe('rule/more-nominators-than-members');
  });

  test('the ruling on the incumbent made by a body without the power', () => {
    const run = new RefereeRun(plan).run(isRuling('nec-incumbent'));
    const step = plan.steps.find(isRuling('nec-incumbent'));
    if (step?.kind !== 'act' || step.act.kind !== 'ruling-made') throw new Error('no ruling');
    for (const body of ['plp', 'plp-eplp'])
      expect(run.refuse(step.at, OFFICER, { ...step.act, body }).code).toBe(
        'rule/ruling-without-power',
      );
  });

  test('nominations without that ruling', () => {
    const without = { ...plan, steps: plan.steps.filter((s) => !isRuling('nec-incumbent')(s)) };
    const run = new RefereeRun(without).run(isAct('nominations-opened'));
    const open: Act = { kind: 'nominations-opened', matter: CONTEST };
    expect(run.refuse('2016-07-18T18:00:00.000Z', OFFICER, open).code).toBe('rule/ruling-missing');
  });

  test('a paper without the incumbent', () => {
    const run = new RefereeRun(plan).run((s) => s === ballot);
    const manifest = run.prepare(ballot);
    const options = manifest.options.filter((o) => o.id !== 'jeremy-corbyn');
    const form = { kind: 'ranked', candidates: 1, most: 1 } as const;
    expect(
      run.refuse(ballot.preparedAt, OFFICER, {
        kind: 'poll-prepared',
        poll: ballot.poll,
        matter: CONTEST,
        manifest: { ...manifest, options, form },
      }),
    ).toMatchObject({ code: 'rule/manifest-differs' });
  });

  test('a roll frozen while the High Court’s ruling stood', () => {
    const run = new RefereeRun(plan).run(isRuling('evangelou-court-of-appeal'));
    const roll = plan.steps.findLast((s) => s.kind === 'roll');
    if (roll?.kind !== 'roll') throw new Error('the roll is in the plan');
    expect(() => run.step({ ...roll, at: '2016-08-10T12:00:00.000Z' })).toThrow(
      'rule/freeze-date-missing',
    );
  });

  test('a second motion’s vote with one mover, and one of 230', () => {
    const run = new RefereeRun(plan).run((s) => s.kind === 'roll');
    const table = plan.steps.find(isAct('motion-tabled'));
    if (table?.kind !== 'act' || table.act.kind !== 'motion-tabled') throw new Error('no motion');
    const movers = table.act.movers.slice(0, 1);
    expect(
      run.refuse('2016-06-27T18:59:00.000Z', OFFICER, { ...table.act, matter: 'again', movers })
        .code,
    ).toBe('rule/too-few-movers');
    const roll = plan.steps.find((s) => s.kind === 'roll');
    if (roll?.kind !== 'roll') throw new Error('the roll is in the plan');
    expect(() => run.step({ ...roll, sections: [{ id: 'mps', size: 230 }] })).toThrow(
      'rule/roll-differs-from-body',
    );
  });

  test('declaring before counting, and counting before the box is open', () => {
    const run = new RefereeRun(plan).run((s) => s === motionPoll);
    const { poll, matter, preparedAt, opensAt, declaredAt } = motionPoll;
    const manifest = run.prepare(motionPoll);
    run.take(preparedAt, OFFICER, { kind: 'poll-prepared', poll, matter, manifest });
    run.take(opensAt, OFFICER, { kind: 'poll-opened', poll });
    run.close(motionPoll);
    expect(() => run.count(motionPoll)).toThrow('order/pools-unopened');
    run.openBox(motionPoll);
    expect(run.refuse(declaredAt, OFFICER, run.declaration(motionPoll)).code).toBe(
      'order/not-counted',
    );
    run.count(motionPoll);
    run.declare(motionPoll);
  });

  test('declaring before the day of the conference', () => {
    const early = { ...ballot, declaredAt: '2016-09-23T10:00:00.000Z' };
    const run = new RefereeRun(plan).run((s) => s === ballot);
    expect(() => run.hold(early)).toThrow('rule/too-early');
  });
});
