/**
 * Names of the built browser files. The server build replaces `__ASSETS__` by what Vite's manifest
 * says; sources run as they are (tests) know only the unhashed names, which nobody serves.
 */
export interface Assets {
  readonly style: string;
  readonly booth: string;
  readonly second: string;
  readonly verifier: string;
  readonly enhance: string;
}

declare const __ASSETS__: Assets | undefined;

const UNBUILT: Assets = {
  style: '/assets/style.css',
  booth: '/assets/booth.js',
  second: '/assets/second.js',
  verifier: '/assets/verifier.js',
  enhance: '/assets/enhance.js',
};

declare const __IMPORTS__: Readonly<Record<string, readonly string[]>> | undefined;

/** What each program imports: asked for with the page, not one round trip later. */
export const imports: Readonly<Record<string, readonly string[]>> =
  typeof __IMPORTS__ === 'undefined' ? {} : __IMPORTS__;

export const assets: Assets = typeof __ASSETS__ === 'undefined' ? UNBUILT : __ASSETS__;
