/**
 * The WebAssembly module: for each of SHA-256 and SHA-512 one function `(state, input, blocks)` that
 * takes whole blocks into the state (FIPS 180-4 §6.2.2, §6.4.2), and one that turns a state's words to
 * the bytes of the digest. Rounds are unrolled by sixteen, with the working variables renamed and not
 * moved; the sixteen words of the schedule are locals. No branch and no address depends on the input.
 */
import {
  type Code,
  get,
  lane,
  loadVector,
  minus,
  number,
  plus,
  repeatWhile,
  set,
  storeVector,
  turned,
  unsigned,
  type Word,
  wordCode,
} from './code.ts';
import { ROUND_CONSTANTS } from './constants.ts';

/** Where things lie in the module's one page of memory. */
export const MEMORY = { k256: 0, k512: 256, state: 1024, digest: 1088, input: 2048 } as const;
/** Bytes of input that fit between two calls: a multiple of both block sizes, with room for padding. */
export const ROOM = 61440;

interface Algorithm {
  readonly word: Word;
  readonly rounds: number;
  readonly constants: number;
  /** Rotations of Σ0 and Σ1; of σ0 and σ1, whose last is a shift (FIPS 180-4 §4.1). */
  readonly sums: readonly [readonly number[], readonly number[]];
  readonly schedule: readonly [readonly number[], readonly number[]];
}

const SHA256: Algorithm = {
  word: 'i32',
  rounds: 64,
  constants: MEMORY.k256,
  sums: [
    [2, 13, 22],
    [6, 11, 25],
  ],
  schedule: [
    [7, 18, 3],
    [17, 19, 10],
  ],
};

const SHA512: Algorithm = {
  word: 'i64',
  rounds: 80,
  constants: MEMORY.k512,
  sums: [
    [28, 34, 39],
    [14, 18, 41],
  ],
  schedule: [
    [1, 8, 7],
    [19, 61, 6],
  ],
};

const STATE = 0;
const INPUT = 1;
const BLOCKS = 2;
/** Address of the constants of these sixteen rounds. */
const AT = 3;
const LOADED = 4;
const FIRST_WORD = 5;

export function writeModule(): Uint8Array {
  const types: readonly Code[] = [
    [0x60, 3, 0x7f, 0x7f, 0x7f, 0],
    [0x60, 2, 0x7f, 0x7f, 0],
  ];
  const functions: readonly {
    readonly name: string;
    readonly type: number;
    readonly body: Code;
  }[] = [
    { name: 'take256', type: 0, body: takeBlocks(SHA256) },
    { name: 'take512', type: 0, body: takeBlocks(SHA512) },
    { name: 'digest256', type: 1, body: digest(SHA256) },
    { name: 'digest512', type: 1, body: digest(SHA512) },
  ];
  const data = [
    {
      at: MEMORY.k256,
      bytes: ROUND_CONSTANTS.slice(0, 64).flatMap((k) => littleEndian(k >> 32n, 4)),
    },
    { at: MEMORY.k512, bytes: ROUND_CONSTANTS.flatMap((k) => littleEndian(k, 8)) },
  ];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, types),
    ...section(
      3,
      functions.map(({ type }) => [type]),
    ),
    ...section(5, [[0, 1]]),
    ...section(7, [[...name('memory'), 2, 0], ...functions.map((f, i) => [...name(f.name), 0, i])]),
    ...section(
      10,
      functions.map(({ body }) => [...unsigned(body.length), ...body]),
    ),
    ...section(
      11,
      data.map(({ at, bytes }) => [0, ...number(at), 0x0b, ...unsigned(bytes.length), ...bytes]),
    ),
  ]);
}

function takeBlocks({ word, rounds, constants, sums, schedule }: Algorithm): Code {
  const w = wordCode(word);
  const scheduleWord = (i: number): number => FIRST_WORD + (i & 15);
  /** Local of working variable a..h (0..7) in round i. */
  const variable = (which: number, i: number): number => FIRST_WORD + 16 + ((which - i) & 7);
  const mixed = (x: Code, by: readonly number[], isShifted: boolean): Code =>
    w.xor(...by.map((n, k) => (isShifted && k === 2 ? w.shiftRight(x, n) : w.rotateRight(x, n))));

  const round = (i: number): Code => {
    const [a, b, c, d, e, f, g, h] = [0, 1, 2, 3, 4, 5, 6, 7].map((v) => get(variable(v, i))) as [
      Code,
      Code,
      Code,
      Code,
      Code,
      Code,
      Code,
      Code,
    ];
    const choice = w.xor(g, w.and(e, w.xor(f, g)));
    const majority = w.or(w.and(a, b), w.and(c, w.or(a, b)));
    const k = w.load(get(AT), i * w.bytes);
    const t1 = w.add(h, mixed(e, sums[1], false), choice, k, get(scheduleWord(i)));
    return [
      ...set(variable(7, i), t1),
      ...set(variable(3, i), w.add(d, h)),
      ...set(variable(7, i), w.add(h, mixed(a, sums[0], false), majority)),
    ];
  };
  const extend = (i: number): Code => {
    const next = w.add(
      get(scheduleWord(i)),
      mixed(get(scheduleWord(i + 14)), schedule[1], true),
      get(scheduleWord(i + 9)),
      mixed(get(scheduleWord(i + 1)), schedule[0], true),
    );
    return set(scheduleWord(i), next);
  };
  const sixteen = Array.from({ length: 16 }, (_, i) => i);
  const perVector = 16 / w.bytes;
  const loads = sixteen.flatMap((i) => [
    ...(i % perVector === 0 ? setTurned(LOADED, loadVector(get(INPUT), i * w.bytes), w.bytes) : []),
    ...set(scheduleWord(i), lane(get(LOADED), w.bytes, i % perVector)),
  ]);
  const eight = sixteen.slice(0, 8);
  const block: Code = [
    ...loads,
    ...eight.flatMap((v) => set(variable(v, 0), w.load(get(STATE), v * w.bytes))),
    ...set(AT, number(constants)),
    ...sixteen.flatMap(round),
    ...repeatWhile(
      // More rounds to come, while the constants are not all used.
      [...get(AT), ...number(constants + (rounds - 16) * w.bytes), 0x49],
      [
        ...set(AT, plus(get(AT), number(16 * w.bytes))),
        ...sixteen.flatMap((i) => [...extend(i), ...round(i)]),
      ],
    ),
    ...eight.flatMap((v) =>
      w.store(get(STATE), v * w.bytes, w.add(w.load(get(STATE), v * w.bytes), get(variable(v, 0)))),
    ),
    ...set(INPUT, plus(get(INPUT), number(16 * w.bytes))),
    ...set(BLOCKS, minus(get(BLOCKS), number(1))),
  ];
  const kind = word === 'i32' ? 0x7f : 0x7e;
  return [...[3, 1, 0x7f, 1, 0x7b, 24, kind], ...repeatWhile(get(BLOCKS), block), 0x0b];
}

/** Sets a vector local to the turned value; the shuffle needs it twice. */
function setTurned(local: number, value: Code, bytes: number): Code {
  return [...set(local, value), ...set(local, turned(get(local), bytes))];
}

function digest({ word }: Algorithm): Code {
  const { bytes } = wordCode(word);
  const size = 8 * bytes;
  const [state, out, loaded] = [0, 1, 2];
  const parts = Array.from({ length: size / 16 }, (_, i) => i * 16);
  return [
    ...[1, 1, 0x7b],
    ...parts.flatMap((offset) => [
      ...setTurned(loaded, loadVector(get(state), offset), bytes),
      ...storeVector(get(out), offset, get(loaded)),
    ]),
    0x0b,
  ];
}

function section(id: number, items: readonly Code[]): Code {
  const content = [...unsigned(items.length), ...items.flat()];
  return [id, ...unsigned(content.length), ...content];
}

function name(text: string): Code {
  return [...unsigned(text.length), ...Array.from(text, (c) => c.charCodeAt(0))];
}

function littleEndian(value: bigint, bytes: number): Code {
  return Array.from({ length: bytes }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
}
