/** Small words that the sentences about rule books and entries share. */
import type { RuleBook } from './rule-book.ts';

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "a, b and c". */
export function list(parts: readonly string[], and: 'and' | 'or' = 'and'): string {
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} ${and} ${parts.at(-1)}`;
}

/** "1 nomination", "251 nominations", "654,006 electors". */
export function count(n: number, one: string, many: string = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

/** Digits in threes: the same on every machine. */
export function number(n: number): string {
  return String(n).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** The words of an id that nobody has named: "owen-smith" is "Owen Smith". */
export function nameOfId(id: string): string {
  return id.split('-').map(capital).join(' ');
}

/** The name that a list of the book gives to an id. */
export function named(
  items: readonly { readonly id: string; readonly name: string }[],
  id: string,
): string {
  return items.find((item) => item.id === id)?.name ?? id;
}

export function officeInText(book: RuleBook, id: string): string {
  return book.offices.find((office) => office.id === id)?.inText ?? id;
}

/** "half", "two thirds", "15%", "3/7". */
export function ratio(share: { readonly numerator: number; readonly denominator: number }): string {
  const known: Readonly<Record<string, string>> = {
    '1/1': 'all',
    '1/2': 'half',
    '1/3': 'a third',
    '2/3': 'two thirds',
    '1/4': 'a quarter',
    '3/4': 'three quarters',
    '1/5': 'a fifth',
  };
  const text = `${share.numerator}/${share.denominator}`;
  const isWholePercent = 100 % share.denominator === 0;
  return known[text] ?? (isWholePercent ? `${(share.numerator * 100) / share.denominator}%` : text);
}
