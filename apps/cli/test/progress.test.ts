import { describe, expect, test } from 'vitest';
import { Progress } from '../src/progress.ts';
import { fakeIo } from './fake-io.ts';

function shown(about: { isTTY: boolean; tick: number }, steps: number): string {
  const io = fakeIo({ cwd: '/', ...about });
  const progress = new Progress(io);
  for (let done = 0; done <= steps; done++) progress.show({ step: 'mixing', done, of: steps });
  progress.end();
  expect(io.said.stdout).toBe('');
  return io.said.stderr;
}

describe('progress', () => {
  test('says nothing of what takes less than a second', () => {
    expect(shown({ isTTY: true, tick: 1 }, 500)).toBe('');
    expect(shown({ isTTY: false, tick: 1 }, 500)).toBe('');
  });

  test('is a line for every tenth where there is no terminal', () => {
    const lines = shown({ isTTY: false, tick: 100 }, 1000).trimEnd().split('\n');
    expect(lines.length).toBe(11);
    expect(lines[0]).toBe('hustings: mixing 0% (9 of 1,000)');
    expect(lines.at(-1)).toBe('hustings: mixing 100% (1,000 of 1,000)');
  });

  test('is one line on a terminal, with the rate and the time left, and ends it', () => {
    const text = shown({ isTTY: true, tick: 100 }, 1000);
    expect(text.match(/\n/g)?.length).toBe(1);
    expect(text.endsWith('\n')).toBe(true);
    expect(text).toContain('░  50%  mixing, 500 of 1,000  10/s  0:50 left\u001b[K');
    expect(text.split('\r').at(-1)).toContain(' 100%  mixing, 1,000 of 1,000');
  });

  test('stays on its line from step to step', () => {
    const io = fakeIo({ cwd: '/', isTTY: true, tick: 1100 });
    const progress = new Progress(io);
    progress.show({ step: 'first', done: 1, of: 2 });
    progress.show({ step: 'second', done: 0, of: 0 });
    progress.end();
    const drawn = io.said.stderr.split('\r').map((line) => line.slice(line.indexOf('%') + 3));
    expect(drawn).toEqual(['', 'first, 1 of 2\u001b[K', 'second, 0 of 0\u001b[K\n']);
  });

  test('reckons with what a step has done itself, and shows the clock until then', () => {
    const io = fakeIo({ cwd: '/', isTTY: true, tick: 3000 });
    const progress = new Progress(io);
    for (const done of [90, 90, 92]) progress.show({ step: 'checking', done, of: 100 });
    progress.end();
    const paces = io.said.stderr.split('\r').map((line) => line.split('of 100')[1]?.trim());
    expect(paces.slice(1)).toEqual(['', '0:03', '0:24 left'].map((pace) => `${pace}\u001b[K`));
  });

  test('tells many short steps once a second, not each', () => {
    const io = fakeIo({ cwd: '/', tick: 100 });
    const progress = new Progress(io);
    for (let i = 0; i < 100; i++) progress.show({ step: `pool ${i}`, done: i, of: 100 });
    progress.end();
    expect(io.said.stderr.trimEnd().split('\n').length).toBe(10);
  });
});
