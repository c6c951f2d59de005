/**
 * Freezing the roll of a proceeding: every elector gets a voting code, the public halves go on the
 * record in the order of their bytes, the codes themselves are sealed away until they are mailed.
 * Making a hundred thousand codes takes a while, so it happens before anything is locked or written.
 */
import { credentialsFromCodes, newCode } from '@hustings/ballot';
import { assert, ok, type Result, toHex, utf8 } from '@hustings/base';
import { freezeRoll as commitRoll, newBlob, OFFICER, type Refusal, refOf } from '@hustings/record';
import type { Group } from '@hustings/ristretto';
import type { Electorate, Entry } from '@hustings/rulebook';
import type { Desk } from '../desk/desk.ts';
import type { Sealer } from '../store/seal.ts';
import type { Database } from '../store/store.ts';

export interface FreezeSetup {
  readonly db: Database;
  readonly sealer: Sealer;
  readonly group: Group;
  readonly random: (length: number) => Uint8Array;
}

export interface FreezeOrder {
  readonly roll: string;
  readonly electorate: Electorate;
  /** Applications refused, by section and reason; no names. */
  readonly excluded: readonly {
    readonly section: string;
    readonly reason: string;
    readonly count: number;
  }[];
}

/** Codes made at a time: keeps progress moving. */
const AT_ONCE = 512;

interface Issued {
  readonly person: string;
  readonly section: string;
  readonly credential: Uint8Array;
  readonly sealed: Uint8Array;
}

/** Where the code of an elector is sealed to: a sealed code moved to another row does not open. */
export function codePlace(proceeding: string, electorate: string, person: string): string {
  return `code/${proceeding}/${electorate}/${person}`;
}

export async function freezeRoll(
  desk: Desk,
  setup: FreezeSetup,
  order: FreezeOrder,
  progress: (done: number, total: number) => void,
): Promise<Result<Entry, Refusal>> {
  const { db } = setup;
  const electors = await db
    .selectFrom('electors')
    .select(['person', 'section'])
    .where('proceeding', '=', desk.proceeding)
    .where('electorate', '=', order.electorate.id)
    .orderBy('person')
    .execute();
  const issued = await issueCodes(desk, setup, order, electors, progress);
  const frozen = commitRoll(
    order.electorate.sections.map(({ id }) => ({
      id,
      credentials: issued.filter((one) => one.section === id).map((one) => one.credential),
    })),
  );
  if (!frozen.ok) return frozen;
  const blob = newBlob(frozen.value.blob);
  return desk.atomically(
    async ({ recorder }) => {
      const act = {
        kind: 'roll-frozen',
        roll: order.roll,
        electorate: order.electorate.id,
        sections: frozen.value.sections,
        excluded: order.excluded,
        credentials: refOf(blob),
      } as const;
      const taken = await recorder.take(act, OFFICER, desk.now(), [blob]);
      return taken.ok ? ok(taken.value) : taken;
    },
    (trx) => keepCodes(trx, desk.proceeding, order.electorate.id, issued),
  );
}

async function issueCodes(
  desk: Desk,
  { group, random, sealer }: FreezeSetup,
  { roll, electorate }: FreezeOrder,
  electors: readonly { readonly person: string; readonly section: string }[],
  progress: (done: number, total: number) => void,
): Promise<readonly Issued[]> {
  const organisation = desk.recorder.docket.opened?.organisation;
  assert(organisation !== undefined, 'the proceeding is open');
  const issued: Issued[] = [];
  for (let from = 0; from < electors.length; from += AT_ONCE) {
    const portion = electors.slice(from, from + AT_ONCE);
    const codes = portion.map(() => newCode(random));
    const credentials = await credentialsFromCodes(group, codes, { organisation, roll });
    portion.forEach(({ person, section }, i) => {
      const code = codes[i];
      const credential = credentials[i];
      assert(
        code !== undefined && credential !== undefined,
        'there is a credential for every code',
      );
      const place = codePlace(desk.proceeding, electorate.id, person);
      const sealed = sealer.seal(place, utf8(code));
      issued.push({ person, section, credential: credential.public, sealed });
    });
    progress(issued.length, electors.length);
  }
  return issued;
}

async function keepCodes(
  trx: Database,
  proceeding: string,
  electorate: string,
  issued: readonly Issued[],
): Promise<void> {
  for (const { person, credential, sealed } of issued)
    await trx
      .updateTable('electors')
      .set({ credential: toHex(credential), code_sealed: sealed })
      .where('proceeding', '=', proceeding)
      .where('electorate', '=', electorate)
      .where('person', '=', person)
      .execute();
}
