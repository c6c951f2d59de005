import { expect, test } from 'vitest';
import { list, number, oneStop, plural } from '../src/words.ts';

test('names that have commas in them are kept apart by semicolons', () => {
  expect(list([])).toBe('');
  expect(list(['Ann'])).toBe('Ann');
  expect(list(['Ann', 'Bob', 'Cy'])).toBe('Ann, Bob and Cy');
  expect(list(['Peltola, Mary S.', 'Palin, Sarah', 'Nick'])).toBe(
    'Peltola, Mary S.; Palin, Sarah; and Nick',
  );
});

test('figures, nouns and full stops', () => {
  expect(number(1234567n)).toBe('1,234,567');
  expect([plural(1, 'paper'), plural(2000, 'paper')]).toEqual(['1 paper', '2,000 papers']);
  expect(oneStop('Elected: Ann Jr.. Done..')).toBe('Elected: Ann Jr. Done.');
});
