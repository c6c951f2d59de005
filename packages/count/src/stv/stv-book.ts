/**
 * What every method of the single transferable vote keeps while it counts: who is in the count, what
 * was decided and why, and the transcript so far. Candidates are indexes in the profile; nothing is
 * decided by their order.
 */
import { assert, err, ok, type Result } from '@hustings/base';
import type { CountError } from '../errors.ts';
import { isOrderStep, type Lot, type TieStep } from '../ties.ts';
import { ConstraintWatch } from './constraint-watch.ts';
import { compare, type Places, type Ratio } from './ratio.ts';
import { scaleOf } from './scale.ts';
import type { StvCountInput } from './stv-count-input.ts';
import { breakStvTie, type Snapshot } from './stv-ties.ts';
import type {
  ConstraintDecision,
  StvCounted,
  StvElected,
  StvStage,
  StvTie,
} from './stv-transcript.ts';

export type Standing = 'hopeful' | 'elected' | 'excluded' | 'withdrawn';

/** A choice among level candidates. */
export interface Choice {
  readonly purpose: StvTie['purpose'];
  /** The stage in which the choice is made. */
  readonly stage: number;
  readonly level: readonly number[];
  readonly places: number;
  /** The ladder, where it is not the one of the count. */
  readonly ties?: readonly TieStep[];
  /** The points of the count to look at, where they are not all. */
  readonly earlier?: readonly Snapshot[];
  /** Where the count was given none. */
  readonly lot?: Lot;
}

export class StvBook {
  readonly ids: readonly string[];
  readonly standing: Standing[];
  /** 1 while papers may go to the candidate: the hopeful. */
  readonly isIn: Uint8Array;
  readonly watch: ConstraintWatch;
  /** With how many decimals votes are told. */
  readonly places: Places;
  readonly stages: StvStage[] = [];
  readonly past: Snapshot[] = [];
  /** In the order of election. */
  readonly elected: number[] = [];
  readonly #input: StvCountInput;
  readonly #ties: readonly TieStep[];
  #newTies: StvTie[] = [];
  #newDecisions: ConstraintDecision[] = [];

  constructor(input: StvCountInput, how: { readonly ties: readonly TieStep[] }, places: Places) {
    const { candidates } = input.profile;
    this.#input = input;
    this.#ties = input.ties ?? how.ties;
    this.places = places;
    this.ids = candidates.map((c) => c.id);
    this.standing = candidates.map((c) => (c.withdrawn === true ? 'withdrawn' : 'hopeful'));
    this.isIn = Uint8Array.from(this.standing, (s) => (s === 'hopeful' ? 1 : 0));
    this.watch = new ConstraintWatch(input);
  }

  id(candidate: number): string {
    return this.ids[candidate] as string;
  }

  those(standing: Standing): number[] {
    const out: number[] = [];
    for (let i = 0; i < this.standing.length; i++) if (this.standing[i] === standing) out.push(i);
    return out;
  }

  hopeful(): number[] {
    return this.those('hopeful');
  }

  set(candidate: number, standing: Standing): void {
    this.standing[candidate] = standing;
    this.isIn[candidate] = standing === 'hopeful' ? 1 : 0;
  }

  /** Those of them whom no constraint keeps from being elected. */
  electable(candidates: readonly number[]): readonly number[] {
    const doomed = this.watch.doomed(candidates);
    return doomed.length === 0 ? candidates : candidates.filter((c) => !doomed.includes(c));
  }

  /** Seats not yet filled. */
  get left(): number {
    return this.#input.profile.seats - this.elected.length;
  }

  /** Whether there is anything to count: some paper names somebody, and the constraints can be met. */
  mayStart(valid: number): Result<undefined, CountError> {
    if (valid === 0)
      return err({
        code: 'count/no-votes',
        message: 'No paper has a preference for a candidate who is standing, so nobody is elected.',
      });
    const possible = this.watch.check(this.hopeful(), []);
    if (!possible.ok) return possible;
    this.#newDecisions.push(...possible.value);
    return ok(undefined);
  }

  /**
   * Takes note of who is hopeful and elected now, and of whom the constraints guard or doom. As nobody
   * doomed is elected and nobody guarded excluded, what could be met at the start still can be.
   */
  note(): void {
    const checked = this.watch.check(this.hopeful(), this.those('elected'));
    assert(checked.ok, 'guard and doom keep the constraints possible');
    this.#newDecisions.push(...checked.value);
  }

  /** Elects one; false where a constraint has closed the way, by somebody elected just before. */
  elect(candidate: number): boolean {
    if (this.watch.doomed([candidate]).length > 0) return false;
    this.set(candidate, 'elected');
    this.elected.push(candidate);
    this.note();
    return true;
  }

  /** So many of those level, by the ladder where there are more. */
  choose(choice: Choice): Result<readonly number[], CountError> {
    const { level, places } = choice;
    if (level.length <= places) return ok(level);
    const lot = this.#input.lot ?? choice.lot;
    const broken = breakStvTie(
      {
        purpose: choice.purpose,
        stage: choice.stage,
        tied: level,
        places,
        earlier: choice.earlier ?? this.past,
      },
      {
        ids: this.ids,
        places: this.places,
        ties: choice.ties ?? this.#ties,
        ...(lot && { lot }),
      },
    );
    if (!broken.ok) return broken;
    this.#newTies.push(broken.value.tie);
    return ok(broken.value.chosen);
  }

  /** The ladder without its lot, or what stands for one. */
  get tiesWithoutLot(): readonly TieStep[] {
    return this.#ties.filter((step) => !isOrderStep(step));
  }

  /** Writes down a stage, with the ties and decisions since the one before. */
  write(stage: Omit<StvStage, 'ties' | 'decisions'>): void {
    this.stages.push({ ...stage, ties: this.#newTies, decisions: this.#newDecisions });
    this.#newTies = [];
    this.#newDecisions = [];
  }

  /**
   * Elects candidates, whom no constraint keeps out, in the last stage there is, in the order of their
   * votes.
   */
  electLast(
    candidates: readonly number[],
    because: 'last-standing' | 'more-of-last-two' | 'exceeds-rest',
    votes: readonly Ratio[],
  ): void {
    const elected: StvElected[] = [];
    for (const candidate of this.inOrder(candidates, votes)) {
      this.set(candidate, 'elected');
      this.elected.push(candidate);
      elected.push({ candidate: this.id(candidate), because });
    }
    const last = this.stages.pop() as StvStage;
    this.stages.push({
      ...last,
      elected: [...last.elected, ...elected],
      ties: [...last.ties, ...this.#newTies],
      decisions: [...last.decisions, ...this.#newDecisions],
    });
  }

  /** Most votes first, level ones by id: the order in which they are told, and nothing else. */
  inOrder(candidates: readonly number[], votes: readonly Ratio[]): readonly number[] {
    return this.byId(candidates).toSorted((a, b) => compare(votes[b] as Ratio, votes[a] as Ratio));
  }

  byId(candidates: readonly number[]): readonly number[] {
    return candidates.toSorted((a, b) => (this.id(a) < this.id(b) ? -1 : 1));
  }

  /** A figure of each who stood, by id. */
  figures(textOf: (candidate: number) => string): Readonly<Record<string, string>> {
    const pairs: [string, string][] = [];
    for (let i = 0; i < this.ids.length; i++)
      if (this.standing[i] !== 'withdrawn') pairs.push([this.id(i), textOf(i)]);
    return Object.fromEntries(pairs);
  }

  result(papers: { readonly papers: number; readonly valid: number }): StvCounted {
    const { profile } = this.#input;
    const scale = scaleOf(profile);
    return {
      format: 'hustings/stv-count/1',
      seats: profile.seats,
      candidates: profile.candidates,
      ...(scale === 1 ? {} : { scale }),
      papers: papers.papers,
      valid: papers.valid,
      elected: this.elected.map((i) => this.id(i)),
      stages: this.stages,
    };
  }
}
