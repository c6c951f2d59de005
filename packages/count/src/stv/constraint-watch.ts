/**
 * Guard and doom (I. D. Hill, Voting matters 9): while the seats that are left could not be filled
 * within the constraints without a candidate, they are guarded and may not be excluded; when they could
 * not be filled with a candidate, they are doomed and excluded next.
 */
import { err, ok, type Result } from '@hustings/base';
import type { CountError } from '../errors.ts';
import { type ConstraintGroup, canBeFilled, type Limit } from './constraints.ts';
import type { StvCountInput } from './stv-count-input.ts';
import type { ConstraintDecision } from './stv-transcript.ts';

interface Group extends ConstraintGroup {
  readonly category: string;
}

export class ConstraintWatch {
  readonly isOn: boolean;
  readonly #ids: readonly string[];
  /** Candidates in the order of their ids. */
  readonly #byId: readonly number[];
  readonly #seats: number;
  readonly #groups: readonly Group[];
  /** Kind of each candidate: which groups they are in. */
  readonly #kindOf: readonly number[];
  readonly #kinds: readonly (readonly number[])[];
  #hopeful: readonly number[] = [];
  #elected: readonly number[] = [];
  readonly #told = new Set<string>();

  constructor(input: StvCountInput) {
    const { profile, constraints } = input;
    this.#ids = profile.candidates.map((c) => c.id);
    const at = new Map(this.#ids.map((id, i) => [id, i]));
    this.#byId = this.#ids.toSorted().map((id) => at.get(id) as number);
    this.#seats = profile.seats;
    this.#groups = (constraints?.categories ?? []).flatMap((category) =>
      category.groups.map((group) => ({ ...group, category: category.name })),
    );
    this.isOn = this.#groups.length > 0;
    const kinds: string[] = [];
    this.#kindOf = this.#ids.map((id) => {
      const key = this.#groups.flatMap((g, k) => (g.members.includes(id) ? [k] : [])).join(' ');
      if (!kinds.includes(key)) kinds.push(key);
      return kinds.indexOf(key);
    });
    this.#kinds = kinds.map((key) => (key === '' ? [] : key.split(' ').map(Number)));
  }

  /** Takes note of where the count stands; who is newly guarded or doomed, or that it cannot end well. */
  check(
    hopeful: readonly number[],
    elected: readonly number[],
  ): Result<readonly ConstraintDecision[], CountError> {
    this.#hopeful = hopeful;
    this.#elected = elected;
    if (!this.isOn) return ok([]);
    if (!this.#isPossible(undefined, undefined))
      return err({
        code: 'count/constraints-impossible',
        message: 'The candidates who are standing cannot fill the seats within the constraints.',
      });
    const news: ConstraintDecision[] = [];
    const isHopeful = new Set(hopeful);
    for (const candidate of this.#byId) {
      if (!isHopeful.has(candidate)) continue;
      const kind = this.#kindOf[candidate] as number;
      for (const [what, is] of [
        ['doomed', !this.#isPossible(kind, undefined)],
        ['guarded', !this.#isPossible(undefined, kind)],
      ] as const) {
        const id = this.#ids[candidate] as string;
        if (!is || this.#told.has(`${what} ${id}`)) continue;
        this.#told.add(`${what} ${id}`);
        news.push({ kind: what, candidate: id, because: this.#because(what, kind) });
      }
    }
    return ok(news);
  }

  /** Those of `candidates` who can no longer be elected. */
  doomed(candidates: readonly number[]): readonly number[] {
    if (!this.isOn) return [];
    return candidates.filter((c) => !this.#isPossible(this.#kindOf[c] as number, undefined));
  }

  /** Those of `candidates` who are not guarded. */
  mayExclude(candidates: readonly number[]): readonly number[] {
    if (!this.isOn) return candidates;
    return candidates.filter((c) => this.#isPossible(undefined, this.#kindOf[c] as number));
  }

  /** Whether the seats can be filled, with one more of kind `taken` elected or one of kind `gone` excluded. */
  #isPossible(taken: number | undefined, gone: number | undefined): boolean {
    const available = this.#kinds.map(() => 0);
    for (const c of this.#hopeful) {
      const kind = this.#kindOf[c] as number;
      available[kind] = (available[kind] as number) + 1;
    }
    const has = this.#groups.map(() => 0);
    const count = (kind: number): void => {
      for (const g of this.#kinds[kind] as readonly number[]) has[g] = (has[g] as number) + 1;
    };
    for (const c of this.#elected) count(this.#kindOf[c] as number);
    if (taken !== undefined) {
      count(taken);
      available[taken] = (available[taken] as number) - 1;
    }
    if (gone !== undefined) available[gone] = (available[gone] as number) - 1;
    const open = this.#seats - this.#elected.length - (taken === undefined ? 0 : 1);
    const places = Math.min(
      open,
      available.reduce((a, b) => a + b, 0),
    );
    const limits: Limit[] = this.#groups.map((group, g) => ({
      least: group.least,
      most: group.most,
      has: has[g] as number,
      kinds: this.#kinds.flatMap((of, kind) => (of.includes(g) ? [kind] : [])),
    }));
    return places >= 0 && canBeFilled(available, places, limits);
  }

  #because(what: 'guarded' | 'doomed', kind: number): string {
    const name = (g: Group): string => `${g.name} (${g.category})`;
    const size = (g: Group, of: readonly number[]): number =>
      of.filter((c) => g.members.includes(this.#ids[c] as string)).length;
    const mine = (this.#kinds[kind] as readonly number[]).map((g) => this.#groups[g] as Group);
    if (what === 'doomed') {
      const full = mine.find((g) => size(g, this.#elected) >= g.most);
      return full === undefined
        ? 'the seats left are all needed to reach the least number of other groups'
        : `${name(full)} already has the most it may have, ${full.most}`;
    }
    const short = mine.find((g) => size(g, this.#elected) + size(g, this.#hopeful) <= g.least);
    return short === undefined
      ? 'the seats left could not be filled within the constraints without this candidate'
      : `${name(short)} must have at least ${short.least}, and no more of them are left`;
  }
}
