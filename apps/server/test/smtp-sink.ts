import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';

export interface Sink {
  readonly url: string;
  /** Raw messages, in the order of arrival. */
  readonly mails: string[];
  /** Answers to the next recipients instead of accepting them. */
  refuseNext(code: number): void;
}

/** A real SMTP server that keeps what it is given. */
export async function smtpSink(): Promise<Sink> {
  const mails: string[] = [];
  const refusals: number[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, done) => {
      const code = refusals.shift();
      if (code === undefined) done();
      else done(Object.assign(new Error('Mailbox not available'), { responseCode: code }));
    },
    onData: (stream, _session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        mails.push(Buffer.concat(parts).toString());
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  onTestFinished(() => new Promise<void>((done) => server.close(done)));
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    refuseNext: (code) => refusals.push(code),
  };
}
