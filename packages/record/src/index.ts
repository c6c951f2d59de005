export { BallotBox, type BoxedBallot } from './ballot-box.ts';
export { type WeededBox, weed } from './box-pools.ts';
export {
  type CeremonyPart,
  type CeremonyStep,
  ceremonyStep,
  checkedDeals,
  checkedShares,
  SECRET,
} from './conduct/ceremony-step.ts';
export { closePoll } from './conduct/close.ts';
export { type Conduct, OFFICER, type Recording, SYSTEM } from './conduct/conduct.ts';
export { countAndDeclare, publishCoinShare, TOO_FEW } from './conduct/count.ts';
export {
  decryptPoll,
  type MayDecrypt,
  openPools,
  publishShares,
  type TrusteeAtWork,
} from './conduct/decrypt.ts';
export { checkHandedIn, type HolderAct, isHolderAct, mostBytes } from './conduct/hand-in.ts';
export { type CeremonyPlan, type HeldCeremony, holdCeremony } from './conduct/keys.ts';
export { mixPoll } from './conduct/mix.ts';
export { type OpeningPlan, openProceeding } from './conduct/open.ts';
export { type PollPlan, preparePoll } from './conduct/prepare.ts';
export { MemorySecrets, type Secrets } from './conduct/secrets.ts';
export { declareUnopposed } from './conduct/unopposed.ts';
export { ballotPollOf, ceremonyOf, manifestHash } from './context.ts';
export { declarationText, grouped } from './declaration.ts';
export { type ActOf, blobsOf, Docket, type Placed, type PollFile } from './docket.ts';
export {
  type BallotLeaf,
  type EventLeaf,
  encodeBallotLeaf,
  encodeEvent,
  type Leaf,
  readLeaf,
  signedBytes,
} from './entry.ts';
export type { Refusal } from './errors.ts';
export { type HandedRoll, isRollSignedBy, signRoll } from './handed-roll.ts';
export {
  formatHolderLine,
  type HolderRole,
  type NamedHolder,
  parseHolderLine,
  registrarIn,
  registrarNote,
} from './holder-line.ts';
export { type Ledger, MemoryLedger, type NewBlob, newBlob, refOf } from './ledger.ts';
export { readOpenedPools } from './opened-pools.ts';
export { originOf } from './origin.ts';
export { type OpenedPaper, parsePapers, type SortedPapers, sortPapers } from './papers.ts';
export { pollKeyOf } from './poll-key.ts';
export { type FormedPool, formPools } from './pools.ts';
export {
  type BallotReceipt,
  type Place,
  Recorder,
  type RecorderSetup,
  type Taken,
} from './recorder.ts';
export { type FrozenRoll, freezeRoll, Roll, readRoll } from './roll.ts';
export { isSignedBy, Keyring, publicKeyOf, type Signers, signEntry } from './signing.ts';
export {
  blobPath,
  CHECKPOINT_PATH,
  MemoryRecord,
  type RecordSink,
  type RecordSource,
  unzipRecord,
  zipRecord,
} from './source.ts';
export { type OpenedPool, type Tallied, tallyPoll } from './tally.ts';
export type { Checked, Finding, Progress, Report } from './verify/finding.ts';
export { Follower, type FollowSetup } from './verify/follow.ts';
export { type VerifyOptions, verifyRecord } from './verify/verify-record.ts';
export type { Witnessed, WitnessPolicy } from './verify/witnesses.ts';
export { writeRecord } from './write-record.ts';
export { zipSource } from './zip-source.ts';
