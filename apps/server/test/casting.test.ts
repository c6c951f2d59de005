import { fromBase64 } from '@hustings/base';
import { expect, test } from 'vitest';
import { CastingHall } from '../src/casting/casting-hall.ts';
import { Clock, cast, manifestOf, practice, running, sealed } from './running.ts';

test('the box closes exactly on time: what arrived before is taken, what arrived after is refused', async () => {
  const clock = new Clock('2026-03-02T09:00:00.000Z');
  const server = await running({ now: clock.now });
  const { id, poll, code } = await practice(server);
  const manifest = await manifestOf(server, id, poll);
  const first = await sealed(manifest, code, [0]);
  const second = await sealed(manifest, code, [1], first.tracker);
  const desk = await server.context.desks.find(id);
  if (desk === undefined) throw new Error('no desk');
  const bytes = (text: string): Uint8Array => fromBase64(text) ?? new Uint8Array();

  // Both wait in the hall when the hour strikes: one came at the last moment, one just after.
  const hall = new CastingHall({ now: clock.now, gatherMs: 50 });
  clock.set(manifest.closes);
  const inTime = hall.cast(desk, poll, bytes(first.ballot));
  clock.set(new Date(Date.parse(manifest.closes) + 1).toISOString());
  const tooLate = hall.cast(desk, poll, bytes(second.ballot));
  expect((await inTime).ok).toBe(true);
  const refused = await tooLate;
  expect(refused.ok ? '' : refused.error.code).toBe('poll/closed');
  await hall.settled(desk, poll);
  const page = await server.app.inject({ url: `/p/${id}/polls/${poll}` });
  expect(page.statusCode).toBe(200);
  expect((await server.app.inject({ url: `/api/p/${id}/polls/${poll}` })).json()).toMatchObject({
    status: 'closed',
  });
});

test('many ballots at once share commits, keep their order, and each gets its own receipt', async () => {
  const server = await running();
  const polls = await Promise.all(Array.from({ length: 6 }, () => practice(server)));
  const answers = await Promise.all(
    polls.map(async ({ id, poll, code }) => {
      const manifest = await manifestOf(server, id, poll);
      const { ballot, tracker } = await sealed(manifest, code, [0]);
      const repeats = await Promise.all(
        Array.from({ length: 10 }, () => cast(server, id, poll, ballot)),
      );
      return { tracker, repeats };
    }),
  );
  for (const { tracker, repeats } of answers) {
    expect(new Set(repeats.map((r) => r.body.index)).size).toBe(1);
    for (const { status, body } of repeats) {
      expect([200, 201]).toContain(status);
      expect(body.tracker).toBe(tracker);
    }
  }
});

test('a hall that is full asks to come back and takes nothing', async () => {
  const server = await running();
  const { id, poll } = await practice(server);
  const desk = await server.context.desks.find(id);
  if (desk === undefined) throw new Error('no desk');
  const hall = new CastingHall({ now: () => new Date(), most: 100_000, gatherMs: 200 });
  const waiting = Array.from({ length: 20_000 }, () => hall.cast(desk, poll, Uint8Array.of(1)));
  const refused = await hall.cast(desk, poll, Uint8Array.of(1));
  expect(refused.ok ? '' : refused.error.code).toBe('request/overload');
  const answers = await Promise.all(waiting);
  expect(answers.every((a) => !a.ok)).toBe(true);
});
