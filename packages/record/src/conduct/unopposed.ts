/** Declaring a contest without a poll, where the book says that those who stand are elected. */
import { err, ok, type Result } from '@hustings/base';
import { candidatesOnPaper, type Outcome } from '@hustings/rulebook';
import { declarationText } from '../declaration.ts';
import { type Refusal, refusal } from '../errors.ts';
import { type Conduct, OFFICER, take } from './conduct.ts';

/** The referee refuses it where a poll must be held. */
export async function declareUnopposed(
  conduct: Conduct,
  matter: string,
): Promise<Result<Outcome, Refusal>> {
  const { book, docket, state } = conduct.recorder;
  const contest = state.matters[matter];
  if (contest?.kind !== 'contest')
    return err(refusal('contest/none', `There is no contest "${matter}".`));
  const outcome: Outcome = { kind: 'uncontested', elected: candidatesOnPaper(state, contest) };
  const text = declarationText({
    book,
    organisation: docket.opened?.organisation ?? '',
    title: docket.titleOf(matter, book),
    outcome,
  });
  const act = { kind: 'result-declared', matter, outcome, text } as const;
  const declared = await take(conduct, OFFICER, act);
  return declared.ok ? ok(outcome) : declared;
}
