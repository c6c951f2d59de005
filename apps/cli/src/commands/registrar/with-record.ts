import type { Group } from '@hustings/ristretto';
import type { Args } from '../../args.ts';
import { EXIT, fail, type Io, inLine } from '../../io.ts';
import type { HolderFolder } from '../../keyholder/holder-folder.ts';
import { blobFolderOf, joinProceeding, watchFolderOf } from '../../keyholder/joined.ts';
import { RemoteRecording } from '../../keyholder/remote-recording.ts';
import { checkNamed } from '../../registrar/make-roll.ts';
import { withThreads } from '../../workers.ts';
import { withFolder } from '../keyholder/options.ts';

export interface AtRecord {
  readonly folder: HolderFolder;
  readonly recording: RemoteRecording;
  readonly group: Group;
  readonly url: string;
}

/** Runs `work` with the record at the address, read and checked, whose registrar this folder is. */
export async function withRecord(
  args: Args,
  io: Io,
  work: (at: AtRecord) => Promise<number>,
): Promise<number> {
  return withFolder(args, io, 'registrar', async (folder) => {
    const joined = await joinProceeding(folder, args.positionals[0] as string, undefined);
    if (!joined.ok)
      return fail(
        io,
        joined.error.code === 'cli/unreachable' ? EXIT.io : EXIT.failed,
        inLine(joined.error.message),
      );
    const { url, key } = joined.value;
    return withThreads(1, async ({ group }) => {
      const recording = new RemoteRecording({
        url,
        key,
        watched: watchFolderOf(folder, joined.value),
        blobs: blobFolderOf(folder, joined.value),
        seed: folder.seed,
        group,
        random: io.random,
      });
      const synced = await recording.sync();
      if (!synced.ok)
        return fail(
          io,
          synced.error.code === 'cli/unreachable' ? EXIT.io : EXIT.failed,
          inLine(synced.error.message),
        );
      const named = checkNamed(recording, folder);
      if (!named.ok) return fail(io, EXIT.failed, inLine(named.error.message));
      return work({ folder, recording, group, url });
    });
  });
}
