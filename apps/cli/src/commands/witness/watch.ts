import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { err, type Failure, ok, type Result } from '@hustings/base';
import { parseVerifierKey, type VerifierKey } from '@hustings/log';
import { type Args, type UsageError, wholeNumber, wrong } from '../../args.ts';
import { type Command, command, misused } from '../../command.ts';
import { EXIT, fail, type Io, inLine, note } from '../../io.ts';
import { entries } from '../../witness/entries.ts';
import { announcedKey, findLog } from '../../witness/find-log.ts';
import { WatchFolder } from '../../witness/watch-folder.ts';
import { type Look, type ReadFile, WatchedLog } from '../../witness/watched-log.ts';

const HELP = `
Follows a log: keeps every checkpoint that it shows, builds its tree, and sounds the alarm when
what it shows now contradicts what it showed before. Anybody can do this, for any log of the kind
C2SP tlog-tiles; nobody has to be asked.

Usage: hustings witness watch URL [OPTION…]

  URL             a proceeding's address (https://vote.example.org/p/chair-2026), or that of any
                  log that has a file "checkpoint" there
  --keep DIR      where what was seen is kept, a folder for each log; ./watch
  --log-key KEY   the key that you know the log to have; without it, the one that its first
                  entry names is believed the first time, and held to from then on
  --every N       seconds between two looks: 60
  --once          look once

A fork ends it with exit code 1: the evidence, two checkpoints that the log signed and the hashes
between them, is in a file that anyone can check (hustings witness evidence FILE). So does a log
that goes back. A log that cannot be reached is tried again.

Examples:
  hustings witness watch https://vote.example.org/p/chair-2026
  hustings witness watch https://vote.example.org/p/chair-2026 --once
`;

export const watchCommand: Command = command({
  name: 'witness watch',
  help: HELP,
  shape: { flags: ['once'], options: ['keep', 'log-key', 'every'], positionals: ['URL'] },
  run: async (args, io) => {
    const wanted = readOptions(args);
    if (!wanted.ok) return misused(io, 'witness watch', wanted);
    const { url, every, logKey } = wanted.value;
    const folder = new WatchFolder(resolve(io.cwd, args.text('keep') ?? 'watch', folderName(url)));
    const read = await findLog(url);
    if (!read.ok) return fail(io, EXIT.io, inLine(read.error.message));
    const key = await keyOf(folder, logKey, read.value);
    if (!key.ok) return fail(io, EXIT.failed, inLine(key.error.message));
    const log = new WatchedLog(key.value, read.value, folder.kept(key.value), folder);
    const stop = new AbortController();
    const release = io.onStop(async () => {
      stop.abort();
      return EXIT.ok;
    });
    try {
      for (;;) {
        const code = await lookOnce(io, log, folder);
        if (code === EXIT.failed || args.has('once')) return code;
        await wait(every * 1000, undefined, { signal: stop.signal }).catch(() => undefined);
        if (stop.signal.aborted) return EXIT.ok;
      }
    } finally {
      release();
    }
  },
});

interface Wanted {
  readonly url: string;
  readonly every: number;
  readonly logKey: VerifierKey | undefined;
}

function readOptions(args: Args): Result<Wanted, UsageError> {
  const url = (args.positionals[0] as string).replace(/\/+$/, '');
  if (!/^https?:\/\/[^/]+/.test(url)) return wrong(`"${url}" is no address of a log`);
  const every = wholeNumber(args, 'every', 1, 86_400);
  if (!every.ok) return every;
  const text = args.text('log-key');
  const logKey = text === undefined ? undefined : parseVerifierKey(text);
  if (logKey?.ok === false) return wrong(`--log-key: ${inLine(logKey.error.message)}`);
  return ok({ url, every: every.value ?? 60, logKey: logKey?.value });
}

function folderName(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/[^A-Za-z0-9.-]+/g, '_');
}

/** Looks, tells, and gives the exit code that it would end with. */
async function lookOnce(io: Io, log: WatchedLog, folder: WatchFolder): Promise<number> {
  const look = await log.look();
  if (!look.ok) {
    note(io, inLine(look.error.message));
    // What cannot be reached is nobody's fault; what contradicts a signature is somebody's.
    return look.error.code === 'cli/unreachable' ? EXIT.io : reportBroken(io);
  }
  return told(io, look.value, folder);
}

function reportBroken(io: Io): number {
  note(io, 'ALARM: the log does not show what it must show');
  return EXIT.failed;
}

function told(io: Io, look: Look, folder: WatchFolder): number {
  switch (look.kind) {
    case 'same':
      return EXIT.ok;
    case 'grown':
      io.stdout.write(`${new Date(io.now()).toISOString()} ${entries(look.size)}\n`);
      return EXIT.ok;
    case 'fork': {
      const path = folder.keepEvidence(`fork-${io.now()}`, look.evidence);
      return fail(io, EXIT.failed, 'ALARM: the log forked: it signed two histories', [
        `the evidence is in ${path}; publish it`,
        `hustings witness evidence ${path}`,
      ]);
    }
    case 'shrunk': {
      const path = folder.keepEvidence(`shrunk-${io.now()}`, look.evidence);
      return fail(
        io,
        EXIT.failed,
        `ALARM: the log went back from ${entries(look.from)} to ${look.size}`,
        [`the evidence is in ${path}`, `hustings witness evidence ${path}`],
      );
    }
  }
}

/** The key given, the one held to since the first look, or the one that the log's first entry names. */
async function keyOf(
  folder: WatchFolder,
  given: VerifierKey | undefined,
  read: ReadFile,
): Promise<Result<VerifierKey, Failure>> {
  const held = folder.key;
  if (held !== undefined) {
    if (given === undefined || (given.id === held.id && given.name === held.name)) return ok(held);
    return unknown('What is kept of this log is signed with another key than the one you gave.');
  }
  const key = given === undefined ? await announcedKey(read) : ok(given);
  if (key.ok) folder.keepKey(key.value);
  return key;
}

function unknown(message: string): Result<never, Failure> {
  return err({ code: 'cli/log-key-unknown', message });
}
