/**
 * The rule books of whoever runs this server: JSON files in one folder, read when it starts. A book
 * that cannot be enforced stops the start, since a contest may be running under it.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { err, type Failure, fromUtf8, ok, type Result } from '@hustings/base';
import { type RuleBook, readRuleBook } from '@hustings/rulebook';

/** `taken`: ids of books that come with Hustings. No folder is no book. */
export async function readOwnBooks(
  folder: string,
  taken: readonly string[],
): Promise<Result<readonly RuleBook[], Failure>> {
  const books: RuleBook[] = [];
  for (const name of await jsonFiles(folder)) {
    const read = readBook(name, await readFile(join(folder, name)));
    if (!read.ok) return read;
    const { id } = read.value;
    if (taken.includes(id) || books.some((book) => book.id === id))
      return err({
        code: 'server/rule-book-twice',
        message: `The rule book ${name} has the id “${id}”, which another book has. Give it one of its own.`,
      });
    books.push(read.value);
  }
  return ok(books);
}

async function jsonFiles(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted();
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return [];
    throw fault;
  }
}

function readBook(name: string, bytes: Uint8Array): Result<RuleBook, Failure> {
  const faulty = (what: string): Result<RuleBook, Failure> =>
    err({
      code: 'server/rule-book-faulty',
      message: `The rule book ${name} cannot be used: ${what} “hustings rulebook check” tells everything.`,
    });
  const text = fromUtf8(bytes);
  if (text === undefined) return faulty('it is not text in UTF-8.');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (fault) {
    return faulty(`it is not JSON (${(fault as SyntaxError).message}).`);
  }
  const read = readRuleBook(json);
  if (read.ok) return read;
  const [first] = read.error;
  return faulty(`at ${first?.pointer || '/'}: ${first?.message ?? ''}`);
}
