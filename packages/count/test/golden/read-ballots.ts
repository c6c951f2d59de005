/** Ballots of the golden cases, from whatever file they lie in, as the profiles that rules count. */
import {
  aggregate,
  aggregatePiles,
  type Candidate,
  candidateIds,
  type Profile,
  parseBlt,
  type WeakProfile,
  weakPile,
  weakProfile,
} from '../../src/index.ts';
import { readAbif, readPreferences } from './ballot-texts.ts';
import { readDroopBlt } from './droop-files.ts';
import type { BallotsAs } from './golden-case.ts';
import { readRanksCsv } from './ranks-csv.ts';

export interface Ballots {
  readonly candidates: number;
  /** Undefined where papers have equal ranks or opinions missing. */
  readonly profile: Profile | undefined;
  readonly weak: () => WeakProfile;
  /** Papers without a preference, which are not in the profile. */
  readonly blank: number;
  /** Papers that name two at the first rank, and so nobody. */
  readonly unread: number;
  /** `[tie …]` of a droop file: ids, least favoured first. */
  readonly order: readonly string[] | undefined;
}

const named = (names: readonly string[]): Candidate[] => {
  const ids = candidateIds(names);
  return names.map((name, i) => ({ id: ids[i] as string, name }));
};

function ranked(
  profile: Profile,
  over: {
    readonly blank?: number;
    readonly unread?: number;
    readonly order?: readonly string[];
  } = {},
): Ballots {
  return {
    candidates: profile.candidates.length,
    profile,
    weak: () => weakProfile(profile),
    blank: over.blank ?? 0,
    unread: over.unread ?? 0,
    order: over.order,
  };
}

function weakly(weak: WeakProfile): Ballots {
  return {
    candidates: weak.candidates.length,
    profile: undefined,
    weak: () => weak,
    blank: 0,
    unread: 0,
    order: undefined,
  };
}

const readers: Record<BallotsAs['kind'], (text: string, as: BallotsAs) => Ballots> = {
  blt: (text) => {
    const blt = parseBlt(text);
    if (!blt.ok) throw new Error(blt.error.message);
    return ranked(blt.value.profile, { blank: blt.value.blank });
  },
  'droop-blt': (text) => {
    const profile = readDroopBlt(text);
    const order = /\[tie ([\d ]+)\]/.exec(text)?.[1]?.trim().split(/\s+/);
    return ranked(profile, order === undefined ? {} : { order: order.map((n) => `c${n}`) });
  },
  'ranks-csv': (text) => {
    const { profile, undervotes } = readRanksCsv(text);
    return ranked(profile, { blank: undervotes });
  },
  'marks-csv': (text, as) => {
    const ignored = as.kind === 'marks-csv' ? as.ignored : [];
    const rows = text.trim().split(/\r?\n/).slice(1);
    // A column of the precinct comes first.
    const { profile, undervotes } = readRanksCsv(
      `count,ranks\n${rows.map((row) => `1,${row.split(',').slice(1).join(',')}`).join('\n')}`,
      ignored,
    );
    return ranked(profile, { blank: undervotes });
  },
  abif: (text) => {
    const { profile, unread } = readAbif(text);
    return ranked(profile, { unread });
  },
  preferences: (text) => ranked(readPreferences(text)),
  'raire-json': (text) => {
    const contest = JSON.parse(text) as {
      metadata: { candidates: string[] };
      votes: { n: number; prefs: number[] }[];
    };
    return ranked(
      aggregatePiles({
        candidates: named(contest.metadata.candidates),
        seats: 1,
        piles: contest.votes.map(({ n, prefs }) => ({ count: n, ranking: prefs })),
      }),
    );
  },
  'rank-table': (text) => {
    const [head = '', ...rows] = text.trim().split(/\r?\n/);
    const names = head.split(',').map((name) => name.replace(/ \(@.*/, ''));
    return weakly({
      candidates: names.map((id) => ({ id, name: id })),
      seats: 1,
      piles: rows.map((row) =>
        weakPile(row.split(',').map((cell) => (cell === 'No opinion' ? null : Number(cell)))),
      ),
    });
  },
  'mark-table': (text) => {
    const [head = '', ...rows] = text.trim().split(/\r?\n/);
    const names = head.split(',').map((name) => name.replaceAll('"', ''));
    const papers = rows.map((row) =>
      row.split(',').flatMap((cell, i) => (cell.trim() === '1' ? [i] : [])),
    );
    return ranked(aggregate({ candidates: named(names), seats: 1, papers }));
  },
  debian: (text) => {
    const year = JSON.parse(text) as { options: string[]; ranks: [number, string][] };
    return weakly({
      candidates: named(year.options),
      seats: 1,
      piles: year.ranks.map(([count, ranks]) =>
        weakPile(
          [...ranks].map((r) => (r === '-' ? null : Number.parseInt(r, 36))),
          count,
        ),
      ),
    });
  },
  orders: (text) => {
    const file = JSON.parse(text) as {
      candidates: string[];
      ballotOrders: { count: number; order: string[] }[];
    };
    return ranked(
      aggregatePiles({
        candidates: named(file.candidates),
        seats: 1,
        piles: file.ballotOrders.map(({ count, order }) => ({
          count,
          ranking: order.map((name) => file.candidates.indexOf(name)),
        })),
      }),
    );
  },
  'vote-records': (text) => {
    const rows = JSON.parse(text) as Record<string, string>[];
    const papers = rows.map((row) =>
      Object.entries(row).flatMap(([key, name]) => (key.startsWith('vote_') ? [name] : [])),
    );
    const names = [...new Set(papers.flat())];
    return ranked(
      aggregate({
        candidates: named(names),
        seats: 1,
        papers: papers.map((p) => [...new Set(p)].map((name) => names.indexOf(name))),
      }),
    );
  },
};

/** Reads ballots and sets the seats and who does not stand. */
export function readBallots(
  text: string,
  as: BallotsAs,
  over: { readonly seats?: number | undefined; readonly withdrawn?: readonly string[] | undefined },
): Ballots {
  const read = readers[as.kind](text, as);
  const changed = <P extends Profile | WeakProfile>(profile: P): P => ({
    ...profile,
    ...(over.seats === undefined ? {} : { seats: over.seats }),
    candidates: profile.candidates.map((c) =>
      over.withdrawn?.includes(c.name) === true ? { ...c, withdrawn: true as const } : c,
    ),
  });
  return {
    ...read,
    profile: read.profile === undefined ? undefined : changed(read.profile),
    weak: () => changed(read.weak()),
  };
}
