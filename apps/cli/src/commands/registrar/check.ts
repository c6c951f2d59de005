import { canonicalJson } from '@hustings/base';
import { type Command, command } from '../../command.ts';
import { EXIT, fail, inLine } from '../../io.ts';
import { findCodes } from '../../registrar/codes.ts';
import { findElectorate, publicHalves } from '../../registrar/make-roll.ts';
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
      const electorate = findElectorate(recording, args.text('electorate'));
      if (!electorate.ok) return fail(io, EXIT.failed, inLine(electorate.error.message));
      const book = findCodes(folder, url, electorate.value.id);
      if (!book.ok) return fail(io, EXIT.failed, inLine(book.error.message));
      const frozen = [...recording.docket.rolls.values()].filter(
        ({ act }) => act.electorate === electorate.value.id,
      );
      const last = frozen.at(-1)?.act;
      if (last === undefined) return fail(io, EXIT.failed, 'the roll has not been frozen yet');
      const halves = await publicHalves(group, book.value, electorate.value);
      if (!halves.ok) return fail(io, EXIT.failed, inLine(halves.error.message));
      const { sections, credentials, roll } = halves.value.handed;
      const isOurs =
        last.roll === roll &&
        canonicalJson(last.sections) === canonicalJson(sections) &&
        canonicalJson(last.credentials) === canonicalJson(credentials);
      if (!isOurs)
        return fail(
          io,
          EXIT.failed,
          'ALARM: the roll on the record is not the one that was handed in',
          ['somebody else made codes for it: say so in public, and send no codes'],
        );
      io.stdout.write(
        `${book.value.proceeding}: the roll on the record is ours, whole and unchanged\n`,
      );
      return EXIT.ok;
    }),
});
