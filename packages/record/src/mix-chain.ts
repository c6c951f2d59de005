/**
 * From the weeded box through every mixer to the list that is decrypted. A trustee walks this chain
 * before it decrypts anything (PROTOCOL §9), and the verifier walks the same one.
 */
import { type Ciphertexts, checkShuffle, parseCiphertexts } from '@hustings/ballot';
import { type Failure, fromHex } from '@hustings/base';
import type { Group } from '@hustings/ristretto';
import type { Manifest } from '@hustings/rulebook';
import { manifestHash } from './context.ts';
import type { Placed } from './docket.ts';

export interface MixChain {
  /** Output of the last promised mix; undefined where the chain is broken. */
  readonly output: Ciphertexts | undefined;
  readonly faults: readonly (Failure & { readonly seq?: number; readonly sha256?: string })[];
  readonly checked: number;
}

export async function walkMixes(from: {
  readonly group: Group;
  readonly random: (length: number) => Uint8Array;
  readonly manifest: Manifest;
  readonly pool: string;
  readonly input: Ciphertexts;
  readonly mixes: readonly Placed<'pool-mixed'>[];
  readonly blob: (sha256: string) => Promise<Uint8Array | undefined>;
  readonly onMix?: () => void;
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
    from.onMix?.();
    if (act.mixer !== mixer.id)
      faults.push({
        code: 'mix/wrong-mixer',
        seq,
        message: `Step ${step} of pool ${pool} is ${mixer.name}'s, and ${act.mixer} did it.`,
      });
    const bytes = await from.blob(act.ballots.sha256);
    const proof = await from.blob(act.proof.sha256);
    const output = bytes && parseCiphertexts(bytes);
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
    const verdict = await checkShuffle(group, statement, input, output.value, proof, random);
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
