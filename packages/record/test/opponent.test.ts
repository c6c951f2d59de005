/**
 * Records as an opponent would make them: one who holds the keys of log and officer, or who only
 * wants the verifier to fall over. Each must end in a report that says what is wrong.
 */
import {
  decryptionShare,
  encodeCiphertexts,
  parseBallot,
  parseCiphertexts,
  sealBallots,
} from '@hustings/ballot';
import { canonicalJson, toHex, unwrap, utf8 } from '@hustings/base';
import { type Candidate, writePaper } from '@hustings/count';
import { formatCheckpoint, signNote } from '@hustings/log';
import type { Act, Actor, ContestProcedure, Entry, Manifest } from '@hustings/rulebook';
import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { roomForResult } from '../src/conduct/room.ts';
import {
  ballotPollOf,
  closePoll,
  countAndDeclare,
  decryptPoll,
  encodeBallotLeaf,
  encodeEvent,
  isSignedBy,
  MemoryRecord,
  manifestHash,
  mixPoll,
  newBlob,
  OFFICER,
  originOf,
  pollKeyOf,
  publicKeyOf,
  type RecordSource,
  type Report,
  readLeaf,
  refOf,
  signEntry,
  sortPapers,
  tallyPoll,
  unzipRecord,
  verifyRecord,
  zipRecord,
} from '../src/index.ts';
import { entryOf, leavesOf, PROCEEDING, placeOf, sealed, signedLeaf } from './forge.ts';
import {
  book,
  cast,
  DAY,
  finish,
  group,
  random,
  recordOf,
  type Society,
  societyWithOpenPoll,
} from './society.ts';

let society: Society;
let honest: MemoryRecord;
let leaves: readonly Uint8Array[];
/** The same with a tie, so that the coin was tossed. */
let tied: Society;
let tiedRecord: MemoryRecord;

beforeAll(async () => {
  society = await societyWithOpenPoll(4);
  for (const one of await cast(society, [[1, 2], [2, 0], [1]])) unwrap(one);
  await finish(society);
  honest = await recordOf(society);
  leaves = leavesOf(honest);
  tied = await societyWithOpenPoll(2);
  for (const one of await cast(tied, [[1], [2]])) unwrap(one);
  await finish(tied);
  tiedRecord = await recordOf(tied);
});

const verify = (record: RecordSource): Promise<Report> => verifyRecord(record, { group, random });

async function codesIn(record: RecordSource): Promise<readonly string[]> {
  return (await verify(record)).findings.map((f) => f.code);
}

const officer = (): Uint8Array => society.keys.get('officer') as Uint8Array;

/** The honest record with other leaves and more blobs. */
function forged(
  list: readonly Uint8Array[],
  blobs: readonly (readonly [string, Uint8Array])[] = [],
): MemoryRecord {
  return sealed(list, [...honest.files, ...blobs], society);
}

/** The leaves with one more entry at `seq`, all later entries moved on and signed again by whoever `hands` names. */
function inserted(
  list: readonly Uint8Array[],
  seq: number,
  make: (seq: number) => Uint8Array,
  keys: ReadonlyMap<string, Uint8Array>,
): readonly Uint8Array[] {
  const later = list.slice(seq).map((leaf, i) => {
    if (leaf[0] === 1) return leaf;
    return signedAgain({ ...entryOf(leaf), seq: seq + 1 + i }, keys);
  });
  return [...list.slice(0, seq), make(seq), ...later];
}

function signedAgain(entry: Entry, keys: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const { role, id } = entry.by;
  const key =
    role === 'officer' || role === 'system'
      ? keys.get('officer')
      : role === 'trustee' || role === 'mixer'
        ? keys.get(id)
        : undefined;
  return key === undefined ? encodeEvent(entry) : signedLeaf(entry, key);
}

/** One entry's act changed, and signed again with the right key, even a trustee's. */
function changed<K extends Act['kind']>(
  list: readonly Uint8Array[],
  kind: K,
  change: (act: Extract<Act, { readonly kind: K }>) => unknown,
  keys = society.keys,
): readonly Uint8Array[] {
  const seq = placeOf(list, kind);
  const entry = entryOf(list[seq] as Uint8Array);
  const act = change(entry.act as Extract<Act, { readonly kind: K }>) as Act;
  return list.with(seq, signedAgain({ ...entry, act }, keys));
}

function isMix(act: Act): act is Extract<Act, { readonly kind: 'pool-mixed' }> {
  return act.kind === 'pool-mixed';
}

function timeOf(list: readonly Uint8Array[], seq: number): string {
  const read = unwrap(readLeaf(list[seq] as Uint8Array));
  return read.kind === 'event' ? read.entry.at : read.at;
}

describe('whoever holds the keys of log and officer', () => {
  test('gets no hand on mixers and trustees by a second ceremony that names their ids with keys of its own', async () => {
    const victim = await societyWithOpenPoll(2);
    for (const one of await cast(victim, [[1], [1]])) unwrap(one);
    const mine = new Map(
      ['trustee-1', 'trustee-2', 'mixer-1', 'mixer-2'].map((id) => [id, random(32)] as const),
    );
    const holders = (kind: string) =>
      [...mine].flatMap(([id, secret]) =>
        id.startsWith(kind) ? [{ id, name: id, key: publicKeyOf(secret) }] : [],
      );
    const decoy: Act = {
      kind: 'ceremony-opened',
      poll: 'decoy',
      threshold: 2,
      trustees: holders('trustee'),
      mixers: holders('mixer'),
    };
    unwrap(await victim.recorder.take(decoy, OFFICER, victim.at));
    await finish(victim);
    const record = await recordOf(victim);
    const forged = leavesOf(record).map((leaf) => {
      const entry = leaf[0] === 0x7b ? entryOf(leaf) : undefined;
      const secret = mine.get(entry?.by.id ?? '');
      const isAfter = entry?.act.kind === 'pool-mixed' || entry?.act.kind === 'share-published';
      return entry === undefined || secret === undefined || !isAfter
        ? leaf
        : signedLeaf(entry, secret);
    });
    const { findings } = await verify(sealed(forged, record.files, victim));
    // Both mixes and the share of trustee-1; trustee-3 signed with its own hand.
    expect(findings.filter((f) => f.code === 'record/signature-wrong')).toHaveLength(3);
  });

  test('is refused by its own recorder where it signs for a trustee or mixer', async () => {
    const victim = await societyWithOpenPoll(2);
    for (const one of await cast(victim, [[1], [1]])) unwrap(one);
    (victim.keys as Map<string, Uint8Array>).set('mixer-1', random(32));
    const size = victim.recorder.size + 1;
    await expect(finish(victim)).rejects.toThrow('record/not-ours-to-sign');
    // The closing, and nothing after it.
    expect(victim.recorder.size).toBe(size);
  });

  test('cannot use what a trustee signed in another proceeding', () => {
    const secret = random(32);
    const entry: Entry = {
      seq: 9,
      at: `${DAY}1T09:00:00.000Z`,
      by: { role: 'trustee', id: 'trustee-1' },
      act: { kind: 'key-accepted', poll: 'chair', trustee: 'trustee-1' },
    };
    const sig = signEntry('society-2025', entry, secret);
    expect(isSignedBy('society-2025', entry, sig, publicKeyOf(secret))).toBe(true);
    expect(isSignedBy('society-2026', entry, sig, publicKeyOf(secret))).toBe(false);
    // Nor can the line between proceeding and entry be moved: neither can hold a line break.
    expect(canonicalJson(entry)).not.toContain('\n');
  });

  test('cannot put mixers that are one and the same, or itself, in the way of separated mode', async () => {
    const { recorder, at } = society;
    const mine = publicKeyOf(random(32));
    const holder = (id: string, key = publicKeyOf(random(32))) => ({ id, name: id, key });
    const ceremony = (mixers: readonly ReturnType<typeof holder>[]) =>
      recorder.take(
        {
          kind: 'ceremony-opened',
          poll: 'second',
          threshold: 2,
          trustees: [holder('a'), holder('b')],
          mixers,
        },
        OFFICER,
        at,
      );
    const same = await ceremony([holder('m', mine), holder('n', mine)]);
    expect(!same.ok && same.error.code).toBe('order/keyholder-twice');
    const itself = await ceremony([holder('m', publicKeyOf(officer())), holder('n')]);
    expect(!itself.ok && itself.error.code).toBe('order/not-separated');
  });

  test('cannot date a ballot before the opening or after the close', async () => {
    const seq = leaves.findIndex((leaf) => leaf[0] === 1);
    const { poll, ballot } = unwrap(readLeaf(leaves[seq] as Uint8Array)) as never;
    for (const [at, code] of [
      [`${DAY}4T08:59:59.999Z`, 'poll/not-open'],
      [`${DAY}6T09:00:00.001Z`, 'poll/closed'],
    ] as const) {
      const record = forged(leaves.with(seq, encodeBallotLeaf(at, poll, ballot)));
      expect(await codesIn(record)).toContain(code);
    }
  });

  test('cannot date an entry in a year that sorts before all others', () => {
    const leaf = encodeBallotLeaf('+010000-01-01T00:00:00.000Z', 0, new Uint8Array(1));
    expect(readLeaf(leaf).ok).toBe(false);
    expect(readLeaf(encodeBallotLeaf('9999-12-31T23:59:59.999Z', 0, new Uint8Array(1))).ok).toBe(
      true,
    );
  });

  test('cannot put a ballot in a poll before its ceremony, or in one that was only announced', async () => {
    const seq = leaves.findIndex((leaf) => leaf[0] === 1);
    const { ballot } = unwrap(readLeaf(leaves[seq] as Uint8Array)) as never;
    const early = inserted(
      leaves,
      2,
      () => encodeBallotLeaf(timeOf(leaves, 1), 0, ballot),
      society.keys,
    );
    expect(await codesIn(forged(early))).toContain('ballot/no-such-poll');
    const other = leaves.with(seq, encodeBallotLeaf(timeOf(leaves, seq), 1, ballot));
    expect(await codesIn(forged(other))).toContain('ballot/no-such-poll');
  });

  test('cannot say anything twice: opening, roll, ceremony, manifest, closing, count, declaration', async () => {
    for (const kind of [
      'proceeding-opened',
      'roll-frozen',
      'ceremony-opened',
      'poll-prepared',
      'poll-closed',
      'poll-counted',
      'result-declared',
    ] as const) {
      const entry = entryOf(leaves[placeOf(leaves, kind)] as Uint8Array);
      const again = (seq: number): Uint8Array =>
        signedAgain({ ...entry, seq, at: timeOf(leaves, leaves.length - 1) }, society.keys);
      const { findings } = await verify(forged([...leaves, again(leaves.length)]));
      expect(
        findings.some((f) => f.place.startsWith(`entry ${leaves.length}`)),
        kind,
      ).toBe(true);
    }
  });

  test('cannot pass a checkpoint of another log off as this one', async () => {
    const record = sealed(leaves, honest.files, { ...society, origin: originOf('society-2025') });
    expect(await codesIn(record)).toContain('log/other-origin');
  });

  test('cannot let a ballot count that names the wrong number of pieces', async () => {
    const { findings } = await verify(forged(await withWideBallot()));
    expect(findings.map((f) => f.code)).toContain('ballot/wrong-pieces');
  });
});

/** The honest leaves, and in place of the first ballot one of two pieces, well proved. */
async function withWideBallot(): Promise<readonly Uint8Array[]> {
  const manifest = society.recorder.docket.poll('chair')?.prepared?.act.manifest as Manifest;
  const poll = { ...ballotPollOf(manifest), pieces: 2 };
  const seq = leaves.findIndex((leaf) => leaf[0] === 1);
  const read = unwrap(readLeaf(leaves[seq] as Uint8Array)) as { readonly ballot: Uint8Array };
  const { credential } = unwrap(parseBallot(read.ballot));
  const elector = society.electors.find((e) => toHex(e.public) === toHex(credential));
  if (elector === undefined) throw new Error('the ballot is an elector’s');
  const job = { plaintext: Uint8Array.of(1), pool: 'members', credential: elector };
  const [wide] = await sealBallots(group, poll, [job], random);
  return leaves.with(
    seq,
    encodeBallotLeaf(timeOf(leaves, seq), 0, wide?.bytes ?? new Uint8Array()),
  );
}

describe('whoever wants the verifier to fall over gets a report', () => {
  test('a share of the decryption that stands twice', async () => {
    const seq = placeOf(leaves, 'share-published');
    const twice = inserted(leaves, seq + 1, () => leaves[seq] as Uint8Array, society.keys);
    expect(await codesIn(forged(twice))).toContain('record/wrong-place');
  });

  test('a share of the coin that stands twice', async () => {
    const list = leavesOf(tiedRecord);
    const seq = placeOf(list, 'coin-shared');
    const twice = inserted(list, seq + 1, () => list[seq] as Uint8Array, tied.keys);
    const record = sealed(twice, tiedRecord.files, tied);
    expect(await codesIn(record)).toContain('record/wrong-place');
  });

  test('a complaint against nobody', async () => {
    const evidence = utf8('nothing');
    const name = toHex(sha256(evidence));
    const seq = placeOf(leaves, 'key-accepted');
    const act: Act = {
      kind: 'key-complained',
      poll: 'chair',
      trustee: 'trustee-1',
      against: 'nobody',
      evidence: { sha256: name, size: evidence.length },
    };
    const by: Actor = { role: 'trustee', id: 'trustee-1' };
    const complained = inserted(
      leaves,
      seq,
      (at) => signedAgain({ seq: at, at: timeOf(leaves, seq), by, act }, society.keys),
      society.keys,
    );
    const codes = await codesIn(forged(complained, [[`blob/${name}`, evidence]]));
    expect(codes).toContain('keys/complaint');
  });

  test('a ceremony of more than can come together, or of a crowd', async () => {
    for (const change of [
      (act: Extract<Act, { kind: 'ceremony-opened' }>) => ({ ...act, threshold: 255 }),
      (act: Extract<Act, { kind: 'ceremony-opened' }>) => ({
        ...act,
        trustees: Array.from({ length: 255 }, () => act.trustees[0]),
      }),
    ])
      expect(
        (await codesIn(forged(changed(leaves, 'ceremony-opened', change)))).length,
      ).toBeGreaterThan(0);
  });

  test('a manifest whose paper and candidates do not fit each other', async () => {
    const manifests: ((manifest: Manifest) => Manifest)[] = [
      (m) => ({ ...m, form: { kind: 'ranked', candidates: 2, most: 255 } }),
      (m) => ({ ...m, form: { kind: 'ranked', candidates: 9, most: 2 } }),
      (m) => ({ ...m, form: { kind: 'motion', abstain: false } }),
      (m) => ({ ...m, form: { kind: 'motion', abstain: true } }),
      (m) => ({ ...m, form: { kind: 'choice', candidates: 2 } }),
      (m) => ({ ...m, options: m.options.slice(1) }),
      (m) => ({ ...m, options: [m.options[0], m.options[0]] as Manifest['options'] }),
      (m) => ({ ...m, options: m.options.map((o) => ({ ...o, id: 'constructor' })) }),
      (m) => ({ ...m, mixers: [] }),
      (m) => ({ ...m, threshold: 255 }),
      (m) => ({ ...m, trustees: m.trustees.slice(1) }),
      (m) => ({ ...m, key: '0'.repeat(64) }),
      (m) => ({ ...m, key: 'f'.repeat(64) }),
      (m) => ({ ...m, pools: [...m.pools, ...m.pools] }),
    ];
    for (const change of manifests) {
      const list = changed(leaves, 'poll-prepared', (act) => ({
        ...act,
        manifest: change(act.manifest),
      }));
      expect((await codesIn(forged(list))).length, String(change)).toBeGreaterThan(0);
    }
  }, 60_000);

  test('a last mix that holds what is no point, under shares of trustees who are in it too', async () => {
    const last = leaves.findIndex(
      (leaf) => leaf[0] !== 1 && isMix(entryOf(leaf).act) && entryOf(leaf).by.id === 'mixer-2',
    );
    const entry = entryOf(leaves[last] as Uint8Array);
    if (!isMix(entry.act)) throw new Error('it is the last mix');
    const path = `blob/${entry.act.ballots.sha256}`;
    const list = unwrap(parseCiphertexts(honest.files.get(path) as Uint8Array));
    const ciphertexts = { ...list, b: list.b.slice().fill(255, 0, 32) };
    const ballots = newBlob(encodeCiphertexts(ciphertexts));
    const added: [string, Uint8Array][] = [[`blob/${ballots.sha256}`, ballots.bytes]];
    let forgery = leaves.with(
      last,
      signedAgain({ ...entry, act: { ...entry.act, ballots: refOf(ballots) } }, society.keys),
    );
    const manifest = society.recorder.docket.poll('chair')?.prepared?.act.manifest as Manifest;
    const task = {
      context: manifestHash(manifest),
      pool: 'members',
      pollKey: pollKeyOf(manifest),
      ciphertexts,
    };
    for (const [seq, leaf] of leaves.entries()) {
      if (leaf[0] === 1) continue;
      const { act, ...rest } = entryOf(leaf);
      if (act.kind !== 'share-published') continue;
      const secret = society.trustees.find((t) => t.id === act.trustee)?.secret as Uint8Array;
      const index = Number(act.trustee.at(-1));
      const share = newBlob(await decryptionShare(group, task, { index, secret }, random));
      added.push([`blob/${share.sha256}`, share.bytes]);
      forgery = forgery.with(
        seq,
        signedAgain({ ...rest, act: { ...act, shares: refOf(share) } }, society.keys),
      );
    }
    const codes = await codesIn(forged(forgery, added));
    expect(codes).toContain('mix/proof-fails');
    expect(codes).not.toContain('share/proof-fails');
    expect(codes).toContain('papers/not-decrypted');
  });

  test('a declared figure for a candidate called “constructor”', async () => {
    const list = changed(leaves, 'result-declared', (act) => ({
      ...act,
      outcome: {
        ...act.outcome,
        bySection: [
          { section: 'members', votes: { 'ada-okafor': 2, 'bryn-hughes': 1, constructor: 1 } },
        ],
      },
    }));
    const { findings } = await verify(forged(list));
    expect(findings.map((f) => f.place)).toContain(
      `entry ${leaves.length - 1} /act/outcome/bySection/0/votes/constructor`,
    );
  });

  test('a full bundle of empty entries', async () => {
    const record = sealed(
      Array.from({ length: 256 }, () => new Uint8Array()),
      [],
      society,
    );
    expect(await codesIn(record)).toContain('record/entry-malformed');
  });

  test('a checkpoint that claims thousands of millions of entries', async () => {
    for (const size of [2 ** 24, 2 ** 32, Number.MAX_SAFE_INTEGER]) {
      const record = new MemoryRecord(honest.files);
      const text = formatCheckpoint({
        origin: originOf(PROCEEDING),
        size,
        root: new Uint8Array(32),
      });
      record.files.set('checkpoint', utf8(signNote(text, [society.logSigner])));
      expect(await codesIn(record)).toContain('log/size-differs');
    }
  });
});

describe('whatever else', () => {
  /** Numbers, words and lists as they should not be, though of the right type. */
  const twists: readonly ((value: unknown) => unknown)[] = [
    (v) => (typeof v === 'number' ? v + 1 : Array.isArray(v) ? [...v, ...v] : `${v}x`),
    (v) => (typeof v === 'number' ? 0 : Array.isArray(v) ? v.slice(1) : 'constructor'),
    (v) => (typeof v === 'number' ? 100 : Array.isArray(v) ? v.toReversed() : '0'.repeat(64)),
    (v) => (typeof v === 'number' ? 2 ** 53 - 1 : Array.isArray(v) ? [] : 'f'.repeat(64)),
  ];

  /** Every value within a JSON value, by its path. */
  function paths(value: unknown, at: readonly string[] = []): readonly (readonly string[])[] {
    if (typeof value !== 'object' || value === null) return [at];
    const inner = Object.entries(value).flatMap(([key, v]) => paths(v, [...at, key]));
    return Array.isArray(value) ? [at, ...inner] : inner;
  }

  function twisted(value: unknown, [key, ...rest]: readonly string[], twist: number): unknown {
    if (key === undefined) return twists[twist]?.(value);
    const inner = twisted((value as Record<string, unknown>)[key], rest, twist);
    if (Array.isArray(value)) return value.with(Number(key), inner);
    return { ...(value as object), [key]: inner };
  }

  test('an entry says, and everyone signs it: the verifier ends in a report', async () => {
    const places = leaves.flatMap((leaf, seq) =>
      leaf[0] === 1 ? [] : paths(entryOf(leaf).act).map((path) => ({ seq, path })),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.nat(places.length - 1),
        fc.nat(twists.length - 1),
        async (place, twist) => {
          const { seq, path } = places[place] as (typeof places)[number];
          const entry = entryOf(leaves[seq] as Uint8Array);
          const forgery = { ...entry, act: twisted(entry.act, path, twist) } as Entry;
          const report = await verify(forged(leaves.with(seq, signedAgain(forgery, society.keys))));
          expect(report.checked.entries).toBe(leaves.length);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('is left out, said twice or said in another order: the verifier ends in a report', async () => {
    const renumbered = (list: readonly Uint8Array[]): readonly Uint8Array[] =>
      list.map((leaf, seq) =>
        leaf[0] === 1 ? leaf : signedAgain({ ...entryOf(leaf), seq }, society.keys),
      );
    await fc.assert(
      fc.asyncProperty(
        fc.nat(leaves.length - 2),
        fc.nat(leaves.length - 1),
        fc.nat(2),
        async (from, to, how) => {
          const leaf = leaves[from] as Uint8Array;
          const without = leaves.toSpliced(from, 1);
          const list = [without, leaves.toSpliced(to, 0, leaf), without.toSpliced(to, 0, leaf)][
            how
          ] as readonly Uint8Array[];
          const report = await verify(forged(renumbered(list)));
          expect(report.checked.entries).toBe(list.length);
          if (how === 0) expect(report.findings.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('whoever serves the files', () => {
  /** Gives a file as it is the first time it is asked for, and then another. */
  function twoFaced(path: string, other: Uint8Array | undefined): RecordSource {
    let reads = 0;
    return {
      list: () => honest.list(),
      read: async (wanted) => {
        if (wanted === path && reads++ > 0) return other;
        return honest.read(wanted);
      },
    };
  }

  test('cannot show other entries to one check than to another', async () => {
    const act = (text: string): Act => ({ kind: 'correction-made', of: 0, text });
    const at = timeOf(leaves, leaves.length - 1);
    const last = leaves.length - 1;
    const entry: Entry = { ...entryOf(leaves[last] as Uint8Array), at, act: act('Nothing.') };
    const other = forged(leaves.with(last, signedLeaf(entry, officer())));
    const path = [...honest.files.keys()].find((p) => p.startsWith('tile/entries/')) as string;
    for (const second of [other.files.get(path), undefined, new Uint8Array()])
      expect(await codesIn(twoFaced(path, second))).toContain('log/changed-meanwhile');
  });

  test('cannot show another file to one check than to another', async () => {
    const { papers } = entryOf(leaves[placeOf(leaves, 'pool-opened')] as Uint8Array).act as Extract<
      Act,
      { kind: 'pool-opened' }
    >;
    const path = `blob/${papers.sha256}`;
    const swapped = (honest.files.get(path) as Uint8Array).slice().reverse();
    expect(await codesIn(twoFaced(path, swapped))).toContain('blob/changed');
  });

  test('cannot put two files of one name, or two records, in one zip', () => {
    const one = new MemoryRecord([...honest.files, ['checkpoinT', utf8('another')]]);
    const zip = zipRecord(one);
    for (let i = 0; i + 10 <= zip.length; i++)
      if (new TextDecoder().decode(zip.subarray(i, i + 10)) === 'checkpoinT') zip[i + 9] = 0x74;
    const nested = new MemoryRecord([
      ...[...honest.files].map(([p, b]): [string, Uint8Array] => [`a/${p}`, b]),
      ['checkpoint', utf8('another')],
    ]);
    const hidden = new MemoryRecord([...honest.files, ['x_proto__', utf8('another')]]);
    const proto = zipRecord(hidden);
    for (let i = 0; i + 9 <= proto.length; i++)
      if (new TextDecoder().decode(proto.subarray(i, i + 9)) === 'x_proto__') proto[i] = 0x5f;
    for (const bytes of [zip, zipRecord(nested), proto]) {
      const read = unzipRecord(bytes);
      expect(!read.ok && read.error.code).toBe('record/zip-ambiguous');
    }
  });
});

test('a zip that would fill the memory is not unpacked', () => {
  const zip = zipRecord(new MemoryRecord([...honest.files, ['tile/0/001', new Uint8Array(1)]]));
  // The sizes in the directory at the end of the zip: each file’s header there begins with PK 1 2.
  const view = new DataView(zip.buffer, zip.byteOffset, zip.length);
  const headers = Array.from({ length: zip.length - 46 }, (_, i) => i).filter(
    (i) => view.getUint32(i, true) === 0x02014b50,
  );
  expect(headers.length).toBeGreaterThan(5);
  for (const [claim, isRead] of [
    [1000, true],
    [2 ** 30, false],
    [0xfffffff0, false],
  ] as const) {
    view.setUint32((headers[0] as number) + 24, claim, true);
    expect(unzipRecord(zip).ok, String(claim)).toBe(isRead);
  }
});

test('a candidate called “constructor” is counted and declared like any other', () => {
  const options: readonly Candidate[] = ['constructor', 'ada-okafor', 'bryn-hughes'].map((id) => ({
    id,
    name: id,
  }));
  const manifest = {
    ...(society.recorder.docket.poll('chair')?.prepared?.act.manifest as Manifest),
    options,
    roll: { id: 'roll-2026', sections: [{ id: 'members', size: 9, root: '' }] },
    form: { kind: 'ranked', candidates: 3, most: 3 },
  } as const;
  const papers = [[1], [1, 2], [2], [2, 1], [0, 1]].map(
    (paper) => ({ ok: true, value: writePaper(manifest.form, paper) }) as const,
  );
  const pool = { id: 'members', parts: ['members'], sections: ['members'], counting: 5 };
  const sorted = sortPapers(manifest.form, papers);
  const tallied = unwrap(
    tallyPoll(book.procedures[0] as ContestProcedure, manifest, [{ pool, papers: sorted }]),
  );
  expect(tallied.outcome).toMatchObject({
    elected: [{ id: 'ada-okafor' }],
    firstPreferences: [{ candidate: 'constructor', votes: 1, percent: '20.0' }, {}, {}],
    final: [
      { candidate: 'ada-okafor', votes: 3 },
      { candidate: 'bryn-hughes', votes: 2 },
    ],
  });
  expect(() => canonicalJson(tallied.outcome)).not.toThrow();
});

test('a trustee with another’s secret says nothing, and can still speak when it has its own', async () => {
  const victim = await societyWithOpenPoll(2);
  for (const one of await cast(victim, [[1], [2]])) unwrap(one);
  const [first, second] = victim.trustees;
  if (first === undefined || second === undefined) throw new Error('two trustees');
  const swapped = victim.trustees.map(({ id }, i) => ({
    id,
    secret: (i === 0 ? second : first).secret,
  }));
  victim.at = `${DAY}6T09:00:00.000Z`;
  const { conduct, recorder, trustees } = victim;
  unwrap(await closePoll(conduct, 'chair'));
  unwrap(await mixPoll(conduct, 'chair'));
  expect(await decryptPoll(conduct, 'chair', swapped)).toMatchObject({
    error: { code: 'decryption/wrong-proof' },
  });
  unwrap(await decryptPoll(conduct, 'chair', trustees));
  // A tie: now the coin is tossed.
  expect(await countAndDeclare(conduct, 'chair', swapped)).toMatchObject({
    error: { code: 'coin/wrong-proof' },
  });
  expect(recorder.docket.poll('chair')?.coinShares).toEqual([]);
  unwrap(await countAndDeclare(conduct, 'chair', trustees));
  expect((await verify(await recordOf(victim))).findings).toEqual([]);
});

test('a poll whose result would not go into an entry is not prepared', () => {
  const { recorder } = society;
  const manifest = recorder.docket.poll('chair')?.prepared?.act.manifest as Manifest;
  const sized = (sections: number, candidates: number): Manifest => ({
    ...manifest,
    options: Array.from({ length: candidates }, (_, i) => ({
      id: `somebody-who-stands-${i}`,
      name: `Somebody Who Stands ${i}`,
    })),
    pools: Array.from({ length: sections }, (_, i) => ({ id: `branch-${i}`, sections: [] })),
  });
  const room = (sections: number, candidates: number) =>
    roomForResult(book, recorder.docket, sized(sections, candidates));
  expect(room(1, 5).ok).toBe(true);
  expect(room(50, 20).ok).toBe(true);
  expect(room(1, 100).ok).toBe(true);
  expect(room(100, 60)).toMatchObject({ error: { code: 'poll/result-too-long' } });
  // The sentences of the declaration have a length of their own.
  expect(room(1, 250)).toMatchObject({ error: { code: 'poll/result-too-long' } });
});
