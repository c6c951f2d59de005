/**
 * Evidence of what a log signed: two of its checkpoints and the hashes that tell how they lie to each
 * other. Whoever has the log's key can check it, and need trust nobody (spec/witness.md §5).
 *
 * Two roots for one size contradict each other at sight. For two sizes, the hashes of an RFC 6962
 * consistency proof lead from the larger tree back to the root that it had at the smaller size: when
 * the log signed another root for that size, no tree can have both (SHA-256 would have to collide).
 */
import { equal, err, fromBase64, ok, type Result, toBase64 } from '@hustings/base';
import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import type { LogFailure } from './errors.ts';
import { HASH_SIZE } from './hash.ts';
import { verifyConsistency } from './merkle-proof.ts';
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from './note-key.ts';

export interface ForkEvidence {
  /** The log's key; its name is the log's origin. */
  readonly log: VerifierKey;
  /** Signed checkpoints; the first has the smaller size. */
  readonly first: string;
  readonly second: string;
  /** The root that the second's tree has at the first's size; absent where the sizes are equal. */
  readonly root?: Uint8Array;
  /** The consistency proof from that root to the second's; empty where the sizes are equal. */
  readonly proof: readonly Uint8Array[];
}

export interface Shown {
  /** `fork`: the two contradict each other. `shrunk`: the first is the beginning of the second. */
  readonly kind: 'fork' | 'shrunk';
  readonly first: Checkpoint;
  readonly second: Checkpoint;
}

const FORMAT = 'hustings/fork-evidence/1';
const MOST_HASHES = 63;

/** Checks evidence and says what it shows. */
export function checkEvidence(evidence: ForkEvidence): Result<Shown, LogFailure> {
  const { log, root, proof } = evidence;
  const first = openCheckpoint(evidence.first, log.name, log);
  if (!first.ok) return first;
  const second = openCheckpoint(evidence.second, log.name, log);
  if (!second.ok) return second;
  const [a, b] = [first.value, second.value];
  if (a.size > b.size) return nothing('The first checkpoint is larger than the second.');
  if (a.size === b.size) {
    if (equal(a.root, b.root)) return nothing('The two checkpoints say the same.');
    return ok({ kind: 'fork', first: a, second: b });
  }
  const leads =
    root !== undefined &&
    verifyConsistency({
      firstSize: a.size,
      firstRoot: root,
      secondSize: b.size,
      secondRoot: b.root,
      hashes: proof,
    });
  if (!leads) return nothing('Its hashes do not lead from the one checkpoint to the other.');
  return ok({ kind: equal(root, a.root) ? 'shrunk' : 'fork', first: a, second: b });
}

/** JSON, for a file. */
export function formatEvidence({ log, first, second, root, proof }: ForkEvidence): string {
  const json = {
    format: FORMAT,
    log: formatVerifierKey(log),
    first,
    second,
    ...(root === undefined ? {} : { root: toBase64(root) }),
    proof: proof.map(toBase64),
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

export function parseEvidence(text: string): Result<ForkEvidence, LogFailure> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return bad('It is not JSON.');
  }
  if (typeof json !== 'object' || json === null) return bad('It is not an object.');
  const { format, log, first, second, root, proof } = json as Readonly<Record<string, unknown>>;
  if (format !== FORMAT) return bad(`Its "format" is not "${FORMAT}".`);
  if (typeof log !== 'string') return bad('Its "log" is not a key.');
  const key = parseVerifierKey(log);
  if (!key.ok) return key;
  if (typeof first !== 'string' || typeof second !== 'string')
    return bad('Its "first" and "second" are not signed checkpoints.');
  const rootHash = root === undefined ? undefined : decodeHash(root);
  if (root !== undefined && rootHash === undefined) return bad('Its "root" is not a hash.');
  if (!Array.isArray(proof) || proof.length > MOST_HASHES)
    return bad('Its "proof" is not a list of hashes.');
  const hashes = proof.map((hash: unknown) => decodeHash(hash));
  if (!hashes.every((hash) => hash !== undefined))
    return bad('A hash of its "proof" is malformed.');
  return ok({
    log: key.value,
    first,
    second,
    ...(rootHash === undefined ? {} : { root: rootHash }),
    proof: hashes,
  });
}

function decodeHash(text: unknown): Uint8Array | undefined {
  const hash = typeof text === 'string' ? fromBase64(text) : undefined;
  return hash?.length === HASH_SIZE ? hash : undefined;
}

function bad(why: string): Result<never, LogFailure> {
  return err({ code: 'log/bad-evidence', message: `The evidence cannot be read. ${why}` });
}

function nothing(why: string): Result<never, LogFailure> {
  return err({ code: 'log/shows-nothing', message: `The evidence shows nothing. ${why}` });
}
