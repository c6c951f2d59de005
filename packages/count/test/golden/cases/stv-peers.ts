/** The single transferable vote against another program, droop 0.14 (J. Lundell, GPL-3). */
import type { GoldenCase } from '../golden-case.ts';

const DROOP = 'jklundell/droop, test: GPL-3';
const MOVES = ['Begin Count', 'Transfer defeated', 'Surplus transferred'];

/** Reference elections of droop: its name of the rule and arithmetic, and ours. */
function reference(
  dump: string,
  name: string,
  over: Partial<GoldenCase> & Pick<GoldenCase, 'expect'>,
): GoldenCase {
  return {
    name: `droop reference, ${dump}`,
    grade: 'peer',
    folder: 'droop-reference',
    ballots: '([^/]*)\\.blt',
    from: 'blt',
    rule: name,
    settings: { ties: 'lot' },
    lot: 'droop',
    expected: `dump/$1-${dump}.txt`,
    source: DROOP,
    ...over,
  };
}

const EXACT_QUOTA = {
  files: 'SC-Vm-12',
  because: 'two reach the quota exactly, and droop gives the transfer of nothing a row',
};
/** Made so that an exact tie is to be broken, which eighteen places cannot tell from a near one. */
const MADE_TIES = { files: '^(42|513)[a-z]*\\.blt', because: 'made for ties that need fractions' };

/** Larger elections counted by droop. */
function peer(
  method: string,
  name: string,
  of: { readonly folder: string; readonly ballots: string; readonly title: string },
  over: Partial<GoldenCase> & Pick<GoldenCase, 'expect'>,
): GoldenCase {
  return {
    name: `${of.title}, droop ${method}`,
    grade: 'peer',
    folder: of.folder,
    ballots: of.ballots,
    from: 'blt',
    rule: name,
    ...(name === 'scottish-stv' ? {} : { settings: { ties: 'lot' } }),
    lot: 'droop',
    expected: `../peer-outputs/$1.droop-${method}.txt`,
    source: 'droop 0.14 run on the ballots named: GPL-3 (program)',
    ...over,
  };
}

const WARDS = {
  folder: 'scotland-2017',
  ballots: '((?:edinburgh_2017_ward12|glasgow_2017_ward16|highland_2017_ward3))\\.blt',
  title: 'three wards 2017',
};
const IRELAND = { folder: 'ireland-2002', ballots: '(.*)\\.blt', title: 'Dáil 2002' };

export const stvPeers: readonly GoldenCase[] = [
  reference('scotland-fixed-p5-d5', 'scottish-stv', {
    settings: {},
    expect: { kind: 'droop-table', rows: ['begin', 'transfer'] },
    without: EXACT_QUOTA,
  }),
  reference('wigm-prf-fixed-p4-d4', 'wigm-prf', {
    expect: { kind: 'droop-table', rows: ['begin', 'transfer'] },
    lot: { droop: true, surplusTieAt: 2 },
  }),
  reference('wigm-rational-d12', 'wigm', {
    expect: { kind: 'droop-table', rows: ['begin', 'transfer'], within: 12 },
    lot: { droop: true, surplusTieAt: 2 },
  }),
  reference('wigm-guarded-p18-g9-d18', 'wigm', {
    expect: { kind: 'droop-table', rows: ['begin', 'transfer'], within: 12 },
    lot: { droop: true, surplusTieAt: 2 },
  }),
  reference('mpls-fixed-p4-d4', 'minneapolis-stv', {
    expect: { kind: 'droop-table', rows: ['count'] },
    without: EXACT_QUOTA,
  }),
  reference('meek-prf-o6-fixed-p9-d9', 'meek-prf', {
    expect: { kind: 'droop-table', rows: 'rounds' },
  }),
  ...(['meek-o10-rational-d12', 'meek-o9-guarded-p18-g9-d18'] as const).map((dump) =>
    reference(dump, 'meek-1987', {
      rule: 'meek-1987',
      settings: { ties: 'lot', early: 'batch' },
      expect: { kind: 'droop-table', rows: 'rounds', within: 8 },
      without: MADE_TIES,
      note: 'compared to eight places: droop keeps fractions, or 18 places; several who cannot be elected go together, as there',
    }),
  ),
  ...(['warren-o10-rational-d12', 'warren-o9-guarded-p18-g9-d18'] as const).map((dump) =>
    reference(dump, 'warren', {
      rule: 'warren',
      settings: { ties: 'lot', early: 'batch' },
      expect: { kind: 'droop-table', rows: 'rounds', within: 8 },
      without: MADE_TIES,
    }),
  ),
  {
    name: 'Glasgow 2007, 21 wards, droop scotland',
    grade: 'peer',
    folder: 'glasgow-2007',
    ballots: '(.*)\\.blt',
    from: 'blt',
    rule: 'scottish-stv',
    lot: 'droop',
    expected: '$1.droop-scotland-dump.tsv',
    expect: { kind: 'droop-table', rows: ['begin', 'transfer'] },
    source: DROOP,
  },
  peer('wigm', 'wigm', WARDS, {
    expect: { kind: 'droop-report', rows: MOVES, within: 12 },
    note: 'droop keeps 18 places, we fractions; compared to twelve places',
  }),
  peer('wigm-prf', 'wigm-prf', WARDS, { expect: { kind: 'droop-report', rows: MOVES } }),
  peer('meek-prf', 'meek-prf', WARDS, { expect: { kind: 'droop-report', rows: 'rounds' } }),
  peer('wigm-prf', 'wigm-prf', IRELAND, { expect: { kind: 'droop-report', rows: MOVES } }),
  peer('scotland', 'scottish-stv', IRELAND, { expect: { kind: 'droop-report', rows: MOVES } }),
  peer('meek-prf', 'meek-prf', IRELAND, { expect: { kind: 'droop-report', rows: 'rounds' } }),
  peer('mpls', 'minneapolis-stv', IRELAND, {
    expect: { kind: 'droop-report', rows: ['Count Votes'] },
  }),
  peer(
    'meek-prf',
    'meek-prf',
    { folder: 'nsw-sydney-council-2021', ballots: 'Sydney\\.blt', title: 'Sydney 2021' },
    {
      expected: '../peer-outputs/sydney.droop-meek-prf.txt',
      expect: { kind: 'droop-report', rows: 'rounds' },
    },
  ),
];
