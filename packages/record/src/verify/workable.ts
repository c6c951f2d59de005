/**
 * Whether a manifest can be worked with at all. The referee refuses every one that cannot, and says
 * why; but the verifier goes on after a refusal, and the mathematics further on takes this for granted.
 */
import { optionCount } from '@hustings/count';
import { ballotsOf, type Manifest, ONLY_BALLOT, type Procedure } from '@hustings/rulebook';
import type { ActOf } from '../docket.ts';

export function isWorkable(
  manifest: Manifest,
  ceremony: ActOf<'ceremony-opened'>,
  procedure: Procedure | undefined,
): boolean {
  const { form, options } = manifest;
  return (
    ceremony.threshold <= ceremony.trustees.length &&
    optionCount(form) === options.length &&
    new Set(options.map((o) => o.id)).size === options.length &&
    (procedure === undefined || isMotion(manifest, procedure) === (form.kind === 'motion'))
  );
}

/** A motion, or the ballot of a contest that confirms whoever is proposed. */
function isMotion(manifest: Manifest, procedure: Procedure): boolean {
  if (procedure.kind === 'motion') return true;
  const ballot = manifest.ballot ?? ONLY_BALLOT;
  return ballotsOf(procedure).find((b) => b.id === ballot)?.decides.kind === 'confirms';
}
