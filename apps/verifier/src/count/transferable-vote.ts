/** The single transferable vote by weighted inclusive Gregory (spec/count-stv.md §6): `scottish-stv` and `wigm`. */
import type { Counted, Profile, TieSources, Uncounted } from './profile.ts';
import {
  add,
  compareRatios,
  cut,
  floor,
  multiply,
  type Ratio,
  ratio,
  subtract,
  sum,
  written,
  ZERO,
} from './ratio.ts';
import { breakTie, type Earlier } from './ties.ts';

/** What differs between the two rules. */
interface Rule {
  readonly places: number | 'exact';
  readonly settings: Readonly<Record<string, string>>;
}

const COMMON = {
  method: 'gregory',
  'quota.share': 'droop',
  'quota.when': 'fixed',
  alsoElects: 'nothing',
  electedWhen: 'reached',
  levelAtQuota: 'ladder',
  'surplus.papers': 'all',
  'surplus.sharing': 'weighted',
  'surplus.among': 'all-papers',
  'surplus.capped': 'false',
  'surplus.leftOver': 'lost',
  'surplus.rounding': 'once',
  'surplus.order': 'largest-first',
  'surplus.defer': 'false',
  'exclusion.papers': 'at-once',
  'exclusion.parts': 'parts-of-a-stage',
  'exclusion.elects': 'after-each-part',
  'exclusion.bulk': 'never',
  'exclusion.bulkFirst': 'false',
  creditBy: 'value',
  'finish.lastStanding': 'at-once',
  'finish.lastExclusion': 'moves-papers',
  'finish.lastTwo': 'false',
  restart: 'never',
};

const RULES: Readonly<Record<string, Rule>> = {
  'scottish-stv': {
    places: 5,
    settings: {
      ...COMMON,
      'quota.places': '0',
      'quota.rounding': 'next',
      'quota.reach': 'at-least',
      'surplus.places': '5',
      votePlaces: '5',
    },
  },
  wigm: {
    places: 'exact',
    settings: {
      ...COMMON,
      'quota.places': 'exact',
      'quota.rounding': 'none',
      'quota.reach': 'more-than',
      'surplus.places': 'exact',
      votePlaces: 'exact',
    },
  },
};

export function isTransferable(rule: string): boolean {
  return Object.hasOwn(RULES, rule);
}

/** Papers that are with somebody, each with what it is worth. */
interface Pile {
  readonly value: Ratio;
  readonly papers: readonly (readonly string[])[];
}

interface Stage {
  readonly action: unknown;
  readonly votes: ReadonlyMap<string, Ratio>;
  readonly elected: readonly { readonly candidate: string; readonly because: string }[];
}

export function countTransferable(
  rule: string,
  profile: Profile,
  ties: string,
  sources: TieSources,
): Counted {
  const found = RULES[rule];
  if (found === undefined)
    return { kind: 'unknown', message: `The rule ${rule} is not recounted by this verifier.` };
  const count = new Count(rule, found, profile, ties, sources);
  if (count.valid === 0) return { kind: 'impossible', message: 'No paper is with anybody.' };
  const failed = count.run();
  return failed ?? count.result();
}

class Count {
  readonly valid: number;
  readonly #name: string;
  readonly #rule: Rule;
  readonly #profile: Profile;
  readonly #ties: string;
  readonly #sources: TieSources;
  readonly #standing: readonly string[];
  readonly #quota: Ratio;
  /** Neither elected nor excluded. */
  readonly #hopeful: Set<string>;
  readonly #elected: string[] = [];
  readonly #excluded = new Set<string>();
  /** Elected with a surplus that has not been transferred. */
  readonly #waiting = new Set<string>();
  readonly #piles = new Map<string, readonly Pile[]>();
  readonly #votes = new Map<string, Ratio>();
  readonly #stages: Stage[] = [];
  readonly #written: unknown[] = [];
  #exhausted = ZERO;
  #lost = ZERO;

  constructor(name: string, rule: Rule, profile: Profile, ties: string, sources: TieSources) {
    this.#name = name;
    this.#rule = rule;
    this.#profile = profile;
    this.#ties = ties;
    this.#sources = sources;
    this.#standing = profile.candidates.filter((c) => !c.withdrawn).map((c) => c.id);
    this.#hopeful = new Set(this.#standing);
    for (const id of this.#standing) this.#give(id, []);
    const papers = new Map<string, (readonly string[])[]>();
    for (const paper of profile.papers) {
      const first = this.#next(paper);
      if (first === undefined) continue;
      const own = papers.get(first) ?? [];
      own.push(paper);
      papers.set(first, own);
    }
    for (const [id, own] of papers) this.#give(id, [{ value: ratio(1), papers: own }]);
    this.valid = [...papers.values()].reduce((all, own) => all + own.length, 0);
    const droop = ratio(this.valid, profile.seats + 1);
    this.#quota = rule.places === 'exact' ? droop : ratio(floor(droop) + 1n);
  }

  #next(paper: readonly string[]): string | undefined {
    return paper.find((id) => this.#hopeful.has(id));
  }

  #give(id: string, piles: readonly Pile[]): void {
    this.#piles.set(id, [...(this.#piles.get(id) ?? []), ...piles]);
    const gained = sum(piles.map((p) => multiply(p.value, ratio(p.papers.length))));
    this.#votes.set(id, add(this.#votes.get(id) ?? ZERO, gained));
  }

  #of(id: string): Ratio {
    return this.#votes.get(id) as Ratio;
  }

  run(): Uncounted | undefined {
    this.#close({ kind: 'first-preferences' }, []);
    while (this.#elected.length < this.#profile.seats && this.#hopeful.size > 0) {
      const failed = this.#waiting.size > 0 ? this.#transferSurplus() : this.#excludeOne();
      if (failed !== undefined) return failed;
    }
    return undefined;
  }

  #transferSurplus(): Uncounted | undefined {
    const most = [...this.#waiting].reduce((a, b) =>
      compareRatios(this.#of(a), this.#of(b)) >= 0 ? a : b,
    );
    const chosen = this.#choose('surplus', most, [...this.#waiting]);
    if (chosen.kind !== 'broken') return chosen;
    const [from] = chosen.chosen as [string];
    this.#waiting.delete(from);
    const votes = this.#of(from);
    const surplus = subtract(votes, this.#quota);
    const { places } = this.#rule;
    const piles = (this.#piles.get(from) as readonly Pile[]).map(({ value, papers }) => ({
      value: cut(multiply(value, ratio(surplus.n * votes.d, surplus.d * votes.n)), places),
      papers,
    }));
    this.#piles.set(from, []);
    this.#votes.set(from, this.#quota);
    const transfer = this.#move(from, piles, surplus);
    const action = { kind: 'surplus', surplus: this.#text(surplus), transfers: [transfer] };
    this.#close(action, chosen.ties);
    return undefined;
  }

  #excludeOne(): Uncounted | undefined {
    const least = [...this.#hopeful].reduce((a, b) =>
      compareRatios(this.#of(a), this.#of(b)) <= 0 ? a : b,
    );
    const chosen = this.#choose('exclusion', least, [...this.#hopeful]);
    if (chosen.kind !== 'broken') return chosen;
    const [out] = chosen.chosen as [string];
    this.#hopeful.delete(out);
    this.#excluded.add(out);
    const piles = this.#piles.get(out) as readonly Pile[];
    const votes = this.#of(out);
    this.#piles.set(out, []);
    this.#votes.set(out, ZERO);
    const transfers = piles.length === 0 ? [] : [this.#move(out, piles, votes)];
    const action = { kind: 'exclusion', excluded: [out], because: 'fewest-votes', transfers };
    this.#close(action, chosen.ties);
    return undefined;
  }

  /** Of those level with `edge`, the one that the ladder chooses. */
  #choose(purpose: 'surplus' | 'exclusion', edge: string, among: readonly string[]) {
    const tied = among.filter((id) => compareRatios(this.#of(id), this.#of(edge)) === 0).sort();
    if (tied.length === 1) return { kind: 'broken' as const, chosen: tied, ties: [] };
    const stage = this.#stages.length + 1;
    const ladder = this.#ties.split(' ').filter((s) => s !== '');
    const earlier = this.#stages.map(({ votes }, i): Earlier => {
      return {
        at: { stage: i + 1, part: 0 },
        compare: (a, b) => compareRatios(votes.get(a) as Ratio, votes.get(b) as Ratio),
        written: (id) => this.#text(votes.get(id) as Ratio),
      };
    });
    const tie = { purpose, places: 1, tied, round: stage, none: { stage: null } };
    const broken = breakTie(tie, ladder, earlier, this.#sources);
    return broken.kind === 'broken' ? { ...broken, ties: [broken.record] } : broken;
  }

  /** Moves papers to whoever is next on each, and tells of it. */
  #move(from: string, piles: readonly Pile[], votes: Ratio): unknown {
    const received = new Map<string, Pile[]>();
    const rest: Pile[] = [];
    for (const { value, papers } of piles) {
      const sorted = Map.groupBy(papers, (paper) => this.#next(paper));
      for (const [to, own] of sorted) {
        const pile = { value, papers: own };
        if (to === undefined) rest.push(pile);
        else received.set(to, [...(received.get(to) ?? []), pile]);
      }
    }
    const told = (own: readonly Pile[]) => ({
      papers: own.reduce((all, p) => all + p.papers.length, 0),
      votes: sum(own.map((p) => multiply(p.value, ratio(p.papers.length)))),
    });
    const to: Record<string, unknown> = {};
    let moved = ZERO;
    for (const [id, own] of received) {
      const { papers, votes: gained } = told(own);
      to[id] = { papers, votes: this.#text(gained) };
      moved = add(moved, gained);
      this.#give(id, own);
    }
    const exhausted = told(rest);
    const lost = subtract(votes, add(moved, exhausted.votes));
    this.#exhausted = add(this.#exhausted, exhausted.votes);
    this.#lost = add(this.#lost, lost);
    const values = new Set(piles.map((p) => this.#value(p.value)));
    const [value] = values;
    return {
      from,
      papers: told(piles).papers,
      votes: this.#text(votes),
      value: values.size === 1 ? value : null,
      to,
      exhausted: { papers: exhausted.papers, votes: this.#text(exhausted.votes) },
      lost: this.#text(lost),
    };
  }

  /** The end of a stage: who is elected now. */
  #close(action: unknown, ties: readonly unknown[]): void {
    const reached = (id: string): boolean => {
      const compared = compareRatios(this.#of(id), this.#quota);
      return this.#rule.places === 'exact' ? compared > 0 : compared >= 0;
    };
    const elected: { readonly candidate: string; readonly because: string }[] = [];
    const elect = (ids: readonly string[], because: string): void => {
      for (const candidate of ids) {
        elected.push({ candidate, because });
        this.#elected.push(candidate);
        this.#hopeful.delete(candidate);
        if (compareRatios(this.#of(candidate), this.#quota) > 0) this.#waiting.add(candidate);
      }
    };
    elect(this.#mostFirst().filter(reached), 'quota');
    if (this.#hopeful.size <= this.#profile.seats - this.#elected.length)
      elect(this.#mostFirst(), 'last-standing');
    this.#stages.push({ action, votes: new Map(this.#votes), elected });
    this.#written.push({
      stage: this.#stages.length,
      part: 0,
      action,
      quota: this.#quotaText(),
      votes: Object.fromEntries([...this.#votes].map(([id, v]) => [id, this.#text(v)])),
      exhausted: this.#text(this.#exhausted),
      lost: this.#text(this.#lost),
      elected,
      ties,
      decisions: [],
    });
  }

  #mostFirst(): readonly string[] {
    return [...this.#hopeful].sort().toSorted((a, b) => compareRatios(this.#of(b), this.#of(a)));
  }

  #text(value: Ratio): string {
    return written(value, this.#rule.places);
  }

  /** A value that is whole has no places; one that nothing rounds is a decimal where it is parts of a power of ten. */
  #value(value: Ratio): string {
    if (value.d === 1n) return String(value.n);
    if (this.#rule.places !== 'exact') return this.#text(value);
    const places = String(value.d).length - 1;
    return written(value, value.d === 10n ** BigInt(places) ? places : 'exact');
  }

  #quotaText(): string {
    return written(this.#quota, this.#rule.places === 'exact' ? 'exact' : 0);
  }

  /** In the last stage in which somebody not elected had votes: the last elected less the best of them. */
  #margin() {
    const isOut = (id: string): boolean => !this.#elected.includes(id);
    const had = (stage: Stage): boolean =>
      this.#standing.some((id) => isOut(id) && (stage.votes.get(id) as Ratio).n > 0n);
    const at = Math.max(0, this.#stages.findLastIndex(had));
    const { votes } = this.#stages[at] as Stage;
    const later = this.#stages.slice(at).flatMap((s) => s.elected.map((e) => e.candidate));
    const of = (id: string): Ratio => votes.get(id) as Ratio;
    const best = (ids: readonly string[], wanted: number): readonly string[] => {
      const [first] = ids.toSorted((a, b) => wanted * compareRatios(of(a), of(b)));
      return first === undefined
        ? []
        : ids.filter((id) => compareRatios(of(id), of(first)) === 0).sort();
    };
    const last = best(later, 1);
    const over = best(
      this.#standing.filter((id) => isOut(id) && of(id).n > 0n),
      -1,
    );
    const gap = subtract(of(last[0] as string), over[0] === undefined ? ZERO : of(over[0]));
    return { gap, votes: this.#text(gap), of: last, over, stage: at + 1, part: 0 };
  }

  result(): Counted {
    const { candidates, seats, papers } = this.#profile;
    const { gap, ...margin } = this.#margin();
    const stages = this.#stages;
    return {
      kind: 'counted',
      elected: this.#elected,
      ...(this.#rule.places === 'exact' ? {} : { places: this.#rule.places }),
      first: stages[0]?.votes ?? new Map(),
      final: new Map([...this.#votes].filter(([id]) => !this.#excluded.has(id))),
      margin: gap,
      rounds: stages.length,
      transcript: {
        format: 'hustings/stv-count/1',
        rule: this.#name,
        settings: { ...this.#rule.settings, ties: this.#ties },
        seats,
        candidates,
        papers: papers.length,
        valid: this.valid,
        stages: this.#written,
        elected: this.#elected,
        margin,
      },
    };
  }
}
