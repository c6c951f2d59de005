import { expect, test } from 'vitest';
import { assert, err, ok, unreachable, unwrap } from '../src/index.ts';

test('a result is plain data that survives JSON', () => {
  expect(JSON.parse(JSON.stringify(ok([1])))).toEqual({ ok: true, value: [1] });
  expect(JSON.parse(JSON.stringify(err({ code: 'a/b' })))).toEqual({
    ok: false,
    error: { code: 'a/b' },
  });
});

test('unwrap gives the value, and throws with the failure in the message', () => {
  expect(unwrap(ok(3))).toBe(3);
  expect(() => unwrap(err({ code: 'area/reason', message: 'It is so.' }))).toThrow('area/reason');
});

test('a broken invariant and an impossible case throw, and say which', () => {
  expect(() => assert(1 + 1 === 2, 'sums work')).not.toThrow();
  expect(() => assert(1 + 1 === 3, 'sums fail')).toThrow('sums fail');
  expect(() => unreachable('surprise' as never)).toThrow('surprise');
});
