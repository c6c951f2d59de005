/** Official tables of stages, and winners where nothing else can be compared. */
import { fromText, subtract } from '../../../src/stv/ratio.ts';
import type { Cell } from '../golden-case.ts';
import { cell, type Expect, electedCell, figure } from './cells.ts';

interface StageTable {
  readonly quota: number;
  readonly candidates: readonly string[];
  /** Not in files that name winners only. */
  readonly stages?: readonly (readonly string[])[];
  readonly elected: readonly { readonly candidate: string; readonly stage: number }[];
  readonly note: string;
}

/** The transcriber kept six digits of some tables; elsewhere a figure is that figure or it is wrong. */
function transcribed(at: string, theirs: string, ours: string, note: string): Cell {
  if (!note.includes('6 significant digits')) return figure(at, theirs, ours);
  const { n, d } = subtract(fromText(theirs), fromText(ours));
  return { at, theirs, ours, isEqual: (n < 0n ? -n : n) * 200n <= d };
}

export const stageTable: Expect = ({ text, counted }) => {
  const official = JSON.parse(text) as StageTable;
  if (official.stages === undefined) return [];
  return [
    cell('stages', official.stages.length, counted.stages.length),
    cell('quota', String(official.quota), counted.stages[0]?.quota),
    ...official.stages.flatMap((row, k) =>
      row.map((theirs, i) => {
        const name = official.candidates[i] ?? '';
        const ours = counted.stages[k]?.votes[name] ?? '0';
        return transcribed(`stage ${k + 1} ${name}`, theirs, ours, official.note);
      }),
    ),
    ...official.elected.map(({ candidate, stage }) =>
      cell(
        `${candidate} elected at stage`,
        stage,
        counted.stages.findIndex((s) => s.elected.includes(candidate)) + 1,
      ),
    ),
    electedCell(
      official.elected.map((e) => e.candidate),
      counted,
    ),
  ];
};

/** One cell for each winner. */
export const winners: Expect = ({ text, counted, expect }) => {
  const names =
    expect.kind === 'elected'
      ? expect.elected
      : ((JSON.parse(text) as { winners?: readonly string[] }).winners ?? []);
  if (names.length === 0) return [];
  return names
    .toSorted()
    .map((name) => cell(`${name} elected`, true, counted.elected.includes(name)))
    .concat(cell('how many elected', names.length, counted.elected.length));
};

export const votes: Expect = ({ expect, counted }) => {
  if (expect.kind !== 'votes') return [];
  const stage = counted.stages.at(expect.stage > 0 ? expect.stage - 1 : expect.stage);
  return Object.entries(expect.votes).map(([name, theirs]) =>
    figure(name, theirs, stage?.votes[name]),
  );
};

export const sums: Expect = ({ expect, counted }) => {
  if (expect.kind !== 'sums') return [];
  const ours = Object.values(counted.stages[0]?.votes ?? {})
    .map(Number)
    .sort((a, b) => b - a);
  return expect.sums.map((sum, i) => cell(`place ${i + 1}`, sum, ours[i]));
};

/** Rounds as ranked-vote reports them: papers that name two first are among its exhausted. */
export const rankedVote: Expect = ({ text, counted }) => {
  const report = JSON.parse(text) as {
    readonly rounds: readonly Readonly<Record<string, number>>[];
    readonly ballots: number;
    readonly winner: string;
  };
  const plain = (name: string): string => name.replace(/ \(.*/, '');
  return [
    cell('ballots', report.ballots, counted.papers + counted.void),
    cell('rounds', report.rounds.length, counted.stages.length),
    electedCell([report.winner], { ...counted, elected: counted.elected.map(plain) }),
    ...report.rounds.flatMap((round, k) => {
      const stage = counted.stages[k];
      const ours = new Map(Object.entries(stage?.votes ?? {}).map(([n, v]) => [plain(n), v]));
      return Object.entries(round)
        .filter(([key]) => !key.startsWith('_'))
        .map(([key, theirs]) =>
          cell(
            `round ${k + 1} ${key}`,
            String(theirs),
            key === 'exhausted' ? String(Number(stage?.exhausted) + counted.void) : ours.get(key),
          ),
        );
    }),
  ];
};
