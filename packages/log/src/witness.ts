/**
 * What a witness decides about a checkpoint that is submitted to it, as a function of what it has
 * seen before. Source: c2sp.org/tlog-witness, add-checkpoint.
 *
 * The caller must keep `judgeSubmission` and the writing down of its `next` one step that nothing
 * comes between, make it durable, and only then cosign: else two answers at once could go back.
 */
import { equal, err, fromBase64, fromUtf8, ok, type Result, toBase64 } from '@hustings/base';
import { type Checkpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts';
import type { LogFailure } from './errors.ts';
import { EMPTY_ROOT, HASH_SIZE } from './hash.ts';
import { verifyConsistency } from './merkle-proof.ts';
import type { VerifierKey } from './note-key.ts';
import { splitNote } from './signed-note.ts';

export interface Submission {
  /** The size that the submitter believes the witness to have cosigned last. */
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
  /** The signed checkpoint, unopened. */
  readonly note: string;
}

/** What a witness knows of a log. The log's origin is the name of its key. */
export interface WitnessedLog {
  readonly key: VerifierKey;
  /** The checkpoint cosigned last, with the log's signature; absent when there is none yet. */
  readonly latest?: SeenCheckpoint;
}

export interface SeenCheckpoint extends Checkpoint {
  /** The signed note with the log's own signature and no other. */
  readonly note: string;
}

export type Judgement =
  /** Write down `next` as the log's latest, then cosign `text`. */
  { readonly kind: 'cosign'; readonly text: string; readonly next: SeenCheckpoint } | Refused;

export interface Refused {
  readonly kind: 'refused';
  /** The HTTP status that the specification asks for. */
  readonly status: 400 | 403 | 404 | 409 | 422;
  /** One sentence, for the submitter's log. */
  readonly message: string;
  /** With 409: the size cosigned last. */
  readonly knownSize?: number;
  /** Set when the log's key has signed another root for a size that was cosigned: proof of a fork. */
  readonly fork?: { readonly first: string; readonly second: string };
}

/** The specification's limit. */
const MOST_HASHES = 63;

/** The body of an add-checkpoint request. */
export function formatSubmission({ oldSize, proof, note }: Submission): string {
  return `old ${oldSize}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${note}`;
}

export function parseSubmission(body: Uint8Array): Result<Submission, LogFailure> {
  const text = fromUtf8(body);
  if (text === undefined) return bad('It is not text.');
  const end = text.indexOf('\n\n');
  if (end < 0) return bad('It has no blank line before the checkpoint.');
  const [oldLine = '', ...lines] = text.slice(0, end).split('\n');
  const digits = /^old (0|[1-9]\d{0,15})$/.exec(oldLine)?.[1];
  const oldSize = digits === undefined ? Number.NaN : Number(digits);
  if (!Number.isSafeInteger(oldSize)) return bad('It does not begin with an old size.');
  if (lines.length > MOST_HASHES) return bad('Its proof is too long.');
  const proof = lines.map((line) => fromBase64(line));
  if (!proof.every((hash) => hash?.length === HASH_SIZE))
    return bad('One of the hashes of its proof is malformed.');
  return ok({ oldSize, proof: proof as Uint8Array[], note: text.slice(end + 2) });
}

/** `find` gives what is known of a log by its origin. Pure; the order of checks is the specification's. */
export function judgeSubmission(
  { oldSize, proof, note }: Submission,
  find: (origin: string) => WitnessedLog | undefined,
): Judgement {
  const split = splitNote(note);
  if (!split.ok) return refused(400, split.error.message);
  const { text, signatures } = split.value;
  const claimed = parseCheckpoint(text);
  if (!claimed.ok) return refused(400, claimed.error.message);
  const { origin } = claimed.value;
  const log = find(origin);
  if (log === undefined) return refused(404, 'This witness does not know the log.');
  const opened = openCheckpoint(note, origin, log.key);
  if (!opened.ok) return refused(403, opened.error.message);
  const { size, root } = opened.value;
  if (oldSize > size) return refused(400, 'The old size is above the size of the checkpoint.');

  const signature = signatures.find((s) => s.name === log.key.name && s.id === log.key.id);
  const next: SeenCheckpoint = { origin, size, root, note: `${text}\n${signature?.line}\n` };
  const known = log.latest;
  const knownSize = known?.size ?? 0;
  const knownRoot = known?.root ?? EMPTY_ROOT;
  if (size === knownSize && !equal(root, knownRoot))
    return {
      ...refused(409, 'The log has signed another root for this size.'),
      knownSize,
      ...(known === undefined ? {} : { fork: { first: known.note, second: next.note } }),
    };
  if (oldSize !== knownSize)
    return {
      ...refused(409, `The size cosigned last is ${knownSize}, not ${oldSize}.`),
      knownSize,
    };
  const goesOn = verifyConsistency({
    firstSize: knownSize,
    firstRoot: knownRoot,
    secondSize: size,
    secondRoot: root,
    hashes: proof,
  });
  if (!goesOn)
    return refused(422, 'The proof does not show that the log goes on from the old size.');
  return { kind: 'cosign', text, next };
}

function refused(status: Refused['status'], message: string): Refused {
  return { kind: 'refused', status, message };
}

function bad(why: string): Result<never, LogFailure> {
  return err({ code: 'log/bad-submission', message: `The request cannot be read. ${why}` });
}
