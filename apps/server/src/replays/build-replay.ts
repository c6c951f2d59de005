/**
 * Builds the 2016 contest once, at one elector in a thousand: really encrypted, cast, mixed, decrypted,
 * counted. All of it becomes durable in one commit at the end, so a kill leaves no half of it.
 */
import type { BallotWork } from '@hustings/ballot';
import { assert } from '@hustings/base';
import { formatVerifierKey } from '@hustings/log';
import { MemoryRecord, type Progress, verifyRecord, writeRecord } from '@hustings/record';
import { findRuleBook, labour2016, type Plan, play } from '@hustings/replay';
import type { Group } from '@hustings/ristretto';
import type { DeskRoom } from '../desk/desk-room.ts';
import { StoredLedger } from '../store/ledger.ts';
import { writeVerified } from '../store/settings.ts';
import type { Database } from '../store/store.ts';

export interface ReplaySetup {
  readonly db: Database;
  readonly desks: DeskRoom;
  readonly group: Group;
  readonly ballots?: BallotWork | undefined;
  readonly random: (length: number) => Uint8Array;
  readonly now: () => Date;
}

export const REPLAY_JOB = 'replay/labour-2016';
const SCALE = 1000;

export const REPLAY_ID: string = plan2016().proceeding;

function plan2016(): Plan {
  const book = findRuleBook('labour-uk-2014-omov');
  assert(book !== undefined, 'the rule book of the replay comes with Hustings');
  return labour2016({ scale: SCALE, book });
}

export async function buildReplay(
  setup: ReplaySetup,
  tell: (step: string, done: number, total: number) => void,
  stop: AbortSignal,
): Promise<void> {
  const { db, desks, group, random, now } = setup;
  const onThreads = setup.ballots === undefined ? {} : { ballots: setup.ballots };
  const plan = plan2016();
  const id = REPLAY_ID;
  const there = await db
    .selectFrom('proceedings')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (there === undefined) {
    const keys = desks.drawKeys(id);
    const ledger = await StoredLedger.open(db, id);
    ledger.hold();
    const progress = (p: Progress): void => {
      stop.throwIfAborted();
      tell(p.step, p.done, p.of);
    };
    const { recorder } = await play({
      plan,
      ledger,
      group,
      ...onThreads,
      random,
      seeds: keys.seeds,
      progress,
    });
    const logKey = recorder.docket.opened?.logKey;
    assert(
      logKey === formatVerifierKey(keys.logSigner),
      'the replay is signed with the key we keep',
    );
    await ledger.settle(async (trx) => {
      await trx
        .insertInto('proceedings')
        .values({
          id,
          kind: 'replay',
          title: plan.title,
          organisation: plan.organisation,
          book: plan.book.id,
          visitor: null,
          created: now().toISOString(),
        })
        .execute();
      await keys.save(trx);
    });
  }
  const desk = await desks.find(id);
  assert(desk !== undefined, 'the replay that was built is there');
  const record = new MemoryRecord();
  await desk.read(() => writeRecord(desk.recorder, record));
  const report = await verifyRecord(record, {
    group,
    ...onThreads,
    random,
    progress: (p) => tell(`verifying: ${p.step}`, p.done, p.of),
  });
  await writeVerified(db, id, now(), report);
}
