/** vectors/proceedings: whole records that hold, and changes to them, each with the finding that it must give. */
import { describe, expect, test } from 'vitest';
import {
  edited,
  proceedingIds,
  recordOf,
  tamperedOf,
} from '../../../vectors/proceedings/bundle.ts';
import { memorySource, STEP_OF, verifyAgain } from '../src/index.ts';

const ids = proceedingIds();

test('there are a dozen records, and on one of them every tampering', () => {
  expect(ids.length).toBeGreaterThanOrEqual(12);
  const codes = new Set(ids.flatMap((id) => tamperedOf(id).cases.map((c) => c.code)));
  expect(codes.size).toBeGreaterThanOrEqual(40);
  for (const code of codes) expect(STEP_OF).toHaveProperty([code]);
});

describe.each(ids)('%s', (id) => {
  test('holds, and nothing is left unchecked', async () => {
    const { findings, checked } = await verifyAgain(memorySource(recordOf(id).files));
    expect(findings).toEqual([]);
    expect(checked).toMatchObject({ manifests: checked['polls'], counts: checked['polls'] });
  });

  test('every change gives its finding', async () => {
    const record = recordOf(id);
    for (const { what, code, place, edits } of tamperedOf(id).cases) {
      const { findings } = await verifyAgain(memorySource(edited(record, edits).files));
      const found = findings.flatMap((f) =>
        f.kind === 'wrong' ? [`${f.code} at ${f.place}`] : [],
      );
      expect(found, what).toContain(`${code} at ${place}`);
    }
  });
});
