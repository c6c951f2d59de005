import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bookHash, readRuleBook, ruleBookSchema } from '../src/index.ts';
import { ruleBookShape } from '../src/rule-book-shape.ts';
import { faultsOf } from '../src/shape.ts';
import { isValid } from './json-schema.ts';
import { damage, damaged, put } from './mutate.ts';
import { bookJson } from './scene.ts';

const IDS = [
  'labour-uk-2014-omov',
  'society-annual-election',
  'confidence-motion',
  'practice-poll',
] as const;

function faultCodes(json: unknown): readonly string[] {
  const read = readRuleBook(json);
  return read.ok ? [] : read.error.map((fault) => `${fault.code} ${fault.pointer}`);
}

describe('the rule books that come with Hustings', () => {
  test.each(IDS)('%s is read without a fault', (id) => {
    expect(faultCodes(bookJson(id))).toEqual([]);
  });

  test.each(IDS)('%s is valid by the published JSON Schema', (id) => {
    expect(isValid(ruleBookSchema(), bookJson(id))).toBe(true);
  });

  test('no two have the same hash, and a changed word changes it', () => {
    const books = IDS.map((id) => readRuleBook(bookJson(id)));
    const hashes = books.map((b) => (b.ok ? bookHash(b.value) : ''));
    expect(new Set(hashes).size).toBe(IDS.length);
    const changed = bookJson('confidence-motion') as { summary: string };
    changed.summary += '!';
    const read = readRuleBook(changed);
    expect(read.ok && hashes.includes(bookHash(read.value))).toBe(false);
  });
});

test('the published schema is what the reader is made from', () => {
  const url = new URL('../../../rulebooks/schema/rulebook-1.schema.json', import.meta.url);
  const { UPDATE_GOLDEN } = process.env;
  if (UPDATE_GOLDEN === '1')
    writeFileSync(url, `${JSON.stringify(ruleBookSchema(), undefined, 2)}\n`);
  expect(JSON.parse(readFileSync(url, 'utf8'))).toEqual(ruleBookSchema());
});

test('reader and JSON Schema agree on damaged books', () => {
  const schema = ruleBookSchema();
  const originals = IDS.map((id) => bookJson(id));
  let refused = 0;
  fc.assert(
    fc.property(fc.nat({ max: IDS.length - 1 }), damage, (which, harm) => {
      const json = damaged(originals[which], harm);
      const faults = faultsOf(ruleBookShape, json);
      // Real dates, time zones and lone surrogates are beyond a pattern.
      if (faults.some((f) => /date such as|time zone|well-formed/.test(f.message))) return;
      expect(isValid(schema, json)).toBe(faults.length === 0);
      if (faults.length > 0) refused++;
    }),
    { numRuns: 400 },
  );
  expect(refused).toBeGreaterThan(100);
});

test('no JSON makes the reader throw', () => {
  const originals = IDS.map((id) => bookJson(id));
  fc.assert(
    fc.property(
      fc.nat({ max: IDS.length - 1 }),
      fc.array(damage, { maxLength: 4 }),
      (which, all) => {
        readRuleBook(all.reduce<unknown>((json, harm) => damaged(json, harm), originals[which]));
      },
    ),
    { numRuns: 300 },
  );
  fc.assert(fc.property(fc.jsonValue(), (json) => !readRuleBook(json).ok));
  let deep: unknown = {};
  for (let i = 0; i < 5_000; i++) deep = { kind: 'all', of: [deep] };
  const where = '/procedures/0/nomination/gates/0/condition';
  const [fault] = faultCodes(put(bookJson('society-annual-election'), where, deep));
  expect(fault).toContain('book/misshapen');
});

describe('what a shape cannot say', () => {
  const gate = '/procedures/0/nomination/gates/0';
  test.each([
    [
      'a clause that is not there',
      'confidence-motion',
      '/offices/0/clause',
      'nowhere',
      ['book/id-unknown /offices/0/clause'],
    ],
    [
      'two sources with one id',
      'labour-uk-2014-omov',
      '/sources/1/id',
      'rule-book',
      ['book/id-twice /sources/1'],
    ],
    [
      'a book that ends before it begins',
      'labour-uk-2014-omov',
      '/inForce/until',
      '2013-01-01',
      ['book/dates-reversed /inForce/until'],
    ],
    [
      'a poll that may close before it opens',
      'confidence-motion',
      '/procedures/0/timetable/stages/1/after',
      [],
      ['book/stages-unordered /procedures/0/timetable/stages'],
    ],
    [
      'nominations that may close after the poll opens',
      'society-annual-election',
      '/procedures/0/timetable/stages/2/after',
      [],
      [`book/stages-unordered ${gate}`],
    ],
    [
      'stages that wait for each other',
      'society-annual-election',
      '/procedures/0/timetable/stages/0/after',
      ['poll-opens'],
      ['book/id-unknown /procedures/0/timetable/stages/0/after/0'],
    ],
    [
      'a poll without a closing time',
      'society-annual-election',
      '/procedures/0/timetable/stages/3/optional',
      true,
      ['book/stage-optional /procedures/0/timetable/stages'],
    ],
    [
      'a counting rule that nobody knows',
      'society-annual-election',
      '/procedures/0/count/rule',
      'oracle',
      ['book/rule-unknown /procedures/0/count/rule'],
    ],
    [
      'a counting rule by another of its names',
      'society-annual-election',
      '/procedures/0/count/rule',
      'av',
      ['book/rule-unknown /procedures/0/count/rule'],
    ],
    [
      'a counting rule that cannot fill the seats',
      'society-annual-election',
      '/procedures/0/seats',
      3,
      ['book/seats-not-for-this-rule /procedures/0/seats'],
    ],
    [
      'a threshold of more than everyone',
      'labour-uk-2014-omov',
      '/procedures/1/nomination/gates/0/condition/cases/0/condition/threshold/percent',
      '101',
      [
        'book/share-above-one /procedures/1/nomination/gates/0/condition/cases/0/condition/threshold/percent',
      ],
    ],
    [
      'more conditions than there are',
      'society-annual-election',
      `${gate}/condition`,
      {
        kind: 'at-least',
        least: 2,
        of: [
          {
            kind: 'nominations',
            body: 'members',
            threshold: { kind: 'count', count: 1 },
            clause: 'nomination',
          },
        ],
      },
      [`book/never-met ${gate}/condition/least`],
    ],
    [
      'a majority of more than everyone',
      'confidence-motion',
      '/procedures/0/decision/share/numerator',
      3,
      ['book/share-above-one /procedures/0/decision/share'],
    ],
    [
      'a body that nominates and is not there',
      'society-annual-election',
      `${gate}/condition/body`,
      'elders',
      [`book/id-unknown ${gate}/condition/body`],
    ],
    [
      'a span that says nothing',
      'confidence-motion',
      '/procedures/0/timetable/spans/0/most',
      undefined,
      ['book/span-empty /procedures/0/timetable/spans/0'],
    ],
    [
      'a trigger for which the threshold says nothing',
      'labour-uk-2014-omov',
      '/procedures/1/nomination/gates/0/condition/cases/1',
      undefined,
      ['book/case-missing /procedures/1/nomination/gates/0/condition/cases'],
    ],
    [
      'a freeze date that nobody may set',
      'labour-uk-2014-omov',
      '/questions/1/effects',
      ['none'],
      [
        'book/effect-missing /electorates/1/sections/0/freeze/question',
        'book/effect-missing /electorates/1/sections/2/freeze/question',
      ],
    ],
    [
      'a contest that follows a contest',
      'labour-uk-2014-omov',
      '/procedures/1/triggers/0/motion',
      'leadership',
      ['book/not-a-motion /procedures/1/triggers/0/motion'],
    ],
  ] as const)('%s', (_what, id, pointer, value, expected) => {
    const codes = faultCodes(put(bookJson(id), pointer, value));
    expect(codes).toEqual(expect.arrayContaining([...expected]));
  });
});
