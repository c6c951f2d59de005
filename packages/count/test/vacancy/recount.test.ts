/** The recount for a vacant seat, as though the member had withdrawn, by every kind of rule. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  aggregate,
  type Constraints,
  type CountError,
  countApproval,
  countBorda,
  countCondorcet,
  countPoll,
  countStv,
  explainVacancyRecount,
  findStvRule,
  type Profile,
  type Recounted,
  recountVacancy,
  weakProfile,
} from '../../src/index.ts';
import { holds } from '../elections.ts';
import { lotOf, type StvElection, stvElections, stvProfile } from '../stv/stv-elections.ts';

type Counter = (
  profile: Profile,
  stay: Constraints,
) =>
  | ReturnType<typeof countPoll>
  | { ok: true; value: Recounted }
  | { ok: false; error: CountError };

const stv = (name: string, e: StvElection) => {
  const rule = findStvRule(name);
  if (rule === undefined) throw new Error(name);
  return (profile: Profile, stay: Constraints) =>
    countStv(rule, { profile, lot: lotOf(e), constraints: stay });
};

/** Every vacancy among the elected, contested by every other one of those not elected. */
function* vacancies(e: StvElection, elected: readonly string[]) {
  const out = e.candidates
    .filter((c) => c.withdrawn !== true && !elected.includes(c.id))
    .map((c) => c.id);
  for (const vacating of elected)
    for (const contesting of [out, out.filter((_, k) => k % 2 === 0)])
      if (contesting.length > 0) yield { vacating, contesting };
}

/** The election without those who neither stay nor contest. */
function without(e: StvElection, keep: readonly string[]): Profile {
  const kept = e.candidates.flatMap((c, i) => (keep.includes(c.id) ? [i] : []));
  return aggregate({
    candidates: kept.map((i) => e.candidates[i] as StvElection['candidates'][number]),
    seats: e.seats,
    papers: e.papers.map((p) => p.flatMap((i) => (kept.includes(i) ? [kept.indexOf(i)] : []))),
  });
}

test('by the single transferable vote all who stay are elected again, and one newcomer', () => {
  const seen = { recounts: 0, plain: 0, held: 0 };
  for (const name of ['scottish-stv', 'ers97', 'meek-prf', 'act-hare-clark'])
    holds(
      fc.property(stvElections, (e) => {
        const count = stv(name, e);
        const first = count(stvProfile(e), { categories: [] });
        if (!first.ok) return;
        for (const vacancy of vacancies(e, first.value.elected)) {
          const result = recountVacancy({
            ...vacancy,
            profile: stvProfile(e),
            elected: first.value.elected,
            count,
            lot: lotOf(e),
          });
          if (!result.ok) {
            expect(['count/no-votes', 'count/tie-unbroken']).toContain(result.error.code);
            continue;
          }
          const { value } = result;
          seen.recounts++;
          expect(vacancy.contesting).toContain(value.elected);
          const again = value.recount.elected;
          for (const id of value.staying) expect(again).toContain(id);
          expect(again).not.toContain(vacancy.vacating);
          // Where a plain count of the papers without the others elects all who stay, its newcomer it is
          // (but where surpluses may wait: under constraints they do not).
          if (name === 'ers97') continue;
          const plain = count(without(e, [...value.staying, ...vacancy.contesting]), {
            categories: [],
          });
          if (plain.ok && value.staying.every((id) => plain.value.elected.includes(id))) {
            seen.plain++;
            expect(plain.value.elected).toContain(value.elected);
          } else seen.held++;
          explainVacancyRecount(value);
        }
      }),
      150,
    );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
});

test('by other rules the best placed of those contesting takes the seat', () => {
  const seen = { approval: 0, borda: 0, schulze: 0, fptp: 0, ties: 0 };
  holds(
    fc.property(stvElections, (e) => {
      const lot = lotOf(e);
      const counters: Record<'approval' | 'borda' | 'schulze' | 'fptp', Counter> = {
        approval: (profile) => countApproval(profile, { lot }),
        borda: (profile) => countBorda(weakProfile(profile), { lot }),
        schulze: (profile) => countCondorcet('schulze', weakProfile(profile), { lot }),
        fptp: (profile) => countPoll('fptp', profile, { lot }),
      };
      for (const [rule, count] of Object.entries(counters) as [keyof typeof counters, Counter][]) {
        const first = count(stvProfile(e), { categories: [] });
        if (!first.ok) continue;
        for (const vacancy of vacancies(e, first.value.elected)) {
          const result = recountVacancy({
            ...vacancy,
            profile: stvProfile(e),
            elected: first.value.elected,
            count,
            lot,
          });
          if (!result.ok) {
            expect(result.error.code).toBe('count/no-votes');
            continue;
          }
          const { value } = result;
          seen[rule]++;
          if (value.tie !== undefined) seen.ties++;
          explainVacancyRecount(value);
          const left = without(e, [...value.staying, ...vacancy.contesting]);
          const plain = count(left, { categories: [] });
          if (!plain.ok) throw new Error(plain.error.message);
          // The recount is the count of the papers without those who are out of it.
          expect(value.recount.elected).toEqual(plain.value.elected);
          if (rule !== 'approval') continue;
          const marks = (id: string): number =>
            e.papers.filter((p) => p.some((i) => `c${i}` === id)).length;
          const most = Math.max(...vacancy.contesting.map(marks));
          const level = vacancy.contesting.filter((id) => marks(id) === most);
          expect(value.elected).toBe(e.lot.find((id) => level.includes(id)));
        }
      }
    }),
    200,
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(5);
});

test('a recount by hand, its sentences, and errors', () => {
  const candidates = ['ann', 'bob', 'cy', 'dee'].map((id) => ({ id, name: id }));
  const profile = aggregate({
    candidates,
    seats: 1,
    papers: [[0, 2], [0, 2], [0, 1], [0, 3], [1], [1], [2], [3, 1]],
  });
  const av: Counter = (p) => countPoll('av', p, { lot: (_r, tied) => tied });
  const base = { profile, elected: ['ann'], vacating: 'ann', count: av };
  const all = recountVacancy({ ...base, contesting: ['bob', 'cy', 'dee'] });
  if (!all.ok) throw new Error(all.error.message);
  // Without Ann: Bob 3, Cy 3, Dee 2; Dee's go to Bob and nobody: Bob 4, Cy 3.
  expect(all.value).toMatchObject({ elected: 'bob', staying: [], settings: { ties: 'lot' } });
  expect(explainVacancyRecount(all.value)).toEqual([
    'The seat of ann is contested by bob, cy and dee. All 4 candidates of the election are on the papers; those who are neither contesting nor elected, and ann, count as withdrawn.',
    'bob is the first of those contesting in the recount, and takes the seat.',
  ]);
  const two = { ...profile, seats: 2 };
  const some = recountVacancy({
    profile: two,
    elected: ['ann', 'bob'],
    vacating: 'bob',
    contesting: ['cy', 'dee'],
    count: (p) => countApproval(p),
    ties: ['published-order'],
    lot: () => ({ step: 'published-order', order: ['dee', 'cy'], places: { dee: 1, cy: 2 } }),
  });
  if (!some.ok) throw new Error(some.error.message);
  expect(explainVacancyRecount(some.value)[0]).toContain('ann keeps the seat.');
  expect(some.value).toMatchObject({ elected: 'cy', staying: ['ann'] });
  expect(recountVacancy({ ...base, contesting: [] })).toMatchObject({
    error: { code: 'count/no-candidates' },
  });
  expect(recountVacancy({ ...base, contesting: ['ann'] })).toMatchObject({
    error: { code: 'count/not-a-vacancy' },
  });
  // An error of the count itself is the answer.
  const refuses: Counter = (p) => countPoll('nothing', p);
  expect(recountVacancy({ ...base, count: refuses, contesting: ['cy'] })).toMatchObject({
    error: { code: 'count/unknown-rule' },
  });
  // A count that elects nobody who contests leaves the seat open.
  const barred: Counter = (p) => {
    const counted = countPoll('av', p, { lot: (_r, tied) => tied });
    return counted.ok
      ? { ok: true, value: { ...counted.value, elected: [], rounds: [] } }
      : counted;
  };
  expect(recountVacancy({ ...base, count: barred, contesting: ['cy'] })).toMatchObject({
    error: { code: 'count/no-votes' },
  });
  // Level, and no order to settle it.
  const level = aggregate({ candidates, seats: 1, papers: [[0], [0], [1], [2]] });
  const marks: Counter = (p) => countApproval(p, { lot: (_r, tied) => tied });
  expect(
    recountVacancy({ ...base, profile: level, count: marks, contesting: ['bob', 'cy'] }),
  ).toMatchObject({ error: { code: 'count/tie-needs-lot', tied: ['bob', 'cy'] } });
  const drawn = recountVacancy({
    ...base,
    profile: level,
    count: marks,
    contesting: ['bob', 'cy'],
    lot: () => ['cy', 'bob'],
  });
  if (!drawn.ok) throw new Error(drawn.error.message);
  expect(drawn.value.elected).toBe('cy');
  expect(explainVacancyRecount(drawn.value).slice(1, 3)).toEqual([
    'bob and cy are level for 1 seat.',
    'A lot was drawn between them; the order drawn, best first, is cy; bob.',
  ]);
});
