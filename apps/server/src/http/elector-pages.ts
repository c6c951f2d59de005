/** The roll person by person: was the link delivered, has this person voted, send it again; and reminders. */
import { type ElectorsView, renderElectors } from '@hustings/web';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Sent, text } from '../acts/act-form.ts';
import {
  type ElectorFilter,
  type ElectorLine,
  listElectors,
  shownUpTo,
} from '../electors/elector-list.ts';
import type { LinkSetup, VoteLinks } from '../electors/links.ts';
import { lastReminder, REMIND_AFTER_MS, sendAgain } from '../electors/send-again.ts';
import { given, proceedingRef } from '../views/refs.ts';
import type { Context } from './context.ts';
import { leaveNotice } from './cookies.ts';
import { notFound, Refused } from './failures.ts';
import { html, seeOther } from './html.ts';
import { contestOf, type Found } from './proceeding-of.ts';
import { frameOf, needOfficer, needStaff } from './sessions.ts';

interface OfElectorate {
  readonly Params: { readonly id: string; readonly electorate: string };
  readonly Querystring: { readonly show?: string; readonly q?: string; readonly page?: string };
  readonly Body: Sent | undefined;
}

const PER_PAGE = 50;
const FILTERS: readonly ElectorFilter[] = ['all', 'undelivered', 'not-voted'];

export function addElectorPages(app: FastifyInstance, context: Context): void {
  app.get<OfElectorate>('/officer/p/:id/electors/:electorate', async (request, reply) => {
    needStaff(request);
    const found = await contestOf(context, request.params.id);
    return html(reply, renderElectors(await electorsView(context, request, reply, found)));
  });

  app.post<OfElectorate>('/officer/p/:id/electors/:electorate/again', async (request, reply) => {
    needStaff(request);
    const found = await contestOf(context, request.params.id);
    const electorate = electorateOf(found, request.params.electorate);
    const poll = pollNow(found, electorate);
    if (poll === undefined) throw notFound('There is no poll to send a link for.');
    const body = request.body ?? {};
    const sent = await sendAgain(
      setupOf(context),
      linksOf(found, electorate, poll),
      text(body, 'person'),
    );
    if (!sent.ok) throw new Refused(sent.error);
    leaveNotice(reply, {
      tone: 'done',
      text:
        sent.value.address === ''
          ? 'The letter is written. There is no address: print it from the outbox and hand it over.'
          : `The link is on its way to ${sent.value.address} again.`,
    });
    return seeOther(reply, backTo(found, electorate, body));
  });

  app.post<{ readonly Params: { readonly id: string }; readonly Body: Sent | undefined }>(
    '/officer/p/:id/remind',
    async (request, reply) => {
      needOfficer(request);
      const { desk, row } = await contestOf(context, request.params.id);
      const poll = text(request.body ?? {}, 'poll');
      const { polls } = desk.recorder.state;
      if (!Object.hasOwn(polls, poll)) throw notFound();
      if (polls[poll]?.status !== 'open')
        throw new Refused({ code: 'poll/not-open', message: 'The poll is not open.' });
      const last = await lastReminder(context, row.id, poll);
      if (last !== undefined && !isDue(last, context.now()))
        throw new Refused({
          code: 'link/reminded-lately',
          message: 'Reminders went out less than twenty hours ago. Members should not be pestered.',
        });
      await context.jobs.order({
        kind: 'reminders',
        workKey: `${row.id}/reminders/${poll}`,
        params: { proceeding: row.id, poll },
        isRepeatable: true,
      });
      return seeOther(reply, `/officer/p/${row.id}/work/reminders/${poll}`);
    },
  );
}

export function isDue(last: string, now: Date): boolean {
  return now.getTime() - Date.parse(last) >= REMIND_AFTER_MS;
}

async function electorsView(
  context: Context,
  request: FastifyRequest<OfElectorate>,
  reply: FastifyReply,
  found: Found,
): Promise<ElectorsView> {
  const { desk, row } = found;
  const electorate = electorateOf(found, request.params.electorate);
  const { query } = request;
  const search = (query.q ?? '').trim().slice(0, 100);
  const filter = FILTERS.find((f) => f === query.show) ?? 'all';
  const page = Math.max(1, Number.parseInt(query.page ?? '1', 10) || 1);
  const poll = pollNow(found, electorate);
  const state = poll === undefined ? undefined : desk.recorder.state.polls[poll];
  const isClosed = state !== undefined && state.status !== 'prepared' && state.status !== 'open';
  const box = poll === undefined ? undefined : desk.recorder.docket.poll(poll)?.box;
  const { lines, total } = await listElectors(context.db, {
    proceeding: row.id,
    electorate,
    poll,
    box,
    shownUpTo: shownUpTo(context.now(), isClosed),
    filter,
    search,
    offset: (page - 1) * PER_PAGE,
    limit: PER_PAGE,
  });
  const base = `/officer/p/${row.id}/electors/${electorate}`;
  const href = (wanted: ElectorFilter, n: number): string =>
    `${base}?${new URLSearchParams({ show: wanted, q: search, page: String(n) })}`;
  const { who } = needStaff(request);
  const isFrozen = Object.values(desk.recorder.state.rolls).some(
    (r) => r.electorate === electorate,
  );
  const canSend = state?.status === 'prepared' || state?.status === 'open';
  return {
    frame: await frameOf(context, request, reply, desk.book.zone),
    proceeding: proceedingRef(row),
    back:
      who.role === 'officer'
        ? { text: 'Back to the list', href: `/officer/p/${row.id}` }
        : { text: 'Returning officer’s desk', href: '/officer' },
    name: desk.book.electorates.find((e) => e.id === electorate)?.name ?? electorate,
    action: base,
    search,
    filter,
    filters: FILTERS.map((kind) => ({ kind, href: href(kind, 1) })),
    votes: poll === undefined ? 'none' : isClosed ? 'closed' : 'live',
    total,
    electors: lines.map((line) => ({
      ...shown(found, electorate, line, who.role === 'officer'),
      ...given('contactHref', isFrozen ? `${base}/contact/${line.person}` : undefined),
      ...given(
        'again',
        canSend
          ? {
              action: `${base}/again`,
              fields: [
                { kind: 'hidden', name: 'person', value: line.person },
                { kind: 'hidden', name: 'show', value: filter },
                { kind: 'hidden', name: 'q', value: search },
              ],
              submit: 'Send the link again',
            }
          : undefined,
      ),
    })),
    ...given('laterHref', page * PER_PAGE < total ? href(filter, page + 1) : undefined),
    ...given('earlierHref', page > 1 ? href(filter, page - 1) : undefined),
  };
}

function shown({ desk }: Found, electorate: string, line: ElectorLine, maySeeMail: boolean) {
  const { person, name, memberNo, email, section, mail, hasVoted } = line;
  const sections = desk.book.electorates.find((e) => e.id === electorate)?.sections ?? [];
  return {
    id: person,
    name,
    ...given('number', memberNo),
    ...given('email', email === '' ? undefined : email),
    section: sections.find((s) => s.id === section)?.name ?? section,
    ...given(
      'mail',
      mail && {
        state: mail.state === 'captured' ? ('caught' as const) : mail.state,
        at: mail.at,
        // The mail holds the voting link, which the help desk must never see.
        ...given('href', maySeeMail ? `/officer/outbox/${mail.id}` : undefined),
      },
    ),
    voted: hasVoted,
  };
}

function electorateOf({ desk }: Found, id: string): string {
  if (!desk.book.electorates.some((e) => e.id === id)) throw notFound();
  return id;
}

/** The newest prepared poll of the electorate. */
function pollNow({ desk }: Found, electorate: string): string | undefined {
  const { polls, rolls } = desk.recorder.state;
  return Object.values(polls)
    .filter((p) => p.manifest && rolls[p.manifest.roll.id]?.electorate === electorate)
    .toSorted((a, b) => b.number - a.number)[0]?.id;
}

function linksOf({ desk, row }: Found, electorate: string, poll: string): VoteLinks {
  const state = desk.recorder.state.polls[poll];
  const manifest = state?.manifest;
  if (manifest === undefined) throw notFound();
  return {
    proceeding: row.id,
    electorate,
    manifest,
    closes: state?.closes ?? manifest.closes,
    zone: desk.book.zone,
  };
}

function setupOf(context: Context): LinkSetup {
  return { ...context, publicUrl: context.publicUrl(), progress: () => undefined };
}

function backTo({ row }: Found, electorate: string, body: Sent): string {
  const query = new URLSearchParams({ show: text(body, 'show'), q: text(body, 'q') });
  return `/officer/p/${row.id}/electors/${electorate}?${query}`;
}
