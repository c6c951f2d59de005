/** The codes as things to print and to send: a letter for each member, a file for mail merge, a mail. */
import { escapeHtml, type MailBody, writeLetter } from '@hustings/server/mail';
import { writeCsv } from '@hustings/server/roll';
import type { CodeBook, Member } from './codes.ts';

/** `poll`: where its page is known; without it the letter names the page of the proceeding. */
export function lettersHtml(book: CodeBook): string {
  const letters = book.members.map((member) => letter(book, member)).join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Voting codes: ${escapeHtml(book.title)}</title>
<style>
body { font: 12pt/1.45 serif; color: #000; background: #fff; margin: 0; }
article { box-sizing: border-box; max-width: 17cm; margin: 0 auto; padding: 2cm 0; break-after: page; }
.code { font: 700 18pt/1.6 monospace; border: 1pt solid; padding: 6pt 10pt; display: inline-block; }
</style>
</head>
<body>
${letters}
</body>
</html>
`;
}

function letter(book: CodeBook, member: Member): string {
  const number = member.memberNo === '' ? '' : ` (member ${escapeHtml(member.memberNo)})`;
  return `<article>
<p>${escapeHtml(member.name)}${number}</p>
<p>${escapeHtml(book.organisation)}: ${escapeHtml(book.title)}</p>
<p>This is your voting code. It is yours alone: whoever has it can vote in your place.</p>
<p class="code">${member.code}</p>
<p>When the poll is open, vote at<br>${escapeHtml(book.url)}</p>
<p>Choose the poll, press “Vote”, and type the code. Capitals, spaces and hyphens do not matter. The code stays on your device: the server that takes the ballots never has it. Keep this letter until the result is declared, and then destroy it.</p>
<p>The registrar</p>
</article>`;
}

export function lettersText(book: CodeBook): string {
  return book.members
    .map((m) =>
      [
        m.name,
        `${book.organisation}: ${book.title}`,
        `Your voting code: ${m.code}`,
        `Vote, when the poll is open, at: ${book.url}`,
      ].join('\n'),
    )
    .join('\n\f\n');
}

export function mergeCsv(book: CodeBook): string {
  const head = ['name', 'email', 'member number', 'section', 'code', 'page'];
  return writeCsv([
    head,
    ...book.members.map((m) => [m.name, m.email, m.memberNo, m.section, m.code, book.url]),
  ]);
}

/** `poll` where it is prepared: then the link opens the paper itself, with the code in its fragment. */
export function codeMail(book: CodeBook, member: Member, poll: string | undefined): MailBody {
  const href = poll === undefined ? book.url : `${book.url}/vote/${poll}#${member.code}`;
  return writeLetter({
    subject: `${book.organisation}: your voting code – ${book.title}`,
    greeting: `Dear ${member.name},`,
    before: [
      `This is your voting code for: ${book.title}`,
      member.code,
      'It is yours alone. Whoever has it can vote in your place, so please do not pass this mail on.',
    ],
    button: { text: poll === undefined ? 'Go to the page of the contest' : 'Vote now', href },
    after: [
      'The code was made by the registrar. The server that takes the ballots never has it: it stays on your device when you vote.',
    ],
    signature: `The registrar\n${book.organisation}`,
  });
}
