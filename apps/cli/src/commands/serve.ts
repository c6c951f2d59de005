import { ok, type Result } from '@hustings/base';
import { parseCosignerKey } from '@hustings/log';
import type { RunningServer, ServerOptions, Witness } from '@hustings/server';
import { type Args, type UsageError, wholeNumber, wrong } from '../args.ts';
import { type Command, command, misused } from '../command.ts';
import { dataFolder } from '../files/data-folder.ts';
import { EXIT, fail, type Io, note } from '../io.ts';
import { carriedFailure } from '../machine-fault.ts';
import { loadServer } from '../server-program.ts';
import { readWorkers, WORKERS_HELP } from '../workers.ts';

const HELP = `
Serves Hustings: pages, ballots, mail, everything in one process.

Usage: hustings serve [OPTION…]

  --data DIR        where everything is kept; ./data, or HUSTINGS_DATA
  --port N          3000, or PORT; when 3000 is taken and none was asked for, the next free one
  --host ADDRESS    127.0.0.1 (this machine only), or HOST; 0.0.0.0 lets others in
  --url URL         how people reach it, for the links in mails, or HUSTINGS_URL:
                    https://vote.example.org
  --smtp URL        the mail server, or SMTP_URL: smtps://user:password@mail.example.org
                    without one, mails are kept on the page "Outbox", to be read there
  --mail-from NAME  the sender, or MAIL_FROM: "Returning officer <officer@example.org>"
  --witness KEY,URL asked to cosign every checkpoint of a contest, or HUSTINGS_WITNESSES (with spaces
                    between them); may be repeated: "$(hustings witness key),https://w.example.org"
  --trust-proxy     a proxy in front of it says who is asking (X-Forwarded-For)
  --log LEVEL       a line of JSON on standard output for every request: info, warn, error
  --no-replay       do not build the replay of the 2016 contest
${WORKERS_HELP}

It prints its address and, until a returning officer has signed in, a link that signs one in,
once. Ctrl-C ends it; nothing that was acknowledged is lost however it ends.

Examples:
  hustings serve
  hustings serve --data /srv/hustings --host 0.0.0.0 --url https://vote.example.org
  PORT=8080 hustings serve
`;

const USUAL_PORT = 3000;
const TRIES = 10;
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];

export const serveCommand: Command = command({
  name: 'serve',
  help: HELP,
  shape: {
    flags: ['trust-proxy', 'no-replay'],
    options: ['data', 'port', 'host', 'url', 'smtp', 'mail-from', 'log', 'workers'],
    repeated: ['witness'],
  },
  run: async (args, io) => {
    const options = readOptions(args, io);
    if (!options.ok) return misused(io, 'serve', options);
    const { startServer } = await loadServer();
    let server: RunningServer;
    try {
      server = await startOn(io, startServer, options.value);
    } catch (error) {
      const fault = carriedFailure(error);
      if (fault === undefined) throw error;
      return fail(io, EXIT.io, fault.message, hintsFor(fault.code));
    }
    io.stdout.write(`Hustings is at ${server.url}\n`);
    io.stdout.write(
      server.officerLink === undefined
        ? 'The returning officer has signed in before; for a new link: npx hustings link\n'
        : `The returning officer signs in with this link, once: ${server.officerLink}\n`,
    );
    return stopped(io, server);
  },
});

interface Wanted {
  readonly options: Omit<ServerOptions, 'port'>;
  /** Undefined: the usual one, or the next that is free. */
  readonly port: number | undefined;
}

function readOptions(args: Args, io: Io): Result<Wanted, UsageError> {
  const { env } = io;
  const port = readPort(args, env.PORT);
  if (!port.ok) return port;
  const workers = readWorkers(args);
  if (!workers.ok) return workers;
  const publicUrl = args.text('url') || env.HUSTINGS_URL;
  if (publicUrl && !/^https?:\/\/[^/]+/.test(publicUrl))
    return wrong(`"${publicUrl}" is no address that people could reach`, [
      'it begins with https:// (or http://)',
    ]);
  const smtpUrl = args.text('smtp') || env.SMTP_URL;
  if (smtpUrl && !/^smtps?:\/\/[^/]+/.test(smtpUrl))
    return wrong('the mail server is given as smtp://… or smtps://…');
  const mailFrom = args.text('mail-from') || env.MAIL_FROM;
  const witnesses = readWitnesses(args, env.HUSTINGS_WITNESSES);
  if (!witnesses.ok) return witnesses;
  const level = args.text('log') || env.HUSTINGS_LOG;
  if (level && !LEVELS.includes(level))
    return wrong(`there is no log level "${level}"`, [`the levels are ${LEVELS.join(', ')}`]);
  return ok({
    port: port.value,
    options: {
      dataDir: dataFolder(args, io),
      host: args.text('host') || env.HOST || '127.0.0.1',
      trustProxy: args.has('trust-proxy'),
      replay: !args.has('no-replay'),
      now: () => new Date(io.now()),
      random: io.random,
      witnesses: witnesses.value,
      notice: (message) => note(io, message),
      ...(publicUrl ? { publicUrl } : {}),
      ...(smtpUrl ? { smtpUrl } : {}),
      ...(mailFrom ? { mailFrom } : {}),
      ...(workers.value === undefined ? {} : { workers: workers.value }),
      ...(level ? { log: { level } } : {}),
    },
  });
}

function readWitnesses(
  args: Args,
  fromEnv: string | undefined,
): Result<readonly Witness[], UsageError> {
  const given = args.all('witness');
  const texts = given.length > 0 ? given : (fromEnv ?? '').split(/\s+/).filter((t) => t !== '');
  const witnesses: Witness[] = [];
  for (const text of texts) {
    const [, vkey = '', url = ''] = /^(\S+),(https?:\/\/[^\s/]\S*)$/.exec(text) ?? [];
    const key = parseCosignerKey(vkey);
    if (!key.ok)
      return wrong(`"${text}" is not the key of a witness, a comma and its address`, [
        'the witness prints its key: hustings witness key',
      ]);
    witnesses.push({ key: key.value, url: url.replace(/\/+$/, '') });
  }
  return ok(witnesses);
}

function readPort(args: Args, fromEnv: string | undefined): Result<number | undefined, UsageError> {
  const given = wholeNumber(args, 'port', 0, 65_535);
  if (!given.ok || given.value !== undefined || !fromEnv) return given;
  const port = /^\d{1,5}$/.test(fromEnv) ? Number(fromEnv) : Number.NaN;
  return port <= 65_535 ? ok(port) : wrong(`PORT is "${fromEnv}", which is no port`);
}

/** Starts on the port asked for; where none was, on the first free one from the usual on. */
async function startOn(
  io: Io,
  startServer: (options: ServerOptions) => Promise<RunningServer>,
  { options, port }: Wanted,
): Promise<RunningServer> {
  if (port !== undefined) return startServer({ ...options, port });
  for (let next = USUAL_PORT; ; next++) {
    try {
      return await startServer({ ...options, port: next });
    } catch (error) {
      const isTaken = carriedFailure(error)?.code === 'server/port-in-use';
      if (!isTaken || next === USUAL_PORT + TRIES - 1) throw error;
      note(io, `port ${next} is taken; trying ${next + 1}`);
    }
  }
}

function hintsFor(code: string): readonly string[] {
  if (code === 'server/port-in-use') return ['hustings serve --port 0 takes any that is free'];
  if (code === 'store/in-use') return ['hustings serve --data DIR serves another folder'];
  return [];
}

/** Serves until it is told to stop, and then ends what is under way. */
function stopped(io: Io, server: RunningServer): Promise<number> {
  const { promise, resolve: end, reject } = Promise.withResolvers<number>();
  io.onStop(async () => {
    note(io, 'stopping');
    try {
      await server.close();
    } catch (error) {
      reject(error);
      return EXIT.failed;
    }
    end(EXIT.ok);
    return EXIT.ok;
  });
  return promise;
}
