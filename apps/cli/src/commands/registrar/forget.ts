import { type Command, command } from '../../command.ts';
import { EXIT, fail, inLine, note } from '../../io.ts';
import { codeName, findCodes } from '../../registrar/codes.ts';
import { FOLDER_OPTIONS, folderHelp, withFolder } from '../keyholder/options.ts';

const HELP = `
Destroys the codes of a proceeding in this folder: when the result is declared they have done their work,
and whoever has them could tell who voted, and when. Letters, mail-merge files and copies of the
folder are yours to destroy.

Usage: hustings registrar forget URL --yes [OPTION…]

  --yes                  this cannot be undone: without it nothing is done
  --electorate ID        which electorate of the rule book, where it has several
${folderHelp('registrar')}

Example:
  hustings registrar forget https://vote.example.org/p/chair-2026 --yes
`;

export const forgetCommand: Command = command({
  name: 'registrar forget',
  help: HELP,
  shape: { flags: ['yes'], options: ['electorate', ...FOLDER_OPTIONS], positionals: ['URL'] },
  run: (args, io) =>
    withFolder(args, io, 'registrar', async (folder) => {
      const book = findCodes(folder, args.positionals[0] as string, args.text('electorate'));
      if (!book.ok) return fail(io, EXIT.failed, inLine(book.error.message));
      const { proceeding, electorate, members } = book.value;
      if (!args.has('yes'))
        return fail(io, EXIT.usage, `${members.length} codes would be destroyed`, ['say --yes']);
      folder.forget(codeName(proceeding, electorate));
      folder.forget(`mailed/${proceeding}/${electorate}`);
      folder.shred();
      io.stdout.write(`${proceeding}: ${members.length} codes destroyed\n`);
      note(io, 'letters, mail-merge files and copies of this folder are yours to destroy');
      return EXIT.ok;
    }),
});
