/** What a mixer does: when its turn comes it checks everything before it, shuffles every pool, and proves it. */
import { ok } from '@hustings/base';
import { mixPoll, type PollFile } from '@hustings/record';
import type { RemoteConduct, Stand, Work } from './rounds.ts';

export const mixerWork: Work = async (conduct, folder, tell) => {
  const { holder } = folder;
  const mine = conduct.recorder.docket.polls.filter((file) =>
    file.ceremony.act.mixers.some((m) => m.id === holder.id && m.key === holder.key),
  );
  if (mine.length === 0)
    return ok({ isDone: false, text: 'waiting to be named as a mixer by the returning officer' });
  const stands: Stand[] = [];
  for (const file of mine) {
    const before = mixed(file, holder.id);
    if (file.closed !== undefined) {
      const done = await mixPoll(conduct, file.id, holder.id);
      if (!done.ok) return done;
    }
    const now = conduct.recorder.docket.poll(file.id) ?? file;
    if (mixed(now, holder.id) > before)
      tell(`${file.id}: checked everything before it, mixed, and proved it`);
    stands.push(standOf(conduct, now, holder.id));
  }
  const open = stands.findLast((s) => !s.isDone) ?? stands.at(-1);
  return ok({ isDone: stands.every((s) => s.isDone), text: open?.text ?? '' });
};

function standOf(conduct: RemoteConduct, file: PollFile, id: string): Stand {
  const { docket } = conduct.recorder;
  const pools = file.closed?.act.pools.length;
  if (pools === undefined) {
    const isOvertaken =
      file.prepared === undefined &&
      docket.polls.some((p) => p.number > file.number && p.prepared !== undefined);
    return { isDone: isOvertaken, text: `${file.id}: waiting for the poll to close` };
  }
  return mixed(file, id) === pools
    ? { isDone: true, text: `${file.id}: mixed; nothing is left to do` }
    : { isDone: false, text: `${file.id}: waiting for the mixers before it` };
}

function mixed(file: PollFile, id: string): number {
  return file.mixes.filter((m) => m.act.mixer === id).length;
}
