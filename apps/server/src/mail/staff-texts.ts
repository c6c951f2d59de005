/** What those are told who help to run contests, and whose address in the roll is changed. */
import { type MailBody, writeLetter } from './letter.ts';

export function staffInvitation(mail: {
  readonly name: string;
  readonly role: 'officer' | 'help-desk';
  readonly by: string;
  readonly host: string;
  readonly href: string;
}): MailBody {
  const what =
    mail.role === 'officer'
      ? 'as a returning officer: you run contests, and approve what needs two'
      : 'at the help desk: you look electors up, send links again and ask for changes of address';
  return writeLetter({
    subject: `Help to run the contests on ${mail.host}`,
    greeting: `Dear ${mail.name},`,
    before: [
      `${mail.by} asks you to help to run the contests on ${mail.host}, ${what}.`,
      'The link below is yours alone: whoever has it can sign in in your place.',
    ],
    button: { text: 'Sign in', href: mail.href },
    after: ['The link works once, within a week; you then stay signed in on that device.'],
    signature: mail.by,
  });
}

export interface ContactMail {
  readonly organisation: string;
  readonly name: string;
  readonly title: string;
  readonly reason: string;
  /** The page on which the organisation can be asked. */
  readonly href: string;
}

/** To the address that was on the roll until now: the one that would notice a theft. */
export function oldAddressMail(mail: ContactMail): MailBody {
  return writeLetter({
    subject: `${mail.organisation}: your address on the roll was changed – ${mail.title}`,
    greeting: `Dear ${mail.name},`,
    before: [
      `Mails about “${mail.title}” went to this address. From now on they go to another one, as was asked for: ${mail.reason}`,
      'If you did not ask for this, tell the returning officer at once. Two officers have approved the change, and the public record counts it.',
    ],
    button: { text: 'The contest', href: mail.href },
    after: [],
    signature: `The returning officer\n${mail.organisation}`,
  });
}

export function newAddressMail(mail: ContactMail): MailBody {
  return writeLetter({
    subject: `${mail.organisation}: your new address on the roll – ${mail.title}`,
    greeting: `Dear ${mail.name},`,
    before: [
      `Mails about “${mail.title}” go to this address from now on, as was asked for: ${mail.reason}`,
      'If voting is open and you have no link yet, ask for it on the page of the contest.',
    ],
    button: { text: 'The contest', href: mail.href },
    after: [],
    signature: `The returning officer\n${mail.organisation}`,
  });
}
