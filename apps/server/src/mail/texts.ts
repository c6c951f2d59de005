/** What the mails say. Each names the organisation, what it is about, by when with the zone, and who to ask. */
import { momentInWords } from '../words/moments.ts';
import { type MailBody, writeLetter } from './letter.ts';

const YOURS_ALONE =
  'The link below is yours alone. Whoever has it can vote in your place, so please do not pass this mail on.';

export interface VoteLinkMail {
  readonly organisation: string;
  readonly name: string;
  readonly question: string;
  readonly opens: string;
  readonly closes: string;
  readonly zone: string;
  readonly revote: 'last-counts' | 'first-stands';
  /** With the voting code in the fragment, which browsers never send. */
  readonly href: string;
}

/** The invitation to vote. The link is the vote: the mail says so. */
export function voteLinkMail(mail: VoteLinkMail): MailBody {
  return writeLetter({
    subject: `${mail.organisation}: your vote – ${mail.question}`,
    greeting: `Dear ${mail.name},`,
    before: [
      `${mail.organisation} asks you to vote: ${mail.question}`,
      `Voting opens on ${momentInWords(mail.opens, mail.zone)} and closes on ${momentInWords(mail.closes, mail.zone)}.`,
      YOURS_ALONE,
    ],
    button: { text: 'Vote now', href: mail.href },
    after: [
      mail.revote === 'last-counts'
        ? 'You can vote again with the same link until the poll closes; only your last vote counts.'
        : 'You can vote once with this link.',
      'After voting you get a receipt of four words and four digits. With it you, or anyone you show it to, can check that your vote is in the ballot box. It does not show how you voted.',
    ],
    signature: `The returning officer\n${mail.organisation}`,
  });
}

/** To those who have not voted. Who has voted in the last minutes may get it too: it says so. */
export function reminderMail(mail: VoteLinkMail): MailBody {
  return writeLetter({
    subject: `${mail.organisation}: you can still vote – ${mail.question}`,
    greeting: `Dear ${mail.name},`,
    before: [
      `${mail.organisation} asks you to vote: ${mail.question}`,
      `When this was written, no vote had come in with your link. The poll closes on ${momentInWords(mail.closes, mail.zone)}.`,
      YOURS_ALONE,
    ],
    button: { text: 'Vote now', href: mail.href },
    after: [
      'If you have voted in the meantime, there is nothing to do. If you do not want to vote, you need not answer.',
    ],
    signature: `The returning officer\n${mail.organisation}`,
  });
}

/** The invitation in separated mode: its link is the poll card; a registrar sends the voting code by another way. */
export function invitationMail(mail: VoteLinkMail): MailBody {
  return writeLetter({
    subject: `${mail.organisation}: your vote – ${mail.question}`,
    greeting: `Dear ${mail.name},`,
    before: [
      `${mail.organisation} asks you to vote: ${mail.question}`,
      `Voting opens on ${momentInWords(mail.opens, mail.zone)} and closes on ${momentInWords(mail.closes, mail.zone)}.`,
      'You need two things: the link below, which is your poll card, and your voting code, which the registrar sends you in a letter or mail of its own. If the code has not come, ask the registrar.',
      'Both are yours alone. Nobody can vote in your place with one of them, but with both anybody can: please pass neither on.',
    ],
    button: { text: 'Vote now', href: mail.href },
    after: [
      mail.revote === 'last-counts'
        ? 'You can vote again with the same link and code until the poll closes; only your last vote counts.'
        : 'You can vote once.',
      'After voting you get a receipt of four words and four digits. With it you, or anyone you show it to, can check that your vote is in the ballot box. It does not show how you voted.',
    ],
    signature: `The returning officer\n${mail.organisation}`,
  });
}

export interface SignInMail {
  readonly organisation: string;
  readonly name: string;
  readonly title: string;
  readonly zone: string;
  readonly expires: string;
  readonly href: string;
}

/** The link with which a member nominates, stands, consents. */
export function signInMail(mail: SignInMail): MailBody {
  return writeLetter({
    subject: `${mail.organisation}: take part – ${mail.title}`,
    greeting: `Dear ${mail.name},`,
    before: [
      `${mail.organisation} is holding: ${mail.title}.`,
      'With the link below you can see where it stands, check that you are on the roll, nominate, and accept a nomination.',
    ],
    button: { text: 'Go to your page', href: mail.href },
    after: [
      `The link works once, until ${momentInWords(mail.expires, mail.zone)}; you then stay signed in on that device.`,
      'This is not your voting link. That one comes in a mail of its own when the poll opens.',
    ],
    signature: `The returning officer\n${mail.organisation}`,
  });
}

export interface ReceivedMail {
  readonly organisation: string;
  readonly name: string;
  readonly question: string;
  /** Words and digits. */
  readonly receipt: string;
  readonly at: string;
  readonly zone: string;
  readonly href: string;
}

/** Tells an elector that a vote was cast with their code. */
export function receivedMail(mail: ReceivedMail): MailBody {
  return writeLetter({
    subject: `${mail.organisation}: your vote is in – ${mail.question}`,
    greeting: `Dear ${mail.name},`,
    before: [
      `On ${momentInWords(mail.at, mail.zone)} a vote was cast with your voting code: ${mail.question}`,
      `The receipt is: ${mail.receipt}`,
      'It must be the one that you saw on the screen. If you did not vote, or the words differ, tell the returning officer at once.',
    ],
    button: { text: 'Check that it is in the ballot box', href: mail.href },
    after: [
      'The receipt shows that the vote is in. It does not show how you voted, and nobody can find that out.',
    ],
    signature: `The returning officer\n${mail.organisation}`,
  });
}

export interface NominatedMail {
  readonly organisation: string;
  readonly name: string;
  readonly title: string;
  /** Until when the candidate may agree, where the rules say. */
  readonly until?: string;
  readonly zone: string;
  readonly href: string;
}

/** Tells somebody that they have been nominated: nobody stands without knowing. */
export function nominatedMail(mail: NominatedMail): MailBody {
  const until = mail.until === undefined ? '' : ` by ${momentInWords(mail.until, mail.zone)}`;
  return writeLetter({
    subject: `${mail.organisation}: you have been nominated – ${mail.title}`,
    greeting: `Dear ${mail.name},`,
    before: [
      `You have been nominated: ${mail.title}.`,
      `If you want to stand, say so on your page${until}. If you do nothing, you do not stand.`,
    ],
    button: { text: 'Go to your page', href: mail.href },
    after: ['The link works once; you then stay signed in on that device.'],
    signature: `The returning officer\n${mail.organisation}`,
  });
}
