/** Changes to a record, drawn at random: those of an outsider, who has the files, and of insiders, who have every key. */
import { canonicalJson, fromUtf8, toHex, utf8 } from '@hustings/base';
import { encodeBundle } from '@hustings/log';
import { MemoryRecord } from '@hustings/record';
import { sha256 } from '@noble/hashes/sha2.js';
import { type Event, eventIn, leavesOf, malleated, sealed, signed, signerOf } from './forge.ts';
import type { Held } from './hold.ts';

export interface Mutant {
  /** What was done, so that it can be found again. */
  readonly what: string;
  readonly record: MemoryRecord;
}

/** A whole number from 0 to below. */
export type Draw = (below: number) => number;

/** From bytes; the bias of less than 2^-24 is no matter here. */
export function drawFrom(random: (length: number) => Uint8Array): Draw {
  return (below) => random(6).reduce((sum, byte) => sum * 256 + byte, 0) % below;
}

function one<T>(list: readonly T[], draw: Draw): T {
  return list[draw(list.length)] as T;
}

function flipped(bytes: Uint8Array, at: number, bit: number): Uint8Array {
  return bytes.with(at, (bytes[at] as number) ^ (1 << bit)) as Uint8Array;
}

const copyOf = (held: Held): MemoryRecord =>
  new MemoryRecord([...held.record.files].map(([p, b]): [string, Uint8Array] => [p, b.slice()]));

type Mutation = (held: Held, draw: Draw) => Mutant | undefined;

/** Somebody who has the files and no key. */
const outsider: readonly Mutation[] = [
  function flip(held, draw) {
    const record = copyOf(held);
    const [path, bytes] = one([...record.files], draw);
    const [at, bit] = [draw(bytes.length), draw(8)];
    record.files.set(path, flipped(bytes, at, bit));
    return { what: `bit ${bit} of byte ${at} of ${path}`, record };
  },
  function cut(held, draw) {
    const record = copyOf(held);
    const [path, bytes] = one([...record.files], draw);
    const length = draw(bytes.length);
    record.files.set(path, bytes.slice(0, length));
    return { what: `${path} cut to ${length}`, record };
  },
  function grow(held, draw) {
    const record = copyOf(held);
    const [path, bytes] = one([...record.files], draw);
    record.files.set(path, Uint8Array.of(...bytes, draw(256)));
    return { what: `${path} with a byte more`, record };
  },
  function remove(held, draw) {
    const record = copyOf(held);
    const path = one([...record.files.keys()], draw);
    record.files.delete(path);
    return { what: `${path} removed`, record };
  },
  function add(held, draw) {
    const record = copyOf(held);
    const path = one(
      [
        'notes.txt',
        `blob/${'0'.repeat(64)}`,
        'tile/0/001',
        'tile/2/000.p/1',
        'blob/',
        'Checkpoint',
      ],
      draw,
    );
    record.files.set(path, Uint8Array.of(1));
    return { what: `${path} added`, record };
  },
  function swapFiles(held, draw) {
    const record = copyOf(held);
    const [a, b] = [one([...record.files], draw), one([...record.files], draw)];
    if (a[0] === b[0]) return undefined;
    record.files.set(a[0], b[1]).set(b[0], a[1]);
    return { what: `${a[0]} and ${b[0]} swapped`, record };
  },
  function swapEntries(held, draw) {
    const leaves = leavesOf(held.record.files);
    const [a, b] = [draw(leaves.length), draw(leaves.length)];
    const record = copyOf(held);
    const path = [...record.files.keys()].find((p) => p.startsWith('tile/entries/')) as string;
    if (a === b || leaves.length > 255) return undefined;
    const other = leaves.with(a, leaves[b] as Uint8Array).with(b, leaves[a] as Uint8Array);
    record.files.set(path, encodeBundle(other));
    return { what: `entries ${a} and ${b} swapped in the bundle`, record };
  },
  function checkpoint(held, draw) {
    const record = copyOf(held);
    const note = fromUtf8(record.files.get('checkpoint') as Uint8Array) as string;
    const [text, signature] = note.split('\n\n') as [string, string];
    const [origin, size, root] = text.split('\n') as [string, string, string];
    const n = Number(size);
    const other = one(
      [
        `${origin}\n${n - 1}\n${root}\n\n${signature}`,
        `${origin}\n${n + 1}\n${root}\n\n${signature}`,
        `${origin}x\n${n}\n${root}\n\n${signature}`,
        `${origin}\n0${n}\n${root}\n\n${signature}`,
        `${text}\nmore\n\n${signature}`,
        `${text}\n\n`,
        `${text}\n\n${signature}${signature}`,
        `${text}\n\n${signature}\n`,
        `${text}\n\n${signature.replace('— ', '- ')}`,
        `${text}\n\n— somebody AAAAAAAA\n${signature}`,
        note.replaceAll('\n', '\r\n'),
        `\n${note}`,
      ],
      draw,
    );
    record.files.set('checkpoint', utf8(other));
    return { what: `checkpoint ${JSON.stringify(other)}`, record };
  },
];

interface Placed {
  readonly seq: number;
  readonly event: Event;
}

function eventsOf(leaves: readonly Uint8Array[]): readonly Placed[] {
  return leaves.flatMap((leaf, seq) => {
    const event = eventIn(leaf);
    return event === undefined ? [] : [{ seq, event }];
  });
}

type Pointer = readonly (string | number)[];

/** The way to every single value in a JSON value. */
function pointers(value: unknown, at: Pointer = []): readonly Pointer[] {
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([k, v]) => pointers(v, [...at, k]));
}

function changedAt(
  value: unknown,
  [key, ...rest]: Pointer,
  change: (value: unknown) => unknown,
): unknown {
  if (key === undefined) return change(value);
  if (Array.isArray(value))
    return value.with(Number(key), changedAt(value[Number(key)], rest, change));
  const members = value as Readonly<Record<string, unknown>>;
  return { ...members, [key]: changedAt(members[key], rest, change) };
}

function otherValue(value: unknown, draw: Draw): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number')
    return one([value + 1, value - 1, 0, value * 2 + 1, `${value}`], draw);
  const text = String(value);
  return one(
    [
      `${text}x`,
      text.slice(0, -1),
      text.toUpperCase(),
      text.replace(/\d/, (d) => String((Number(d) + 1) % 10)),
      text.replace(/[a-f]/, (c) => (c === 'a' ? 'b' : 'a')),
      '',
      0,
    ],
    draw,
  );
}

/** Anew numbered, so that places are right whatever was moved. */
function renumbered(held: Held, leaves: readonly Uint8Array[]): readonly Uint8Array[] {
  return leaves.map((leaf, seq) => {
    const event = eventIn(leaf);
    return event === undefined || event.seq === seq ? leaf : signed(held, { ...event, seq });
  });
}

const ballotsOf = (leaves: readonly Uint8Array[]): readonly number[] =>
  leaves.flatMap((leaf, seq) => (leaf[0] === 1 ? [seq] : []));

/** Somebody who has the log's key and everybody's, and seals the whole again. */
const insider: readonly Mutation[] = [
  function ballotBit(held, draw) {
    const leaves = leavesOf(held.record.files);
    const seq = one(ballotsOf(leaves), draw);
    const leaf = leaves[seq] as Uint8Array;
    const [at, bit] = [draw(leaf.length), draw(8)];
    return {
      what: `ballot ${seq}, bit ${bit} of byte ${at}`,
      record: sealed(held, leaves.with(seq, flipped(leaf, at, bit))),
    };
  },
  function ballotLength(held, draw) {
    const leaves = leavesOf(held.record.files);
    const seq = one(ballotsOf(leaves), draw);
    const leaf = leaves[seq] as Uint8Array;
    const other = draw(2) === 0 ? leaf.slice(0, draw(leaf.length)) : Uint8Array.of(...leaf, 0);
    return {
      what: `ballot ${seq} of ${other.length} bytes`,
      record: sealed(held, leaves.with(seq, other)),
    };
  },
  function blobBit(held, draw) {
    const leaves = leavesOf(held.record.files);
    const named = eventsOf(leaves).flatMap(({ seq, event }) =>
      [...canonicalJson(event.act).matchAll(/"(?:sha256|hash)":"([0-9a-f]{64})"/g)]
        .map((m) => ({ seq, event, name: m[1] as string }))
        .filter(({ name }) => held.record.files.has(`blob/${name}`)),
    );
    const { seq, event, name } = one(named, draw);
    const bytes = held.record.files.get(`blob/${name}`) as Uint8Array;
    const [at, bit] = [draw(bytes.length), draw(8)];
    const how = draw(4);
    const other =
      how === 0
        ? bytes.slice(0, at)
        : how === 1
          ? Uint8Array.of(...bytes, 0)
          : flipped(bytes, at, bit);
    const text = canonicalJson(event.act)
      .replaceAll(name, toHex(sha256(other)))
      .replaceAll(
        `{"sha256":"${toHex(sha256(other))}","size":${bytes.length}}`,
        `{"sha256":"${toHex(sha256(other))}","size":${other.length}}`,
      );
    return {
      what: `blob of ${event.act.kind} at ${seq}, byte ${at} bit ${bit} how ${how}`,
      record: sealed(held, leaves.with(seq, signed(held, { ...event, act: JSON.parse(text) })), [
        other,
      ]),
    };
  },
  function actValue(held, draw) {
    const leaves = leavesOf(held.record.files);
    const { seq, event } = one(eventsOf(leaves), draw);
    const pointer = one(pointers(event.act), draw);
    const act = changedAt(event.act, pointer, (v) => otherValue(v, draw)) as Event['act'];
    return {
      what: `${event.act.kind} at ${seq}, /${pointer.join('/')}: ${canonicalJson(act).slice(0, 200)}`,
      record: sealed(held, leaves.with(seq, signed(held, { ...event, act }))),
    };
  },
  function figure(held, draw) {
    const leaves = leavesOf(held.record.files);
    const kinds = [
      'poll-closed',
      'pool-opened',
      'poll-counted',
      'result-declared',
      'roll-frozen',
      'poll-prepared',
    ];
    const { seq, event } = one(
      eventsOf(leaves).filter(({ event: e }) => kinds.includes(e.act.kind)),
      draw,
    );
    const pointer = one(pointers(event.act), draw);
    const act = changedAt(event.act, pointer, (v) => otherValue(v, draw)) as Event['act'];
    return {
      what: `${event.act.kind} at ${seq}, /${pointer.join('/')}`,
      record: sealed(held, leaves.with(seq, signed(held, { ...event, act }))),
    };
  },
  function actMember(held, draw) {
    const leaves = leavesOf(held.record.files);
    const { seq, event } = one(eventsOf(leaves), draw);
    const member = one(Object.keys(event.act), draw);
    const { [member]: _, ...rest } = event.act as Readonly<Record<string, unknown>>;
    const act = one([rest, { ...event.act, more: 1 }, { ...event.act, [member]: null }], draw);
    return {
      what: `${event.act.kind} at ${seq}: ${canonicalJson(act).slice(0, 200)}`,
      record: sealed(held, leaves.with(seq, signed(held, { ...event, act: act as Event['act'] }))),
    };
  },
  function envelope(held, draw) {
    const leaves = leavesOf(held.record.files);
    const { seq, event } = one(eventsOf(leaves), draw);
    const shift = (by: number) => new Date(Date.parse(event.at) + by).toISOString();
    const other: Event = one(
      [
        { ...event, at: shift(-1) },
        { ...event, at: shift(1) },
        { ...event, at: shift(-86_400_000) },
        { ...event, at: shift(30 * 86_400_000) },
        { ...event, seq: event.seq + 1 },
        { ...event, by: { ...event.by, role: 'officer' } },
        { ...event, by: { ...event.by, role: 'candidate' } },
        { ...event, by: { ...event.by, role: 'trustee' } },
        { ...event, by: { ...event.by, id: 'somebody-else' } },
      ],
      draw,
    );
    return {
      what: `${event.act.kind} at ${seq}: ${other.at} ${other.seq} ${other.by.role} ${other.by.id}`,
      record: sealed(held, leaves.with(seq, signed(held, other))),
    };
  },
  function signature(held, draw) {
    const leaves = leavesOf(held.record.files);
    const { seq, event } = one(eventsOf(leaves), draw);
    const whole = fromUtf8(leaves[seq] as Uint8Array) as string;
    const { sig } = event;
    const leaf = one(
      [
        () => signed(held, event, one([...held.keys.keys()], draw)),
        () => utf8(canonicalJson({ ...event, sig: 'ab'.repeat(64) })),
        () => utf8(canonicalJson({ act: event.act, at: event.at, by: event.by, seq: event.seq })),
        () => utf8(whole.replace('{"act"', '{ "act"')),
        () => utf8(whole.replace(/"seq":(\d+)/, '"seq":$1.0')),
        () => utf8(sig === undefined ? `${whole}\n` : whole.replace(sig, malleated(sig))),
        () => utf8(sig === undefined ? `${whole} ` : whole.replace(sig, sig.toUpperCase())),
      ],
      draw,
    )();
    return {
      what: `signature or bytes of ${event.act.kind} at ${seq} (${signerOf(event.by.role, event.by.id)})`,
      record: sealed(held, leaves.with(seq, leaf)),
    };
  },
  function removeEntry(held, draw) {
    const leaves = leavesOf(held.record.files);
    const seq = draw(leaves.length);
    const isNumbered = draw(2) === 0;
    const kept = leaves.toSpliced(seq, 1);
    return {
      what: `entry ${seq} left out${isNumbered ? ', the others numbered anew' : ''}`,
      record: sealed(held, isNumbered ? renumbered(held, kept) : kept),
    };
  },
  function repeatEntry(held, draw) {
    const leaves = leavesOf(held.record.files);
    const [from, to] = [draw(leaves.length), draw(leaves.length + 1)];
    const more = leaves.toSpliced(to, 0, leaves[from] as Uint8Array);
    return {
      what: `entry ${from} also at ${to}`,
      record: sealed(held, renumbered(held, more)),
    };
  },
  function moveEntry(held, draw) {
    const leaves = leavesOf(held.record.files);
    const [from, to] = [draw(leaves.length), draw(leaves.length)];
    if (from === to) return undefined;
    const others = leaves.toSpliced(from, 1);
    return {
      what: `entry ${from} moved to ${to}`,
      record: sealed(held, renumbered(held, others.toSpliced(to, 0, leaves[from] as Uint8Array))),
    };
  },
  function shorten(held, draw) {
    const leaves = leavesOf(held.record.files);
    const size = 1 + draw(leaves.length - 1);
    return { what: `the first ${size} entries`, record: sealed(held, leaves.slice(0, size)) };
  },
  function swapBlobs(held, draw) {
    const leaves = leavesOf(held.record.files);
    const events = eventsOf(leaves);
    const a = one(events, draw);
    const names = [
      ...canonicalJson(a.event.act).matchAll(/\{"sha256":"[0-9a-f]{64}","size":\d+\}/g),
    ];
    const all = events.flatMap(({ event }) => [
      ...canonicalJson(event.act).matchAll(/\{"sha256":"[0-9a-f]{64}","size":\d+\}/g),
    ]);
    if (names.length === 0) return undefined;
    const [from] = one(names, draw);
    const [to] = one(all, draw);
    if (from === to) return undefined;
    const act = JSON.parse(canonicalJson(a.event.act).replace(from, to));
    return {
      what: `${a.event.act.kind} at ${a.seq} names ${to} for ${from}`,
      record: sealed(held, leaves.with(a.seq, signed(held, { ...a.event, act }))),
    };
  },
  function ballotMoved(held, draw) {
    const leaves = leavesOf(held.record.files);
    const seqs = ballotsOf(leaves);
    const [a, b] = [one(seqs, draw), one(seqs, draw)];
    const [x, y] = [leaves[a] as Uint8Array, leaves[b] as Uint8Array];
    const mixed = Uint8Array.of(...x.subarray(0, x.length - 32), ...y.subarray(y.length - 32));
    const other = one([y, mixed], draw);
    return a === b
      ? undefined
      : { what: `ballot ${a} made of ${b}`, record: sealed(held, leaves.with(a, other)) };
  },
];

/** Every kind of mutation, by name. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = Object.fromEntries(
  [...outsider, ...insider].map((mutation) => [mutation.name, mutation]),
);

/** One change of a record, of a kind drawn at random. */
export function mutant(held: Held, draw: Draw): Mutant {
  const kinds = Object.entries(MUTATIONS);
  for (;;) {
    const [name, mutation] = one(kinds, draw);
    const made = mutation(held, draw);
    if (made !== undefined) return { ...made, what: `${held.plan.id} ${name}: ${made.what}` };
  }
}
