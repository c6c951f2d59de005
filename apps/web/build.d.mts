import type { Assets } from './src/assets.ts';

/** Builds into dist/ unless all is up to date; says whether it built. */
export declare function buildWeb(): Promise<boolean>;
/** Names of the built browser files. */
export declare function builtAssets(): Assets;
