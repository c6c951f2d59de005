import { expect, test } from 'vitest';
import { describeEntry } from '../src/index.ts';
import { book, day, OFFICER, Scene } from './scene.ts';

const changed = (n: number, total: number, roll = 'roll') => ({
  kind: 'contacts-changed' as const,
  roll,
  changed: n,
  total,
});

test('changes of contacts are counted since the roll was frozen, by the officer alone, and must add up', () => {
  const scene = new Scene(book('society-annual-election'), day(1));
  expect(scene.refuse(day(1), OFFICER, changed(1, 1)).code).toBe('rule/roll-missing');
  scene.roll(day(2), 'roll', 'all-members', { members: 30 });
  expect(scene.refuse(day(3), OFFICER, changed(1, 1, 'other')).code).toBe('rule/roll-missing');
  scene.take(day(3), OFFICER, changed(1, 1)).take(day(4), OFFICER, changed(3, 4));
  const { before, entry } = scene.history.at(-1) ?? {};
  if (before === undefined || entry === undefined) throw new Error('two entries were taken');
  expect(describeEntry(scene.book, entry, before).sentence).toBe(
    'The contact of 3 electors was changed: 4 since the roll was frozen.',
  );
  expect(scene.refuse(day(5), OFFICER, changed(1, 4)).code).toBe('rule/contacts-do-not-add-up');
  expect(scene.refuse(day(5), OFFICER, changed(1, 1)).code).toBe('rule/contacts-do-not-add-up');
  expect(scene.refuse(day(5), { role: 'mover', id: 'm-1' }, changed(1, 5)).code).toMatch(/^act\//);
  // A roll that is frozen anew begins to count anew.
  scene.roll(day(6), 'roll-2', 'all-members', { members: 30 });
  scene.take(day(7), OFFICER, changed(1, 1, 'roll-2'));
});
