import { commands, type Listed } from './commands.ts';
import { EXIT, fail, type Io } from './io.ts';
import { carriedFailure, machineFault } from './machine-fault.ts';
import { nearest } from './nearest.ts';
import { Trouble } from './trouble.ts';
import { version } from './version.ts';

const HELP = `Hustings runs a leadership contest so that everyone who loses can check that they lost.

Usage: hustings COMMAND [OPTION…]

${commands.map((c) => `  ${c.name.padEnd(10)} ${c.summary}`).join('\n')}

Start here:
  hustings replay labour-2016 --scale 1000 --out labour   play a real contest, into a folder
  hustings verify labour                                  check everything about it
  hustings show labour                                    read what happened
  hustings serve                                          run your own, in a browser

  hustings COMMAND --help    what a command does, with examples
  hustings --version         which version this is

Answers go to standard output, everything else to standard error. Exit codes: 0 done,
1 a check or the command failed, 2 wrong usage, 3 a file or the disk was in the way.
`;

/** The whole program: finds the command, runs it, and turns what goes wrong into a sentence and a code. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) {
    io.stderr.write(HELP);
    return EXIT.usage;
  }
  if (name === '--help' || name === '-h') return answer(io, HELP);
  if (name === '--version') return answer(io, `hustings ${version()}\n`);
  if (name === 'help') return help(rest[0], io);
  const command = find(name);
  if (command === undefined) return unknown(name, io);
  try {
    return await (await command.load()).run(rest, io);
  } catch (error) {
    if (error instanceof Trouble) return fail(io, EXIT.io, error.message, error.hints);
    const fault = machineFault(error) ?? carriedFailure(error)?.message;
    if (fault !== undefined) return fail(io, EXIT.io, fault);
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    io.stderr.write(`${stack}\n`);
    return fail(io, EXIT.failed, 'something went wrong inside Hustings; this is a fault of ours', [
      'please report it with the lines above (SECURITY.md says how, if it might be exploited)',
    ]);
  }
}

function find(name: string): Listed | undefined {
  return commands.find((command) => command.name === name);
}

async function help(name: string | undefined, io: Io): Promise<number> {
  if (name === undefined) return answer(io, HELP);
  const command = find(name);
  return command === undefined ? unknown(name, io) : answer(io, (await command.load()).help);
}

function unknown(name: string, io: Io): number {
  const meant = nearest(name, [...commands.map((c) => c.name), 'help']);
  const what = name.startsWith('-')
    ? `there is no option ${name}`
    : `there is no command "${name}"`;
  return fail(io, EXIT.usage, what, [
    ...(meant === undefined ? [] : [`did you mean "${meant}"?`]),
    'hustings --help lists the commands',
  ]);
}

function answer(io: Io, text: string): number {
  io.stdout.write(text);
  return EXIT.ok;
}
