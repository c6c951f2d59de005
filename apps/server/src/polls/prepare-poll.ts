/**
 * Making a poll's key and paper in simple mode: this server is the one trustee and the one mixer, and
 * the poll's page says so. All entries of the ceremony and the secret that it gives are one commit.
 */
import { assert, ok, type Result } from '@hustings/base';
import {
  type Conduct,
  holdCeremony,
  type Refusal,
  preparePoll as recordPaper,
} from '@hustings/record';
import type { Keyholder } from '@hustings/rulebook';
import type { Desk } from '../desk/desk.ts';

export interface PollOrder {
  readonly poll: string;
  readonly matter: string;
  readonly roll: string;
}

export const SERVER_TRUSTEE = 'trustee-server';
export const SERVER_MIXER = 'mixer-server';

/** Key and paper as part of a larger step that is one commit; the caller saves the keys with it. */
export async function makeKeyAndPaper(
  desk: Desk,
  conduct: Conduct,
  order: PollOrder,
): Promise<Result<void, Refusal>> {
  const { poll, matter, roll } = order;
  const name = `The server of ${conduct.recorder.docket.opened?.organisation ?? ''}`;
  const holder = (id: string): Keyholder => ({ id, name, key: desk.keys.holderKey(id) });
  const trustees = [holder(SERVER_TRUSTEE)];
  const mixers = [holder(SERVER_MIXER)];
  const held = await holdCeremony(conduct, { poll, threshold: 1, trustees, mixers });
  if (!held.ok) return held;
  const { key, secrets } = held.value;
  const [secret] = secrets;
  assert(secret !== undefined, 'a trustee has a share');
  const prepared = await recordPaper(conduct, { poll, matter, roll, key });
  if (!prepared.ok) return prepared;
  desk.keys.keepShare(poll, SERVER_TRUSTEE, secret);
  return ok(undefined);
}

export function preparePoll(desk: Desk, order: PollOrder): Promise<Result<void, Refusal>> {
  return desk.atomically(
    (conduct) => makeKeyAndPaper(desk, conduct, order),
    (trx) => desk.keys.save(trx),
  );
}
