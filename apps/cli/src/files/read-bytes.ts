import { readFile } from 'node:fs/promises';

/** A whole file. Its errors name the path even where the system's own do not (reading a folder). */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && !('path' in error)) Object.assign(error, { path });
    throw error;
  }
}
