import { resolve } from 'node:path';
import { count } from '@hustings/server/words';
import { type Command, command } from '../../command.ts';
import { readBytes } from '../../files/read-bytes.ts';
import { EXIT, fail, inLine, note } from '../../io.ts';
import { findCodes, keepCodes } from '../../registrar/codes.ts';
import {
  findElectorate,
  handInRoll,
  makeCodes,
  publicHalves,
  readMembers,
} from '../../registrar/make-roll.ts';
import { FOLDER_OPTIONS, folderHelp } from '../keyholder/options.ts';
import { withRecord } from './with-record.ts';

const HELP = `
Makes a voting code for every member, keeps the codes sealed in the registrar's folder, and hands in
their public halves: section by section, in an order that tells nothing, without names. The returning
officer then freezes the roll. Done again, it hands in the same codes.

Usage: hustings registrar roll URL MEMBERS.csv [OPTION…]

  URL                    the address of the proceeding: https://vote.example.org/p/chair-2026
  MEMBERS.csv            name, email, member number, section: the file that the officer imports, too
  --electorate ID        which electorate of the rule book, where it has several
  --again                new codes, in place of those that were made before (until the roll is frozen)
${folderHelp('registrar')}

Examples:
  hustings registrar roll https://vote.example.org/p/chair-2026 members.csv
  hustings registrar letters https://vote.example.org/p/chair-2026 --out letters
`;

export const rollCommand: Command = command({
  name: 'registrar roll',
  help: HELP,
  shape: {
    flags: ['again'],
    options: ['electorate', ...FOLDER_OPTIONS],
    positionals: ['URL', 'MEMBERS.csv'],
  },
  run: (args, io) =>
    withRecord(args, io, async ({ folder, recording, group, url }) => {
      const electorate = findElectorate(recording, args.text('electorate'));
      if (!electorate.ok) return fail(io, EXIT.failed, inLine(electorate.error.message));
      const bytes = await readBytes(resolve(io.cwd, args.positionals[1] as string));
      const reading = readMembers(recording, electorate.value, bytes);
      if (!reading.ok) return fail(io, EXIT.failed, inLine(reading.error.message));
      const { accepted, refused } = reading.value;
      for (const { line, reason } of refused) note(io, `line ${line} is left out: ${reason}`);
      const isFrozen = Object.values(recording.state.rolls).some(
        (r) => r.electorate === electorate.value.id,
      );
      if (isFrozen)
        return fail(io, EXIT.failed, 'this roll is frozen: its codes cannot be changed any more');
      const before = findCodes(folder, url, electorate.value.id);
      const book =
        before.ok && !args.has('again')
          ? before.value
          : makeCodes(recording, electorate.value, reading.value, url, io.random);
      if (before.ok && !args.has('again') && before.value.members.length !== accepted.length)
        return fail(
          io,
          EXIT.failed,
          `codes were made for ${count(before.value.members.length, 'member')}, and the file has ${accepted.length}`,
          ['--again makes new codes for all; letters with the old ones are worth nothing then'],
        );
      // Before anything of them leaves the machine.
      keepCodes(folder, book);
      const halves = await publicHalves(group, book, electorate.value);
      if (!halves.ok) return fail(io, EXIT.failed, inLine(halves.error.message));
      const sent = await handInRoll(recording, folder, url, halves.value);
      if (!sent.ok)
        return fail(
          io,
          sent.error.code === 'cli/unreachable' ? EXIT.io : EXIT.failed,
          inLine(sent.error.message),
        );
      io.stdout.write(
        `${book.proceeding}: ${count(book.members.length, 'code')} made, public halves handed in as ${book.roll}\n`,
      );
      for (const { id, size } of halves.value.handed.sections) note(io, `section ${id}: ${size}`);
      note(io, 'when the officer has frozen the roll: hustings registrar check');
      return EXIT.ok;
    }),
});
