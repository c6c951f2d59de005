/** Who goes out, who wins, and whether papers appear from nowhere between two rounds. */
import { exact, type Ratio } from '@hustings/count';
import type { Ballot, Published, Round } from '../published.ts';
import type { Figure } from '../read/tree.ts';
import { type Check, failed, held, inRound, shown } from './check.ts';
import { weightedShares } from './weights.ts';

export function orderChecks(published: Published): readonly Check[] {
  return published.ballots.flatMap((ballot) =>
    ballot.kind === 'questions'
      ? []
      : [
          ...ballot.rounds.flatMap((round) => [
            ...lowestGoes(ballot, round),
            ...winner(ballot, round),
          ]),
          ...ballot.rounds.slice(1).flatMap((round, i) => {
            const before = ballot.rounds[i] as Round;
            return ballot.kind === 'transfers' ? moved(ballot, before, round) : [];
          }),
        ],
  );
}

/** What decides: the weighted total where sections have weights, else the figures of the round. */
function deciding(ballot: Ballot, round: Round): ReadonlyMap<string, Ratio> {
  return (
    weightedShares(ballot, round) ?? new Map([...round.totals].map(([id, f]) => [id, f.value]))
  );
}

function lowestGoes(ballot: Ballot, round: Round): readonly Check[] {
  const by = deciding(ballot, round);
  const out = round.eliminated.filter((name) => by.has(name));
  if (out.length === 0) return [];
  const stay = [...by.keys()].filter((name) => !out.includes(name));
  const figures = [...round.totals.values()];
  const where = inRound(ballot, round);
  const better = out.flatMap((gone) =>
    stay
      .filter((left) => exact.isLess(by.get(left) as Ratio, by.get(gone) as Ratio))
      .map((left) => ({ gone, left })),
  );
  const [pair] = better;
  if (pair === undefined)
    return [held('audit/lowest-goes', `Lowest out, ${where}: ${out.join(', ')}.`, figures)];
  const text = (name: string): string => shown(round.totals.get(name)?.text ?? '');
  return [
    failed(
      'audit/lowest-goes',
      `Lowest out, ${where}: ${pair.gone} (${text(pair.gone)}) is said to have gone out, and ${pair.left} (${text(pair.left)}) had less.`,
      [pair.gone, pair.left].flatMap((name) => round.totals.get(name) ?? []),
      new Map(),
      round.explained ? 'unusual' : 'wrong',
    ),
  ];
}

function winner(ballot: Ballot, round: Round): readonly Check[] {
  const by = deciding(ballot, round);
  const won = round.elected.filter((name) => by.has(name));
  if (won.length !== 1) return [];
  const [name] = won as [string];
  const figures = [...round.totals.values()];
  const where = inRound(ballot, round);
  const share = by.get(name) as Ratio;
  const above = [...by].find(([other, value]) => other !== name && exact.isMore(value, share));
  if (above !== undefined)
    return [
      failed(
        'audit/winner',
        `Winner, ${where}: ${name} is said to have won, and ${above[0]} has more.`,
        figures,
      ),
    ];
  const toWin = ballot.points.toWin;
  if (toWin !== undefined && round.unit === 'points' && exact.isLess(share, toWin.value))
    return [
      failed(
        'audit/winner',
        `Winner, ${where}: ${name} has ${shown(round.totals.get(name)?.text ?? '')} points, and ${shown(toWin.text)} win.`,
        [...figures, toWin],
      ),
    ];
  const all = exact.sum(by.values());
  if (ballot.majority && !exact.isMore(exact.multiply(share, exact.whole(2)), all))
    return [
      failed(
        'audit/winner',
        `Winner, ${where}: ${name} is said to have won, without more than half.`,
        figures,
      ),
    ];
  return [held('audit/winner', `Winner, ${where}: ${name}.`, figures)];
}

/** With transfers a candidate who stays keeps what they had, and nobody gains more than others lost. */
function moved(ballot: Ballot, before: Round, after: Round): readonly Check[] {
  if (before.unit !== 'votes' || after.unit !== 'votes') return [];
  const where = `${inRound(ballot, before)} to ${after.name}`;
  const sections: readonly (readonly [
    string,
    ReadonlyMap<string, Figure>,
    ReadonlyMap<string, Figure>,
  ])[] =
    before.bySection.size > 1
      ? [...before.bySection].flatMap(([id, votes]) => {
          const next = after.bySection.get(id);
          return next === undefined ? [] : [[`, ${id}`, votes, next] as const];
        })
      : [['', before.totals, after.totals]];
  return sections.flatMap(([name, from, to]) => {
    const figures = [...from.values(), ...to.values()];
    for (const [candidate, figure] of to) {
      const had = from.get(candidate);
      if (had !== undefined && exact.isLess(figure.value, had.value))
        return [
          failed(
            'audit/votes-appear',
            `Transfers, ${where}${name}: ${candidate} had ${shown(had.text)} and then ${shown(figure.text)}; papers do not leave a candidate who is still in the count.`,
            [had, figure],
          ),
        ];
      if (had === undefined)
        return [
          failed(
            'audit/votes-appear',
            `Transfers, ${where}${name}: ${candidate} was not in the round before.`,
            [figure],
          ),
        ];
    }
    const [was, is] = [from, to].map((votes) =>
      exact.sum([...votes.values()].map((f) => f.value)),
    ) as [Ratio, Ratio];
    if (exact.isMore(is, was))
      return [
        failed(
          'audit/votes-appear',
          `Transfers, ${where}${name}: ${shown(exact.toText(was, 0))} votes became ${shown(exact.toText(is, 0))}; papers can only be exhausted.`,
          figures,
        ),
      ];
    return [
      held(
        'audit/votes-appear',
        `Transfers, ${where}${name}: no paper comes from nowhere.`,
        figures,
      ),
    ];
  });
}
