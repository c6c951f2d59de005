import { type Args, readArgs, type Shape, type UsageError } from './args.ts';
import { EXIT, fail, type Io } from './io.ts';

export interface Command {
  /** What `hustings NAME --help` prints: it teaches, with examples that work. */
  readonly help: string;
  readonly run: (args: readonly string[], io: Io) => Promise<number>;
}

/** A command whose arguments are read before it runs, and which answers `--help`. */
export function command(about: {
  readonly name: string;
  readonly help: string;
  readonly shape: Shape;
  readonly run: (args: Args, io: Io) => Promise<number>;
}): Command {
  const { name, shape } = about;
  const help = about.help.trimStart();
  return {
    help,
    run: async (given, io) => {
      const args = readArgs(given, shape);
      if (!args.ok) return misused(io, name, args);
      if (args.value.has('help')) {
        io.stdout.write(help);
        return EXIT.ok;
      }
      return about.run(args.value, io);
    },
  };
}

/** Says what was wrong with the command line and where to read how it is meant. */
export function misused(io: Io, name: string, { error }: { readonly error: UsageError }): number {
  return fail(io, EXIT.usage, error.message, [...error.hints, `hustings ${name} --help`]);
}
