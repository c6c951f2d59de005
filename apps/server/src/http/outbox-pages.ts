/** The outbox: what was mailed to whom, and what became of it; without a mail server, the mails themselves. */

import type { OutboxView } from '@hustings/web';
import { renderMail, renderOutbox } from '@hustings/web';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { MailState } from '../store/schema.ts';
import { given } from '../views/refs.ts';
import type { Context } from './context.ts';
import { notFound } from './failures.ts';
import { html } from './html.ts';
import { frameOf, needOfficer } from './sessions.ts';

export function addOutboxPages(app: FastifyInstance, context: Context): void {
  const { db } = context;

  app.get<{ readonly Querystring: { readonly page?: string; readonly proceeding?: string } }>(
    '/officer/outbox',
    async (request, reply) => {
      needOfficer(request);
      const { proceeding } = request.query;
      const page = Math.max(1, Number.parseInt(request.query.page ?? '1', 10) || 1);
      return html(
        reply,
        renderOutbox(await outboxView(context, request, reply, { page, proceeding })),
      );
    },
  );

  app.get<{ readonly Params: { readonly mail: string } }>(
    '/officer/outbox/:mail',
    async (request, reply) => {
      needOfficer(request);
      const id = Number(request.params.mail);
      const mail = Number.isSafeInteger(id)
        ? await db
            .selectFrom('outbox')
            .leftJoin('persons', 'persons.id', 'outbox.person')
            .selectAll('outbox')
            .select('persons.name')
            .where('outbox.id', '=', id)
            .executeTakeFirst()
        : undefined;
      if (mail === undefined) throw notFound('There is no such mail.');
      return html(
        reply,
        renderMail({
          frame: await frameOf(context, request, reply),
          from: context.outbox.from,
          to: recipient(mail),
          subject: mail.subject,
          at: mail.sent ?? mail.created,
          state: mailState(mail.state),
          ...given('problem', mail.error ?? undefined),
          text: mail.state === 'captured' ? mail.text : withoutCodes(mail.text),
          back: '/officer/outbox',
        }),
      );
    },
  );
}

/** What has gone out need not be read here: whoever sees the code of a voting link can use it. */
function withoutCodes(text: string): string {
  return text
    .replaceAll(/(\/vote\/[^\s#]*)#\S+/g, '$1#… (the code is not shown here)')
    .replaceAll(/(\/(?:m|enter)\/)\S+/g, '$1… (not shown here)');
}

const MAILS_PER_PAGE = 50;

async function outboxView(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  { page, proceeding }: { readonly page: number; readonly proceeding: string | undefined },
): Promise<OutboxView> {
  let query = context.db.selectFrom('outbox');
  if (proceeding !== undefined) query = query.where('proceeding', '=', proceeding);
  const { count } = await query
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const total = Number(count);
  const mails = await query
    .leftJoin('persons', 'persons.id', 'outbox.person')
    .select([
      'outbox.id',
      'outbox.address',
      'outbox.subject',
      'outbox.state',
      'outbox.created',
      'outbox.sent',
      'outbox.error',
      'persons.name',
    ])
    .orderBy('outbox.id', 'desc')
    .limit(MAILS_PER_PAGE)
    .offset((page - 1) * MAILS_PER_PAGE)
    .execute();
  const href = (n: number): string =>
    `/officer/outbox?page=${n}${proceeding === undefined ? '' : `&proceeding=${proceeding}`}`;
  return {
    frame: await frameOf(context, request, reply),
    caught: context.outbox.captures,
    total,
    mails: mails.map((mail) => ({
      id: String(mail.id),
      to: recipient(mail),
      subject: mail.subject,
      at: mail.sent ?? mail.created,
      state: mailState(mail.state),
      ...given('problem', mail.error ?? undefined),
      href: `/officer/outbox/${mail.id}`,
    })),
    ...given('earlierHref', page * MAILS_PER_PAGE < total ? href(page + 1) : undefined),
    ...given('laterHref', page > 1 ? href(page - 1) : undefined),
  };
}

/** `Ann Lee <ann@example.org>`; without an address the letter is printed and handed over. */
function recipient({
  address,
  name,
}: {
  readonly address: string;
  readonly name: string | null;
}): string {
  const who = name === null || name === '' ? undefined : name;
  if (address === '') return `${who ?? 'Somebody'} (to be printed and handed over)`;
  return who === undefined ? address : `${who} <${address}>`;
}

function mailState(state: MailState): OutboxView['mails'][number]['state'] {
  return state === 'captured' ? 'caught' : state;
}
