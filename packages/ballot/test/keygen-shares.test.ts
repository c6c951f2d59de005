import { assert, concat, unwrap } from '@hustings/base';
import { addScalar, encodeScalar, IDENTITY, SIZE, scalarAt } from '@hustings/ristretto';
import { beforeAll, expect, test } from 'vitest';
import {
  type Complaint,
  checkSealedShares,
  judgeComplaint,
  openShares,
  sealShares,
} from '../src/index.ts';
import { flipped, group, type Held, hold, replaced, seededRandom } from './support.ts';

const random = seededRandom('keygen shares');
let held: Held;

beforeAll(async () => {
  held = await hold(2, 3, random);
});

/** What trustee `index` makes of messages of which dealer 1's is exchanged. */
async function outcomeOf(index: number, from1: Uint8Array) {
  const sealed = held.sealed.with(0, from1);
  const secrets = held.dealt[index - 1]?.secrets;
  assert(secrets !== undefined, 'the trustee is there');
  const outcome = unwrap(
    await openShares(group, held.ceremony, secrets, held.deals, sealed, random),
  );
  return { sealed, outcome };
}

async function complaintOf(index: number, from1: Uint8Array) {
  const { sealed, outcome } = await outcomeOf(index, from1);
  assert(outcome.kind === 'complaints', 'the trustee complains');
  const [complaint, ...more] = outcome.complaints;
  assert(complaint !== undefined && more.length === 0, 'about one dealer');
  return { sealed, complaint };
}

function judge(complaint: Complaint, sealed: readonly Uint8Array[]) {
  return judgeComplaint(group, held.ceremony, complaint, held.deals, sealed);
}

/** Dealer 1's message, sealed honestly but off the polynomial that it committed itself to. */
async function offPolynomial(): Promise<Uint8Array> {
  const secrets = held.dealt[0]?.secrets;
  assert(secrets !== undefined, 'the dealer is there');
  const wrong = encodeScalar(addScalar(scalarAt(secrets.secretCoefficients, 1), 1n));
  return sealShares(
    group,
    held.ceremony,
    { ...secrets, secretCoefficients: replaced(secrets.secretCoefficients, 1, wrong) },
    held.deals,
    random,
  );
}

test('a share off the polynomial is complained of, and anyone upholds the complaint', async () => {
  const message = await offPolynomial();
  expect(await checkSealedShares(group, held.ceremony, 1, message)).toMatchObject({ ok: true });
  for (const index of [2, 3]) {
    const { sealed, complaint } = await complaintOf(index, message);
    expect([complaint.by, complaint.against]).toEqual([index, 1]);
    expect(await judge(complaint, sealed)).toEqual({
      isUpheld: true,
      reason: 'The share is not on the committed polynomial.',
    });
  }
});

test('a share that does not open is complained of, and anyone upholds the complaint', async () => {
  // In the box for trustee 2: header 3, entry of trustee 1 of 80 bytes, Q of 32.
  const message = flipped(held.sealed[0] as Uint8Array, 3 + 80 + 32 + 5);
  const { sealed, complaint } = await complaintOf(2, message);
  expect(await judge(complaint, sealed)).toEqual({
    isUpheld: true,
    reason: 'The sealed share does not open.',
  });
  // Trustee 3's own share is untouched.
  expect((await outcomeOf(3, message)).outcome.kind).toBe('accepted');
});

test('a complaint about a right share is dismissed', async () => {
  // The trustee opens a share that is right: its evidence is honest, its complaint is not.
  const { sealed, complaint } = await complaintOf(2, await offPolynomial());
  expect((await judge(complaint, sealed)).isUpheld).toBe(true);
  expect(await judge(complaint, held.sealed)).toMatchObject({ isUpheld: false });
  const honestEvidence = await evidenceAgainst(held.sealed[0] as Uint8Array);
  expect(await judge({ by: 2, against: 1, evidence: honestEvidence }, held.sealed)).toEqual({
    isUpheld: false,
    reason: 'The share opens and is right.',
  });
});

test('no part of the evidence can be changed, nor used by or against another', async () => {
  const { sealed, complaint } = await complaintOf(2, await offPolynomial());
  for (let at = 0; at < complaint.evidence.length; at += 3) {
    const evidence = flipped(complaint.evidence, at, 1 << (at % 8));
    expect((await judge({ ...complaint, evidence }, sealed)).isUpheld).toBe(false);
  }
  expect((await judge({ ...complaint, by: 3 }, sealed)).isUpheld).toBe(false);
  expect((await judge({ ...complaint, against: 3 }, sealed)).isUpheld).toBe(false);
  const elsewhere = { ...held.ceremony, context: new Uint8Array(32) };
  expect((await judgeComplaint(group, elsewhere, complaint, held.deals, sealed)).isUpheld).toBe(
    false,
  );
  for (const evidence of [new Uint8Array(), complaint.evidence.subarray(1)])
    expect(await judge({ ...complaint, evidence }, sealed)).toEqual({
      isUpheld: false,
      reason: 'The evidence cannot be read.',
    });
});

test('a share sealed in one ceremony opens in no other', async () => {
  const secrets = held.dealt[1]?.secrets;
  assert(secrets !== undefined, 'the trustee is there');
  const elsewhere = { ...held.ceremony, context: new Uint8Array(32) };
  const outcome = unwrap(
    await openShares(group, elsewhere, secrets, held.deals, held.sealed, random),
  );
  assert(outcome.kind === 'complaints', 'nothing opens');
  expect(outcome.complaints).toHaveLength(3);
});

test('boxes exchanged between trustees open for neither', async () => {
  const message = held.sealed[0] as Uint8Array;
  const [head, one, two, three] = [
    message.subarray(0, 3),
    message.subarray(3, 83),
    message.subarray(83, 163),
    message.subarray(163),
  ];
  const { sealed, complaint } = await complaintOf(2, concat(head, one, three, two));
  expect((await judge(complaint, sealed)).isUpheld).toBe(true);
});

test('a message that nobody can read is refused when it comes, without a complaint', async () => {
  const good = held.sealed[0] as Uint8Array;
  const broken = [
    new Uint8Array(),
    good.subarray(1),
    concat(good, Uint8Array.of(0)),
    good.with(0, 2),
    good.with(1, 2),
    good.with(2, 4),
    concat(good.subarray(0, 3), IDENTITY, good.subarray(35)),
    concat(good.subarray(0, 3 + 80), new Uint8Array(SIZE).fill(255), good.subarray(3 + 80 + SIZE)),
  ];
  const secrets = held.dealt[2]?.secrets;
  assert(secrets !== undefined, 'the trustee is there');
  for (const message of broken) {
    const checked = await checkSealedShares(group, held.ceremony, 1, message);
    expect(checked).toMatchObject({ error: { code: 'keygen/malformed-shares' } });
    const opened = await openShares(
      group,
      held.ceremony,
      secrets,
      held.deals,
      held.sealed.with(0, message),
      random,
    );
    expect(opened).toMatchObject({ error: { code: 'keygen/malformed-shares' } });
    const complaint = { by: 2, against: 1, evidence: new Uint8Array() };
    expect((await judge(complaint, held.sealed.with(0, message))).isUpheld).toBe(true);
  }
});

test('the wrong transport secret gives no share but complaints that nobody upholds', async () => {
  const [, second] = held.dealt;
  assert(second !== undefined, 'the trustee is there');
  const outcome = unwrap(
    await openShares(
      group,
      held.ceremony,
      { ...second.secrets, secretTransport: encodeScalar(5n) },
      held.deals,
      held.sealed,
      random,
    ),
  );
  assert(outcome.kind === 'complaints', 'nothing opens');
  for (const complaint of outcome.complaints)
    expect((await judge(complaint, held.sealed)).isUpheld).toBe(false);
});

/** The evidence that trustee 2 would give about a message, had it cause to: here it has none. */
async function evidenceAgainst(message: Uint8Array): Promise<Uint8Array> {
  const secrets = held.dealt[1]?.secrets;
  const [dealer, trustee] = held.deals;
  assert(secrets !== undefined && dealer !== undefined && trustee !== undefined, 'all are there');
  // With commitments that the share does not fit, the honest program complains about the honest message.
  const doubted = held.deals.with(0, { ...dealer, commitments: trustee.commitments });
  const outcome = unwrap(
    await openShares(group, held.ceremony, secrets, doubted, held.sealed.with(0, message), random),
  );
  assert(outcome.kind === 'complaints', 'the trustee complains');
  return (outcome.complaints[0] as Complaint).evidence;
}
