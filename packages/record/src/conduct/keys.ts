/**
 * The poll's key (PROTOCOL §3), with every message on the record. Here all trustees' programs run in
 * this process (one trustee in simple mode), each taking its own steps in turn; it still sees only what
 * the record shows it and its own secrets.
 */
import type { PollKey } from '@hustings/ballot';
import { assert, err, ok, type Result } from '@hustings/base';
import type { Keyholder } from '@hustings/rulebook';
import { type Refusal, refusal } from '../errors.ts';
import { ceremonyStep } from './ceremony-step.ts';
import { type Conduct, OFFICER, take } from './conduct.ts';
import { MemorySecrets } from './secrets.ts';

export interface CeremonyPlan {
  readonly poll: string;
  readonly threshold: number;
  /** In the order of their numbers 1..n. */
  readonly trustees: readonly Keyholder[];
  readonly mixers: readonly Keyholder[];
}

export interface HeldCeremony {
  readonly key: PollKey;
  /** Secret x_i of each trustee, in order: to be kept by that trustee alone. */
  readonly secrets: readonly Uint8Array[];
}

/** Pledge, deal, shares, acceptance, and the look at the key that comes of it. */
const ROUNDS = 5;

export async function holdCeremony(
  conduct: Conduct,
  plan: CeremonyPlan,
): Promise<Result<HeldCeremony, Refusal>> {
  const { poll, threshold, trustees, mixers } = plan;
  const opening = { kind: 'ceremony-opened', poll, threshold, trustees, mixers } as const;
  const opened = await take(conduct, OFFICER, opening);
  if (!opened.ok) return opened;
  const kept = trustees.map(() => new MemorySecrets());
  const secrets: Uint8Array[] = [];
  let key: PollKey | undefined;
  for (let round = 0; round < ROUNDS; round++)
    for (const [i, { id, name }] of trustees.entries()) {
      const step = await ceremonyStep(conduct, poll, id, kept[i] as MemorySecrets);
      if (!step.ok) return step;
      if (step.value.kind === 'failed')
        return err(
          refusal(
            'keys/complaint',
            `${name} received a share that does not fit what was dealt, or says so.`,
          ),
        );
      if (step.value.kind !== 'done') continue;
      secrets.push(step.value.secret);
      key = step.value.key;
    }
  assert(key !== undefined, 'trustees who all take their steps make a key');
  return ok({ key, secrets });
}
