/** Warnings that issue 4 names: each is given where it should be, and not where it should not. */
import { expect, test } from 'vitest';
import { checkRuleBook, type RuleBook } from '../src/index.ts';
import { book, bookWith } from './scene.ts';

function found(rules: RuleBook, code: string): readonly string[] {
  return checkRuleBook(rules)
    .filter((w) => w.code === code)
    .map((w) => w.pointer);
}

const LAST = '/procedures/0/timetable/changes';
const AGAIN = { step: 'poll-again', clause: 'silence' };

test.each([
  [
    'no tie rule for last place',
    'book/no-tie-rule',
    book('con-uk-1998'),
    '/procedures/1/ballots/0/decides/level',
    bookWith('con-uk-1998', {
      '/procedures/1/ballots/0/decides/level': [{ step: 'lot', clause: 'silence' }],
    }),
  ],
  [
    'a ladder that may fail',
    'book/tie-may-remain',
    bookWith('con-uk-1998', {
      '/procedures/1/ballots/0/decides/level': [AGAIN],
    }),
    '/procedures/1/ballots/0/decides/level',
    book('spd-2019'),
  ],
  [
    'a rounding that is not stated',
    'book/rounding-unstated',
    bookWith('fg-2002-college', {
      '/procedures/1/nomination/gates/0/condition/of/0/threshold/rounding': undefined,
    }),
    '/procedures/1/nomination/gates/0/condition',
    book('fg-2002-college'),
  ],
  [
    'a body counted when nominations close',
    'book/moving-threshold',
    bookWith('fg-2002-college', {
      '/procedures/1/nomination/gates/0/condition/of/0/threshold/asOf': 'nominations-close',
    }),
    '/procedures/1/nomination/gates/0/condition',
    book('fg-2002-college'),
  ],
  [
    'a moving body',
    'book/moving-body',
    book('con-uk-1998'),
    '/demands/0/condition',
    book('libdem-2019'),
  ],
  [
    'an electorate counted twice',
    'book/counted-twice',
    book('labour-uk-1993-college'),
    '/electorates/0/person',
    book('labour-uk-2018-staged'),
  ],
  [
    'a trigger that nothing brings about',
    'book/trigger-unreachable',
    bookWith('con-uk-1998', { '/procedures/1/triggers/1/office': 'held' }),
    '/procedures/1/triggers/1',
    book('con-uk-1998'),
  ],
  [
    'a ballot that is never held',
    'book/ballot-never-held',
    bookWith('con-uk-1998', { '/procedures/1/ballots/1/when': 'undecided' }),
    '/procedures/1/ballots/1/when',
    book('spd-2019'),
  ],
  [
    'ballots without end',
    'book/ballots-without-end',
    bookWith('ndp-2017', { '/procedures/1/ballots/0/decides/stay': 'all' }),
    '/procedures/1/ballots/0/decides',
    book('ndp-2017'),
  ],
  [
    'a deadlock: dates that nobody may mend',
    'book/deadlock',
    bookWith('labour-uk-2014-omov', { [LAST]: 'none' }),
    LAST,
    bookWith('fg-2002-college', { [LAST]: 'none' }),
  ],
  [
    'one body alone where the words name two',
    'book/acts-alone',
    book('con-uk-1998'),
    '/procedures/1/timetable/setBy',
    book('libdem-2019'),
  ],
  [
    'only one can pass',
    'book/one-can-pass',
    bookWith('labour-uk-1993-college', {
      '/procedures/0/nomination/gates/0/condition/cases/0/condition/threshold/percent': '50.5',
    }),
    '/procedures/0/nomination/gates/0',
    book('labour-uk-1993-college'),
  ],
  [
    'a demand that leads nowhere',
    'book/demand-without-effect',
    bookWith('con-uk-1998', { '/procedures/0/tabling/demand': undefined }),
    '/demands/0',
    book('con-uk-1998'),
  ],
  [
    'an effect that nothing waits for',
    'book/effect-without-use',
    book('labour-uk-2018-staged'),
    '/questions/0/effects',
    book('labour-uk-2021'),
  ],
  [
    'a gate that nobody can come to',
    'book/nobody-can-stand',
    bookWith('coop-group-mnd', {
      '/procedures/0/nomination/gates/0/condition': {
        kind: 'approved',
        question: 'approval',
        clause: 'joint',
      },
    }),
    '/procedures/0/nomination/gates/0',
    book('coop-group-mnd'),
  ],
  [
    'nobody rules on what is not said',
    'book/silence',
    book('society-annual-election'),
    '/silence',
    book('libdem-2019'),
  ],
] as const)('%s', (_what, code, with_, pointer, without) => {
  expect(found(with_, code)).toContain(pointer);
  expect(found(without, code)).not.toContain(pointer);
});
