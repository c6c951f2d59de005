import { expect, test } from 'vitest';
import { languageOf } from '../src/http/language.ts';
import { running } from './running.ts';

const read = (accepted: string | undefined, chosen?: string) =>
  languageOf({
    headers: accepted === undefined ? {} : { 'accept-language': accepted },
    cookies: chosen === undefined ? {} : { 'hustings-language': chosen },
  });

test('a page is in the language that was chosen, else in the one that the browser asks for, else in English', () => {
  expect(read(undefined)).toBe('en');
  expect(read('cy')).toBe('cy');
  expect(read('de-AT,de;q=0.9,cy;q=0.8,en;q=0.7')).toBe('cy');
  expect(read('cy;q=0.2, en-GB;q=0.9')).toBe('en');
  expect(read('cy;q=0')).toBe('en');
  expect(read(',;q=,cy;q=x,'.repeat(999))).toBe('en');
  expect(read('cy', 'en')).toBe('en');
  expect(read('en', 'toString')).toBe('en');
});

test('choosing a language leads back to the page, and never to another server', async () => {
  const { app } = await running();
  const choose = async (back: string) =>
    (await app.inject({ url: `/language/cy?${new URLSearchParams({ back })}` })).headers.location;
  expect(await choose('/rules?x=1')).toBe('/rules?x=1');
  for (const bad of [
    '//elsewhere.example',
    '/\\elsewhere.example',
    'https://elsewhere.example',
    '',
    '/a\r\nb',
  ])
    expect(await choose(bad)).toBe('/');
  expect((await app.inject({ url: '/language/xx' })).statusCode).toBe(404);
  const chosen = await app.inject({ url: '/language/cy?back=%2F' });
  expect(chosen.cookies[0]).toMatchObject({ name: 'hustings-language', value: 'cy' });
});
