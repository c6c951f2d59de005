import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, command } from '../command.ts';
import { dataFolder } from '../files/data-folder.ts';
import { EXIT, fail } from '../io.ts';
import { loadServer } from '../server-program.ts';

const HELP = `
Prints a new one-time link for the returning officer, whether or not the server is running.
Links given out before, and not used, stop working. Whoever may read the data folder can do
this: that is what being the server's operator means.

Usage: hustings link [--data DIR]

  --data DIR   where everything is kept; ./data, or HUSTINGS_DATA

Examples:
  hustings link
  hustings link --data /srv/hustings
`;

export const linkCommand: Command = command({
  name: 'link',
  help: HELP,
  shape: { options: ['data'] },
  run: async (args, io) => {
    const dataDir = dataFolder(args, io);
    if (!existsSync(join(dataDir, 'hustings.sqlite')))
      return fail(io, EXIT.io, `there is no Hustings data in ${JSON.stringify(dataDir)}`, [
        'name the folder with --data, or make one: hustings init',
      ]);
    const { newOfficerLink } = await loadServer();
    const link = await newOfficerLink(dataDir);
    if (!link.ok) return fail(io, EXIT.io, link.error.message);
    io.stdout.write(`${link.value}\n`);
    return EXIT.ok;
  },
});
