/**
 * A record in a zip (PKWARE APPNOTE 6.3, the part that records use: stored and deflated files, no zip64,
 * no encryption). The central directory says what is there.
 */
import { err, fromUtf8, type Result } from '@hustings/base';
import { inflateSync } from 'fflate';
import { memorySource, outerFolder, type Source } from './source.ts';

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

interface Member {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

type Failed = { readonly code: 'second/no-zip'; readonly message: string };

function failed(message: string): Result<never, Failed> {
  return err({ code: 'second/no-zip', message });
}

/** The files of a zip, without the one folder that may hold them all. */
export function zipSource(bytes: Uint8Array): Result<Source, Failed> {
  const members = membersOf(bytes);
  if (typeof members === 'string') return failed(members);
  const files = new Map<string, Uint8Array>();
  const outer = outerFolder(members.map((m) => m.name));
  for (const member of members) {
    if (member.name.endsWith('/')) continue;
    const content = contentOf(bytes, member);
    if (typeof content === 'string') return failed(content);
    const path = member.name.slice(outer.length);
    if (files.has(path)) return failed(`The zip has two files named ${path}.`);
    files.set(path, content);
  }
  return { ok: true, value: memorySource(files) };
}

function membersOf(bytes: Uint8Array): readonly Member[] | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && end >= bytes.length - 22 - 65_535 && view.getUint32(end, true) !== END) end--;
  if (end < 0 || view.getUint32(end, true) !== END)
    return 'This is no zip: its directory is missing.';
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const out: Member[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL)
      return 'The directory of the zip is damaged.';
    const nameLength = view.getUint16(at + 28, true);
    const name = fromUtf8(bytes.subarray(at + 46, at + 46 + nameLength));
    if (name === undefined || name === '') return 'A name in the zip is not UTF-8.';
    out.push({
      name,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return out;
}

function contentOf(bytes: Uint8Array, member: Member): Uint8Array | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { name, at, packed, size, method } = member;
  const damaged = `The file ${name} in the zip is damaged.`;
  if (at + 30 > bytes.length || view.getUint32(at, true) !== LOCAL) return damaged;
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const raw = bytes.subarray(from, from + packed);
  if (raw.length !== packed) return damaged;
  let content: Uint8Array;
  if (method === 0) content = raw;
  else if (method === 8) {
    try {
      content = inflateSync(raw, { out: new Uint8Array(size) });
    } catch {
      return damaged;
    }
  } else return `The file ${name} in the zip is packed in a way that records do not use.`;
  return content.length === size && crc32(content) === member.crc ? content : damaged;
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = (CRC[(c ^ byte) & 255] as number) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}
