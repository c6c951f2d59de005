/** The figures of a run as a table: µs a ballot by the clock and of one core, beside what they could be. */
import type { Spent } from '../stopwatch.ts';
import { BELENIOS, limitsOf, type Work } from './limits.ts';
import type { LabourRun } from './run-labour.ts';

export interface Row {
  readonly step: string;
  /** µs a ballot, by the clock. */
  readonly wall: number;
  /** µs a ballot, of all processors together. */
  readonly core: number;
  /** What the group's operations alone would take. */
  readonly limit?: number;
}

export interface Peer {
  readonly step: string;
  /** µs of one core for each ballot: once, where several did it. */
  readonly core: number;
  readonly belenios: number;
  readonly times: number;
  /** What was aimed at. */
  readonly aim: number;
}

export function rowsOf(run: LabourRun, work: Work): readonly Row[] {
  const limits = limitsOf(work);
  return [...run.election.steps, ...run.verification.steps].map(([step, spent]) => ({
    step,
    ...perBallot(spent, run.ballots),
    ...(limits[step] === undefined ? {} : { limit: limits[step] }),
  }));
}

/** Step by step, what Belenios was measured for. */
export function peersOf(run: LabourRun, work: Work): readonly Peer[] {
  const steps = new Map([...run.election.steps, ...run.verification.steps]);
  const core = (step: string, times = 1): number =>
    perBallot(steps.get(step) ?? { wall: 0, cpu: 0 }, run.ballots).core / times;
  const measured: Readonly<Record<string, number>> = {
    'verify a ballot': core('verifying: ballots'),
    'shuffle with proof': core('mixing', work.mixers),
    'verify a shuffle': core('verifying: mixes', work.mixers),
    'a share of the decryption': core('decrypting: shares', work.decrypting),
    'verify everything': perBallot(run.verification.all, run.ballots).core,
  };
  return Object.entries(BELENIOS).map(([step, { us, times }]) => {
    const own = measured[step] ?? 0;
    return { step, core: own, belenios: us, times: us / own, aim: times };
  });
}

export function tableOf(rows: readonly Row[]): string {
  return table(
    ['µs a ballot', 'by the clock', 'of a core', 'limit'],
    rows.map(({ step, wall, core, limit }) => [step, figure(wall), figure(core), figure(limit)]),
  );
}

export function peerTable(peers: readonly Peer[]): string {
  return table(
    ['µs of a core', 'Hustings', 'Belenios', 'times as fast', 'aim'],
    peers.map((p) => [
      p.step,
      figure(p.core),
      figure(p.belenios),
      `${p.times.toFixed(0)}×`,
      `${p.aim}×`,
    ]),
  );
}

function perBallot({ wall, cpu }: Spent, ballots: number): { wall: number; core: number } {
  return { wall: (1000 * wall) / ballots, core: (1000 * cpu) / ballots };
}

function figure(value: number | undefined): string {
  return value === undefined ? '' : value.toFixed(value < 10 ? 1 : 0);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) =>
    Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) =>
        i === 0 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number),
      )
      .join('   ')
      .trimEnd();
  return [line(head), ...rows.map(line)].map((text) => `  ${text}\n`).join('');
}
