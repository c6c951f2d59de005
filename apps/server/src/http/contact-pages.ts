/** Asking for a new address of an elector, and deciding on what others asked for. */
import { type ContactsView, renderAct, renderContacts } from '@hustings/web';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Sent, text } from '../acts/act-form.ts';
import {
  approveChange,
  askForChange,
  refuseChange,
  waitingChanges,
} from '../electors/contact-changes.ts';
import { listStaff } from '../session/staff.ts';
import { given, proceedingRef } from '../views/refs.ts';
import type { Context } from './context.ts';
import { leaveNotice } from './cookies.ts';
import { notFound, Refused } from './failures.ts';
import { html, seeOther } from './html.ts';
import { contestOf } from './proceeding-of.ts';
import { frameOf, needOfficer, needStaff } from './sessions.ts';

interface OfElector {
  readonly Params: { readonly id: string; readonly electorate: string; readonly person: string };
  readonly Body: Sent | undefined;
}
interface OfProceeding {
  readonly Params: { readonly id: string };
  readonly Body: Sent | undefined;
}

export function addContactPages(app: FastifyInstance, context: Context): void {
  const path = '/officer/p/:id/electors/:electorate/contact/:person';

  app.get<OfElector>(path, async (request, reply) => {
    needStaff(request);
    return showForm(context, request, reply, {});
  });

  app.post<OfElector>(path, async (request, reply) => {
    const { who } = needStaff(request);
    const { id, electorate, person } = request.params;
    const { row } = await contestOf(context, id);
    const sent = request.body ?? {};
    const asked = await askForChange(context, who, {
      proceeding: row.id,
      electorate,
      person,
      email: text(sent, 'email'),
      reason: text(sent, 'reason'),
    });
    if (!asked.ok) return showForm(context, request, reply, sent, asked.error);
    leaveNotice(reply, {
      tone: 'done',
      text: 'It waits for another returning officer to approve it. Nothing has changed yet.',
    });
    return seeOther(reply, `/officer/p/${row.id}/contacts`);
  });

  app.get<OfProceeding>('/officer/p/:id/contacts', async (request, reply) => {
    needStaff(request);
    return html(reply, renderContacts(await contactsView(context, request, reply)));
  });

  app.post<OfProceeding>('/officer/p/:id/contacts/approve', async (request, reply) => {
    const { who } = needOfficer(request);
    const { desk, row } = await contestOf(context, request.params.id);
    const done = await approveChange(context, desk, who, text(request.body ?? {}, 'change'));
    if (!done.ok) throw new Refused(done.error);
    leaveNotice(reply, {
      tone: 'done',
      text: `The address of ${done.value.name} is changed. Both addresses are told, and the record counts it.`,
    });
    return seeOther(reply, `/officer/p/${row.id}/contacts`);
  });

  app.post<OfProceeding>('/officer/p/:id/contacts/refuse', async (request, reply) => {
    const { who } = needStaff(request);
    const { row } = await contestOf(context, request.params.id);
    const change = text(request.body ?? {}, 'change');
    const waiting = await waitingChanges(context.db, row.id);
    // The help desk takes back what it asked for itself, and no more.
    if (who.role !== 'officer' && !waiting.some((c) => c.id === change && c.asked_by === who.id))
      needOfficer(request);
    const refused = await refuseChange(context, who, row.id, change);
    if (!refused.ok) throw new Refused(refused.error);
    leaveNotice(reply, { tone: 'done', text: 'Nothing has been changed.' });
    return seeOther(reply, `/officer/p/${row.id}/contacts`);
  });
}

async function showForm(
  context: Context,
  request: FastifyRequest<OfElector>,
  reply: FastifyReply,
  sent: Sent,
  fault?: { readonly field: 'email' | 'reason'; readonly message: string },
): Promise<FastifyReply> {
  const { id, electorate, person } = request.params;
  const { desk, row } = await contestOf(context, id);
  const elector = await context.db
    .selectFrom('electors')
    .innerJoin('persons', 'persons.id', 'electors.person')
    .select(['persons.name', 'persons.email'])
    .where('electors.proceeding', '=', row.id)
    .where('electors.electorate', '=', electorate)
    .where('electors.person', '=', person)
    .executeTakeFirst();
  if (elector === undefined) throw notFound('There is no such elector on this roll.');
  reply.code(fault === undefined ? 200 : 422);
  return html(
    reply,
    renderAct({
      frame: await frameOf(context, request, reply, desk.book.zone),
      proceeding: proceedingRef(row),
      title: `A new address for ${elector.name}`,
      lead: [
        'Whoever has the address gets the voting link. So another returning officer must approve this, the old address is told, and the public record counts how many were changed.',
      ],
      form: {
        action: request.url,
        submit: 'Ask for the change',
        fields: [
          {
            kind: 'email',
            name: 'email',
            label: 'New mail address',
            value: text(sent, 'email'),
            max: 254,
            ...given('error', fault?.field === 'email' ? fault.message : undefined),
          },
          {
            kind: 'long',
            name: 'reason',
            label: 'Why, and how do you know that it is them?',
            hint: 'The elector reads this in both mails.',
            value: text(sent, 'reason'),
            rows: 3,
            max: 500,
            ...given('error', fault?.field === 'reason' ? fault.message : undefined),
          },
        ],
      },
      facts: [{ term: 'Address now', value: elector.email ?? 'none' }],
      back: { text: 'Back to the electors', href: `/officer/p/${row.id}/electors/${electorate}` },
    }),
  );
}

async function contactsView(
  context: Context,
  request: FastifyRequest<OfProceeding>,
  reply: FastifyReply,
): Promise<ContactsView> {
  const { who } = needStaff(request);
  const { desk, row } = await contestOf(context, request.params.id);
  const base = `/officer/p/${row.id}`;
  const officers = (await listStaff(context.db)).filter(({ role }) => role === 'officer');
  const waiting = await waitingChanges(context.db, row.id);
  const button = (what: 'approve' | 'refuse', change: string, submit: string) => ({
    action: `${base}/contacts/${what}`,
    fields: [{ kind: 'hidden' as const, name: 'change', value: change }],
    submit,
  });
  return {
    frame: await frameOf(context, request, reply, desk.book.zone),
    proceeding: proceedingRef(row),
    back:
      who.role === 'officer'
        ? { text: 'Back to the list', href: base }
        : { text: 'Returning officer’s desk', href: '/officer' },
    changed: Object.values(desk.recorder.state.rolls).reduce(
      (sum, r) => sum + r.contactsChanged,
      0,
    ),
    needsColleague: who.role === 'officer' && officers.length < 2,
    staffHref: '/officer/staff',
    waiting: waiting.map((change) => {
      const isOwn = change.asked_by === who.id;
      return {
        id: change.id,
        name: change.name,
        ...given('from', change.old_email ?? undefined),
        to: change.new_email,
        reason: change.reason,
        by: change.askedBy,
        at: change.asked_at,
        isOwn,
        ...given(
          'approve',
          who.role === 'officer' && !isOwn
            ? button('approve', change.id, 'Approve the change')
            : undefined,
        ),
        ...given(
          'refuse',
          isOwn
            ? button('refuse', change.id, 'Take it back')
            : who.role === 'officer'
              ? button('refuse', change.id, 'Refuse it')
              : undefined,
        ),
      };
    }),
  };
}
