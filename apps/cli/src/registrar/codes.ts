/** The voting codes that a registrar made, and who gets which: kept sealed in its folder and nowhere else. */
import { assert, err, type Failure, fromUtf8, ok, type Result, utf8 } from '@hustings/base';
import type { RollRow } from '@hustings/server/roll';
import type { HolderFolder } from '../keyholder/holder-folder.ts';

export interface Member {
  readonly name: string;
  /** Empty where the member has none. */
  readonly email: string;
  readonly memberNo: string;
  /** Section of the electorate, by the rule book's id. */
  readonly section: string;
  readonly code: string;
}

/** One roll's codes. */
export interface CodeBook {
  readonly proceeding: string;
  readonly organisation: string;
  readonly title: string;
  readonly url: string;
  readonly electorate: string;
  readonly roll: string;
  readonly members: readonly Member[];
}

export function codeName(proceeding: string, electorate: string): string {
  return `codes/${proceeding}/${electorate}`;
}

export function keepCodes(folder: HolderFolder, book: CodeBook): void {
  folder.put(codeName(book.proceeding, book.electorate), utf8(JSON.stringify(book)));
}

export function codeBooks(folder: HolderFolder): readonly CodeBook[] {
  return folder.names('codes/').map((name) => {
    const text = fromUtf8(folder.get(name) ?? new Uint8Array());
    assert(text !== undefined, 'what is sealed here was written here');
    return JSON.parse(text) as CodeBook;
  });
}

/** The codes of one proceeding; of one electorate, where it has several. Code: `cli/no-codes`. */
export function findCodes(
  folder: HolderFolder,
  address: string,
  electorate: string | undefined,
): Result<CodeBook, Failure> {
  const id = address.replace(/\/+$/, '').replace(/^.*\/p\//, '');
  const found = codeBooks(folder).filter(
    (b) => b.proceeding === id && (electorate === undefined || b.electorate === electorate),
  );
  const [book] = found;
  if (book === undefined)
    return err({ code: 'cli/no-codes', message: `There are no codes for ${id} in this folder.` });
  if (found.length === 1) return ok(book);
  const names = found.map((b) => b.electorate).join(', ');
  return err({
    code: 'cli/no-codes',
    message: `There are codes for several electorates: say which with --electorate: ${names}.`,
  });
}

/** The rows of a members' file with a code each; rows of the file keep their order. */
export function withCodes(rows: readonly RollRow[], codes: readonly string[]): readonly Member[] {
  return rows.map(({ name, email, memberNo, section }, i) => {
    const code = codes[i];
    assert(code !== undefined, 'there is a code for every member');
    return { name, email, memberNo, section, code };
  });
}
