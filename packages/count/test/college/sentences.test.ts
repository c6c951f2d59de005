/** Ends of a count in a college that random ones seldom reach, and their sentences. */
import { expect, test } from 'vitest';
import {
  aggregate,
  type CollegeSection,
  countCollege,
  explainCollege,
  type Weight,
  weigh,
} from '../../src/index.ts';

const weight: Weight = { kind: 'fixed', numerator: 1, denominator: 2 };
const candidates = ['dee', 'cy', 'ann'].map((id) => ({ id, name: id }));

const section = (id: string, papers: number[][], among = candidates): CollegeSection => ({
  id,
  name: id,
  weight,
  profile: aggregate({ candidates: among, seats: 1, papers }),
});

test('nobody else is left', () => {
  const result = countCollege([section('members', [[0]], candidates.slice(0, 1))]);
  if (!result.ok) throw new Error(result.error.message);
  expect(explainCollege(result.value).slice(-2)).toEqual([
    'Nobody else is left in the count: dee is elected.',
    'Elected: dee.',
  ]);
});

test('two are left, level', () => {
  const sections = [section('members', [[0], [0], [2]]), section('unions', [[2], [2], [0]])];
  expect(countCollege(sections)).toMatchObject({ error: { code: 'count/tie-needs-lot' } });
  const result = countCollege(sections, { lot: (_round, tied) => tied, decimals: 0 });
  if (!result.ok) throw new Error(result.error.message);
  expect(explainCollege(result.value)).toEqual([
    'Alternative vote in 2 sections: 6 papers. In every round each section shares what it carries by the votes it still has in the count.',
    'Round 1: ann 50 per cent; dee 50 per cent; cy 0 per cent.',
    'members: dee 2; ann 1; cy 0.',
    'unions: ann 2; dee 1; cy 0.',
    'Nobody has more than half. cy has least and is excluded.',
    'Round 2: ann 50 per cent; dee 50 per cent.',
    'members: dee 2; ann 1.',
    'unions: ann 2; dee 1.',
    'ann and dee are level.',
    'No earlier round tells them apart.',
    'A lot was drawn between them; the order drawn, best first, is ann; dee.',
    'Two candidates are left, level; by the tie-break ann is elected.',
    'Elected: ann, 0 per cent of what was carried ahead of dee.',
  ]);
});

test('sections need not have the same candidates in their figures; without sections nothing is carried', () => {
  const round = weigh([
    { id: 'x', name: 'X', weight, votes: { a: 1, b: 1 } },
    { id: 'y', name: 'Y', weight, votes: { c: 4 } },
  ]);
  expect(round.weighted).toEqual({ a: '1/4', b: '1/4', c: '1/2' });
  expect(weigh([])).toMatchObject({ sections: [], carried: '0', half: '0', weighted: {} });
});

test('exhausted papers are told by section; a college of many sections is told in its sums', () => {
  const papers = [[0], [0], [2], [1], [1, 2]];
  const few = countCollege([section('members', papers)], { lot: (_round, tied) => tied });
  if (!few.ok) throw new Error(few.error.message);
  expect(explainCollege(few.value).join('\n')).toContain('1 paper with nobody in the count');
  const many = countCollege(
    [...'abcdefg'].map((id) => section(id, papers)),
    { lot: (_round, tied) => tied },
  );
  if (!many.ok) throw new Error(many.error.message);
  expect(explainCollege(many.value).some((text) => text.startsWith('a:'))).toBe(false);
});
