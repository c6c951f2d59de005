/** What a member sees and does: where each matter stands, whether they are on the roll, nominating, standing. */

import { type Actor, type CandidateState, may } from '@hustings/rulebook';
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
import { count, list } from '../words/index.ts';
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
    const { form, doing } = await doingOf(context, found, member, request);
    return showAct(context, request, reply, found, form, doing, {});
  });

  app.post<WithPlace>('/my/p/:id/do', async (request, reply) => {
    const { person } = needMember(request);
    const found = await proceedingOf(context, request.params.id);
    const member = await needOnRoll(context, found, person);
    const { form, doing } = await doingOf(context, found, member, request);
    const sent = request.body ?? {};
    const done = await doAct(found.desk, form, doing, sent, context);
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
  // What one is waited for comes first: agreeing to stand.
  const actors: readonly Actor[] = [
    ...member.candidates.map((id): Actor => ({ role: 'candidate', id })),
    { role: 'nominator', id: member.membership.pseudonym },
  ];
  return actors.flatMap((actor) =>
    may(state, actor, now.toISOString()).flatMap((permission): readonly TaskView[] => {
      const { act, matter = '' } = permission;
      if (!OWN.has(act) || !permission.open || !isFor(desk, member, actor, matter)) return [];
      const standing = ownStanding(desk, actor, matter);
      if (act !== 'candidate-consented' && standing?.consented === false) return [];
      const place = new URLSearchParams({
        act,
        matter,
        ...(actor.role === 'candidate' ? { as: actor.id } : {}),
      });
      return [
        {
          id: `${act}/${matter}/${actor.id}`,
          text: formFor(act)?.title ?? permission.sentence,
          ...given('hint', act === 'candidate-consented' ? nominatedWords(standing) : undefined),
          href: `/my/p/${desk.proceeding}/do?${place}`,
          ...given('by', permission.until),
          ...given('clause', clauseView(state.book, permission.clause)),
          missing: permission.missing,
        },
      ];
    }),
  );
}

/** How a candidate stands, where the book asks for consent. */
function ownStanding(desk: Desk, actor: Actor, id: string): CandidateState | undefined {
  const { state, book } = desk.recorder;
  const matter = state.matters[id];
  const procedure = book.procedures.find((p) => p.id === matter?.procedure);
  if (actor.role !== 'candidate' || matter?.kind !== 'contest') return undefined;
  if (procedure?.kind !== 'contest' || procedure.nomination.consent === undefined) return undefined;
  return Object.hasOwn(matter.candidates, actor.id) ? matter.candidates[actor.id] : undefined;
}

function nominatedWords(standing: CandidateState | undefined): string | undefined {
  if (standing === undefined) return undefined;
  const made = Object.values(standing.nominations).reduce((sum, n) => sum + n, 0);
  return `You have been nominated: ${count(made, 'nomination')} so far. You stand only if you agree.`;
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

async function doingOf(
  context: Context,
  { desk, row }: Found,
  member: Member,
  request: FastifyRequest<WithPlace>,
): Promise<{ readonly form: ActForm; readonly doing: Doing }> {
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
      entries: await desk.story.entries(),
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
      // What is wrong with one field is said there.
      ...given('error', turned?.field === undefined ? turned?.message : undefined),
      back: { text: 'Back to your page', href: '/my' },
    }),
  );
}
