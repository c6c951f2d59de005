/**
 * RCTab's report: the votes of every round. Undeclared write-ins, and several without a vote, go out
 * there in rounds of their own; so a round's figures are first choices among those who have votes in it.
 */
import { cell, type Expect, electedCell } from './cells.ts';

const WRITE_INS = 'Undeclared Write-ins';

export const rctabReport: Expect = ({ text, counted }) => {
  const { results, summary } = JSON.parse(text) as {
    readonly results: readonly {
      readonly round: number;
      readonly tally: Readonly<Record<string, string>>;
      readonly inactiveBallots: Readonly<Record<string, string>>;
      readonly tallyResults: readonly { readonly elected?: string }[];
    }[];
    readonly summary: { readonly undervotes: number; readonly totalNumBallots: string };
  };
  const elected = results.flatMap((r) => r.tallyResults.flatMap((t) => t.elected ?? []));
  const oursOf = (name: string): string =>
    name === WRITE_INS && !counted.names.includes(name) ? 'UWI' : name;
  // Write-ins go out first there, even where others have no more votes: another count than ours.
  const first = results[0]?.tally ?? {};
  // Nor is everybody named on the papers a candidate there.
  const isThere = counted.elected.every((name) => Object.keys(first).map(oursOf).includes(name));
  const isOurs =
    isThere &&
    !Object.keys(first).some(
      (name) =>
        /^undeclared write-ins$/i.test(name) &&
        Object.entries(first).some(
          ([other, n]) => other !== name && Number(n) <= Number(first[name]),
        ),
    );
  return [
    cell('papers', summary.totalNumBallots, String(counted.papers + counted.void)),
    ...(isOurs ? [electedCell(elected, counted)] : []),
    ...results.flatMap(({ round, tally, inactiveBallots }) => {
      // Nobody voted for those whom the ballots do not name.
      const among = Object.keys(tally)
        .map(oursOf)
        .filter((name) => counted.names.includes(name));
      const ours = counted.tally(among);
      const inactive = Object.values(inactiveBallots).reduce((sum, n) => sum + Number(n), 0);
      return [
        ...Object.entries(tally).map(([name, n]) =>
          cell(`round ${round} ${name}`, n, ours.votes[oursOf(name)] ?? '0'),
        ),
        cell(
          `round ${round} inactive`,
          inactive + summary.undervotes,
          Number(ours.exhausted) + counted.void,
        ),
      ];
    }),
  ];
};
