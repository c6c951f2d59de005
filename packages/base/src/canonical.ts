/**
 * RFC 8785 (JSON Canonicalization Scheme): one spelling for every JSON value, so that a hash or a
 * signature over the text is a hash over the value. Numbers and strings are spelt as ECMAScript
 * spells them (RFC 8785 §3.2.2), keys are ordered by UTF-16 code units (§3.2.3).
 */
import { fromUtf8 } from './bytes.ts';
import { err, type Failure, ok, type Result } from './result.ts';

/** Deeper nesting than any format of ours has; keeps foreign text from exhausting the stack. */
const DEEPEST = 200;

/** Returns the canonical text. Throws `TypeError` for what is no JSON value: `undefined`, NaN, a lone surrogate, a class instance. */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return writeText(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`"${value}" is no JSON number`);
      return Object.is(value, -0) ? '0' : String(value);
    case 'object':
      break;
    default:
      throw new TypeError(`a value of type ${typeof value} is no JSON value`);
  }
  if (value === null) return 'null';
  if (depth >= DEEPEST) throw new TypeError(`nested deeper than ${DEEPEST} levels`);
  if (Array.isArray(value)) {
    // An index loop, not map: a hole in the array must not pass for a value.
    const items: string[] = [];
    for (let i = 0; i < value.length; i++) items.push(write(value[i], depth + 1));
    return `[${items.join(',')}]`;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError('only plain objects have a canonical form');
  }
  const members = value as Readonly<Record<string, unknown>>;
  // The default order of sort compares UTF-16 code units, which is what §3.2.3 asks for.
  const keys = Object.keys(members).sort();
  return `{${keys.map((key) => `${writeText(key)}:${write(members[key], depth + 1)}`).join(',')}}`;
}

function writeText(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('a lone surrogate has no canonical form');
  return JSON.stringify(text);
}

/**
 * Reads canonical JSON and nothing else: any other spelling, a duplicate key, a number that a double
 * cannot hold, a byte-order mark are refused. Total on any bytes.
 */
export function parseCanonical(bytes: Uint8Array): Result<unknown, Failure> {
  const text = fromUtf8(bytes);
  if (text === undefined)
    return err({ code: 'json/not-utf8', message: 'The bytes are not UTF-8.' });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return err({ code: 'json/not-json', message: 'The text is not JSON.' });
  }
  let canonical: string;
  try {
    canonical = canonicalJson(value);
  } catch {
    canonical = '';
  }
  // A duplicate key is dropped by JSON.parse, so it too shows as a difference here.
  if (canonical !== text) {
    return err({
      code: 'json/not-canonical',
      message: 'The JSON is not in its canonical form (RFC 8785).',
    });
  }
  return ok(value);
}
