import { fingerprint } from '@hustings/ballot';
import { fromHex } from '@hustings/base';
import type { HolderRole } from '@hustings/record';
import { wrong } from '../../args.ts';
import { type Command, command, misused } from '../../command.ts';
import { EXIT, type Io, note } from '../../io.ts';
import { HolderFolder } from '../../keyholder/holder-folder.ts';
import { readPassphrase } from '../../keyholder/passphrase.ts';
import { Trouble } from '../../trouble.ts';
import { FOLDER_OPTIONS, folderHelp, folderPath, openFolder } from './options.ts';

const HELP = (role: HolderRole): string => `
Makes the key of a ${role}, once, and prints the line that the returning officer pastes: role, id,
public key, name. The words of the key are for the telephone: who has other words has another key.

Usage: hustings ${role} key [--name NAME] [--id ID] [--ask] [OPTION…]

  --name NAME            what people call you: "Ann Lee"; needed the first time
  --id ID                what the record calls you; made of the name where left out
  --ask                  ask for a passphrase at the terminal, for a new key
${folderHelp(role)}

Examples:
  hustings ${role} key --name "Ann Lee"
  HUSTINGS_PASSPHRASE="correct horse battery staple" hustings ${role} key
`;

/** `hustings trustee key`, `hustings mixer key`, `hustings registrar key`. */
export function holderKeyCommand(role: HolderRole): Command {
  return command({
    name: `${role} key`,
    help: HELP(role),
    shape: { flags: ['ask'], options: ['name', 'id', ...FOLDER_OPTIONS] },
    run: async (args, io) => {
      const path = folderPath(args, io, role);
      if (HolderFolder.isIn(path)) {
        const folder = await openFolder(args, io, role);
        tell(io, folder);
        folder.close();
        return EXIT.ok;
      }
      const name = (args.text('name') ?? '').trim().replace(/\s+/g, ' ');
      const id = args.text('id') ?? idOf(name);
      if (name === '' || name.length > 200)
        return misused(io, `${role} key`, wrong(`a new ${role} needs a name: --name "Ann Lee"`));
      if (!/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(id))
        return misused(
          io,
          `${role} key`,
          wrong(`"${id}" cannot be an id: small letters, figures and hyphens`, ['--id ann-lee']),
        );
      const passphrase = args.has('ask') ? await askTwice(io) : await readPassphrase(args, io);
      const folder = HolderFolder.create(path, { role, id, name }, passphrase, io.random);
      tell(io, folder);
      if (passphrase === undefined)
        note(io, `no passphrase was given: whoever can read ${JSON.stringify(path)} has the key`);
      folder.close();
      return EXIT.ok;
    },
  });
}

async function askTwice(io: Io): Promise<string> {
  if (io.ask === undefined)
    throw new Trouble('there is no terminal to ask for a passphrase', [
      'give it with --passphrase-file FILE, or in HUSTINGS_PASSPHRASE',
    ]);
  const first = await io.ask('A passphrase for this key: ');
  if (first === '') throw new Trouble('a passphrase cannot be empty');
  if ((await io.ask('Once more: ')) !== first) throw new Trouble('the two were not the same');
  return first;
}

function tell(io: Io, folder: HolderFolder): void {
  io.stdout.write(`${folder.line}\n`);
  note(io, `its words: ${fingerprint(fromHex(folder.holder.key) ?? new Uint8Array())}`);
}

/** `Ann O’Hara` → `ann-o-hara`. */
function idOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '');
}
