import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openedMotion } from './at-the-desk.ts';
import { Visitor, words } from './running.ts';

/** The server lets a moment pass that nobody knows. */
const WAIT = { timeout: 15_000, interval: 100 };
const LOST = '/p/no-confidence/lost';

test('a member without a link asks for it; what is said is the same for everyone, and the mail goes to the roll’s address', async () => {
  const { server, mails } = await openedMotion();
  const told = new Set<string>();
  for (const asked of ['ANN@example.org', '101', 'stranger@example.org', '%', "' or 1=1 --"]) {
    const visitor = new Visitor(server);
    await visitor.get(LOST);
    const answer = await visitor.send(LOST, { asked });
    expect(answer.status).toBe(200);
    told.add(words(answer));
  }
  expect([...told]).toHaveLength(1);
  await expect.poll(() => mails('vote-link-again/poll-1'), WAIT).toHaveLength(2);
  const again = await mails('vote-link-again/poll-1');
  expect(again.map((m) => m.address)).toEqual(['ann@example.org', 'bob@example.org']);
  const [first] = (await mails('vote-link/poll-1')).filter((m) => m.address === 'ann@example.org');
  expect(again[0]?.text).toBe(first?.text);
});

test('before the poll the sign-in link comes, and not twice in ten minutes', async () => {
  const { server, mails, clock } = await openedMotion({ upTo: 'prepared' });
  const ask = async () => {
    const visitor = new Visitor(server);
    await visitor.get(LOST);
    await visitor.send(LOST, { asked: '100' });
  };
  await ask();
  await expect.poll(() => mails('sign-in-again'), WAIT).toHaveLength(1);
  await ask();
  await setTimeout(3500);
  expect(await mails('sign-in-again')).toHaveLength(1);
  clock.pass(0.2);
  await ask();
  await expect.poll(() => mails('sign-in-again'), WAIT).toHaveLength(2);
  const mine = await mails('sign-in-again');
  expect(mine).toHaveLength(2);
  const path = new URL(/https?:\/\/\S+/.exec(mine[1]?.text ?? '')?.[0] ?? '').pathname;
  const visitor = new Visitor(server);
  await visitor.get(path);
  expect((await visitor.send(path)).path).toBe('/my');
});

test('an empty form is told so, and there is no such page where nobody runs a contest', async () => {
  const { server } = await openedMotion({ upTo: 'prepared' });
  const visitor = new Visitor(server);
  await visitor.get(LOST);
  const empty = await visitor.send(LOST, { asked: '  ' });
  expect(empty.status).toBe(422);
  expect(words(empty)).toContain('Write your address or your number');
  expect((await visitor.get('/p/nowhere/lost')).status).toBe(404);
});
