/**
 * Reading one ballot with the randomness that it was sealed with: what a second device does with a vote
 * that was cast, and a second program with one that was sealed as a test. It has no part in the sealing.
 */
import { checkBallots, openBallot, parseBallot, type Random } from '@hustings/ballot';
import { type Paper, readPaper } from '@hustings/count';
import { ballotPollOf } from '@hustings/record';
import type { Group } from '@hustings/ristretto';
import type { Manifest } from '@hustings/rulebook';

export type Reading =
  | { readonly kind: 'paper'; readonly paper: Paper }
  | { readonly kind: 'blank' }
  /** It would be counted as spoilt. */
  | { readonly kind: 'spoilt'; readonly reason: string }
  /** Not a ballot of this poll, or these are not its numbers. */
  | { readonly kind: 'failed'; readonly code: string };

export interface ReadJob {
  readonly manifest: Manifest;
  readonly ballot: Uint8Array;
  readonly secretRandomness: Uint8Array;
}

export async function readSealed(group: Group, random: Random, job: ReadJob): Promise<Reading> {
  const poll = ballotPollOf(job.manifest);
  const parsed = parseBallot(job.ballot);
  if (!parsed.ok) return { kind: 'failed', code: parsed.error.code };
  const [refused] = await checkBallots(group, poll, [parsed.value], random);
  if (refused !== undefined) return { kind: 'failed', code: refused.failure.code };
  const opened = await openBallot(group, poll, parsed.value, job.secretRandomness);
  if (!opened.ok) return { kind: 'failed', code: opened.error.code };
  const paper = readPaper(job.manifest.form, opened.value);
  if (paper.ok) return { kind: 'paper', paper: paper.value };
  return paper.error === 'blank' ? { kind: 'blank' } : { kind: 'spoilt', reason: paper.error };
}
