/** “I did not get my link”, for members who are not signed in. */
import { randomInt } from 'node:crypto';
import { renderLost } from '@hustings/web';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Sent, text } from '../acts/act-form.ts';
import { askForLink } from '../electors/ask-for-link.ts';
import { proceedingRef } from '../views/refs.ts';
import type { Context } from './context.ts';
import { html } from './html.ts';
import { contestOf } from './proceeding-of.ts';
import { frameOf } from './sessions.ts';

interface OfProceeding {
  readonly Params: { readonly id: string };
  readonly Body: Sent | undefined;
}

/** Enough for a household, too few to try a list of addresses. */
const TRIES = { rateLimit: { max: 10, timeWindow: '1 minute' } };
const LONGEST = 254;
const MOST_DELAY_MS = 3000;

export function addLostLinkPage(app: FastifyInstance, context: Context): void {
  app.get<OfProceeding>('/p/:id/lost', async (request, reply) => show(context, request, reply));

  app.post<OfProceeding>('/p/:id/lost', { config: TRIES }, async (request, reply) => {
    const { desk, row } = await contestOf(context, request.params.id);
    const asked = text(request.body ?? {}, 'asked').slice(0, LONGEST);
    if (asked === '') return show(context, request, reply, 'missing');
    // Answered first, and worked on at a moment that nobody outside knows: how long it takes would tell who is on the roll.
    const setup = { ...context, publicUrl: context.publicUrl(), progress: () => undefined };
    setTimeout(() => {
      askForLink(setup, { proceeding: row.id, desk, asked }).catch((fault: unknown) =>
        request.log.error({ err: fault }, 'a link that was asked for was not sent'),
      );
    }, randomInt(MOST_DELAY_MS)).unref();
    return show(context, request, reply, 'sent');
  });
}

async function show(
  context: Context,
  request: FastifyRequest<OfProceeding>,
  reply: FastifyReply,
  state: 'asking' | 'missing' | 'sent' = 'asking',
): Promise<FastifyReply> {
  const { desk, row } = await contestOf(context, request.params.id);
  reply.code(state === 'missing' ? 422 : 200);
  return html(
    reply,
    renderLost({
      frame: await frameOf(context, request, reply, desk.book.zone),
      proceeding: proceedingRef(row),
      action: `/p/${row.id}/lost`,
      state,
    }),
  );
}
