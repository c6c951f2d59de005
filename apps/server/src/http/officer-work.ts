/** What the officer sets going and this server carries out: freezing, keys, links, closing and counting. */
import { renderProgress } from '@hustings/web';
import type { FastifyInstance } from 'fastify';
import { freshId, type Sent, text } from '../acts/act-form.ts';
import { isDeclared } from '../polls/finish-poll.ts';
import { preparePoll } from '../polls/prepare-poll.ts';
import { isSeparated } from '../separated/open-pools.ts';
import { prepareSeparated } from '../separated/prepare-separated.ts';
import { progressView } from '../views/progress-view.ts';
import { proceedingRef } from '../views/refs.ts';
import { count } from '../words/index.ts';
import type { Context } from './context.ts';
import { leaveNotice } from './cookies.ts';
import { notFound, Refused } from './failures.ts';
import { html, seeOther } from './html.ts';
import { contestOf, type Found } from './proceeding-of.ts';
import { frameOf, needOfficer } from './sessions.ts';

interface OfProceeding {
  readonly Params: { readonly id: string };
  readonly Body: Sent | undefined;
}

export function addOfficerWork(app: FastifyInstance, context: Context): void {
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
    const order = { matter: matter.id, roll: roll.id };
    const prepared = isSeparated(desk)
      ? await prepareSeparated(desk, order)
      : await preparePoll(desk, { ...order, poll: freshId('poll', state.polls) });
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
      // Counting and declaring may be days apart.
      isRepeatable: true,
    });
    return seeOther(reply, `/officer/p/${row.id}/work/finish/${poll}`);
  });

  app.get<{
    readonly Params: { readonly id: string; readonly what: string; readonly about: string };
  }>('/officer/p/:id/work/:what/:about', async (request, reply) => {
    needOfficer(request);
    const found = await contestOf(context, request.params.id);
    const { what, about } = request.params;
    const job = await context.jobs.find(`${found.row.id}/${what}/${about}`);
    const back = `/officer/p/${found.row.id}`;
    if (job?.state === 'done') {
      const text = await doneWords(context, found, what, about);
      if (text !== undefined) leaveNotice(reply, { tone: 'done', text });
    }
    if (job === undefined || job.state === 'done')
      return seeOther(
        reply,
        what === 'finish' && isDeclared(found.desk, about) ? `/p/${found.row.id}/result` : back,
      );
    const frame = await frameOf(context, request, reply, found.desk.book.zone);
    return html(
      reply,
      renderProgress(
        progressView(frame, job, {
          ...((Object.hasOwn(WORDS, what) ? WORDS[what] : undefined) ?? LINK_WORDS),
          proceeding: proceedingRef(found.row),
          next: { text: 'Back to the list', href: back },
        }),
      ),
    );
  });
}

const WORDS: Readonly<Record<string, { readonly title: string; readonly sentence: string }>> = {
  reminders: {
    title: 'Reminders are being written',
    sentence: 'Everyone whose vote is not in the ballot box gets a mail with their link.',
  },
  freeze: {
    title: 'The roll is being frozen',
    sentence:
      'Every elector gets a voting code. The public halves go on the record, so that nobody can be added or taken off later unseen.',
  },
  finish: {
    title: 'The poll is being counted',
    sentence:
      'The box is closed, the ballots are shuffled until nobody can tell whose is whose, then decrypted and counted. Every step is proved on the record.',
  },
};

const LINK_WORDS = {
  title: 'The links are being written',
  sentence: 'Every elector gets a mail with a link of their own.',
};

/** What a finished job has brought about. */
async function doneWords(
  context: Context,
  { desk, row }: Found,
  what: string,
  about: string,
): Promise<string | undefined> {
  if (what === 'freeze') {
    const roll = Object.values(desk.recorder.state.rolls).findLast((r) => r.electorate === about);
    const size = roll?.sections.reduce((sum, s) => sum + s.size, 0) ?? 0;
    return `The roll is frozen with ${count(size, 'elector')}.`;
  }
  if (what === 'reminders')
    return 'The reminders are written. The outbox shows how far they have come.';
  if (what !== 'sign-in-links' && what !== 'vote-links') return undefined;
  const kind = what === 'sign-in-links' ? 'sign-in' : `vote-link/${about}`;
  const { written } = await context.db
    .selectFrom('outbox')
    .select((e) => e.fn.countAll<number>().as('written'))
    .where('proceeding', '=', row.id)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow();
  return context.outbox.captures
    ? `${count(Number(written), 'link')} written. No mail server is set, so they are kept in the outbox.`
    : `${count(Number(written), 'link')} written. They are being sent; the outbox shows how far it has come.`;
}
