import { formatCosignerKey } from '@hustings/log';
import { type Command, command } from '../../command.ts';
import { EXIT, fail } from '../../io.ts';
import { readWitnessKey } from '../../witness/witness-key.ts';
import { witnessFolder } from './folder.ts';

const HELP = `
Prints the public key of a witness: what a server is told to ask it (hustings serve --witness),
and what a verifier is told to look for (hustings verify --witness).

Usage: hustings witness key [--data DIR]

  --data DIR   where the witness keeps its key and what it saw; ./witness

Examples:
  hustings witness key
  hustings verify record.zip --witness "$(hustings witness key)"
`;

export const keyCommand: Command = command({
  name: 'witness key',
  help: HELP,
  shape: { options: ['data'] },
  run: async (args, io) => {
    const folder = witnessFolder(args, io);
    const key = readWitnessKey(folder);
    if (key === undefined)
      return fail(io, EXIT.io, `there is no witness in ${JSON.stringify(folder)}`, [
        'hustings witness makes one when it is started',
      ]);
    io.stdout.write(`${formatCosignerKey(key)}\n`);
    return EXIT.ok;
  },
});
