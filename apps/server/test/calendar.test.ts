import { expect, test } from 'vitest';
import { openedMotion } from './at-the-desk.ts';

/** Lines as they were before they were folded (RFC 5545 §3.1). */
const unfolded = (text: string): readonly string[] => text.replaceAll('\r\n ', '').split('\r\n');

test('every date of a contest is in its calendar, with a name that stays when the date moves', async () => {
  const { server, clock } = await openedMotion();
  const url = '/p/no-confidence/calendar.ics';
  const response = await server.app.inject({ url });
  expect(response.headers['content-type']).toBe('text/calendar; charset=utf-8');
  for (const line of response.body.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThan(76);
  const lines = unfolded(response.body);
  expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(2);
  expect(lines).toContain('DTSTART:20260303T090000Z');
  expect(lines).toContain('DTSTART:20260306T090000Z');
  expect(lines.filter((line) => line.startsWith('SUMMARY:Harbour Society: '))).toHaveLength(2);
  const names = lines.filter((line) => line.startsWith('UID:'));
  expect(new Set(names).size).toBe(2);
  clock.pass(1);
  const later = unfolded((await server.app.inject({ url })).body);
  expect(later.filter((line) => line.startsWith('UID:'))).toEqual(names);
  expect((await server.app.inject({ url: '/p/nowhere/calendar.ics' })).statusCode).toBe(404);
});
