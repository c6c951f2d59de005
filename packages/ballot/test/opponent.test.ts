/** What an opponent tried on the ballot, and what answers it. */
import {
  addScalar,
  decodeScalar,
  encodeScalar,
  IDENTITY,
  mulScalar,
  scalarAt,
} from '@hustings/ristretto';
import { expect, test } from 'vitest';
import { ballotChallenge } from '../src/ballot.ts';
import { type Ballot, checkBallots, encodeBallot, parseBallot, sealBallots } from '../src/index.ts';
import { credential, group, hold, pollWith, seededRandom } from './support.ts';

const random = seededRandom('opponent');

test('a device that draws no randomness gives nobody away: a commitment to zero is refused though its proof holds', async () => {
  const poll = pollWith((await hold(1, 1, random)).pollKey.key);
  const elector = await credential(random);
  const [sealed] = await sealBallots(
    group,
    poll,
    [{ plaintext: Uint8Array.of(1), pool: 'members', credential: elector }],
    random,
  );
  if (sealed === undefined) throw new Error('one ballot');
  // τ = 0: then z = c·s, and anyone who sees the ballot has the elector's secret.
  const bare: Ballot = { ...sealed.ballot, credentialCommitment: IDENTITY };
  const c = ballotChallenge(poll, bare);
  const s = scalarAt(elector.secret, 0);
  // ρ of the honest proof, from its response: z_k = ρ_k + c·r_k.
  const r = scalarAt(sealed.secretRandomness, 0);
  const rho = addScalar(
    decodeScalar(sealed.ballot.responses) ?? 0n,
    -mulScalar(ballotChallenge(poll, sealed.ballot), r),
  );
  const ballot: Ballot = {
    ...bare,
    responses: encodeScalar(addScalar(rho, mulScalar(c, r))),
    credentialResponse: encodeScalar(mulScalar(c, s)),
  };
  const read = parseBallot(encodeBallot(ballot));
  if (!read.ok) throw new Error('the layout is right');
  const refused = await checkBallots(group, poll, [sealed.ballot, read.value], random);
  expect(refused.map((one) => [one.index, one.failure.code])).toEqual([[1, 'ballot/identity']]);
});
