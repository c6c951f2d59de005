/**
 * A record in a zip that stays where it is (a file on the disk, one that was dropped on a page): only its
 * directory is read, and then what is asked for, in ranges where it was stored as it is, as our own zips are.
 * PKWARE APPNOTE 6.3: stored and deflated files; no zip64, no encryption. Total: any bytes give an answer.
 */
import {
  type ByteSource,
  err,
  type Failure,
  fromUtf8,
  ok,
  partOf,
  type Result,
  sourceOf,
} from '@hustings/base';
import { inflateSync } from 'fflate';
import { CHECKPOINT_PATH, type RecordSource } from './source.ts';

const END = 0x06054b50;
const END_BYTES = 22;
const CENTRAL = 0x02014b50;
const CENTRAL_BYTES = 46;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
/** A comment at the very end has at most so many bytes. */
const COMMENT = 65_535;
const STORED = 0;
const DEFLATED = 8;
/** Sealed papers do not shrink: what grows more than this when it is inflated is made to fill the memory. */
const SMALL = 2 ** 26;
const MOST_GROWTH = 64;
/** What the directory of half a million files would take. */
const MOST_DIRECTORY = 2 ** 26;

interface Member {
  readonly method: number;
  /** Bytes in the zip, and as a file. */
  readonly packed: number;
  readonly size: number;
  /** Where its own header stands. */
  readonly at: number;
}

const UNREADABLE: Failure = {
  code: 'record/zip-unreadable',
  message: 'The file is not a readable zip: it may be cut short or damaged. Download it again.',
};
const TOO_LARGE: Failure = {
  code: 'record/zip-unreadable',
  message: 'The zip is of the kind for more than four gigabytes: unpack it, and verify the folder.',
};
const AMBIGUOUS: Failure = {
  code: 'record/zip-ambiguous',
  message: 'The zip holds two files of one name: it is not clear which belongs to the record.',
};

/** A record that was zipped together with its folder is found one level down. */
export async function zipSource(zip: ByteSource): Promise<Result<RecordSource, Failure>> {
  const members = await membersOf(zip);
  if (!members.ok) return members;
  const names = members.value.map(([name]) => name);
  const marker = names.find((n) => n === CHECKPOINT_PATH || n.endsWith(`/${CHECKPOINT_PATH}`));
  const prefix = marker?.slice(0, -CHECKPOINT_PATH.length) ?? '';
  const files = new Map(
    members.value.map(([name, member]): [string, Member] => [
      name.startsWith(prefix) ? name.slice(prefix.length) : name,
      member,
    ]),
  );
  if (files.size !== names.length) return err(AMBIGUOUS);
  const open = async (path: string): Promise<ByteSource | undefined> => {
    const member = files.get(path);
    return member && contentOf(zip, member);
  };
  return ok({
    list: async () => [...files.keys()],
    open,
    read: async (path) => {
      const file = await open(path);
      return file?.read(0, file.size);
    },
  });
}

/** The files of the directory; folders are left out. */
async function membersOf(
  zip: ByteSource,
): Promise<Result<readonly (readonly [name: string, member: Member])[], Failure>> {
  const tail = await zip.read(Math.max(0, zip.size - END_BYTES - COMMENT), zip.size);
  const end = endIn(tail);
  if (end === undefined) return err(UNREADABLE);
  const { count, size, at } = end;
  if (count === 0xffff || size === 0xffffffff || at === 0xffffffff) return err(TOO_LARGE);
  if (at + size > zip.size || size > MOST_DIRECTORY) return err(UNREADABLE);
  const bytes = await zip.read(at, at + size);
  const view = viewOf(bytes);
  const out: (readonly [string, Member])[] = [];
  let place = 0;
  let inflated = 0;
  for (let i = 0; i < count; i++) {
    if (place + CENTRAL_BYTES > size || view.getUint32(place, true) !== CENTRAL)
      return err(UNREADABLE);
    const [nameSize, extra, comment] = [28, 30, 32].map((o) => view.getUint16(place + o, true)) as [
      number,
      number,
      number,
    ];
    const next = place + CENTRAL_BYTES + nameSize + extra + comment;
    const name = fromUtf8(bytes.subarray(place + CENTRAL_BYTES, place + CENTRAL_BYTES + nameSize));
    const member = {
      method: view.getUint16(place + 10, true),
      packed: view.getUint32(place + 20, true),
      size: view.getUint32(place + 24, true),
      at: view.getUint32(place + 42, true),
    };
    const isEncrypted = (view.getUint16(place + 8, true) & 1) === 1;
    if (next > size || name === undefined || isEncrypted || !isPossible(member, zip.size))
      return err(UNREADABLE);
    if (member.method === DEFLATED) inflated += member.size;
    if (inflated > SMALL + MOST_GROWTH * zip.size) return err(UNREADABLE);
    if (!name.endsWith('/')) out.push([name, member]);
    place = next;
  }
  return ok(out);
}

/** The last record that ends a directory, from the end of a zip. */
function endIn(
  tail: Uint8Array,
): { readonly count: number; readonly size: number; readonly at: number } | undefined {
  const view = viewOf(tail);
  for (let i = tail.length - END_BYTES; i >= 0; i--)
    if (view.getUint32(i, true) === END)
      return {
        count: view.getUint16(i + 10, true),
        size: view.getUint32(i + 12, true),
        at: view.getUint32(i + 16, true),
      };
  return undefined;
}

function isPossible({ method, packed, size, at }: Member, whole: number): boolean {
  const isKnown = (method === STORED && packed === size) || method === DEFLATED;
  return isKnown && at + LOCAL_BYTES + packed <= whole;
}

/** A file's bytes; `undefined` where they are not what the directory says. */
async function contentOf(zip: ByteSource, member: Member): Promise<ByteSource | undefined> {
  const { method, packed, size, at } = member;
  const header = viewOf(await zip.read(at, at + LOCAL_BYTES));
  if (header.getUint32(0, true) !== LOCAL) return undefined;
  const from = at + LOCAL_BYTES + header.getUint16(26, true) + header.getUint16(28, true);
  if (from + packed > zip.size) return undefined;
  const stored = partOf(zip, from, from + packed);
  if (method === STORED) return stored;
  try {
    // Room for one byte more than there should be: what fills it too is longer than it says.
    const bytes = inflateSync(await stored.read(0, packed), { out: new Uint8Array(size + 1) });
    return bytes.length === size ? sourceOf(bytes) : undefined;
  } catch {
    return undefined;
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
