/** Ballots of the golden cases: through the package's readers, or from the layouts of other programs. */
import {
  aggregate,
  aggregatePiles,
  type BallotFile,
  type Candidate,
  candidateIds,
  findFormat,
  type Profile,
} from '../../src/index.ts';
import type { GoldenCase, OwnLayout } from './golden-case.ts';
import { readRctab } from './rctab.ts';

export type Ballots =
  | {
      readonly kind: 'file';
      readonly file: BallotFile;
      /** That came with the ballots. */
      readonly settings?: Readonly<Record<string, string>>;
      readonly withdrawn?: readonly string[];
      /** Names, the least favoured by lot first. */
      readonly order?: readonly string[];
    }
  | { readonly kind: 'profile'; readonly profile: Profile };

const named = (names: readonly string[]): Candidate[] => {
  const ids = candidateIds(names);
  return names.map((name, i) => ({ id: ids[i] as string, name }));
};

const layouts: Record<Exclude<OwnLayout, 'rctab'>, (text: string) => Profile> = {
  orders: (text) => {
    const file = JSON.parse(text) as {
      candidates: string[];
      ballotOrders: { count: number; order: string[] }[];
    };
    return aggregatePiles({
      candidates: named(file.candidates),
      seats: 1,
      piles: file.ballotOrders.map(({ count, order }) => ({
        count,
        ranking: order.map((name) => file.candidates.indexOf(name)),
      })),
    });
  },
  'vote-records': (text) => {
    const rows = JSON.parse(text) as Record<string, string>[];
    const papers = rows.map((row) =>
      Object.entries(row).flatMap(([key, name]) => (key.startsWith('vote_') ? [name] : [])),
    );
    const names = [...new Set(papers.flat())];
    return aggregate({
      candidates: named(names),
      seats: 1,
      papers: papers.map((p) => [...new Set(p)].map((name) => names.indexOf(name))),
    });
  },
};

/** Reads the bytes of a ballot file; undefined where it is a contest of a kind that is not counted here. */
export function readBallots(
  path: string,
  bytes: Uint8Array,
  from: GoldenCase['from'],
): Ballots | undefined {
  if (typeof from !== 'string') {
    if (from.layout === 'rctab') {
      const contest = readRctab(path);
      return contest && { kind: 'file', ...contest };
    }
    return { kind: 'profile', profile: layouts[from.layout](new TextDecoder().decode(bytes)) };
  }
  const format = findFormat(from);
  if (!format.ok) throw new Error(format.error.message);
  const reader = format.value.reader({});
  const pushed = reader.push(bytes);
  if (!pushed.ok) throw new Error(pushed.error.message);
  const file = reader.end();
  if (!file.ok) throw new Error(file.error.message);
  return { kind: 'file', file: file.value };
}
