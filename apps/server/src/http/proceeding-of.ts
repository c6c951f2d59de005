/** Looks up what an address names; what is not there is answered as not found. */
import type { PollFile } from '@hustings/record';
import type { Manifest, PollState } from '@hustings/rulebook';
import type { Desk } from '../desk/desk.ts';
import type { ProceedingsTable } from '../store/schema.ts';
import type { Context } from './context.ts';
import { notFound } from './failures.ts';

export interface Found {
  readonly desk: Desk;
  readonly row: ProceedingsTable;
}

const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

export async function proceedingOf(context: Context, id: string): Promise<Found> {
  if (ID.test(id)) {
    const row = await context.db
      .selectFrom('proceedings')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    const desk = row && (await context.desks.find(id));
    // A proceeding that was put down but not opened yet (the replay being built) is not shown.
    if (row !== undefined && desk?.recorder.docket.opened !== undefined) {
      await desk.story.entries();
      return { desk, row };
    }
  }
  throw notFound('There is no such proceeding on this server.');
}

/** A proceeding that a returning officer runs here: no practice, no replay. */
export async function contestOf(context: Context, id: string): Promise<Found> {
  const found = await proceedingOf(context, id);
  if (found.row.kind !== 'contest')
    throw notFound('This proceeding has no returning officer here.');
  return found;
}

export interface FoundPoll extends Found {
  readonly file: PollFile;
  readonly state: PollState;
  readonly manifest: Manifest;
}

export async function pollOf(context: Context, id: string, poll: string): Promise<FoundPoll> {
  const found = await proceedingOf(context, id);
  const { recorder } = found.desk;
  const file = recorder.docket.poll(poll);
  const state = Object.hasOwn(recorder.state.polls, poll) ? recorder.state.polls[poll] : undefined;
  const manifest = state?.manifest;
  if (file === undefined || state === undefined || manifest === undefined)
    throw notFound('There is no such poll in this proceeding, or it is not prepared yet.');
  return { ...found, file, state, manifest };
}
