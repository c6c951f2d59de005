/** Who holds an office, how it fell vacant, and a contest called by mistake: done on the officer's pages. */
import { expect, test } from 'vitest';
import { Clock, linksOf, running, Visitor, words } from './running.ts';

async function act(visitor: Visitor, id: string, kind: string, fields: Record<string, string>) {
  const list = await visitor.get(`/officer/p/${id}`);
  const href = linksOf(list.text).find((h) => h.startsWith(`/officer/p/${id}/do?act=${kind}`));
  if (href === undefined) throw new Error(`no way to ${kind}: ${words(list)}`);
  await visitor.get(href);
  return visitor.send(href, fields);
}

test('a vacancy is recorded, a contest called by mistake and abandoned, and no task is without a way', async () => {
  const clock = new Clock('2026-03-02T09:00:00.000Z');
  const server = await running({ now: clock.now });
  const ro = new Visitor(server);
  const path = new URL(server.officerLink ?? '').pathname;
  await ro.get(path);
  await ro.send(path);
  await ro.get('/officer/new');
  const opened = await ro.send('/officer/new', {
    book: 'labour-uk-2014-omov',
    organisation: 'A party',
    title: 'Leader',
  });
  expect(opened.path).toBe('/officer/p/leader');
  // Acts that only other programs record are no tasks of this page.
  expect(words(opened)).not.toMatch(/List units|Note an event|Object:/);
  await act(ro, 'leader', 'holder-recorded', {
    office: 'leader',
    holder: 'Old Leader',
    source: 'Minutes.',
  });
  const unsaid = await act(ro, 'leader', 'office-vacated', {
    office: 'leader',
    cause: 'resigned',
    because: '',
  });
  expect(unsaid.status).toBe(422);
  await act(ro, 'leader', 'office-vacated', {
    office: 'leader',
    cause: 'resigned',
    because: 'Resigned today.',
  });
  await act(ro, 'leader', 'contest-called', {
    trigger: 'vacancy',
    office: 'leader',
    holder: '',
    because: 'A vacancy.',
  });
  await act(ro, 'leader', 'contest-abandoned', { because: 'It was the deputy who resigned.' });
  const page = words(await ro.get('/p/leader'));
  expect(page).toContain('The contest was abandoned: It was the deputy who resigned.');
  expect(page).toContain('fell vacant on 2 March 2026: Resigned today.');
  const again = await act(ro, 'leader', 'contest-called', {
    trigger: 'vacancy',
    office: 'leader',
    holder: '',
    because: 'Now really.',
  });
  expect(again.status).toBe(200);
}, 60_000);
