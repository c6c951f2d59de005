import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonReport } from '../../../src/formats/cvr/json-report.ts';
import type { ReportValue } from '../../../src/formats/cvr/report-node.ts';
import { XmlReport } from '../../../src/formats/cvr/xml-report.ts';
import { holds } from '../../elections.ts';
import { cut } from '../pieces.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

interface Part {
  readonly name: string;
  readonly value: ReportValue;
  readonly at: string;
}

/** The parts of a report, or the sentence why it is none. */
function partsOf(
  Report: typeof JsonReport | typeof XmlReport,
  text: string | Uint8Array,
  cuts: readonly number[] = [],
): readonly Part[] | string {
  const parts: Part[] = [];
  const report = new Report({
    part: (name, value, { line, column }) => {
      parts.push({ name, value, at: `${line}:${column}` });
      return value === 'stop'
        ? { code: 'format/syntax', found: 'stop', expected: 'something else' }
        : undefined;
    },
  });
  for (const piece of cut(typeof text === 'string' ? bytes(text) : text, cuts)) {
    const pushed = report.push(piece);
    if (!pushed.ok) {
      // The same error again, whatever comes.
      expect(report.push(bytes('}'))).toEqual(pushed);
      expect(report.end()).toEqual(pushed);
      return pushed.error.message;
    }
  }
  const ended = report.end();
  return ended.ok ? parts : ended.error.message;
}

describe('a report in JSON', () => {
  test('members of the lists CVR, Election and Party are given one by one, with their places', () => {
    const text =
      '\ufeff{"x":[{"CVR":[1]}],\n"CVR":[{"a":[1,"é\\u00e9"]},\n {"b":{"c":null}}],"Version":"1.0.0"}\n';
    expect(partsOf(JsonReport, text)).toEqual([
      { name: 'CVR', value: { a: [1, 'éé'] }, at: '2:8' },
      { name: 'CVR', value: { b: { c: null } }, at: '3:2' },
      { name: 'Version', value: '1.0.0', at: '3:30' },
    ]);
  });

  test('a name may be __proto__', () => {
    const [part] = partsOf(JsonReport, '{"CVR":[{"__proto__":{"a":1}}]}') as readonly Part[];
    expect(Object.keys(part?.value as object)).toEqual(['__proto__']);
    expect(({} as { a?: number }).a).toBeUndefined();
  });

  test.each([
    [
      '',
      'Line 1, column 1: found the end of the file, expected a report of cast-vote records, in JSON.',
    ],
    [
      '[]',
      'Line 1, column 1: found "[", expected a report of cast-vote records: an object of JSON.',
    ],
    ['{"CVR":{}}', 'Line 1, column 8: found "{", expected the list of all CVR.'],
    ['{"CVR":[1,"stop",2]}', 'Line 1, column 11: found "stop", expected something else.'],
    ['{"CVR":[],"CVR":[]}', 'Line 1, column 11: found "CVR", expected "CVR" once in an object.'],
    ['{"CVR":[{"a":1,"a":2}]}', 'Line 1, column 16: found "a", expected "a" once in an object.'],
    ['{"CVR":[{"a":1,}]}', 'Line 1, column 16: found "}", expected a name in quotes.'],
    ['{"CVR":[{1:1}]}', 'Line 1, column 10: found "1", expected a name in quotes or "}".'],
    ['{"CVR" [', 'Line 1, column 8: found "[", expected a colon after the name "CVR".'],
    ['{"CVR":[1 2]}', 'Line 1, column 11: found "2", expected a comma or "]".'],
    ['{"CVR":[,]}', 'Line 1, column 9: found ",", expected a value or "]".'],
    ['{"CVR":[1,]}', 'Line 1, column 11: found "]", expected a value.'],
    ['{"CVR":[1}', 'Line 1, column 10: found "}", expected a comma or "]".'],
    ['{"a":1} {', 'Line 1, column 9: found "{", expected the end of the file.'],
    ['{"a":1} x', 'Line 1, column 9: found "x", expected the end of the file.'],
    [
      '{"a":\n tru1}',
      'Line 2, column 5: found "1", expected JSON: a value, or the rest of a word that has begun.',
    ],
    [
      "{'a':1}",
      `Line 1, column 2: found "'", expected JSON: a name in quotes or "}", or the rest of a word that has begun.`,
    ],
    [
      '{"a":"\\x"}',
      'Line 1, column 8: found "x", expected JSON: a value, or the rest of a word that has begun.',
    ],
    ['{"a":1', 'Line 1, column 7: found the end of the file, expected a comma or "}".'],
    ['{"a":"b', 'Line 1, column 8: found the end of the file, expected a value.'],
    [
      'x',
      'Line 1, column 1: found "x", expected JSON: an object, or the rest of a word that has begun.',
    ],
    [
      '7',
      'Line 1, column 1: found "7", expected a report of cast-vote records: an object of JSON.',
    ],
    ['{"😀é":1 1', 'Line 1, column 10: found "1", expected a comma or "}".'],
    ['{"a":1}\n1', 'Line 2, column 1: found "1", expected the end of the file.'],
  ])('%j is refused', (text, message) => {
    expect(partsOf(JsonReport, text)).toBe(message);
  });

  test('too many levels are refused', () => {
    expect(partsOf(JsonReport, `{"a":${'['.repeat(64)}`)).toBe(
      'Line 1, column 69: found "[", expected at most 64 levels of objects and lists.',
    );
  });

  test('bytes that are not UTF-8 are refused, with the place', () => {
    const text = new Uint8Array([...bytes('{"é":"'), 0xc3, 0x28, ...bytes('"}')]);
    for (const cuts of [[], [1, 2, 3, 4, 5, 6, 7, 8, 9]])
      expect(partsOf(JsonReport, text, cuts)).toBe(
        'Line 1, column 7: found "bytes that are not UTF-8", expected text in UTF-8.',
      );
    expect(partsOf(JsonReport, new Uint8Array([0xef, 0xbb, 0x7b]))).toContain('Line 1, column 1');
    expect(partsOf(JsonReport, new Uint8Array([0xef, 0xbb]))).toContain('the end of the file');
  });

  test('a part that is too long is refused before it takes all memory', () => {
    const report = new JsonReport({ part: () => undefined });
    expect(report.push(bytes('{"CVR":[[1')).ok).toBe(true);
    const piece = bytes(',1'.repeat(1 << 16));
    let message: string | undefined;
    for (let i = 0; i < 66 && message === undefined; i++) {
      const pushed = report.push(piece);
      if (!pushed.ok) message = pushed.error.message;
    }
    expect(message).toContain('expected at most 4194304 words in one part of the report');
  });

  test('a word that does not end is refused before it takes all memory', () => {
    const report = new JsonReport({ part: () => undefined });
    const piece = bytes('x'.repeat(1 << 20));
    let message: string | undefined;
    expect(report.push(bytes('{"a":"')).ok).toBe(true);
    for (let i = 0; i < 20 && message === undefined; i++) {
      const pushed = report.push(piece);
      if (!pushed.ok) message = pushed.error.message;
    }
    expect(message).toContain('expected words of at most 16777216 bytes');
  });

  test('a word longer than is held has the place of a later piece', () => {
    const report = new JsonReport({ part: () => undefined });
    expect(report.push(bytes('{"a"\n"')).ok).toBe(true);
    for (let i = 0; i < 3; i++) report.push(bytes('x'.repeat(1 << 19)));
    const pushed = report.push(bytes('"'));
    expect(pushed.ok || pushed.error).toMatchObject({
      line: 2,
      expected: 'a colon after the name "a"',
    });
  });

  test('JSON.parse reads the same values, and refuses what is refused here', () => {
    const text = fc.oneof(
      fc.json({ maxDepth: 4 }).map((value) => `{"x":${value},"CVR":[${value}]}`),
      fc
        .array(
          fc.constantFrom(
            '{',
            '}',
            '[',
            ']',
            ',',
            ':',
            '"a"',
            '"b',
            '1',
            '-',
            '0.5e1',
            'null',
            'true',
            ' ',
            '\n',
            '\\',
          ),
          { maxLength: 12 },
        )
        .map((words) => `{"CVR":[${words.join('')}]}`),
    );
    holds(
      fc.property(text, fc.array(fc.nat(), { maxLength: 6 }), (report, cuts) => {
        const own = partsOf(JsonReport, report, cuts);
        // Wherever the bytes are cut, the same.
        expect(own).toEqual(partsOf(JsonReport, report));
        let parsed: { CVR: unknown[] } | undefined;
        try {
          parsed = JSON.parse(report) as { CVR: unknown[] };
        } catch {
          // Not JSON.
        }
        if (parsed === undefined) expect(typeof own).toBe('string');
        // A name twice in an object is allowed by JSON.parse, and refused here.
        else if (typeof own === 'string') expect(own).toMatch(/once in an object/);
        else expect(JSON.stringify(own.map((part) => part.value))).toBe(JSON.stringify(parsed.CVR));
      }),
      200,
    );
  });
});

describe('a report in XML', () => {
  const report = (inner: string): string =>
    `<?xml version="1.0"?>\n<c:CastVoteRecordReport xmlns:c="urn:c">${inner}</c:CastVoteRecordReport>`;

  test('elements below the root are given one by one, children as lists by their names', () => {
    const text = report(
      '<c:CVR>\n<c:Id ObjectId="x"/><c:A>1 &lt; <![CDATA[&2]]></c:A><c:A>é<!-- no --></c:A></c:CVR><c:GpUnit><c:CVR/></c:GpUnit><c:Version>1.0.0</c:Version>',
    );
    expect(partsOf(XmlReport, text)).toEqual([
      { name: 'CVR', value: { Id: [{ '@id': ['x'] }], A: ['1 < &2', 'é'] }, at: '2:48' },
      { name: 'Version', value: '1.0.0', at: expect.stringMatching(/^3:/) },
    ]);
  });

  test.each([
    ['', 'Line 1, column 1: found the end of the file, expected an element CastVoteRecordReport.'],
    ['<a/>', 'Line 1, column 5: found "a", expected an element CastVoteRecordReport.'],
    [
      '<CastVoteRecordReport><CVR>',
      'Line 1, column 28: found the end of the file, expected the end of the element CVR.',
    ],
    [
      '<CastVoteRecordReport><CVR></x>',
      'Line 1, column 32: found "unexpected close tag", expected XML that is well-formed.',
    ],
    [
      '<CastVoteRecordReport>&x;',
      'Line 1, column 26: found "undefined entity", expected XML that is well-formed.',
    ],
    [
      '<!DOCTYPE a [<!ENTITY x "y">]><a/>',
      'Line 1, column 31: found "a DOCTYPE", expected a report without definitions of its own.',
    ],
    [
      '<?xml version="1.0" encoding="latin1"?><a/>',
      'Line 1, column 40: found "encoding "latin1"", expected encoding "UTF-8".',
    ],
    [
      '<CastVoteRecordReport><CVR>stop</CVR></CastVoteRecordReport>',
      'Line 1, column 28: found "stop", expected something else.',
    ],
  ])('%j is refused', (text, message) => {
    expect(partsOf(XmlReport, text)).toBe(message);
  });

  test('bytes that are not UTF-8 are refused, with the place', () => {
    const text = new Uint8Array([...bytes('<CastVoteRecordReport>é'), 0xc3, 0x28, ...bytes('<a>')]);
    for (const cuts of [[], [22, 23, 24, 25]])
      expect(partsOf(XmlReport, text, cuts)).toBe(
        'Line 1, column 24: found "bytes that are not UTF-8", expected text in UTF-8.',
      );
    expect(partsOf(XmlReport, new Uint8Array([0xe2, 0x82]))).toContain('the end of the file');
  });

  test.each([
    ['<a/>', 'at most 2097152 elements in one part'],
    ['x'.repeat(64), 'at most 16777216 letters in one part'],
  ])('a part of too many %s is refused before it takes all memory', (unit, expected) => {
    const tooLong = new XmlReport({ part: () => undefined });
    expect(tooLong.push(bytes('<CastVoteRecordReport><CVR>')).ok).toBe(true);
    const piece = bytes(`${unit.repeat(1 << 14)}<b/>`);
    let message: string | undefined;
    for (let i = 0; i < 130 && message === undefined; i++) {
      const pushed = tooLong.push(piece);
      if (!pushed.ok) message = pushed.error.message;
    }
    expect(message).toContain(expected);
  });

  test('text that does not end is refused before it takes all memory', () => {
    const endless = new XmlReport({ part: () => undefined });
    expect(endless.push(bytes('<CastVoteRecordReport><!--')).ok).toBe(true);
    const piece = bytes('x'.repeat(1 << 20));
    let message: string | undefined;
    for (let i = 0; i < 20 && message === undefined; i++) {
      const pushed = endless.push(piece);
      if (!pushed.ok) message = pushed.error.message;
    }
    expect(message).toContain('at most 16777216 characters from one element to the next');
  });

  test('too many elements within each other are refused', () => {
    expect(partsOf(XmlReport, report('<a>'.repeat(64)))).toContain('at most 64 elements');
  });

  test('wherever the bytes are cut, the result is the same', () => {
    const word = fc.constantFrom(
      '<CVR>',
      '</CVR>',
      '<a>',
      '</a>',
      '<b/>',
      'x😀',
      '&amp;',
      '&',
      ' ',
      '\r\n',
      '<',
      '"',
    );
    holds(
      fc.property(
        fc.array(word, { maxLength: 12 }),
        fc.array(fc.nat(), { maxLength: 6 }),
        (words, cuts) => {
          const text = report(words.join(''));
          expect(partsOf(XmlReport, text, cuts)).toEqual(partsOf(XmlReport, text));
        },
      ),
      150,
    );
  });
});
