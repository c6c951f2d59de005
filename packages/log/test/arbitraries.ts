import fc from 'fast-check';

/** Any JavaScript string, lone surrogates and control characters included. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
    .map((units) => String.fromCharCode(...units)),
  // Pieces of the real formats in any order come much nearer to them than uniform text.
  fc
    .array(
      fc.constantFrom(
        '\n',
        '\n\n',
        ' ',
        '+',
        '— ',
        'example.com/log',
        '0',
        '1',
        '12',
        'AAAA',
        '=',
        'index ',
        'extra ',
        'c2sp.org/tlog-proof@v1',
        'PRIVATE+KEY+',
        'tile/',
        'entries/',
        '000',
        'x001/',
        '.p/',
        '255',
        'Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=',
        'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=',
      ),
      { maxLength: 14 },
    )
    .map((parts) => parts.join('')),
);

export const anyBytes: fc.Arbitrary<Uint8Array> = fc.uint8Array({ maxLength: 300 });
