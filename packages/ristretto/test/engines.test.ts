import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nobleGroup, wasmGroup } from '../src/index.ts';
import { hashOfEverything } from './every-operation.ts';

/** As all three backends gave it in Node 22, 24 and 26 (V8 12.4, 13.6, 14.6). */
const HASH = '09ba4cf6145635087448f5212296befe18e571d66e3c41d4aca36efb83dabd7a';

/** Paths of other Node programs, with colons between them. */
const engines = (process.env['HUSTINGS_ENGINES'] ?? '').split(':').filter((path) => path !== '');

describe('every operation gives the same bytes', () => {
  test.each([
    ['noble', async () => nobleGroup()],
    ['the first kernel', () => wasmGroup({ kernels: 'scalar' })],
    ['both kernels', () => wasmGroup()],
    ['both kernels, secrets too', () => wasmGroup({ secrets: 'fma' })],
  ])('by %s', async (_, start) => {
    expect(await hashOfEverything(await start())).toBe(HASH);
  });

  test.skipIf(engines.length === 0)(
    'in other engines (HUSTINGS_ENGINES names the node programs to try)',
    () => {
      for (const engine of engines) {
        const said = execFileSync(
          engine,
          ['--no-warnings', resolve(import.meta.dirname, 'print-operations.ts')],
          { encoding: 'utf8' },
        );
        expect(said.trim().split('\n'), engine).toEqual([
          `wasm ${HASH}`,
          expect.stringMatching(new RegExp(`^wasm(\\+fma)? ${HASH}$`)),
          expect.stringMatching(new RegExp(`^wasm(\\+fma, secrets too)? ${HASH}$`)),
        ]);
      }
    },
  );
});
