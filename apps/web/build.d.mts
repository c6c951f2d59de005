import type { Assets } from './src/assets.ts';
import type { Language } from './src/languages.ts';

/** Builds into dist/ unless all is up to date; says whether it built. */
export declare function buildWeb(): Promise<boolean>;
/** Names of the built browser files of a language, English where none is named. */
export declare function builtAssets(language?: Language): Assets;
export declare const LANGUAGES: readonly Language[];
