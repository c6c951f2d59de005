import { unwrap } from '@hustings/base';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BallotFile, BallotFormat } from '../../../src/formats/ballot-file.ts';
import { bltFormat } from '../../../src/formats/blt/blt-format.ts';
import { abif } from '../../../src/formats/text/abif/abif.ts';
import { cef } from '../../../src/formats/text/cef/cef.ts';
import { preflib } from '../../../src/formats/text/preflib/preflib.ts';
import { holds } from '../../elections.ts';
import { anyFiles, plainFiles } from './files.ts';
import { contentOf, readAll, writeAll } from './read-all.ts';

const formats = [bltFormat, abif, cef, preflib];

/** What every format keeps: candidates, papers, seats and the title. */
function kept(file: BallotFile): unknown {
  // Whether a file is scored is not said where no paper has a score.
  const scores = file.scores?.length === 0 ? undefined : file.scores;
  return contentOf({ ...file, scores, format: '', notes: [], invalid: [] });
}

function through(format: BallotFormat, file: BallotFile): BallotFile {
  const text = writeAll(format, file);
  expect(typeof text, JSON.stringify(text)).toBe('string');
  return unwrap(readAll(format, String(text)));
}

describe('what is written', () => {
  test.each(formats)('by $name is read again as it was: plain orders, always', (format) => {
    holds(
      fc.property(plainFiles, (file) => {
        expect(kept(through(format, file))).toEqual(kept(file));
      }),
      60,
    );
  });

  test('by each format is the same in any other', () => {
    holds(
      fc.property(plainFiles, fc.shuffledSubarray(formats, { minLength: 2 }), (file, chain) => {
        const last = chain.reduce((now, format) => through(format, now), file);
        expect(kept(last)).toEqual(kept(file));
      }),
      60,
    );
  });

  test.each(formats)(
    'by $name is read again as it was, or it says why it cannot: any file',
    (format) => {
      let written = 0;
      holds(
        fc.property(anyFiles, (file) => {
          const text = writeAll(format, file);
          if (typeof text !== 'string') {
            expect(text.refused).toMatch(
              /^This file cannot be written as .*, and the format knows .*\.$/,
            );
            return;
          }
          written++;
          const again = unwrap(readAll(format, text));
          // A sign that is reserved in the Condorcet Election Format leaves the title a comment.
          const title = format === cef && file.title.includes('#') ? '' : file.title;
          expect(kept(again)).toEqual(kept({ ...file, title }));
        }),
        400,
      );
      expect(written).toBeGreaterThan(5);
    },
  );
});
