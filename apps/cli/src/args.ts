import { parseArgs } from 'node:util';
import { err, ok, type Result } from '@hustings/base';
import { nearest } from './nearest.ts';

/** What a command takes. An option with a value is named by what the value is, for the messages. */
export interface Shape {
  readonly flags?: readonly string[];
  readonly options?: readonly string[];
  /** Options with a value that may be given several times. */
  readonly repeated?: readonly string[];
  /** Names of the arguments in order; a `?` at the end marks one that may be left out, a `…` any number. */
  readonly positionals?: readonly string[];
}

export interface Args {
  has(flag: string): boolean;
  text(option: string): string | undefined;
  /** Every value of a repeated option, in order. */
  all(option: string): readonly string[];
  readonly positionals: readonly string[];
}

/** What is wrong with a command line, for the person who typed it. */
export interface UsageError {
  readonly message: string;
  readonly hints: readonly string[];
}

export function readArgs(args: readonly string[], shape: Shape): Result<Args, UsageError> {
  const flags = [...(shape.flags ?? []), 'help'];
  const repeated = shape.repeated ?? [];
  const options = [...(shape.options ?? []), ...repeated];
  const known = new Set([...flags, ...options]);
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries([
      ...flags.map((name) => [
        name,
        { type: 'boolean' as const, ...(name === 'help' ? { short: 'h' } : {}) },
      ]),
      ...options.map((name) => [
        name,
        { type: 'string' as const, multiple: repeated.includes(name) },
      ]),
    ]),
    allowPositionals: true,
    // Not strict: its messages are for programmers. What it would have refused is refused below.
    strict: false,
    tokens: true,
  });
  const seen = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    if (!known.has(token.name)) {
      const meant = nearest(token.name, [...known]);
      return wrong(
        `there is no option ${token.rawName}`,
        meant === undefined ? [] : [`did you mean --${meant}?`],
      );
    }
    if (seen.has(token.name) && !repeated.includes(token.name))
      return wrong(`${token.rawName} is given twice`);
    seen.add(token.name);
    if (options.includes(token.name) && token.value === undefined)
      return wrong(`${token.rawName} needs a value after it`);
    // `--out --force` would take `--force` for the folder's name.
    if (options.includes(token.name) && !token.inlineValue && token.value?.startsWith('-'))
      return wrong(`${token.rawName} needs a value after it, and ${token.value} is an option`, [
        `if ${token.value} is meant as the value, write ${token.rawName}=${token.value}`,
      ]);
    if (flags.includes(token.name) && token.value !== undefined)
      return wrong(`${token.rawName} takes no value`);
  }
  const has = (flag: string): boolean => values[flag] === true;
  if (!has('help')) {
    const wanted = shape.positionals ?? [];
    const missing = wanted[positionals.length];
    if (missing !== undefined && !/[?…]$/.test(missing)) return wrong(`${missing} is missing`);
    const extra = wanted.at(-1)?.endsWith('…') ? undefined : positionals[wanted.length];
    if (extra !== undefined) return wrong(`"${extra}" is one argument too many`);
  }
  return ok({
    has,
    text: (option) => {
      const value = values[option];
      return typeof value === 'string' ? value : undefined;
    },
    all: (option) => {
      const value = values[option];
      return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
    },
    positionals,
  });
}

/** A whole number from `least` to `most`, written in digits. */
export function wholeNumber(
  args: Args,
  option: string,
  least: number,
  most: number = Number.MAX_SAFE_INTEGER,
): Result<number | undefined, UsageError> {
  const text = args.text(option);
  if (text === undefined) return ok(undefined);
  const n = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (n >= least && n <= most) return ok(n);
  const range =
    most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`;
  return wrong(`--${option} needs a whole number ${range}, and got "${text}"`);
}

export function wrong(
  message: string,
  hints: readonly string[] = [],
): { readonly ok: false; readonly error: UsageError } {
  return err({ message, hints });
}
