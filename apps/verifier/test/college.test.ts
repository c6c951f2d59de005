/** Colleges, written from spec/count-other.md §2, against the main program's. */
import { unwrap, utf8 } from '@hustings/base';
import { countReport, findFormat, type ReportGiven } from '@hustings/count';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countCollege, type Weight } from '../src/count/college.ts';
import { ratio } from '../src/count/ratio.ts';

const IDS = ['ann', 'bob', 'cy', 'di'];
const RUNS = Number(process.env['COUNT_RUNS'] ?? 100);

function box(id: string, papers: readonly (readonly string[])[]) {
  const lines = papers.map((p) => `1 ${[...p.map((c) => IDS.indexOf(c) + 1), 0].join(' ')}`);
  const names = IDS.map((c) => `"${c}"`);
  const reader = unwrap(findFormat('blt')).reader({});
  unwrap(reader.push(utf8([`${IDS.length} 1`, ...lines, '0', ...names, '"T"', ''].join('\n'))));
  return { id, name: id, file: unwrap(reader.end()) };
}

const sections = fc.array(fc.array(fc.shuffledSubarray(IDS, { minLength: 1 }), { maxLength: 12 }), {
  minLength: 2,
  maxLength: 3,
});
const lots = fc.shuffledSubarray(IDS, { minLength: IDS.length, maxLength: IDS.length });
const ladders = fc.constantFrom('lot', 'backwards lot', 'forwards lot');

test.each(['electoral-college', 'points-per-unit'])(
  `%s: ${RUNS} counts give the same transcript`,
  (rule) => {
    fc.assert(
      fc.property(sections, lots, ladders, (boxes, lot, ties) => {
        const weight: Weight =
          rule === 'electoral-college'
            ? { kind: 'share', share: ratio(1, boxes.length) }
            : { kind: 'points', points: 10, below: 6 };
        const own = countCollege(
          {
            candidates: IDS.map((id) => ({ id, name: id })),
            sections: boxes.map((papers, i) => ({ id: `s${i}`, name: `s${i}`, weight, papers })),
            ties,
          },
          { lot: (_, tied) => lot.filter((id) => tied.includes(id)) },
        );
        const settings = {
          ties,
          ...(rule === 'points-per-unit' && { points: '10', 'one-per-vote-below': '6' }),
        };
        const given = { settings, lot } as unknown as ReportGiven;
        const peer = countReport(
          rule,
          boxes.map((papers, i) => box(`s${i}`, papers)),
          given,
        );
        if (own.kind === 'counted')
          expect(own.transcript).toEqual(peer.ok && peer.value.transcript);
        else expect(peer.ok).toBe(false);
      }),
      { numRuns: RUNS },
    );
  },
);
