/** Carries a form out: read, judged by the referee, durable; or back with what is wrong. */
import { err, ok, type Result } from '@hustings/base';
import type { Refusal } from '@hustings/record';
import type { Entry } from '@hustings/rulebook';
import type { Desk } from '../desk/desk.ts';
import { type TellNominee, tellNominee } from '../electors/tell-nominee.ts';
import type { ActForm, Doing, FormFault, Sent } from './act-form.ts';

export type Turned = FormFault & Pick<Refusal, 'clause' | 'citation'>;

export async function doAct(
  desk: Desk,
  form: ActForm,
  doing: Doing,
  sent: Sent,
  tell: TellNominee,
): Promise<Result<Entry, Turned>> {
  const drafted = await form.read(doing, sent);
  if (!drafted.ok) return err(drafted.error);
  const { act, candidacy } = drafted.value;
  if (candidacy === undefined) return desk.take(act, doing.actor);
  const done = await desk.atomically(
    async ({ recorder }) => {
      const taken = await recorder.take(act, doing.actor, desk.now());
      return taken.ok ? ok(taken.value) : taken;
    },
    async (trx) => {
      const { numInsertedOrUpdatedRows } = await trx
        .insertInto('candidacies')
        .values({ proceeding: doing.proceeding, ...candidacy })
        .onConflict((c) => c.columns(['proceeding', 'candidate']).doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 1n) await tellNominee(trx, tell, doing, candidacy.person);
    },
  );
  tell.outbox.wake();
  return done;
}
