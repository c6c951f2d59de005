/**
 * Counts by another program, droop 0.14 (J. Lundell), stage by stage: a peer, not an official count.
 * Its files are under GPL-3, so they are read from beside the checkout.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  countStv,
  findStvRule,
  type MeekSwitches,
  type Profile,
  parseBlt,
  type StvResult,
  type StvRule,
  type StvStage,
} from '../../src/index.ts';
import { fromText, subtract } from '../../src/stv/ratio.ts';
import { sharedElections, skipNote } from '../shared.ts';
import { countNamed } from './count-named.ts';
import { readDroopBlt, readDroopDump, readDroopReport } from './droop.ts';

const folder = sharedElections ?? '';
const read = (...path: string[]): string => readFileSync(resolve(folder, ...path), 'utf8');

/** droop takes the first in its order, which for an exclusion is the least favoured. */
function countAsDroop(
  rule: string,
  profile: Profile,
  order?: readonly string[],
  surplusTieAt?: number,
): StvResult {
  const ids = order ?? profile.candidates.map((c) => c.id);
  return countNamed(rule, profile, {
    ...(rule === 'scottish-stv' ? {} : { ties: ['lot'] as const }),
    lot: (stage, tied) => {
      const those = ids.filter((id) => tied.includes(id));
      return stage === surplusTieAt ? those : those.reverse();
    },
  });
}

/** Whether two figures are the same, or nearer than `tolerance` units of 10⁻¹⁸. */
function isSame(theirs: string, ours: string | undefined, tolerance: bigint): boolean {
  if (ours === undefined) return false;
  const { n, d } = subtract(fromText(theirs), fromText(ours));
  return (n < 0n ? -n : n) * 10n ** 18n <= tolerance * d;
}

interface Row {
  readonly votes: Readonly<Record<string, string>>;
  readonly spent: string | undefined;
}

function compare(
  what: string,
  profile: Profile,
  result: StvResult,
  rows: readonly Row[],
  tolerance = 0n,
): { readonly cells: number; readonly wrong: readonly string[] } {
  const wrong: string[] = [];
  let cells = 0;
  for (const [k, row] of rows.entries()) {
    const stage: StvStage | undefined = result.stages[k];
    const check = (name: string, theirs: string, ours: string | undefined): void => {
      cells++;
      if (!isSame(theirs, ours, tolerance))
        wrong.push(`${what} stage ${k + 1} ${name}: ${theirs}, not ${ours}`);
    };
    for (const { id, name } of profile.candidates) {
      const theirs = row.votes[name];
      if (theirs !== undefined) check(name, theirs, stage?.votes[id]);
    }
    if (row.spent !== undefined) check('spent', row.spent, stage?.exhausted);
  }
  return { cells, wrong };
}

function namesOf(profile: Profile, ids: readonly string[]): readonly string[] {
  const names = new Map(profile.candidates.map((c) => [c.id, c.name]));
  return ids.map((id) => names.get(id) ?? id).toSorted();
}

interface Case {
  readonly rule: string;
  /** The part of the file name that says how droop counted. */
  readonly dump: string;
  readonly rows: readonly string[];
  readonly tolerance?: bigint;
  readonly cells: number;
  /** Ties that droop breaks by another order than the order of the file. */
  readonly without?: readonly string[];
}

const dumps: readonly Case[] = [
  {
    rule: 'wigm',
    dump: 'wigm-rational-d12',
    rows: ['begin', 'transfer'],
    cells: 200,
    tolerance: 500_000n,
  },
  { rule: 'wigm-prf', dump: 'wigm-prf-fixed-p4-d4', rows: ['begin', 'transfer'], cells: 500 },
  { rule: 'scottish-stv', dump: 'scotland-fixed-p5-d5', rows: ['begin', 'transfer'], cells: 500 },
  { rule: 'minneapolis-stv', dump: 'mpls-fixed-p4-d4', rows: ['count'], cells: 300 },
];

describe.skipIf(sharedElections === undefined)(
  sharedElections === undefined ? `droop, ${skipNote}` : 'droop',
  () => {
    test.each(dumps)('$dump: every row of its tables', ({ rule, dump, rows, tolerance, cells }) => {
      let compared = 0;
      const wrong: string[] = [];
      for (const file of readdirSync(resolve(folder, 'droop-reference/dump'))) {
        if (!file.endsWith(`-${dump}.txt`)) continue;
        const base = file.replace(`-${dump}.txt`, '');
        if (!existsSync(resolve(folder, `droop-reference/${base}.blt`))) continue;
        // Two reach a whole quota exactly, and droop gives the transfer of nothing a row.
        if (base === 'SC-Vm-12' && !rule.startsWith('wigm')) continue;
        const blt = read('droop-reference', `${base}.blt`);
        const profile = readDroopBlt(blt);
        const order = /\[tie ([\d ]+)\]/.exec(blt)?.[1]?.trim().split(/\s+/);
        const table = readDroopDump(read('droop-reference/dump', file));
        // A tie among surpluses is broken the other way round than one for exclusion.
        const ids = order?.map((n) => `c${n}`) ?? profile.candidates.map((c) => c.id);
        const result = countAsDroop(rule, profile, ids, base === 'SC-Vm-12' ? 2 : undefined);
        const found = compare(
          file,
          profile,
          result,
          table.filter((row) => rows.includes(row.action)),
          tolerance,
        );
        compared += found.cells;
        wrong.push(...found.wrong);
        expect(wrong).toEqual([]);
        const elected = Object.entries(table.at(-1)?.states ?? {})
          .filter(([, state]) => state === 'E')
          .map(([name]) => name);
        expect([file, namesOf(profile, result.elected)]).toEqual([file, elected.toSorted()]);
      }
      expect(compared).toBeGreaterThan(cells);
    });

    const meek = [{ rule: 'meek-prf', dump: 'meek-prf-o6-fixed-p9-d9', cells: 300 }];
    test.each(meek)(
      '$dump: votes, quota and what is spent at the end of every round',
      ({ rule, dump, cells }) => {
        let compared = 0;
        const wrong: string[] = [];
        for (const file of readdirSync(resolve(folder, 'droop-reference/dump'))) {
          const base = file.replace(`-${dump}.txt`, '');
          if (base === file || !existsSync(resolve(folder, `droop-reference/${base}.blt`)))
            continue;
          const blt = read('droop-reference', `${base}.blt`);
          const profile = readDroopBlt(blt);
          const order = /\[tie ([\d ]+)\]/.exec(blt)?.[1]?.trim().split(/\s+/);
          const table = readDroopDump(read('droop-reference/dump', file));
          const result = countAsDroop(
            rule,
            profile,
            order?.map((n) => `c${n}`),
          );
          const rounds = Map.groupBy(
            table.filter((row) => row.round !== 'X' && ['elect', 'defeat'].includes(row.action)),
            (row) => row.round,
          );
          const found = compare(
            file,
            profile,
            result,
            [...rounds.values()].map((r) => r[0] as Row),
          );
          compared += found.cells;
          wrong.push(...found.wrong);
        }
        expect(wrong).toEqual([]);
        expect(compared).toBeGreaterThan(cells);
      },
    );

    // Where the program counts in fractions; it also excludes several together, which changes no vote.
    test.each([
      { rule: 'meek-1987', dump: 'meek-o10-rational-d12' },
      { rule: 'meek-1987', dump: 'meek-o9-guarded-p18-g9-d18' },
      { rule: 'warren', dump: 'warren-o10-rational-d12' },
      { rule: 'warren', dump: 'warren-o9-guarded-p18-g9-d18' },
    ])('$dump: who is elected, and every vote to nine places', ({ rule, dump }) => {
      let compared = 0;
      const wrong: string[] = [];
      for (const file of readdirSync(resolve(folder, 'droop-reference/dump'))) {
        const base = file.replace(`-${dump}.txt`, '');
        if (base === file || !existsSync(resolve(folder, `droop-reference/${base}.blt`))) continue;
        // Made so that an exact tie is to be broken, which eighteen places cannot tell from a near one.
        if (/^(42|513)/.test(base)) continue;
        const profile = readDroopBlt(read('droop-reference', `${base}.blt`));
        const table = readDroopDump(read('droop-reference/dump', file));
        const { switches } = findStvRule(rule) as StvRule;
        const ids = profile.candidates.map((c) => c.id);
        const result = countStv(
          { name: rule, switches: { ...(switches as MeekSwitches), early: 'batch' } },
          {
            profile,
            ties: ['lot'],
            lot: (_stage, tied) => ids.filter((id) => tied.includes(id)).reverse(),
          },
        );
        if (!result.ok) throw new Error(`${file}: ${result.error.message}`);
        const rounds = Map.groupBy(
          table.filter((row) => row.round !== 'X' && ['elect', 'defeat'].includes(row.action)),
          (row) => row.round,
        );
        const rows = [...rounds.values()].map((r) => r[0] as Row);
        const found = compare(file, profile, result.value, rows, 10n ** 10n);
        compared += found.cells;
        wrong.push(...found.wrong);
        const elected = Object.entries(table.at(-1)?.states ?? {})
          .filter(([, state]) => state === 'E')
          .map(([name]) => name);
        expect([file, namesOf(profile, result.value.elected)]).toEqual([file, elected.toSorted()]);
      }
      expect(wrong).toEqual([]);
      expect(compared).toBeGreaterThan(50);
    });

    const blocks = {
      wigm: ['Begin Count', 'Transfer defeated', 'Surplus transferred'],
      'wigm-prf': ['Begin Count', 'Transfer defeated', 'Surplus transferred'],
      scotland: ['Begin Count', 'Transfer defeated', 'Surplus transferred'],
      mpls: ['Count Votes'],
      'meek-prf': undefined,
    } as const;
    const ruleOf = { scotland: 'scottish-stv', mpls: 'minneapolis-stv' } as const;
    const papers: Readonly<Record<string, string>> = {
      'dublin-west': 'ireland-2002/dublin-west.blt',
      meath: 'ireland-2002/meath.blt',
      sydney: 'nsw-sydney-council-2021/Sydney.blt',
    };
    const peers =
      sharedElections === undefined
        ? []
        : readdirSync(resolve(folder, 'peer-outputs')).flatMap((file) => {
            const [, base, method] = /^(.*)\.droop-(.*)\.txt$/.exec(file) ?? [];
            return base !== undefined && method !== undefined && method in blocks
              ? [{ file, base, method: method as keyof typeof blocks }]
              : [];
          });
    test.each(peers)('$file: every stage', ({ file, base, method }) => {
      const blt = parseBlt(read(papers[base] ?? `scotland-2017/${base}.blt`));
      if (!blt.ok) throw new Error(blt.error.message);
      const report = readDroopReport(read('peer-outputs', file));
      const { profile } = blt.value;
      const rule = method in ruleOf ? ruleOf[method as keyof typeof ruleOf] : method;
      const result = countAsDroop(rule, profile);
      const wanted = blocks[method];
      const rows =
        wanted === undefined
          ? [...Map.groupBy(report, (b) => b.round).values()].slice(1).map((b) => b[0] as Row)
          : report.filter((b) => (wanted as readonly string[]).includes(b.action));
      // droop keeps 18 places and 9 more that it does not show, where we keep fractions.
      const { cells, wrong } = compare(
        file,
        profile,
        result,
        rows,
        method === 'wigm' ? 10n ** 6n : 0n,
      );
      expect(wrong).toEqual([]);
      expect(cells).toBeGreaterThan(30);
      expect(namesOf(profile, result.elected)).toEqual(
        [...new Set(report.flatMap((b) => b.elected))].toSorted(),
      );
    });
  },
);
