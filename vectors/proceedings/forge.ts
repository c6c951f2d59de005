/** Takes a record apart, and seals what it likes again with everybody's keys: what a dishonest server could at worst do. */
import { canonicalJson, fromHex, fromUtf8, toHex, unwrap, utf8 } from '@hustings/base';
import {
  bundlePath,
  bundlesOf,
  encodeBundle,
  MerkleTree,
  parseBundle,
  parseCheckpoint,
  signCheckpoint,
  tilePath,
  tilesOf,
} from '@hustings/log';
import { MemoryRecord } from '@hustings/record';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Held } from './hold.ts';

export type Files = ReadonlyMap<string, Uint8Array>;

export interface Event {
  readonly seq: number;
  readonly at: string;
  readonly by: { readonly role: string; readonly id: string };
  readonly act: Readonly<Record<string, unknown>> & { readonly kind: string };
  readonly sig?: string;
}

/** Every leaf of a record, in order. */
export function leavesOf(files: Files): readonly Uint8Array[] {
  const note = fromUtf8(files.get('checkpoint') as Uint8Array) as string;
  const { size } = unwrap(parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1)));
  return bundlesOf(size).flatMap((id) =>
    unwrap(parseBundle(files.get(bundlePath(id)) as Uint8Array, id.width)),
  );
}

/** The event in a leaf; undefined for a ballot. */
export function eventIn(leaf: Uint8Array): Event | undefined {
  return leaf[0] === 0x7b ? (JSON.parse(fromUtf8(leaf) as string) as Event) : undefined;
}

/** The leaf of an event, signed by whoever acts; by another where `signer` says so. */
export function signed(
  held: Held,
  { seq, at, by, act }: Event,
  signer: string | undefined = signerOf(by.role, by.id),
): Uint8Array {
  const unsigned = { act, at, by: { id: by.id, role: by.role }, seq };
  const key = signer === undefined ? undefined : held.keys.get(signer);
  if (key === undefined) return utf8(canonicalJson(unsigned));
  const message = utf8(`hustings/entry/1\n${held.plan.id}\n${canonicalJson(unsigned)}`);
  return utf8(canonicalJson({ ...unsigned, sig: toHex(ed25519.sign(message, key)) }));
}

export function signerOf(role: string, id: string): string | undefined {
  if (role === 'officer' || role === 'system') return 'officer';
  return role === 'trustee' || role === 'mixer' ? id : undefined;
}

/** Tiles, bundles and checkpoint anew over these leaves, signed by the log; of the blobs those that an entry names. */
export function sealed(
  held: Held,
  leaves: readonly Uint8Array[],
  blobs: readonly Uint8Array[] = [],
): MemoryRecord {
  const tree = new MerkleTree();
  for (const leaf of leaves) tree.append(leaf);
  const record = new MemoryRecord();
  for (const { index, width } of bundlesOf(tree.size))
    record.files.set(
      bundlePath({ index, width }),
      encodeBundle(leaves.slice(index * 256, index * 256 + width)),
    );
  for (const id of tilesOf(tree.size)) record.files.set(tilePath(id), tree.tile(id));
  const origin = `hustings/${held.plan.id}`;
  const note = signCheckpoint({ origin, size: tree.size, root: tree.root() }, [held.logSigner]);
  record.files.set('checkpoint', utf8(note));
  const own = new Map(held.record.files);
  for (const blob of blobs) own.set(`blob/${toHex(sha256(blob))}`, blob);
  for (const leaf of leaves)
    for (const name of namesIn(leaf)) {
      const blob = own.get(`blob/${name}`);
      if (blob !== undefined) record.files.set(`blob/${name}`, blob);
    }
  return record;
}

/** The blobs that an entry names. */
export function namesIn(leaf: Uint8Array): readonly string[] {
  if (leaf[0] !== 0x7b) return [];
  return [...(fromUtf8(leaf) ?? '').matchAll(/"(?:sha256|hash)":"([0-9a-f]{64})"/g)].map(
    (m) => m[1] as string,
  );
}

/** The same signature with S + ℓ: a lenient verifier takes both. */
export function malleated(sig: string): string {
  const bytes = fromHex(sig) as Uint8Array;
  let s = 0n;
  for (let i = 63; i >= 32; i--) s = (s << 8n) | BigInt(bytes[i] as number);
  s += 2n ** 252n + 27742317777372353535851937790883648493n;
  const out = bytes.slice();
  for (let i = 32; i < 64; i++, s >>= 8n) out[i] = Number(s & 255n);
  return toHex(out);
}
