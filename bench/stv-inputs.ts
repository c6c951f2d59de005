/**
 * Papers of 44 candidates for the benchmarks of the single transferable vote, made of those of the Senate
 * elections of 2019 in the Australian Capital Territory (17 candidates) and the Northern Territory (18):
 * one of the first, one of the second and one more of the first (its first nine candidates), riffled
 * together and cut to one and a half times the longest of the three. So nearly every paper is a
 * different ranking, and each of its parts stands as an elector wrote it.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parseBlt } from '@hustings/count';
import { drawer, draws, type Papers, riffled, type Source } from './inputs.ts';

function papersOf(election: string): Papers {
  const file = new URL(
    `../packages/count/test/fixtures/${election}/expanded.blt.gz`,
    import.meta.url,
  );
  const blt = parseBlt(gunzipSync(readFileSync(file)).toString());
  if (!blt.ok) throw new Error(blt.error.message);
  return [...blt.value.profile.piles];
}

export function senateOf44(): Source {
  const [act, nt] = [papersOf('aus-senate-2019-act'), papersOf('aus-senate-2019-nt')];
  return {
    what: 'Senate 2019, papers of ACT and NT riffled together',
    candidates: 44,
    papers: () => {
      const draw = draws(44);
      const [one, other] = [drawer(act, draw), drawer(nt, draw)];
      return () => {
        const first = one();
        const second = other().map((c) => c + 17);
        const third = one().flatMap((c) => (c < 9 ? [c + 35] : []));
        const longest = Math.max(first.length, second.length, third.length);
        const all = riffled(riffled(first, second, draw), third, draw);
        return all.slice(0, Math.ceil(1.5 * longest));
      };
    },
  };
}
