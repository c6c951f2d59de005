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

/** `name/` where everything is in one folder and that is not a folder of the record itself. */
export function outerFolder(names: readonly string[]): string {
  if (names.includes('checkpoint')) return '';
  const [first] = names;
  const outer = first?.slice(0, first.indexOf('/') + 1) ?? '';
  return names.every((name) => name.startsWith(outer)) ? outer : '';
}
