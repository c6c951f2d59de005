/** A proceeding played act by act, with keys and blobs that only look like ones: the referee asks for no more. */
import { readFileSync } from 'node:fs';
import { unwrap } from '@hustings/base';
import {
  type Act,
  type Actor,
  apply,
  type Breach,
  bookHash,
  type Entry,
  type Manifest,
  manifestDraft,
  type RuleBook,
  readRuleBook,
  type State,
  start,
  tallies,
} from '../src/index.ts';
import { put } from './mutate.ts';

export function bookJson(id: string): unknown {
  const url = new URL(`../../../rulebooks/${id}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8'));
}

export function book(id: string): RuleBook {
  return unwrap(readRuleBook(bookJson(id)));
}

/** The book with something changed, read again, so that tests use only books that can exist. */
/** The book with other values at some JSON Pointers, read again: tests use only books that can exist. */
export function bookWith(id: string, changes: Readonly<Record<string, unknown>>): RuleBook {
  let json = bookJson(id);
  for (const [pointer, value] of Object.entries(changes)) json = put(json, pointer, value);
  return unwrap(readRuleBook(json));
}

export const OFFICER: Actor = { role: 'officer', id: 'returning-officer' };
export const SYSTEM: Actor = { role: 'system', id: 'hustings' };
export const HEX = 'ab'.repeat(32);
export const BLOB = { sha256: HEX, size: 1 } as const;

export function hex(n: number): string {
  return n.toString(16).padStart(64, '0');
}

export class Scene {
  state: State;
  readonly book: RuleBook;
  /** Every entry that was allowed, with the state before it. */
  readonly history: { readonly before: State; readonly entry: Entry }[] = [];

  constructor(rules: RuleBook, at: string, mode: 'simple' | 'separated' = 'simple') {
    this.book = rules;
    this.state = start(rules);
    this.take(at, OFFICER, {
      kind: 'proceeding-opened',
      proceeding: 'test',
      organisation: 'A society',
      title: 'A test',
      book: { id: rules.id, version: rules.version, hash: bookHash(rules) },
      mode,
      logKey: 'log+00000000+AAAA',
      officerKey: HEX,
      notes: [],
    });
  }

  entry(at: string, by: Actor, act: Act) {
    return { seq: this.state.seq + 1, at, by, act };
  }

  take(at: string, by: Actor, act: Act): this {
    const entry = this.entry(at, by, act);
    const next = apply(this.state, entry);
    if (!next.ok) throw new Error(`${act.kind} refused: ${JSON.stringify(next.error)}`);
    this.history.push({ before: this.state, entry });
    this.state = next.value;
    return this;
  }

  refuse(at: string, by: Actor, act: unknown): Breach {
    const next = apply(this.state, this.entry(at, by, act as Act));
    if (next.ok) throw new Error(`allowed, and should not be: ${JSON.stringify(act)}`);
    return next.error;
  }

  /** Two of three trustees by default, one mixer. */
  ceremony(at: string, poll: string, trustees = 3, threshold = 2, mixers = 1): this {
    const holder = (kind: string, offset: number) => (_: unknown, i: number) => ({
      id: `${kind}-${i + 1}`,
      name: `${kind === 'mixer' ? 'Mixer' : 'Trustee'} ${i + 1}`,
      key: hex(offset + i),
    });
    const all = Array.from({ length: trustees }, holder('trustee', 1));
    this.take(at, OFFICER, {
      kind: 'ceremony-opened',
      poll,
      threshold,
      trustees: all,
      mixers: Array.from({ length: mixers }, holder('mixer', 100)),
    });
    for (const kind of ['key-pledged', 'key-dealt', 'key-shares-sent', 'key-accepted'] as const)
      for (const { id } of all) this.take(at, { role: 'trustee', id }, keyAct(kind, poll, id));
    return this;
  }

  manifest(matter: string, poll: string, roll: string): Manifest {
    const draft = unwrap(manifestDraft(this.state, { matter, poll, roll }));
    const trustees = draft.trustees.map((t, i) => ({ ...t, share: hex(1000 + i) }));
    return { ...draft, key: hex(999), trustees };
  }

  prepare(at: string, matter: string, poll: string, roll: string): this {
    const manifest = this.manifest(matter, poll, roll);
    return this.take(at, OFFICER, { kind: 'poll-prepared', poll, matter, manifest });
  }

  roll(
    at: string,
    roll: string,
    electorate: string,
    sizes: Readonly<Record<string, number>>,
  ): this {
    return this.take(at, OFFICER, rollAct(roll, electorate, sizes));
  }

  nominate(at: string, matter: string, nominator: string, candidate: string, body: string): this {
    return this.take(
      at,
      { role: 'nominator', id: nominator },
      {
        kind: 'nomination-made',
        matter,
        candidate,
        name: candidate.toUpperCase(),
        nominator,
        body,
      },
    );
  }

  consent(at: string, matter: string, candidate: string): this {
    return this.take(
      at,
      { role: 'candidate', id: candidate },
      {
        kind: 'candidate-consented',
        matter,
        candidate,
      },
    );
  }

  closeNominations(at: string, matter: string): this {
    return this.take(at, OFFICER, {
      kind: 'nominations-closed',
      matter,
      tallies: tallies(this.state, matter),
    });
  }

  close(at: string, poll: string, pools: Readonly<Record<string, number>>): this {
    return this.take(at, OFFICER, closeAct(this.state, poll, pools));
  }

  /** Mixes, decrypts and opens every pool. */
  openBox(at: string, poll: string, spoilt: Readonly<Record<string, number>> = {}): this {
    const { manifest, pools } = this.state.polls[poll] as State['polls'][string];
    for (const pool of pools) {
      manifest?.mixers.forEach(({ id: mixer }, i) => {
        this.take(
          at,
          { role: 'mixer', id: mixer },
          {
            kind: 'pool-mixed',
            poll,
            pool: pool.id,
            mixer,
            step: i + 1,
            ballots: BLOB,
            proof: BLOB,
          },
        );
      });
      for (const { id: trustee } of manifest?.trustees.slice(0, manifest.threshold) ?? [])
        this.take(
          at,
          { role: 'trustee', id: trustee },
          {
            kind: 'share-published',
            poll,
            pool: pool.id,
            trustee,
            shares: BLOB,
          },
        );
      const bad = spoilt[pool.id] ?? 0;
      this.take(at, SYSTEM, {
        kind: 'pool-opened',
        poll,
        pool: pool.id,
        papers: BLOB,
        valid: pool.counting - bad,
        spoilt: bad === 0 ? [] : [{ reason: 'blank', count: bad }],
      });
    }
    return this;
  }
}

export function keyAct(
  kind: 'key-pledged' | 'key-dealt' | 'key-shares-sent' | 'key-accepted',
  poll: string,
  trustee: string,
): Act {
  switch (kind) {
    case 'key-pledged':
      return { kind, poll, trustee, hash: HEX };
    case 'key-dealt':
      return { kind, poll, trustee, deal: BLOB };
    case 'key-shares-sent':
      return { kind, poll, trustee, shares: BLOB };
    case 'key-accepted':
      return { kind, poll, trustee };
  }
}

export function rollAct(
  roll: string,
  electorate: string,
  sizes: Readonly<Record<string, number>>,
): Act {
  return {
    kind: 'roll-frozen',
    roll,
    electorate,
    sections: Object.entries(sizes).map(([id, size]) => ({ id, size, root: HEX })),
    excluded: [],
    credentials: BLOB,
  };
}

export function closeAct(state: State, poll: string, pools: Readonly<Record<string, number>>): Act {
  const counting = Object.values(pools).reduce((a, b) => a + b, 0);
  return {
    kind: 'poll-closed',
    poll,
    cast: counting,
    counting,
    pools: Object.entries(pools).map(([id, n]) => ({
      id,
      sections: id
        .split('+')
        .flatMap((p) => state.polls[poll]?.manifest?.pools.find((x) => x.id === p)?.sections ?? []),
      counting: n,
    })),
  };
}

// -------------------------------------------------------------------- a society's election, in days

export const CHAIR = 'chair-2026';

/** 2026-03-DD at nine in the morning (UTC). */
export function day(n: number, time: string = '09:00:00.000'): string {
  return `2026-03-${String(n).padStart(2, '0')}T${time}Z`;
}

export const SOCIETY_DATES: Readonly<Record<string, string>> = {
  'nominations-open': day(2),
  'nominations-close': day(9),
  'poll-opens': day(10),
  'poll-closes': day(17),
};

export function callChair(scene: Scene): Scene {
  return scene
    .take(day(1), OFFICER, {
      kind: 'contest-called',
      matter: CHAIR,
      procedure: 'chair-election',
      trigger: 'yearly',
      office: 'chair',
      because: 'The year is over.',
    })
    .take(day(1), OFFICER, {
      kind: 'timetable-set',
      matter: CHAIR,
      by: 'committee',
      dates: SOCIETY_DATES,
      reason: 'As every year.',
    });
}

/** Nominations open, with a timetable. */
export function societyNominating(rules: RuleBook = book('society-annual-election')): Scene {
  return callChair(new Scene(rules, day(1))).take(day(2), OFFICER, {
    kind: 'nominations-opened',
    matter: CHAIR,
  });
}

/** Two candidates stand, thirty electors, the poll is open. */
export function societyVoting(rules?: RuleBook): Scene {
  const scene = societyNominating(rules);
  for (const candidate of ['ada', 'bo'])
    scene
      .nominate(day(3), CHAIR, `${candidate}-proposer`, candidate, 'members')
      .nominate(day(3), CHAIR, `${candidate}-seconder`, candidate, 'members')
      .consent(day(3), CHAIR, candidate);
  return scene
    .closeNominations(day(9), CHAIR)
    .roll(day(9), 'roll', 'all-members', { members: 30 })
    .ceremony(day(9), 'poll')
    .prepare(day(9), CHAIR, 'poll', 'roll')
    .take(day(10), SYSTEM, { kind: 'poll-opened', poll: 'poll' });
}
