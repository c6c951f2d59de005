import type { Profile } from './profile.ts';

/** Writes a profile as a BLT file that `parseBlt` reads back; names are quoted, control characters become blanks. */
export function writeBlt(profile: Profile, title: string): string {
  const out = [`${profile.candidates.length} ${profile.seats}`];
  const withdrawn = profile.candidates.flatMap((c, i) =>
    c.withdrawn === true ? [`-${i + 1}`] : [],
  );
  if (withdrawn.length > 0) out.push(withdrawn.join(' '));
  for (const { ranking, count } of profile.piles)
    out.push([count, ...ranking.map((candidate) => candidate + 1), 0].join(' '));
  out.push('0', ...profile.candidates.map((c) => quote(c.name)), quote(title));
  return `${out.join('\n')}\n`;
}

function quote(text: string): string {
  return `"${text.replace(/\p{Cc}|[\u2028\u2029]/gu, ' ').replace(/["\\]/g, '\\$&')}"`;
}
