/**
 * A vacant seat filled by counting all the stored papers again as though the member who leaves, and
 * those who do not consent, had withdrawn. For every rule.
 *
 * Those who stay elected keep their seats. By the single transferable vote they may not be excluded in
 * the recount (Newland and Britton, ERS97, 7.1: no other member is to be excluded, and the count goes on
 * until a new one is elected): a constraint holds all of them. By rules that rank everybody the best
 * placed of those contesting takes the seat, whether or not all of the others would be elected again.
 */
import { err, ok, type Result } from '@hustings/base';
import type { PointsResult } from '../cardinal/points-transcript.ts';
import type { PositionalResult } from '../cardinal/positional.ts';
import type { CondorcetResult } from '../condorcet/condorcet-transcript.ts';
import type { CountError } from '../errors.ts';
import type { Candidate } from '../profile.ts';
import { rankingOf } from '../ranking-of.ts';
import type { Constraints } from '../stv/constraints.ts';
import type { StvResult } from '../stv/stv-transcript.ts';
import { breakTie, ladderOf, type OrderOptions, type Tie } from '../ties.ts';
import type { CountResult } from '../transcript.ts';
import { refusalOfVacancy, type Vacancy } from './vacancy.ts';

export type Recounted = StvResult | CountResult | PointsResult | PositionalResult | CondorcetResult;

export interface RecountInput<P, E> extends Vacancy, OrderOptions {
  readonly profile: P;
  /** All who were elected, with the one who leaves. */
  readonly elected: readonly string[];
  /**
   * Counts the papers by the rule of the election. `stay` is for rules that take constraints: it keeps
   * the members who stay (together with constraints of the election, where there were any).
   */
  readonly count: (profile: P, stay: Constraints) => Result<Recounted, E>;
}

export interface VacancyRecount {
  readonly format: 'hustings/vacancy-recount/1';
  readonly settings: Readonly<Record<string, string>>;
  readonly candidates: readonly { readonly id: string; readonly name: string }[];
  readonly vacating: string;
  /** Who keeps their seat. Sorted. */
  readonly staying: readonly string[];
  readonly contesting: readonly string[];
  readonly recount: Recounted;
  readonly tie?: Tie;
  readonly elected: string;
}

export function recountVacancy<
  P extends { readonly candidates: readonly Candidate[]; readonly seats: number },
  E,
>(input: RecountInput<P, E>): Result<VacancyRecount, CountError | E> {
  const { profile, vacating } = input;
  const refused = refusalOfVacancy(input, profile.candidates, input.elected);
  if (refused !== undefined) return err(refused);
  const staying = input.elected.filter((id) => id !== vacating).toSorted();
  const contesting = input.contesting.toSorted();
  const keeps = new Set([...staying, ...contesting]);
  const stay: Constraints = {
    categories:
      staying.length === 0
        ? []
        : [
            {
              name: 'members',
              groups: [
                {
                  name: 'who stay',
                  members: staying,
                  least: staying.length,
                  most: staying.length,
                },
              ],
            },
          ],
  };
  const recounted = input.count(
    {
      ...profile,
      candidates: profile.candidates.map(
        (c): Candidate => (keeps.has(c.id) ? c : { ...c, withdrawn: true }),
      ),
    },
    stay,
  );
  if (!recounted.ok) return recounted;
  const taker = takerOf(recounted.value, contesting, input);
  if (!taker.ok) return taker;
  return ok({
    format: 'hustings/vacancy-recount/1',
    settings: { rule: recounted.value.rule, ties: ladderOf(input).ties.join(' ') },
    candidates: profile.candidates.map(({ id, name }) => ({ id, name })),
    vacating,
    staying,
    contesting,
    recount: recounted.value,
    ...taker.value,
  });
}

/** Who of those contesting takes the seat. */
function takerOf(
  recount: Recounted,
  contesting: readonly string[],
  options: OrderOptions,
): Result<Pick<VacancyRecount, 'elected' | 'tie'>, CountError> {
  const ranking = recount.format === 'hustings/stv-count/1' ? undefined : rankingOf(recount);
  const best = (ranking ?? recount.elected.map((id) => [id]))
    .map((tier) => tier.filter((id) => contesting.includes(id)))
    .find((tier) => tier.length > 0);
  const [first] = best ?? [];
  if (best === undefined || first === undefined)
    return err({
      code: 'count/no-votes',
      message: 'The recount elects nobody of those who contest the vacant seat.',
    });
  if (best.length === 1) return ok({ elected: first });
  const tie = breakTie(
    { purpose: 'seat', round: 1, tied: best, places: 1, earlier: [] },
    ladderOf(options),
  );
  return tie.ok ? ok({ elected: tie.value.chosen[0] as string, tie: tie.value }) : tie;
}
