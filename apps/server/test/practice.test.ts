import { unwrap } from '@hustings/base';
import { MemoryRecord, unzipRecord, verifyRecord } from '@hustings/record';
import { bestGroup } from '@hustings/ristretto';
import { expect, test } from 'vitest';
import { cast, manifestOf, practice, random, running, sealed, Visitor, words } from './running.ts';

test('a visitor votes, finds the ballot, closes the poll, reads the result, and the record verifies', async () => {
  const server = await running();
  const { visitor, id, poll, code } = await practice(server);
  const manifest = await manifestOf(server, id, poll);
  expect(manifest.options.length).toBe(4);

  const ballot = await sealed(manifest, code, [2, 0]);
  const elector = await server.app.inject({
    url: `/api/p/${id}/polls/${poll}/elector?credential=${ballot.credential}`,
  });
  expect(elector.json()).toEqual({ section: 'members', previous: null });
  const receipt = await cast(server, id, poll, ballot.ballot);
  expect(receipt.status).toBe(201);
  expect(receipt.body.tracker).toBe(ballot.tracker);

  const check = await visitor.get(`/p/${id}/check?tracker=${String(receipt.body.receipt)}`);
  expect(check.status).toBe(200);
  expect(words(check)).toContain(ballot.tracker);
  const box = await visitor.get(`/p/${id}/box`);
  expect(words(box)).toContain(String(receipt.body.receipt));

  const page = await visitor.get(`/p/${id}/polls/${poll}`);
  expect(page.text).toContain(`/p/${id}/vote/${poll}#${code}`);
  await visitor.send(`/p/${id}/close`);
  await server.context.jobs.idle();
  const result = await visitor.get(`/p/${id}/close`);
  expect(result.path).toBe(`/p/${id}/result`);
  expect(words(result)).toMatch(/elected with|elected by lot|is elected/);
  expect(words(result)).toContain('The verifier found nothing wrong');

  const zip = await server.app.inject({ url: `/p/${id}/record.zip` });
  const record = unwrap(unzipRecord(new Uint8Array(zip.rawPayload)));
  const report = await verifyRecord(record, { group: await bestGroup(), random });
  expect(report.findings).toEqual([]);
  expect(report.checked.ballots).toBe(12);

  // The same record, file by file as other programs fetch it, verifies as well.
  const fetched = new MemoryRecord();
  for (const path of record.files.keys()) {
    const file = await server.app.inject({ url: `/p/${id}/log/${path}` });
    expect(file.statusCode, path).toBe(200);
    await fetched.write(path, new Uint8Array(file.rawPayload));
  }
  expect((await verifyRecord(fetched, { group: await bestGroup(), random })).findings).toEqual([]);
});

test('a ballot is handed out as it stands on the record; tests of the machine and second devices have pages', async () => {
  const server = await running();
  const { visitor, id, poll, code } = await practice(server);
  const { ballot, tracker } = await sealed(await manifestOf(server, id, poll), code, [1]);
  const before = await server.app.inject({ url: `/api/p/${id}/ballots/${tracker}/bytes` });
  expect(before.statusCode).toBe(404);
  await cast(server, id, poll, ballot);
  const there = await server.app.inject({ url: `/api/p/${id}/ballots/${tracker}/bytes` });
  expect(there.json()).toEqual({ ballot });
  for (const page of ['test', 'second']) {
    const { status, text } = await visitor.get(`/p/${id}/vote/${poll}/${page}`);
    expect(status, page).toBe(200);
    expect(text).toContain(`/api/p/${id}/polls/${poll}`);
  }
});

test.each([
  [
    'marks',
    { kind: 'marks', candidates: 4, most: 4 },
    [0, 2],
    /elected with|elected by lot|is elected/,
  ],
  ['scores', { kind: 'scores', candidates: 4, highest: 5 }, [5, 0, 3, 1], /elected/],
] as const)(
  'a practice with %s is voted, counted and verified',
  async (kind, form, paper, says) => {
    const server = await running();
    const visitor = new Visitor(server);
    await visitor.get('/practice');
    const page = await visitor.send('/practice', { paper: kind });
    const [, id = '', poll = '', code = ''] =
      /^\/p\/([^/]+)\/vote\/([^#]+)#(.+)$/.exec(page.path) ?? [];
    const manifest = await manifestOf(server, id, poll);
    expect(manifest).toMatchObject({ form, secondDevice: 'offered' });
    const { ballot } = await sealed(manifest, code, paper);
    expect((await cast(server, id, poll, ballot)).status).toBe(201);
    await visitor.get(`/p/${id}/polls/${poll}`);
    await visitor.send(`/p/${id}/close`);
    await server.context.jobs.idle();
    const result = await visitor.get(`/p/${id}/close`);
    expect(words(result)).toMatch(says);
    expect(words(result)).toContain('The verifier found nothing wrong');
  },
);

test('the same ballot twice, at once or later, gives one receipt and one entry', async () => {
  const server = await running();
  const { id, poll, code } = await practice(server);
  const { ballot } = await sealed(await manifestOf(server, id, poll), code, [0]);
  const both = await Promise.all([cast(server, id, poll, ballot), cast(server, id, poll, ballot)]);
  expect(both.map((b) => b.status)).toEqual([201, 201]);
  const later = await cast(server, id, poll, ballot);
  expect(later.status).toBe(200);
  for (const { body } of [...both, later]) {
    expect(body.index).toBe(both[0]?.body.index);
    expect(body.tracker).toBe(both[0]?.body.tracker);
  }
  const desk = await server.context.desks.find(id);
  expect(desk?.recorder.docket.poll(poll)?.box?.size).toBe(12);
});

test('a second vote must name the first, and then takes its place', async () => {
  const server = await running();
  const { visitor, id, poll, code } = await practice(server);
  const manifest = await manifestOf(server, id, poll);
  const first = await sealed(manifest, code, [0]);
  await cast(server, id, poll, first.ballot);
  const careless = await sealed(manifest, code, [1]);
  const refused = await cast(server, id, poll, careless.ballot);
  expect(refused.status).toBe(409);
  expect(refused.body.code).toBe('ballot/previous-differs');
  const second = await sealed(manifest, code, [1], first.tracker);
  expect((await cast(server, id, poll, second.ballot)).status).toBe(201);
  const check = await visitor.get(`/p/${id}/check?tracker=${first.tracker}`);
  expect(words(check)).toContain('A later vote with the same voting code has taken its place');
});

test('a ballot for another poll, a broken one, an unknown code and nonsense are each refused with a sentence', async () => {
  const server = await running();
  const one = await practice(server);
  const other = await practice(server);
  const manifest = await manifestOf(server, one.id, one.poll);
  const { ballot } = await sealed(manifest, one.code, [0]);

  const elsewhere = await cast(server, other.id, other.poll, ballot);
  expect(elsewhere.status).toBe(403);
  expect(elsewhere.body.code).toBe('ballot/not-on-roll');

  const bytes = Buffer.from(ballot, 'base64');
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
  const broken = await cast(server, one.id, one.poll, bytes.toString('base64'));
  expect(broken.status).toBe(422);
  expect(String(broken.body.code)).toMatch(/^ballot\//);

  const cut = await cast(server, one.id, one.poll, bytes.subarray(0, 40).toString('base64'));
  expect(cut.status).toBe(422);
  const nonsense = await cast(server, one.id, one.poll, 'not base64!');
  expect(nonsense.body.code).toBe('ballot/not-base64');
  const nowhere = await cast(server, one.id, 'no-such-poll', ballot);
  expect(nowhere.status).toBe(404);
  for (const { body } of [elsewhere, broken, cut, nonsense, nowhere])
    expect(String(body.message)).toMatch(/^[A-Z].*\.$/);

  const stranger = await server.app.inject({
    url: `/api/p/${one.id}/polls/${one.poll}/elector?credential=${'ab'.repeat(32)}`,
  });
  expect(stranger.statusCode).toBe(404);
});

test('a closed poll takes no further ballot and says so', async () => {
  const server = await running();
  const { visitor, id, poll, code } = await practice(server);
  const { ballot } = await sealed(await manifestOf(server, id, poll), code, [0]);
  await visitor.get(`/p/${id}`);
  await visitor.send(`/p/${id}/close`);
  await server.context.jobs.idle();
  const late = await cast(server, id, poll, ballot);
  expect(late.status).toBe(409);
  expect(late.body.code).toBe('poll/closed');
});

test('only the browser that started a practice poll can close it', async () => {
  const server = await running();
  const { id } = await practice(server);
  const stranger = new Visitor(server);
  expect((await stranger.get(`/p/${id}`)).text).not.toContain(`/p/${id}/close`);
  expect((await stranger.post(`/p/${id}/close`, {})).status).toBe(403);
});

test('receipts are found by their words and by the tracker; others are not there', async () => {
  const server = await running();
  const { visitor, id } = await practice(server);
  expect(words(await visitor.get(`/p/${id}/check?tracker=${'0'.repeat(64)}`))).toContain(
    'No ballot with this receipt is in the box',
  );
  const wrong = await visitor.get(`/p/${id}/check?tracker=my+receipt`);
  expect(wrong.status).toBe(200);
  expect(words(wrong)).toContain('four words');
  const api = await server.app.inject({ url: `/api/p/${id}/ballots/${'0'.repeat(64)}` });
  expect(api.statusCode).toBe(404);
});
