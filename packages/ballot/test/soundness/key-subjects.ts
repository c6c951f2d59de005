/** The two small proofs, and every message of the key ceremony (spec/keys.md), element by element. */
import { concat, unwrap } from '@hustings/base';
import { encodeScalar, randomScalar, SIZE } from '@hustings/ristretto';
import {
  type Ceremony,
  checkDeal,
  judgeComplaint,
  openShares,
  pledgeOf,
  Transcript,
} from '../../src/index.ts';
import { complaintTranscript } from '../../src/keygen-shares.ts';
import { checkEqualLogs, checkKnowledge, proveEqualLogs, proveKnowledge } from '../../src/sigma.ts';
import { hold, KEY_CONTEXT, seededRandom } from '../support.ts';
import type { Part } from './changes.ts';
import { elements, group, onBase, strangers, sum } from './group.ts';
import { byte, codeOf, header, number, part, reader, type Subject } from './subject.ts';

const random = seededRandom('key subjects');
const held = await hold(2, 4, random);

async function knowledge(): Promise<Subject> {
  const secret = randomScalar(random);
  const X = await onBase(secret);
  const context = random(32);
  const over = (bytes: Uint8Array): Transcript => new Transcript('test').append('context', bytes);
  const keys = { public: X, secret: encodeScalar(secret) };
  const message = await proveKnowledge(group, over(context), keys, random);
  const [R, z] = elements(message);
  return {
    name: 'knowledge of a logarithm',
    parts: [
      part('context', 'hash', context),
      part('X', 'point', X),
      part('R', 'point', R as Uint8Array),
      part('z', 'scalar', z as Uint8Array),
    ],
    sent: 2,
    message,
    refusal: 'wrong',
    async check(parts) {
      const from = reader(parts);
      const transcript = over(from.take());
      const isRight = await checkKnowledge(group, transcript, from.take(), from.rest());
      return isRight ? 'ok' : 'wrong';
    },
  };
}

async function equalLogs(): Promise<Subject> {
  const secret = randomScalar(random);
  const [P] = (await strangers('equal logs', 1)) as [Uint8Array];
  const [X, V] = [await onBase(secret), await sum([secret, P])];
  const context = random(32);
  const over = (bytes: Uint8Array): Transcript => new Transcript('test').append('context', bytes);
  const on = { base: P, value: V };
  const keys = { public: X, secret: encodeScalar(secret) };
  const message = await proveEqualLogs(group, over(context), keys, on, random);
  const [R, Rp, z] = elements(message) as [Uint8Array, Uint8Array, Uint8Array];
  return {
    name: 'equal logarithms',
    parts: [
      part('context', 'hash', context),
      part('X', 'point', X),
      part('P', 'point', P),
      part('V', 'point', V),
      part('R', 'point', R),
      part('R’', 'point', Rp),
      part('z', 'scalar', z),
    ],
    sent: 3,
    message,
    refusal: 'wrong',
    async check(parts) {
      const from = reader(parts);
      const transcript = over(from.take());
      const [key, base, value] = [from.take(), from.take(), from.take()];
      const proof = from.rest();
      const isRight = await checkEqualLogs(group, transcript, key, { base, value }, proof);
      return isRight ? 'ok' : 'wrong';
    },
  };
}

function ceremonyParts(): readonly Part[] {
  return [part('context', 'hash', KEY_CONTEXT), number('t', 2), number('n', 4)];
}

function ceremonyFrom(from: ReturnType<typeof reader>): Ceremony {
  return { context: from.take(), threshold: from.number(), trustees: from.number() };
}

function deal(): Subject {
  const j = 2;
  const message = held.dealt[j - 1]?.deal as Uint8Array;
  const body = elements(message.subarray(3));
  const [F0, F1, E, R, z, Rt, zt] = body as Uint8Array[];
  return {
    name: 'deal',
    parts: [
      ...ceremonyParts().map((one) => (one.name === 't' ? { ...one, kind: 'size' as const } : one)),
      number('trustee', j),
      ...header({ version: 1, j, threshold: 2 }),
      part('F_0', 'point', F0 as Uint8Array),
      part('F_1', 'point', F1 as Uint8Array),
      part('E', 'point', E as Uint8Array),
      part('R of f_0', 'point', R as Uint8Array),
      part('z of f_0', 'scalar', z as Uint8Array),
      part('R of ε', 'point', Rt as Uint8Array),
      part('z of ε', 'scalar', zt as Uint8Array),
    ],
    sent: 10,
    message,
    refusal: 'keygen/wrong-proof',
    async check(parts) {
      const from = reader(parts);
      const ceremony = ceremonyFrom(from);
      const index = from.number();
      const bytes = from.rest();
      // The number on the message follows, and the dealer pledges whatever it likes: neither is tried here.
      if (index !== j) bytes[1] = index;
      return codeOf(await checkDeal(group, ceremony, index, pledgeOf(ceremony, bytes), bytes));
    },
  };
}

function pledge(): Subject {
  const dealt = held.dealt[0] as (typeof held.dealt)[number];
  return {
    name: 'pledge',
    parts: [
      part('context', 'hash', KEY_CONTEXT),
      part('pledge', 'hash', dealt.pledge),
      part('deal', 'bytes', dealt.deal),
    ],
    sent: 1,
    message: dealt.deal,
    refusal: 'keygen/wrong-pledge',
    async check(parts) {
      const [context, hash, bytes] = parts as [Uint8Array, Uint8Array, Uint8Array];
      return codeOf(await checkDeal(group, { ...held.ceremony, context }, 1, hash, bytes));
    },
  };
}

function entriesOf(message: Uint8Array): readonly Part[] {
  return Array.from({ length: 4 }, (_, i) => {
    const entry = message.subarray(3 + 80 * i, 83 + 80 * i);
    return [
      part(`Q_${i + 1}`, 'point', entry.slice(0, SIZE)),
      part(`box ${i + 1}`, 'bytes', entry.slice(SIZE)),
    ];
  }).flat();
}

function sealedShares(): Subject {
  const j = 2;
  const message = held.sealed[j - 1] as Uint8Array;
  return {
    name: 'sealed shares',
    parts: [
      part('context', 'hash', KEY_CONTEXT),
      ...header({ version: 1, j, n: 4 }),
      ...entriesOf(message),
    ],
    sent: 11,
    message,
    refusal: 'a complaint, upheld',
    async check(parts) {
      const from = reader(parts);
      const ceremony: Ceremony = { ...held.ceremony, context: from.take() };
      const sealed = held.sealed.with(j - 1, from.rest());
      for (const { secrets } of held.dealt) {
        const opened = await openShares(group, ceremony, secrets, held.deals, sealed, random);
        if (!opened.ok) return opened.error.code;
        if (opened.value.kind === 'accepted') continue;
        for (const complaint of opened.value.complaints) {
          const judged = await judgeComplaint(group, ceremony, complaint, held.deals, sealed);
          if (!judged.isUpheld) return 'a complaint that nobody believes';
        }
        return 'a complaint, upheld';
      }
      return 'ok';
    },
  };
}

/** Dealer 2 sends trustee 3 another share than it committed to, sealed as it should be; trustee 3 complains. */
async function complaint(): Promise<Subject> {
  const by = 3;
  const against = 2;
  const message = (held.sealed[against - 1] as Uint8Array).slice();
  message[3 + 80 * by - 1] = (message[3 + 80 * by - 1] as number) ^ 1;
  const sealed = held.sealed.with(against - 1, message);
  const trustee = held.dealt[by - 1]?.secrets as (typeof held.dealt)[number]['secrets'];
  const opened = unwrap(
    await openShares(group, held.ceremony, trustee, held.deals, sealed, random),
  );
  if (opened.kind !== 'complaints') throw new Error('the share is wrong');
  const evidence = opened.complaints[0]?.evidence as Uint8Array;
  const [K, R, Rp, z] = elements(evidence.subarray(1)) as Uint8Array[];
  return {
    name: 'complaint',
    parts: [
      part('context', 'hash', KEY_CONTEXT),
      number('t', 2),
      number('by', by),
      number('against', against),
      ...header({ 'version of the shares': 1 }),
      ...entriesOf(message),
      byte('version', 1),
      part('K', 'point', K as Uint8Array),
      part('R', 'point', R as Uint8Array),
      part('R’', 'point', Rp as Uint8Array),
      part('z', 'scalar', z as Uint8Array),
    ],
    sent: 5,
    message: evidence,
    refusal: 'dismissed',
    async check(parts) {
      const from = reader(parts);
      const ceremony: Ceremony = { context: from.take(), threshold: from.number(), trustees: 4 };
      const [i, j] = [from.number(), from.number()];
      const bytes = concat(from.take(), Uint8Array.of(against, 4), from.list(8));
      const judged = await judgeComplaint(
        group,
        ceremony,
        { by: i, against: j, evidence: from.rest() },
        held.deals,
        held.sealed.with(against - 1, bytes),
      );
      if (judged.isUpheld)
        return judged.reason.includes('cannot be read by anyone')
          ? 'the shares are no shares'
          : 'ok';
      return 'dismissed';
    },
  };
}

/** n is bound by the transcript alone: the judge knows it from the ceremony that it was called to. */
async function complaintProof(): Promise<Subject> {
  const [dealer, by] = [held.deals[0], held.deals[1]] as [
    (typeof held.deals)[0],
    (typeof held.deals)[0],
  ];
  const message = held.sealed[0] as Uint8Array;
  const Q = message.slice(3 + 80, 3 + 80 + SIZE);
  const secret = held.dealt[1]?.secrets.secretTransport as Uint8Array;
  const value = await group.mulEach(secret, Q);
  const keys = { public: by.transportKey, secret };
  const on = { base: Q, value };
  const over = (ceremony: Ceremony) => complaintTranscript(ceremony, dealer, by, message);
  const proof = await proveEqualLogs(group, over(held.ceremony), keys, on, random);
  return {
    name: 'complaint’s ceremony',
    parts: ceremonyParts(),
    sent: 0,
    message: new Uint8Array(),
    refusal: 'wrong',
    async check(parts) {
      const transcript = over(ceremonyFrom(reader(parts)));
      const isRight = await checkEqualLogs(group, transcript, by.transportKey, on, proof);
      return isRight ? 'ok' : 'wrong';
    },
  };
}

export const keySubjects: readonly Subject[] = [
  await knowledge(),
  await equalLogs(),
  pledge(),
  deal(),
  sealedShares(),
  await complaint(),
  await complaintProof(),
];
