import { expect, test } from 'vitest';
import { Turnstile } from '../src/desk/turnstile.ts';

function gate(): { readonly opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

test('many pass together, one passes alone, in the order in which they came', async () => {
  const turnstile = new Turnstile();
  const story: string[] = [];
  const [a, b, c] = [gate(), gate(), gate()];
  const run = (name: string, until: Promise<void>) => async (): Promise<void> => {
    story.push(`${name} in`);
    await until;
    story.push(`${name} out`);
  };
  const all = [
    turnstile.together(run('a', a.opened)),
    turnstile.together(run('b', b.opened)),
    turnstile.alone(run('C', c.opened)),
    turnstile.together(run('d', Promise.resolve())),
  ];
  await new Promise((done) => setTimeout(done, 5));
  expect(story).toEqual(['a in', 'b in']);
  a.open();
  b.open();
  await new Promise((done) => setTimeout(done, 5));
  expect(story).toEqual(['a in', 'b in', 'a out', 'b out', 'C in']);
  c.open();
  await Promise.all(all);
  expect(story.slice(5)).toEqual(['C out', 'd in', 'd out']);
});

test('who fails inside lets the next one in', async () => {
  const turnstile = new Turnstile();
  await expect(turnstile.alone(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await turnstile.alone(async () => 'yes')).toBe('yes');
});
