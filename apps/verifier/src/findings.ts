/** What a verification reports: what is wrong, what was not checked, and how much was looked at. */
import { type Code, STEP_OF, type Step } from './codes.ts';

export type Finding =
  | {
      /** The record contradicts itself or its formats. */
      readonly kind: 'wrong';
      readonly step: Step;
      readonly code: Code;
      /** `entry 17`, or a path in the record. */
      readonly place: string;
      /** One plain sentence. */
      readonly message: string;
    }
  | {
      /** This program cannot tell. */
      readonly kind: 'not-checked';
      readonly step: Step;
      readonly place: string;
      readonly message: string;
    };

/** How many of each thing were checked; things that were left out do not count. */
export type Checked = Readonly<Record<string, number>>;

/** Collects while a verification runs. */
export class Findings {
  readonly list: Finding[] = [];
  readonly #checked = new Map<string, number>();

  wrong(code: Code, place: string, message: string): void {
    this.list.push({ kind: 'wrong', step: STEP_OF[code], code, place, message });
  }

  /** Said once for each place and message. */
  notChecked(step: Step, place: string, message: string): void {
    const isKnown = this.list.some((f) => f.place === place && f.message === message);
    if (!isKnown) this.list.push({ kind: 'not-checked', step, place, message });
  }

  count(what: string, by = 1): void {
    this.#checked.set(what, (this.#checked.get(what) ?? 0) + by);
  }

  get checked(): Checked {
    return Object.fromEntries(this.#checked);
  }
}

export function entryPlace(seq: number): string {
  return `entry ${seq}`;
}
