/** Colleges at their edges: one candidate, many sections, no papers, shares without decimals. */
import { expect, test } from 'vitest';
import {
  aggregate,
  type CollegeSection,
  countCollege,
  explainCollege,
  weigh,
} from '../../src/index.ts';

const third = { kind: 'fixed', numerator: 1, denominator: 3 } as const;

function section(id: string, names: readonly string[], papers: number[][]): CollegeSection {
  return {
    id,
    name: `Section ${id}`,
    weight: third,
    profile: aggregate({
      candidates: names.map((name) => ({ id: name.toLowerCase(), name })),
      seats: 1,
      papers,
    }),
  };
}

test('the only candidate is elected with all that is carried, ahead of nobody', () => {
  const result = countCollege([section('s', ['Ann'], [[0]])]);
  if (!result.ok) throw new Error(result.error.message);
  expect(result.value).toMatchObject({
    elected: ['ann'],
    margin: { weight: '1/3', over: [] },
    rounds: [{ action: { kind: 'elected', because: 'last-standing' } }],
  });
  expect(explainCollege(result.value).slice(-2)).toEqual([
    'Nobody else is left in the count: Ann is elected.',
    'Elected: Ann.',
  ]);
});

test('a college of more than six sections is told in its sums', () => {
  const sections = Array.from({ length: 7 }, (_, i) =>
    section(`s${i}`, ['Ann', 'Bob'], i < 5 ? [[0], [1], [0]] : [[1]]),
  );
  const result = countCollege(sections);
  if (!result.ok) throw new Error(result.error.message);
  expect(explainCollege(result.value)).toEqual([
    'Alternative vote in 7 sections: 17 papers. In every round each section shares what it carries by the votes it still has in the count.',
    'Round 1: Bob 52.381 per cent; Ann 47.619 per cent.',
    'Bob has more than half and is elected.',
    'Elected: Bob, 4.762 per cent of what was carried ahead of Ann.',
  ]);
});

test('nothing is shared where nobody voted, and percentages may have no decimals', () => {
  const none = weigh([{ id: 's', name: 'S', weight: third, votes: { a: 0, b: 0 } }]);
  expect(none).toMatchObject({ carried: '0', percent: { a: '0.000', b: '0.000' } });
  const whole = weigh([{ id: 's', name: 'S', weight: third, votes: { a: 2, b: 1 } }], 0);
  expect(whole.percent).toEqual({ a: '67', b: '33' });
  expect(weigh([]).carried).toBe('0');
  expect(
    weigh([
      { id: 's', name: 'S', weight: third, votes: { a: 1 } },
      { id: 't', name: 'T', weight: third, votes: { b: 1 } },
    ]).weighted,
  ).toEqual({ a: '1/3', b: '1/3' });
});
