import { expect, test } from 'vitest';
import {
  encodeScalar,
  G,
  type Group,
  type GroupMessage,
  type GroupWorker,
  IDENTITY,
  nobleGroup,
  parallelGroup,
  randomScalars,
  serveGroup,
  wasmGroup,
} from '../src/index.ts';
import { seededRandom } from './arbitraries.ts';
import { groupCases } from './group-cases.ts';

/** A worker in this thread that, like a real one, sees only a structured clone and answers in its own time. */
function worker(delay: number, seen: GroupMessage[] = []): GroupWorker {
  const serve = serveGroup(nobleGroup());
  return {
    post: async (message) => {
      const copy = structuredClone(message);
      seen.push(copy);
      await new Promise((resolve) => setTimeout(resolve, delay));
      return structuredClone(await serve(copy));
    },
  };
}

groupCases('noble over three workers', parallelGroup([worker(0), worker(2), worker(1)]));

test('several chunks come back in order, whichever worker is faster', async () => {
  const seen: [GroupMessage[], GroupMessage[]] = [[], []];
  const group = parallelGroup([worker(30, seen[0]), worker(0, seen[1])]);
  const single = nobleGroup();
  const scalars = randomScalars(2500, seededRandom(7));
  const points = await group.mulFixed([{ base: G, scalars }]);
  expect(points).toEqual(await single.mulFixed([{ base: G, scalars }]));
  expect(seen[0].length).toBeGreaterThan(0);
  expect(seen[1].length).toBeGreaterThan(0);

  const bad = points.slice();
  bad[2000 * 32] = (bad[2000 * 32] as number) ^ 1;
  bad[2200 * 32] = (bad[2200 * 32] as number) ^ 1;
  expect(await group.firstInvalid(bad)).toBe(2000);
});

test('hints come with the points from workers that have them, and are left out where one has none', async () => {
  const serve = serveGroup(await wasmGroup({ secrets: 'fma' }));
  const quick: GroupWorker = { post: async (message) => serve(structuredClone(message)) };
  const scalars = randomScalars(2100, seededRandom(11));
  const term = [{ base: G, scalars }];
  const uniform = seededRandom(12)(64 * 1500);
  const group = parallelGroup([quick, quick]);
  const { points, hints } = await group.mulFixedHinted(term);
  expect(points).toEqual(await group.mulFixed(term));
  expect(hints).toEqual((await group.decodeHints(points)).hints);
  const mapped = await group.oneWayMapHinted(uniform);
  expect(mapped.points).toEqual(await group.oneWayMap(uniform));
  expect(mapped.hints).toEqual((await group.decodeHints(mapped.points)).hints);
  const mixed = await parallelGroup([quick, worker(0)]).mulFixedHinted(term);
  expect(mixed).toEqual({ points, hints: undefined });
});

test('a worker is sent its share and no more', async () => {
  const seen: GroupMessage[] = [];
  const group = parallelGroup([worker(0, seen), worker(0, seen)]);
  const points = new Uint8Array(32 * 10);
  await group.mulEach(encodeScalar(2n), points);
  const sent = seen.map((m) => (m.op === 'mulEach' ? m.points.buffer.byteLength : -1));
  expect(sent).toEqual([160, 160]);
});

test('the failure of one worker is the failure of the operation', async () => {
  const lost: GroupWorker = { post: () => Promise.reject(new Error('the worker is gone')) };
  const group = parallelGroup([worker(0), lost]);
  await expect(group.msmVartime(new Uint8Array(96), new Uint8Array(96))).rejects.toThrow(
    'the worker is gone',
  );
});

test('a group needs at least one worker', () => {
  expect(() => parallelGroup([])).toThrow(TypeError);
});

test('the name says how many workers there are', () => {
  expect(parallelGroup([worker(0), worker(0)]).name).toBe('noble×2 workers');
});

test('workers keep secrets as well as the one that keeps them least', async () => {
  const served = async (made: Promise<Group> | Group): Promise<GroupWorker> => {
    const serve = serveGroup(await made);
    return { post: (message) => serve(message) };
  };
  const kernel = await served(wasmGroup());
  const noble = await served(nobleGroup());
  expect(await parallelGroup([kernel, kernel]).keepsSecrets()).toBe('fixed-sequence');
  expect(await parallelGroup([kernel, noble]).keepsSecrets()).toBe('bigint');
});

test('the sum over workers of no points is the identity', async () => {
  const group = parallelGroup([worker(0), worker(0)]);
  expect(await group.msmVartime(new Uint8Array(), new Uint8Array())).toEqual(IDENTITY);
});
