import { newCode } from '@hustings/ballot';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCode } from '../src/booth/code-problem.ts';

const bytes = fc.uint8Array({ minLength: 12, maxLength: 12 });
const codes = bytes.map((random) => newCode(() => random));

describe('reading a voting code', () => {
  test('takes what people type: any case, any gaps, O and 0, I, L and 1', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const typed = ` ${code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('-', ' – ')} `;
        expect(readCode(typed)).toEqual({ code });
        expect(readCode(code.replaceAll('-', ''))).toEqual({ code });
      }),
    );
  });

  test('names the group with a symbol that no code has', () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: 0, max: 19 }), fc.boolean(), (code, at, grouped) => {
        const symbols = [...code.replaceAll('-', '')];
        symbols[at] = 'U';
        const groups = [0, 4, 8, 12, 16].map((i) => symbols.slice(i, i + 4).join(''));
        const typed = groups.join(grouped ? '-' : '');
        const nth = Math.floor(at / 4) + 1;
        expect(readCode(typed)).toEqual({ problem: { kind: 'symbol', symbol: 'U', nth } });
      }),
    );
  });

  test('names the group that is too short or too long', () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: 0, max: 4 }), (code, which) => {
        const groups = code.split('-').map((group, i) => (i === which ? group.slice(1) : group));
        const problem = { kind: 'group', nth: which + 1, group: groups[which] };
        expect(readCode(groups.join(' '))).toEqual({ problem });
      }),
    );
  });

  test('says how many symbols there are when the groups do not tell', () => {
    expect(readCode('7KQ2 M4XA')).toEqual({ problem: { kind: 'short', have: 8 } });
    expect(readCode('   ')).toEqual({ problem: { kind: 'empty' } });
  });

  test('finds one wrong symbol', () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: 0, max: 19 }), (code, at) => {
        const symbols = [...code.replaceAll('-', '')];
        symbols[at] = symbols[at] === '7' ? '8' : '7';
        expect(readCode(symbols.join(''))).toEqual({ problem: { kind: 'mistyped' } });
      }),
    );
  });
});
