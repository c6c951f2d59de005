import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aecSenate } from '../../src/formats/csv/aec-senate.ts';
import { approvalCsv } from '../../src/formats/csv/approval-csv.ts';
import { clearBallot } from '../../src/formats/csv/clear-ballot.ts';
import { elekto } from '../../src/formats/csv/elekto.ts';
import { nswec } from '../../src/formats/csv/nswec.ts';
import { rankedCsv } from '../../src/formats/csv/ranked-csv.ts';
import { rctabCsv } from '../../src/formats/csv/rctab-csv.ts';
import { nistJson, nistXml } from '../../src/formats/cvr/nist-cvr.ts';
import { holds } from '../elections.ts';
import { cut, readIn } from './pieces.ts';
import { contentOf } from './text/read-all.ts';

const fixture = (path: string): Uint8Array =>
  readFileSync(new URL(`../fixtures/${path}`, import.meta.url));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The first lines of a file: mutations are to hit what is read, not the thousandth paper. */
function head(bytes: Uint8Array, lines: number): Uint8Array {
  let at = 0;
  for (let i = 0; i < lines && at < bytes.length; i++) at = bytes.indexOf(10, at) + 1;
  return bytes.subarray(0, at);
}

const samples = [
  [elekto, head(fixture('kubernetes-steering/steering-2021.csv'), 12)],
  [rankedCsv, utf8('count,rank1,rank2\n3,"Ann, A",Žofie\n2,,overvote\n1.5,Žofie,undervote\n')],
  [rctabCsv, head(fixture('rctab/generic_csv_test_cvr.csv'), 12)],
  [approvalCsv, utf8('Ann,Bob,Cat\n1,0,1\n0,0,0\n0,1,0\n')],
  [clearBallot, head(fixture('rctab/clear_ballot_with_inline_comma_cvr.csv'), 12)],
  [aecSenate, head(fixture('aec-senate/act-2019-sample.csv'), 6)],
  [nswec, head(fixture('nswec/kiama-2023-sample.txt'), 40)],
  [nistJson, fixture('rctab/test_set_6_duplicate_exhaust_cvr.json')],
  [nistXml, fixture('rctab/nist_xml_cdf_2.xml')],
] as const;

describe.each(samples.map(([format, bytes]) => [format.name, format, bytes] as const))(
  '%s',
  (_, format, sample) => {
    const options = format === nistXml ? { contest: '_1GO' } : {};

    test('its sample is read', () => {
      const result = readIn(format.reader(options), [sample]);
      expect(result.ok || result.error.message).toBe(true);
    });

    test('changed anywhere and cut anywhere, it gives one file or one error with its place', () => {
      const change = fc.record({
        at: fc.nat(),
        kind: fc.constantFrom('replace', 'insert', 'delete', 'cut-off'),
        bytes: fc.oneof(
          fc.uint8Array({ minLength: 1, maxLength: 3 }),
          fc
            .constantFrom(',', '"', '\n', '\r\n', '1', '{', ']', '<', '&', '\ufeff', '😀')
            .map(utf8),
        ),
      });
      holds(
        fc.property(
          fc.array(change, { maxLength: 3 }),
          fc.array(fc.nat(), { maxLength: 8 }),
          (changes, cuts) => {
            let bytes = sample;
            for (const { at, kind, bytes: put } of changes) {
              const from = at % (bytes.length + 1);
              const to = kind === 'insert' ? from : kind === 'cut-off' ? bytes.length : from + 1;
              bytes = Uint8Array.from([
                ...bytes.subarray(0, from),
                ...(kind === 'replace' || kind === 'insert' ? put : []),
                ...bytes.subarray(to),
              ]);
            }
            const whole = readIn(format.reader(options), [bytes]);
            const inPieces = readIn(format.reader(options), cut(bytes, cuts));
            if (whole.ok !== inPieces.ok) throw new Error('cut elsewhere, read otherwise');
            if (whole.ok && inPieces.ok)
              expect(contentOf(inPieces.value)).toEqual(contentOf(whole.value));
            else expect(inPieces).toEqual(whole);
            if (!whole.ok) {
              const { code, line, column, expected, message } = whole.error;
              expect(code).toMatch(/^format\/[a-z0-9-]+$/);
              expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
              expect(expected).not.toBe('');
              expect(message).toContain(`Line ${line}, column ${column}: found `);
            }
          },
        ),
        60,
      );
    });

    test('any bytes at all give an error, and no exception', () => {
      holds(
        fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
          expect(typeof readIn(format.reader(options), [bytes]).ok).toBe('boolean');
          expect(typeof format.looksLike(new TextDecoder().decode(bytes))).toBe('string');
        }),
        60,
      );
    });
  },
);
