/** What a returning officer does in these tests, by the links and forms of the pages. */
import { expect } from 'vitest';
import type { RunningServer } from '../src/app.ts';
import { linksOf, Visitor, words } from './running.ts';

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
