import type { Profile } from '../profile.ts';
import type { Lot, TieStep } from '../ties.ts';
import type { Constraints } from './constraints.ts';

/** What a count is given besides its rule. */
export interface StvCountInput {
  readonly profile: Profile;
  /** The ladder, where it is not the rule's own. */
  readonly ties?: readonly TieStep[];
  readonly lot?: Lot;
  readonly constraints?: Constraints;
  /** For rules that draw papers by lot: any text, agreed and published before the count. */
  readonly seed?: string;
}
