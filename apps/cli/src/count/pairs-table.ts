/** The table of pairs: papers that put the candidate of the row above that of the column. */
import type { CondorcetResult } from '@hustings/count';
import { COLUMNS, cut, grouped, wrap } from './wrap.ts';

const NAME = 24;

export function pairsTable(result: CondorcetResult): readonly string[] {
  const { pairs, ranking, candidates } = result;
  const nameOf = new Map(candidates.map((c) => [c.id, c.name]));
  const ranked = ranking.flat();
  const ids = [
    ...ranked,
    ...result.dropped.map((d) => d.candidate).filter((id) => !ranked.includes(id)),
  ];
  const numbers = new Map(ids.map((id, i) => [id, `${i + 1}`]));
  const number = (id: string): string => numbers.get(id) as string;
  let most = 0;
  for (const a of ids) for (const b of ids) most = Math.max(most, pairs[a]?.[b] ?? 0);
  const width = Math.max(4, grouped(most).length + 1) + 1;
  const perBand = Math.max(1, Math.floor((COLUMNS - NAME - 4) / width));
  const out = [
    'Papers that prefer the one on the left to the one of the column; * wins the pair',
    '',
  ];
  for (let at = 0; at < ids.length; at += perBand) {
    const columns = ids.slice(at, at + perBand);
    out.push(
      `${' '.repeat(NAME + 4)}${columns.map((id) => `${number(id).padStart(width - 1)} `).join('')}`.trimEnd(),
      '─'.repeat(NAME + 4 + width * columns.length),
    );
    for (const a of ids) {
      const cells = columns.map((b) => {
        if (a === b) return `${'–'.padStart(width - 1)} `;
        const [votes, against] = [pairs[a]?.[b] ?? 0, pairs[b]?.[a] ?? 0];
        return `${grouped(votes).padStart(width - 1)}${votes > against ? '*' : ' '}`;
      });
      out.push(
        `${number(a).padStart(3)} ${cut(nameOf.get(a) ?? a, NAME).padEnd(NAME)}${cells.join('')}`.trimEnd(),
      );
    }
    out.push('');
  }
  const tiers = ranking.map((tier) => tier.map((id) => nameOf.get(id) ?? id).join(' = '));
  out.push(wrap(`Ranking: ${tiers.join(' > ')}`, '  '));
  return out;
}
