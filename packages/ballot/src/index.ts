/**
 * The ballot cryptography of PROTOCOL §1–§10, without a platform: the group and the randomness come
 * as arguments. SIGNATURES FIRST: bodies move into their own files, names and shapes stay.
 *
 * Common shapes. Points are 32-byte canonical ristretto255 encodings, scalars 32-byte little-endian;
 * lists of them are flat `Uint8Array`s, end to end; lists over ballots are ballot-major: ballot i,
 * piece k sits at index i·pieces + k. Parsers copy nothing: parts are views of the bytes given.
 */
import type { Failure, Result } from '@hustings/base';
import type { Group } from '@hustings/ristretto';

/** Cryptographic randomness; asked for at most 65,536 bytes at a time (the limit of WebCrypto). */
export type Random = (length: number) => Uint8Array;

// --- transcript.ts (§1)
export declare class Transcript {
  constructor(domain: string);
  append(label: string, ...parts: readonly Uint8Array[]): this;
  /** 32-byte scalar, never secret. */
  challenge(label: string): Uint8Array;
  /** `count` 128-bit weights as 32-byte scalars, flat. */
  weights(label: string, count: number): Uint8Array;
}

// --- plaintext.ts (§4)
export declare const PIECE_BYTES: 30;
export type SpoiltPlaintext = 'not-readable' | 'not-canonical';
/** Pieces for a plaintext of `length` bytes; at least 1. */
export declare function piecesFor(length: number): number;
/** One point per piece, flat, ballot-major; each plaintext is padded with zero bytes to 30·pieces. */
export declare function encodePlaintexts(
  group: Group,
  plaintexts: readonly Uint8Array[],
  pieces: number,
): Promise<Uint8Array>;
/** For each ballot its 30·pieces bytes (padding included: `readPaper` checks it) or why it is spoilt. */
export declare function decodePlaintexts(
  group: Group,
  points: Uint8Array,
  pieces: number,
): Promise<readonly Result<Uint8Array, SpoiltPlaintext>[]>;

// --- credential.ts (§5)
export interface Roll {
  readonly organisation: string;
  readonly roll: string;
}
export interface Credential {
  /** Secret scalar. */ readonly secret: Uint8Array /** S, as on the roll. */;
  readonly public: Uint8Array;
}
/** A fresh code in its printed form `XXXX-XXXX-XXXX-XXXX-XXXX`. */
export declare function newCode(random: Random): string;
/** Forgiving: case, O→0, I and L→1, spaces and dashes. Gives the printed form. Codes: credential/wrong-length, credential/wrong-symbol, credential/mistyped. */
export declare function parseCode(text: string): Result<string, Failure>;
/** Codes in printed form (throws on others) to their key pairs. */
export declare function credentialsFromCodes(
  group: Group,
  codes: readonly string[],
  roll: Roll,
): Promise<readonly Credential[]>;

// --- ballot.ts, ballot-seal.ts, ballot-check.ts (§6)
/** What ballots are bound to. `pools`: the ids that a ballot may name. */
export interface BallotPoll {
  /** Hash of the manifest. */
  readonly context: Uint8Array;
  /** Y. */
  readonly key: Uint8Array;
  readonly pieces: number;
  readonly pools: readonly string[];
}
export interface Ballot {
  readonly pool: string;
  /** S: the elector's public credential. */
  readonly credential: Uint8Array;
  /** Tracker of the same credential's ballot before this one on the record. */
  readonly previous: Uint8Array | undefined;
  readonly pieces: number;
  /** A_k and B_k, flat. */
  readonly a: Uint8Array;
  readonly b: Uint8Array;
  /** R_k flat, T, z_k flat, z. */
  readonly commitments: Uint8Array;
  readonly credentialCommitment: Uint8Array;
  readonly responses: Uint8Array;
  readonly credentialResponse: Uint8Array;
}
export interface SealJob {
  readonly plaintext: Uint8Array;
  readonly pool: string;
  readonly credential: Credential;
  readonly previous?: Uint8Array;
}
export interface SealedBallot {
  readonly bytes: Uint8Array;
  /** SHA-256 of `bytes`. */
  readonly tracker: Uint8Array;
  /** r_k flat: secret; for the check on a second device (§6 b), else forget it. */
  readonly randomness: Uint8Array;
}
export interface RefusedBallot {
  readonly index: number;
  readonly failure: Failure;
}
export declare function encodeBallot(ballot: Ballot): Uint8Array;
/** Layout only: points and proof are the work of `checkBallots`. */
export declare function parseBallot(bytes: Uint8Array): Result<Ballot, Failure>;
/** SHA-256 of the ballot bytes. */
export declare function tracker(ballotBytes: Uint8Array): Uint8Array;
/** SHA-256 of the ciphertexts alone: seen twice on a record, it is a copied ballot. */
export declare function ciphertextHash(ballot: Ballot): Uint8Array;
export declare function sealBallots(
  group: Group,
  poll: BallotPoll,
  jobs: readonly SealJob[],
  random: Random,
): Promise<readonly SealedBallot[]>;
/** The ballots that fail, in order; empty = all good. Eligibility, copies and `previous` are the record's business. */
export declare function checkBallots(
  group: Group,
  poll: BallotPoll,
  ballots: readonly Ballot[],
  random: Random,
): Promise<readonly RefusedBallot[]>;
/** What a ballot says, to a holder of its randomness (second device, 'test the machine'). */
export declare function openBallot(
  group: Group,
  poll: BallotPoll,
  ballot: Ballot,
  randomness: Uint8Array,
): Promise<Result<Uint8Array, Failure>>;

// --- receipt.ts, words.ts, fingerprint.ts
export interface Receipt {
  /** Four words and four digits: `amber-otter-cello-plum-0417`. For finding and reading out; not unique by force. */
  readonly short: string;
  readonly words: readonly string[];
  readonly digits: string;
  /** Tracker, lower-case hex: this one decides. */
  readonly full: string;
}
export declare function receipt(tracker: Uint8Array): Receipt;
/** Forgiving reading of what a person types: full hex or words and digits. */
export declare function readReceipt(
  text: string,
): Result<{ readonly kind: 'full' | 'short'; readonly value: string }, Failure>;
export declare const WORDS: readonly string[];
/** Ten words (80 bits) for comparing a key by voice. */
export declare function fingerprint(key: Uint8Array): string;

// --- ciphertexts.ts (§7)
/** Input or output of a mix. */
export interface Ciphertexts {
  readonly count: number;
  readonly pieces: number;
  readonly a: Uint8Array;
  readonly b: Uint8Array;
}
export declare function ciphertextsOf(ballots: readonly Ballot[], pieces: number): Ciphertexts;
export declare function encodeCiphertexts(list: Ciphertexts): Uint8Array;
export declare function parseCiphertexts(bytes: Uint8Array): Result<Ciphertexts, Failure>;

// --- keygen*.ts (§3). Trustees are numbered 1..n in the order of the ceremony.
export interface Ceremony {
  /** Hash of what opened the ceremony (organisation, poll, trustees' keys in order). */
  readonly context: Uint8Array;
  readonly threshold: number;
  readonly trustees: number;
}
/** A trustee's secrets between dealing and acceptance. `secretTransport` alone is needed after the shares are sent. */
export interface DealerSecrets {
  readonly index: number;
  /** f_{j,0..t−1}, flat. */
  readonly secretCoefficients: Uint8Array;
  readonly secretTransport: Uint8Array;
}
export interface Deal {
  readonly index: number;
  /** F_{j,0..t−1}, flat. */
  readonly commitments: Uint8Array;
  readonly transportKey: Uint8Array;
}
/** Draws the polynomial and the transport key. `pledge` (32 bytes) is published first by everyone, then `deal`. */
export declare function newDeal(
  group: Group,
  ceremony: Ceremony,
  index: number,
  random: Random,
): Promise<{
  readonly secrets: DealerSecrets;
  readonly deal: Uint8Array;
  readonly pledge: Uint8Array;
}>;
export declare function pledgeOf(ceremony: Ceremony, deal: Uint8Array): Uint8Array;
export declare function checkDeal(
  group: Group,
  ceremony: Ceremony,
  index: number,
  pledge: Uint8Array,
  deal: Uint8Array,
): Promise<Result<Deal, Failure>>;
/** Seals f_j(i) to every trustee i, the dealer included. `deals` of all trustees in order, as checked. */
export declare function sealShares(
  group: Group,
  ceremony: Ceremony,
  secrets: DealerSecrets,
  deals: readonly Deal[],
  random: Random,
): Promise<Uint8Array>;
/** Public: the message is well formed and its points are points; run on each `sealed` when it is recorded. */
export declare function checkSealedShares(
  group: Group,
  ceremony: Ceremony,
  index: number,
  sealed: Uint8Array,
): Promise<Result<void, Failure>>;
export type ShareOutcome =
  | { readonly kind: 'accepted' /** x_i */; readonly secret: Uint8Array }
  | {
      readonly kind: 'complaints';
      readonly complaints: readonly { readonly against: number; readonly evidence: Uint8Array }[];
    };
/** Trustee `index` opens and checks what all sent it; `sealed` in the order of the dealers. */
export declare function openShares(
  group: Group,
  ceremony: Ceremony,
  index: number,
  secretTransport: Uint8Array,
  deals: readonly Deal[],
  sealed: readonly Uint8Array[],
  random: Random,
): Promise<ShareOutcome>;
/** Anyone: is the complaint of `by` against `against` right? */
export declare function judgeComplaint(
  group: Group,
  ceremony: Ceremony,
  complaint: { readonly by: number; readonly against: number; readonly evidence: Uint8Array },
  deals: readonly Deal[],
  sealed: readonly Uint8Array[],
): Promise<{ readonly upheld: boolean; readonly reason: string }>;
export interface PollKey {
  readonly threshold: number;
  readonly trustees: number;
  /** Y */
  readonly key: Uint8Array;
  /** Y_1..Y_n, flat. */
  readonly shares: Uint8Array;
}
export declare function pollKey(
  group: Group,
  ceremony: Ceremony,
  deals: readonly Deal[],
): Promise<Result<PollKey, Failure>>;

// --- shuffle.ts, shuffle-proof.ts, shuffle-check.ts (§8)
export interface ShuffleStep {
  readonly context: Uint8Array;
  /** Y */
  readonly key: Uint8Array;
  readonly pool: string;
  /** 1 for the first mix of the pool. */
  readonly step: number;
  readonly mixer: string;
}
/** Mixes and proves. `input` must have been checked. The permutation is forgotten on return. */
export declare function shuffle(
  group: Group,
  step: ShuffleStep,
  input: Ciphertexts,
  random: Random,
): Promise<{ readonly output: Ciphertexts; readonly proof: Uint8Array }>;
export declare function checkShuffle(
  group: Group,
  step: ShuffleStep,
  input: Ciphertexts,
  output: Ciphertexts,
  proof: Uint8Array,
  random: Random,
): Promise<Result<void, Failure>>;

// --- decryption.ts (§9)
export interface DecryptionTask {
  readonly context: Uint8Array;
  readonly pool: string;
  readonly pollKey: PollKey;
  readonly ciphertexts: Ciphertexts;
}
export interface DecryptionShare {
  readonly index: number /** D_{i,k}, flat. */;
  readonly points: Uint8Array;
}
/** Trustee `index`'s message: its shares and one proof. The caller has checked all that §9 asks first. */
export declare function decryptionShare(
  group: Group,
  task: DecryptionTask,
  trustee: { readonly index: number; readonly secret: Uint8Array },
  random: Random,
): Promise<Uint8Array>;
export declare function checkDecryptionShare(
  group: Group,
  task: DecryptionTask,
  index: number,
  message: Uint8Array,
): Promise<Result<DecryptionShare, Failure>>;
/** M_k of every ciphertext from at least t checked shares: input of `decodePlaintexts`. */
export declare function combineShares(
  group: Group,
  task: DecryptionTask,
  shares: readonly DecryptionShare[],
): Promise<Result<Uint8Array, Failure>>;

// --- coin.ts (§10)
export interface CoinTask {
  readonly context: Uint8Array;
  readonly pollKey: PollKey /** Bytes of the closing checkpoint. */;
  readonly checkpoint: Uint8Array;
}
export interface CoinShare {
  readonly index: number /** x_i·P */;
  readonly share: Uint8Array;
}
/** `share` 32 bytes and `proof` 96 bytes, as the act `coin-shared` carries them. */
export declare function coinShare(
  group: Group,
  task: CoinTask,
  trustee: { readonly index: number; readonly secret: Uint8Array },
  random: Random,
): Promise<{ readonly share: Uint8Array; readonly proof: Uint8Array }>;
export declare function checkCoinShare(
  group: Group,
  task: CoinTask,
  index: number,
  share: Uint8Array,
  proof: Uint8Array,
): Promise<Result<CoinShare, Failure>>;
/** 64 bytes; the same from every t of the shares. */
export declare function tossCoin(
  group: Group,
  task: CoinTask,
  shares: readonly CoinShare[],
): Promise<Result<Uint8Array, Failure>>;
/** Tied ids in the order of the lots: sorted on SHA-512(coin ‖ round ‖ id). */
export declare function drawLots(
  coin: Uint8Array,
  round: number,
  ids: readonly string[],
): readonly string[];
