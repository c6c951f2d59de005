/** Figures and lists as the sentences of every explanation write them. */

/** `12,345`. */
export function number(n: number | bigint): string {
  return n.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 paper`, `2 papers`. */
export function plural(n: number, noun: string): string {
  return `${number(n)} ${noun}${n === 1 ? '' : 's'}`;
}

/** `A, B and C`; names that have commas in them are kept apart by semicolons. */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  const hasCommas = items.some((item) => item.includes(','));
  return `${items.slice(0, -1).join(hasCommas ? '; ' : ', ')}${hasCommas ? ';' : ''} and ${items.at(-1)}`;
}

/** A name that ends with a full stop needs no second one. */
export function oneStop(text: string): string {
  return text.replace(/\.\.(?= |$)/g, '.');
}

/** The name of a candidate by id. */
export function namer(
  candidates: readonly { readonly id: string; readonly name: string }[],
): (id: string) => string {
  const names = new Map(candidates.map((c) => [c.id, c.name]));
  return (id) => names.get(id) as string;
}
