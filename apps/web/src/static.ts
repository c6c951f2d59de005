/**
 * Where the built browser files are. Everything under `staticRoot` is served from `/`: the hashed
 * files under `/assets/` never change and may be cached for ever.
 */
export const staticRoot: URL = new URL('../dist/client/', import.meta.url);

/** Path prefix of the files whose names carry their hash. */
export const hashedPrefix: string = '/assets/';
