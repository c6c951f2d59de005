/** Changes to a record, each with the code and place that every verifier must report (spec/findings.md). */
import { canonicalJson, fromHex, fromUtf8, toHex, utf8 } from '@hustings/base';
import { MemoryRecord } from '@hustings/record';
import { sha256 } from '@noble/hashes/sha2.js';
import { type Event, eventIn, sealed, signed } from './forge.ts';
import type { Held } from './hold.ts';

export interface Tampered {
  readonly record: MemoryRecord;
  readonly code: string;
  /** As in findings.md; more may follow it. */
  readonly place: string;
}

/** Undefined where the record has nothing of the kind. */
type Tampering = (held: Held, leaves: readonly Uint8Array[]) => Tampered | undefined;

const copyOf = ({ record }: Held): MemoryRecord =>
  new MemoryRecord([...record.files].map(([p, b]): [string, Uint8Array] => [p, b.slice()]));

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const place = at < 0 ? bytes.length + at : at;
  return bytes.with(place, (bytes[place] as number) ^ 1) as Uint8Array;
}

/** A file changed, by somebody without a key. */
function file(
  held: Held,
  start: string,
  change: (bytes: Uint8Array) => Uint8Array | undefined,
  code: string,
  place?: string,
): Tampered | undefined {
  const path = [...held.record.files.keys()].find((p) => p.startsWith(start));
  if (path === undefined) return undefined;
  const record = copyOf(held);
  const changed = change(record.files.get(path) as Uint8Array);
  if (changed === undefined) record.files.delete(path);
  else record.files.set(path, changed);
  return { record, code, place: place ?? path };
}

interface Found {
  readonly seq: number;
  readonly event: Event;
}

function placed(leaves: readonly Uint8Array[], kind: string, which = 0): Found | undefined {
  const all = leaves.flatMap((leaf, seq) => {
    const event = eventIn(leaf);
    return event?.act.kind === kind ? [{ seq, event }] : [];
  });
  return all.at(which);
}

/** An act changed and signed again by whoever acts, by somebody with every key. */
function act(
  held: Held,
  leaves: readonly Uint8Array[],
  kind: string,
  code: string,
  change: (act: Event['act']) => Readonly<Record<string, unknown>>,
  which = 0,
): Tampered | undefined {
  const found = placed(leaves, kind, which);
  if (found === undefined) return undefined;
  const { seq, event } = found;
  const other = { ...event, act: change(event.act) as Event['act'] };
  return {
    record: sealed(held, leaves.with(seq, signed(held, other))),
    code,
    place: `entry ${seq}`,
  };
}

interface Ref {
  readonly sha256: string;
  readonly size: number;
}

/** A blob changed, named by its new hash, and the act signed again. */
function blob(
  held: Held,
  leaves: readonly Uint8Array[],
  kind: string,
  member: string,
  code: string,
  change: (bytes: Uint8Array) => Uint8Array,
  which = 0,
): Tampered | undefined {
  const found = placed(leaves, kind, which);
  if (found === undefined) return undefined;
  const { seq, event } = found;
  const bytes = held.record.files.get(`blob/${(event.act[member] as Ref).sha256}`) as Uint8Array;
  const other = change(bytes);
  const ref = { sha256: toHex(sha256(other)), size: other.length };
  const changed = signed(held, { ...event, act: { ...event.act, [member]: ref } });
  return { record: sealed(held, leaves.with(seq, changed), [other]), code, place: `entry ${seq}` };
}

const ballots = (leaves: readonly Uint8Array[]): readonly number[] =>
  leaves.flatMap((leaf, seq) => (leaf[0] === 1 ? [seq] : []));

function ballot(
  held: Held,
  leaves: readonly Uint8Array[],
  code: string,
  change: (leaf: Uint8Array, other: Uint8Array) => Uint8Array,
): Tampered {
  const [first, second] = ballots(leaves) as [number, number];
  const changed = change(leaves[second] as Uint8Array, leaves[first] as Uint8Array);
  return { record: sealed(held, leaves.with(second, changed)), code, place: `entry ${second}` };
}

/** Where things stand in a ballot of a leaf (spec/ballot.md), for pools and previous ballots of any kind. */
function parts(leaf: Uint8Array) {
  const pool = 11;
  const credential = pool + (leaf[10] as number);
  const mark = credential + 32;
  const pieces = mark + (leaf[mark] === 1 ? 33 : 1);
  const k = leaf[pieces] as number;
  const a = pieces + 1;
  return {
    credential,
    mark,
    pieces,
    a,
    b: a + 32 * k,
    r: a + 64 * k,
    z: leaf.length - 32 * (k + 1),
  };
}

function spliced(bytes: Uint8Array, at: number, remove: number, insert: Uint8Array): Uint8Array {
  return Uint8Array.of(...bytes.subarray(0, at), ...insert, ...bytes.subarray(at + remove));
}

const bump = (value: unknown): number => (value as number) + 1;
type Members = Readonly<Record<string, unknown>>;

/** One entry of any kind, changed in its envelope. */
function envelope(
  held: Held,
  leaves: readonly Uint8Array[],
  code: string,
  kind: string,
  change: (event: Event) => Uint8Array,
): Tampered | undefined {
  const found = placed(leaves, kind);
  return (
    found && {
      record: sealed(held, leaves.with(found.seq, change(found.event))),
      code,
      place: `entry ${found.seq}`,
    }
  );
}

const note = (held: Held, change: (text: string) => string, code: string): Tampered | undefined =>
  file(held, 'checkpoint', (b) => utf8(change(fromUtf8(b) as string)), code);

/** Those that are tried on every record; all of them on one only. */
export const EVERYWHERE: readonly string[] = [
  'an entry is changed in its bundle',
  'a blob is changed',
  'an entry earlier than the one before',
  'a deal that was not pledged',
  'a ballot with a wrong response',
  'a closing that counts one ballot more',
  'a mix by another mixer',
  'the last mix with a wrong response in its proof',
  'a share with a wrong response',
  'a paper that its ballot does not say',
  'a transcript with another figure',
  'nobody elected',
  'one elector too many in the declaration',
  'a declaration in other words',
];

export const TAMPERINGS: Readonly<Record<string, Tampering>> = {
  'a bundle of entries is missing': (h) =>
    file(h, 'tile/entries/', () => undefined, 'log/bundle-missing'),
  'a bundle is cut short': (h) =>
    file(h, 'tile/entries/', (b) => b.slice(0, -1), 'log/bundle-malformed'),
  'an entry is changed in its bundle': (h) =>
    file(h, 'tile/entries/', (b) => flipped(b, 40), 'log/entry-changed', 'entry 0'),
  'a tile is changed': (h) => file(h, 'tile/0/', (b) => flipped(b, 33), 'log/tile-differs'),
  'a tile is missing': (h) => file(h, 'tile/0/', () => undefined, 'log/tile-malformed'),
  'the checkpoint is missing': (h) =>
    file(h, 'checkpoint', () => undefined, 'log/no-checkpoint', 'checkpoint'),
  'the checkpoint has another root': (h) =>
    note(h, (t) => t.replace(/\n(\d+)\n./, (_, n) => `\n${n}\nA`), 'log/root-differs'),
  'the checkpoint says more entries than there can be': (h) =>
    note(h, (t) => t.replace(/\n\d+\n/, '\n9007199254740991\n'), 'log/size-differs'),
  'the checkpoint is not signed': (h) =>
    note(
      h,
      (t) => t.replace(/ (.)(\S{4})\n$/, ' A$2\n').replace(/.{6}\n$/, 'AAAAA=\n'),
      'log/checkpoint-unsigned',
    ),
  'a blob is changed': (h) => file(h, 'blob/', (b) => flipped(b, -1), 'blob/changed'),
  'a blob is missing': (h) => file(h, 'blob/', () => undefined, 'blob/missing'),
  'a file too many': (h) => {
    const record = copyOf(h);
    record.files.set('notes.txt', utf8('by hand'));
    return { record, code: 'record/stray-file', place: 'notes.txt' };
  },
  'a blob that no entry names': (h) => {
    const record = copyOf(h);
    const path = `blob/${toHex(sha256(utf8('by hand')))}`;
    record.files.set(path, utf8('by hand'));
    return { record, code: 'blob/stray', place: path };
  },

  'an entry with a blank in its JSON': (h, l) =>
    envelope(h, l, 'record/entry-malformed', 'roll-frozen', (e) =>
      utf8(canonicalJson(e).replace('{"act"', '{ "act"')),
    ),
  'an act of no known kind': (h, l) =>
    act(h, l, 'poll-opened', 'act/malformed', (a) => ({ ...a, kind: 'poll-begun' })),
  'an act with a member too many': (h, l) =>
    act(h, l, 'poll-closed', 'act/malformed', (a) => ({ ...a, weather: 'fair' })),
  'an entry that says another place': (h, l) =>
    envelope(h, l, 'record/wrong-place', 'poll-opened', (e) => signed(h, { ...e, seq: e.seq + 1 })),
  'an entry earlier than the one before': (h, l) =>
    envelope(h, l, 'record/time-goes-back', 'poll-opened', (e) =>
      signed(h, { ...e, at: '2026-03-01T08:00:00.000Z' }),
    ),
  'an act of the officer without a signature': (h, l) =>
    envelope(h, l, 'record/unsigned', 'poll-opened', (e) =>
      utf8(canonicalJson({ act: e.act, at: e.at, by: e.by, seq: e.seq })),
    ),
  'an act of the officer signed by a trustee': (h, l) =>
    envelope(h, l, 'record/signature-wrong', 'poll-opened', (e) => signed(h, e, 'trustee-1')),
  'a signature with S beyond the order': (h, l) =>
    envelope(h, l, 'record/signature-wrong', 'poll-opened', (e) => {
      const sig = fromHex(e.sig ?? '') as Uint8Array;
      return utf8(canonicalJson({ ...e, sig: toHex(sig.with(63, 0xff) as Uint8Array) }));
    }),
  'a nomination with a signature': (h, l) =>
    envelope(h, l, 'record/signature-unasked', 'nomination-made', (e) => signed(h, e, 'officer')),

  'a roll of another root': (h, l) =>
    act(h, l, 'roll-frozen', 'roll/root-differs', (a) => ({
      ...a,
      sections: (a['sections'] as Members[]).map((s, i) =>
        i === 0 ? { ...s, root: 'ab'.repeat(32) } : s,
      ),
    })),
  'two credentials of a roll in the wrong order': (h, l) =>
    blob(h, l, 'roll-frozen', 'credentials', 'roll/order-broken', (b) =>
      Uint8Array.of(...b.subarray(32, 64), ...b.subarray(0, 32), ...b.subarray(64)),
    ),
  'a deal that was not pledged': (h, l) =>
    blob(h, l, 'key-dealt', 'deal', 'keys/deal-wrong', (b) => flipped(b, -1)),
  'sealed shares cut short': (h, l) =>
    blob(h, l, 'key-shares-sent', 'shares', 'keys/shares-malformed', (b) => b.slice(0, -1)),

  'a ballot with a wrong response': (h, l) =>
    ballot(h, l, 'ballot/wrong-proof', (b) => flipped(b, parts(b).z)),
  'a ballot with another ciphertext': (h, l) =>
    ballot(h, l, 'ballot/wrong-proof', (b, other) => {
      const from = parts(other).a;
      return spliced(b, parts(b).a, 32, other.subarray(from, from + 32));
    }),
  'a ballot with a point that is not canonical': (h, l) =>
    ballot(h, l, 'ballot/not-canonical', (b) =>
      spliced(b, parts(b).a, 32, new Uint8Array(32).fill(0xff)),
    ),
  'a ballot with the identity for a ciphertext': (h, l) =>
    ballot(h, l, 'ballot/identity', (b) => spliced(b, parts(b).a, 32, new Uint8Array(32))),
  'a ballot with a response beyond the order': (h, l) =>
    ballot(h, l, 'ballot/not-canonical', (b) =>
      spliced(b, parts(b).z, 32, new Uint8Array(32).fill(0xff)),
    ),
  'a ballot with a byte too many': (h, l) =>
    ballot(h, l, 'ballot/malformed', (b) => Uint8Array.of(...b, 0)),
  'a ballot handed in again': (h, l) => ballot(h, l, 'ballot/already-in', (_, other) => other),
  'the ciphertexts of another’s ballot': (h, l) =>
    ballot(h, l, 'ballot/copied', (b, other) => {
      const [mine, theirs] = [parts(b), parts(other)];
      return spliced(b, mine.a, mine.r - mine.a, other.subarray(theirs.a, theirs.r));
    }),
  'a ballot of nobody on the roll': (h, l) =>
    ballot(h, l, 'ballot/not-on-roll', (b) => {
      const { credential } = parts(b);
      // The base point: somebody who knows its logarithm, which is 1.
      const stranger = fromHex('e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76');
      return spliced(b, credential, 32, stranger as Uint8Array);
    }),
  'a ballot that names a ballot before it that there is not': (h, l) =>
    ballot(h, l, 'ballot/previous-differs', (b) => {
      const { mark } = parts(b);
      return b[mark] === 1
        ? flipped(b, mark + 1)
        : spliced(b, mark, 1, Uint8Array.of(1, ...new Uint8Array(32).fill(7)));
    }),
  'a ballot before the hours of the poll': (h, l) =>
    ballot(h, l, 'poll/not-open', (b) => b.with(3, (b[3] as number) - 1) as Uint8Array),

  'a closing that counts one ballot more': (h, l) =>
    act(h, l, 'poll-closed', 'poll/closing-differs', (a) => ({ ...a, cast: bump(a['cast']) })),
  'a mix with its first ballot twice': (h, l) =>
    blob(h, l, 'pool-mixed', 'ballots', 'mix/proof-fails', (b) => {
      const k = b[1] as number;
      const half = (b.length - 6) / 2;
      const list = (from: number): Uint8Array =>
        Uint8Array.of(
          ...b.subarray(from, from + 32 * k),
          ...b.subarray(from, from + 32 * k),
          ...b.subarray(from + 64 * k, from + half),
        );
      return Uint8Array.of(...b.subarray(0, 6), ...list(6), ...list(6 + half));
    }),
  'a mix cut short': (h, l) =>
    blob(h, l, 'pool-mixed', 'ballots', 'mix/unreadable', (b) => b.slice(0, -1)),
  'a mix with a wrong response in its proof': (h, l) =>
    blob(h, l, 'pool-mixed', 'proof', 'mix/proof-fails', (b) => flipped(b, -32)),
  'the last mix with a wrong response in its proof': (h, l) =>
    blob(h, l, 'pool-mixed', 'proof', 'mix/proof-fails', (b) => flipped(b, -32), -1),
  'a mix by another mixer': (h, l) =>
    h.plan.mixers < 2
      ? undefined
      : act(h, l, 'pool-mixed', 'act/refused', (a) => ({ ...a, step: 2 })),
  'a share with a wrong response': (h, l) =>
    blob(h, l, 'share-published', 'shares', 'share/proof-fails', (b) => flipped(b, -32)),
  'the share of another trustee': (h, l) =>
    blob(
      h,
      l,
      'share-published',
      'shares',
      'share/proof-fails',
      (b) => b.with(1, (b[1] as number) === 1 ? 2 : 1) as Uint8Array,
    ),
  'a paper that its ballot does not say': (h, l) =>
    blob(h, l, 'pool-opened', 'papers', 'papers/differ', (b) => flipped(b, 1)),
  'one valid paper too many': (h, l) =>
    act(h, l, 'pool-opened', 'papers/figures-differ', (a) => ({ ...a, valid: bump(a['valid']) })),
  'a share of the coin with a wrong proof': (h, l) =>
    act(h, l, 'coin-shared', 'coin/proof-fails', (a) => ({
      ...a,
      proof: toHex(flipped(fromHex(a['proof'] as string) as Uint8Array, -32)),
    })),
  'a transcript with another figure': (h, l) =>
    blob(h, l, 'poll-counted', 'transcript', 'count/transcript-differs', (b) =>
      utf8(
        (fromUtf8(b) as string).replace(
          /"exhausted":\d+|"lead":-?\d+|"valid":\d+|"papers":\d+/,
          (m) => m.replace(/\d+/, (n) => String(Number(n) + 1)),
        ),
      ),
    ),
  'nobody elected': (h, l) =>
    act(h, l, 'poll-counted', 'count/result-differs', (a) => ({ ...a, elected: [] }), -1),
  'one elector too many in the declaration': (h, l) =>
    act(h, l, 'result-declared', 'result/figure-differs', (a) => {
      const outcome = a['outcome'] as Members;
      return { ...a, outcome: { ...outcome, electorate: bump(outcome['electorate']) } };
    }),
  'a declaration in other words': (h, l) =>
    act(h, l, 'result-declared', 'result/text-differs', (a) => ({
      ...a,
      text: `${a['text']} Hear, hear.`,
    })),
};
