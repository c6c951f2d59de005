import { expect, test } from 'vitest';
import type { RunningServer } from '../src/app.ts';
import { Timekeeper } from '../src/polls/timekeeper.ts';
import { act, button, openedMotion } from './at-the-desk.ts';
import { words } from './running.ts';

const ID = 'no-confidence';
const OPENS = '2026-03-03T09:00:00.000Z';
const CLOSES = '2026-03-06T09:00:00.000Z';

/** A motion whose poll is prepared and opens in an hour, and a timekeeper beside it. */
async function prepared() {
  const opened = await openedMotion({ upTo: 'prepared', at: '2026-03-03T08:00:00.000Z' });
  const { clock, server } = opened;
  const told: string[] = [];
  let even = 0;
  const keeper = new Timekeeper({
    ...server.context,
    monotonic: () => even,
    tell: (message) => told.push(message),
    onFault: (fault) => {
      throw fault;
    },
  });
  /** Both clocks go on alike, as they do when nobody touches them. */
  const pass = async (to: string): Promise<void> => {
    even += Date.parse(to) - clock.now().getTime();
    clock.set(to);
    await keeper.look();
    await server.context.jobs.idle();
  };
  await keeper.look();
  return { ...opened, told, keeper, pass, wait: (ms: number) => (even += ms) };
}

const status = async (server: RunningServer): Promise<string | undefined> =>
  (await server.context.desks.find(ID))?.recorder.state.polls['poll-1']?.status;

test('a poll opens on its hour, the links are mailed, and the box closes on its hour', async () => {
  const { server, ro, told, pass, vote } = await prepared();
  expect(await status(server)).toBe('prepared');
  await pass('2026-03-03T08:59:59.999Z');
  expect(await status(server)).toBe('prepared');
  await pass(OPENS);
  expect(await status(server)).toBe('open');
  await vote('ann@example.org');
  await pass('2026-03-06T08:59:59.000Z');
  expect(await status(server)).toBe('open');
  await pass(CLOSES);
  expect(await status(server)).toBe('closed');
  expect(told).toEqual([
    'no-confidence: poll-1 was opened on its hour.',
    'no-confidence: poll-1 was closed on its hour.',
  ]);
  // Counting is a person’s to begin.
  expect(words(await ro.get(`/officer/p/${ID}`))).toContain('Mix, decrypt, count and declare');
  const after = await button(server, ro, ID, 'finish');
  expect(words(after)).toContain('The motion was carried, 1 to 0');
});

test('what cannot be done on the hour is told once, and does not stop the clock', async () => {
  const { server, ro, told, pass, clock } = await prepared();
  clock.set('2026-03-03T08:30:00.000Z');
  // New times make the prepared paper stale: it may not be opened as it stands.
  await act(ro, ID, 'timetable-set', {
    'at-poll-opens': '2026-03-03T10:00',
    'at-poll-closes': '2026-03-05T09:00',
    reason: 'Asked for.',
  });
  clock.set('2026-03-03T08:00:00.000Z');
  await pass(OPENS);
  await pass('2026-03-03T09:00:01.000Z');
  expect(await status(server)).toBe('prepared');
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('could not be opened on its hour: ');
});

test('after a jump of the clock nothing opens or closes by itself until the clock has run evenly', async () => {
  const { server, told, keeper, wait, clock, pass } = await prepared();
  clock.set(CLOSES);
  await keeper.look();
  expect(await status(server)).toBe('prepared');
  expect(told[0]).toContain('clock jumped by 262800 s');
  clock.set('2026-03-03T09:00:30.000Z');
  wait(1000);
  await keeper.look();
  expect(await status(server)).toBe('prepared');
  await pass('2026-03-03T09:02:29.000Z');
  expect(await status(server)).toBe('prepared');
  await pass('2026-03-03T09:02:31.000Z');
  expect(await status(server)).toBe('open');
});
