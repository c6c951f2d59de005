/** A file as bytes in ranges: what is mixed and proved need not fit in memory. */
import { type FileHandle, open } from 'node:fs/promises';
import type { ByteSource, ByteStore } from '@hustings/base';

/** Reads and, where it was made, appends. Belongs to whoever opened it, who closes it. */
export class FileBytes implements ByteStore {
  readonly #file: FileHandle;
  #size: number;
  /** Writes follow each other, whoever waits for them. */
  #written: Promise<unknown> = Promise.resolve();

  private constructor(file: FileHandle, size: number) {
    this.#file = file;
    this.#size = size;
  }

  /** An empty file, in the place of one that may be there. */
  static async create(path: string): Promise<FileBytes> {
    return new FileBytes(await open(path, 'w+'), 0);
  }

  /** Throws what the file system throws. */
  static async open(path: string): Promise<FileBytes> {
    const file = await open(path, 'r');
    return new FileBytes(file, (await file.stat()).size);
  }

  get size(): number {
    return this.#size;
  }

  async read(from: number, to: number): Promise<Uint8Array> {
    return readFully(this.#file, from, to);
  }

  async append(bytes: Uint8Array): Promise<void> {
    const at = this.#size;
    this.#size += bytes.length;
    const writing = this.#written.then(() => writeFully(this.#file, bytes, at));
    this.#written = writing.catch(() => undefined);
    await writing;
  }

  /** Everything appended is on the disk when this resolves. */
  async close(): Promise<void> {
    await this.#written;
    await this.#file.close();
  }
}

/** Opens for reading in ranges; the file is opened for each range, so that nobody has to close it. */
export async function fileSource(path: string): Promise<ByteSource> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    return {
      size,
      read: async (from, to) => {
        const again = await open(path, 'r');
        try {
          return await readFully(again, from, to);
        } finally {
          await again.close();
        }
      },
    };
  } finally {
    await file.close();
  }
}

async function readFully(file: FileHandle, from: number, to: number): Promise<Uint8Array> {
  const out = new Uint8Array(to - from);
  for (let done = 0; done < out.length; ) {
    const { bytesRead } = await file.read(out, done, out.length - done, from + done);
    if (bytesRead === 0) throw new RangeError('the file ends before what was asked for');
    done += bytesRead;
  }
  return out;
}

async function writeFully(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}
