/** The returning officer's desk: proceedings, the task list, the acts, the outbox. */

import { OFFICER, openProceeding } from '@hustings/record';
import type { FieldView, OutboxView } from '@hustings/web';
import {
  renderAct,
  renderMail,
  renderNewProceeding,
  renderOfficer,
  renderOfficerProceeding,
  renderOutbox,
  renderProgress,
} from '@hustings/web';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  type ActForm,
  type Doing,
  freshId,
  type Sent,
  slug,
  text,
  withFault,
} from '../acts/act-form.ts';
import { doAct, type Turned } from '../acts/do-act.ts';
import { formFor } from '../acts/forms.ts';
import { explainBook } from '../books/explain-book.ts';
import { rollStandings } from '../officer/rolls.ts';
import { tasksOf } from '../officer/tasks.ts';
import { preparePoll } from '../polls/prepare-poll.ts';
import type { MailState } from '../store/schema.ts';
import { nominationsView } from '../views/nominations-view.ts';
import { progressView } from '../views/progress-view.ts';
import { clauseView, given, proceedingRef } from '../views/refs.ts';
import { standingOf } from '../views/standing.ts';
import { timelineView } from '../views/timeline-view.ts';
import type { Context } from './context.ts';
import { leaveNotice } from './cookies.ts';
import { notFound, Refused } from './failures.ts';
import { html, seeOther } from './html.ts';
import { showFinish } from './practice-pages.ts';
import { type Found, proceedingOf } from './proceeding-of.ts';
import { frameOf, needOfficer } from './sessions.ts';

interface OfProceeding {
  readonly Params: { readonly id: string };
  readonly Body: Sent | undefined;
}
interface WithPlace extends OfProceeding {
  readonly Querystring: {
    readonly act?: string;
    readonly procedure?: string;
    readonly matter?: string;
    readonly poll?: string;
  };
}

export function addOfficerPages(app: FastifyInstance, context: Context): void {
  const { db, now } = context;

  app.get('/officer', async (request, reply) => {
    needOfficer(request);
    const rows = await db
      .selectFrom('proceedings')
      .selectAll()
      .where('kind', '=', 'contest')
      .orderBy('created', 'desc')
      .execute();
    const proceedings = [];
    for (const row of rows) {
      const found = await proceedingOf(context, row.id).catch(() => undefined);
      if (found === undefined) continue;
      const { next } = await tasks(context, found);
      proceedings.push({
        ...proceedingRef(row),
        href: `/officer/p/${row.id}`,
        standing: standingOf(found.desk.recorder.state, now().toISOString()),
        ...given(
          'next',
          next && { text: next.text, href: `/officer/p/${row.id}`, ...given('by', next.by) },
        ),
      });
    }
    const caught = await db
      .selectFrom('outbox')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('state', '=', 'captured')
      .executeTakeFirstOrThrow();
    return html(
      reply,
      renderOfficer({
        frame: await frameOf(context, request, reply),
        proceedings,
        newHref: '/officer/new',
        outboxHref: '/officer/outbox',
        ...given('caught', context.outbox.captures ? Number(caught.count) : undefined),
      }),
    );
  });

  app.get('/officer/new', async (request, reply) => {
    needOfficer(request);
    return showNew(context, request, reply, {});
  });

  app.post<{ readonly Body: Sent | undefined }>('/officer/new', async (request, reply) => {
    needOfficer(request);
    const sent = request.body ?? {};
    const shelved = context.books.find(text(sent, 'book'));
    const organisation = text(sent, 'organisation');
    const title = text(sent, 'title');
    if (shelved === undefined) return showNew(context, request, reply, sent, 'Choose a rule book.');
    if (organisation === '' || title === '')
      return showNew(context, request, reply, sent, 'Fill in both names; the record carries them.');
    const id = await freeProceedingId(context, title);
    const keys = context.desks.drawKeys(id);
    const { book } = shelved;
    const desk = await context.desks.create({
      id,
      kind: 'contest',
      title,
      organisation,
      book,
      visitor: null,
      keys,
    });
    const opened = await desk.atomically((conduct) =>
      openProceeding(conduct, {
        organisation,
        title,
        mode: 'simple',
        logKey: keys.logSigner,
        officerKey: keys.officerKey,
        notes: [],
      }),
    );
    if (!opened.ok) throw new Refused(opened.error);
    leaveNotice(reply, { tone: 'done', text: `“${title}” is open. The next step is below.` });
    return seeOther(reply, `/officer/p/${id}`);
  });

  app.get<OfProceeding>('/officer/p/:id', async (request, reply) => {
    needOfficer(request);
    const found = await contestOf(context, request.params.id);
    const { desk, row } = found;
    const { state, docket } = desk.recorder;
    const frame = await frameOf(context, request, reply, desk.book.zone);
    const list = await tasks(context, found);
    const contest = Object.values(state.matters).findLast((m) => m.kind === 'contest');
    const open = Object.values(state.polls).findLast((p) => p.status === 'open');
    const entries = await desk.story.entries();
    return html(
      reply,
      renderOfficerProceeding({
        frame,
        proceeding: proceedingRef(row),
        standing: standingOf(state, now().toISOString()),
        ...given('next', list.next),
        may: list.may,
        later: list.later,
        done: timelineView(state, entries)
          .filter((e) => e.weight === 'turning')
          .map((e) => ({ text: e.text, at: e.at })),
        ...given('nominations', contest && nominationsView(state, contest.id)),
        ...given(
          'turnout',
          open && {
            cast: docket.poll(open.id)?.box?.size ?? 0,
            electorate: open.manifest?.roll.sections.reduce((sum, s) => sum + s.size, 0) ?? 0,
          },
        ),
        links: [
          { text: 'The public page', href: `/p/${row.id}` },
          { text: 'The outbox', href: `/officer/outbox?proceeding=${row.id}` },
          ...(docket.declared.length > 0
            ? [{ text: 'The result', href: `/p/${row.id}/result` }]
            : []),
        ],
      }),
    );
  });

  app.get<WithPlace>('/officer/p/:id/do', async (request, reply) => {
    needOfficer(request);
    const found = await contestOf(context, request.params.id);
    const { form, doing } = doingOf(context, found, request);
    return showAct(context, request, reply, found, form, doing, {});
  });

  app.post<WithPlace>('/officer/p/:id/do', async (request, reply) => {
    needOfficer(request);
    const found = await contestOf(context, request.params.id);
    const { form, doing } = doingOf(context, found, request);
    const sent = request.body ?? {};
    const done = await doAct(found.desk, form, doing, sent);
    if (!done.ok) return showAct(context, request, reply, found, form, doing, sent, done.error);
    leaveNotice(reply, { tone: 'done', text: `Done: ${form.title.toLowerCase()}.` });
    return seeOther(reply, `/officer/p/${found.row.id}`);
  });

  app.post<OfProceeding>('/officer/p/:id/freeze', async (request, reply) => {
    needOfficer(request);
    const { desk, row } = await contestOf(context, request.params.id);
    const electorate = text(request.body ?? {}, 'electorate');
    if (!desk.book.electorates.some((e) => e.id === electorate)) throw notFound();
    const { rolls } = desk.recorder.state;
    if (Object.values(rolls).some((r) => r.electorate === electorate))
      throw new Refused({ code: 'roll/in-use', message: 'This roll has been frozen already.' });
    await context.jobs.order({
      kind: 'freeze-roll',
      workKey: `${row.id}/freeze/${electorate}`,
      params: { proceeding: row.id, electorate, roll: freshId('roll', rolls) },
      isRepeatable: true,
    });
    return seeOther(reply, `/officer/p/${row.id}/work/freeze/${electorate}`);
  });

  app.post<OfProceeding>('/officer/p/:id/prepare', async (request, reply) => {
    needOfficer(request);
    const { desk, row } = await contestOf(context, request.params.id);
    const { state } = desk.recorder;
    const id = text(request.body ?? {}, 'matter');
    const matter = Object.hasOwn(state.matters, id) ? state.matters[id] : undefined;
    const procedure = desk.book.procedures.find((p) => p.id === matter?.procedure);
    const roll = Object.values(state.rolls)
      .filter((r) => r.electorate === procedure?.franchise.electorate)
      .toSorted((a, b) => b.seq - a.seq)[0];
    if (matter === undefined) throw notFound();
    if (roll === undefined)
      throw new Refused({
        code: 'rule/roll-missing',
        message: 'The roll must be frozen before the poll is prepared.',
      });
    const prepared = await preparePoll(desk, {
      poll: freshId('poll', state.polls),
      matter: matter.id,
      roll: roll.id,
    });
    if (!prepared.ok) throw new Refused(prepared.error);
    leaveNotice(reply, { tone: 'done', text: 'The key is made and the paper is ready.' });
    return seeOther(reply, `/officer/p/${row.id}`);
  });

  app.post<OfProceeding>('/officer/p/:id/sign-in-links', async (request, reply) => {
    needOfficer(request);
    const { desk, row } = await contestOf(context, request.params.id);
    const electorate = text(request.body ?? {}, 'electorate');
    if (!desk.book.electorates.some((e) => e.id === electorate)) throw notFound();
    await context.jobs.order({
      kind: 'sign-in-links',
      workKey: `${row.id}/sign-in-links/${electorate}`,
      params: { proceeding: row.id, electorate },
      isRepeatable: true,
    });
    return seeOther(reply, `/officer/p/${row.id}/work/sign-in-links/${electorate}`);
  });

  app.post<OfProceeding>('/officer/p/:id/vote-links', async (request, reply) => {
    needOfficer(request);
    const { desk, row } = await contestOf(context, request.params.id);
    const poll = text(request.body ?? {}, 'poll');
    if (!Object.hasOwn(desk.recorder.state.polls, poll)) throw notFound();
    await context.jobs.order({
      kind: 'vote-links',
      workKey: `${row.id}/vote-links/${poll}`,
      params: { proceeding: row.id, poll },
      isRepeatable: true,
    });
    return seeOther(reply, `/officer/p/${row.id}/work/vote-links/${poll}`);
  });

  app.post<OfProceeding>('/officer/p/:id/finish', async (request, reply) => {
    needOfficer(request);
    const { desk, row } = await contestOf(context, request.params.id);
    const poll = text(request.body ?? {}, 'poll');
    if (!Object.hasOwn(desk.recorder.state.polls, poll)) throw notFound();
    await context.jobs.order({
      kind: 'finish-poll',
      workKey: `${row.id}/finish/${poll}`,
      params: { proceeding: row.id, poll },
    });
    return seeOther(reply, `/officer/p/${row.id}/work/finish/${poll}`);
  });

  app.get<{
    readonly Params: { readonly id: string; readonly what: string; readonly about: string };
  }>('/officer/p/:id/work/:what/:about', async (request, reply) => {
    needOfficer(request);
    const found = await contestOf(context, request.params.id);
    const { what, about } = request.params;
    if (what === 'finish') return showFinish(context, request, reply, found, about);
    const job = await context.jobs.find(`${found.row.id}/${what}/${about}`);
    const back = `/officer/p/${found.row.id}`;
    if (job === undefined || job.state === 'done') return seeOther(reply, back);
    const frame = await frameOf(context, request, reply, found.desk.book.zone);
    return html(
      reply,
      renderProgress(
        progressView(frame, job, {
          ...workWords(what),
          proceeding: proceedingRef(found.row),
          next: { text: 'Back to the list', href: back },
        }),
      ),
    );
  });

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
        ? await db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst()
        : undefined;
      if (mail === undefined) throw notFound('There is no such mail.');
      return html(
        reply,
        renderMail({
          frame: await frameOf(context, request, reply),
          from: context.outbox.from,
          to: mail.address === '' ? '(no address: to be printed and handed over)' : mail.address,
          subject: mail.subject,
          at: mail.sent ?? mail.created,
          state: mailState(mail.state),
          ...given('problem', mail.error ?? undefined),
          text: mail.text,
          back: '/officer/outbox',
        }),
      );
    },
  );
}

async function contestOf(context: Context, id: string): Promise<Found> {
  const found = await proceedingOf(context, id);
  if (found.row.kind !== 'contest')
    throw notFound('This proceeding has no returning officer here.');
  return found;
}

async function tasks(context: Context, { desk, row }: Found) {
  const { state } = desk.recorder;
  const rolls = await rollStandings(context.db, state, row.id);
  const finishing = new Set<string>();
  for (const poll of Object.keys(state.polls)) {
    const job = await context.jobs.find(`${row.id}/finish/${poll}`);
    if (job?.state === 'queued' || job?.state === 'running') finishing.add(poll);
  }
  return tasksOf({ desk, now: context.now().toISOString(), rolls, finishing });
}

// ------------------------------------------------------------------------------------------- acts

function doingOf(
  context: Context,
  { desk, row }: Found,
  request: FastifyRequest<WithPlace>,
): { readonly form: ActForm; readonly doing: Doing } {
  const { act = '', procedure, matter, poll } = request.query;
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
      now: context.now(),
      actor: OFFICER,
      place: {
        ...place,
        ...given('procedure', procedure),
        ...given('matter', matter),
        ...given('poll', poll),
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
      ...given('error', turned?.message),
      back: { text: 'Back to the list', href: `/officer/p/${row.id}` },
    }),
  );
}

// ---------------------------------------------------------------------------------- new proceeding

async function showNew(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  sent: Sent,
  error?: string,
): Promise<FastifyReply> {
  if (error !== undefined) reply.code(422);
  const fields: readonly FieldView[] = [
    {
      kind: 'text',
      name: 'organisation',
      label: 'Name of the organisation',
      value: text(sent, 'organisation'),
      autocomplete: 'organization',
      max: 200,
    },
    {
      kind: 'text',
      name: 'title',
      label: 'What is this about?',
      hint: 'For example: Election of the chair 2027.',
      value: text(sent, 'title'),
      max: 200,
    },
  ];
  return html(
    reply,
    renderNewProceeding({
      frame: await frameOf(context, request, reply),
      action: '/officer/new',
      books: context.books.all.map(({ book }) => explainBook(book)),
      ...given('chosen', text(sent, 'book') || undefined),
      fields,
      ...given('error', error),
    }),
  );
}

async function freeProceedingId(context: Context, title: string): Promise<string> {
  const base = slug(title);
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    const taken = await context.db
      .selectFrom('proceedings')
      .select('id')
      .where('id', '=', id)
      .executeTakeFirst();
    if (taken === undefined) return id;
  }
}

function workWords(what: string): { readonly title: string; readonly sentence: string } {
  return what === 'freeze'
    ? {
        title: 'The roll is being frozen',
        sentence:
          'Every elector gets a voting code. The public halves go on the record, so that nobody can be added or taken off later unseen.',
      }
    : {
        title: 'The links are being written',
        sentence: 'Every elector gets a mail with a link of their own.',
      };
}

// ------------------------------------------------------------------------------------------ outbox

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
    .select(['id', 'address', 'subject', 'state', 'created', 'sent', 'error'])
    .orderBy('id', 'desc')
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
      to: mail.address === '' ? '(on paper)' : mail.address,
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

function mailState(state: MailState): OutboxView['mails'][number]['state'] {
  return state === 'captured' ? 'caught' : state;
}
