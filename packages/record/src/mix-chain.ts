/**
 * From the weeded box through every mixer to the list that is decrypted. A trustee walks this chain
 * before it decrypts anything (PROTOCOL §9), and the verifier walks the same one.
 */
import { checkMix, openSealedList, type SealedList } from '@hustings/ballot';
import { type ByteSource, type Failure, fromHex, sourceOf } from '@hustings/base';
import type { Group } from '@hustings/ristretto';
import type { Manifest } from '@hustings/rulebook';
import { manifestHash } from './context.ts';
import type { Course } from './course.ts';
import type { Placed } from './docket.ts';
import type { Ledger } from './ledger.ts';

export interface MixChain {
  /** Output of the last promised mix; undefined where the chain is broken. */
  readonly output: SealedList | undefined;
  readonly faults: readonly (Failure & { readonly seq?: number; readonly sha256?: string })[];
  readonly checked: number;
}

export async function walkMixes(from: {
  readonly group: Group;
  readonly random: (length: number) => Uint8Array;
  readonly manifest: Manifest;
  readonly pool: string;
  readonly input: SealedList;
  readonly mixes: readonly Placed<'pool-mixed'>[];
  /** Blobs in ranges; each is read more than once, and must be the same bytes every time. */
  readonly open: (sha256: string) => Promise<ByteSource | undefined>;
  /** A mix is a work of as many ballots as the pool has. */
  readonly course?: Course | undefined;
  /** How many of the promised mixes; all where not given. */
  readonly steps?: number;
}): Promise<MixChain> {
  const { group, random, manifest, pool, mixes } = from;
  const faults: (Failure & { seq?: number; sha256?: string })[] = [];
  const context = manifestHash(manifest);
  const key = fromHex(manifest.key) ?? new Uint8Array();
  let input = from.input;
  let checked = 0;
  for (const [i, mixer] of manifest.mixers.slice(0, from.steps).entries()) {
    const step = i + 1;
    const mix = mixes.find((m) => m.act.pool === pool && m.act.step === step);
    if (mix === undefined) {
      faults.push({
        code: 'mix/missing',
        message: `Pool ${pool} was not mixed by ${mixer.name}, as the manifest promises.`,
      });
      return { output: undefined, faults, checked };
    }
    const { seq, act } = mix;
    const progress = from.course?.next(`checking the mixes of ${pool}`, from.input.count);
    if (act.mixer !== mixer.id)
      faults.push({
        code: 'mix/wrong-mixer',
        seq,
        message: `Step ${step} of pool ${pool} is ${mixer.name}'s, and ${act.mixer} did it.`,
      });
    const ballots = await from.open(act.ballots.sha256);
    const proof = await from.open(act.proof.sha256);
    const output = ballots && (await openSealedList(ballots));
    if (output === undefined || !output.ok || proof === undefined) {
      faults.push({
        code: 'mix/unreadable',
        seq,
        sha256: act.ballots.sha256,
        message: `The mix of pool ${pool} by ${mixer.name} cannot be read: ${output?.ok === false ? output.error.message : 'a file is missing.'}`,
      });
      return { output: undefined, faults, checked };
    }
    const statement = { context, key, pool, step, mixer: mixer.id };
    const verdict = await checkMix(group, statement, input, output.value, proof, {
      random,
      keepsHints: true,
      ...(progress && { progress }),
    });
    if (verdict.ok) checked++;
    else
      faults.push({
        code: 'mix/proof-fails',
        seq,
        sha256: act.proof.sha256,
        message: `The mix of pool ${pool} by ${mixer.name} is not proved: ballots may have been changed, dropped or added. ${verdict.error.message}`,
      });
    input = output.value;
  }
  return { output: input, faults, checked };
}

/** Opens blobs of a ledger that we keep ourselves: nobody exchanges them. */
export function openIn(
  ledger: Pick<Ledger, 'blob'>,
): (sha256: string) => Promise<ByteSource | undefined> {
  return async (sha256) => {
    const bytes = await ledger.blob(sha256);
    return bytes && sourceOf(bytes);
  };
}
