/**
 * Electors' codes and the keys made of them (PROTOCOL §5).
 *
 * A code is 19 symbols of Crockford's base 32 (95 bits) and a check symbol, in five groups of four.
 * The check symbol is of the same 32 symbols: Crockford's own (modulo 37) needs `*~$=U`, which nobody
 * can dictate. Definition: symbols as elements of GF(32) = GF(2)[α]/(α⁵+α²+1), d_1..d_19 those of the
 * code, check = Σ α^p·d_p. All α^0..α^19 differ, so any one wrong symbol and any two symbols swapped,
 * near or far, are found.
 *
 * Key: s = HKDF-SHA512(ikm = the 19 symbols in ASCII, salt = "hustings/1/credential",
 * info = len16(organisation) ‖ organisation ‖ len16(roll) ‖ roll, 64 bytes) mod ℓ; S = s·G.
 */
import {
  bigEndian,
  concat,
  concatAll,
  err,
  type Failure,
  ok,
  type Result,
  utf8,
} from '@hustings/base';
import { hkdfSha512 } from '@hustings/hash';
import { G, type Group } from '@hustings/ristretto';
import { at } from './flat.ts';
import { type Random, scalarsFromWide } from './random.ts';

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_SYMBOLS = 19;
const GROUP = 4;
const SALT = utf8('hustings/1/credential');

/** Which roll a code is for: the same code on another roll is another key. */
export interface Roll {
  readonly organisation: string;
  readonly roll: string;
}

export interface Credential {
  /** s, a scalar: only ever on the elector's device, and with whoever made the code. */
  readonly secret: Uint8Array;
  /** S, as the roll lists it. */
  readonly public: Uint8Array;
}

/** Draws a fresh code in its printed form `XXXX-XXXX-XXXX-XXXX-XXXX`. */
export function newCode(random: Random): string {
  const bytes = random(12);
  const values: number[] = [];
  // Five bits at a time from the end, as of one number with the highest byte first.
  for (let p = 0; p < CODE_SYMBOLS; p++) {
    const last = bytes.length - 1 - ((5 * p) >> 3);
    const two = ((bytes[last - 1] ?? 0) << 8) | (bytes[last] as number);
    values.push((two >> ((5 * p) & 7)) & 31);
  }
  return printed([...values, checkValue(values)]);
}

/**
 * Reads a code as people type it: any case, O for 0, I and L for 1, spaces and dashes anywhere.
 * Returns the printed form. Codes: `credential/wrong-symbol`, `credential/wrong-length`, `credential/mistyped`.
 */
export function parseCode(text: string): Result<string, Failure> {
  const values: number[] = [];
  for (const character of text.toUpperCase()) {
    const plain = SYMBOLS.indexOf(character);
    if (plain < 0 && /[\s\p{Dash}]/u.test(character)) continue;
    const value =
      plain < 0 ? SYMBOLS.indexOf(character.replace('O', '0').replace(/[IL]/, '1')) : plain;
    if (value < 0)
      return err({
        code: 'credential/wrong-symbol',
        message: `A code has no “${character}” in it: check the letters and figures.`,
      });
    values.push(value);
  }
  if (values.length !== CODE_SYMBOLS + 1)
    return err({
      code: 'credential/wrong-length',
      message: `A code has 20 letters and figures; this has ${values.length}.`,
    });
  if (checkValue(values.slice(0, CODE_SYMBOLS)) !== values[CODE_SYMBOLS])
    return err({
      code: 'credential/mistyped',
      message: 'This code has a slip in it: compare it with your letter, figure by figure.',
    });
  return ok(printed(values));
}

/** Returns the key pairs of codes. Throws on a text that `parseCode` refuses. */
export async function credentialsFromCodes(
  group: Group,
  codes: readonly string[],
  roll: Roll,
): Promise<readonly Credential[]> {
  const info = concat(prefixed(roll.organisation), prefixed(roll.roll));
  const wide = concatAll(
    codes.map((text) => {
      const code = parseCode(text);
      if (!code.ok) throw new TypeError('"codes" expected codes that parseCode accepts');
      const symbols = utf8(code.value.replaceAll('-', '').slice(0, CODE_SYMBOLS));
      return hkdfSha512(symbols, SALT, info, 64);
    }),
  );
  const secrets = await scalarsFromWide(group.scalars, wide);
  wide.fill(0);
  const publics = await group.mulFixed([{ base: G, scalars: secrets }]);
  return codes.map((_, i) => ({ secret: at(secrets, i).slice(), public: at(publics, i).slice() }));
}

function printed(values: readonly number[]): string {
  const symbols = values.map((value) => SYMBOLS[value]).join('');
  const groups: string[] = [];
  for (let i = 0; i < symbols.length; i += GROUP) groups.push(symbols.slice(i, i + GROUP));
  return groups.join('-');
}

/** Σ α^p·d_p by Horner's rule, p from 1. */
function checkValue(values: readonly number[]): number {
  let sum = 0;
  for (const value of values.toReversed()) sum = timesAlpha(sum ^ value);
  return sum;
}

function timesAlpha(value: number): number {
  const shifted = value << 1;
  return shifted & 32 ? shifted ^ 0b100101 : shifted;
}

function prefixed(text: string): Uint8Array {
  const bytes = utf8(text);
  return concat(bigEndian(bytes.length, 2), bytes);
}
