/**
 * Test vectors of the ballot protocol: writes vectors/ballot/*.json. All randomness comes from seeds
 * that stand in the files, so that anyone gets the same bytes; packages/ballot/test compares them.
 *
 * Run: node vectors/generate-ballot.ts
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import {
  type BallotPoll,
  checkDeal,
  checkDecryptionShare,
  ciphertextsOf,
  coinShare,
  combineShares,
  credentialsFromCodes,
  type Deal,
  decodePlaintexts,
  decryptionShare,
  drawLots,
  encodeCiphertexts,
  encodePlaintexts,
  fingerprint,
  newCode,
  newDeal,
  openShares,
  type PollKey,
  parseBallot,
  pollKey,
  receiptOf,
  type SealedBallot,
  sealBallots,
  sealShares,
  shuffle,
  Transcript,
  type TrusteeSecret,
  tossCoin,
} from '@hustings/ballot';
import { bigEndian, toHex, unwrap, utf8 } from '@hustings/base';
import { type PaperForm, readPaper } from '@hustings/count';
import { encodeScalar, nobleGroup } from '@hustings/ristretto';
import { sha256 } from '@noble/hashes/sha2.js';
import { seededRandom } from './seeded.ts';

export { seededRandom };

const group = nobleGroup();
const ORGANISATION = 'The Society for Vectors';
const ROLL = 'roll-2026';

/** One JSON value per file, by file name. */
export async function ballotVectors(): Promise<Readonly<Record<string, unknown>>> {
  const keys = await keyVectors();
  const ballots = await ballotVectorsFor(keys.pollKey);
  const mixed = await shuffleVectors(ballots.poll, ballots.sealed);
  return {
    'transcript.json': transcriptVectors(),
    'plaintext.json': await plaintextVectors(),
    'papers.json': paperVectors(),
    'keys.json': keys.json,
    'ballot.json': ballots.json,
    'shuffle.json': mixed.json,
    'decryption.json': await decryptionVectors(ballots.poll, keys, mixed.output),
  };
}

function transcriptVectors(): unknown {
  const transcript = new Transcript('vectors')
    .append('empty')
    .append('bytes', Uint8Array.of(1, 2), Uint8Array.of(3))
    .appendNumber('number', 258)
    .appendText('text', 'çà');
  return {
    about: 'PROTOCOL §1: start("vectors"), the appends in order, then weights, then a challenge.',
    appends: [
      { label: 'empty', bytes: '' },
      { label: 'bytes', bytes: '010203' },
      { label: 'number', bytes: toHex(bigEndian(258, 8)) },
      { label: 'text', bytes: toHex(utf8('çà')) },
    ],
    weights: { label: 'w', count: 5, value: toHex(transcript.weights('w', 5)) },
    challenge: { label: 'c', value: toHex(encodeScalar(transcript.challenge('c'))) },
  };
}

async function plaintextVectors(): Promise<unknown> {
  const cases = [
    { pieces: 1, plaintext: new Uint8Array() },
    { pieces: 1, plaintext: Uint8Array.of(2, 1, 3) },
    { pieces: 2, plaintext: Uint8Array.from({ length: 31 }, (_, i) => i + 1) },
  ];
  const out: unknown[] = [];
  for (const { pieces, plaintext } of cases)
    out.push({
      pieces,
      plaintext: toHex(plaintext),
      points: toHex(await encodePlaintexts(group, [plaintext], pieces)),
    });
  return { about: 'PROTOCOL §4.', cases: out };
}

/** Papers of every form, and one for each reason why a paper is spoilt. */
function paperVectors(): unknown {
  const ranked: PaperForm = { kind: 'ranked', candidates: 4, most: 3 };
  const full: PaperForm = { kind: 'ranked', candidates: 3, most: 3, least: 2 };
  const choice: PaperForm = { kind: 'choice', candidates: 4 };
  const motion: PaperForm = { kind: 'motion', abstain: false };
  const abstain: PaperForm = { kind: 'motion', abstain: true };
  const block: PaperForm = { kind: 'marks', candidates: 4, most: 2 };
  const composed: PaperForm = {
    kind: 'marks',
    candidates: 5,
    most: 3,
    least: 2,
    groups: [
      { name: 'women', members: [1, 2], least: 1 },
      { name: 'newcomers', members: [4], most: 0 },
    ],
  };
  const long: PaperForm = { kind: 'marks', candidates: 31, most: 31 };
  const scores: PaperForm = { kind: 'scores', candidates: 3, highest: 5 };
  const last = (value: number) => [...Array<number>(30).fill(0), value];
  const cases: readonly (readonly [PaperForm, readonly number[]])[] = [
    [ranked, [3, 1, 0]],
    [ranked, [3, 1, 0, 0]],
    [ranked, [3, 1]],
    [ranked, [3, 1, 0, 4]],
    [ranked, [0, 0, 0]],
    [ranked, [5, 0, 0]],
    [ranked, [2, 2, 0]],
    [ranked, [2, 0, 1]],
    [full, [2, 1, 0]],
    [full, [2, 0, 0]],
    [choice, [4]],
    [choice, [5]],
    [motion, [2]],
    [motion, [3]],
    [abstain, [3]],
    [block, [1, 0, 1, 0]],
    [block, [1, 0, 2, 0]],
    [block, [0, 0, 0, 0]],
    [block, [1, 1, 1, 0]],
    [block, [1, 1, 0]],
    [block, [1, 1, 0, 0, 1]],
    [composed, [1, 0, 1, 0, 0]],
    [composed, [1, 0, 0, 0, 0]],
    [composed, [1, 1, 1, 0, 1]],
    [composed, [0, 0, 1, 0, 1]],
    [composed, [1, 1, 0, 1, 0]],
    [long, last(1)],
    [long, [...last(0), 1]],
    [scores, [0, 5, 2]],
    [scores, [0, 6, 2]],
    [scores, [0, 0, 0]],
  ];
  return {
    about: 'papers.md §1. "says": options by place, from 0, or the scores in their order.',
    cases: cases.map(([form, bytes]) => {
      const read = readPaper(form, Uint8Array.from(bytes));
      const plaintext = toHex(Uint8Array.from(bytes));
      return read.ok
        ? { form, plaintext, says: read.value }
        : { form, plaintext, spoilt: read.error };
    }),
  };
}

interface KeyVectors {
  readonly pollKey: PollKey;
  readonly trustees: readonly TrusteeSecret[];
  readonly json: unknown;
}

async function keyVectors(): Promise<KeyVectors> {
  const seed = 'hustings vectors: keys';
  const random = seededRandom(seed);
  const ceremony = { context: sha256(utf8('a ceremony')), threshold: 2, trustees: 3 };
  const dealt = [];
  const deals: Deal[] = [];
  for (const index of [1, 2, 3]) {
    const mine = await newDeal(group, ceremony, index, random);
    dealt.push(mine);
    deals.push(unwrap(await checkDeal(group, ceremony, index, mine.pledge, mine.deal)));
  }
  const sealed: Uint8Array[] = [];
  for (const { secrets } of dealt)
    sealed.push(await sealShares(group, ceremony, secrets, deals, random));
  const trustees: TrusteeSecret[] = [];
  for (const { secrets } of dealt) {
    const outcome = unwrap(await openShares(group, ceremony, secrets, deals, sealed, random));
    if (outcome.kind === 'complaints') throw new Error('an honest ceremony has no complaints');
    trustees.push({ index: secrets.index, secret: outcome.secret });
  }
  const key = unwrap(await pollKey(group, ceremony, deals));
  const json = {
    about: 'PROTOCOL §3 with t = 2, n = 3. Random: blocks SHA512(seed ‖ len64(i)).',
    seed,
    context: toHex(ceremony.context),
    threshold: 2,
    trustees: dealt.map(({ secrets, deal, pledge }, i) => ({
      index: secrets.index,
      secretCoefficients: toHex(secrets.secretCoefficients),
      secretTransport: toHex(secrets.secretTransport),
      pledge: toHex(pledge),
      deal: toHex(deal),
      sealedShares: toHex(sealed[i] as Uint8Array),
      secretShare: toHex((trustees[i] as TrusteeSecret).secret),
    })),
    key: toHex(key.key),
    shareKeys: toHex(key.shares),
    fingerprint: fingerprint(key.key),
  };
  return { pollKey: key, trustees, json };
}

interface BallotVectors {
  readonly poll: BallotPoll;
  readonly sealed: readonly SealedBallot[];
  readonly json: unknown;
}

async function ballotVectorsFor(key: PollKey): Promise<BallotVectors> {
  const seed = 'hustings vectors: ballots';
  const random = seededRandom(seed);
  const poll: BallotPoll = {
    context: sha256(utf8('a manifest')),
    key: key.key,
    pieces: 2,
    pools: ['members', 'affiliates'],
  };
  const codes = [newCode(random), newCode(random), newCode(random)];
  const roll = { organisation: ORGANISATION, roll: ROLL };
  const credentials = await credentialsFromCodes(group, codes, roll);
  const jobs = credentials.map((credential, i) => ({
    plaintext: Uint8Array.from({ length: 31 }, (_, k) => ((k + i) % 31) + 1),
    pool: i === 2 ? 'affiliates' : 'members',
    credential,
    ...(i === 1 ? { previous: sha256(utf8('an earlier ballot')) } : {}),
  }));
  const sealed = await sealBallots(group, poll, jobs, random);
  const json = {
    about: 'PROTOCOL §5 and §6, ballots of two pieces. Random: first the codes, then the ballots.',
    seed,
    ...roll,
    context: toHex(poll.context),
    key: toHex(poll.key),
    pieces: poll.pieces,
    ballots: sealed.map(({ bytes, tracker, secretRandomness }, i) => {
      const { plaintext, pool, credential, previous } = jobs[i] as (typeof jobs)[number];
      return {
        code: codes[i],
        secretCredential: toHex(credential.secret),
        credential: toHex(credential.public),
        pool,
        previous: previous === undefined ? null : toHex(previous),
        plaintext: toHex(plaintext),
        secretRandomness: toHex(secretRandomness),
        bytes: toHex(bytes),
        tracker: toHex(tracker),
        receipt: receiptOf(tracker).short,
      };
    }),
  };
  return { poll, sealed, json };
}

async function shuffleVectors(poll: BallotPoll, sealed: readonly SealedBallot[]) {
  const seed = 'hustings vectors: shuffle';
  const ballots = sealed.map(({ bytes }) => unwrap(parseBallot(bytes)));
  const input = ciphertextsOf(ballots, poll.pieces);
  const step = { context: poll.context, key: poll.key, pool: 'all', step: 1, mixer: 'mixer-1' };
  const { output, proof } = await shuffle(group, step, input, seededRandom(seed));
  const json = {
    about: 'PROTOCOL §8: a mix of the three ballots of ballot.json.',
    seed,
    context: toHex(step.context),
    key: toHex(step.key),
    pool: step.pool,
    step: step.step,
    mixer: step.mixer,
    input: toHex(encodeCiphertexts(input)),
    output: toHex(encodeCiphertexts(output)),
    proof: toHex(proof),
  };
  return { output, json };
}

async function decryptionVectors(
  poll: BallotPoll,
  keys: KeyVectors,
  ciphertexts: Awaited<ReturnType<typeof shuffleVectors>>['output'],
): Promise<unknown> {
  const seed = 'hustings vectors: decryption';
  const random = seededRandom(seed);
  const task = { context: poll.context, pool: 'all', pollKey: keys.pollKey, ciphertexts };
  const messages: Uint8Array[] = [];
  const shares = [];
  for (const trustee of keys.trustees) {
    const message = await decryptionShare(group, task, trustee, random);
    messages.push(message);
    shares.push(unwrap(await checkDecryptionShare(group, task, trustee.index, message)));
  }
  const points = unwrap(await combineShares(group, task, shares));
  const checkpoint = utf8('vectors.example/log\n7\n\n');
  const coinTask = { context: poll.context, pollKey: keys.pollKey, checkpoint };
  const tossed = [];
  for (const trustee of keys.trustees)
    tossed.push({ index: trustee.index, ...(await coinShare(group, coinTask, trustee, random)) });
  const coin = unwrap(await tossCoin(group, coinTask, tossed));
  return {
    about: 'PROTOCOL §9 and §10, with the keys of keys.json on the output of shuffle.json.',
    seed,
    context: toHex(task.context),
    pool: task.pool,
    shares: messages.map((message) => toHex(message)),
    points: toHex(points),
    plaintexts: (await decodePlaintexts(group, points, poll.pieces)).map((plaintext) =>
      toHex(unwrap(plaintext)),
    ),
    checkpoint: toHex(checkpoint),
    coinShares: tossed.map(({ index, share, proof }) => ({
      index,
      share: toHex(share),
      proof: toHex(proof),
    })),
    coin: toHex(coin),
    lots: { round: 3, ids: ['ann', 'bob', 'cy'], order: drawLots(coin, 3, ['ann', 'bob', 'cy']) },
  };
}

export async function writeBallotVectors(): Promise<void> {
  mkdirSync(new URL('ballot/', import.meta.url), { recursive: true });
  for (const [name, value] of Object.entries(await ballotVectors()))
    writeFileSync(
      new URL(`ballot/${name}`, import.meta.url),
      `${JSON.stringify(value, null, 2)}\n`,
    );
}

if (import.meta.main) await writeBallotVectors();
