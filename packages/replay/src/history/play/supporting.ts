/**
 * Whoever nominates, signs or moves. Who they were is not in any file, so they are made up, by number:
 * as many as are needed, each once, of the kinds and areas that the rule asks for.
 */
import type { Need, RuleBook, State, Unit } from '@hustings/rulebook';
import { doing, type Player, type Scene } from './course.ts';

export interface Supporter {
  readonly id: string;
  readonly body: string;
  readonly areas: Readonly<Record<string, string>> | undefined;
}

/** Enough areas that no share from one of them is too large, few enough to be believed. */
const AREAS = 100;

/** More nominators than any contest has had: a print that names more is wrong. */
const MOST = 20_000;

/** Counts those who have been made, by body; one for a whole proceeding. */
export class Supporters {
  readonly #made = new Map<string, number>();
  readonly #book: RuleBook;

  constructor(book: RuleBook) {
    this.#book = book;
  }

  /** So many new ones of a body; units are listed first. */
  *of(
    body: string,
    wanted: number,
    scene: Scene,
    as: { readonly kind?: string | undefined; readonly weight?: number | undefined } = {},
  ): Player<{ readonly found: readonly Supporter[]; readonly scene: Scene }> {
    const count = Math.max(0, Math.min(MOST, Math.floor(wanted)));
    const rules = this.#book.bodies.find((b) => b.id === body);
    const made = this.#made.get(body) ?? 0;
    this.#made.set(body, made + count);
    const numbers = Array.from({ length: count }, (_, i) => made + i + 1);
    const areasOf = (n: number): Readonly<Record<string, string>> | undefined => {
      const levels = rules?.areas ?? [];
      return levels.length === 0
        ? undefined
        : Object.fromEntries(levels.map(({ id }) => [id, `${id}-${((n - 1) % AREAS) + 1}`]));
    };
    if (rules?.units === undefined)
      return {
        found: numbers.map((n) => ({ id: `${body}-${n}`, body, areas: areasOf(n) })),
        scene,
      };
    const kind = as.kind ?? rules.units.kinds[0]?.id;
    const units = numbers.map((n): Unit => {
      const areas = areasOf(n);
      return {
        id: `${kind ?? body}-${n}`,
        ...(kind === undefined ? {} : { kind }),
        weight: as.weight ?? 1,
        ...(areas === undefined ? {} : { areas }),
      };
    });
    const after = yield* doing({
      kind: 'units-listed',
      body,
      units,
      source: 'Made up: the file does not name them.',
    });
    return { found: units.map(({ id }) => ({ id, body, areas: undefined })), scene: after };
  }

  /** Those who close the gap of a need, all at once. */
  *for(
    need: Need,
    scene: Scene,
  ): Player<{ readonly found: readonly Supporter[]; readonly scene: Scene }> {
    const short = Math.max(1, (need.needed ?? 1) - need.have);
    switch (need.counts?.kind) {
      case undefined:
        return yield* this.of(need.body, short, scene);
      case 'units':
        return yield* this.of(need.body, short, scene, { kind: need.counts.id });
      case 'members':
        return yield* this.of(need.body, 1, scene, {
          kind: this.#kindOf(need.body, need.counts.id),
          weight: short,
        });
      case 'areas':
        return yield* this.of(need.body, short, scene);
    }
  }

  #kindOf(body: string, id: string): string | undefined {
    const kinds = this.#book.bodies.find((b) => b.id === body)?.units?.kinds ?? [];
    return kinds.find((k) => k.id === id)?.id;
  }
}

/** The size of a body on the record, the latest. */
export function sizeOf(state: State, body: string): number | undefined {
  return state.bodies[body]?.at(-1)?.size;
}
