/** Preparing a poll whose key its trustees made elsewhere: the paper follows from the record alone. */
import { pollKey } from '@hustings/ballot';
import { err, ok, type Result } from '@hustings/base';
import {
  ceremonyOf,
  checkedDeals,
  type Refusal,
  preparePoll as recordPaper,
} from '@hustings/record';
import type { PollState, State } from '@hustings/rulebook';
import type { Desk } from '../desk/desk.ts';

/** The newest key that all its trustees have accepted, and that no poll uses. */
export function finishedCeremony(state: State): PollState | undefined {
  return Object.values(state.polls)
    .toSorted((a, b) => b.number - a.number)
    .find(
      (p) => p.status === 'ceremony' && p.ceremony.accepted.length === p.ceremony.trustees.length,
    );
}

export async function prepareSeparated(
  desk: Desk,
  order: { readonly matter: string; readonly roll: string },
): Promise<Result<void, Refusal>> {
  return desk.step(async (conduct) => {
    const { recorder, group } = conduct;
    const poll = finishedCeremony(recorder.state);
    const file = poll && recorder.docket.poll(poll.id);
    if (file === undefined)
      return err({
        code: 'order/key-unfinished',
        message: 'No key is ready yet: its trustees have still to make it.',
      });
    const ceremony = ceremonyOf(recorder.proceeding, file.ceremony.act);
    const deals = await checkedDeals(conduct, ceremony, file);
    if (!deals.ok) return deals;
    const key = await pollKey(group, ceremony, deals.value);
    if (!key.ok) return key;
    const prepared = await recordPaper(conduct, { ...order, poll: file.id, key: key.value });
    return prepared.ok ? ok(undefined) : prepared;
  });
}
