import { describe, expect, test } from 'vitest';
import { examples } from '../src/examples/index.ts';
import { home } from '../src/messages/words.ts';
import { renderMail } from '../src/pages/index.ts';

const pages = Object.entries(examples).map(([name, draw]) => [name, draw()] as const);

describe.each(pages)('%s', (_name, html) => {
  test('is one whole document with a title, a language and one main heading', () => {
    expect(html.startsWith('<!doctype html><html lang="en-GB">')).toBe(true);
    expect(html.endsWith('</html>')).toBe(true);
    expect(html.match(/<title>[^<]+ – Hustings<\/title>/g)).toHaveLength(1);
    expect(html.match(/<h1[ >]/g)).toHaveLength(1);
    expect(html.match(/<main[ >]/g)).toHaveLength(1);
  });

  test('has no script, style or handler that the content security policy would block', () => {
    expect(html).not.toMatch(/<script(?![^>]* src=)/);
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+="|javascript:/);
  });

  test('shows no value that is missing', () => {
    expect(html).not.toMatch(/undefined|\[object|NaN/);
  });

  test('gives each id once, and labels and descriptions point to ids that are there', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const match of html.matchAll(/ (?:for|aria-describedby|aria-labelledby)="([^"]+)"/g))
      for (const id of (match[1] as string).split(' ')) expect(ids).toContain(id);
  });

  test('leads every form somewhere, with the token where there is one', () => {
    for (const match of html.matchAll(/<form[^>]*>(.*?)<\/form>/gs)) {
      const form = match[0];
      if (form.includes('id="code"')) continue;
      expect(form).toMatch(/ action="\//);
      if (html.includes('example-token') && form.includes('method="post"'))
        expect(form).toContain('name="_csrf" value="example-token"');
    }
  });
});

test('the home page says what this is in three sentences and has three doors', () => {
  const { home: draw } = examples;
  const html = draw?.() ?? '';
  expect(home.sentences).toHaveLength(3);
  for (const sentence of home.sentences) {
    expect(sentence.match(/[.!?](\s|$)/g)).toHaveLength(1);
    expect(html).toContain(sentence);
  }
  expect(html.match(/class="door"/g)).toHaveLength(3);
});

test('text from outside is shown as text, and only web addresses become links', () => {
  const html = renderMail({
    frame: { zone: 'Europe/London' },
    from: '"><script src=x></script>',
    to: 'a@example.org',
    subject: '<b>bold</b>',
    at: '2026-11-22T14:03:22.000Z',
    state: 'caught',
    text: '<img src=x onerror=alert(1)> javascript:alert(1) https://example.org/p#CODE"onclick="x',
    back: '/officer/outbox',
  });
  expect(html).not.toMatch(/<b>|<img|<script src=x|href="javascript/);
  expect(html).toContain('href="https://example.org/p#CODE&quot;onclick=&quot;x"');
  const { booth: draw } = examples;
  expect(draw?.()).toContain('data-booth="{&quot;');
});

test('on the big screen nothing of the result shows before its step', () => {
  const at = (name: string): string => examples[name]?.() ?? '';
  expect(at('screen-start')).not.toContain('Noor Haddad');
  expect(at('screen-round')).toContain('Round 1');
  expect(at('screen-round')).not.toContain('elected captain');
  expect(at('screen-end')).toContain('Noor Haddad is elected captain');
});
