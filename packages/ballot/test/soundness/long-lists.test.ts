/**
 * Small lists are summed in another way than long ones (shared doublings, then sorted digits, in another
 * kernel where there is one), so what is refused in a list of three is tried again in a long one: one
 * wrong element among thousands, of every list, at its ends and in the middle.
 */
import { concat } from '@hustings/base';
import { encodeScalar, type Group, IDENTITY, SIZE, wasmGroup } from '@hustings/ristretto';
import { describe, expect, test } from 'vitest';
import {
  checkBallots,
  checkDecryptionShare,
  checkShuffle,
  decryptionShare,
  sealBallots,
  shuffle,
} from '../../src/index.ts';
import { credential, hold, POLL_CONTEXT, pollWith, replaced, seededRandom } from '../support.ts';
import { littleEndian } from './changes.ts';
import { group, type Point, strangers } from './group.ts';

const random = seededRandom('long lists');
const N = 320;
const held = await hold(1, 1, random);
const [stranger] = (await strangers('long lists: another', 1)) as [Point];
const points = concat(...(await strangers('long lists', 2 * N)));
const input = { count: N, pieces: 1, a: points.slice(0, N * SIZE), b: points.slice(N * SIZE) };
const places = [0, 1, 255, 256, N - 2, N - 1];
/** A negative field element, and ones. */
const BAD = [littleEndian(1n), new Uint8Array(SIZE).fill(255)];

const backends: readonly Group[] = [group, await wasmGroup({ kernels: 'scalar' })];

describe.each(backends)('$name', (backend) => {
  test('a mix: every list, first and last elements and some between', async () => {
    const step = {
      context: POLL_CONTEXT,
      key: held.pollKey.key,
      pool: 'members',
      step: 1,
      mixer: 'm',
    };
    const { output, proof } = await shuffle(backend, step, input, random);
    const code = async (
      ins: typeof input,
      outs: typeof output,
      bytes: Uint8Array,
    ): Promise<string> => {
      const checked = await checkShuffle(backend, step, ins, outs, bytes, random);
      return checked.ok ? 'ok' : checked.error.code;
    };
    expect(await code(input, output, proof)).toBe('ok');
    const inProof = (list: number, i: number, element: Uint8Array): Uint8Array => {
      const bytes = proof.slice();
      bytes.set(element, 6 + (list * N + i) * SIZE);
      return bytes;
    };
    // Each place once, in one list after the other, so that every list and every place is met.
    for (const [k, i] of places.entries()) {
      const half = k % 2 === 0 ? 'a' : 'b';
      const list = k % 3;
      for (const [element, lists, proofs] of [
        [stranger, 'shuffle/wrong-proof', 'shuffle/wrong-proof'],
        [BAD[k % 2] as Uint8Array, 'ciphertexts/not-canonical', 'shuffle/wrong-proof'],
        [IDENTITY, 'ciphertexts/identity', 'shuffle/wrong-proof'],
      ] as const) {
        expect(
          await code({ ...input, [half]: replaced(input[half], i, element) }, output, proof),
        ).toBe(lists);
        expect(
          await code(input, { ...output, [half]: replaced(output[half], i, element) }, proof),
        ).toBe(lists);
        expect(await code(input, output, inProof(list, i, element))).toBe(proofs);
      }
    }
  });

  test('a share of a decryption: a wrong or unreadable D among many', async () => {
    const task = {
      context: POLL_CONTEXT,
      pool: 'members',
      pollKey: held.pollKey,
      ciphertexts: input,
    };
    const trustee = held.trustees[0] as (typeof held.trustees)[number];
    const message = await decryptionShare(backend, task, trustee, random);
    const code = async (bytes: Uint8Array): Promise<string> => {
      const checked = await checkDecryptionShare(backend, task, 1, bytes);
      return checked.ok ? 'ok' : checked.error.code;
    };
    expect(await code(message)).toBe('ok');
    for (const i of places)
      for (const element of [stranger, IDENTITY, ...BAD]) {
        const bytes = message.slice();
        bytes.set(element, 7 + i * SIZE);
        expect([i, await code(bytes)]).toEqual([i, 'decryption/wrong-proof']);
      }
  });

  test('a box of ballots: exactly the wrong ones, whatever ails them', async () => {
    const poll = pollWith(held.pollKey.key);
    const own = await credential(random);
    const job = { plaintext: Uint8Array.of(1), pool: 'members', credential: own };
    const sealed = await sealBallots(
      backend,
      poll,
      Array.from({ length: N }, () => job),
      random,
    );
    const box = sealed.map(({ ballot }) => ballot);
    for (const [k, i] of places.entries()) {
      const ballot = box[i] as (typeof box)[number];
      const changes = [
        { a: stranger },
        { commitments: BAD[0] as Uint8Array },
        { b: BAD[1] as Uint8Array },
        { credentialResponse: encodeScalar(1n) },
        { b: stranger },
        { credentialCommitment: stranger },
      ];
      box[i] = { ...ballot, ...changes[k] };
    }
    const refused = await checkBallots(backend, poll, box, random);
    expect(refused.map(({ index, failure }) => `${index} ${failure.code}`)).toEqual([
      '0 ballot/wrong-proof',
      '1 ballot/not-canonical',
      '255 ballot/not-canonical',
      '256 ballot/wrong-proof',
      `${N - 2} ballot/wrong-proof`,
      `${N - 1} ballot/wrong-proof`,
    ]);
  });
});
