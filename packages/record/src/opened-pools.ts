/** The opened papers of a closed poll, pool by pool, as the record holds them. */
import { piecesFor } from '@hustings/ballot';
import { type Failure, ok, type Result } from '@hustings/base';
import { paperLength } from '@hustings/count';
import type { Manifest } from '@hustings/rulebook';
import type { PollFile } from './docket.ts';
import { parsePapers, sortPapers } from './papers.ts';
import type { FormedPool } from './pools.ts';
import type { OpenedPool } from './tally.ts';

export async function readOpenedPools(
  manifest: Manifest,
  file: PollFile,
  pools: readonly FormedPool[],
  blob: (sha256: string) => Promise<Uint8Array | undefined>,
): Promise<Result<readonly OpenedPool[], Failure>> {
  const pieces = piecesFor(paperLength(manifest.form));
  const opened: OpenedPool[] = [];
  for (const pool of pools) {
    const act = file.opened.find((o) => o.act.pool === pool.id)?.act;
    const bytes = act && (await blob(act.papers.sha256));
    if (bytes === undefined)
      return {
        ok: false,
        error: { code: 'papers/missing', message: `The papers of pool ${pool.id} are not opened.` },
      };
    const papers = parsePapers(bytes, pieces);
    if (!papers.ok) return papers;
    opened.push({ pool, papers: sortPapers(manifest.form, papers.value) });
  }
  return ok(opened);
}
