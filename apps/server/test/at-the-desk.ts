/** What a returning officer does in these tests, by the links and forms of the pages. */
import { expect } from 'vitest';
import type { RunningServer } from '../src/app.ts';
import { Clock, cast, linksOf, manifestOf, running, sealed, Visitor, words } from './running.ts';

export async function officer(server: RunningServer): Promise<Visitor> {
  const visitor = new Visitor(server);
  const path = new URL(server.officerLink ?? '').pathname;
  await visitor.get(path);
  const desk = await visitor.send(path);
  expect(desk.path).toBe('/officer');
  return visitor;
}

/** Follows the one link of the task list that leads to this act. */
export async function act(
  visitor: Visitor,
  id: string,
  kind: string,
  fields: Record<string, string> = {},
) {
  const list = await visitor.get(`/officer/p/${id}`);
  const href = linksOf(list.text).find((h) => h.startsWith(`/officer/p/${id}/do?act=${kind}`));
  if (href === undefined) throw new Error(`no way to ${kind}: ${words(list)}`);
  await visitor.get(href);
  return visitor.send(href, fields);
}

export async function button(server: RunningServer, visitor: Visitor, id: string, what: string) {
  await visitor.get(`/officer/p/${id}`);
  await visitor.send(`/officer/p/${id}/${what}`);
  await server.context.jobs.idle();
  return visitor.get(`/officer/p/${id}`);
}

/** The link in the newest captured mail of this kind to this address. */
export async function mailed(
  server: RunningServer,
  kind: string,
  address: string,
): Promise<string> {
  const mail = await server.context.db
    .selectFrom('outbox')
    .select('text')
    .where('kind', 'like', `${kind}%`)
    .where('address', '=', address)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  const link = /https?:\/\/\S+/.exec(mail.text)?.[0] ?? '';
  const url = new URL(link);
  return url.pathname + url.hash;
}

const ID = 'no-confidence';
const ROLL = [
  'name,email,member number',
  'Ann Lee,ann@example.org,100',
  'Bob Ray,bob@example.org,101',
  'Cy Dent,,102',
  'Di 100% Marsh,di@example.org,103',
].join('\n');

/** A motion with an open poll whose links have been written, or one whose paper is ready. */
export async function openedMotion({
  upTo = 'open',
  at = '2026-03-03T09:00:00.000Z',
}: {
  readonly upTo?: 'prepared' | 'open';
  readonly at?: string;
} = {}) {
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
  await act(ro, ID, 'motion-tabled', { text: 'No.', movers: 'Ann Lee\nBob Ray\nCy Dent' });
  await act(ro, ID, 'timetable-set', {
    'at-poll-opens': '2026-03-03T09:00',
    'at-poll-closes': '2026-03-06T09:00',
    reason: 'Urgent.',
  });
  await button(server, ro, ID, 'freeze');
  clock.set(at);
  await button(server, ro, ID, 'prepare');
  if (upTo === 'open') {
    await act(ro, ID, 'poll-opened');
    await button(server, ro, ID, 'vote-links');
  }
  const vote = async (address: string): Promise<void> => {
    const [, code = ''] = (await mailed(server, 'vote-link', address)).split('#');
    const { ballot } = await sealed(await manifestOf(server, ID, 'poll-1'), code, [0]);
    expect((await cast(server, ID, 'poll-1', ballot)).status).toBe(201);
  };
  const mails = (kind: string) =>
    server.context.db
      .selectFrom('outbox')
      .select(['address', 'text'])
      .where('kind', '=', kind)
      .orderBy('address')
      .execute();
  return { clock, server, ro, vote, mails };
}
