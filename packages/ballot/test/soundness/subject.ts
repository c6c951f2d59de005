/** A proof taken apart into its elements: what it says, what it is bound to, how it is checked. */
import { concat, type Result, utf8 } from '@hustings/base';
import type { Kind, Part } from './changes.ts';
import { elements } from './group.ts';

export interface Subject {
  readonly name: string;
  /** All of its statement, then all of the message, in the order of the page in spec/. */
  readonly parts: readonly Part[];
  /** How many of the last parts, end to end, are the message as it is sent. */
  readonly sent: number;
  readonly message: Uint8Array;
  /** What a change must be refused with that only the proof can see. */
  readonly refusal: string;
  /** `ok`, or the code of the refusal, for parts in the same order. */
  check(parts: readonly Uint8Array[]): Promise<string>;
}

export const part = (name: string, kind: Kind, bytes: Uint8Array): Part => ({ name, kind, bytes });
export const number = (name: string, value: number): Part =>
  part(name, 'number', Uint8Array.of(value));
export const byte = (name: string, value: number): Part => part(name, 'byte', Uint8Array.of(value));
export const text = (name: string, value: string): Part => part(name, 'text', utf8(value));
/** name_1, name_2, …, or by another way of counting. */
export const list = (
  kind: 'point' | 'scalar',
  flat: Uint8Array,
  name: (i: number) => string,
): readonly Part[] => elements(flat).map((one, i) => part(name(i), kind, one));
export const header = (values: Readonly<Record<string, number>>): readonly Part[] =>
  Object.entries(values).map(([name, value]) => byte(name, value));

export const codeOf = (result: Result<unknown, { readonly code: string }>): string =>
  result.ok ? 'ok' : result.error.code;
const read = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

/** Takes parts off a list one after the other. */
export function reader(parts: readonly Uint8Array[]) {
  let at = 0;
  const take = (): Uint8Array => parts[at++] ?? new Uint8Array();
  return {
    take,
    number: (): number => take()[0] ?? 0,
    text: (): string => read(take()),
    list: (n: number): Uint8Array => concat(...Array.from({ length: n }, take)),
    rest: (): Uint8Array => concat(...parts.slice(at)),
  };
}
