/**
 * Mixing (PROTOCOL §8): each mixer in the manifest's order shuffles every pool once and proves it. Mixers
 * that run in one process trust their own work before; one on a machine of its own checks every step before it.
 */
import { mix, mixInMemory, openSealedList, type SealedList, sealedListOf } from '@hustings/ballot';
import { err, fromHex, ok, type Result, sourceOf } from '@hustings/base';
import type { Manifest } from '@hustings/rulebook';
import { type WeededBox, weed } from '../box-pools.ts';
import { manifestHash } from '../context.ts';
import { Course } from '../course.ts';
import type { PollFile } from '../docket.ts';
import { type Refusal, refusal } from '../errors.ts';
import { newBlob, refOf } from '../ledger.ts';
import { openIn, walkMixes } from '../mix-chain.ts';
import { type Conduct, ownBlob, preparedPoll, type Recording, take } from './conduct.ts';

/**
 * Does every mix that is still to be done; what was done before a crash is not done again. With `own`
 * only that mixer's, as far as its turn has come, each after checking the mixes before it.
 */
export async function mixPoll(
  conduct: Conduct<Recording>,
  poll: string,
  own?: string,
): Promise<Result<void, Refusal>> {
  const prepared = preparedPoll(conduct, poll);
  if (!prepared.ok) return prepared;
  const { file, manifest } = prepared.value;
  if (file.closed === undefined || file.box === undefined)
    return err(refusal('poll/not-closed', 'The poll must be closed before it is mixed.'));
  const context = manifestHash(manifest);
  const key = fromHex(manifest.key) ?? new Uint8Array();
  const { pools } = weed(manifest, file.box);
  const papers = pools.reduce((sum, pool) => sum + pool.input.count, 0);
  const course = new Course(papers * manifest.mixers.length, conduct.progress);
  for (const pool of pools) {
    let input = sealedListOf(pool.input);
    for (const [i, mixer] of manifest.mixers.entries()) {
      const step = i + 1;
      const progress = course.next(`mixing ${pool.id} (${mixer.name})`, input.count);
      const before = await mixedBefore(conduct, file, pool.id, step);
      if (before !== undefined) {
        input = before;
        continue;
      }
      if (own !== undefined) {
        if (mixer.id !== own) break;
        const sound = await checkBefore(conduct, file, manifest, pool, i);
        if (!sound.ok) return sound;
      }
      const statement = { context, key, pool: pool.id, step, mixer: mixer.id };
      const stores = mixInMemory(input.count, input.pieces);
      const output = await mix(conduct.group, statement, input, stores, {
        random: conduct.random,
        progress,
      });
      const ballots = newBlob(stores.output.bytes);
      const proof = newBlob(stores.proof.bytes);
      const taken = await take(
        conduct,
        { role: 'mixer', id: mixer.id },
        {
          kind: 'pool-mixed',
          poll,
          pool: pool.id,
          mixer: mixer.id,
          step,
          ballots: refOf(ballots),
          proof: refOf(proof),
        },
        [ballots, proof],
      );
      if (!taken.ok) return taken;
      input = output;
    }
  }
  return ok(undefined);
}

/** The first `steps` mixes of a pool, from the weeded box on. */
async function checkBefore(
  conduct: Conduct<Recording>,
  file: PollFile,
  manifest: Manifest,
  pool: WeededBox['pools'][number],
  steps: number,
): Promise<Result<void, Refusal>> {
  const { group, random, recorder } = conduct;
  const chain = await walkMixes({
    group,
    random,
    manifest,
    pool: pool.id,
    input: sealedListOf(pool.input),
    mixes: file.mixes,
    open: openIn(recorder.ledger),
    course: new Course(pool.input.count * steps, conduct.progress),
    steps,
  });
  const [fault] = chain.faults;
  return fault === undefined
    ? ok(undefined)
    : err(refusal('poll/mix-not-proved', `This mixer goes on with nothing: ${fault.message}`));
}

async function mixedBefore(
  conduct: Conduct<Recording>,
  file: PollFile,
  pool: string,
  step: number,
): Promise<SealedList | undefined> {
  const act = file.mixes.find((m) => m.act.pool === pool && m.act.step === step)?.act;
  if (act === undefined) return undefined;
  const bytes = await ownBlob(conduct.recorder, act.ballots.sha256);
  const opened = await openSealedList(sourceOf(bytes));
  if (!opened.ok) throw new Error('broken invariant: a mix of our own cannot be read');
  return opened.value;
}
