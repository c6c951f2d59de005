import { defineConfig } from 'vitest/config';
import { BottomUp } from './test/sequence.ts';

/** One configuration for every package: sources are run as they are, nothing is built first. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['{packages,apps}/*/test/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 120_000,
    pool: 'forks',
    sequence: { sequencer: BottomUp },
  },
});
