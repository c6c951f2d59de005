import type { HolderRole } from '@hustings/record';
import { wholeNumber } from '../../args.ts';
import { type Command, command, misused } from '../../command.ts';
import { goRounds, type Work } from '../../keyholder/rounds.ts';
import { readWorkers, WORKERS_HELP, withThreads } from '../../workers.ts';
import { FOLDER_OPTIONS, folderHelp, withFolder } from './options.ts';

const WHAT: Readonly<Record<'trustee' | 'mixer', string>> = {
  trustee: `Does what a trustee has to do in every proceeding that it joined: makes the key of a poll with the
other trustees, and after the poll has closed checks everything itself (the log against every
checkpoint that it ever saw, every ballot, the weeding, every mix) and publishes its share of the
decryption. Where anything is wrong it publishes nothing, says what was found, and ends with 1. Before
the first share it says how many papers are to be opened, and where they are few it waits for your yes.`,
  mixer: `Does what a mixer has to do in every proceeding that it joined: when a poll has closed and its turn has
come, it checks everything itself (the log against every checkpoint that it ever saw, every ballot,
the weeding, every mix before it), shuffles every pool, and proves it. Where anything is wrong it
shuffles nothing, says what was found, and ends with 1.`,
};

const SMALL = `  --open-small           decrypt papers even where they are fewer than the poll wants revealed together
`;

const HELP = (role: 'trustee' | 'mixer'): string => `
${WHAT[role]}

Usage: hustings ${role} run [OPTION…]

  --once                 do what can be done now, and end
  --every N              seconds between two looks: 10
${role === 'trustee' ? SMALL : ''}${folderHelp(role)}
${WORKERS_HELP}

It may be stopped, or killed, at any moment, and started again: it goes on where it was. It ends by
itself when nothing is left to do.

Example:
  hustings ${role} run
`;

export function holderRunCommand(role: HolderRole & ('trustee' | 'mixer'), work: Work): Command {
  return command({
    name: `${role} run`,
    help: HELP(role),
    shape: {
      flags: role === 'trustee' ? ['once', 'open-small'] : ['once'],
      options: ['every', 'workers', ...FOLDER_OPTIONS],
    },
    run: async (args, io) => {
      const every = wholeNumber(args, 'every', 1, 86_400);
      if (!every.ok) return misused(io, `${role} run`, every);
      const workers = readWorkers(args);
      if (!workers.ok) return misused(io, `${role} run`, workers);
      return withFolder(args, io, role, (folder) =>
        withThreads(workers.value, (threads) =>
          goRounds(io, {
            folder,
            // The numbers of a mix may meet the faster kernel; a share of a key never does.
            group: role === 'mixer' ? threads.fast.group : threads.group,
            every: every.value ?? 10,
            once: args.has('once'),
            asked: { openSmall: args.has('open-small') },
            work,
          }),
        ),
      );
    },
  });
}
