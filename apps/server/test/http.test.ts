import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { newOfficerLink, startServer } from '../src/app.ts';
import { folder } from './folder.ts';
import { Clock, practice, running, Visitor, words } from './running.ts';

test('every answer carries a strict policy, and no page has inline script or style', async () => {
  const server = await running();
  const { visitor, id, poll } = await practice(server);
  const paths = [
    '/',
    '/practice',
    `/p/${id}`,
    `/p/${id}/polls/${poll}`,
    `/p/${id}/vote/${poll}`,
    `/p/${id}/box`,
    `/p/${id}/verify`,
    '/nowhere',
  ];
  for (const path of paths) {
    const page = await visitor.get(path);
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).not.toContain('unsafe-inline');
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(page.text).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(page.text).not.toMatch(/\son[a-z]+="/);
    expect(page.headers['cache-control']).toBe('no-store');
  }
});

test('a page that is not there, and a proceeding that is not there, say so', async () => {
  const server = await running();
  const visitor = new Visitor(server);
  for (const path of [
    '/nowhere',
    '/p/no-such-thing',
    '/p/UPPER',
    '/p/x/result',
    '/p/x/record.zip',
    '/officer/p/x',
  ]) {
    const page = await visitor.get(path);
    expect([401, 404], path).toContain(page.status);
    expect(page.headers['content-type']).toContain('text/html');
  }
  const api = await server.app.inject({ url: '/api/p/x/polls/y' });
  expect(api.statusCode).toBe(404);
  expect(api.json()).toMatchObject({ code: 'page/not-found' });
});

test('the officer’s pages are closed to everyone else', async () => {
  const server = await running();
  const visitor = new Visitor(server);
  for (const path of [
    '/officer',
    '/officer/new',
    '/officer/p/x',
    '/officer/outbox',
    '/officer/outbox/1',
    '/officer/p/x/roll/y',
    '/officer/p/x/do?act=poll-opened',
    '/officer/p/x/imports/1/refused.csv',
    '/my',
    '/my/p/x/do?act=nomination-made',
  ])
    expect((await visitor.get(path)).status, path).toBe(401);
  for (const path of [
    '/officer/new',
    '/officer/p/x/do',
    '/officer/p/x/freeze',
    '/officer/p/x/finish',
    '/officer/p/x/prepare',
    '/my/p/x/do',
  ])
    expect((await visitor.post(path, {})).status, path).toBe(401);
});

test('the one-time link shows a page when opened and works once when used', async () => {
  const clock = new Clock('2026-03-02T09:00:00Z');
  const server = await running({ now: clock.now });
  const path = new URL(server.officerLink ?? '').pathname;
  const scanner = new Visitor(server);
  for (let i = 0; i < 3; i++) expect((await scanner.get(path)).status).toBe(200);
  const officer = new Visitor(server);
  await officer.get(path);
  expect((await officer.send(path)).path).toBe('/officer');
  const late = new Visitor(server);
  const used = await late.get(path);
  expect(used.status).toBe(410);
  expect(words(used)).toContain('link/used');
  expect((await late.post(path, {})).status).toBe(410);
  expect((await late.get(`/enter/${'x'.repeat(43)}`)).status).toBe(404);
  expect((await late.get('/enter/short')).status).toBe(404);

  await officer.send('/leave/officer');
  expect((await officer.get('/officer')).status).toBe(401);
});

test('an officer link is made at every start until an officer has signed in, and not after', async () => {
  const dataDir = folder();
  const options = { dataDir, port: 0, host: '127.0.0.1', workers: 1, replay: false } as const;
  const first = await startServer(options);
  await first.close();
  const second = await running({ dataDir });
  expect(second.officerLink).toBeDefined();
  expect(second.officerLink).not.toBe(first.officerLink);
  const visitor = new Visitor(second);
  expect((await visitor.get(new URL(first.officerLink ?? '').pathname)).status).toBe(404);
  const path = new URL(second.officerLink ?? '').pathname;
  await visitor.get(path);
  await visitor.send(path);
  await second.close();
  const third = await running({ dataDir });
  expect(third.officerLink).toBeUndefined();
});

test('a new officer link can be made beside a running server', async () => {
  const dataDir = folder();
  const server = await running({ dataDir });
  const link = await newOfficerLink(dataDir);
  if (!link.ok) throw new Error(link.error.message);
  expect(link.value.startsWith(`${server.url}/enter/`)).toBe(true);
  const path = new URL(link.value).pathname;
  const visitor = new Visitor(server);
  expect((await visitor.get(new URL(server.officerLink ?? '').pathname)).status).toBe(404);
  await visitor.get(path);
  expect((await visitor.send(path)).path).toBe('/officer');
});

test('one damaged record is told to the officer and leaves the rest alone', async () => {
  const dataDir = folder();
  const before = await running({ dataDir });
  const path = new URL(before.officerLink ?? '').pathname;
  const officer = new Visitor(before);
  await officer.get(path);
  await officer.send(path);
  for (const title of ['Sound', 'Broken']) {
    await officer.get('/officer/new');
    await officer.send('/officer/new', {
      book: 'society-annual-election',
      organisation: 'O',
      title,
    });
  }
  await before.context.db
    .updateTable('entries')
    .set({ leaf: new Uint8Array([123, 125]) })
    .where('proceeding', '=', 'broken')
    .execute();
  await before.close();
  const after = await running({ dataDir });
  const home = await after.app.inject({ url: '/' });
  expect(home.statusCode).toBe(200);
  expect(home.body).toContain('Sound');
  expect(home.body).not.toContain('Broken');
  expect((await after.app.inject({ url: '/p/sound' })).statusCode).toBe(200);
  expect((await after.app.inject({ url: '/p/broken' })).statusCode).toBe(500);
});

test('a form from another site, or without its token, changes nothing', async () => {
  const server = await running();
  const path = new URL(server.officerLink ?? '').pathname;
  const officer = new Visitor(server);
  await officer.get(path);
  await officer.send(path);
  const fields = { book: 'society-annual-election', organisation: 'O', title: 'T' };
  expect((await officer.post('/officer/new', fields)).status).toBe(403);
  expect((await officer.post('/officer/new', { ...fields, _csrf: 'x'.repeat(43) })).status).toBe(
    403,
  );
  const visitor = new Visitor(server);
  const crossSite = { 'sec-fetch-site': 'cross-site' };
  expect((await visitor.post('/practice', {}, crossSite)).status).toBe(403);
  expect((await visitor.post('/practice', {}, { origin: 'https://evil.example' })).status).toBe(
    403,
  );
  expect((await visitor.post('/practice', {}, { origin: 'null' })).status).toBe(403);
  expect(await server.context.db.selectFrom('proceedings').selectAll().execute()).toEqual([]);
  expect((await visitor.post('/practice', {}, { 'sec-fetch-site': 'same-origin' })).status).toBe(
    200,
  );
});

test('a session cookie is for this site only and not for scripts; over HTTPS it stays there', async () => {
  const server = await running({ publicUrl: 'https://vote.example.org' });
  expect(server.officerLink).toMatch(/^https:\/\/vote\.example\.org\/enter\//);
  const path = new URL(server.officerLink ?? '').pathname;
  const response = await server.app.inject({ method: 'POST', url: path });
  expect(response.statusCode).toBe(303);
  const cookie = String(response.headers['set-cookie']);
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/);
  expect(cookie).toMatch(/Secure/);
  expect(response.headers['strict-transport-security']).toContain('max-age=');
});

test('what goes wrong inside is written to the log under an id and not shown', async () => {
  const lines: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  const server = await running({ log: { level: 'info', stream } });
  await server.context.db.schema.dropTable('jobs').execute();
  const visitor = new Visitor(server);
  const path = new URL(server.officerLink ?? '').pathname;
  await visitor.get(path);
  await visitor.send(path);
  const page = await visitor.get('/');
  expect(page.status).toBe(500);
  expect(page.text).not.toContain('no such table');
  const id = /written down as ([0-9a-f-]{13})/.exec(words(page))?.[1] ?? '';
  const log = lines.join('');
  expect(log).toContain('no such table: jobs');
  expect(log).toContain(id);
  // One-time links stand in addresses: the log has the route, never the address.
  expect(log).toContain('/enter/:token');
  expect(log).not.toContain(path.slice('/enter/'.length));
});

test('too many requests from one address are asked to wait', async () => {
  const server = await running({ ratePerMinute: 5 });
  const visitor = new Visitor(server);
  let last = 200;
  for (let i = 0; i < 8; i++) last = (await visitor.get('/')).status;
  expect(last).toBe(429);
  expect(words(visitor.page ?? { text: '', status: 0, headers: {}, path: '' })).toContain(
    'Wait a minute',
  );
});

test('a request that is too large or malformed is answered with a sentence and a code', async () => {
  const server = await running();
  const { id, poll } = await practice(server);
  const url = `/api/p/${id}/polls/${poll}/ballots`;
  const large = await server.app.inject({
    method: 'POST',
    url,
    payload: { ballot: 'A'.repeat(300_000) },
  });
  expect(large.statusCode).toBe(413);
  expect(large.json()).toMatchObject({ code: 'request/too-large' });
  const long = await server.app.inject({
    method: 'POST',
    url,
    payload: { ballot: 'A'.repeat(50_000) },
  });
  expect(long.statusCode).toBe(400);
  const odd = await server.app.inject({
    method: 'POST',
    url,
    payload: '{"ballot":',
    headers: { 'content-type': 'application/json' },
  });
  expect(odd.statusCode).toBe(400);
  expect(odd.json()).toMatchObject({ code: 'request/malformed' });
  const xml = await server.app.inject({
    method: 'POST',
    url,
    payload: '<a/>',
    headers: { 'content-type': 'text/xml' },
  });
  expect(xml.statusCode).toBe(415);
});

test('the interface is described, every public route of it', async () => {
  const server = await running();
  const description = (await server.app.inject({ url: '/api/openapi.json' })).json<{
    openapi: string;
    paths: Record<string, unknown>;
  }>();
  expect(description.openapi).toBe('3.1.0');
  expect(
    Object.keys(description.paths)
      .filter((p) => p.startsWith('/api/'))
      .toSorted(),
  ).toEqual([
    '/api/p/{id}/acts',
    '/api/p/{id}/acts/blobs/{sha256}',
    '/api/p/{id}/ballots/{tracker}',
    '/api/p/{id}/ballots/{tracker}/bytes',
    '/api/p/{id}/elector',
    '/api/p/{id}/place',
    '/api/p/{id}/polls/{poll}',
    '/api/p/{id}/polls/{poll}/ballots',
    '/api/p/{id}/polls/{poll}/elector',
    '/api/p/{id}/rolls',
  ]);
});

test('a taken port and a folder in use are told apart, each with what to do', async () => {
  const dataDir = folder();
  const server = await running({ dataDir });
  const port = Number(new URL(server.url).port);
  await expect(
    startServer({ dataDir, port: 0, host: '127.0.0.1', replay: false }),
  ).rejects.toMatchObject({ code: 'store/in-use' });
  await expect(
    startServer({ dataDir: folder(), port, host: '127.0.0.1', replay: false, workers: 1 }),
  ).rejects.toMatchObject({ code: 'server/port-in-use' });
});
