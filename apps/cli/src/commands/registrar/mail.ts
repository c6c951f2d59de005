import { fromUtf8, utf8 } from '@hustings/base';
import { smtpTransport } from '@hustings/server/mail';
import { count } from '@hustings/server/words';
import { type Command, command } from '../../command.ts';
import { EXIT, fail, inLine, note } from '../../io.ts';
import { findCodes } from '../../registrar/codes.ts';
import { codeMail } from '../../registrar/letters.ts';
import { isOnRecord } from '../../registrar/make-roll.ts';
import { FOLDER_OPTIONS, folderHelp } from '../keyholder/options.ts';
import { notOurs } from './check.ts';
import { withRecord } from './with-record.ts';

const HELP = `
Sends every member with an address the voting code, from the registrar's own machine and mail server.
Before
it sends anything it looks whether the roll on the record is its own. It may be stopped and started
again: nobody who was sent a mail is sent another.

Usage: hustings registrar mail URL --smtp URL --from NAME [OPTION…]

  --smtp URL             the mail server, or SMTP_URL: smtps://user:password@mail.example.org
  --from NAME            the sender, or MAIL_FROM: "The registrar <registrar@example.org>"
  --electorate ID        which electorate of the rule book, where it has several
${folderHelp('registrar')}

The server never sees a code; the mail servers in between do, as with any mail. Where that is too much,
print letters (hustings registrar letters).

Example:
  hustings registrar mail https://vote.example.org/p/chair-2026 --smtp smtp://localhost --from "The registrar <r@example.org>"
`;

export const mailCommand: Command = command({
  name: 'registrar mail',
  help: HELP,
  shape: { options: ['smtp', 'from', 'electorate', ...FOLDER_OPTIONS], positionals: ['URL'] },
  run: (args, io) =>
    withRecord(args, io, async ({ folder, recording, group, url }) => {
      const smtp = args.text('smtp') || io.env.SMTP_URL;
      const from = args.text('from') || io.env.MAIL_FROM;
      if (!smtp || !from || !/^smtps?:\/\/[^/]+/.test(smtp))
        return fail(io, EXIT.usage, 'a mail server and a sender are needed: --smtp and --from', [
          'hustings registrar mail --help',
        ]);
      const found = findCodes(folder, url, args.text('electorate'));
      if (!found.ok) return fail(io, EXIT.failed, inLine(found.error.message));
      const book = found.value;
      const isOurs = await isOnRecord(recording, group, book);
      if (!isOurs.ok) return fail(io, EXIT.failed, inLine(isOurs.error.message));
      if (isOurs.value === undefined)
        return fail(
          io,
          EXIT.failed,
          'the roll has not been frozen yet: its codes may still change',
        );
      if (!isOurs.value) return notOurs(io);
      const poll = recording.docket.polls.find(
        (p) => p.prepared?.act.manifest.roll.id === book.roll,
      )?.id;
      const sentName = `mailed/${book.proceeding}/${book.electorate}`;
      const done = fromUtf8(folder.get(sentName) ?? new Uint8Array()) ?? '';
      const sent = new Set(done === '' ? [] : done.split('\n'));
      const transport = smtpTransport({ url: smtp, from, host: new URL(url).hostname });
      let failed = 0;
      try {
        for (const [i, member] of book.members.entries()) {
          if (member.email === '' || sent.has(`${i}`)) continue;
          const body = codeMail(book, member, poll);
          const mailed = await transport.send({ id: i, address: member.email, ...body });
          if (mailed.ok) {
            sent.add(`${i}`);
            folder.put(sentName, utf8([...sent].join('\n')));
          } else {
            failed++;
            note(io, `${member.name}: ${mailed.error.message}`);
          }
        }
      } finally {
        transport.close();
      }
      const without = book.members.filter((m) => m.email === '').length;
      io.stdout.write(`${count(sent.size, 'member')} sent their code\n`);
      if (without > 0)
        note(io, `${count(without, 'member')} without an address: print their letters`);
      return failed === 0 ? EXIT.ok : EXIT.failed;
    }),
});
