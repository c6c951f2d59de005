/**
 * A cast-vote-record report in JSON, as its bytes come: the members of its lists CVR, Election and Party
 * are given one by one, everything else is passed over without keeping it. `@streamparser/json` finds
 * the words; that they stand in the order of JSON (RFC 8259 §2), with no name twice in an object, is
 * checked here. Nothing is kept but the part at hand.
 */
import { ok, type Result } from '@hustings/base';
import { Tokenizer, TokenType } from '@streamparser/json';
import type { FormatError } from '../ballot-file.ts';
import { type Place, type Refused, refuse, refuseFileEnd } from '../format-error.ts';
import { BytePlace, firstNotUtf8 } from './byte-place.ts';
import { PARTS, type PartName, type PartTaker, type ReportValue } from './report-node.ts';

/** Objects and lists within each other; the standard has some ten. */
const MOST_DEPTH = 64;
/** Words of one part: a table of 10,000 candidates has some 200,000. */
const MOST_WORDS = 1 << 22;
/** Bytes of one word, such as an image in a string. */
const MOST_WORD = 1 << 24;

type Container = { [name: string]: ReportValue } | ReportValue[];

/** An object or list that is open; `value` where it belongs to a part. */
interface Level {
  readonly isObject: boolean;
  readonly value: Container | undefined;
  name: string | undefined;
  /** What may come: a value, a name, a colon, or a comma; or the end. */
  next: 'first' | 'name' | 'colon' | 'value' | 'comma';
}

interface Word {
  readonly token: TokenType;
  readonly value: string | number | boolean | null | undefined;
  readonly offset: number;
}

export class JsonReport {
  readonly #taker: PartTaker;
  readonly #tokenizer = new Tokenizer({ stringBufferSize: 1 << 16 });
  readonly #bytes = new BytePlace();
  readonly #levels: Level[] = [];
  /** Names at the top of the report so far. */
  readonly #names = new Set<string>();
  #partPlace: Place = { line: 1, column: 1 };
  #words = 0;
  /** Where the piece at hand begins, without a byte order mark, and the last word. */
  #offset = 0;
  #lastWord = 0;
  #mark = 0;
  #isWhole = false;
  #refused: Refused | undefined;

  constructor(taker: PartTaker) {
    this.#taker = taker;
    this.#tokenizer.onToken = (word) => {
      this.#lastWord = word.offset;
      if (this.#refused === undefined) this.#refused = this.#read(word as Word);
    };
    this.#tokenizer.onEnd = () => undefined;
  }

  push(bytes: Uint8Array): Result<undefined, FormatError> {
    if (this.#refused !== undefined) return this.#refused;
    const piece = this.#withoutMark(bytes);
    this.#bytes.next(piece);
    this.#tokenizer.onError = (error) => {
      this.#refused ??= this.#notJson(error);
    };
    this.#tokenizer.write(piece);
    this.#bytes.hold(this.#lastWord);
    this.#offset += piece.length;
    // The tokenizer keeps a word until it is whole.
    if (this.#offset - this.#lastWord > MOST_WORD)
      this.#refused ??= refuse('format/syntax', this.endPlace, {
        found: 'a word that goes on',
        expected: `words of at most ${MOST_WORD} bytes`,
      });
    return this.#refused ?? ok(undefined);
  }

  end(): Result<undefined, FormatError> {
    if (this.#refused !== undefined) return this.#refused;
    let isCut = this.#mark === 1 || this.#mark === 2;
    this.#tokenizer.onError = () => {
      isCut = true;
    };
    this.#tokenizer.end();
    if (this.#refused !== undefined) return this.#refused;
    if (isCut || !this.#isWhole) {
      const level = this.#levels.at(-1);
      return refuseFileEnd(
        this.endPlace,
        level === undefined ? 'a report of cast-vote records, in JSON' : this.#wanted(level),
      );
    }
    return ok(undefined);
  }

  get endPlace(): Place {
    return this.#bytes.of(this.#offset);
  }

  /** A byte order mark at the start says nothing; its three bytes may come one by one. */
  #withoutMark(bytes: Uint8Array): Uint8Array {
    let at = 0;
    while (this.#mark < 3 && at < bytes.length) {
      if (bytes[at] !== [0xef, 0xbb, 0xbf][this.#mark]) {
        // What began as a mark and is none cannot begin JSON.
        const begun = new Uint8Array([0xef, 0xbb, 0xbf].slice(0, this.#mark));
        this.#mark = 3;
        if (begun.length === 0) break;
        const whole = new Uint8Array(begun.length + bytes.length - at);
        whole.set(begun);
        whole.set(bytes.subarray(at), begun.length);
        return whole;
      }
      this.#mark++;
      at++;
    }
    return bytes.subarray(at);
  }

  #read(word: Word): Refused | undefined {
    const level = this.#levels.at(-1);
    if (level === undefined) {
      if (this.#isWhole) return this.#unexpected(word, 'the end of the file');
      if (word.token !== TokenType.LEFT_BRACE)
        return this.#unexpected(word, 'a report of cast-vote records: an object of JSON');
      this.#levels.push({ isObject: true, value: undefined, name: undefined, next: 'first' });
      return undefined;
    }
    switch (level.next) {
      case 'name':
      case 'first':
        if (level.next === 'first' && isEnd(word, level)) return this.#close();
        return level.isObject ? this.#readName(word, level) : this.#readValue(word, level);
      case 'colon':
        if (word.token !== TokenType.COLON) return this.#unexpected(word, this.#wanted(level));
        level.next = 'value';
        return undefined;
      case 'comma':
        if (isEnd(word, level)) return this.#close();
        if (word.token !== TokenType.COMMA) return this.#unexpected(word, this.#wanted(level));
        level.next = level.isObject ? 'name' : 'value';
        return undefined;
      default:
        return this.#readValue(word, level);
    }
  }

  #readName(word: Word, level: Level): Refused | undefined {
    if (word.token !== TokenType.STRING) return this.#unexpected(word, this.#wanted(level));
    const name = word.value as string;
    const isTwice =
      this.#levels.length === 1
        ? this.#names.has(name)
        : level.value !== undefined && name in level.value;
    if (isTwice) return this.#unexpected(word, `"${name}" once in an object`);
    if (this.#levels.length === 1) this.#names.add(name);
    level.name = name;
    level.next = 'colon';
    return undefined;
  }

  #readValue(word: Word, level: Level): Refused | undefined {
    const depth = this.#levels.length;
    const isPartBegun =
      (depth === 2 && !level.isObject && PARTS.has(this.#topName)) ||
      (depth === 1 && this.#topName === 'Version');
    if (isPartBegun) {
      this.#partPlace = this.#bytes.of(word.offset);
      this.#words = 0;
    }
    if (depth === 1 && PARTS.has(this.#topName) && this.#topName !== 'Version')
      if (word.token !== TokenType.LEFT_BRACKET)
        return this.#unexpected(word, `the list of all ${level.name}`);
    const isKept = isPartBegun || level.value !== undefined;
    if (isKept && ++this.#words > MOST_WORDS)
      return this.#unexpected(word, `at most ${MOST_WORDS} words in one part of the report`);
    switch (word.token) {
      case TokenType.LEFT_BRACE:
      case TokenType.LEFT_BRACKET: {
        if (depth === MOST_DEPTH)
          return this.#unexpected(word, `at most ${MOST_DEPTH} levels of objects and lists`);
        const isObject = word.token === TokenType.LEFT_BRACE;
        const value: Container | undefined = isKept
          ? isObject
            ? Object.create(null)
            : []
          : undefined;
        this.#levels.push({ isObject, value, name: undefined, next: 'first' });
        return undefined;
      }
      case TokenType.STRING:
      case TokenType.NUMBER:
      case TokenType.TRUE:
      case TokenType.FALSE:
      case TokenType.NULL:
        return this.#keep(word.value as ReportValue, isKept);
      default:
        return this.#unexpected(word, this.#wanted(level));
    }
  }

  /** The object or list at hand is whole. */
  #close(): Refused | undefined {
    const { value } = this.#levels.pop() as Level;
    if (this.#levels.length > 0) return this.#keep(value as ReportValue, value !== undefined);
    this.#isWhole = true;
    return undefined;
  }

  /** A value of the object or list at hand is whole; of a list of parts, it is given away. */
  #keep(value: ReportValue, isKept: boolean): Refused | undefined {
    const level = this.#levels.at(-1) as Level;
    level.next = 'comma';
    if (!isKept) return undefined;
    if (level.value === undefined) {
      const problem = this.#taker.part(this.#topName as PartName, value, this.#partPlace);
      return problem && refuse(problem.code, this.#partPlace, problem);
    }
    if (Array.isArray(level.value)) level.value.push(value);
    else level.value[level.name as string] = value;
    return undefined;
  }

  /** The name at the top of the report below which everything at hand stands. */
  get #topName(): string {
    return (this.#levels[0] as Level).name as string;
  }

  #wanted(level: Level): string {
    const end = level.isObject ? '"}"' : '"]"';
    if (level.next === 'colon') return `a colon after the name "${level.name}"`;
    if (level.next === 'comma') return `a comma or ${end}`;
    const what = level.isObject && level.next !== 'value' ? 'a name in quotes' : 'a value';
    return level.next === 'first' ? `${what} or ${end}` : what;
  }

  #unexpected(word: Word, expected: string): Refused {
    return refuse('format/syntax', this.#bytes.of(word.offset), {
      found: `${word.value}`,
      expected,
    });
  }

  /** What the tokenizer refuses: a character that no word of JSON has there, or bytes that are no text. */
  #notJson(error: Error): Refused {
    const { bytes, start } = this.#bytes.known;
    const bad = start + firstNotUtf8(bytes);
    const [, position] = /absolute position "(\d+)"/.exec(error.message) ?? [];
    const offset = position === undefined ? bad : Number(position);
    if (bad <= offset && bad < start + bytes.length)
      return refuse('format/not-utf8', this.#bytes.of(bad), {
        found: 'bytes that are not UTF-8',
        expected: 'text in UTF-8',
      });
    const level = this.#levels.at(-1);
    const wanted = level === undefined ? 'an object' : this.#wanted(level);
    return refuse('format/syntax', this.#bytes.of(offset), {
      found: String.fromCharCode(bytes[offset - start] as number),
      expected:
        this.#isWhole && level === undefined
          ? 'the end of the file'
          : `JSON: ${wanted}, or the rest of a word that has begun`,
    });
  }
}

function isEnd(word: Word, level: Level): boolean {
  return word.token === (level.isObject ? TokenType.RIGHT_BRACE : TokenType.RIGHT_BRACKET);
}
