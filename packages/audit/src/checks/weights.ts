/** Weighted sections: what each carries, shared among the votes it has in the round. */
import { exact, type Ratio } from '@hustings/count';
import type { Ballot, Published, Round } from '../published.ts';
import { type Check, decimalText, failed, held, inRound } from './check.ts';

/** Shares of the weighted total, by candidate, out of the sum of the weights; undefined without weights. */
export function weightedShares(
  ballot: Ballot,
  round: Round,
): ReadonlyMap<string, Ratio> | undefined {
  const parts = weightedParts(ballot, round);
  if (parts === undefined) return undefined;
  const out = new Map<string, Ratio>();
  for (const section of parts.values())
    for (const [candidate, part] of section)
      out.set(candidate, exact.add(out.get(candidate) ?? exact.ZERO, part));
  return out;
}

function weightedParts(
  ballot: Ballot,
  round: Round,
): ReadonlyMap<string, ReadonlyMap<string, Ratio>> | undefined {
  if (round.unit !== 'votes' || round.bySection.size < 2) return undefined;
  const out = new Map<string, ReadonlyMap<string, Ratio>>();
  for (const [id, votes] of round.bySection) {
    const weight = ballot.sections.find((section) => section.id === id)?.weight;
    if (weight === undefined) return undefined;
    const all = exact.sum([...votes.values()].map((f) => f.value));
    if (all.n === 0n) continue;
    out.set(
      id,
      new Map(
        [...votes].map(([candidate, figure]) => [
          candidate,
          exact.divide(exact.multiply(weight, figure.value), all),
        ]),
      ),
    );
  }
  return out;
}

export function weightChecks(published: Published): readonly Check[] {
  return published.ballots.flatMap((ballot) =>
    ballot.rounds.flatMap((round) => {
      const parts = weightedParts(ballot, round);
      const shares = weightedShares(ballot, round);
      if (parts === undefined || shares === undefined) return [];
      const all = exact.sum(shares.values());
      const of = (part: Ratio | undefined, whole: Ratio): Ratio =>
        exact.divide(exact.multiply(part ?? exact.ZERO, exact.whole(100)), whole);
      const where = inRound(ballot, round);
      const compared = (
        candidate: string,
        what: string,
        printed: {
          readonly text: string;
          readonly decimals: number;
          readonly path: string;
          readonly value: Ratio;
        },
        right: Ratio,
      ): Check => {
        const text = decimalText(right, printed.decimals);
        const votes = [...round.bySection.values()].flatMap((s) => [...s.values()]);
        const figures = [printed, ...votes];
        return exact.equal(printed.value, exact.fromText(text))
          ? held('audit/weighted-share', `${what} of ${candidate}, ${where}: ${text}.`, figures)
          : failed(
              'audit/weighted-share',
              `${what} of ${candidate}, ${where}: ${printed.text} is printed, and the votes of the sections give ${text}.`,
              figures,
              new Map([[printed.path, text]]),
            );
      };
      return [
        ...[...round.weighted].map(([candidate, printed]) =>
          compared(candidate, 'Weighted share', printed, of(shares.get(candidate), all)),
        ),
        ...[...round.weightedBySection].flatMap(([section, figures]) =>
          [...figures].map(([candidate, printed]) =>
            compared(
              candidate,
              `Points from ${section}`,
              printed,
              of(parts.get(section)?.get(candidate), all),
            ),
          ),
        ),
      ];
    }),
  );
}
