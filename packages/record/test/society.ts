/** A small society's election, really held: what the tests of recorder and verifier work on. */

import { randomBytes } from 'node:crypto';
import {
  type Credential,
  credentialsFromCodes,
  newCode,
  type PollKey,
  type SealJob,
  sealBallots,
} from '@hustings/ballot';
import { unwrap } from '@hustings/base';
import { signerKey } from '@hustings/log';
import { bestGroup, type Group } from '@hustings/ristretto';
import {
  type Act,
  type Actor,
  type Manifest,
  tallies as nominationTallies,
  type RuleBook,
  readRuleBook,
} from '@hustings/rulebook';
import json from '../../../rulebooks/society-annual-election.json' with { type: 'json' };
import {
  ballotPollOf,
  type Conduct,
  closePoll,
  countAndDeclare,
  decryptPoll,
  freezeRoll,
  holdCeremony,
  type Ledger,
  MemoryLedger,
  MemoryRecord,
  mixPoll,
  newBlob,
  OFFICER,
  openProceeding,
  preparePoll,
  publicKeyOf,
  Recorder,
  refOf,
  writeRecord,
} from '../src/index.ts';

export const random = (n: number): Uint8Array => new Uint8Array(randomBytes(n));
export const group: Group = await bestGroup();
export const book = unwrap(readRuleBook(json));
export const DAY = '2026-03-0';

export interface Society {
  readonly conduct: Conduct;
  readonly recorder: Recorder;
  readonly electors: readonly Credential[];
  readonly key: PollKey;
  readonly trustees: readonly { readonly id: string; readonly secret: Uint8Array }[];
  readonly keys: ReadonlyMap<string, Uint8Array>;
  readonly logSigner: ReturnType<typeof signerKey>;
  at: string;
}

/** What may differ from the society as it is. */
export interface Variant {
  readonly book?: RuleBook;
  /** Id and name. */
  readonly candidates?: readonly (readonly [string, string])[];
  /** Sections of the roll and their sizes, in order; left out, one of all members. */
  readonly sections?: readonly (readonly [string, number])[];
  /** Classes of candidates, by id. */
  readonly classes?: Readonly<Record<string, readonly string[]>>;
}

const TWO: readonly (readonly [string, string])[] = [
  ['ada-okafor', 'Ada Okafor'],
  ['bryn-hughes', 'Bryn Hughes'],
];

/** Up to the opening of the poll: two candidates, `size` electors, 2 of 3 trustees, two mixers. */
export async function societyWithOpenPoll(
  size: number,
  ledger: Ledger = new MemoryLedger(),
  variant: Variant = {},
): Promise<Society> {
  const keys = new Map<string, Uint8Array>();
  const key = (id: string): Uint8Array => {
    const made = keys.get(id) ?? random(32);
    keys.set(id, made);
    return made;
  };
  const logSigner = signerKey('hustings/society-2026', random(32));
  const recorder = await Recorder.open({
    proceeding: 'society-2026',
    book: variant.book ?? book,
    ledger,
    signers: ({ role, id }: Actor) =>
      role === 'officer' || role === 'system'
        ? key('officer')
        : role === 'trustee' || role === 'mixer'
          ? key(id)
          : undefined,
    logSigner,
    group,
    random,
  });
  const time = { at: `${DAY}1T09:00:00.000Z` };
  const conduct: Conduct = { recorder, group, random, now: () => time.at };
  const take = async (by: Actor, act: Act, at = time.at) =>
    unwrap(await recorder.take(act, by, at));
  unwrap(
    await openProceeding(conduct, {
      organisation: 'Allotment Society',
      title: 'Election of the chair 2026',
      mode: 'separated',
      logKey: logSigner,
      officerKey: publicKeyOf(key('officer')),
      notes: ['A test.'],
    }),
  );
  const matter = 'chair-2026';
  await take(OFFICER, {
    kind: 'contest-called',
    matter,
    procedure: 'chair-election',
    trigger: 'yearly',
    office: 'chair',
    because: 'It is the time of the year.',
  });
  await take(OFFICER, {
    kind: 'timetable-set',
    matter,
    by: 'committee',
    dates: {
      'nominations-open': `${DAY}2T09:00:00.000Z`,
      'nominations-close': `${DAY}3T09:00:00.000Z`,
      'poll-opens': `${DAY}4T09:00:00.000Z`,
      'poll-closes': `${DAY}6T09:00:00.000Z`,
    },
    reason: 'As every year.',
  });
  await take(OFFICER, { kind: 'nominations-opened', matter }, `${DAY}2T09:00:00.000Z`);
  for (const [candidate, name] of variant.candidates ?? TWO) {
    for (const nominator of [`${candidate}-proposer`, `${candidate}-seconder`])
      await take(
        { role: 'nominator', id: nominator },
        { kind: 'nomination-made', matter, candidate, name, nominator, body: 'members' },
        `${DAY}2T10:00:00.000Z`,
      );
    await take(
      { role: 'candidate', id: candidate },
      { kind: 'candidate-consented', matter, candidate },
      `${DAY}2T11:00:00.000Z`,
    );
  }
  for (const [candidate, classes] of Object.entries(variant.classes ?? {}))
    await take(
      OFFICER,
      { kind: 'candidate-described', matter, candidate, classes, groups: {} },
      `${DAY}2T12:00:00.000Z`,
    );
  const tallies = nominationTallies(recorder.state, matter);
  await take(OFFICER, { kind: 'nominations-closed', matter, tallies }, `${DAY}3T09:00:00.000Z`);
  const codes = Array.from({ length: size }, () => newCode(random));
  const roll = { organisation: 'Allotment Society', roll: 'roll-2026' };
  const electors = await credentialsFromCodes(group, codes, roll);
  let placed = 0;
  const frozen = unwrap(
    freezeRoll(
      (variant.sections ?? [['members', size]]).map(([id, n]) => {
        const credentials = electors.slice(placed, placed + n).map((e) => e.public);
        placed += n;
        return { id, credentials };
      }),
    ),
  );
  const blob = newBlob(frozen.blob);
  time.at = `${DAY}3T10:00:00.000Z`;
  unwrap(
    await recorder.take(
      {
        kind: 'roll-frozen',
        roll: 'roll-2026',
        electorate: 'all-members',
        sections: frozen.sections,
        excluded: [],
        credentials: refOf(blob),
      },
      OFFICER,
      time.at,
      [blob],
    ),
  );
  const holder = (id: string) => ({ id, name: `The ${id}`, key: publicKeyOf(key(id)) });
  const ceremony = unwrap(
    await holdCeremony(conduct, {
      poll: 'chair',
      threshold: 2,
      trustees: ['trustee-1', 'trustee-2', 'trustee-3'].map(holder),
      mixers: ['mixer-1', 'mixer-2'].map(holder),
    }),
  );
  unwrap(
    await preparePoll(conduct, { poll: 'chair', matter, roll: 'roll-2026', key: ceremony.key }),
  );
  await take(OFFICER, { kind: 'poll-opened', poll: 'chair' }, `${DAY}4T09:00:00.000Z`);
  time.at = `${DAY}4T10:00:00.000Z`;
  return {
    conduct,
    recorder,
    electors,
    key: ceremony.key,
    trustees: ['trustee-1', 'trustee-3'].map((id) => ({
      id,
      secret: ceremony.secrets[Number(id.at(-1)) - 1] as Uint8Array,
    })),
    keys,
    logSigner,
    get at() {
      return time.at;
    },
    set at(value: string) {
      time.at = value;
    },
  };
}

/** The next ballot of the contest, from its dates to its opening on this day of March. */
export async function openNextPoll(
  society: Society,
  poll: string,
  day: number,
): Promise<{ readonly manifest: Manifest; readonly trustees: Society['trustees'] }> {
  const { recorder, conduct, keys } = society;
  const matter = 'chair-2026';
  const at = (of: number) => `2026-03-${String(of).padStart(2, '0')}T09:00:00.000Z`;
  const before = recorder.state.matters[matter]?.dates;
  const dates = { ...before, 'poll-opens': at(day), 'poll-closes': at(day + 2) };
  society.at = at(day - 1);
  const reason = 'The next ballot.';
  unwrap(
    await recorder.take(
      { kind: 'timetable-set', matter, by: 'committee', dates, reason },
      OFFICER,
      society.at,
    ),
  );
  const holder = (id: string) => ({
    id,
    name: `The ${id}`,
    key: publicKeyOf(keys.get(id) as Uint8Array),
  });
  const ceremony = unwrap(
    await holdCeremony(conduct, {
      poll,
      threshold: 2,
      trustees: ['trustee-1', 'trustee-2', 'trustee-3'].map(holder),
      mixers: ['mixer-1', 'mixer-2'].map(holder),
    }),
  );
  const plan = { poll, matter, roll: 'roll-2026', key: ceremony.key };
  const manifest = unwrap(await preparePoll(conduct, plan));
  unwrap(await recorder.take({ kind: 'poll-opened', poll }, OFFICER, at(day)));
  society.at = at(day);
  const trustees = ['trustee-1', 'trustee-3'].map((id) => ({
    id,
    secret: ceremony.secrets[Number(id.at(-1)) - 1] as Uint8Array,
  }));
  return { manifest, trustees };
}

/** Seals one ballot per plaintext, by the electors in order from `first`. */
export async function seal(
  society: Society,
  plaintexts: readonly (readonly number[])[],
  first = 0,
  previous?: Uint8Array,
  pool = 'members',
) {
  const manifest = society.recorder.docket.poll('chair')?.prepared?.act.manifest;
  if (manifest === undefined) throw new Error('the poll is prepared');
  const jobs = plaintexts.map(
    (bytes, i): SealJob => ({
      plaintext: Uint8Array.from(bytes),
      pool,
      credential: society.electors[first + i] as Credential,
      ...(previous && { previous }),
    }),
  );
  return sealBallots(group, ballotPollOf(manifest), jobs, random);
}

export async function cast(
  society: Society,
  plaintexts: readonly (readonly number[])[],
  first = 0,
  pool?: string,
) {
  const sealed = await seal(society, plaintexts, first, undefined, pool);
  return society.recorder.takeBallots(
    'chair',
    sealed.map((s) => s.bytes),
    society.at,
  );
}

/** Closes, mixes, decrypts, counts and declares. */
export async function finish(society: Society) {
  const { conduct, trustees } = society;
  society.at = `${DAY}6T09:00:00.000Z`;
  unwrap(await closePoll(conduct, 'chair'));
  unwrap(await mixPoll(conduct, 'chair'));
  unwrap(await decryptPoll(conduct, 'chair', trustees));
  return unwrap(await countAndDeclare(conduct, 'chair', trustees));
}

export async function recordOf(society: Society): Promise<MemoryRecord> {
  const record = new MemoryRecord();
  await writeRecord(society.recorder, record);
  return record;
}
