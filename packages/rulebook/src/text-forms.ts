/** The few kinds of text that entries and rule books are made of, each with one spelling. */
import type { TextForm } from './shape.ts';

function byPattern(pattern: string, expected: string): TextForm {
  const expression = new RegExp(pattern, 'u');
  return { pattern, expected, test: (text) => expression.test(text) };
}

/** Ids of everything in a proceeding and in a rule book. */
export const ID: TextForm = byPattern(
  '^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$',
  'an id of lower-case letters, digits and hyphens, 64 at most',
);

/** Pseudonyms of actors; a slash may part a name from a number. */
export const PSEUDONYM: TextForm = byPattern(
  '^[a-z0-9][a-z0-9/-]{0,63}$',
  'a pseudonym of lower-case letters, digits, hyphens and slashes, 64 at most',
);

/** Ids of pools as mixed: ids of the manifest's pools, of however many sections, joined with a plus sign. */
export const POOL: TextForm = byPattern(
  '^[a-z0-9-]{1,64}(?:\\+[a-z0-9-]{1,64})*$',
  'the id of a pool, or several joined with "+"',
);

/** 32 bytes: hashes, Ed25519 keys and ristretto255 points. */
export const HEX_32: TextForm = byPattern('^[0-9a-f]{64}$', '64 lower-case hexadecimal digits');

/** Any bytes in hex. */
export const HEX: TextForm = byPattern(
  '^(?:[0-9a-f]{2})+$',
  'lower-case hexadecimal digits, two to a byte',
);

/** A percentage or a number of points: no sign, no exponent, no stray zeros in front. */
export const DECIMAL: TextForm = byPattern(
  '^(?:0|[1-9][0-9]{0,8})(?:\\.[0-9]{1,9})?$',
  'a decimal number such as "12.5"',
);

/** A figure with parts of a vote, as transcripts of counts have it. */
export const EXACT: TextForm = byPattern(
  '^-?[0-9]{1,40}(?:\\.[0-9]{1,40}|/[1-9][0-9]{0,60})$',
  'a figure such as "1322.50000" or "37/3"',
);

/** ISO 4217. */
export const CURRENCY: TextForm = byPattern('^[A-Z]{3}$', 'a currency code such as "GBP"');

/** A decimal as above, or a fraction of whole numbers of any length: what a section carries, divided. */
export const DECIMAL_OR_FRACTION: TextForm = byPattern(
  '^(?:(?:0|[1-9][0-9]{0,8})(?:\\.[0-9]{1,9})?|[0-9]+/[1-9][0-9]*)$',
  'a decimal number such as "12.5" or a fraction such as "37/3"',
);

/** Names of settings of a counting rule: "majority-of", "quota.share". */
export const SETTING: TextForm = byPattern(
  '^[A-Za-z][A-Za-z0-9.-]{0,63}$',
  'the name of a setting',
);

const TIME_SPELLING = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** RFC 3339 in UTC with milliseconds, so that times sort as text. */
export const TIME: TextForm = {
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$',
  expected: 'a time such as "2016-07-20T16:00:00.000Z"',
  test: isTime,
};

export const DATE: TextForm = {
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
  expected: 'a date such as "2016-07-20"',
  test: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && isTime(`${text}T00:00:00.000Z`),
};

export const ZONE: TextForm = {
  pattern: '^[A-Za-z][A-Za-z0-9_+/-]*$',
  expected: 'a time zone such as "Europe/London"',
  test: (text) => {
    try {
      return new Intl.DateTimeFormat('en-GB', { timeZone: text }).resolvedOptions().timeZone !== '';
    } catch {
      return false;
    }
  },
};

/** True for a real instant in the one spelling that entries use. */
export function isTime(text: string): boolean {
  if (!TIME_SPELLING.test(text)) return false;
  const ms = Date.parse(text);
  // Date.parse takes 30 February and 24:00 for the day after: only what comes back is an instant.
  return !Number.isNaN(ms) && new Date(ms).toISOString() === text;
}
