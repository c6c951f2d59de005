/** Pages for everyone: home, the replay, proceedings, results, polls, the booth, the box, checking, verifying. */

import { fromUtf8 } from '@hustings/base';
import type { FormView } from '@hustings/web';
import {
  renderBooth,
  renderBox,
  renderCheck,
  renderHome,
  renderPoll,
  renderProceeding,
  renderProgress,
  renderResult,
  renderScreen,
  renderSecondDevice,
  renderVerify,
} from '@hustings/web';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Desk } from '../desk/desk.ts';
import { VISITOR_CODE } from '../practice/start-practice.ts';
import { REPLAY_ID, REPLAY_JOB } from '../replays/build-replay.ts';
import { readVerified } from '../store/settings.ts';
import { boxView, checkView } from '../views/box-view.ts';
import { boothView, pollView, secondDeviceView } from '../views/poll-view.ts';
import { proceedingView } from '../views/proceeding-view.ts';
import { percentOf, progressView } from '../views/progress-view.ts';
import { given, proceedingRef, recordView } from '../views/refs.ts';
import { resultView } from '../views/result-view.ts';
import { bookHref, RULES_HREF } from '../views/rule-book-view.ts';
import { standingOf } from '../views/standing.ts';
import { nameWitnesses } from '../witnesses/name-witnesses.ts';
import type { Context } from './context.ts';
import { knownVisitor } from './cookies.ts';
import { notFound } from './failures.ts';
import { html, seeOther } from './html.ts';
import { type Found, pollOf, proceedingOf } from './proceeding-of.ts';
import { frameOf } from './sessions.ts';

interface OfProceeding {
  readonly Params: { readonly id: string };
}
interface OfPoll {
  readonly Params: { readonly id: string; readonly poll: string };
}

const HOME_LISTS = 50;

export function addPublicPages(app: FastifyInstance, context: Context): void {
  const { db, now } = context;
  const host = (): string => new URL(context.publicUrl()).host;

  app.get('/', async (request, reply) => {
    const rows = await db
      .selectFrom('proceedings')
      .selectAll()
      .where('kind', '=', 'contest')
      .orderBy('created', 'desc')
      .limit(HOME_LISTS)
      .execute();
    const proceedings = [];
    for (const row of rows) {
      const desk = await readable(context, request, row.id);
      if (desk?.recorder.docket.opened === undefined) continue;
      const standing = standingOf(desk.recorder.state, now().toISOString());
      proceedings.push({ ...proceedingRef(row), standing });
    }
    const job = await context.jobs.find(REPLAY_JOB);
    return html(
      reply,
      renderHome({
        frame: await frameOf(context, request, reply),
        replay:
          job === undefined || job.state === 'done'
            ? { kind: 'ready', href: '/replay' }
            : { kind: 'building', href: '/replay', percent: percentOf(job) },
        practice: { href: '/practice' },
        own: { href: '/officer' },
        rules: {
          href: RULES_HREF,
          books: context.books.shelves.reduce((sum, { books }) => sum + books.length, 0),
        },
        proceedings,
      }),
    );
  });

  app.get('/replay', async (request, reply) => {
    const job = await context.jobs.find(REPLAY_JOB);
    const built = await db
      .selectFrom('proceedings')
      .select('id')
      .where('id', '=', REPLAY_ID)
      .executeTakeFirst();
    if (built !== undefined && (job === undefined || job.state === 'done'))
      return seeOther(reply, `/p/${built.id}`);
    if (job === undefined) throw notFound('The replay is not being built on this server.');
    return html(
      reply,
      renderProgress(
        progressView(await frameOf(context, request, reply), job, {
          title: 'The 2016 contest is being replayed',
          sentence:
            'Every ballot of the contest, at one elector in a thousand, is being encrypted, cast, shuffled, decrypted and counted on this machine. It is done once and takes a minute or two.',
        }),
      ),
    );
  });

  app.get<OfProceeding>('/p/:id', async (request, reply) => {
    const { desk, row } = await proceedingOf(context, request.params.id);
    const frame = await frameOf(context, request, reply, desk.book.zone);
    const page = await desk.read(() =>
      proceedingView(frame, desk, row, {
        host: host(),
        now: now(),
        ...given('bookHref', bookPage(context, desk)),
        close: closeForm({ desk, row }, request),
        isOfficer: request.sessions?.officer !== undefined && row.kind === 'contest',
      }),
    );
    return html(reply, renderProceeding(await nameWitnesses(db, row.id, page)));
  });

  app.get<OfProceeding>('/p/:id/result', async (request, reply) => {
    const { desk, row } = await proceedingOf(context, request.params.id);
    if (desk.recorder.docket.declared.length === 0)
      throw notFound('No result has been declared in this proceeding yet.');
    const frame = await frameOf(context, request, reply, desk.book.zone);
    const verified = await readVerified(db, row.id);
    const page = await desk.read(() => resultView(frame, desk, row, host(), verified));
    return html(reply, renderResult(await nameWitnesses(db, row.id, page)));
  });

  app.get<OfProceeding & { readonly Querystring: { readonly step?: string } }>(
    '/p/:id/result/screen',
    async (request, reply) => {
      const { desk, row } = await proceedingOf(context, request.params.id);
      const frame = await frameOf(context, request, reply, desk.book.zone);
      const page = await desk.read(() => resultView(frame, desk, row, host(), undefined));
      const [declared] = page.results;
      if (declared === undefined)
        throw notFound('No result has been declared in this proceeding yet.');
      const { proceeding } = page;
      const step = Number.parseInt(request.query.step ?? '1', 10) || 1;
      const leaveHref = `/p/${row.id}/result`;
      const href = `${leaveHref}/screen`;
      return html(reply, renderScreen({ frame, proceeding, declared, step, href, leaveHref }));
    },
  );

  app.get<OfPoll>('/p/:id/polls/:poll', async (request, reply) => {
    const found = await pollOf(context, request.params.id, request.params.poll);
    const { desk, row } = found;
    const frame = await frameOf(context, request, reply, desk.book.zone);
    const kept = isVisitor(row.visitor, request) ? desk.keys.kept(VISITOR_CODE) : undefined;
    const page = await desk.read(() =>
      pollView(frame, found, {
        host: host(),
        now: now(),
        code: kept && fromUtf8(kept),
        close: closeForm(found, request),
      }),
    );
    return html(reply, renderPoll(await nameWitnesses(db, row.id, page)));
  });

  app.get<OfPoll>('/p/:id/vote/:poll', async (request, reply) => {
    const found = await pollOf(context, request.params.id, request.params.poll);
    const frame = await frameOf(context, request, reply, found.desk.book.zone);
    return html(reply, renderBooth(boothView(frame, found, now())));
  });

  app.get<OfPoll>('/p/:id/vote/:poll/test', async (request, reply) => {
    const found = await pollOf(context, request.params.id, request.params.poll);
    const frame = await frameOf(context, request, reply, found.desk.book.zone);
    return html(reply, renderBooth(boothView(frame, found, now(), true)));
  });

  app.get<OfPoll>('/p/:id/vote/:poll/second', async (request, reply) => {
    const found = await pollOf(context, request.params.id, request.params.poll);
    const frame = await frameOf(context, request, reply, found.desk.book.zone);
    return html(reply, renderSecondDevice(secondDeviceView(frame, found, now())));
  });

  app.get<
    OfProceeding & { readonly Querystring: { readonly poll?: string; readonly page?: string } }
  >('/p/:id/box', async (request, reply) => {
    const { desk } = await proceedingOf(context, request.params.id);
    const newest = desk.recorder.docket.polls.findLast((p) => p.box !== undefined);
    const poll = request.query.poll ?? newest?.id;
    if (poll === undefined) throw notFound('This proceeding has no ballot box yet.');
    const found = await pollOf(context, request.params.id, poll);
    const frame = await frameOf(context, request, reply, desk.book.zone);
    const page = Number.parseInt(request.query.page ?? '1', 10);
    const view = await desk.read(() => boxView(frame, found, Number.isNaN(page) ? 1 : page, now()));
    return html(reply, renderBox(view));
  });

  app.get<OfProceeding & { readonly Querystring: { readonly tracker?: string } }>(
    '/p/:id/check',
    async (request, reply) => {
      const { desk, row } = await proceedingOf(context, request.params.id);
      const frame = await frameOf(context, request, reply, desk.book.zone);
      const asked = (request.query.tracker ?? '').slice(0, 200);
      const view = await desk.read(() => checkView(frame, desk, row, asked, now()));
      return html(reply, renderCheck(view));
    },
  );

  app.get<OfProceeding>('/p/:id/verify', async (request, reply) => {
    const { desk, row } = await proceedingOf(context, request.params.id);
    const frame = await frameOf(context, request, reply, desk.book.zone);
    const record = recordView(desk);
    return html(
      reply,
      renderVerify({
        frame,
        proceeding: proceedingRef(row, desk),
        recordHref: `/p/${row.id}/record.zip`,
        entries: record.entries,
        ballots: record.ballots,
        command: record.command,
      }),
    );
  });
}

/** The page of the book of a proceeding, if it is the very book that the record names. */
function bookPage({ books }: Context, desk: Desk): string | undefined {
  const shelved = books.find(desk.book.id);
  return shelved?.hash === desk.recorder.state.bookHash ? bookHref(desk.book.id) : undefined;
}

/** One damaged record must not take the home page with it. */
async function readable(
  context: Context,
  request: FastifyRequest,
  id: string,
): Promise<Desk | undefined> {
  try {
    return await context.desks.find(id);
  } catch (fault) {
    request.log.error({ err: fault, proceeding: id }, 'a record cannot be read');
    return undefined;
  }
}

function isVisitor(visitor: string | null, request: FastifyRequest): boolean {
  return visitor !== null && knownVisitor(request) === visitor;
}

/** The visitor of a practice poll is its returning officer, and may close it at any time. */
export function closeForm({ desk, row }: Found, request: FastifyRequest): FormView | undefined {
  if (row.kind !== 'practice' || !isVisitor(row.visitor, request)) return undefined;
  const poll = Object.values(desk.recorder.state.polls).find((p) => p.status === 'open');
  if (poll === undefined) return undefined;
  return {
    action: `/p/${row.id}/close`,
    fields: [],
    submit: 'Close the poll and count',
    warning: 'No further ballot is taken once the poll is closed.',
  };
}
