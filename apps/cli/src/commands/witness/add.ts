import { parseVerifierKey } from '@hustings/log';
import { wrong } from '../../args.ts';
import { type Command, command, misused } from '../../command.ts';
import { EXIT, fail, inLine } from '../../io.ts';
import { WitnessStore } from '../../witness/witness-store.ts';
import { witnessFolder } from './folder.ts';

const HELP = `
Has a witness cosign for one more log, also while it runs.

Usage: hustings witness add KEY [--data DIR]

  KEY          the log's verifier key, as its owner publishes it
  --data DIR   where the witness keeps its key and what it saw; ./witness

Example:
  hustings witness add hustings/chair-2026+1a2b3c4d+AX…
`;

export const addCommand: Command = command({
  name: 'witness add',
  help: HELP,
  shape: { options: ['data'], positionals: ['KEY'] },
  run: async (args, io) => {
    const text = args.positionals[0] as string;
    const key = parseVerifierKey(text);
    if (!key.ok)
      return misused(
        io,
        'witness add',
        wrong(`"${text}" is not the key of a log: ${inLine(key.error.message)}`),
      );
    const folder = witnessFolder(args, io);
    if (!WitnessStore.isIn(folder))
      return fail(io, EXIT.io, `there is no witness in ${JSON.stringify(folder)}`, [
        'hustings witness makes one when it is started',
      ]);
    const store = new WitnessStore(folder);
    try {
      if (store.addLog(key.value, text)) return EXIT.ok;
      return fail(io, EXIT.failed, `this witness knows ${key.value.name} with another key`, [
        'a log whose key changes is another log: a witness cannot vouch for both',
      ]);
    } finally {
      store.close();
    }
  },
});
