/** Closing: weeds the box, forms the pools, and says so on the record. */
import { err, ok, type Result } from '@hustings/base';
import { type WeededBox, weed } from '../box-pools.ts';
import { type Refusal, refusal } from '../errors.ts';
import { type Conduct, OFFICER, preparedPoll, take } from './conduct.ts';

export async function closePoll(
  conduct: Conduct,
  poll: string,
): Promise<Result<WeededBox, Refusal>> {
  const prepared = preparedPoll(conduct, poll);
  if (!prepared.ok) return prepared;
  const { file, manifest } = prepared.value;
  if (file.box === undefined)
    return err(refusal('poll/no-box', 'The box of this poll could not be read.'));
  const weeded = weed(manifest, file.box);
  const closed = await take(conduct, OFFICER, {
    kind: 'poll-closed',
    poll,
    cast: weeded.cast,
    counting: weeded.counting,
    pools: weeded.pools.map(({ id, sections, counting }) => ({ id, sections, counting })),
  });
  return closed.ok ? ok(weeded) : closed;
}
