/** What a reader refuses of the language's newer parts: the place and the code. */
import { expect, test } from 'vitest';
import { readRuleBook } from '../src/index.ts';
import { put } from './mutate.ts';
import { bookJson } from './scene.ts';

const faults = (json: unknown): readonly string[] => {
  const read = readRuleBook(json);
  return read.ok ? [] : read.error.map((f) => `${f.code} ${f.pointer}`);
};

const LEVEL = [{ step: 'lot', clause: 'silence' }];

test.each([
  [
    'a counting rule nobody knows, in a ballot',
    'con-uk-1998',
    '/procedures/1/ballots/1/count/rule',
    'oracle',
    'book/rule-unknown /procedures/1/ballots/1/count/rule',
  ],
  [
    'a setting that the rule does not have',
    'cpc-points',
    '/procedures/0/count/settings',
    { pointz: '100' },
    'book/setting-unknown /procedures/0/count/settings',
  ],
  [
    'a value that the setting cannot have',
    'cpc-points',
    '/procedures/0/count/settings',
    { points: 'many' },
    'book/setting-unknown /procedures/0/count/settings',
  ],
  [
    'the last ballot only narrows',
    'con-uk-1998',
    '/procedures/1/ballots/1/decides',
    { kind: 'narrows', to: 2, survival: [], level: LEVEL, clause: 'mps' },
    'book/nothing-decides /procedures/1/ballots/1/decides',
  ],
  [
    'the last ballot hands on',
    'ndp-2017',
    '/procedures/1/ballots/0/decides/otherwise',
    'next',
    'book/nothing-decides /procedures/1/ballots/0/decides',
  ],
  [
    'a proposal that nothing confirms',
    'ndp-2017',
    '/procedures/1/ballots/0/decides/effect',
    'proposed',
    'book/nothing-confirms /procedures/1/ballots/0/decides/effect',
  ],
  [
    'a first ballot for the undecided',
    'ndp-2017',
    '/procedures/1/ballots/0/when',
    'undecided',
    'book/no-ballot-before /procedures/1/ballots/0',
  ],
  [
    'a ballot at a stage that is not there',
    'ndp-2017',
    '/procedures/1/ballots/0/opens',
    'dawn',
    'book/id-unknown /procedures/1/ballots/0/opens',
  ],
  [
    'a ballot that closes before it opens',
    'con-uk-1998',
    '/procedures/1/ballots/0/closes',
    'nominations-open',
    'book/stages-unordered /procedures/1/ballots/0',
  ],
  [
    'fewer votes than the least, more than the most',
    'plp-shadow-cabinet-2010',
    '/procedures/0/paper/least',
    20,
    'book/never-met /procedures/0/paper/least',
  ],
  [
    'more of a class than votes',
    'plp-shadow-cabinet-2010',
    '/procedures/0/paper/composition/0/least',
    15,
    'book/never-met /procedures/0/paper/composition',
  ],
  [
    'stars without a highest',
    'python-steering-council',
    '/procedures/1/paper/highest',
    undefined,
    'book/highest-missing /procedures/1/paper/highest',
  ],
  [
    'weights for some sections only',
    'fg-2002-college',
    '/electorates/0/sections/0/weight',
    undefined,
    'book/weights-partial /electorates/0/sections',
  ],
  [
    'points and two sections',
    'cpc-points',
    '/electorates/0/sections',
    [section('a'), section('b')],
    'book/units-and-sections /electorates/0/units',
  ],
  [
    'letters without a keeper',
    'con-uk-1998',
    '/demands/0/keeper',
    undefined,
    'book/keeper-of-letters /demands/0/keeper',
  ],
  [
    'a petition with a keeper',
    'alp-2013',
    '/demands/0/keeper',
    'executive',
    'book/keeper-of-letters /demands/0/keeper',
  ],
  [
    'a status that no office has',
    'alp-2013',
    '/demands/0/condition/cases/0/statuses',
    ['emperor'],
    'book/id-unknown /demands/0/condition/cases',
  ],
  [
    'a kind that the body does not have',
    'labour-uk-2018-staged',
    '/procedures/0/nomination/gates/1/condition/of/1/of/1/ofKind',
    'guild',
    'book/id-unknown /procedures/0/nomination/gates/1/condition/of/1/of/1/ofKind',
  ],
  [
    'members of a body without units',
    'con-uk-1998',
    '/procedures/1/nomination/gates/0/condition/weighed',
    true,
    'book/no-units /procedures/1/nomination/gates/0/condition/weighed',
  ],
  [
    'a level that the body does not have',
    'libdem-2019',
    '/procedures/1/nomination/gates/0/condition/of/1/spread/0/level',
    'county',
    'book/id-unknown /procedures/1/nomination/gates/0/condition/of/1/spread/0/level',
  ],
  [
    'a spread that asks for nothing',
    'libdem-2019',
    '/procedures/1/nomination/gates/0/condition/of/1/spread/0/areas',
    undefined,
    'book/spread-empty /procedures/1/nomination/gates/0/condition/of/1/spread/0',
  ],
  [
    'an approval that the question cannot give',
    'coop-group-mnd',
    '/questions/0/effects',
    ['none'],
    'book/effect-missing /procedures/0/nomination/gates/0/condition/of/3/question',
  ],
  [
    'an immunity that the question cannot lift',
    'con-uk-1998',
    '/questions/1/effects',
    ['none'],
    'book/effect-missing /procedures/0/immunity/lifting',
  ],
  [
    'a freeze at a stage of no timetable',
    'con-uk-2024',
    '/electorates/1/sections/0/freeze/stage',
    'dawn',
    'book/id-unknown /procedures/1/ballots/2/franchise',
  ],
  [
    'a reporter that is no body',
    'con-uk-1998',
    '/procedures/1/poll/reported/by',
    'crowd',
    'book/id-unknown /procedures/1/poll/reported/by',
  ],
  [
    'a demand that is not there',
    'con-uk-1998',
    '/procedures/0/tabling/demand',
    'wish',
    'book/id-unknown /procedures/0/tabling/demand',
  ],
  [
    'an event that is not there',
    'alp-2013',
    '/procedures/0/triggers/1/needs/0/event',
    'comet',
    'book/id-unknown /procedures/0/triggers/1/needs/0/event',
  ],
  [
    'an interim holder named by nobody',
    'alp-2013',
    '/offices/0/interim/by',
    'crowd',
    'book/id-unknown /offices/0/interim/by',
  ],
  [
    'an office that nobody fills',
    'alp-2013',
    '/offices/1/appointment/by',
    'crowd',
    'book/id-unknown /offices/1/appointment/by',
  ],
  [
    'a silence that asks nothing',
    'alp-2013',
    '/silence/question',
    'void',
    'book/id-unknown /silence/question',
  ],
  [
    'money without a currency',
    'cpc-points',
    '/procedures/0/nomination/deposit/refundable/currency',
    'dollars',
    'book/misshapen /procedures/0/nomination/deposit/refundable/currency',
  ],
  [
    'a place to stay that is neither a word nor a number',
    'ndp-2017',
    '/procedures/1/ballots/0/decides/stay',
    'some',
    'book/misshapen /procedures/1/ballots/0/decides/stay',
  ],
])('%s', (_what, id, pointer, value, expected) => {
  expect(faults(bookJson(id))).toEqual([]);
  expect(faults(put(bookJson(id), pointer, value))).toContain(expected);
});

function section(id: string) {
  return { id, name: id, clause: 'franchise', qualifications: [], freeze: { kind: 'at-roll' } };
}
