/** Door 2: a practice poll for this visitor, its booth, its closing. */
import { type FieldView, renderPractice, renderProgress } from '@hustings/web';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  PRACTICE_PAPERS,
  type PracticePaper,
  ROLL_SIZE,
  SOCIETY,
  startPractice,
} from '../practice/start-practice.ts';
import { progressView } from '../views/progress-view.ts';
import { proceedingRef } from '../views/refs.ts';
import type { Context } from './context.ts';
import { knownVisitor, visitorOf } from './cookies.ts';
import { notFound, Refused } from './failures.ts';
import { html, seeOther } from './html.ts';
import { type Found, proceedingOf } from './proceeding-of.ts';
import { frameOf } from './sessions.ts';

interface OfProceeding {
  readonly Params: { readonly id: string };
}

const PAPER_FIELD: FieldView = {
  kind: 'choice',
  name: 'paper',
  label: 'The paper',
  options: [
    {
      value: 'ranked',
      text: 'Rank the candidates',
      hint: 'First, second, third; counted by the alternative vote.',
      checked: true,
    },
    { value: 'marks', text: 'Mark all you approve of', hint: 'The most marks win.' },
    {
      value: 'scores',
      text: 'Score them from 0 to 5',
      hint: 'The two with most points are compared.',
    },
  ],
};

function paperIn(asked: string | undefined): PracticePaper {
  return asked !== undefined && Object.hasOwn(PRACTICE_PAPERS, asked)
    ? (asked as PracticePaper)
    : 'ranked';
}

export function addPracticePages(app: FastifyInstance, context: Context): void {
  app.get('/practice', async (request, reply) =>
    html(
      reply,
      renderPractice({
        frame: await frameOf(context, request, reply),
        start: { action: '/practice', fields: [PAPER_FIELD], submit: 'Start a practice poll' },
        society: SOCIETY,
        rollSize: ROLL_SIZE,
        cast: ROLL_SIZE - 1,
      }),
    ),
  );

  app.post<{ readonly Body: { readonly paper?: string } | undefined }>(
    '/practice',
    { config: { rateLimit: { max: 12, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const started = await startPractice(
        context,
        visitorOf(request, reply),
        paperIn(request.body?.paper),
      );
      if (!started.ok) throw new Refused(started.error);
      const { proceeding, poll, code } = started.value;
      // The code travels in the fragment, which no browser sends anywhere.
      return seeOther(reply, `/p/${proceeding}/vote/${poll}#${code}`);
    },
  );

  app.post<OfProceeding>('/p/:id/close', async (request, reply) => {
    const found = await practiceOf(context, request);
    const { desk, row } = found;
    const poll = Object.values(desk.recorder.state.polls)[0];
    if (poll === undefined) throw notFound();
    await context.jobs.order({
      kind: 'finish-poll',
      workKey: `${row.id}/finish/${poll.id}`,
      params: { proceeding: row.id, poll: poll.id },
    });
    return seeOther(reply, `/p/${row.id}/close`);
  });

  app.get<OfProceeding>('/p/:id/close', async (request, reply) => {
    const { row, desk } = await proceedingOf(context, request.params.id);
    const poll = Object.values(desk.recorder.state.polls)[0];
    return showFinish(context, request, reply, { row, desk }, poll?.id ?? '');
  });
}

async function practiceOf(context: Context, request: FastifyRequest<OfProceeding>): Promise<Found> {
  const found = await proceedingOf(context, request.params.id);
  if (found.row.kind !== 'practice') throw notFound();
  if (knownVisitor(request) !== found.row.visitor)
    throw new Refused({
      code: 'session/not-your-practice',
      message:
        'This practice poll was started in another browser, and only there it can be closed.',
    });
  return found;
}

/** How far the closing of a poll has come; leads on to the result when it is done. */
async function showFinish(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  { row, desk }: Found,
  poll: string,
): Promise<FastifyReply> {
  const job = await context.jobs.find(`${row.id}/finish/${poll}`);
  if (job === undefined) return seeOther(reply, `/p/${row.id}`);
  if (job.state === 'done') return seeOther(reply, `/p/${row.id}/result`);
  const frame = await frameOf(context, request, reply, desk.book.zone);
  return html(
    reply,
    renderProgress(
      progressView(frame, job, {
        title: 'The poll is being counted',
        sentence:
          'The box is closed, the ballots are shuffled until nobody can tell whose is whose, then decrypted and counted. Every step is proved on the record.',
        proceeding: proceedingRef(row),
        ...(job.state === 'failed'
          ? { next: { text: 'Back to the proceeding', href: `/p/${row.id}` } }
          : {}),
      }),
    ),
  );
}
