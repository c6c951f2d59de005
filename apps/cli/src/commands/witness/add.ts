import type { Failure, Result } from '@hustings/base';
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from '@hustings/log';
import { wrong } from '../../args.ts';
import { type Command, command, misused } from '../../command.ts';
import { EXIT, fail, inLine } from '../../io.ts';
import { announcedKey, findLog } from '../../witness/find-log.ts';
import { WitnessStore } from '../../witness/witness-store.ts';
import { witnessFolder } from './folder.ts';

const HELP = `
Has a witness cosign for one more log, also while it runs.

Usage: hustings witness add LOG [--data DIR]

  LOG          the log's verifier key, as its owner publishes it, or the address of a proceeding,
               whose first entry names its key: that is printed, to be compared
  --data DIR   where the witness keeps its key and what it saw; ./witness

Examples:
  hustings witness add hustings/chair-2026+1a2b3c4d+AX…
  hustings witness add https://vote.example.org/p/chair-2026
`;

export const addCommand: Command = command({
  name: 'witness add',
  help: HELP,
  shape: { options: ['data'], positionals: ['LOG'] },
  run: async (args, io) => {
    const named = args.positionals[0] as string;
    const isAddress = /^https?:\/\/[^/]+/.test(named);
    const key = isAddress ? await keyAt(named.replace(/\/+$/, '')) : parseVerifierKey(named);
    if (!key.ok && isAddress) return fail(io, EXIT.io, inLine(key.error.message));
    if (!key.ok)
      return misused(
        io,
        'witness add',
        wrong(`"${named}" is not the key of a log: ${inLine(key.error.message)}`),
      );
    const text = formatVerifierKey(key.value);
    const folder = witnessFolder(args, io);
    if (!WitnessStore.isIn(folder))
      return fail(io, EXIT.io, `there is no witness in ${JSON.stringify(folder)}`, [
        'hustings witness makes one when it is started',
      ]);
    const store = new WitnessStore(folder);
    try {
      if (store.addLog(key.value, text)) {
        if (isAddress) io.stdout.write(`${text}\n`);
        return EXIT.ok;
      }
      return fail(io, EXIT.failed, `this witness knows ${key.value.name} with another key`, [
        'a log whose key changes is another log: a witness cannot vouch for both',
      ]);
    } finally {
      store.close();
    }
  },
});

async function keyAt(url: string): Promise<Result<VerifierKey, Failure>> {
  const read = await findLog(url);
  return read.ok ? announcedKey(read.value) : read;
}
