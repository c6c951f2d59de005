/** A record's files, wherever they are. */
export interface Source {
  /** Every path, `/` between names. */
  readonly paths: readonly string[];
  /** Undefined where there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
}

export function memorySource(files: ReadonlyMap<string, Uint8Array>): Source {
  return {
    paths: [...files.keys()],
    read: async (path) => files.get(path),
  };
}
