/**
 * JSON in which every number keeps the digits that were printed ("35.0" is not "35") and every value
 * its place (RFC 6901), so that a finding can point at the very figure.
 */
import { err, ok, type Result } from '@hustings/base';
import { exact, type Ratio } from '@hustings/count';

/** A printed number. */
export interface Figure {
  readonly path: string;
  readonly text: string;
  readonly value: Ratio;
  readonly decimals: number;
}

export interface ResultUnreadable {
  readonly code: 'audit/not-json' | 'audit/not-a-result';
  readonly message: string;
}

/** The spelling of a number in the text; what `JSON.parse` keeps of it. */
class Numeral {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Json = null | boolean | string | Numeral | readonly Json[] | { readonly [key: string]: Json };

/** A place in the file; asking for what is not there gives undefined, never an error. */
export class Node {
  readonly path: string;
  readonly #json: Json;
  readonly #changes: ReadonlyMap<string, string>;

  constructor(json: Json, path: string, changes: ReadonlyMap<string, string>) {
    this.#json = json;
    this.path = path;
    this.#changes = changes;
  }

  at(key: string): Node | undefined {
    const json = this.#json;
    if (!isObject(json) || !Object.hasOwn(json, key)) return undefined;
    return new Node(json[key] as Json, `${this.path}/${escaped(key)}`, this.#changes);
  }

  /** Follows keys one below the other. */
  down(...keys: readonly string[]): Node | undefined {
    return keys.reduce<Node | undefined>((node, key) => node?.at(key), this);
  }

  items(): readonly Node[] {
    const json = this.#json;
    if (!Array.isArray(json)) return [];
    return json.map((item, i) => new Node(item as Json, `${this.path}/${i}`, this.#changes));
  }

  entries(): readonly (readonly [string, Node])[] {
    const json = this.#json;
    if (!isObject(json)) return [];
    return Object.keys(json).map((key) => [key, this.at(key) as Node]);
  }

  text(): string | undefined {
    return typeof this.#json === 'string' ? this.#json : undefined;
  }

  flag(): boolean | undefined {
    return typeof this.#json === 'boolean' ? this.#json : undefined;
  }

  texts(): readonly string[] {
    return this.items().flatMap((item) => item.text() ?? []);
  }

  isNull(): boolean {
    return this.#json === null;
  }

  figure(): Figure | undefined {
    if (!(this.#json instanceof Numeral)) return undefined;
    return figureOf(this.path, this.#changes.get(this.path) ?? this.#json.text);
  }

  /** The members that are numbers, by key; what starts with "_" is no candidate. */
  figures(): Figures {
    return new Map(
      this.entries().flatMap(([key, node]) => {
        const figure = node.figure();
        return figure === undefined || key.startsWith('_') ? [] : [[key, figure] as const];
      }),
    );
  }
}

/** Printed numbers by what they are of: candidates, sections. */
export type Figures = ReadonlyMap<string, Figure>;

/** The figure at `path`, or undefined where the text is no plain decimal number. */
export function figureOf(path: string, text: string): Figure | undefined {
  const plain = /^-?\d+(\.\d+)?$/.exec(text);
  if (plain === null) return undefined;
  return { path, text, value: exact.fromText(text), decimals: (plain[1] ?? '.').length - 1 };
}

/** Reads a file once; `root` gives its tree, with some figures replaced where a reader tries what would fit. */
export function readTree(
  text: string,
): Result<(changes?: ReadonlyMap<string, string>) => Node, ResultUnreadable> {
  let json: Json;
  try {
    json = JSON.parse(text, keepDigits) as Json;
  } catch (error) {
    return err({
      code: 'audit/not-json',
      message: `The result is not JSON: ${error instanceof Error ? error.message : 'it cannot be read'}.`,
    });
  }
  if (!isObject(json))
    return err({
      code: 'audit/not-a-result',
      message: 'A result is a JSON object with the figures that were published.',
    });
  return ok((changes = NONE) => new Node(json, '', changes));
}

const NONE: ReadonlyMap<string, string> = new Map();

/** `context.source` is the number as it was written (ECMAScript 2026); older engines give the shortest spelling. */
function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' ? new Numeral(context?.source ?? String(value)) : value;
}

function isObject(json: Json): json is { readonly [key: string]: Json } {
  return (
    typeof json === 'object' && json !== null && !Array.isArray(json) && !(json instanceof Numeral)
  );
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
