/** Reads a ballot file from disk, a piece at a time, in the format that it has or is said to have. */
import { open } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { err, ok, type Result } from '@hustings/base';
import {
  type BallotBox,
  type BallotReader,
  ballotFormats,
  type FormatError,
  findFormat,
  guessFormat,
  type ReadOptions,
} from '@hustings/count';
import type { Io } from '../io.ts';
import { Progress } from '../progress.ts';
import { NotUnpacked, type Pieces, piecesOf } from './pieces.ts';

/** What is looked at to tell the format. */
const BEGINNING = 4096;

export interface OpenError {
  readonly message: string;
  readonly hints: readonly string[];
}

export async function openBox(
  io: Io,
  path: string,
  how: ReadOptions & { readonly from?: string },
): Promise<Result<BallotBox, OpenError>> {
  const full = resolve(io.cwd, path);
  const file = await open(full).catch((error: unknown) => Promise.reject(withPath(error, full)));
  const progress = new Progress(io);
  try {
    const { size } = await file.stat();
    const opened = await piecesOf(file, basename(path), (done) =>
      progress.show({ step: `reading ${basename(path)}`, done: mega(done), of: mega(size) }),
    );
    return await readBox(opened, how);
  } catch (error) {
    if (error instanceof NotUnpacked) return err({ message: error.message, hints: [] });
    throw withPath(error, full);
  } finally {
    progress.end();
    await file.close();
  }
}

async function readBox(
  { name, pieces }: Pieces,
  { from, ...options }: ReadOptions & { readonly from?: string },
): Promise<Result<BallotBox, OpenError>> {
  let reader: BallotReader | undefined;
  /** The name of the format, where the file was not said to have one. */
  let guessed: string | undefined;
  const start = (first: Uint8Array): Result<BallotReader, OpenError> => {
    const format = from === undefined ? guessFormat(name, beginningOf(first)) : findFormat(from);
    if (format.ok) {
      if (from === undefined) guessed = format.value.name;
      return ok(format.value.reader(options));
    }
    const known = unreadable(first);
    if (from === undefined && known !== undefined) return err(known);
    return err({
      message: format.error.message,
      hints: [
        from === undefined
          ? `say which format it has: --from ${ballotFormats.map((f) => f.name).join('|')}`
          : 'hustings count --list-formats says what each is',
      ],
    });
  };
  for await (const piece of pieces) {
    if (reader === undefined) {
      const started = start(piece);
      if (!started.ok) return started;
      reader = started.value;
    }
    const pushed = reader.push(piece);
    if (!pushed.ok) return err(refused(pushed.error, guessed));
  }
  const started = reader === undefined ? start(new Uint8Array()) : ok(reader);
  if (!started.ok) return started;
  const read = started.value.end();
  if (!read.ok) return err(refused(read.error, guessed));
  const called = name.replace(/\.[^.]*$/, '');
  return ok({
    id: called.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    name: read.value.title === '' ? called : read.value.title,
    file: read.value,
  });
}

/** Whole megabytes, so that the line of progress is short. */
function mega(bytes: number): number {
  return Math.ceil(bytes / 1_000_000);
}

/** The first characters; what is no UTF-8 is for the reader to refuse, with its place. */
function beginningOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, BEGINNING));
}

/** What people take for a ballot file and is none. */
function unreadable(first: Uint8Array): OpenError | undefined {
  if (first.length === 0) return { message: 'the file is empty', hints: [] };
  const [a, b] = first;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
    return {
      message: 'the file is text in UTF-16, and is read in UTF-8',
      hints: ['save it again as UTF-8, or convert it: iconv -f utf-16 -t utf-8'],
    };
  return undefined;
}

function refused(error: FormatError, guessed: string | undefined): OpenError {
  if (error.code === 'format/not-utf8')
    return {
      message: error.message,
      hints: ['save it again as UTF-8, or convert it: iconv -f latin1 -t utf-8'],
    };
  return {
    message: error.message,
    hints:
      guessed === undefined
        ? []
        : [`it was read as ${guessed}, by the look of it; --from says which format it has`],
  };
}

function withPath(error: unknown, path: string): unknown {
  if (error instanceof Error && !('path' in error)) Object.assign(error, { path });
  return error;
}
