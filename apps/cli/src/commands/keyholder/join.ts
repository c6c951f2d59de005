import { fingerprint } from '@hustings/ballot';
import { parseVerifierKey } from '@hustings/log';
import type { HolderRole } from '@hustings/record';
import { wrong } from '../../args.ts';
import { type Command, command, misused } from '../../command.ts';
import { EXIT, fail, inLine, note } from '../../io.ts';
import { joinProceeding } from '../../keyholder/joined.ts';
import { FOLDER_OPTIONS, folderHelp, withFolder } from './options.ts';

const HELP = (role: HolderRole): string => `
Joins a proceeding: from now on hustings ${role} run looks after it. The key that its log has today is
kept, and the log is held to it, and to every checkpoint that it shows, from then on.

Usage: hustings ${role} join URL [OPTION…]

  URL                    the address of the proceeding: https://vote.example.org/p/chair-2026
  --log-key KEY          the key that you know the log to have, by another way
${folderHelp(role)}

Example:
  hustings ${role} join https://vote.example.org/p/chair-2026
`;

export function holderJoinCommand(role: HolderRole): Command {
  return command({
    name: `${role} join`,
    help: HELP(role),
    shape: { options: ['log-key', ...FOLDER_OPTIONS], positionals: ['URL'] },
    run: async (args, io) => {
      const text = args.text('log-key');
      const logKey = text === undefined ? undefined : parseVerifierKey(text);
      if (logKey?.ok === false)
        return misused(io, `${role} join`, wrong(`--log-key: ${inLine(logKey.error.message)}`));
      return withFolder(args, io, role, async (folder) => {
        const joined = await joinProceeding(folder, args.positionals[0] as string, logKey?.value);
        if (!joined.ok)
          return fail(
            io,
            joined.error.code === 'cli/unreachable' ? EXIT.io : EXIT.failed,
            inLine(joined.error.message),
          );
        const { id, key } = joined.value;
        io.stdout.write(`${id}: joined\n`);
        note(io, `the words of its log: ${fingerprint(key.publicKey)}`);
        note(io, `next: hustings ${role} run`);
        return EXIT.ok;
      });
    },
  });
}
