/** The acts of the officer, each a form drawn from what the referee allows. */

import { OFFICER } from '@hustings/record';
import { renderAct } from '@hustings/web';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ActForm, type Doing, type Sent, withFault } from '../acts/act-form.ts';
import { doAct, type Turned } from '../acts/do-act.ts';
import { formFor } from '../acts/forms.ts';
import { clauseView, given, proceedingRef } from '../views/refs.ts';
import type { Context } from './context.ts';
import { leaveNotice } from './cookies.ts';
import { notFound } from './failures.ts';
import { html, seeOther } from './html.ts';
import { contestOf, type Found } from './proceeding-of.ts';
import { frameOf, needOfficer } from './sessions.ts';

interface WithPlace {
  readonly Params: { readonly id: string };
  readonly Body: Sent | undefined;
  readonly Querystring: {
    readonly act?: string;
    readonly procedure?: string;
    readonly matter?: string;
    readonly poll?: string;
    readonly about?: string;
  };
}

export function addOfficerActs(app: FastifyInstance, context: Context): void {
  app.get<WithPlace>('/officer/p/:id/do', async (request, reply) => {
    needOfficer(request);
    const found = await contestOf(context, request.params.id);
    const { form, doing } = await doingOf(context, found, request);
    return showAct(context, request, reply, found, form, doing, {});
  });

  app.post<WithPlace>('/officer/p/:id/do', async (request, reply) => {
    needOfficer(request);
    const found = await contestOf(context, request.params.id);
    const { form, doing } = await doingOf(context, found, request);
    const sent = request.body ?? {};
    const done = await doAct(found.desk, form, doing, sent, context);
    if (!done.ok) return showAct(context, request, reply, found, form, doing, sent, done.error);
    leaveNotice(reply, { tone: 'done', text: form.done });
    return seeOther(reply, `/officer/p/${found.row.id}`);
  });
}

async function doingOf(
  context: Context,
  { desk, row }: Found,
  request: FastifyRequest<WithPlace>,
): Promise<{ readonly form: ActForm; readonly doing: Doing }> {
  const { act = '', procedure, matter, poll, about } = request.query;
  const form = formFor(act);
  const { state, book, docket } = desk.recorder;
  const isThere =
    (procedure === undefined || book.procedures.some((p) => p.id === procedure)) &&
    (matter === undefined || Object.hasOwn(state.matters, matter)) &&
    (poll === undefined || Object.hasOwn(state.polls, poll));
  if (form === undefined || !isThere) throw notFound('There is no such step here.');
  const place = { act: act as Doing['place']['act'] };
  return {
    form,
    doing: {
      db: context.db,
      proceeding: row.id,
      book,
      state,
      docket,
      entries: await desk.story.entries(),
      now: context.now(),
      actor: OFFICER,
      place: {
        ...place,
        ...given('procedure', procedure),
        ...given('matter', matter),
        ...given('poll', poll),
        ...given('about', about),
      },
    },
  };
}

async function showAct(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  { desk, row }: Found,
  form: ActForm,
  doing: Doing,
  sent: Sent,
  turned?: Turned,
): Promise<FastifyReply> {
  const frame = await frameOf(context, request, reply, desk.book.zone);
  const fields = withFault(await form.fields(doing, sent), turned);
  reply.code(turned === undefined ? 200 : turned.field === undefined ? 409 : 422);
  return html(
    reply,
    renderAct({
      frame,
      proceeding: proceedingRef(row),
      title: form.title,
      lead: form.lead,
      ...given('clause', clauseView(desk.book, turned?.clause)),
      form: {
        action: request.url,
        fields,
        submit: form.submit,
        ...given('warning', form.warning),
      },
      ...given('facts', form.facts?.(doing)),
      // What is wrong with one field is said there.
      ...given('error', turned?.field === undefined ? turned?.message : undefined),
      back: { text: 'Back to the list', href: `/officer/p/${row.id}` },
    }),
  );
}
