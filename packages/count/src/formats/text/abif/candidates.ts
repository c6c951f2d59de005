/**
 * Who is who in an ABIF file. Lines `=key:[Name]` may stand anywhere. Where there are any, a bare word
 * on a paper must be one of the keys, or it is a slip (or a line cut short); what stands within
 * brackets may also be a declared name, or somebody who is not declared.
 */
import { ok, type Result } from '@hustings/base';
import type { FormatError } from '../../ballot-file.ts';
import { type Place, type Refused, refuse } from '../../format-error.ts';
import { type PaperSink, refuseTooManyCandidates } from '../../sink.ts';
import type { AbifToken } from './tokens.ts';

export class AbifCandidates {
  readonly #sink: PaperSink;
  readonly #codes = new Map<string, number>();
  readonly #declared = new Set<string>();
  /** Codes of declared names; undefined for a name that several have. */
  readonly #byName = new Map<string, number | undefined>();
  /** What papers have within brackets or quotes. */
  readonly #quoted = new Set<string>();
  /** Codes of those whom papers call so, and who are not declared yet. */
  readonly #inline = new Map<string, number>();
  /** Words that are not declared yet, and where the first stands. */
  readonly #bare = new Map<string, Place>();

  constructor(sink: PaperSink) {
    this.#sink = sink;
  }

  /** The candidate whom a paper calls so. */
  codeOf({ text, isQuoted, place }: AbifToken): Result<number, FormatError> {
    if (isQuoted) this.#quoted.add(text);
    const known = this.#codes.get(text);
    if (known !== undefined) return ok(known);
    if (isQuoted && this.#byName.has(text)) {
      const code = this.#byName.get(text);
      if (code !== undefined) return ok(code);
      const expected = 'the key of one candidate; several have this name';
      return refuse('format/unknown-candidate', place, { found: text, expected });
    }
    const code = this.#add(text, text, place);
    if (isQuoted && code.ok) this.#inline.set(text, code.value);
    else this.#bare.set(text, place);
    return code;
  }

  /** `=key:[Name]`. */
  declare({ text: key, place }: AbifToken, name: string): Refused | undefined {
    const byKey = this.#codes.get(key);
    const byName = this.#inline.get(name);
    const isTwo = byKey !== undefined && byName !== undefined && byKey !== byName;
    if (this.#declared.has(key) || isTwo || (this.#byName.has(name) && this.#quoted.has(name)))
      return refuse('format/duplicate-candidate', place, {
        found: key,
        expected: 'a key and a name that do not stand for two candidates already',
      });
    const known = byKey ?? byName;
    const code = known === undefined ? this.#add(key, name, place) : ok(known);
    if (!code.ok) return code;
    this.#codes.set(key, code.value);
    this.#sink.rename(code.value, name);
    this.#declared.add(key);
    this.#byName.set(name, this.#byName.has(name) ? undefined : code.value);
    this.#bare.delete(key);
    this.#inline.delete(key);
    this.#inline.delete(name);
    return undefined;
  }

  /** At the end of the file: whether everybody on the papers is known. */
  check(): Refused | undefined {
    const [first] = this.#bare;
    if (this.#declared.size === 0 || first === undefined) return undefined;
    const [found, place] = first;
    return refuse('format/unknown-candidate', place, {
      found,
      expected: 'a candidate who is declared, as others are ("=key:[Name]"), or a name in brackets',
    });
  }

  #add(key: string, name: string, place: Place): Result<number, FormatError> {
    const code = this.#sink.addCandidate(name);
    if (code === undefined) return refuseTooManyCandidates(place, key);
    this.#codes.set(key, code);
    return ok(code);
  }
}
