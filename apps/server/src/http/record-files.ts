/** The public record, file by file (C2SP tlog-tiles) and as one zip; and its dates as a calendar. */
import { MemoryRecord, writeRecord, zipRecord } from '@hustings/record';
import type { FastifyInstance } from 'fastify';
import { publicFile } from '../desk/public-log.ts';
import { calendarOf } from '../views/calendar.ts';
import { cosigner, witnessedCheckpoint } from '../witnesses/cosignatures.ts';
import type { Context } from './context.ts';
import { notFound } from './failures.ts';
import { proceedingOf } from './proceeding-of.ts';

interface OfProceeding {
  readonly Params: { readonly id: string };
}

export function addRecordFiles(app: FastifyInstance, context: Context): void {
  app.get<OfProceeding>('/p/:id/record.zip', async (request, reply) => {
    const { desk } = await proceedingOf(context, request.params.id);
    const record = new MemoryRecord();
    const cosigned = await cosigner(context.db, desk.proceeding);
    await desk.read(() => writeRecord(desk.recorder, record, undefined, cosigned));
    return reply
      .type('application/zip')
      .header('content-disposition', `attachment; filename="${desk.proceeding}.zip"`)
      .send(Buffer.from(zipRecord(record)));
  });

  app.get<OfProceeding>('/p/:id/calendar.ics', async (request, reply) => {
    const { desk, row } = await proceedingOf(context, request.params.id);
    const { organisation, title } = row;
    const href = `${context.publicUrl()}/p/${row.id}`;
    return reply
      .type('text/calendar; charset=utf-8')
      .header('cache-control', 'public, max-age=600')
      .send(calendarOf({ desk, organisation, title, href, now: context.now() }));
  });

  app.get<OfProceeding>('/p/:id/log/checkpoint', async (request, reply) => {
    const { desk } = await proceedingOf(context, request.params.id);
    const cosigned = await cosigner(context.db, desk.proceeding);
    const checkpoint = await desk.read(() => desk.recorder.checkpoint());
    return reply.type('text/plain; charset=utf-8').send(cosigned(checkpoint));
  });

  // While ballots come in, the newest checkpoint is younger than any cosignature: this one has them.
  app.get<OfProceeding>('/p/:id/log/witnessed-checkpoint', async (request, reply) => {
    const { desk } = await proceedingOf(context, request.params.id);
    const checkpoint = await witnessedCheckpoint(context.db, desk);
    if (checkpoint === undefined) throw notFound('No witness has cosigned this log yet.');
    return reply.type('text/plain; charset=utf-8').send(checkpoint);
  });

  app.get<{ readonly Params: { readonly id: string; readonly '*': string } }>(
    '/p/:id/log/*',
    async (request, reply) => {
      const { desk } = await proceedingOf(context, request.params.id);
      const bytes = await desk.read(() => publicFile(desk, request.params['*']));
      if (bytes === undefined) throw notFound('The record has no such file, or not yet.');
      return reply
        .type('application/octet-stream')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .send(Buffer.from(bytes));
    },
  );
}
