/** The public interface for programs, described at /api/openapi.json: the booth uses no other. */

import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { readReceipt, receiptOf, trackerOf } from '@hustings/ballot';
import { assert, fromBase64, fromHex, toBase64, toHex } from '@hustings/base';
import { inclusionProofToJson } from '@hustings/log';
import { type BallotReceipt, type PollFile, readLeaf } from '@hustings/record';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { pollStatus } from '../views/poll-status.ts';
import type { Context } from './context.ts';
import { Refused } from './failures.ts';
import { findBallots } from './find-ballots.ts';
import { pollOf, proceedingOf } from './proceeding-of.ts';

/** Far above any ballot: 30 preferences in one piece take under 600 bytes. */
const MOST_BALLOT_CHARACTERS = 40_000;

const Id = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,63}$' });
const Hex32 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Failed = Type.Object(
  {
    code: Type.String({ description: 'Stable; `area/reason`.' }),
    message: Type.String({ description: 'One plain sentence for the person.' }),
    clause: Type.Optional(Type.String()),
    citation: Type.Optional(Type.String()),
  },
  { title: 'Failure' },
);
const Proof = Type.Object({
  index: Type.Integer(),
  size: Type.Integer(),
  hashes: Type.Array(Type.String({ description: 'base64' })),
});
const CastReceipt = Type.Object(
  {
    tracker: Hex32,
    receipt: Type.String({ description: 'Four words and four digits, for people.' }),
    index: Type.Integer({ description: 'Place of the ballot in the log.' }),
    at: Type.String(),
    checkpoint: Type.String({ description: 'C2SP signed note that covers the ballot.' }),
    proof: Proof,
  },
  { title: 'Receipt' },
);

export function addApi(instance: FastifyInstance, context: Context): void {
  addBallotBytes(instance, context);
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();

  app.get('/api/openapi.json', { schema: { hide: true } }, async () => instance.swagger());

  app.get(
    '/api/p/:id/polls/:poll',
    {
      schema: {
        summary: 'A poll: its manifest and where it stands',
        params: Type.Object({ id: Id, poll: Id }),
        response: {
          200: Type.Object({
            manifest: Type.Unsafe<object>({ type: 'object', additionalProperties: true }),
            status: Type.String(),
            closes: Type.String(),
          }),
          404: Failed,
        },
      },
    },
    async (request) => {
      const { manifest, state, desk } = await pollOf(
        context,
        request.params.id,
        request.params.poll,
      );
      const status = pollStatus(state, desk.recorder.state, context.now());
      return { manifest, status, closes: state.closes ?? manifest.closes };
    },
  );

  const Elector = Type.Object({
    section: Type.String(),
    previous: Type.Union([Hex32, Type.Null()]),
  });

  app.get(
    '/api/p/:id/polls/:poll/elector',
    {
      schema: {
        summary: 'Section of an elector, and the tracker of its newest ballot in the poll',
        params: Type.Object({ id: Id, poll: Id }),
        querystring: Type.Object({ credential: Hex32 }),
        response: { 200: Elector, 404: Failed },
      },
    },
    async (request) => {
      const { file } = await pollOf(context, request.params.id, request.params.poll);
      return electorIn(file, request.query.credential) ?? unknownElector();
    },
  );

  app.get(
    '/api/p/:id/elector',
    {
      schema: {
        summary: 'The same for the newest poll on whose roll the credential is',
        params: Type.Object({ id: Id }),
        querystring: Type.Object({ credential: Hex32 }),
        response: { 200: Elector, 404: Failed },
      },
    },
    async (request) => {
      const { desk } = await proceedingOf(context, request.params.id);
      for (const file of desk.recorder.docket.polls.toReversed()) {
        const elector = electorIn(file, request.query.credential);
        if (elector !== undefined) return elector;
      }
      return unknownElector();
    },
  );

  app.post(
    '/api/p/:id/polls/:poll/ballots',
    {
      config: { rateLimit: { max: context.castsPerMinute, timeWindow: '1 minute' } },
      schema: {
        summary: 'Cast a ballot',
        description:
          'Answered when the ballot is durable and the checkpoint covers it. The same bytes again are answered with the same receipt (200 instead of 201) and never put in twice.',
        params: Type.Object({ id: Id, poll: Id }),
        body: Type.Object({
          ballot: Type.String({ maxLength: MOST_BALLOT_CHARACTERS, description: 'base64' }),
          card: Type.Optional(
            Type.String({
              maxLength: 100,
              description:
                'Separated mode: the poll card, from the link that this server mailed to the elector',
            }),
          ),
        }),
        response: {
          200: CastReceipt,
          201: CastReceipt,
          403: Failed,
          404: Failed,
          409: Failed,
          422: Failed,
          503: Failed,
          507: Failed,
        },
      },
    },
    async (request, reply) => {
      const { desk, file, manifest } = await pollOf(
        context,
        request.params.id,
        request.params.poll,
      );
      const ballot = fromBase64(request.body.ballot);
      if (ballot === undefined || ballot.length === 0)
        throw new Refused({
          code: 'ballot/not-base64',
          message: 'The ballot is not written in base64, so it could not be read.',
        });
      const isKnown = file.box?.find(toHex(trackerOf(ballot))) !== undefined;
      const take = () => context.casting.cast(desk, file.id, ballot);
      const { box } = file;
      const electorate = desk.recorder.state.rolls[manifest.roll.id]?.electorate ?? '';
      const answer =
        manifest.mode === 'separated' && box !== undefined
          ? await context.cards.cast(
              { proceeding: desk.proceeding, electorate, box },
              ballot,
              request.body.card,
              take,
            )
          : await take();
      if (!answer.ok) throw new Refused(answer.error);
      return reply.code(isKnown ? 200 : 201).send(receiptJson(answer.value));
    },
  );

  app.get(
    '/api/p/:id/ballots/:tracker',
    {
      schema: {
        summary: 'Is this ballot in the box? By tracker or by receipt in words',
        params: Type.Object({ id: Id, tracker: Type.String({ maxLength: 200 }) }),
        response: {
          200: Type.Intersect([
            CastReceipt,
            Type.Object({
              poll: Type.String(),
              position: Type.Integer({
                description: 'Counted from 1 among the ballots of the poll.',
              }),
              of: Type.Integer(),
              standing: Type.Union([Type.Literal('counts'), Type.Literal('replaced')]),
            }),
          ]),
          404: Failed,
          409: Failed,
          422: Failed,
        },
      },
    },
    async (request) => {
      const { desk } = await proceedingOf(context, request.params.id);
      const asked = readReceipt(request.params.tracker);
      if (!asked.ok) throw new Refused(asked.error);
      const [found, another] = findBallots(desk, asked.value);
      if (found === undefined)
        throw new Refused({
          code: 'page/ballot-unknown',
          message: 'No ballot with this receipt is in the box.',
        });
      if (another !== undefined)
        throw new Refused({
          code: 'receipt/several',
          message: 'Two ballots have this short receipt. Use the long one.',
        });
      const { seq, at, tracker } = found.ballot;
      const [receipt] = desk.recorder.receipts([{ seq, at, tracker }]);
      return {
        ...receiptJson(receipt as BallotReceipt),
        poll: found.poll,
        position: found.position,
        of: found.of,
        standing: found.standing,
      };
    },
  );
}

/** The bytes of a ballot, as they stand on the public record: a second device reads them (spec/second-device.md). */
function addBallotBytes(instance: FastifyInstance, context: Context): void {
  instance.withTypeProvider<TypeBoxTypeProvider>().get(
    '/api/p/:id/ballots/:tracker/bytes',
    {
      schema: {
        summary: 'A ballot as it stands on the public record, by its tracker',
        params: Type.Object({ id: Id, tracker: Hex32 }),
        response: {
          200: Type.Object({ ballot: Type.String({ description: 'base64' }) }),
          404: Failed,
        },
      },
    },
    async (request) => {
      const { desk } = await proceedingOf(context, request.params.id);
      const [found] = findBallots(desk, { kind: 'full', value: request.params.tracker });
      if (found !== undefined)
        for await (const bytes of desk.recorder.ledger.leaves(found.ballot.seq)) {
          const leaf = readLeaf(bytes);
          assert(leaf.ok && leaf.value.kind === 'ballot', 'a ballot stands where it was found');
          return { ballot: toBase64(leaf.value.ballot) };
        }
      throw new Refused({
        code: 'page/ballot-unknown',
        message: 'No ballot with this receipt is in the box.',
      });
    },
  );
}

function electorIn(
  file: PollFile,
  credential: string,
): { section: string; previous: string | null } | undefined {
  const elector = file.box?.elector(credential);
  if (elector === undefined) return undefined;
  return {
    section: elector.section,
    previous: file.box?.newestOf(credential)?.tracker ?? null,
  };
}

function unknownElector(): never {
  throw new Refused({
    code: 'page/elector-unknown',
    message: 'This voting code is not on the roll of this poll.',
  });
}

function receiptJson({ tracker, seq, at, checkpoint, proof }: BallotReceipt) {
  return {
    tracker,
    receipt: receiptOf(fromHex(tracker) ?? new Uint8Array()).short,
    index: seq,
    at,
    checkpoint,
    proof: inclusionProofToJson(proof) as { index: number; size: number; hashes: string[] },
  };
}
