/** Who helps to run contests here: invited by an officer, signed in by a link in a mail. */
import { renderStaff, type StaffView } from '@hustings/web';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Sent, text } from '../acts/act-form.ts';
import { staffInvitation } from '../mail/staff-texts.ts';
import { makeOfficerLink } from '../session/one-time-links.ts';
import { addStaff, endStaff, FIRST_OFFICER, findStaff, listStaff } from '../session/staff.ts';
import type { StaffRole } from '../store/schema.ts';
import { transact } from '../store/store.ts';
import { given } from '../views/refs.ts';
import type { Context } from './context.ts';
import { leaveNotice } from './cookies.ts';
import { notFound } from './failures.ts';
import { html, seeOther } from './html.ts';
import { frameOf, needOfficer, type StaffSession } from './sessions.ts';

interface WithBody {
  readonly Body: Sent | undefined;
}

const ROLES: readonly StaffRole[] = ['officer', 'help-desk'];
const HERE = '/officer/staff';

export function addStaffPages(app: FastifyInstance, context: Context): void {
  const { db, now, outbox } = context;

  app.get(HERE, async (request, reply) => {
    needOfficer(request);
    return html(reply, renderStaff(await staffView(context, request, reply, {})));
  });

  app.post<WithBody>(HERE, async (request, reply) => {
    const { who } = needOfficer(request);
    const sent = request.body ?? {};
    const faults = faultsOf(sent);
    if (faults.name ?? faults.email ?? faults.role) {
      reply.code(422);
      return html(reply, renderStaff(await staffView(context, request, reply, sent, faults)));
    }
    const role = ROLES.find((r) => r === text(sent, 'role')) ?? 'help-desk';
    const name = text(sent, 'name').slice(0, 100);
    const email = text(sent, 'email').slice(0, 254);
    await transact(db, async (trx) => {
      const added = await addStaff(trx, { name, email, role }, now());
      const link = await makeOfficerLink(trx, now(), added.id);
      const mail = staffInvitation({
        name,
        role,
        by: who.name,
        host: new URL(context.publicUrl()).host,
        href: `${context.publicUrl()}/enter/${link}`,
      });
      await outbox.put(
        [{ ...mail, proceeding: null, person: null, kind: 'staff', address: email }],
        trx,
      );
    });
    outbox.wake();
    leaveNotice(reply, {
      tone: 'done',
      text: `${name} is invited: the link is on its way to ${email}.`,
    });
    return seeOther(reply, HERE);
  });

  app.post<WithBody>('/officer/staff/end', async (request, reply) => {
    const { who } = needOfficer(request);
    const leaving = await findStaff(db, text(request.body ?? {}, 'id'));
    if (leaving === undefined || leaving.id === FIRST_OFFICER || leaving.id === who.id)
      throw notFound('There is nobody here by that name who could be signed out.');
    await endStaff(db, leaving.id, now());
    leaveNotice(reply, {
      tone: 'done',
      text: `${leaving.name} is signed out, and no link of theirs works any more.`,
    });
    return seeOther(reply, HERE);
  });
}

interface Faults {
  readonly name?: string;
  readonly email?: string;
  readonly role?: string;
}

function faultsOf(sent: Sent): Faults {
  return {
    ...given('name', text(sent, 'name') === '' ? 'Say who it is.' : undefined),
    ...given(
      'email',
      /^[^\s@]+@[^\s@]+$/.test(text(sent, 'email'))
        ? undefined
        : 'Give the address to which the link goes.',
    ),
    ...given('role', ROLES.some((r) => r === text(sent, 'role')) ? undefined : 'Choose one.'),
  };
}

async function staffView(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  sent: Sent,
  faults: Faults = {},
): Promise<StaffView> {
  const { who }: StaffSession = needOfficer(request);
  const staff = await listStaff(context.db);
  return {
    frame: await frameOf(context, request, reply),
    staff: staff.map(({ id, name, email, role }) => ({
      name,
      role,
      ...given('email', email ?? undefined),
      isYou: id === who.id,
      ...given(
        'end',
        id === who.id || id === FIRST_OFFICER
          ? undefined
          : {
              action: '/officer/staff/end',
              fields: [{ kind: 'hidden' as const, name: 'id', value: id }],
              submit: `Sign ${name} out`,
            },
      ),
    })),
    hasTwo: staff.filter(({ role }) => role === 'officer').length > 1,
    invite: {
      action: HERE,
      submit: 'Send the invitation',
      fields: [
        {
          kind: 'text',
          name: 'name',
          label: 'Name',
          value: text(sent, 'name'),
          max: 100,
          ...given('error', faults.name),
        },
        {
          kind: 'email',
          name: 'email',
          label: 'Mail address',
          value: text(sent, 'email'),
          max: 254,
          ...given('error', faults.email),
        },
        {
          kind: 'choice',
          name: 'role',
          label: 'To do what?',
          ...given('error', faults.role),
          options: [
            {
              value: 'officer',
              text: 'Returning officer',
              hint: 'Runs contests, and approves what needs two.',
              checked: text(sent, 'role') === 'officer',
            },
            {
              value: 'help-desk',
              text: 'Help desk',
              hint: 'Looks electors up, sends links again, asks for changes of address. Sees no link and no code.',
              checked: text(sent, 'role') === 'help-desk',
            },
          ],
        },
      ],
    },
  };
}
