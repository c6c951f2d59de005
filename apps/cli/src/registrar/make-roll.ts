/** Making codes for the members of a roll, and handing in their public halves. */
import { credentialsFromCodes, newCode } from '@hustings/ballot';
import {
  canonicalJson,
  compare,
  concatAll,
  err,
  type Failure,
  ok,
  type Result,
  toBase64,
} from '@hustings/base';
import {
  freezeRoll,
  type HandedRoll,
  newBlob,
  type Refusal,
  refOf,
  registrarIn,
  signRoll,
} from '@hustings/record';
import type { Group } from '@hustings/ristretto';
import type { Electorate } from '@hustings/rulebook';
import { namedBodies, type RollReading, readRollFile } from '@hustings/server/roll';
import { post } from '../keyholder/hand-over.ts';
import type { HolderFolder } from '../keyholder/holder-folder.ts';
import type { RemoteRecording } from '../keyholder/remote-recording.ts';
import { type CodeBook, type Member, withCodes } from './codes.ts';

const AT_ONCE = 512;

/** Whether the record names this registrar. Code: `cli/not-the-registrar`. */
export function checkNamed(
  recording: RemoteRecording,
  folder: HolderFolder,
): Result<void, Failure> {
  const named = registrarIn(recording.docket.opened?.notes ?? []);
  if (named?.key === folder.holder.key) return ok(undefined);
  return err({
    code: 'cli/not-the-registrar',
    message:
      named === undefined
        ? 'This proceeding has named no registrar when it was opened.'
        : `This proceeding has named another registrar, ${named.name}, with another key.`,
  });
}

export function findElectorate(
  recording: RemoteRecording,
  id: string | undefined,
): Result<Electorate, Failure> {
  const { electorates } = recording.book;
  const found = electorates.filter((e) => id === undefined || e.id === id);
  const [electorate] = found;
  if (electorate !== undefined && found.length === 1) return ok(electorate);
  const names = electorates.map((e) => e.id).join(', ');
  return err({
    code: 'cli/no-electorate',
    message: `Say which electorate this is the roll of, with --electorate: ${names}.`,
  });
}

/** Reads a members' file as the server reads the officer's: rows that it would refuse are refused here. */
export function readMembers(
  recording: RemoteRecording,
  electorate: Electorate,
  bytes: Uint8Array,
): Result<RollReading, Failure> {
  const sections = electorate.sections.map(({ id, name }) => ({ id, name }));
  return readRollFile(bytes, sections, namedBodies(recording.book, electorate.id));
}

/** The first id that no roll on the record has. */
function freeRoll(recording: RemoteRecording): string {
  for (let n = 1; ; n++) {
    const id = `roll-${n}`;
    if (!Object.hasOwn(recording.state.rolls, id)) return id;
  }
}

export function makeCodes(
  recording: RemoteRecording,
  electorate: Electorate,
  reading: RollReading,
  url: string,
  random: (length: number) => Uint8Array,
): CodeBook {
  const { opened } = recording.docket;
  return {
    proceeding: recording.proceeding,
    organisation: opened?.organisation ?? '',
    title: opened?.title ?? '',
    url,
    electorate: electorate.id,
    roll: freeRoll(recording),
    members: withCodes(
      reading.accepted,
      reading.accepted.map(() => newCode(random)),
    ),
  };
}

export interface PublicHalves {
  readonly handed: HandedRoll;
  /** By section, in the order of the rule book, sorted by their bytes. */
  readonly credentials: readonly (readonly Uint8Array[])[];
}

/** What the server gets: no name, no code, and an order that tells nothing of either. */
export async function publicHalves(
  group: Group,
  book: CodeBook,
  electorate: Electorate,
): Promise<Result<PublicHalves, Failure>> {
  const { organisation, roll, members } = book;
  const bySection = new Map<string, Uint8Array[]>(electorate.sections.map((s) => [s.id, []]));
  for (let from = 0; from < members.length; from += AT_ONCE) {
    const portion: readonly Member[] = members.slice(from, from + AT_ONCE);
    const codes = portion.map((m) => m.code);
    const credentials = await credentialsFromCodes(group, codes, { organisation, roll });
    portion.forEach((m, i) => {
      const credential = credentials[i];
      if (credential !== undefined) bySection.get(m.section)?.push(credential.public);
    });
  }
  const sections = [...bySection].map(([id, list]) => ({
    id,
    credentials: list.toSorted(compare),
  }));
  const frozen = freezeRoll(sections);
  if (!frozen.ok) return frozen;
  return ok({
    handed: {
      roll,
      electorate: electorate.id,
      sections: frozen.value.sections,
      credentials: refOf(newBlob(frozen.value.blob)),
    },
    credentials: sections.map((s) => s.credentials),
  });
}

/** Whether the roll on the record is the one of these codes, credential for credential; undefined before it is frozen. */
export async function isOnRecord(
  recording: RemoteRecording,
  group: Group,
  book: CodeBook,
): Promise<Result<boolean | undefined, Failure>> {
  const electorate = findElectorate(recording, book.electorate);
  if (!electorate.ok) return electorate;
  const frozen = [...recording.docket.rolls.values()].filter(
    ({ act }) => act.electorate === book.electorate,
  );
  const last = frozen.at(-1)?.act;
  if (last === undefined) return ok(undefined);
  const halves = await publicHalves(group, book, electorate.value);
  if (!halves.ok) return halves;
  const { sections, credentials, roll } = halves.value.handed;
  return ok(
    last.roll === roll &&
      canonicalJson(last.sections) === canonicalJson(sections) &&
      canonicalJson(last.credentials) === canonicalJson(credentials),
  );
}

export async function handInRoll(
  recording: RemoteRecording,
  folder: HolderFolder,
  url: string,
  { handed, credentials }: PublicHalves,
): Promise<Result<void, Refusal>> {
  const sig = signRoll(recording.proceeding, handed, folder.seed);
  const { roll, electorate, sections } = handed;
  const sent = await post(`${url.replace(/\/p\/([^/]+)$/, '/api/p/$1')}/rolls`, {
    roll,
    electorate,
    sections: sections.map(({ id }, i) => ({
      id,
      credentials: toBase64(concatAll([...(credentials[i] ?? [])])),
    })),
    sig,
  });
  return sent.ok ? ok(undefined) : sent;
}
