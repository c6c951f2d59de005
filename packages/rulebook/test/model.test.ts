/** The model checker: every book of rulebooks/ reaches a result from every state, or says in its gaps why not. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkDeadEnds, explore } from '../src/index.ts';
import { book, bookWith } from './scene.ts';

const ids = readdirSync(new URL('../../../rulebooks/', import.meta.url))
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''))
  .toSorted();

/** A tie for the first place, on which the book is silent and nobody may rule. */
const SILENT = ['labour-uk-2014-omov'];

describe('no state of a real book is a dead end', () => {
  test.each(ids)('%s', (id) => {
    const { states, deadEnds } = explore(book(id));
    const contests = book(id).procedures.filter((p) => p.kind === 'contest');
    if (contests.length > 0) expect(states).toBeGreaterThan(5);
    if (SILENT.includes(id)) {
      expect(deadEnds.map((d) => d.path.at(-1))).toContain('two are level at the top');
      expect(book(id).gaps.join(' ')).toContain('tie');
    } else expect(deadEnds).toEqual([]);
  });
});

test('as warnings, with the way there and what was refused', () => {
  const [first] = checkDeadEnds(book('labour-uk-2014-omov'));
  expect(first).toMatchObject({ code: 'book/dead-end', pointer: '/procedures/1' });
  expect(first?.message).toContain('two are level at the top');
  expect(checkDeadEnds(book('libdem-2019'))).toEqual([]);
});

describe('what it finds', () => {
  test('a tie for last that nobody may break', () => {
    const rules = bookWith('con-uk-1998', { '/questions/0/effects': ['none', 'dates-open'] });
    const { deadEnds } = explore(rules);
    expect(deadEnds.map((d) => d.path.at(-1))).toContain('two are level at the end');
    expect(deadEnds.every((d) => d.refused.length > 0)).toBe(true);
  });

  test('a trigger that cannot be: the motion leaves the office vacant, and it must be held', () => {
    const { deadEnds } = explore(
      bookWith('con-uk-1998', { '/procedures/1/triggers/1/office': 'held' }),
    );
    expect(deadEnds).toMatchObject([
      {
        trigger: 'confidence-lost',
        path: [],
        refused: [expect.stringContaining('must say who is')],
      },
    ]);
  });

  test('a timetable that has no room: less than a day between two stages, and more than two', () => {
    const { deadEnds } = explore(
      bookWith('fg-2002-college', {
        '/procedures/1/timetable/spans': [
          {
            from: 'nominations-open',
            to: 'nominations-close',
            most: { count: 1, unit: 'days' },
            clause: 'times',
          },
          {
            from: 'nominations-open',
            to: 'nominations-close',
            least: { count: 2, unit: 'days' },
            clause: 'times',
          },
        ],
      }),
    );
    expect(deadEnds.length).toBeGreaterThan(0);
    expect(deadEnds[0]?.refused.join(' ')).toContain('the timetable is set');
  });
});
