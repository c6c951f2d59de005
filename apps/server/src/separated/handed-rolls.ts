/**
 * Rolls from a registrar (separated mode): the public halves of voting codes that were made elsewhere. They
 * wait here until the officer freezes the roll; the codes never come to this server.
 */
import { err, fromBase64, ok, type Result } from '@hustings/base';
import {
  freezeRoll as commitRoll,
  type HandedRoll,
  isRollSignedBy,
  newBlob,
  OFFICER,
  type Refusal,
  refOf,
  registrarIn,
} from '@hustings/record';
import type { Group } from '@hustings/ristretto';
import type { Electorate, Entry } from '@hustings/rulebook';
import type { Desk } from '../desk/desk.ts';
import { readSetting, type SettingName, writeSetting } from '../store/settings.ts';
import type { Database } from '../store/store.ts';

const POINT = 32;

/** What a registrar sends. */
export interface RollFromRegistrar {
  readonly roll: string;
  readonly electorate: string;
  /** Base64 of 32 bytes for each elector, in the order of their bytes. */
  readonly sections: readonly { readonly id: string; readonly credentials: string }[];
  readonly sig: string;
}

/** Judges what a registrar sends, and keeps it until the roll is frozen. The last that it sends stands. */
export async function handInRoll(
  { db, group }: { readonly db: Database; readonly group: Group },
  desk: Desk,
  sent: RollFromRegistrar,
): Promise<Result<HandedRoll, Refusal>> {
  const { state, docket } = desk.recorder;
  const registrar = registrarIn(docket.opened?.notes ?? []);
  if (registrar === undefined)
    return refuse('hand-in/no-registrar', 'This proceeding has named no registrar.');
  const electorate = desk.book.electorates.find((e) => e.id === sent.electorate);
  const isWhole = electorate?.sections.every((s, i) => s.id === sent.sections[i]?.id);
  if (electorate === undefined || !isWhole || electorate.sections.length !== sent.sections.length)
    return refuse(
      'hand-in/other-sections',
      'The roll does not have the sections of this electorate in the order of the rule book.',
    );
  const frozen = commitRoll(
    sent.sections.map(({ id, credentials }) => ({ id, credentials: points(credentials) ?? [] })),
  );
  if (!frozen.ok) return frozen;
  if (sent.sections.some((s) => points(s.credentials) === undefined))
    return refuse('hand-in/malformed', 'The public halves of the codes cannot be read.');
  const blob = newBlob(frozen.value.blob);
  const roll: HandedRoll = {
    roll: sent.roll,
    electorate: electorate.id,
    sections: frozen.value.sections,
    credentials: refOf(blob),
  };
  if (!isRollSignedBy(desk.proceeding, roll, sent.sig, registrar.key))
    return refuse(
      'record/signature-wrong',
      `This is not signed with the key that the record names for the registrar, ${registrar.name}.`,
    );
  if (Object.hasOwn(state.rolls, sent.roll))
    return refuse('roll/in-use', `There is a roll "${sent.roll}" on the record already.`);
  if ((await group.firstInvalid(blob.bytes)) >= 0)
    return refuse('hand-in/malformed', 'One of the public halves is no key of a voting code.');
  await desk.keepBlob(blob);
  await writeSetting(db, settingOf(desk, electorate.id), JSON.stringify(roll));
  return ok(roll);
}

/** What waits to be frozen for an electorate. */
export async function handedRoll(
  db: Database,
  desk: Desk,
  electorate: string,
): Promise<HandedRoll | undefined> {
  const text = await readSetting(db, settingOf(desk, electorate));
  const roll = text === undefined ? undefined : (JSON.parse(text) as HandedRoll);
  return roll === undefined || Object.hasOwn(desk.recorder.state.rolls, roll.roll)
    ? undefined
    : roll;
}

/** Freezes the roll that the registrar handed in, where it is as long as what the officer imported. */
export async function freezeHandedRoll(
  db: Database,
  desk: Desk,
  electorate: Electorate,
): Promise<Result<Entry, Refusal>> {
  const handed = await handedRoll(db, desk, electorate.id);
  if (handed === undefined)
    return refuse('roll/not-handed-in', 'The registrar has not handed in the roll yet.');
  const imported = await db
    .selectFrom('electors')
    .select((e) => ['section', e.fn.countAll<number>().as('count')])
    .where('proceeding', '=', desk.proceeding)
    .where('electorate', '=', electorate.id)
    .groupBy('section')
    .execute();
  for (const { id, size } of handed.sections) {
    const here = Number(imported.find((i) => i.section === id)?.count ?? 0);
    if (here !== size)
      return refuse(
        'roll/sizes-differ',
        `The registrar made ${size} codes for the section “${id}”, and ${here} electors were imported: one of the two lists is not the roll.`,
      );
  }
  const { roll, sections, credentials } = handed;
  const act = {
    kind: 'roll-frozen',
    roll,
    electorate: electorate.id,
    sections,
    excluded: [],
    credentials,
  } as const;
  return desk.atomically(
    async ({ recorder }) => recorder.take(act, OFFICER, desk.now()),
    // Cards that voted with credentials of an earlier roll are free for those of this one.
    async (trx) => {
      await trx
        .updateTable('electors')
        .set({ credential: null })
        .where('proceeding', '=', desk.proceeding)
        .where('electorate', '=', electorate.id)
        .execute();
    },
  );
}

function settingOf(desk: Desk, electorate: string): SettingName {
  return `roll/${desk.proceeding}/${electorate}`;
}

/** In the order of their bytes, each once. */
function points(base64: string): readonly Uint8Array[] | undefined {
  const bytes = fromBase64(base64);
  if (bytes === undefined || bytes.length % POINT !== 0) return undefined;
  const list: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += POINT) list.push(bytes.subarray(at, at + POINT));
  return list;
}

function refuse(code: string, message: string): Result<never, Refusal> {
  return err({ code, message });
}
