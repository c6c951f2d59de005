export type { Ballot, BallotPoll } from './ballot.ts';
export { ciphertextHash, encodeBallot, isPoolId, parseBallot, trackerOf } from './ballot.ts';
export type { RefusedBallot } from './ballot-check.ts';
export { checkBallots } from './ballot-check.ts';
export type { SealedBallot, SealJob } from './ballot-seal.ts';
export { openBallot, sealBallots } from './ballot-seal.ts';
export type { BallotMessage, BallotWork, BallotWorker, WorkMessage } from './ballot-work.ts';
export {
  ownBallotWork,
  serveBallotWork,
  serveWork,
  sharedBallotWork,
} from './ballot-work.ts';
export type { Ciphertexts } from './ciphertexts.ts';
export {
  ciphertextsOf,
  encodeCiphertexts,
  parseCiphertexts,
} from './ciphertexts.ts';
export type { CoinShare, CoinTask } from './coin.ts';
export { checkCoinShare, coinShare, drawLots, tossCoin } from './coin.ts';
export type { Credential, Roll } from './credential.ts';
export { credentialsFromCodes, newCode, parseCode } from './credential.ts';
export type {
  DecryptionShare,
  DecryptionTask,
  SealedTask,
  StoredShare,
  TrusteeSecret,
} from './decryption.ts';
export {
  checkDecryptionShare,
  checkStoredShare,
  decryptionShare,
  shareInMemory,
  writeDecryptionShare,
} from './decryption.ts';
export { fingerprint } from './fingerprint.ts';
export type { Ceremony, Deal, DealerSecrets, NewDeal, PollKey } from './keygen.ts';
export { checkDeal, checkKey, newDeal, pledgeOf, pollKey } from './keygen.ts';
export type { Complaint, Judgement, ShareOutcome } from './keygen-shares.ts';
export { checkSealedShares, judgeComplaint, openShares, sealShares } from './keygen-shares.ts';
export type { OpenedPaper } from './opening.ts';
export { combineShares, openPapers } from './opening.ts';
export type { SpoiltPlaintext } from './plaintext.ts';
export {
  decodePlaintexts,
  encodePlaintexts,
  MOST_PIECES,
  PIECE_BYTES,
  piecesFor,
} from './plaintext.ts';
export type { Random } from './random.ts';
export type { Receipt } from './receipt.ts';
export { readReceipt, receiptOf } from './receipt.ts';
export type { SealedList } from './sealed-list.ts';
export {
  checkCiphertexts,
  checkSealedList,
  ciphertextsIn,
  openSealedList,
  sealedListOf,
} from './sealed-list.ts';
export type { MixStores } from './shuffle.ts';
export { mix, mixInMemory, shuffle } from './shuffle.ts';
export type { MixChecking } from './shuffle-check.ts';
export { checkMix, checkShuffle } from './shuffle-check.ts';
export type { ShuffleProof, ShuffleStep } from './shuffle-proof.ts';
export { parseShuffleProof } from './shuffle-proof.ts';
export type { Pace, Working } from './slices.ts';
export { Transcript } from './transcript.ts';
export { WORDS } from './words.ts';
