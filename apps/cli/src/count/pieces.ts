/**
 * A file in pieces as they come from the disk, unpacked where it is packed: gzip (`.gz`), or a zip with
 * one file in it (PKWARE APPNOTE 6.3, sections 4.3.7 and 4.3.16). Nothing is ever whole in memory.
 */
import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip, createInflateRaw } from 'node:zlib';

const PIECE = 1 << 20;

export interface Pieces {
  /** The name of the file, without what packs it, or of the file in the zip. */
  readonly name: string;
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** Thrown where a packed file cannot be unpacked. */
export class NotUnpacked extends Error {}

/** `onRead` is told how many bytes of the file have been read so far. */
export async function piecesOf(
  file: FileHandle,
  name: string,
  onRead: (bytes: number) => void,
): Promise<Pieces> {
  const head = new Uint8Array(30);
  const { bytesRead } = await file.read(head, 0, 30, 0);
  const view = new DataView(head.buffer);
  if (bytesRead >= 18 && view.getUint16(0) === 0x1f8b)
    return {
      name: name.replace(/\.gz$/i, ''),
      pieces: unpacked(read(file, 0, onRead), createGunzip({ chunkSize: PIECE }), name),
    };
  if (bytesRead === 30 && view.getUint32(0) === 0x504b0304) return zipped(file, view, name, onRead);
  return { name, pieces: read(file, 0, onRead) };
}

const STORED = 0;
const DEFLATED = 8;

async function zipped(
  file: FileHandle,
  head: DataView,
  name: string,
  onRead: (bytes: number) => void,
): Promise<Pieces> {
  const { size } = await file.stat();
  const end = new Uint8Array(22);
  await file.read(end, 0, 22, Math.max(0, size - 22));
  const last = new DataView(end.buffer);
  const members = last.getUint32(0) === 0x504b0506 ? last.getUint16(10, true) : 0;
  if (members !== 1)
    throw new NotUnpacked(
      members === 0
        ? `the zip ${name} does not end as a zip does`
        : /\.(xlsx|ods)$/i.test(name)
          ? `${name} is a spreadsheet; save the sheet as CSV`
          : `the zip ${name} has ${members} files in it; unpack the one that is meant`,
    );
  const [method, packed] = [head.getUint16(8, true), head.getUint32(18, true)];
  const nameLength = head.getUint16(26, true);
  const inner = new Uint8Array(nameLength);
  await file.read(inner, 0, nameLength, 30);
  const from = 30 + nameLength + head.getUint16(28, true);
  const member = new TextDecoder().decode(inner).replace(/^.*\//, '');
  if (method === STORED) return { name: member, pieces: read(file, from, onRead, packed) };
  if (method !== DEFLATED)
    throw new NotUnpacked(`the zip ${name} is packed in a way (${method}) that is not read here`);
  return {
    name: member,
    pieces: unpacked(read(file, from, onRead), createInflateRaw({ chunkSize: PIECE }), name),
  };
}

/** The bytes from a place on, at most so many; the piece is the reader's until the next one. */
async function* read(
  file: FileHandle,
  from: number,
  onRead: (bytes: number) => void,
  most: number = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<Uint8Array> {
  let at = from;
  for (;;) {
    const buffer = new Uint8Array(PIECE);
    const wanted = Math.min(PIECE, from + most - at);
    const { bytesRead } = await file.read(buffer, 0, wanted, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    onRead(at);
    yield buffer.subarray(0, bytesRead);
  }
}

async function* unpacked(
  packed: AsyncIterable<Uint8Array>,
  unpacker: ReturnType<typeof createGunzip> | ReturnType<typeof createInflateRaw>,
  name: string,
): AsyncGenerator<Uint8Array> {
  // What goes wrong is thrown where the unpacked bytes are read.
  pipeline(packed, unpacker, () => undefined);
  try {
    yield* unpacker as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw new NotUnpacked(
      `${name} cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
