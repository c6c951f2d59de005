/**
 * The supplementary vote: one seat, a first and a second preference on each paper (further ones are
 * not looked at). Who has more than half of the first preferences is elected. Otherwise the two with
 * most stay, and with them all who are level for second place (or for first); a paper of another goes
 * to the candidate of its second preference, if that one stays. The most votes then elect. So in
 * London until 2021 (Greater London Authority Act 1999, Schedule 2).
 */

import { err, ok, type Result } from '@hustings/base';
import { byId } from '../by-id.ts';
import type { CountError } from '../errors.ts';
import { marginOf } from '../last-round-margin.ts';
import { type CountOptions, DEFAULT_TIES } from '../options.ts';
import { type Profile, paperCount, standing, tally, type Votes } from '../profile.ts';
import { breakTie } from '../ties.ts';
import type { CountResult, Elected, Round, Transfer } from '../transcript.ts';

export function supplementaryVote(
  profile: Profile,
  options: CountOptions,
): Result<CountResult, CountError> {
  const ids = standing(profile);
  if (ids.length === 0)
    return err({ code: 'count/no-candidates', message: 'No candidate is standing.' });
  const two = firstPlaces(profile, 2);
  const papers = paperCount(profile);
  const ties = options.ties ?? DEFAULT_TIES;
  const { votes, exhausted } = tally(firstPlaces(profile, 1), ids);
  if (exhausted === papers)
    return err({
      code: 'count/no-votes',
      message: 'No paper has a preference for a candidate who is standing, so nobody is elected.',
    });
  const of = (id: string): number => votes[id] as number;
  const needed = Math.floor((papers - exhausted) / 2) + 1;
  const order = bySize(votes);
  const [leader, next] = order as [string, string | undefined];
  const end = (rounds: readonly Round[], last: Omit<Round, 'action'>, action: Elected) =>
    ok({
      format: 'hustings/count/1',
      rule: 'supplementary-vote',
      settings: { ties: ties.join(' ') },
      seats: profile.seats,
      candidates: profile.candidates,
      papers,
      elected: action.elected,
      rounds: [...rounds, { ...last, action }],
      margin: marginOf(last.votes, action.elected),
      exhausted: last.exhausted,
    } satisfies CountResult);
  const opening = { round: 1, votes, exhausted, needed };
  if (of(leader) >= needed)
    return end([], opening, { kind: 'elected', elected: [leader], because: 'majority' });

  // Somebody has votes and nobody has more than half of them, so there is a second.
  const second = of(next as string);
  const stay = order.filter((id) => of(id) >= second);
  const out = order.filter((id) => of(id) < second).toSorted();
  const rounds: readonly Round[] =
    out.length === 0
      ? []
      : [
          {
            ...opening,
            action: {
              kind: 'excluded',
              excluded: out,
              because: 'not-of-first-two',
              transfers: transfersOf(two, ids, out, stay),
            },
          },
        ];
  const after = tally(two, stay);
  const now = bySize(after.votes);
  const most = after.votes[now[0] as string];
  const level = now.filter((id) => after.votes[id] === most);
  const last = { round: rounds.length + 1, ...after, needed: null };
  if (level.length === 1)
    return end(rounds, last, { kind: 'elected', elected: level, because: 'most-votes' });
  const tie = breakTie(
    {
      purpose: 'seat',
      round: last.round,
      tied: level,
      places: 1,
      earlier: rounds.map((r) => r.votes),
    },
    { ...options, ties },
  );
  if (!tie.ok) return tie;
  return end(rounds, last, {
    kind: 'elected',
    elected: tie.value.chosen,
    because: 'most-votes',
    tie: tie.value,
  });
}

/** Most first; ids only make the order definite, no decision rests on them. */
function bySize(votes: Votes): readonly string[] {
  return Object.keys(votes).sort(
    (a, b) => (votes[b] as number) - (votes[a] as number) || byId(a, b),
  );
}

/** The first so many preferences of each paper for candidates who stand. */
function firstPlaces(profile: Profile, most: number): Profile {
  return {
    ...profile,
    piles: profile.piles.map(({ ranking, count }) => ({
      ranking: ranking.filter((i) => profile.candidates[i]?.withdrawn !== true).slice(0, most),
      count,
    })),
  };
}

/** Where the papers of those who are out go. */
function transfersOf(
  two: Profile,
  ids: readonly string[],
  out: readonly string[],
  stay: readonly string[],
): readonly Transfer[] {
  return out.map((from) => {
    const at = two.candidates.findIndex((c) => c.id === from);
    const theirs = { ...two, piles: two.piles.filter(({ ranking }) => ranking[0] === at) };
    const papers = tally(theirs, ids).votes[from] as number;
    const moved = tally(theirs, stay);
    return {
      from,
      papers,
      to: Object.fromEntries(Object.entries(moved.votes).filter(([, n]) => n > 0)),
      exhausted: moved.exhausted,
    };
  });
}
