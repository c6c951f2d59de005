import { type Command, command } from '../../command.ts';
import { EXIT, fail, type Io, inLine } from '../../io.ts';
import { findCodes } from '../../registrar/codes.ts';
import { isOnRecord } from '../../registrar/make-roll.ts';
import { FOLDER_OPTIONS, folderHelp } from '../keyholder/options.ts';
import { withRecord } from './with-record.ts';

const HELP = `
Checks that the roll on the record is the one that this registrar handed in, credential for credential:
that nobody was added, left out or exchanged. Do it when the roll has been frozen, before the codes are
sent, and say so in public if it is not.

Usage: hustings registrar check URL [OPTION…]

  --electorate ID        which electorate of the rule book, where it has several
${folderHelp('registrar')}

Example:
  hustings registrar check https://vote.example.org/p/chair-2026
`;

export const checkCommand: Command = command({
  name: 'registrar check',
  help: HELP,
  shape: { options: ['electorate', ...FOLDER_OPTIONS], positionals: ['URL'] },
  run: (args, io) =>
    withRecord(args, io, async ({ folder, recording, group, url }) => {
      const book = findCodes(folder, url, args.text('electorate'));
      if (!book.ok) return fail(io, EXIT.failed, inLine(book.error.message));
      const isOurs = await isOnRecord(recording, group, book.value);
      if (!isOurs.ok) return fail(io, EXIT.failed, inLine(isOurs.error.message));
      if (isOurs.value === undefined)
        return fail(io, EXIT.failed, 'the roll has not been frozen yet');
      if (!isOurs.value) return notOurs(io);
      io.stdout.write(
        `${book.value.proceeding}: the roll on the record is ours, whole and unchanged\n`,
      );
      return EXIT.ok;
    }),
});

/** What is said where the record has another roll. */
export function notOurs(io: Io): number {
  return fail(io, EXIT.failed, 'ALARM: the roll on the record is not the one that was handed in', [
    'somebody else made codes for it: say so in public, and send no codes',
  ]);
}
