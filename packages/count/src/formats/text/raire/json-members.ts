/**
 * JSON (RFC 8259) a line at a time: an object whose members are given one by one when they are whole,
 * and of one that is a long list each element. Nothing else is kept. Words of JSON never cross a line
 * end, so that lines are enough; a file on one line may have 16 MiB.
 */
import type { Place, Refused } from '../../format-error.ts';
import { refuseFileEnd } from '../../format-error.ts';
import { Cursor } from '../cursor.ts';

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

export interface JsonMember {
  readonly name: string;
  readonly value: JsonValue;
  readonly place: Place;
}

type Open = { [name: string]: JsonValue } | JsonValue[];

interface Level {
  readonly isObject: boolean;
  /** Undefined for the object and the list whose members are given away. */
  readonly value: Open | undefined;
  readonly names: Set<string>;
  readonly place: Place;
  name: string;
  next: 'first' | 'name' | 'colon' | 'value' | 'comma';
}

const MOST_DEPTH = 32;
const STRING = /"(?:[^"\\\p{Cc}]|\\.)*"/uy;
const OTHER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;

export class JsonMembers {
  readonly #list: string;
  readonly #onMember: (member: JsonMember) => Refused | undefined;
  readonly #levels: Level[] = [];
  #isWhole = false;
  #hasList = false;

  /** `list` is the name of the long list. */
  constructor(list: string, onMember: (member: JsonMember) => Refused | undefined) {
    this.#list = list;
    this.#onMember = onMember;
  }

  /** Whether the long list was there, be it empty. */
  get hasList(): boolean {
    return this.#hasList;
  }

  line(text: string, line: number): Refused | undefined {
    const cursor = new Cursor(text, line);
    for (cursor.skipBlanks(); !cursor.isAtEnd; cursor.skipBlanks()) {
      const refused = this.#word(cursor);
      if (refused !== undefined) return refused;
    }
    return undefined;
  }

  end(place: Place): Refused | undefined {
    return this.#isWhole ? undefined : refuseFileEnd(place, this.#wanted());
  }

  #word(cursor: Cursor): Refused | undefined {
    const level = this.#levels.at(-1);
    if (level === undefined) {
      if (this.#isWhole) return cursor.wrong('the end of the file');
      return this.#value(cursor);
    }
    const isEnd = cursor.next === (level.isObject ? '}' : ']');
    if (isEnd && (level.next === 'first' || level.next === 'comma')) {
      cursor.at++;
      return this.#close();
    }
    switch (level.next) {
      case 'comma':
        if (!cursor.takeSign(',')) return cursor.wrong(this.#wanted());
        level.next = level.isObject ? 'name' : 'value';
        return undefined;
      case 'colon':
        if (!cursor.takeSign(':')) return cursor.wrong(this.#wanted());
        level.next = 'value';
        return undefined;
      case 'value':
        return this.#value(cursor);
      default:
        return level.isObject ? this.#name(cursor, level) : this.#value(cursor);
    }
  }

  #name(cursor: Cursor, level: Level): Refused | undefined {
    const { at } = cursor;
    const name = readString(cursor.take(STRING));
    if (name === undefined || level.names.has(name)) {
      cursor.at = at;
      return cursor.wrong(name === undefined ? this.#wanted() : `"${name}" once in an object`);
    }
    level.names.add(name);
    level.name = name;
    level.next = 'colon';
    return undefined;
  }

  #value(cursor: Cursor): Refused | undefined {
    const { place } = cursor;
    const depth = this.#levels.length;
    const isObject = cursor.next === '{';
    if (isObject || (cursor.next === '[' && depth > 0)) {
      if (depth === MOST_DEPTH) return cursor.wrong(`at most ${MOST_DEPTH} levels`);
      cursor.at++;
      const isGivenAway =
        depth === 0 || (depth === 1 && !isObject && this.#levels[0]?.name === this.#list);
      if (isGivenAway && depth === 1) this.#hasList = true;
      const value: Open | undefined = isGivenAway ? undefined : isObject ? Object.create(null) : [];
      const names = new Set<string>();
      this.#levels.push({ isObject, value, names, place, name: '', next: 'first' });
      return undefined;
    }
    if (depth === 0) return cursor.wrong('an object of JSON, "{"');
    const { at } = cursor;
    const word = cursor.take(cursor.next === '"' ? STRING : OTHER);
    const value = word.startsWith('"') ? readString(word) : readOther(word);
    if (value !== undefined) return this.#keep(value, place);
    cursor.at = at;
    return cursor.wrong(this.#wanted());
  }

  #close(): Refused | undefined {
    const { value, place } = this.#levels.pop() as Level;
    if (this.#levels.length === 0) this.#isWhole = true;
    else if (value !== undefined) return this.#keep(value, place);
    else (this.#levels.at(-1) as Level).next = 'comma';
    return undefined;
  }

  /** A value is whole. */
  #keep(value: JsonValue, place: Place): Refused | undefined {
    const level = this.#levels.at(-1) as Level;
    level.next = 'comma';
    if (level.value === undefined)
      return this.#onMember({ name: (this.#levels[0] as Level).name, value, place });
    if (Array.isArray(level.value)) level.value.push(value);
    else level.value[level.name] = value;
    return undefined;
  }

  #wanted(): string {
    const level = this.#levels.at(-1);
    if (level === undefined) return 'an object of JSON, "{"';
    const end = level.isObject ? '"}"' : '"]"';
    if (level.next === 'colon') return '":"';
    if (level.next === 'comma') return `"," or ${end}`;
    const what = level.isObject && level.next !== 'value' ? 'a name in quotes' : 'a value';
    return level.next === 'first' ? `${what} or ${end}` : what;
  }
}

function readString(word: string): string | undefined {
  try {
    return word === '' ? undefined : String(JSON.parse(word));
  } catch {
    return undefined;
  }
}

function readOther(word: string): number | boolean | null | undefined {
  if (word === '') return undefined;
  if (word === 'null') return null;
  return word === 'true' || word === 'false' ? word === 'true' : Number(word);
}
