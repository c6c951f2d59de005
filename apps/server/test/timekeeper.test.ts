import { expect, test } from 'vitest';
import type { RunningServer } from '../src/app.ts';
import { Timekeeper } from '../src/polls/timekeeper.ts';
import { act, button, mailed, officer } from './at-the-desk.ts';
import { Clock, cast, manifestOf, running, sealed, words } from './running.ts';

const ID = 'no-confidence';
const OPENS = '2026-03-03T09:00:00.000Z';
const CLOSES = '2026-03-04T09:00:00.000Z';
const ROLL =
  'name,email,member number\nAnn Lee,ann@example.org,100\nBob Ray,bob@example.org,101\nCy Dent,cy@example.org,102\n';

/** A motion whose poll is prepared and opens in an hour, and a timekeeper beside it. */
async function prepared() {
  const clock = new Clock('2026-03-02T09:00:00.000Z');
  const server = await running({ now: clock.now });
  const ro = await officer(server);
  await ro.get('/officer/new');
  await ro.send('/officer/new', {
    book: 'confidence-motion',
    organisation: 'Harbour Society',
    title: 'No confidence',
  });
  const roll = `/officer/p/${ID}/roll/all-members`;
  await ro.get(roll);
  await ro.send((await ro.upload(roll, ROLL)).path);
  await act(ro, ID, 'motion-tabled', {
    text: 'No confidence.',
    movers: 'Ann Lee\nBob Ray\nCy Dent',
  });
  await act(ro, ID, 'timetable-set', {
    'at-poll-opens': '2026-03-03T09:00',
    'at-poll-closes': '2026-03-04T09:00',
    reason: 'Urgent.',
  });
  await button(server, ro, ID, 'freeze');
  clock.set('2026-03-03T08:00:00.000Z');
  await button(server, ro, ID, 'prepare');
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
  return { clock, server, ro, told, keeper, pass, wait: (ms: number) => (even += ms) };
}

const status = async (server: RunningServer): Promise<string | undefined> =>
  (await server.context.desks.find(ID))?.recorder.state.polls['poll-1']?.status;

test('a poll opens on its hour, the links are mailed, and the box closes on its hour', async () => {
  const { server, ro, told, pass } = await prepared();
  expect(await status(server)).toBe('prepared');
  await pass('2026-03-03T08:59:59.999Z');
  expect(await status(server)).toBe('prepared');
  await pass(OPENS);
  expect(await status(server)).toBe('open');
  const [, code = ''] = (await mailed(server, 'vote-link', 'ann@example.org')).split('#');
  const manifest = await manifestOf(server, ID, 'poll-1');
  const { ballot } = await sealed(manifest, code, [0]);
  expect((await cast(server, ID, 'poll-1', ballot)).status).toBe(201);
  await pass('2026-03-04T08:59:59.000Z');
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
  expect(told[0]).toContain('clock jumped by 90000 s');
  clock.set('2026-03-03T09:00:30.000Z');
  wait(1000);
  await keeper.look();
  expect(await status(server)).toBe('prepared');
  await pass('2026-03-03T09:02:29.000Z');
  expect(await status(server)).toBe('prepared');
  await pass('2026-03-03T09:02:31.000Z');
  expect(await status(server)).toBe('open');
});
