import { unwrap } from '@hustings/base';
import { openCheckpoint, parseVerifierKey } from '@hustings/log';
import { unzipRecord, verifyRecord } from '@hustings/record';
import { bestGroup } from '@hustings/ristretto';
import type { Manifest } from '@hustings/rulebook';
import { expect, onTestFinished, test } from 'vitest';
import { type Child, startChild } from './child.ts';
import { folder } from './folder.ts';
import { cast, manifestOf, practice, random, running, sealed } from './running.ts';

async function child(dataDir: string): Promise<Child> {
  const started = await startChild(dataDir);
  onTestFinished(() => started.kill());
  return started;
}

/** Starts a practice poll over a real socket. */
async function start(
  url: string,
): Promise<{ readonly id: string; readonly poll: string; readonly code: string }> {
  const response = await fetch(`${url}/practice`, { method: 'POST', redirect: 'manual' });
  const found = /^\/p\/([^/]+)\/vote\/([^#]+)#(.+)$/.exec(response.headers.get('location') ?? '');
  if (found === null) throw new Error(`no practice poll: ${response.status}`);
  const [, id = '', poll = '', code = ''] = found;
  return { id, poll, code };
}

async function getJson<T>(url: string): Promise<T> {
  return (await (await fetch(url)).json()) as T;
}

interface Receipt {
  readonly tracker: string;
  readonly index: number;
  readonly checkpoint: string;
}

function post(url: string, ballot: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ballot }),
  });
}

test('after a kill −9 every acknowledged ballot is there, one sent again gets its receipt, none is there twice', async () => {
  const dataDir = folder();
  let server = await child(dataDir);
  const { id, poll, code } = await start(server.url);
  const api = `/api/p/${id}/polls/${poll}`;
  const { manifest } = await getJson<{ manifest: Manifest }>(server.url + api);
  const acknowledged: Receipt[] = [];
  let previous: string | undefined;
  for (let round = 0; round < 3; round++) {
    // One that is acknowledged, and then one that is on its way when the process is killed.
    const first = await sealed(manifest, code, [round % 4], previous);
    const answer = await post(`${server.url}${api}/ballots`, first.ballot);
    expect([200, 201]).toContain(answer.status);
    acknowledged.push((await answer.json()) as Receipt);
    const second = await sealed(manifest, code, [(round + 1) % 4], first.tracker);
    const lost = post(`${server.url}${api}/ballots`, second.ballot).catch(() => undefined);
    await new Promise((done) => setTimeout(done, round * 7));
    await Promise.all([server.kill(), lost]);

    server = await child(dataDir);
    for (const receipt of acknowledged) {
      const there = await getJson<Receipt>(`${server.url}/api/p/${id}/ballots/${receipt.tracker}`);
      expect(there.index).toBe(receipt.index);
    }
    // The voter's device sends the very same bytes again.
    const again = await post(`${server.url}${api}/ballots`, second.ballot);
    expect([200, 201]).toContain(again.status);
    acknowledged.push((await again.json()) as Receipt);
    previous = second.tracker;
  }
  const zip = new Uint8Array(await (await fetch(`${server.url}/p/${id}/record.zip`)).arrayBuffer());
  const record = unwrap(unzipRecord(zip));
  const report = await verifyRecord(record, { group: await bestGroup(), random });
  expect(report.findings).toEqual([]);
  expect(report.checked.ballots).toBe(11 + 6);
  expect(new Set(acknowledged.map((r) => r.index)).size).toBe(6);

  // Every checkpoint that was handed out is a beginning of today's log.
  await server.kill();
  const desk = await (await running({ dataDir })).context.desks.find(id);
  const logKey = desk?.recorder.docket.opened?.logKey ?? '';
  const key = unwrap(parseVerifierKey(logKey));
  const now = unwrap(openCheckpoint(desk?.recorder.checkpoint() ?? '', key.name, key));
  for (const { checkpoint } of acknowledged) {
    const then = unwrap(openCheckpoint(checkpoint, key.name, key));
    expect(desk?.recorder.rootAt(then.size)).toEqual(then.root);
    expect(then.size).toBeLessThanOrEqual(now.size);
  }
});

test('a poll whose counting was killed is finished at the next start', async () => {
  const dataDir = folder();
  const first = await child(dataDir);
  const { id, poll } = await start(first.url);
  await first.kill();
  // The job is written down as running, as a kill in the middle of it leaves it.
  const between = await running({ dataDir });
  await between.context.db
    .insertInto('jobs')
    .values({
      id: 'j',
      kind: 'finish-poll',
      work_key: `${id}/finish/${poll}`,
      params: JSON.stringify({ proceeding: id, poll }),
      state: 'running',
      step: 'mixing',
      done: 0,
      total: 1,
      error: null,
      created: new Date().toISOString(),
      updated: new Date().toISOString(),
    })
    .execute();
  await between.close();
  const after = await running({ dataDir });
  await after.context.jobs.idle();
  expect((await after.context.jobs.find(`${id}/finish/${poll}`))?.state).toBe('done');
  const page = await after.app.inject({ url: `/p/${id}/result` });
  expect(page.statusCode).toBe(200);
});

test('on a full disk a cast is refused with a sentence, nothing is lost, and with room it goes in', async () => {
  const dataDir = folder();
  const roomy = await running({ dataDir });
  const { id, poll, code } = await practice(roomy);
  const manifest = await manifestOf(roomy, id, poll);
  const { count } = await roomy.context.db
    .selectFrom('entries')
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  await roomy.close();

  // SQLite answers as it does when no further page can be had.
  const full = await running({ dataDir, mostPages: 1 });
  let previous: string | undefined;
  let taken = 0;
  let refused: Awaited<ReturnType<typeof cast>> | undefined;
  let last = '';
  for (let i = 0; i < 60 && refused === undefined; i++) {
    const { ballot, tracker } = await sealed(manifest, code, [i % 4], previous);
    last = ballot;
    const answer = await cast(full, id, poll, ballot);
    if (answer.status === 201) {
      taken++;
      previous = tracker;
    } else refused = answer;
  }
  expect(refused?.status).toBe(507);
  expect(refused?.body.code).toBe('store/disk-full');
  expect(refused?.body.message).toContain('nothing was saved');
  const page = await full.app.inject({ url: `/p/${id}/box` });
  expect(page.statusCode).toBe(200);
  await full.close();

  const again = await running({ dataDir });
  const desk = await again.context.desks.find(id);
  expect(desk?.recorder.size).toBe(Number(count) + taken);
  expect((await cast(again, id, poll, last)).status).toBe(201);
});
