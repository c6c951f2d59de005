/** vectors/proceedings: whole records that hold, and changes to them, each with the finding that it must give. */
import { describe, expect, test } from 'vitest';
import {
  edited,
  proceedingIds,
  recordOf,
  tamperedOf,
} from '../../../vectors/proceedings/bundle.ts';
import { type MemoryRecord, verifyRecord } from '../src/index.ts';
import { group, random } from './society.ts';

const found = async (record: MemoryRecord): Promise<readonly (readonly [string, string])[]> =>
  (await verifyRecord(record, { group, random })).findings.map(
    ({ code, place }) => [code, place.replace(/^(entry \d+).*/, '$1')] as const,
  );

describe.each(proceedingIds())('%s', (id) => {
  test('holds', async () => {
    expect(await found(recordOf(id))).toEqual([]);
  });

  test('every change gives its finding', async () => {
    const record = recordOf(id);
    for (const { what, code, place, edits } of tamperedOf(id).cases) {
      const findings = await found(edited(record, edits));
      // What the referee refuses has a code for every rule: findings.md fixes the place.
      const isRefused = code === 'act/refused' && findings.some(([, at]) => at === place);
      if (!isRefused) expect(findings, what).toContainEqual([code, place]);
    }
  });
});
