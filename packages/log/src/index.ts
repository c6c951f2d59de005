export type { Checkpoint } from './checkpoint.ts';
export { formatCheckpoint, openCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.ts';
export type { Cosignature, CosignerKey, CosignerSecret } from './cosignature.ts';
export {
  addSignatures,
  cosign,
  cosignerKey,
  cosignerSecret,
  formatCosignerKey,
  formatCosignerSecret,
  parseCosignerKey,
  parseCosignerSecret,
  readCosignatures,
  verifyCosignatures,
} from './cosignature.ts';
export { encodeBundle, MOST_ENTRY_BYTES, parseBundle } from './entry-bundle.ts';
export type { LogFailure } from './errors.ts';
export type { ForkEvidence, Shown } from './fork-evidence.ts';
export { checkEvidence, formatEvidence, parseEvidence } from './fork-evidence.ts';
export { EMPTY_ROOT, HASH_SIZE, leafHash, nodeHash } from './hash.ts';
export type { ConsistencyClaim, InclusionClaim } from './merkle-proof.ts';
export { verifyConsistency, verifyInclusion } from './merkle-proof.ts';
export { MerkleTree } from './merkle-tree.ts';
export type { SignerKey, VerifierKey } from './note-key.ts';
export {
  formatSignerKey,
  formatVerifierKey,
  isKeyName,
  parseSignerKey,
  parseVerifierKey,
  signerKey,
  verifierKey,
} from './note-key.ts';
export type { InclusionProof, InclusionProofJson, Receipt } from './receipt.ts';
export {
  formatReceipt,
  inclusionProofFromJson,
  inclusionProofToJson,
  parseReceipt,
  verifyReceipt,
} from './receipt.ts';
export type { NoteParts, NoteSignature, OpenedNote } from './signed-note.ts';
export { openNote, parseSignatureLines, signNote, splitNote } from './signed-note.ts';
export type { BundleId, TileId, TilePath } from './tile.ts';
export {
  bundlePath,
  bundlesOf,
  parseTilePath,
  TILE_HEIGHT,
  TILE_WIDTH,
  tilePath,
  tilesOf,
  tileWidth,
} from './tile.ts';
export type { Judgement, Refused, SeenCheckpoint, Submission, WitnessedLog } from './witness.ts';
export { formatSubmission, judgeSubmission, parseSubmission } from './witness.ts';
