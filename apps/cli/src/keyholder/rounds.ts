/**
 * What the programs of trustees and mixers have in common: they look at every proceeding that they joined, do
 * what is due, say what is awaited, and look again, until nothing is left for them to do. What a
 * server refuses, or a network loses, is tried again; what is wrong with a record ends it.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { type Failure, ok, type Result } from '@hustings/base';
import type { Conduct } from '@hustings/record';
import type { Group } from '@hustings/ristretto';
import { EXIT, fail, type Io, inLine, note } from '../io.ts';
import { Progress } from '../progress.ts';
import type { HolderFolder } from './holder-folder.ts';
import { blobFolderOf, type Joined, joinedIn, watchFolderOf } from './joined.ts';
import { DATED_AHEAD, REFUSED, RemoteRecording } from './remote-recording.ts';

/** Where one proceeding stands for a keyholder after a round. */
export interface Stand {
  /** Nothing is left for it to do there. */
  readonly isDone: boolean;
  /** What is awaited, or has been done, in a sentence. */
  readonly text: string;
}

export type RemoteConduct = Conduct<RemoteRecording>;
export type Work = (
  conduct: RemoteConduct,
  folder: HolderFolder,
  tell: (line: string) => void,
  asked: Asked,
) => Promise<Result<Stand, Failure>>;

/** What the keyholder has said yes to at the terminal. */
export interface Asked {
  /** Opening papers that are fewer than the poll's manifest wants revealed together. */
  readonly openSmall: boolean;
}

export interface Rounds {
  readonly folder: HolderFolder;
  readonly group: Group;
  /** Seconds between two looks. */
  readonly every: number;
  /** Look once. */
  readonly once: boolean;
  readonly asked: Asked;
  readonly work: Work;
}

interface Place {
  readonly joined: Joined;
  readonly conduct: RemoteConduct;
  said: string;
  isDone: boolean;
}

export async function goRounds(io: Io, rounds: Rounds): Promise<number> {
  const { folder, group, every, once, work, asked } = rounds;
  const { role } = folder.holder;
  const progress = new Progress(io);
  const places = joinedIn(folder).map((joined): Place => {
    const recorder = new RemoteRecording({
      url: joined.url,
      key: joined.key,
      watched: watchFolderOf(folder, joined),
      blobs: blobFolderOf(folder, joined),
      seed: folder.seed,
      group,
      random: io.random,
    });
    const conduct = { recorder, group, random: io.random, now: () => '', progress: progress.show };
    return { joined, conduct, said: '', isDone: false };
  });
  if (places.length === 0)
    return fail(io, EXIT.failed, `this ${role} has joined no proceeding`, [
      `hustings ${role} join https://vote.example.org/p/chair-2026`,
    ]);
  const stop = new AbortController();
  const release = io.onStop(async () => {
    stop.abort();
    return EXIT.ok;
  });
  try {
    for (;;) {
      let isReached = true;
      for (const place of places.filter((p) => !p.isDone)) {
        const done = await oneRound(io, place, folder, { work, asked });
        if (done.ok) continue;
        if (isFinal(done.error))
          return fail(io, EXIT.failed, `${place.joined.id}: ${inLine(done.error.message)}`, [
            `this ${role} goes on with nothing: ask others what they see, and compare`,
            `the reason has a code: ${done.error.code}`,
          ]);
        isReached = false;
        say(io, place, done.error.message);
      }
      if (places.every((p) => p.isDone)) return EXIT.ok;
      if (once) return isReached ? EXIT.ok : EXIT.io;
      await wait(every * 1000, undefined, { signal: stop.signal }).catch(() => undefined);
      if (stop.signal.aborted) return EXIT.ok;
    }
  } finally {
    progress.end();
    release();
  }
}

async function oneRound(
  io: Io,
  place: Place,
  folder: HolderFolder,
  { work, asked }: Pick<Rounds, 'work' | 'asked'>,
): Promise<Result<void, Failure>> {
  const { conduct, joined } = place;
  const synced = await conduct.recorder.sync();
  if (!synced.ok) return synced;
  const tell = (line: string) => io.stdout.write(`${joined.id}: ${line}\n`);
  const stand = await work(conduct, folder, tell, asked);
  if (!stand.ok) return stand;
  place.isDone = stand.value.isDone;
  say(io, place, stand.value.text);
  return ok(undefined);
}

/** Once, until there is something else to say. */
function say(io: Io, place: Place, text: string): void {
  if (text === place.said) return;
  place.said = text;
  note(io, `${place.joined.id}: ${text}`);
}

/** What another look might change: a network, a log that went on, a step that somebody else was quicker with. */
function isFinal({ code }: Failure): boolean {
  return (
    code === REFUSED ||
    !(
      code === 'cli/unreachable' ||
      code === DATED_AHEAD ||
      code.startsWith('order/') ||
      code.startsWith('rule/')
    )
  );
}
