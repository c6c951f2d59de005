/** Reads a ballot file from disk, a piece at a time, in the format that it has or is said to have. */
import { open } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { err, ok, type Result } from '@hustings/base';
import {
  type BallotBox,
  ballotFormats,
  type FormatError,
  findFormat,
  guessFormat,
  type ReadOptions,
} from '@hustings/count';
import type { Io } from '../io.ts';
import { Progress } from '../progress.ts';

const PIECE = 1 << 20;
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
    const buffer = new Uint8Array(PIECE);
    let { bytesRead } = await file.read(buffer, 0, PIECE, null).catch((error: unknown) => {
      throw withPath(error, full);
    });
    const { from, ...options } = how;
    const format =
      from === undefined
        ? guessFormat(basename(path), beginningOf(buffer.subarray(0, bytesRead)))
        : findFormat(from);
    if (!format.ok)
      return err({
        message: format.error.message,
        hints: [
          from === undefined
            ? `say which format it has: --from ${ballotFormats.map((f) => f.name).join('|')}`
            : 'hustings count --list-formats says what each is',
        ],
      });
    const reader = format.value.reader(options);
    let done = 0;
    while (bytesRead > 0) {
      const pushed = reader.push(buffer.subarray(0, bytesRead));
      if (!pushed.ok) return err(refused(pushed.error));
      done += bytesRead;
      progress.show({ step: `reading ${basename(path)}`, done: mega(done), of: mega(size) });
      ({ bytesRead } = await file.read(buffer, 0, PIECE, null));
    }
    const read = reader.end();
    if (!read.ok) return err(refused(read.error));
    const name = basename(path).replace(/\.[^.]*$/, '');
    return ok({
      id: name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
      name: read.value.title === '' ? name : read.value.title,
      file: read.value,
    });
  } finally {
    progress.end();
    await file.close();
  }
}

/** Whole megabytes, so that the line of progress is short. */
function mega(bytes: number): number {
  return Math.ceil(bytes / 1_000_000);
}

/** The first characters; what is no UTF-8 is for the reader to refuse, with its place. */
function beginningOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, BEGINNING));
}

function refused(error: FormatError): OpenError {
  return {
    message: error.message,
    hints:
      error.code === 'format/not-utf8'
        ? ['save it again as UTF-8, or convert it: iconv -f latin1 -t utf-8']
        : [],
  };
}

function withPath(error: unknown, path: string): unknown {
  if (error instanceof Error && !('path' in error)) Object.assign(error, { path });
  return error;
}
