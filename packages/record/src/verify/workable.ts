/**
 * Whether a manifest can be worked with at all. The referee refuses every one that cannot, and says
 * why; but the verifier goes on after a refusal, and the mathematics further on takes this for granted.
 */
import type { Manifest, Procedure } from '@hustings/rulebook';
import type { ActOf } from '../docket.ts';

export function isWorkable(
  manifest: Manifest,
  ceremony: ActOf<'ceremony-opened'>,
  procedure: Procedure | undefined,
): boolean {
  const { form, options } = manifest;
  const places = form.kind === 'motion' ? (form.abstain ? 3 : 2) : form.candidates;
  return (
    ceremony.threshold <= ceremony.trustees.length &&
    places === options.length &&
    new Set(options.map((o) => o.id)).size === options.length &&
    (procedure === undefined || (procedure.kind === 'motion') === (form.kind === 'motion'))
  );
}
