import { parseCosignerKey } from '@hustings/log';
import type { TrustView } from '@hustings/web';
import type { Database } from '../store/store.ts';

/** A page whose trust box names the witnesses that have cosigned this log; most logs have none. */
export async function nameWitnesses<View extends { readonly trust: TrustView }>(
  db: Database,
  proceeding: string,
  view: View,
): Promise<View> {
  const rows = await db
    .selectFrom('cosignatures')
    .select('witness')
    .where('proceeding', '=', proceeding)
    .orderBy('witness')
    .execute();
  const witnesses = rows.flatMap(({ witness }) => {
    const key = parseCosignerKey(witness);
    return key.ok ? [key.value.name] : [];
  });
  return witnesses.length === 0 ? view : { ...view, trust: { ...view.trust, witnesses } };
}
