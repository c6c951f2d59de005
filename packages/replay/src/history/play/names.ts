/** Names of a print as ids of a proceeding, and sections of a print as sections of a book. */

/** "Rebecca Long-Bailey" is `rebecca-long-bailey`. */
export function idOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[’']/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 64)
    .replaceAll(/^-+|-+$/g, '');
  return plain === '' ? 'unnamed' : plain;
}

/**
 * Which of `ours` each of `theirs` is: the same name, or the one that begins alike ("mps" and
 * "mps-meps", "affiliates" and "affiliated"), or the only one. Those that fit none are left out.
 */
export function alike(
  theirs: readonly string[],
  ours: readonly string[],
  said: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const isFree = (id: string): boolean => ![...found.values()].includes(id);
  for (const name of theirs) {
    const told = said[name];
    if (told !== undefined) found.set(name, told);
    else if (ours.includes(name)) found.set(name, name);
  }
  for (const name of theirs) {
    if (found.has(name)) continue;
    const [best] = ours
      .filter(isFree)
      .map((id) => ({ id, length: commonStart(name, id) }))
      .filter(({ length }) => length >= 3)
      .toSorted((a, b) => b.length - a.length);
    if (best !== undefined) found.set(name, best.id);
  }
  const [only] = ours;
  if (theirs.length === 1 && ours.length === 1 && only !== undefined)
    found.set(theirs[0] as string, only);
  return found;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}
