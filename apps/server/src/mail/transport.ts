/** Mail over SMTP, by nodemailer. What the other server says is kept, since the officer must see it. */
import { err, ok, type Result } from '@hustings/base';
import { createTransport } from 'nodemailer';

export interface Mail {
  readonly id: number;
  readonly address: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface MailFault {
  readonly message: string;
  /** The other server refused for good (SMTP 5xx): trying again would only annoy it. */
  readonly isFinal: boolean;
}

export interface Transport {
  readonly from: string;
  send(mail: Mail): Promise<Result<void, MailFault>>;
  close(): void;
}

export interface SmtpOptions {
  /** `smtp://user:password@mail.example.org:587`, `smtps://…`. */
  readonly url: string;
  /** `Returning officer <officer@example.org>`. */
  readonly from: string;
  /** Host part of Message-IDs: stable, so that a mail sent twice is seen to be one. */
  readonly host: string;
}

export function smtpTransport(options: SmtpOptions): Transport {
  const smtp = createTransport(
    {
      url: options.url,
      pool: true,
      maxConnections: 4,
      connectionTimeout: 15_000,
      greetingTimeout: 15_000,
      socketTimeout: 60_000,
      // Nothing of ours names a file or an address to fetch; refuse it should a text ever try.
      disableFileAccess: true,
      disableUrlAccess: true,
    } as Parameters<typeof createTransport>[0],
    { from: options.from },
  );
  return {
    from: options.from,
    close: () => smtp.close(),
    async send(mail) {
      try {
        await smtp.sendMail({
          to: mail.address,
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          messageId: `<hustings-${mail.id}@${options.host}>`,
          headers: { 'Auto-Submitted': 'auto-generated' }, // RFC 3834: no out-of-office replies
        });
        return ok(undefined);
      } catch (fault) {
        return err(mailFault(fault));
      }
    },
  };
}

function mailFault(fault: unknown): MailFault {
  if (!(fault instanceof Error)) return { message: 'The mail could not be sent.', isFinal: false };
  const code = 'responseCode' in fault ? fault.responseCode : undefined;
  return {
    message: fault.message.slice(0, 500),
    isFinal: typeof code === 'number' && code >= 500 && code !== 535,
  };
}
