/** What a member sees and does: where each matter stands, whether they are on the roll, nominating, standing. */

import { type Actor, may } from '@hustings/rulebook';
import type { MyView, TaskView } from '@hustings/web';
import { renderAct, renderMy } from '@hustings/web';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ActForm, type ActKind, type Doing, type Sent, withFault } from '../acts/act-form.ts';
import { nominatingBodies } from '../acts/contest-forms.ts';
import { doAct, type Turned } from '../acts/do-act.ts';
import { formFor } from '../acts/forms.ts';
import type { Desk } from '../desk/desk.ts';
import { type Membership, membershipOf } from '../electors/membership.ts';
import { nominationsView } from '../views/nominations-view.ts';
import { clauseView, given, pollRef, proceedingRef } from '../views/refs.ts';
import { standingOf } from '../views/standing.ts';
import { list } from '../words/index.ts';
import type { Context } from './context.ts';
import { leaveNotice } from './cookies.ts';
import { notFound } from './failures.ts';
import { html, seeOther } from './html.ts';
import { type Found, proceedingOf } from './proceeding-of.ts';
import { frameOf, needMember } from './sessions.ts';

interface WithPlace {
  readonly Params: { readonly id: string };
  readonly Querystring: { readonly act?: string; readonly matter?: string; readonly as?: string };
  readonly Body: Sent | undefined;
}

/** What members do by themselves; a motion needs several movers, so the officer tables it for them. */
const OWN: ReadonlySet<ActKind> = new Set([
  'nomination-made',
  'nomination-withdrawn',
  'candidate-consented',
  'candidate-withdrew',
  'statement-filed',
]);

interface Member {
  readonly person: string;
  readonly name: string;
  readonly membership: Membership;
  /** Candidates of this proceeding that this person is. */
  readonly candidates: readonly string[];
}

export function addMemberPages(app: FastifyInstance, context: Context): void {
  const { db, now } = context;

  app.get('/my', async (request, reply) => {
    const { person } = needMember(request);
    const rows = await db
      .selectFrom('electors')
      .innerJoin('proceedings', 'proceedings.id', 'electors.proceeding')
      .select('proceedings.id')
      .distinct()
      .where('electors.person', '=', person)
      .orderBy('proceedings.created', 'desc')
      .execute();
    const matters: MyView['matters'][number][] = [];
    for (const { id } of rows) {
      const found = await proceedingOf(context, id).catch(() => undefined);
      const member = found && (await memberOf(context, found, person));
      if (found === undefined || member === undefined) continue;
      matters.push(await found.desk.read(() => matterOf(found, member, now())));
    }
    const frame = await frameOf(context, request, reply);
    return html(reply, renderMy({ frame, name: frame.who?.name ?? '', matters }));
  });

  app.get<WithPlace>('/my/p/:id/do', async (request, reply) => {
    const { person } = needMember(request);
    const found = await proceedingOf(context, request.params.id);
    const member = await needOnRoll(context, found, person);
    const { form, doing } = doingOf(context, found, member, request);
    return showAct(context, request, reply, found, form, doing, {});
  });

  app.post<WithPlace>('/my/p/:id/do', async (request, reply) => {
    const { person } = needMember(request);
    const found = await proceedingOf(context, request.params.id);
    const member = await needOnRoll(context, found, person);
    const { form, doing } = doingOf(context, found, member, request);
    const sent = request.body ?? {};
    const done = await doAct(found.desk, form, doing, sent);
    if (!done.ok) return showAct(context, request, reply, found, form, doing, sent, done.error);
    leaveNotice(reply, {
      tone: 'done',
      text: form.done,
    });
    return seeOther(reply, '/my');
  });
}

async function memberOf(
  context: Context,
  { desk, row }: Found,
  person: string,
): Promise<Member | undefined> {
  const { db } = context;
  const membership = await membershipOf(db, desk.book, row.id, person);
  const known = await db
    .selectFrom('persons')
    .select('name')
    .where('id', '=', person)
    .where('forgotten', 'is', null)
    .executeTakeFirst();
  if (membership === undefined || known === undefined) return undefined;
  const candidacies = await db
    .selectFrom('candidacies')
    .select('candidate')
    .where('proceeding', '=', row.id)
    .where('person', '=', person)
    .execute();
  return {
    person,
    name: known.name,
    membership,
    candidates: candidacies.map((c) => c.candidate),
  };
}

async function needOnRoll(context: Context, found: Found, person: string): Promise<Member> {
  const member = await memberOf(context, found, person);
  if (member === undefined) throw notFound('You are not on the roll of this proceeding.');
  return member;
}

function matterOf({ desk, row }: Found, member: Member, now: Date): MyView['matters'][number] {
  const { state } = desk.recorder;
  const contest = Object.values(state.matters).findLast((m) => m.kind === 'contest');
  const sections = member.membership.rolls.map((r) => r.sectionName);
  const poll = Object.values(state.polls)
    .filter((p) => p.manifest !== undefined && p.status !== 'failed')
    .toSorted((a, b) => b.number - a.number)[0];
  const vote = poll && voteOf(desk, row, member, poll.id, now);
  return {
    proceeding: proceedingRef(row),
    standing: standingOf(state, now.toISOString()),
    roll: { kind: 'on', section: list([...new Set(sections)]) },
    may: ownTasks(desk, member, now),
    ...given('vote', vote),
    ...given('nominations', contest && nominationsView(state, contest.id)),
  };
}

function voteOf(
  desk: Desk,
  row: Found['row'],
  member: Member,
  id: string,
  now: Date,
): MyView['matters'][number]['vote'] {
  const { state, docket } = desk.recorder;
  const poll = state.polls[id];
  const manifest = poll?.manifest;
  if (poll === undefined || manifest === undefined) return undefined;
  const electorate = state.rolls[manifest.roll.id]?.electorate;
  const credential = member.membership.rolls.find((r) => r.electorate === electorate)?.credential;
  if (credential == null) return undefined;
  return {
    poll: pollRef(desk, manifest, poll, now),
    href: `/p/${row.id}/vote/${id}`,
    voted: docket.poll(id)?.box?.newestOf(credential) !== undefined,
  };
}

function ownTasks(desk: Desk, member: Member, now: Date): readonly TaskView[] {
  const { state } = desk.recorder;
  const actors: readonly Actor[] = [
    { role: 'nominator', id: member.membership.pseudonym },
    ...member.candidates.map((id): Actor => ({ role: 'candidate', id })),
  ];
  return actors.flatMap((actor) =>
    may(state, actor, now.toISOString()).flatMap((permission): readonly TaskView[] => {
      const { act, matter = '' } = permission;
      if (!OWN.has(act) || !permission.open || !isFor(desk, member, actor, matter)) return [];
      const place = new URLSearchParams({
        act,
        matter,
        ...(actor.role === 'candidate' ? { as: actor.id } : {}),
      });
      return [
        {
          id: `${act}/${matter}/${actor.id}`,
          text: formFor(act)?.title ?? permission.sentence,
          href: `/my/p/${desk.proceeding}/do?${place}`,
          ...given('by', permission.until),
          ...given('clause', clauseView(state.book, permission.clause)),
          missing: permission.missing,
        },
      ];
    }),
  );
}

/** A nominator must belong to a body that nominates; a candidate must be one in this contest. */
function isFor(desk: Desk, member: Member, actor: Actor, id: string): boolean {
  const { state, book } = desk.recorder;
  const matter = Object.hasOwn(state.matters, id) ? state.matters[id] : undefined;
  const procedure = book.procedures.find((p) => p.id === matter?.procedure);
  if (matter?.kind !== 'contest' || procedure?.kind !== 'contest') return false;
  if (actor.role === 'candidate') return Object.hasOwn(matter.candidates, actor.id);
  return nominatingBodies(procedure, matter).some((b) => member.membership.bodies.has(b));
}

function doingOf(
  context: Context,
  { desk, row }: Found,
  member: Member,
  request: FastifyRequest<WithPlace>,
): { readonly form: ActForm; readonly doing: Doing } {
  const { act = '', matter = '', as } = request.query;
  const form = formFor(act);
  const { state, book, docket } = desk.recorder;
  const actor: Actor =
    as === undefined
      ? { role: 'nominator', id: member.membership.pseudonym }
      : { role: 'candidate', id: as };
  const isOwn = as === undefined || member.candidates.includes(as);
  if (
    form === undefined ||
    !OWN.has(act as ActKind) ||
    !isOwn ||
    !isFor(desk, member, actor, matter)
  )
    throw notFound('There is no such step for you here.');
  return {
    form,
    doing: {
      db: context.db,
      proceeding: row.id,
      book,
      state,
      docket,
      now: context.now(),
      actor,
      place: { act: act as ActKind, matter },
      member,
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
  const fields = withFault(await form.fields(doing, sent), turned);
  reply.code(turned === undefined ? 200 : turned.field === undefined ? 409 : 422);
  return html(
    reply,
    renderAct({
      frame: await frameOf(context, request, reply, desk.book.zone),
      proceeding: proceedingRef(row),
      title: form.title,
      lead: form.lead,
      ...given('clause', clauseView(desk.book, turned?.clause)),
      form: { action: request.url, fields, submit: form.submit, ...given('warning', form.warning) },
      ...given('error', turned?.message),
      back: { text: 'Back to your page', href: '/my' },
    }),
  );
}
