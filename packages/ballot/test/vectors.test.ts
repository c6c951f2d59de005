import { readFileSync } from 'node:fs';
import { fromHex, unwrap } from '@hustings/base';
import { expect, test } from 'vitest';
import { ballotVectors } from '../../../vectors/generate-ballot.ts';
import { checkBallots, checkShuffle, parseBallot, parseCiphertexts } from '../src/index.ts';
import { group, seededRandom } from './support.ts';

function read<T>(name: string): T {
  const url = new URL(`../../../vectors/ballot/${name}`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as T;
}

function hex(text: string): Uint8Array {
  const bytes = fromHex(text);
  if (bytes === undefined) throw new Error('a vector is not hex');
  return bytes;
}

interface Box {
  readonly context: string;
  readonly key: string;
  readonly ballots: readonly { readonly bytes: string }[];
}

interface Mix {
  readonly input: string;
  readonly output: string;
  readonly proof: string;
}

test('the committed vectors are those that the program makes today', async () => {
  const vectors = await ballotVectors();
  expect(Object.keys(vectors)).toHaveLength(7);
  for (const [name, value] of Object.entries(vectors))
    expect(read(name)).toEqual(JSON.parse(JSON.stringify(value)));
});

test('the committed ballots and the committed mix verify', async () => {
  const box = read<Box>('ballot.json');
  const ballots = box.ballots.map(({ bytes }) => unwrap(parseBallot(hex(bytes))));
  const { context, key } = { context: hex(box.context), key: hex(box.key) };
  const poll = { context, key, pieces: 2, pools: ['members', 'affiliates'] };
  const random = seededRandom('vectors');
  expect(ballots).toHaveLength(3);
  expect(await checkBallots(group, poll, ballots, random)).toEqual([]);
  const mix = read<Mix>('shuffle.json');
  const step = { context, key, pool: 'all', step: 1, mixer: 'mixer-1' };
  const input = unwrap(parseCiphertexts(hex(mix.input)));
  const output = unwrap(parseCiphertexts(hex(mix.output)));
  const checked = await checkShuffle(group, step, input, output, hex(mix.proof), random);
  expect(checked).toEqual({ ok: true, value: undefined });
});
