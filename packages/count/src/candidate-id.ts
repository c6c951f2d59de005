/**
 * Ids for candidates who come with a name only: `Bob Kiss (Progressive)` → `bob-kiss-progressive`.
 * Made from the name, so that they stay the same when a file lists the candidates in another order;
 * a number follows only where names collide or have no Latin letter or digit at all.
 */
export function candidateIds(names: readonly string[]): readonly string[] {
  const plain = names.map(
    (name) =>
      name
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '') || 'candidate',
  );
  const uses = new Map<string, number>();
  for (const id of plain) uses.set(id, (uses.get(id) ?? 0) + 1);
  const taken = new Set(plain.filter((id) => uses.get(id) === 1));
  const last = new Map<string, number>();
  return plain.map((id) => {
    if (uses.get(id) === 1) return id;
    let n = (last.get(id) ?? 0) + 1;
    while (taken.has(`${id}-${n}`)) n++;
    last.set(id, n);
    return `${id}-${n}`;
  });
}
