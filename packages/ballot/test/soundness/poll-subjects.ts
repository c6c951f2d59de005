/** Codes, ballots, mixes, shares of a decryption and of the coin, element by element. */
import { concat, equal, utf8 } from '@hustings/base';
import { G, SIZE } from '@hustings/ristretto';
import {
  checkBallots,
  checkCoinShare,
  checkDecryptionShare,
  checkShuffle,
  coinShare,
  credentialsFromCodes,
  decryptionShare,
  newCode,
  parseBallot,
  parseCode,
  sealBallots,
  shuffle,
} from '../../src/index.ts';
import { credential, hold, POLL_CONTEXT, seededRandom } from '../support.ts';
import { elements, group, strangers } from './group.ts';
import { byte, codeOf, header, list, number, part, reader, type Subject, text } from './subject.ts';

const random = seededRandom('poll subjects');
const held = await hold(2, 4, random);

async function ballot(pieces: number, isReplacement: boolean): Promise<Subject> {
  const [key] = (await strangers('ballot key', 1)) as [Uint8Array];
  // Pools that are on the list however the text is changed: what refuses must be the proof.
  const pools = ['members', 'nembers', 'membert'];
  const poll = { context: POLL_CONTEXT, key, pieces, pools };
  const job = {
    plaintext: Uint8Array.of(2, 1),
    pool: 'members',
    credential: await credential(random),
    ...(isReplacement && { previous: random(32) }),
  };
  const [sealed] = await sealBallots(group, poll, [job], random);
  if (sealed === undefined) throw new Error('one ballot');
  const { ballot: made, bytes } = sealed;
  const each = (name: string, flat: Uint8Array, kind: 'point' | 'scalar' = 'point') =>
    list(kind, flat, (i) => `${name}_${i + 1}`);
  const previous = made.previous;
  const parts = [
    part('context', 'hash', POLL_CONTEXT),
    part('Y', 'point', key),
    ...header({ version: 1, 'length of pool': 7 }),
    text('pool', 'members'),
    part('S', 'point', made.credential),
    byte('mark of previous', isReplacement ? 1 : 0),
    ...(previous === undefined ? [] : [part('previous', 'hash', previous)]),
    byte('K', pieces),
    ...each('A', made.a),
    ...each('B', made.b),
    ...each('R', made.commitments),
    part('T', 'point', made.credentialCommitment),
    ...each('z', made.responses, 'scalar'),
    part('z', 'scalar', made.credentialResponse),
  ];
  return {
    name: `ballot of ${pieces}${isReplacement ? ', replacing one' : ''}`,
    parts,
    sent: parts.length - 2,
    message: bytes,
    refusal: 'ballot/wrong-proof',
    async check(all) {
      const from = reader(all);
      const at = { ...poll, context: from.take(), key: from.take() };
      const parsed = parseBallot(from.rest());
      if (!parsed.ok) return parsed.error.code;
      const [refused] = await checkBallots(group, at, [parsed.value], random);
      return refused?.failure.code ?? 'ok';
    },
  };
}

async function mix(count: number, pieces: number): Promise<Subject> {
  const n = count * pieces;
  const points = concat(...(await strangers(`mix ${count}`, 2 * n + 1)));
  const key = points.slice(2 * n * SIZE);
  const input = {
    count,
    pieces,
    a: points.slice(0, n * SIZE),
    b: points.slice(n * SIZE, 2 * n * SIZE),
  };
  const step = { context: POLL_CONTEXT, key, pool: 'members', step: 2, mixer: 'mixer' };
  const { output, proof } = await shuffle(group, step, input, random);
  const each = (name: string, flat: Uint8Array) =>
    list('point', flat, (i) =>
      pieces === 1
        ? `${name}_${i + 1}`
        : `${name}_${Math.floor(i / pieces) + 1},${(i % pieces) + 1}`,
    );
  const body = proof.slice(6);
  const cut = (from: number, to: number): Uint8Array => body.slice(from * SIZE, to * SIZE);
  const N = count;
  const t = 3 * N;
  const s = t + 3 + 2 * pieces;
  const fours = (i: number): string => `t_4,${(i >> 1) + 1},${'AB'[i % 2]}`;
  const parts = [
    part('context', 'hash', POLL_CONTEXT),
    part('Y', 'point', key),
    text('pool', 'members'),
    number('step', 2),
    text('mixer', 'mixer'),
    ...each('A', input.a),
    ...each('B', input.b),
    ...each('A’', output.a),
    ...each('B’', output.b),
    ...header({
      version: 1,
      K: pieces,
      'N: byte 1': 0,
      'N: byte 2': 0,
      'N: byte 3': 0,
      'N: byte 4': N,
    }),
    ...list('point', cut(0, N), (i) => `c_${i + 1}`),
    ...list('point', cut(N, 2 * N), (i) => `ĉ_${i + 1}`),
    ...list('point', cut(2 * N, t), (i) => `t̂_${i + 1}`),
    ...list('point', cut(t, t + 3), (i) => `t_${i + 1}`),
    ...list('point', cut(t + 3, s), fours),
    ...list('scalar', cut(s, s + 3), (i) => `s_${i + 1}`),
    ...list('scalar', cut(s + 3, s + 3 + pieces), (i) => `s_4,${i + 1}`),
    ...list('scalar', cut(s + 3 + pieces, s + 3 + pieces + N), (i) => `ŝ_${i + 1}`),
    ...list('scalar', cut(s + 3 + pieces + N, s + 3 + pieces + 2 * N), (i) => `s’_${i + 1}`),
  ];
  return {
    name: `mix of ${count} × ${pieces}`,
    parts,
    sent: parts.length - 5 - 4 * n,
    message: proof,
    refusal: 'shuffle/wrong-proof',
    async check(all) {
      const from = reader(all);
      const about = {
        context: from.take(),
        key: from.take(),
        pool: from.text(),
        step: from.number(),
        mixer: from.text(),
      };
      const [ins, outs] = [0, 1].map(() => ({ count, pieces, a: from.list(n), b: from.list(n) }));
      if (ins === undefined || outs === undefined) throw new Error('two lists');
      return codeOf(await checkShuffle(group, about, ins, outs, from.rest(), random));
    },
  };
}

async function decryption(): Promise<Subject> {
  const [count, pieces, i] = [2, 2, 2];
  const n = count * pieces;
  const points = concat(...(await strangers('decryption', 2 * n)));
  const ciphertexts = { count, pieces, a: points.slice(0, n * SIZE), b: points.slice(n * SIZE) };
  const task = { context: POLL_CONTEXT, pool: 'members', pollKey: held.pollKey, ciphertexts };
  const trustee = held.trustees[i - 1] as (typeof held.trustees)[number];
  const message = await decryptionShare(group, task, trustee, random);
  const body = elements(message.subarray(7));
  const [R, Rp, z] = body.slice(n) as [Uint8Array, Uint8Array, Uint8Array];
  const places = (name: string) => (at: number) =>
    `${name}_${Math.floor(at / pieces) + 1},${(at % pieces) + 1}`;
  return {
    name: 'decryption share',
    parts: [
      part('context', 'hash', POLL_CONTEXT),
      part('Y', 'point', held.pollKey.key),
      part('Y_i', 'point', elements(held.pollKey.shares)[i - 1] as Uint8Array),
      text('pool', 'members'),
      number('trustee', i),
      ...list('point', ciphertexts.a, places('A')),
      ...list('point', ciphertexts.b, places('B')),
      ...header({
        version: 1,
        i,
        K: pieces,
        'N: byte 1': 0,
        'N: byte 2': 0,
        'N: byte 3': 0,
        'N: byte 4': count,
      }),
      ...list('point', message.slice(7, 7 + n * SIZE), places('D')),
      part('R', 'point', R),
      part('R’', 'point', Rp),
      part('z', 'scalar', z),
    ],
    sent: 7 + n + 3,
    message,
    refusal: 'decryption/wrong-proof',
    async check(all) {
      const from = reader(all);
      const [context, key, share] = [from.take(), from.take(), from.take()];
      const pool = from.text();
      const index = from.number();
      const shares = elements(held.pollKey.shares).with(i - 1, share);
      const pollKey = { ...held.pollKey, key, shares: concat(...shares) };
      const given = { count, pieces, a: from.list(n), b: from.list(n) };
      const about = { context, pool, pollKey, ciphertexts: given };
      // The number on the message follows: that the two differ is not what is tried here.
      const bytes = from.rest();
      if (index !== i) bytes[1] = index;
      return codeOf(await checkDecryptionShare(group, about, index, bytes));
    },
  };
}

async function coin(): Promise<Subject> {
  const i = 2;
  const task = {
    context: POLL_CONTEXT,
    pollKey: held.pollKey,
    checkpoint: utf8('origin\n9\nroot\n'),
  };
  const trustee = held.trustees[i - 1] as (typeof held.trustees)[number];
  const { share, proof } = await coinShare(group, task, trustee, random);
  const [R, Rp, z] = elements(proof) as [Uint8Array, Uint8Array, Uint8Array];
  return {
    name: 'share of the coin',
    parts: [
      part('context', 'hash', POLL_CONTEXT),
      part('Y', 'point', held.pollKey.key),
      part('Y_i', 'point', elements(held.pollKey.shares)[i - 1] as Uint8Array),
      number('trustee', i),
      part('checkpoint', 'bytes', task.checkpoint),
      part('V', 'point', share),
      part('R', 'point', R),
      part('R’', 'point', Rp),
      part('z', 'scalar', z),
    ],
    sent: 4,
    message: concat(share, proof),
    refusal: 'coin/wrong-proof',
    async check(all) {
      const from = reader(all);
      const [context, key, own] = [from.take(), from.take(), from.take()];
      const index = from.number();
      const shares = concat(...elements(held.pollKey.shares).with(i - 1, own));
      const pollKey = { ...held.pollKey, key, shares };
      const about = { context, pollKey, checkpoint: from.take() };
      return codeOf(await checkCoinShare(group, about, index, from.take(), from.rest()));
    },
  };
}

/** A code is no proof, but the ballot stands on it: whatever is changed, another credential comes of it or none. */
async function code(): Promise<Subject> {
  const printed = newCode(random);
  const roll = { organisation: 'A society', roll: 'roll-2026' };
  const [made] = await credentialsFromCodes(group, [printed], roll);
  if (made === undefined) throw new Error('one credential');
  return {
    name: 'credential',
    parts: [
      text('organisation', roll.organisation),
      text('roll', roll.roll),
      ...[...printed.replaceAll('-', '')].map((symbol, i) =>
        byte(`symbol ${i + 1}`, symbol.charCodeAt(0)),
      ),
    ],
    sent: 20,
    message: utf8(printed.replaceAll('-', '')),
    refusal: 'another credential',
    async check(all) {
      const from = reader(all);
      const of = { organisation: from.text(), roll: from.text() };
      const parsed = parseCode(from.list(20).reduce((all, c) => all + String.fromCharCode(c), ''));
      if (!parsed.ok) return parsed.error.code;
      const [other] = await credentialsFromCodes(group, [parsed.value], of);
      return equal(other?.public ?? G, made.public) ? 'ok' : 'another credential';
    },
  };
}

export const pollSubjects: readonly Subject[] = [
  await code(),
  await ballot(1, false),
  await ballot(2, true),
  await mix(1, 1),
  await mix(3, 2),
  await decryption(),
  await coin(),
];
