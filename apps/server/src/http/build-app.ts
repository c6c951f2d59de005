/** Puts the server together: plugins, hooks, routes. Opens no socket. */
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart, { type MultipartFile } from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import underPressure from '@fastify/under-pressure';
import { hashedPrefix, staticRoot } from '@hustings/web/static';
import Fastify, {
  type FastifyInstance,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from 'fastify';
import { addApi } from './api.ts';
import type { Context } from './context.ts';
import { addErrors } from './errors.ts';
import { addHolderApi } from './holder-api.ts';
import { addPages } from './pages.ts';
import { checkFormToken, checkOrigin, securityHeaders } from './security.ts';
import { addSessions } from './sessions.ts';

export interface AppOptions {
  readonly logger: FastifyServerOptions['logger'];
  /** Requests a minute from one address; 0 for no limit. */
  readonly ratePerMinute: number;
  /** Delay of the event loop, in ms, above which requests are put off with a 503; 0 for never. */
  readonly busyMs: number;
  /** Whether an `X-Forwarded-For` of a proxy in front is to be believed. */
  readonly trustProxy: boolean;
  readonly isHttps: () => boolean;
}

export type App = FastifyInstance;

declare module 'fastify' {
  interface FastifyRequest {
    /** Name of the uploaded file, as the sender gave it. */
    uploadName: string | undefined;
  }
}

/** The bytes become the field's value; the name, which is only shown, is kept beside. */
async function onFile(this: FastifyRequest, part: MultipartFile): Promise<void> {
  this.uploadName = part.filename.replace(/[\p{Cc}/\\]/gu, '').slice(-100);
  Object.assign(part, { value: await part.toBuffer() });
}

const UPLOAD_BYTES = 64 * 1024 * 1024;
const FORM_BYTES = 256 * 1024;

export async function buildApp(context: Context, options: AppOptions): Promise<App> {
  const app = Fastify({
    logger: options.logger ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID().slice(0, 13),
    trustProxy: options.trustProxy,
    bodyLimit: FORM_BYTES,
    forceCloseConnections: true,
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.decorate('isHttps', options.isHttps);
  app.decorateRequest('uploadName', undefined);
  // The route's pattern, never the address itself: one-time links are secrets and stand in addresses.
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? '(none)',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    );
  });
  addErrors(app, context);

  await app.register(underPressure, {
    maxEventLoopDelay: options.busyMs,
    retryAfter: 5,
    exposeStatusRoute: '/healthz',
  });
  if (options.ratePerMinute > 0)
    await app.register(rateLimit, {
      max: options.ratePerMinute,
      timeWindow: '1 minute',
      allowList: (request) => request.url.startsWith(hashedPrefix),
    });
  await app.register(helmet, securityHeaders(options.isHttps()));
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: FORM_BYTES });
  await app.register(multipart, {
    attachFieldsToBody: 'keyValues',
    onFile,
    limits: { fileSize: UPLOAD_BYTES, files: 1, fields: 20, fieldSize: FORM_BYTES },
  });
  app.addHook('onRequest', async (request) => checkOrigin(request));
  addSessions(app, context);
  app.addHook('preHandler', async (request) => checkFormToken(request));
  app.addHook('onSend', async (_request, reply, payload) => {
    // Pages may show what only this person may see; the public record sets its own.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    return payload;
  });

  await app.register(fastifyStatic, {
    root: fileURLToPath(staticRoot),
    prefix: '/',
    wildcard: false,
    index: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isHashed = path.includes(hashedPrefix.replaceAll('/', ''));
      reply.header(
        'cache-control',
        isHashed ? 'public, max-age=31536000, immutable' : 'public, max-age=86400',
      );
    },
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Hustings',
        version: '1',
        description:
          'The public interface of a Hustings server: polls, casting, receipts and the public record.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
    },
  });
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_req, body, done) =>
    done(null, body),
  );
  addApi(app as unknown as App, context);
  addHolderApi(app as unknown as App, context);
  addPages(app as unknown as App, context);
  return app as unknown as App;
}
