/** The rules of the single transferable vote, with what may be chosen within each. */

import type { ReadingPreset } from '../papers/mark-reading.ts';
import { findReading } from '../papers/reading-presets.ts';
import { stvChart } from '../stv/chart-stv.ts';
import { explainStv } from '../stv/explain-stv.ts';
import { stvRules } from '../stv/presets.ts';
import { countStv } from '../stv/stv-count.ts';
import { outcomeOf, rankingsOf, tiesOf, tiesSetting } from './common.ts';
import type { CountingRule } from './counting-rule.ts';
import type { Setting } from './setting.ts';
import { switchesOf, switchSettings } from './switch-settings.ts';

/** Rules whose statute says how marks are read. */
const READ_AS: Readonly<Record<string, string>> = { 'minneapolis-stv': 'minneapolis' };

const SEED: Setting = {
  name: 'seed',
  kind: 'text',
  meaning:
    'From this text the order of the papers is drawn; it is agreed and published before the count.',
};

export const transferableRules: readonly CountingRule[] = stvRules.map((rule) => {
  const own = switchSettings(rule.switches);
  return {
    name: rule.name,
    aliases: rule.aliases,
    title: rule.title,
    describe: rule.describe,
    follows: rule.follows,
    reproduces: rule.reproduces,
    family: 'transferable',
    seats: 'any',
    papers: 'rankings',
    reading: (findReading(READ_AS[rule.name] ?? 'plain') as ReadingPreset).reading,
    settings: [
      ...own,
      ...(rule.switches.method === 'sample' ? [SEED] : []),
      tiesSetting(rule.switches.ties),
    ],
    constraints: 'any',
    count: (election, chosen, given) =>
      countStv(
        { name: rule.name, switches: switchesOf(rule.switches, chosen) },
        {
          profile: rankingsOf(election),
          ...tiesOf(chosen, given),
          ...(given.constraints && { constraints: given.constraints }),
          ...(chosen['seed'] === undefined ? {} : { seed: chosen['seed'] }),
        },
      ),
    explain: (outcome) => explainStv(outcomeOf(outcome, 'hustings/stv-count/1'), rule.title),
    chart: (outcome) => stvChart(outcomeOf(outcome, 'hustings/stv-count/1')),
  } satisfies CountingRule;
});
