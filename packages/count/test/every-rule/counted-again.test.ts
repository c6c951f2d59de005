/**
 * For every rule of the catalogue: a report with its papers in it is counted again to the same bytes,
 * and what a declaration says of it is what the transcript says.
 */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_SCORE } from '../../src/formats/ballot-file.ts';
import {
  type BallotBox,
  byVotes,
  countingRules,
  countReport,
  declaredFigures,
  recount,
  reportText,
} from '../../src/index.ts';
import { TIED } from '../../src/papers/marks.ts';
import { PileBuilder } from '../../src/papers/sequence-piles.ts';
import { holds } from '../elections.ts';
import { electedIn, type NeutralElection, neutralElections } from './neutral-election.ts';

/** The election as files: ranked papers with equal places where the rule takes them, scores where it wants them. */
function boxesOf(e: NeutralElection, kind: string, scale: number): readonly BallotBox[] {
  const several = kind === 'sections' || kind === 'polls';
  return [...Array(kind === 'sections' ? 3 : 1).keys()].map((box) => {
    const marks = new PileBuilder();
    const scores = new PileBuilder();
    for (const paper of e.papers) {
      if (kind === 'sections' && paper.box !== box) continue;
      const codes =
        kind === 'weak-rankings'
          ? [1, 2, 3, 4, 5].flatMap((rank) =>
              paper.ranks
                .flatMap((r, c) => (r === rank ? [c] : []))
                .flatMap((c, i) => (i > 0 ? [TIED, c] : [c])),
            )
          : [...paper.ranking];
      if (kind !== 'scores') marks.add(codes, codes.length, paper.count);
      const points = paper.ranks.map((r) => r ?? NO_SCORE);
      if (kind === 'scores') scores.add(points, points.length, paper.count);
    }
    return {
      id: several ? `b${box}` : 'papers',
      name: several ? `Box ${box}` : '',
      file: {
        format: 'blt',
        title: `Title ${box}`,
        candidates: e.candidates,
        seats: box % 2 === 0 ? 1 : undefined,
        marks: marks.finish(),
        scores: kind === 'scores' ? scores.finish() : undefined,
        scale,
        blank: 2,
        invalid: box === 0 ? [] : [{ reason: 'torn', papers: 1 }],
        notes: ['from a test'],
      },
    };
  });
}

test.each(countingRules.map((rule) => ({ name: rule.name, rule })))('$name', ({ name, rule }) => {
  let counted = 0;
  const scales = rule.family === 'transferable' && !['cambridge', 'dail'].includes(name);
  holds(
    fc.property(neutralElections, fc.boolean(), (election, isScaled) => {
      const result = countReport(
        name,
        boxesOf(election, rule.papers, scales && isScaled ? 10 : 1),
        {
          seats: rule.seats === 'one' ? 1 : election.seats,
          lot: election.lot,
          lotRecord: 'drawn in a test',
          settings: rule.settings.some((s) => s.name === 'seed') ? { seed: 'a' } : {},
          papers: true,
          chart: true,
        },
      );
      if (!result.ok) {
        expect(result.error.code).toMatch(/^count\/(no-votes|quota-too-small|poll-not-due)$/);
        return;
      }
      counted++;
      const { value } = result;
      const text = reportText(value);
      const again = recount(text);
      if (!again.ok) throw new Error(again.error.message);
      expect(reportText(again.value)).toBe(text);

      const declared = declaredFigures(value.transcript);
      const { transcript } = value;
      if (
        transcript.format !== 'hustings/rounds-count/1' &&
        transcript.format !== 'hustings/party-list-count/1'
      )
        expect(declared.elected.toSorted()).toEqual(electedIn(transcript));
      expect(value.elected.map((one) => one.id).toSorted()).toEqual(declared.elected.toSorted());
      for (const id of declared.elected)
        for (const figures of [declared.first, declared.final])
          if (
            figures !== null &&
            Object.keys(figures).length > 0 &&
            transcript.format !== 'hustings/star-count/1'
          )
            expect(figures[id]).toBeDefined();
      for (const { votes } of value.rounds) {
        const order = byVotes(votes).map((one) => votes[one]);
        const sorted = Object.values(votes)
          .map(near)
          .sort((a, b) => b - a);
        expect(order.map(near)).toEqual(sorted);
      }
    }),
    30,
  );
  expect(counted).toBeGreaterThan(3);
});

/** As a number near enough to sort by. */
function near(figure: number | string | undefined): number {
  const [n = 0, d = 1] = String(figure).split('/').map(Number);
  return n / d;
}
