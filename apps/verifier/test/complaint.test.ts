/** Complaints of the key ceremony, made by the protocol's own package and judged here. */
import { openShares, sealShares } from '@hustings/ballot';
import { assert, unwrap } from '@hustings/base';
import { addScalar, encodeScalar, scalarAt } from '@hustings/ristretto';
import { beforeAll, expect, test } from 'vitest';
import {
  flipped,
  group,
  type Held,
  hold,
  replaced,
  seededRandom,
} from '../../../packages/ballot/test/support.ts';
import { type Ceremony, type Deal, readDeal } from '../src/protocol/ceremony.ts';
import { judge } from '../src/protocol/complaint.ts';

const random = seededRandom('second verifier: complaints');
let held: Held;
let ceremony: Ceremony;
let deals: readonly Deal[];

beforeAll(async () => {
  held = await hold(2, 3, random);
  ceremony = { ...held.ceremony };
  deals = held.dealt.map(({ pledge, deal }, i) => {
    const read = readDeal(ceremony, i + 1, pledge, deal);
    assert(typeof read !== 'string', 'the deals are right');
    return read;
  });
});

/** What trustee 2 publishes when dealer 1 sends this. */
async function complaintAbout(message: Uint8Array) {
  const secrets = held.dealt[1]?.secrets;
  assert(secrets !== undefined, 'the trustee is there');
  const sealed = held.sealed.with(0, message);
  const outcome = unwrap(
    await openShares(group, held.ceremony, secrets, held.deals, sealed, random),
  );
  assert(outcome.kind === 'complaints', 'the trustee complains');
  const [complaint] = outcome.complaints;
  assert(complaint !== undefined, 'about the dealer');
  return { ...complaint, message };
}

async function offPolynomial(): Promise<Uint8Array> {
  const secrets = held.dealt[0]?.secrets;
  assert(secrets !== undefined, 'the dealer is there');
  const wrong = encodeScalar(addScalar(scalarAt(secrets.secretCoefficients, 1), 1n));
  const secretCoefficients = replaced(secrets.secretCoefficients, 1, wrong);
  return sealShares(group, held.ceremony, { ...secrets, secretCoefficients }, held.deals, random);
}

test('a share that is wrong, and one that does not open, are upheld', async () => {
  expect(judge(ceremony, deals, await complaintAbout(await offPolynomial()))).toBe('upheld');
  const shut = flipped(held.sealed[0] as Uint8Array, 3 + 80 + 32 + 5);
  expect(judge(ceremony, deals, await complaintAbout(shut))).toBe('upheld');
});

test('a complaint about another message, by another, or with any part changed is dismissed', async () => {
  const complaint = await complaintAbout(await offPolynomial());
  const message = held.sealed[0] as Uint8Array;
  expect(judge(ceremony, deals, { ...complaint, message })).not.toBe('upheld');
  expect(judge(ceremony, deals, { ...complaint, by: 3 })).not.toBe('upheld');
  for (let at = 0; at < complaint.evidence.length; at += 16) {
    const evidence = flipped(complaint.evidence, at, 4);
    expect(judge(ceremony, deals, { ...complaint, evidence }), `byte ${at}`).not.toBe('upheld');
  }
});
