import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { carriedFailure, machineFault } from '../src/machine-fault.ts';
import { nearest } from '../src/nearest.ts';

describe('what was probably meant', () => {
  test.each([
    ['verfiy', 'verify'],
    ['Verify', 'verify'],
    ['cuont', 'count'],
    ['reply', 'replay'],
    ['xyzzy', undefined],
    ['', undefined],
  ])('%s: %s', (typed, meant) => {
    expect(nearest(typed, ['verify', 'count', 'replay', 'serve'])).toBe(meant);
  });
});

describe('what the machine refused', () => {
  const caught = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  test('is told in a sentence', async () => {
    expect(machineFault(await caught(readFile('/nowhere/at/all')))).toBe(
      'cannot read "/nowhere/at/all": there is no such file or folder',
    );
    expect(machineFault(await caught(writeFile(tmpdir(), 'x')))).toMatch(
      /^cannot .*: it is a folder$/,
    );
    const full = Object.assign(new Error(), { code: 'ENOSPC', syscall: 'write', path: '/data/x' });
    expect(machineFault(full)).toBe('cannot write "/data/x": the disk is full');
  });

  test('is told in the words of the store, where that refused', () => {
    const full = Object.assign(new Error('The disk is full.'), { code: 'store/disk-full' });
    expect(carriedFailure(full)).toEqual({ code: 'store/disk-full', message: 'The disk is full.' });
    expect(carriedFailure(Object.assign(new Error(), { code: 'ENOSPC' }))).toBeUndefined();
    expect(carriedFailure(new Error('no code'))).toBeUndefined();
  });

  test('is not confused with our own mistakes', () => {
    expect(machineFault(new TypeError('x is not a function'))).toBeUndefined();
    expect(machineFault(Object.assign(new Error(), { code: 'ERR_SOMETHING' }))).toBeUndefined();
    expect(machineFault('a string')).toBeUndefined();
  });
});
