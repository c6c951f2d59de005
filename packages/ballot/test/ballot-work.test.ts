import { concat, unwrap } from '@hustings/base';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import {
  type BallotMessage,
  type BallotPoll,
  type BallotWorker,
  checkBallots,
  credentialsFromCodes,
  newCode,
  openBallot,
  ownBallotWork,
  parseBallot,
  type SealJob,
  sealBallots,
  serveBallotWork,
  sharedBallotWork,
} from '../src/index.ts';
import { pack, unpack } from '../src/packed.ts';
import { group, hold, POLL_CONTEXT, seededRandom } from './support.ts';

const roll = { organisation: 'Society', roll: 'members' };
const random = seededRandom('ballot work');
let poll: BallotPoll;
let jobs: readonly SealJob[];

/** A worker in this thread that, like a real one, sees only a structured clone and answers in its own time. */
function worker(seen: BallotMessage[] = [], delay = 0): BallotWorker {
  const serve = serveBallotWork(group, random);
  return {
    post: async (message) => {
      const copy = structuredClone(message);
      seen.push(copy);
      await new Promise((resolve) => setTimeout(resolve, delay));
      return structuredClone(await serve(copy));
    },
  };
}

beforeAll(async () => {
  const { pollKey } = await hold(1, 1, random);
  poll = { context: POLL_CONTEXT, key: pollKey.key, pieces: 1, pools: ['north', 'south'] };
  const codes = Array.from({ length: 5 }, () => newCode(random));
  const credentials = await credentialsFromCodes(group, codes, roll);
  jobs = credentials.map((credential, i) => ({
    plaintext: Uint8Array.of(i, 7),
    pool: i % 2 === 0 ? 'north' : 'south',
    credential,
    ...(i === 3 ? { previous: new Uint8Array(32).fill(5) } : {}),
  }));
});

test('codes give the same keys over workers as here, in the order of the codes', async () => {
  const codes = Array.from({ length: 150 }, () => newCode(random));
  const seen: BallotMessage[] = [];
  const work = sharedBallotWork([worker(seen, 3), worker(seen, 0)]);
  const expected = await credentialsFromCodes(group, codes, roll);
  expect(await work.credentials(codes, roll)).toEqual(expected);
  expect(seen).toHaveLength(2);
  expect(await ownBallotWork(group, random).credentials(codes, roll)).toEqual(expected);
});

test('ballots sealed over workers are those of the jobs, and their proofs hold', async () => {
  const sealed = await sharedBallotWork([worker(), worker()]).seal(poll, jobs);
  const ballots = sealed.map((bytes) => unwrap(parseBallot(bytes)));
  expect(ballots.map((b) => b.pool)).toEqual(jobs.map((j) => j.pool));
  expect(ballots.map((b) => b.credential)).toEqual(jobs.map((j) => j.credential.public));
  expect(ballots.map((b) => b.previous)).toEqual(jobs.map((j) => j.previous));
  expect(await checkBallots(group, poll, ballots, random)).toEqual([]);
  expect(await ownBallotWork(group, random).check(poll, sealed)).toEqual([]);
});

test('what a worker refuses has its place in the whole list, its code and its sentence', async () => {
  const some = await sealBallots(group, poll, jobs, random);
  const bytes = Array.from({ length: 70 }, (_, i) => some[i % 5]?.bytes.slice() as Uint8Array);
  for (const i of [0, 64, 69]) {
    const ballot = bytes[i] as Uint8Array;
    ballot[ballot.length - 5] = (ballot[ballot.length - 5] as number) ^ 1;
  }
  const here = await ownBallotWork(group, random).check(poll, bytes);
  const shared = await sharedBallotWork([worker([], 2), worker()]).check(poll, bytes);
  expect(here.map((r) => [r.index, r.failure.code])).toEqual(
    [0, 64, 69].map((i) => [i, 'ballot/wrong-proof']),
  );
  expect(shared).toEqual(here);
});

test('nothing to do is done at once', async () => {
  const work = sharedBallotWork([worker()]);
  expect(await work.check(poll, [])).toEqual([]);
  expect(await work.seal(poll, [])).toEqual([]);
  expect(await work.credentials([], roll)).toEqual([]);
});

test('a worker that fails fails the call, and the next call goes on', async () => {
  let isBroken = true;
  const good = worker();
  const work = sharedBallotWork([
    {
      post: (message) => (isBroken ? Promise.reject(new Error('lost')) : good.post(message)),
    },
  ]);
  await expect(work.seal(poll, jobs)).rejects.toThrow('lost');
  isBroken = false;
  expect(await work.seal(poll, jobs)).toHaveLength(5);
});

test('a ballot sealed in one call opens with its numbers, whichever place it had', async () => {
  const sealed = await sealBallots(group, poll, jobs, random);
  for (const [i, one] of sealed.entries()) {
    const opened = unwrap(await openBallot(group, poll, one.ballot, one.secretRandomness));
    expect(opened.subarray(0, 2)).toEqual(jobs[i]?.plaintext);
  }
});

test('strings of any bytes are packed and unpacked', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array()), (strings) => {
      const packed = pack(strings);
      expect(unpack(packed).map((s) => [...s])).toEqual(strings.map((s) => [...s]));
      expect(packed.length).toBe(concat(...strings).length + 4 * strings.length);
    }),
  );
});
