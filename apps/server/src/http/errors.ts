/** The one error handler: what went wrong, as a page for people and as JSON for programs. */
import { renderError } from '@hustings/web';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { asStoreFault, StoreFault } from '../store/faults.ts';
import type { Context } from './context.ts';
import { answerTo, Refused, type Shown } from './failures.ts';
import { frameOf } from './sessions.ts';

export function addErrors(app: FastifyInstance, context: Context): void {
  app.setNotFoundHandler((request, reply) =>
    show(context, request, reply, {
      code: 'page/not-found',
      message: 'There is no such page here.',
    }),
  );
  app.setErrorHandler<FastifyError>((fault, request, reply) => {
    const failure = failureOf(fault, request);
    if (failure.code === 'server/fault') request.log.error({ err: fault }, 'unexpected fault');
    else if (failure.code.startsWith('store/'))
      request.log.error({ code: failure.code }, 'store fault');
    else request.log.info({ code: failure.code }, 'refused');
    return show(context, request, reply, failure);
  });
}

function failureOf(thrown: FastifyError, request: FastifyRequest): Shown {
  const fault = asStoreFault(thrown);
  if (fault instanceof Refused || fault instanceof StoreFault) return fault.failure;
  switch (thrown.statusCode) {
    case 400:
      return {
        code: 'request/malformed',
        message: `The request could not be understood: ${thrown.validation === undefined ? 'its form is broken' : thrown.message}.`,
      };
    case 413:
      return {
        code: 'request/too-large',
        message: 'What you sent is larger than this page takes.',
      };
    case 415:
      return {
        code: 'request/wrong-type',
        message: 'The request has a content type that is not taken here.',
      };
    case 429:
      return {
        code: 'request/too-many',
        message:
          'Too many requests came from your address in a short time. Wait a minute and try again.',
      };
    case 503:
      return {
        code: 'request/overload',
        message: 'The server is very busy. Nothing was lost; try again in a few seconds.',
      };
    default:
      // What is behind a bug is for the log alone; the id leads the officer to it.
      return {
        code: 'server/fault',
        message: `Something went wrong here. It was written down as ${request.id}; please tell the returning officer.`,
      };
  }
}

async function show(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  failure: Shown,
): Promise<FastifyReply> {
  const { status, kind } = answerTo(failure.code);
  reply.code(status);
  if (status === 503 || status === 507) reply.header('retry-after', status === 503 ? '5' : '300');
  const { code, message, clause, citation, at } = failure;
  if (request.url.startsWith('/api/'))
    return reply.send({ code, message, ...(clause && { clause, citation }) });
  const frame = await frameOf(context, request, reply).catch(() => ({ zone: 'UTC' }));
  return reply.type('text/html; charset=utf-8').send(
    renderError({
      frame,
      kind,
      detail: message,
      ...(code === 'page/not-found' ? {} : { code }),
      ...(citation === undefined ? {} : { clause: { cite: citation } }),
      ...(at === undefined ? {} : { at }),
      ...(kind === 'not-yours' || kind === 'refused'
        ? { next: { text: 'Go back to where you were', href: backOf(request) } }
        : {}),
    }),
  );
}

/** The page that the person came from, if it is ours. */
function backOf(request: FastifyRequest): string {
  const { referer } = request.headers;
  if (referer === undefined) return '/';
  try {
    const url = new URL(referer);
    return url.host === request.headers.host ? url.pathname : '/';
  } catch {
    return '/';
  }
}
