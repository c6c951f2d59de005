/** Printed rounds in the order in which they are played. */
import type { PrintedRound } from '@hustings/audit';
import type { PrintedSeries } from '../print/parts.ts';

/** Printed rounds that are still to be played. */
export class Queue {
  readonly #series: readonly PrintedSeries[];
  #at = 0;
  #round = 0;
  place = 0;

  constructor(series: readonly PrintedSeries[]) {
    this.#series = series;
  }

  peek():
    | {
        readonly series: PrintedSeries;
        readonly round: PrintedRound;
        readonly day: string | undefined;
        readonly isFirst: boolean;
      }
    | undefined {
    const series = this.#series[this.#at];
    const round = series?.ballot.rounds[this.#round];
    if (series === undefined || round === undefined) return undefined;
    return { series, round, day: series.days[this.#round], isFirst: this.#round === 0 };
  }

  /** The next round, or with it all that are left of its count. */
  take(all: boolean): readonly PrintedRound[] {
    const series = this.#series[this.#at];
    const rounds = series?.ballot.rounds ?? [];
    const taken = all ? rounds.slice(this.#round) : rounds.slice(this.#round, this.#round + 1);
    this.#round += taken.length;
    this.place += taken.length;
    if (this.#round >= rounds.length) {
      this.#at++;
      this.#round = 0;
    }
    return taken;
  }
}

/** Of a ballot that has no print of its own. */
export const EMPTY: PrintedSeries = {
  ballot: {
    name: 'the ballot',
    path: '',
    kind: 'polls',
    rounds: [],
    sections: [],
    papers: {
      valid: undefined,
      spoilt: undefined,
      abstentions: undefined,
      returned: undefined,
      admitted: undefined,
      notAdmitted: undefined,
      electorate: undefined,
      channels: [],
    },
    points: { total: undefined, perUnit: undefined, units: undefined, toWin: undefined },
    majority: false,
    turnout: [],
    declaration: undefined,
    sectionShares: [],
  },
  days: [],
};
