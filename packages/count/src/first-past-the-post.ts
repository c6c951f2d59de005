/**
 * First past the post, for one seat or more: each paper is one vote, for the first candidate on it
 * who has not withdrawn; the most votes are elected. With several seats and one vote each this is
 * the single non-transferable vote. Ties for the last seat go to the ladder, in which only a lot
 * can speak, since there are no earlier rounds.
 */

import { err, ok, type Result } from '@hustings/base';
import { byId } from './by-id.ts';
import type { CountError } from './errors.ts';
import { marginOf } from './last-round-margin.ts';
import { type CountOptions, DEFAULT_TIES } from './options.ts';
import { type Profile, paperCount, standing, tally } from './profile.ts';
import { breakTie, type Tie } from './ties.ts';
import type { CountResult } from './transcript.ts';

export function firstPastThePost(
  profile: Profile,
  options: CountOptions,
): Result<CountResult, CountError> {
  const candidates = standing(profile);
  if (candidates.length === 0)
    return err({ code: 'count/no-candidates', message: 'No candidate is standing.' });
  const papers = paperCount(profile);
  const { votes, exhausted } = tally(profile, candidates);
  if (exhausted === papers)
    return err({
      code: 'count/no-votes',
      message: 'No paper has a vote for a candidate who is standing, so nobody is elected.',
    });
  const ties = options.ties ?? DEFAULT_TIES;
  const of = (id: string): number => votes[id] as number;
  // Most votes first; ids only make the order definite, no decision rests on them.
  const order = [...candidates].sort((a, b) => of(b) - of(a) || byId(a, b));
  let elected: readonly string[] = order.slice(0, profile.seats);
  let tie: Tie | undefined;
  const lastIn = elected.at(-1) as string;
  const firstOut = order[profile.seats];
  if (firstOut !== undefined && of(firstOut) === of(lastIn)) {
    const level = order.filter((id) => of(id) === of(lastIn));
    const safe = order.filter((id) => of(id) > of(lastIn));
    const broken = breakTie(
      {
        purpose: 'seat',
        round: 1,
        tied: level,
        places: profile.seats - safe.length,
        earlier: [],
      },
      { ...options, ties },
    );
    if (!broken.ok) return broken;
    tie = broken.value;
    elected = [...safe, ...tie.chosen];
  }
  return ok({
    format: 'hustings/count/1',
    rule: 'first-past-the-post',
    settings: { ties: ties.join(' ') },
    seats: profile.seats,
    candidates: profile.candidates,
    papers,
    elected,
    rounds: [
      {
        round: 1,
        votes,
        exhausted,
        needed: null,
        action: {
          kind: 'elected',
          elected,
          because: 'most-votes',
          ...(tie === undefined ? {} : { tie }),
        },
      },
    ],
    margin: marginOf(votes, elected),
    exhausted,
  });
}
