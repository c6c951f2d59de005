/** What must add up: sections to totals, candidates to the valid papers, papers to those returned. */
import { exact } from '@hustings/count';
import type { Ballot, Published, Round } from '../published.ts';
import type { Figure } from '../read/tree.ts';
import {
  addsUp,
  type Check,
  decimalText,
  distance,
  failed,
  held,
  inRound,
  noMoreThan,
  shown,
} from './check.ts';

export function sumChecks(published: Published): readonly Check[] {
  return published.ballots.flatMap((ballot) => [
    ...ballot.rounds.flatMap((round) => roundSums(ballot, round)),
    ...paperSums(ballot),
  ]);
}

function roundSums(ballot: Ballot, round: Round): readonly Check[] {
  const where = inRound(ballot, round);
  const out: Check[] = [];
  for (const [candidate, total] of round.totals) {
    const parts = [...round.bySection.values()].map((section) => section.get(candidate));
    const known = parts.filter((part) => part !== undefined);
    if (known.length > 0 && known.length === parts.length && known[0] !== total)
      out.push(
        addsUp(
          'audit/sections-add-up',
          `Votes of ${candidate} in all sections, ${where}`,
          known,
          total,
        ),
      );
  }
  const votes = [...round.totals.values()];
  if (votes.length === 0 || round.missing.length > 0) return out;
  if (round.unit === 'votes' && round.valid !== undefined)
    out.push(validSum(where, round, votes, round.valid));
  if (round.unit === 'percent') out.push(...percentSum(where, votes));
  if (round.unit === 'points' && ballot.points.total !== undefined)
    out.push(
      addsUp(
        'audit/points-add-up',
        `Points of all candidates, ${where}`,
        votes,
        ballot.points.total,
      ),
    );
  const heads = [...round.heads.values()];
  const isWhole = heads.length === votes.length || round.others.length > 0;
  if (heads.length > 0 && isWhole && ballot.papers.valid !== undefined)
    out.push(
      addsUp(
        'audit/votes-add-up',
        `Votes of all candidates, ${where}`,
        [...heads, ...round.others],
        ballot.papers.valid,
      ),
    );
  return out;
}

/** Abstentions may or may not be in what is printed as valid. */
function validSum(where: string, round: Round, votes: readonly Figure[], valid: Figure): Check {
  const what = `Votes of all candidates and the valid papers, ${where}`;
  const without = addsUp('audit/votes-add-up', what, votes, valid);
  if (without.holds || round.others.length === 0) return without;
  const withOthers = addsUp('audit/votes-add-up', what, [...votes, ...round.others], valid);
  return withOthers.holds ? withOthers : without;
}

function percentSum(where: string, shares: readonly Figure[]): readonly Check[] {
  const sum = exact.sum(shares.map((s) => s.value));
  const slack = exact.sum(shares.map((s) => exact.ratio(1n, 2n * 10n ** BigInt(s.decimals))));
  const isHeld = exact.compare(distance(sum, exact.whole(100)), slack) <= 0;
  const text = exact.toText(sum, Math.max(...shares.map((s) => s.decimals)));
  return [
    isHeld
      ? held('audit/percentages-add-up', `Percentages, ${where}: ${text}.`, shares)
      : failed(
          'audit/percentages-add-up',
          `Percentages, ${where}: they add up to ${text}, which rounding alone cannot explain.`,
          shares,
          new Map(
            shares.flatMap((share) => {
              const value = exact.add(share.value, exact.subtract(exact.whole(100), sum));
              return value.n < 0n
                ? []
                : [[share.path, decimalText(value, share.decimals)] as const];
            }),
          ),
        ),
  ];
}

function paperSums(ballot: Ballot): readonly Check[] {
  const { papers, rounds, sections } = ballot;
  const out: Check[] = [];
  const name = ballot.name === '' ? '' : `, ${ballot.name}`;
  const sectionFigures = (of: 'electorate' | 'returned' | 'spoilt'): readonly Figure[] => {
    const known = sections.flatMap((section) => section[of] ?? []);
    return known.length === sections.length && sections.length > 1 ? known : [];
  };
  for (const [of, words] of [
    ['electorate', 'Electors of all sections'],
    ['returned', 'Papers returned in all sections'],
    ['spoilt', 'Spoilt papers of all sections'],
  ] as const) {
    const parts = sectionFigures(of);
    const total = papers[of];
    if (parts.length > 0 && total !== undefined)
      out.push(addsUp('audit/papers-add-up', `${words}${name}`, parts, total));
  }
  const { valid, spoilt, abstentions, returned, admitted, notAdmitted } = papers;
  if (admitted !== undefined && notAdmitted !== undefined && returned !== undefined)
    out.push(
      addsUp(
        'audit/papers-add-up',
        `Papers admitted and not admitted${name}`,
        [admitted, notAdmitted],
        returned,
      ),
    );
  const came = admitted ?? returned;
  if (valid !== undefined && spoilt !== undefined && came !== undefined)
    out.push(goodAndSpoilt(name, valid, spoilt, abstentions, came));
  if (returned !== undefined && papers.channels.length > 1)
    out.push(
      addsUp(
        'audit/papers-add-up',
        `Papers by the ways they came${name}`,
        papers.channels,
        returned,
      ),
    );
  const [first] = rounds;
  if (first !== undefined && first.unit === 'votes' && valid !== undefined && first.valid !== valid)
    out.push(
      validSum(
        inRound(ballot, first),
        {
          ...first,
          others:
            first.others.length > 0 || abstentions === undefined ? first.others : [abstentions],
        },
        [...first.totals.values()],
        valid,
      ),
    );
  for (const round of ballot.kind === 'polls' ? rounds : rounds.slice(0, 1)) {
    const limit = papers.electorate;
    if (limit === undefined || round.unit !== 'votes') continue;
    const cast = [...round.totals.values(), ...(round.spoilt === undefined ? [] : [round.spoilt])];
    const sum = exact.sum(cast.map((f) => f.value));
    if (exact.isMore(sum, limit.value))
      out.push(
        failed(
          'audit/more-than-possible',
          `Votes, ${inRound(ballot, round)}: ${shown(exact.toText(sum, 0))} were cast, and there are ${shown(limit.text)} electors.`,
          [...cast, limit],
        ),
      );
  }
  if (returned !== undefined && papers.electorate !== undefined)
    out.push(noMoreThan(`Papers returned${name}`, returned, papers.electorate));
  for (const section of sections) {
    const sides = [section.returned, section.didNotVote];
    const [came2, stayed] = sides;
    if (came2 !== undefined && stayed !== undefined && section.electorate !== undefined)
      out.push(
        addsUp(
          'audit/papers-add-up',
          `${section.name}: papers and those who did not vote`,
          [came2, stayed],
          section.electorate,
        ),
      );
    const votes = sectionVotes(ballot, section.id);
    if (section.returned !== undefined && section.spoilt !== undefined && votes.length > 0)
      out.push(
        addsUp(
          'audit/papers-add-up',
          `${section.name}: votes and spoilt papers`,
          [...votes, section.spoilt],
          section.returned,
        ),
      );
    else if (section.returned !== undefined && votes.length > 0) {
      const sum = exact.sum(votes.map((f) => f.value));
      if (exact.isMore(sum, section.returned.value))
        out.push(
          failed(
            'audit/more-than-possible',
            `${section.name}: ${shown(exact.toText(sum, 0))} votes on ${shown(section.returned.text)} papers.`,
            [...votes, section.returned],
          ),
        );
    }
    if (section.returned !== undefined && section.electorate !== undefined)
      out.push(
        noMoreThan(`${section.name}: papers returned`, section.returned, section.electorate),
      );
  }
  return out;
}

function sectionVotes(ballot: Ballot, id: string): readonly Figure[] {
  const [first] = ballot.rounds;
  return first?.unit === 'votes' ? [...(first.bySection.get(id)?.values() ?? [])] : [];
}

function goodAndSpoilt(
  name: string,
  valid: Figure,
  spoilt: Figure,
  abstentions: Figure | undefined,
  came: Figure,
): Check {
  const what = `Valid and spoilt papers${name}`;
  const plain = addsUp('audit/papers-add-up', what, [valid, spoilt], came);
  if (plain.holds || abstentions === undefined) return plain;
  return addsUp(
    'audit/papers-add-up',
    `Valid and spoilt papers and abstentions${name}`,
    [valid, spoilt, abstentions],
    came,
  );
}
