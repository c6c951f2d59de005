import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { explainPowers, powersOf, type RuleBook, readRuleBook } from '../../src/index.ts';
import {
  all,
  any,
  canAlone,
  canBlock,
  duty,
  NEVER,
  partiesOf,
  pathsOf,
  step,
} from '../../src/powers/ways.ts';

const BOOKS = resolve(import.meta.dirname, '../../../../rulebooks');

function book(id: string): RuleBook {
  const read = readRuleBook(JSON.parse(readFileSync(resolve(BOOKS, `${id}.json`), 'utf8')));
  if (!read.ok) throw new Error(`${id} is no rule book`);
  return read.value;
}

describe('ways', () => {
  const a = step('a', 'a vote', 'one');
  const b = step('b', 'a vote', 'one');
  const c = step('c', 'a vote', 'one');

  test('all ways through a tree are found, those with fewest parties first', () => {
    const paths = pathsOf(all(any(all(a, b), c), any(a, NEVER)));
    expect(paths.map((path) => partiesOf(path))).toEqual([
      ['a', 'b'],
      ['c', 'a'],
    ]);
  });

  test('who can do it alone, and without whom it cannot be done', () => {
    const paths = pathsOf(any(a, all(b, c)));
    expect(['a', 'b', 'c'].map((p) => canAlone(paths, p))).toEqual([true, false, false]);
    expect(['a', 'b', 'c'].map((p) => canBlock(paths, p))).toEqual([false, false, false]);
    expect(canBlock(pathsOf(all(any(a, b), c)), 'c')).toBe(true);
    expect(canBlock([], 'c')).toBe(false);
  });

  test('a duty is no condition', () => {
    const paths = pathsOf(all(a, duty('b', 'the dates', 'one')));
    expect(canAlone(paths, 'a')).toBe(true);
    expect(paths[0]).toHaveLength(2);
  });

  test('a tree with very many ways is cut to short ones, and ends', () => {
    const many = Array.from({ length: 12 }, (_, i) =>
      any(step(`a${i}`, 'x', 'one'), step(`b${i}`, 'x', 'one')),
    );
    expect(pathsOf(all(...many)).length).toBeLessThanOrEqual(500);
  });
});

describe('the book of 2016', () => {
  const powers = powersOf(book('labour-uk-2014-omov'));
  const party = (id: string) => powers.parties.find((p) => p.id === id);

  test('the MPs can hold and carry a motion, which changes nothing', () => {
    const plp = party('plp');
    expect(plp?.alone.map((s) => s.text)).toEqual([
      expect.stringContaining('is put to a vote'),
      expect.stringContaining('which changes nothing'),
    ]);
    expect(plp?.cannot[0]?.text).toContain('The motion has no effect');
  });

  test('a fifth of the MPs and MEPs can have a contest, and nobody else can', () => {
    const held = powers.goals.find((g) => g.id === 'contest-held:leader');
    expect(held?.ways).toHaveLength(1);
    expect(partiesOf(held?.ways[0] ?? [])).toEqual(['plp-eplp']);
    expect(held?.ways[0]?.map((s) => s.does).join()).toContain('20%');
    expect(
      party('plp-eplp')
        ?.alone.map((s) => s.text)
        .join(),
    ).toContain('is held while');
  });

  test('they cannot keep the leader off the ballot, nor choose who wins', () => {
    const texts = party('plp-eplp')?.cannot.map((s) => s.text) ?? [];
    expect(texts.join()).toContain('keep the leader of the Labour Party or deputy leader');
    expect(texts.join()).toContain('choose who is elected');
  });

  test('the leader goes against their will only when MPs and electors both want it', () => {
    const gone = powers.goals.find((g) => g.id === 'holder-gone:leader');
    expect(gone?.ways.map(partiesOf)).toEqual([['plp-eplp', 'electors']]);
  });
});

test('every book tells who has power in it, with a clause for every step', () => {
  for (const file of readdirSync(BOOKS).filter((f) => f.endsWith('.json'))) {
    const one = book(file.replace('.json', ''));
    const powers = powersOf(one);
    const clauses = new Set(one.clauses.map((c) => c.id));
    for (const goal of powers.goals)
      for (const path of goal.ways)
        for (const s of path)
          expect(clauses.has(s.clause), `${file} ${goal.id} ${s.does}`).toBe(true);
    expect(explainPowers(one, powers).every((p) => p.sentences.length > 0)).toBe(true);
  }
});

test('letters oblige their keeper: 15 per cent of the MPs have a vote alone, and can remove the leader', () => {
  const powers = powersOf(book('con-uk-1998'));
  const gone = powers.goals.find((g) => g.id === 'holder-gone:leader');
  expect(gone?.ways.map(partiesOf)).toHaveLength(1);
  const mps = powers.parties.find((p) => p.alone.some((s) => s.text.includes('is gone')));
  expect(mps?.name).toContain('Members of Parliament');
});

test('what only time brings is no power of anybody: once it has come, the MPs can challenge alone', () => {
  const powers = powersOf(book('con-uk-1975'));
  const texts = powers.parties.flatMap((p) => p.alone.map((s) => s.text));
  expect(texts.join()).toContain('is held while the office is held');
});

test('a section with 65 of 100 decides alone, and the others never do', () => {
  const [college] = powersOf(book('fg-2002-college')).weighted;
  expect(college?.blocks.map((b) => [b.isDictator, b.banzhaf])).toEqual([
    [true, '1'],
    [false, '0'],
    [false, '0'],
  ]);
});
