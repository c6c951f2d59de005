/** vectors/count, those of the rules that this verifier counts itself; percentages; motions. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countAlternativeVote, DEFAULTS } from '../src/count/alternative-vote.ts';
import { countFirstPastThePost } from '../src/count/first-past-the-post.ts';
import { countMotion } from '../src/count/motion.ts';
import { type PercentPolicy, percent, percentages } from '../src/count/percentages.ts';
import type { Counted, Profile, TieSources } from '../src/count/profile.ts';
import { ratio } from '../src/count/ratio.ts';
import { countTransferable, isTransferable } from '../src/count/transferable-vote.ts';

const FOLDER = new URL('../../../vectors/count/', import.meta.url);
const RULES = ['alternative-vote', 'first-past-the-post', 'scottish-stv', 'wigm'];

interface Case {
  readonly rule: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly lot?: readonly string[];
  readonly publishedOrder?: readonly string[];
  readonly publicCoin?: string;
}

/** The plain part of BLT: no equal ranks, no skipped places, nothing but numbers and names. */
function readBlt(text: string, candidates: Profile['candidates']): Profile | undefined {
  const lines = text.split('\n');
  if (!/^\d+ \d+$/.test(lines[0] ?? '')) return undefined;
  const papers: (readonly string[])[] = [];
  for (const line of lines.slice(1)) {
    if (line === '0') break;
    if (line.startsWith('-')) continue;
    if (!/^\d+( \d+)* 0$/.test(line)) return undefined;
    const [count, ...places] = line.split(' ').slice(0, -1).map(Number) as [number, ...number[]];
    const paper = places.map((p) => candidates[p - 1]?.id ?? '');
    for (let i = 0; paper.length > 0 && i < count; i++) papers.push(paper);
  }
  return { candidates, papers, seats: Number(lines[0]?.split(' ')[1]) };
}

function namesIn(text: string): Profile['candidates'] {
  const withdrawn = text.split('\n').find((l) => l.startsWith('-'));
  return [...text.matchAll(/^"(.+)"$/gm)].slice(0, -1).map(([, name = ''], i) => ({
    id: name.toLowerCase(),
    name,
    ...(withdrawn?.split(' ').includes(`-${i + 1}`) && { withdrawn: true as const }),
  }));
}

function counted({ rule, settings = {}, ...sources }: Case, profile: Profile): Counted {
  const { lot } = sources;
  const from: TieSources = {
    ...sources,
    lot: lot && ((_, tied) => lot.filter((id) => tied.includes(id))),
  } as TieSources;
  if (isTransferable(rule))
    return countTransferable(rule, profile, settings['ties'] ?? 'backwards lot', from);
  if (rule === 'first-past-the-post')
    return countFirstPastThePost(profile, settings['ties'] ?? 'lot', from);
  const own = Object.entries(settings).map(([k, v]) => [
    k === 'count-to' ? 'countTo' : k === 'majority-of' ? 'majorityOf' : k,
    v,
  ]);
  return countAlternativeVote(profile, { ...DEFAULTS, ...Object.fromEntries(own) }, from);
}

describe('vectors/count', () => {
  const names = readdirSync(FOLDER)
    .filter((name) => /^(av|fptp|tie|stv)-(?!constraints)/.test(name))
    .flatMap((name) => {
      const read = (file: string) => readFileSync(new URL(`${name}/${file}`, FOLDER), 'utf8');
      const given: Case = JSON.parse(read('case.json'));
      const text = read('ballots.blt');
      const profile = readBlt(text, namesIn(text));
      const expected = JSON.parse(read('expected.json'));
      return profile !== undefined && RULES.includes(given.rule)
        ? [{ name, given, profile, expected }]
        : [];
    });

  test('there are two dozen of them', () => expect(names.length).toBeGreaterThanOrEqual(24));

  test.each(names)('$name', ({ given, profile, expected }) => {
    const own = counted(given, profile);
    if (expected.error === undefined)
      expect(own).toMatchObject({ kind: 'counted', transcript: expected.transcript });
    else expect(own.kind).toBe('impossible');
  });
});

test('papers in any order give the same count', () => {
  const candidates = ['a', 'b', 'c', 'd'].map((id) => ({ id, name: id }));
  const paper = fc.shuffledSubarray(['a', 'b', 'c', 'd'], { minLength: 1 });
  fc.assert(
    fc.property(fc.array(paper, { minLength: 1, maxLength: 30 }), (papers) => {
      const shuffled = papers.toSorted().toReversed();
      const count = (of: readonly (readonly string[])[]) =>
        countAlternativeVote({ candidates, papers: of, seats: 1 }, DEFAULTS, {
          lot: (_, tied) => [...tied].sort(),
        });
      expect(count(shuffled)).toEqual(count(papers));
    }),
    { numRuns: 100 },
  );
});

const shares = (votes: readonly number[], base: number, policy: PercentPolicy) =>
  percentages(
    votes.map((v) => ratio(v)),
    ratio(base),
    policy,
  );

test('percentages: halves up; the largest remainders, and none among equals', () => {
  const half = { of: 'valid', decimals: 1, rounding: 'half-up' };
  const rest = { of: 'valid', decimals: 1, rounding: 'largest-remainder' };
  expect(shares([1, 2], 3, half)).toEqual(['33.3', '66.7']);
  expect(shares([1, 1, 1], 3, rest)).toEqual(['33.3', '33.3', '33.3']);
  expect(shares([2, 1], 3, rest)).toEqual(['66.7', '33.3']);
  expect(shares([0], 0, half)).toEqual(['0.0']);
  expect(shares([1], 1, { ...half, rounding: 'by-guess' })).toBeUndefined();
  expect(percent(313_209, 506_438, 1)).toBe('61.8');
  expect(percent(1, 8, 0)).toBe('13');
});

test('motions: exactly the share, and one more', () => {
  const figures = { for: 10, against: 10, abstained: 5, spoilt: 5, electorate: 60 };
  const half = { numerator: 1, denominator: 2 };
  const of = (base: string, reach: string) =>
    countMotion(figures, { of: base, share: half, reach });
  expect(of('for-and-against', 'more-than')).toMatchObject({
    needed: 11,
    carried: false,
    lead: -1,
  });
  expect(of('for-and-against', 'at-least')).toMatchObject({ needed: 10, carried: true, lead: 0 });
  expect(of('valid-papers', 'at-least')).toMatchObject({ base: 25, needed: 13 });
  expect(of('all-papers', 'more-than')).toMatchObject({ base: 30, needed: 16 });
  expect(of('electorate', 'at-least')).toMatchObject({ base: 60, needed: 30 });
  expect(of('somebody', 'at-least')).toBeUndefined();
});
