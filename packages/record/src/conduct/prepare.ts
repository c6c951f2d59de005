/** Preparing a poll: the manifest that rule book, roll, candidates, timetable and ceremony give. */
import type { PollKey } from '@hustings/ballot';
import { ok, type Result, toHex } from '@hustings/base';
import { type Manifest, manifestDraft } from '@hustings/rulebook';
import type { Refusal } from '../errors.ts';
import { type Conduct, OFFICER, take } from './conduct.ts';
import { roomForResult } from './room.ts';

export interface PollPlan {
  readonly poll: string;
  readonly matter: string;
  readonly roll: string;
  /** As the ceremony of this poll made it. */
  readonly key: PollKey;
}

const POINT = 32;

export async function preparePoll(
  conduct: Conduct,
  plan: PollPlan,
): Promise<Result<Manifest, Refusal>> {
  const { poll, matter, roll, key } = plan;
  const draft = manifestDraft(conduct.recorder.state, { matter, poll, roll });
  if (!draft.ok) return draft;
  const manifest: Manifest = {
    ...draft.value,
    key: toHex(key.key),
    trustees: draft.value.trustees.map((trustee, i) => ({
      ...trustee,
      share: toHex(key.shares.subarray(i * POINT, (i + 1) * POINT)),
    })),
  };
  const { book, docket } = conduct.recorder;
  const room = roomForResult(book, docket, manifest);
  if (!room.ok) return room;
  const prepared = await take(conduct, OFFICER, { kind: 'poll-prepared', poll, matter, manifest });
  return prepared.ok ? ok(manifest) : prepared;
}
