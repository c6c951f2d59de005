/**
 * The way in for those who hold keys elsewhere (separated mode): trustees and mixers hand in acts that
 * they signed, a registrar its roll. What they work from is the public record, as anybody reads it.
 */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { canonicalJson, utf8 } from '@hustings/base';
import { readLeaf } from '@hustings/record';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { handInRoll } from '../separated/handed-rolls.ts';
import type { Context } from './context.ts';
import { Refused } from './failures.ts';
import { contestOf } from './proceeding-of.ts';

const Id = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,63}$' });
const Hex32 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Failed = Type.Object({ code: Type.String(), message: Type.String() }, { title: 'Failure' });
const Refusals = { 403: Failed, 404: Failed, 409: Failed, 413: Failed, 422: Failed, 507: Failed };
const Taken = Type.Object({ seq: Type.Integer(), at: Type.String() });

/** An entry is at most 65,535 bytes as canonical JSON. */
const ENTRY_BYTES = 200_000;
/** A store takes no more in one piece (SQLite). */
const BLOB_BYTES = 999_000_000;
/** A million electors. */
const ROLL_BYTES = 64_000_000;

export function addHolderApi(instance: FastifyInstance, context: Context): void {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/api/p/:id/place',
    {
      schema: {
        summary: 'The place in the log that is free now, and the time: what a keyholder signs',
        params: Type.Object({ id: Id }),
        response: { 200: Taken, 404: Failed },
      },
    },
    async (request) => {
      const { desk } = await contestOf(context, request.params.id);
      return desk.recorder.place(desk.now());
    },
  );

  app.post(
    '/api/p/:id/acts',
    {
      bodyLimit: ENTRY_BYTES,
      schema: {
        summary: 'Hand in an act of a trustee or mixer, signed for the free place',
        description:
          'No cookie: the signature, by the key that the record names, is what counts. `hand-in/blobs-missing`: send the bytes that the act names (PUT), then the act again. `record/place-taken`: sign for the next place. An act that stands already is answered with its place (200).',
        params: Type.Object({ id: Id }),
        body: Type.Object({
          entry: Type.Unsafe<object>({
            type: 'object',
            additionalProperties: true,
            description: 'As it would stand on the record: act, at, by, seq, sig.',
          }),
        }),
        response: { 200: Taken, 201: Taken, ...Refusals },
      },
    },
    async (request, reply) => {
      const { desk } = await contestOf(context, request.params.id);
      const leaf = readLeaf(utf8(canonicalJson(request.body.entry)));
      if (!leaf.ok || leaf.value.kind !== 'event' || leaf.value.sig === undefined)
        throw new Refused({
          code: 'hand-in/malformed',
          message: leaf.ok ? 'This is no signed entry.' : leaf.error.message,
        });
      const handed = await context.handIns.handIn(desk, leaf.value.entry, leaf.value.sig);
      if (!handed.ok) throw new Refused(handed.error);
      const { entry, isKnown } = handed.value;
      return reply.code(isKnown ? 200 : 201).send({ seq: entry.seq, at: entry.at });
    },
  );

  app.put(
    '/api/p/:id/acts/blobs/:sha256',
    {
      bodyLimit: BLOB_BYTES,
      schema: {
        summary: 'Bytes that an act names, after the act was shown',
        params: Type.Object({ id: Id, sha256: Hex32 }),
        response: { 204: Type.Null(), ...Refusals },
      },
      // Before anything of the body is read.
      onRequest: async (request) => {
        const { id, sha256 } = request.params as { readonly id: string; readonly sha256: string };
        const size = context.handIns.awaited(id, sha256);
        if (size === undefined || Number(request.headers['content-length']) !== size)
          throw new Refused({
            code: 'hand-in/not-announced',
            message: 'No act that was shown here names bytes like these.',
          });
      },
    },
    async (request, reply) => {
      const { desk } = await contestOf(context, request.params.id);
      const { body } = request;
      if (!(body instanceof Uint8Array))
        throw new Refused({ code: 'hand-in/malformed', message: 'Send the bytes as they are.' });
      const put = await context.handIns.putBlob(desk, request.params.sha256, body);
      if (!put.ok) throw new Refused(put.error);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/p/:id/rolls',
    {
      bodyLimit: ROLL_BYTES,
      schema: {
        summary: 'Hand in the public halves of voting codes, as the registrar of the proceeding',
        params: Type.Object({ id: Id }),
        body: Type.Object({
          roll: Id,
          electorate: Id,
          sections: Type.Array(
            Type.Object({
              id: Id,
              credentials: Type.String({ description: 'base64 of 32 bytes each, in order' }),
            }),
            { maxItems: 1000 },
          ),
          sig: Type.String({ pattern: '^[0-9a-f]{128}$' }),
        }),
        response: { 200: Type.Object({ electors: Type.Integer() }), ...Refusals },
      },
    },
    async (request) => {
      const { desk } = await contestOf(context, request.params.id);
      const handed = await handInRoll(context, desk, request.body);
      if (!handed.ok) throw new Refused(handed.error);
      return { electors: handed.value.sections.reduce((sum, s) => sum + s.size, 0) };
    },
  );
}
