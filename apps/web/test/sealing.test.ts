import { checkBallots, decodePlaintexts, newCode, parseBallot, receiptOf } from '@hustings/ballot';
import { fromBase64, toHex, unwrap } from '@hustings/base';
import { readPaper } from '@hustings/count';
import { ballotPollOf } from '@hustings/record';
import { encodeScalars, G, negScalar, nobleGroup, randomScalars } from '@hustings/ristretto';
import { describe, expect, test } from 'vitest';
import { sealerOn } from '../src/booth/sealing.ts';
import { random, testPoll } from './test-poll.ts';

const group = nobleGroup();

describe('sealing in the booth', () => {
  test('gives a ballot that the box accepts and that opens to the paper as marked', async () => {
    const secretKey = randomScalars(1, random);
    const key = await group.mulFixed([{ base: G, scalars: secretKey }]);
    const manifest = testPoll(toHex(key));
    const sealer = sealerOn(group, random);
    const credential = await sealer.open(newCode(random), manifest);
    const paper = [2, 0];
    const sealed = await sealer.seal({ manifest, section: 'members', previous: undefined, paper });
    const bytes = fromBase64(sealed.ballot) as Uint8Array;
    const ballot = unwrap(parseBallot(bytes));
    expect(toHex(ballot.credential)).toBe(credential);
    expect(ballot.previous).toBeUndefined();
    expect(await checkBallots(group, ballotPollOf(manifest), [ballot], random)).toEqual([]);

    const shared = await group.mulEach(secretKey, ballot.a);
    const one = encodeScalars([1n]);
    const minusOne = encodeScalars([negScalar(1n)]);
    const points = await group.combineVartime([one, minusOne], [ballot.b, shared]);
    const [plaintext] = await decodePlaintexts(group, points, ballot.pieces);
    if (plaintext === undefined) throw new Error('no plaintext');
    expect(unwrap(readPaper(manifest.form, unwrap(plaintext)))).toEqual(paper);
  });

  test('names the ballot before it when the elector votes again', async () => {
    const key = await group.mulFixed([{ base: G, scalars: randomScalars(1, random) }]);
    const manifest = testPoll(toHex(key));
    const sealer = sealerOn(group, random);
    await sealer.open(newCode(random), manifest);
    const job = { manifest, section: 'members', paper: [1] };
    const first = await sealer.seal({ ...job, previous: undefined });
    const second = await sealer.seal({ ...job, previous: first.tracker });
    const ballot = unwrap(parseBallot(fromBase64(second.ballot) as Uint8Array));
    expect(toHex(ballot.previous as Uint8Array)).toBe(first.tracker);
    expect(second.tracker).not.toBe(first.tracker);
    expect(second.code).toBe(receiptOf(Uint8Array.from(Buffer.from(second.tracker, 'hex'))).short);
  });

  test('refuses a section that no pool of the poll has', async () => {
    const key = await group.mulFixed([{ base: G, scalars: randomScalars(1, random) }]);
    const manifest = testPoll(toHex(key));
    const sealer = sealerOn(group, random);
    await sealer.open(newCode(random), manifest);
    const job = { manifest, section: 'strangers', previous: undefined, paper: [1] };
    await expect(sealer.seal(job)).rejects.toThrow('no pool');
  });
});
