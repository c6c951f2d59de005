import { randomBytes } from 'node:crypto';
import { G, nobleGroup, randomScalars } from '@hustings/ristretto';
import { afterAll, describe, expect, test } from 'vitest';
import { openNodeGroup } from '../../src/workers/node-group.ts';

const random = (n: number) => new Uint8Array(randomBytes(n));

describe('the group on worker threads', () => {
  const threads = openNodeGroup({ workers: 2 });
  afterAll(() => threads.close());

  test('gives the same bytes as the group in this thread', async () => {
    const here = nobleGroup();
    const scalars = randomScalars(2500, random);
    const points = await threads.group.mulFixed([{ base: G, scalars }]);
    expect(points).toEqual(await here.mulFixed([{ base: G, scalars }]));
    expect(await threads.group.msmVartime(scalars, points)).toEqual(
      await here.msmVartime(scalars, points),
    );
    expect(await threads.fast.group.mulFixed([{ base: G, scalars }])).toEqual(points);
    points.set(new Uint8Array(32).fill(255), 32 * 2222);
    expect(await threads.group.firstInvalid(points)).toBe(2222);
  });

  test('throws here what is refused there, and goes on working', async () => {
    const notPoints = new Uint8Array(64).fill(255);
    await expect(threads.group.mulEach(randomScalars(1, random), notPoints)).rejects.toThrow();
    expect(await threads.group.firstInvalid(notPoints)).toBe(0);
  });

  test('gives up what is under way when it is closed, and takes nothing more', async () => {
    const group = openNodeGroup({ workers: 1 });
    const answer = group.group.oneWayMap(random(64 * 20_000));
    const failure = expect(answer).rejects.toThrow(/closed|ended/);
    await group.close();
    await failure;
    await expect(group.group.oneWayMap(random(64))).rejects.toThrow('closed');
  });
});
