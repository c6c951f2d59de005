import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { count } from '@hustings/server/words';
import { type Command, command } from '../../command.ts';
import { EXIT, fail, inLine, note } from '../../io.ts';
import { findCodes } from '../../registrar/codes.ts';
import { lettersHtml, lettersText, mergeCsv } from '../../registrar/letters.ts';
import { FOLDER_OPTIONS, folderHelp, withFolder } from '../keyholder/options.ts';

const HELP = `
Writes the codes out for printing: letters.html (a page for each member), letters.txt, and codes.csv for
mail merge. The files hold every code in clear: print them, and destroy them.

Usage: hustings registrar letters URL --out DIR [OPTION…]

  --out DIR              a new folder
  --electorate ID        which electorate of the rule book, where it has several
${folderHelp('registrar')}

Example:
  hustings registrar letters https://vote.example.org/p/chair-2026 --out letters
`;

export const lettersCommand: Command = command({
  name: 'registrar letters',
  help: HELP,
  shape: { options: ['out', 'electorate', ...FOLDER_OPTIONS], positionals: ['URL'] },
  run: (args, io) =>
    withFolder(args, io, 'registrar', async (folder) => {
      const out = args.text('out');
      if (out === undefined)
        return fail(io, EXIT.usage, 'say where to write the letters: --out DIR', [
          'hustings registrar letters --help',
        ]);
      const book = findCodes(folder, args.positionals[0] as string, args.text('electorate'));
      if (!book.ok) return fail(io, EXIT.failed, inLine(book.error.message));
      const dir = resolve(io.cwd, out);
      mkdirSync(dir, { mode: 0o700 });
      const write = (name: string, text: string) =>
        writeFileSync(join(dir, name), text, { mode: 0o600, flag: 'wx' });
      write('letters.html', lettersHtml(book.value));
      write('letters.txt', lettersText(book.value));
      write('codes.csv', mergeCsv(book.value));
      io.stdout.write(`${count(book.value.members.length, 'letter')} in ${dir}\n`);
      note(io, 'these files hold every code in clear: print them, and destroy them');
      return EXIT.ok;
    }),
});
