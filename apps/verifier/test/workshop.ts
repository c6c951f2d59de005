/** Records for these tests, made by the real recorder, and both verifiers over them. */
import { canonicalJson } from '@hustings/base';
import { MemoryRecord, verifyRecord } from '@hustings/record';
import { group, random } from '../../../packages/record/test/society.ts';
import { memorySource, type Report, verifyAgain } from '../src/index.ts';

export const second = (record: MemoryRecord): Promise<Report> =>
  verifyAgain(memorySource(record.files));

/** What the second verifier calls wrong. */
export async function wrongIn(record: MemoryRecord): Promise<readonly string[]> {
  const { findings } = await second(record);
  return findings.filter((f) => f.kind === 'wrong').map((f) => `${f.place}: ${f.message}`);
}

/** What the first verifier calls wrong. */
export async function firstFinds(record: MemoryRecord): Promise<readonly string[]> {
  const { findings } = await verifyRecord(record, { group, random });
  return findings.map((f) => `${f.place}: ${f.code}`);
}

export function copyOf(record: MemoryRecord): MemoryRecord {
  return new MemoryRecord([...record.files].map(([p, b]): [string, Uint8Array] => [p, b.slice()]));
}

export function flipped(bytes: Uint8Array, at: number, bit: number): Uint8Array {
  const place = at % bytes.length;
  return bytes.with(place, (bytes[place] as number) ^ (1 << bit)) as Uint8Array;
}

export type Pointer = readonly (string | number)[];

/** The way to every single value in a JSON value. */
export function pointers(value: unknown, at: Pointer = []): readonly Pointer[] {
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([k, v]) => pointers(v, [...at, k]));
}

/** The value with one figure one higher, one mark turned, one text longer by a letter. */
export function changedAt(value: unknown, [key, ...rest]: Pointer): unknown {
  if (key === undefined) {
    if (typeof value === 'number') return value + 1;
    return typeof value === 'boolean' ? !value : `${value}x`;
  }
  const copy = JSON.parse(canonicalJson(value)) as Record<string | number, unknown>;
  copy[key] = changedAt(copy[key], rest);
  return copy;
}
