import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { err, type Failure, fromUtf8, ok, type Result } from '@hustings/base';
import { findRuleBook } from '@hustings/replay';
import { type RuleBook, type RuleBookFault, readRuleBook } from '@hustings/rulebook';
import { readBytes } from './read-bytes.ts';

export type ReadBook =
  | { readonly kind: 'book'; readonly book: RuleBook }
  | { readonly kind: 'faulty'; readonly faults: readonly RuleBookFault[] }
  | { readonly kind: 'nowhere' };

/** A rule book by the path of its file or, where there is no such file, by the id of one of ours. */
export async function openRuleBook(named: string, cwd: string): Promise<Result<ReadBook, Failure>> {
  const file = resolve(cwd, named);
  if (!existsSync(file)) {
    const book = findRuleBook(named);
    return ok(book === undefined ? { kind: 'nowhere' } : { kind: 'book', book });
  }
  const json = await readJson(file);
  if (!json.ok) return json;
  const read = readRuleBook(json.value);
  return ok(read.ok ? { kind: 'book', book: read.value } : { kind: 'faulty', faults: read.error });
}

async function readJson(file: string): Promise<Result<unknown, Failure>> {
  const text = fromUtf8(await readBytes(file));
  if (text === undefined) return err({ code: 'cli/not-text', message: 'It is not text in UTF-8.' });
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return err({
      code: 'cli/not-json',
      message: `It is not JSON: ${(error as SyntaxError).message}.`,
    });
  }
}
