import { unwrap } from '@hustings/base';
import { describe, expect, test } from 'vitest';
import type { BallotFormat } from '../../src/formats/ballot-file.ts';
import { ballotFormats, findFormat, guessFormat } from '../../src/formats/formats.ts';
import { fixture } from './text/fixture.ts';

const guess = (name: string, beginning: string) => {
  const result = guessFormat(name, beginning);
  return result.ok ? result.value.name : result.error;
};

describe('formats of ballot files', () => {
  test('each has a name of its own and says where it is defined', () => {
    const names = ballotFormats.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, title, source } of ballotFormats) {
      expect(name).toMatch(/^[a-z0-9-]+$/);
      expect(title).not.toBe('');
      expect(source).not.toBe('');
    }
  });

  test('are found by name', () => {
    expect(unwrap(findFormat('abif')).title).toMatch(/ABIF/);
    const unknown = findFormat('xls');
    expect(unknown.ok ? undefined : unknown.error).toMatchObject({
      code: 'format/unknown',
      message: expect.stringContaining('called "xls"; there are blt, abif'),
    });
  });

  test.each([
    ['tennessee.abif', 'abif'],
    ['tennessee.cvotes', 'cef'],
    ['tennessee.soc', 'preflib'],
    ['tennessee-old.toi', 'preflib'],
    ['tennessee.cat', 'preflib'],
    ['tally.txt', 'debian'],
    ['tennessee-piles.txt', 'margin-irv'],
    ['tennessee-contest.json', 'raire'],
  ])('are known by what stands in the file: %s', (name, format) => {
    expect(guess(name, fixture(name))).toBe(format);
    expect(guess('ballots', fixture(name))).toBe(format);
  });

  test.each([
    ['ABIF 1.0\n27: A > B', 'abif'],
    ['# hello\n27:A>B\n', 'abif'],
    ['=A:[Ann]', 'abif'],
    ['x.abif', '27:\n', 'abif'],
    ['x.cvotes', 'A > B * 3', 'cef'],
    ['x.cvotes', 't || A', 'cef'],
    ['x.soi', '3\n1,A\n2,B', 'preflib'],
    ['x.blt', '3 1\n1 2 0\n0\n"A"', 'blt'],
    ['{"num_candidates": 3,', 'raire'],
    ['x.txt', 'Option 1: A\nOption 2: B\n', 'debian'],
  ])('and where that is not enough by the ending: %j', (...parts) => {
    const format = parts.at(-1) ?? '';
    expect(guess(parts.length === 3 ? (parts[0] as string) : 'x', parts.at(-2) as string)).toBe(
      format,
    );
  });

  test('a file that could be several, or none, is for the person to say', () => {
    const like = (name: string, looks: 'surely' | 'maybe' | 'no'): BallotFormat => ({
      name,
      title: name,
      source: '',
      endings: [name],
      looksLike: () => looks,
      reader: () => unwrap(findFormat('abif')).reader({}),
    });
    const two = guessFormat('x', '', [like('a', 'maybe'), like('b', 'maybe'), like('c', 'no')]);
    expect(two.ok ? undefined : two.error).toEqual({
      code: 'format/not-recognised',
      message: 'The file could be in any of these formats: a, b; say which.',
      formats: ['a', 'b'],
    });
    const named = guessFormat('x.B', '', [like('a', 'maybe'), like('b', 'maybe')]);
    expect(unwrap(named).name).toBe('b');
    expect(unwrap(guessFormat('x.a', '', [like('a', 'surely'), like('b', 'surely')])).name).toBe(
      'a',
    );
    expect(unwrap(guessFormat('x.b', '', [like('a', 'surely'), like('b', 'maybe')])).name).toBe(
      'a',
    );
    expect(guess('x', '')).toMatchObject({ code: 'format/not-recognised' });
    const sure = guessFormat('x.c', '', [
      like('a', 'surely'),
      like('b', 'surely'),
      like('c', 'maybe'),
    ]);
    expect(sure.ok ? undefined : sure.error.formats).toEqual(['a', 'b']);
    const none = guessFormat('x', '', [like('a', 'no')]);
    expect(none.ok ? undefined : none.error.message).toBe(
      'The file is in no format of ballot files that is known here.',
    );
  });
});
