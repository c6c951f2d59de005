import type { Command } from '../../command.ts';
import { EXIT, fail } from '../../io.ts';
import { nearest } from '../../nearest.ts';

/** A command that is a word and then another: `hustings trustee key`. */
export function partsCommand(
  name: string,
  help: string,
  parts: Readonly<Record<string, Command>>,
): Command {
  const text = help.trimStart();
  return {
    help: text,
    run: async (given, io) => {
      const [word = '', ...rest] = given;
      const part = Object.hasOwn(parts, word) ? parts[word] : undefined;
      if (part !== undefined) return part.run(rest, io);
      if (word === '--help' || word === '-h') {
        io.stdout.write(text);
        return EXIT.ok;
      }
      const meant = nearest(word, Object.keys(parts));
      return fail(
        io,
        EXIT.usage,
        word === '' ? `hustings ${name} needs one more word` : `there is no "${name} ${word}"`,
        [
          ...(meant === undefined ? [] : [`did you mean "${name} ${meant}"?`]),
          `hustings ${name} --help`,
        ],
      );
    },
  };
}
