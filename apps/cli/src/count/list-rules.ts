/** What rules there are, and one rule with all that may be chosen within it. */
import {
  allowedValues,
  ballotFormats,
  type CountingRule,
  countingRules,
  type Family,
  readingSettings,
  type Setting,
} from '@hustings/count';
import { wrap } from './wrap.ts';

const FAMILIES: Readonly<Record<Family, string>> = {
  'alternative-vote': 'One seat, papers that rank (alternative vote, instant run-off)',
  plurality: 'First choices',
  points: 'Marks and points',
  pairs: 'Candidates compared in pairs (Condorcet)',
  transferable: 'Several seats in proportion (single transferable vote)',
  polls: 'Several polls, one file each: later polls are not in the papers of the first',
  college: 'Sections with weights, one file each',
  lists: 'Seats for lists in proportion',
};

export function ruleList(): string {
  return (Object.keys(FAMILIES) as Family[])
    .map((family) => {
      const rules = countingRules.filter((rule) => rule.family === family);
      return `# ${FAMILIES[family]}\n\n${rules.map(briefly).join('\n\n')}`;
    })
    .join('\n\n');
}

function briefly(rule: CountingRule): string {
  const also = rule.aliases.length === 0 ? '' : ` (also ${rule.aliases.join(', ')})`;
  return [
    `${rule.name}`,
    paragraph(`${rule.title}${also}. ${rule.describe}`),
    paragraph(`Follows: ${rule.follows}`),
    paragraph(`Compared with: ${rule.reproduces}`),
  ].join('\n');
}

/** One rule, with its settings and how it reads papers. */
export function ruleInFull(rule: CountingRule): string {
  const reads = readingSettings(rule);
  return [
    briefly(rule),
    `  Seats: ${rule.seats === 'one' ? 'one' : 'any number'}`,
    ...(rule.settings.length === 0
      ? []
      : ['', 'Settings (--set NAME=VALUE)', ...rule.settings.map(about)]),
    ...(reads.length === 0
      ? []
      : ['', 'How papers are read (--set NAME=VALUE)', ...reads.map(about)]),
  ].join('\n');
}

function about(setting: Setting): string {
  const head = `  ${setting.name}${setting.fallback === undefined ? '' : ` = ${setting.fallback}`}`;
  const values =
    setting.kind === 'choice' && setting.choices.some((choice) => choice.meaning !== '')
      ? setting.choices.map((c) => wrap(`        ${c.value}: ${c.meaning}`, ' '.repeat(10)))
      : setting.kind === 'text' || setting.kind === 'candidate'
        ? []
        : [wrap(`        ${allowedValues(setting).join(', ')}`, ' '.repeat(8))];
  return [head, wrap(`      ${setting.meaning}`, ' '.repeat(6)), ...values].join('\n');
}

export function formatList(): string {
  return ballotFormats
    .map((format) =>
      [
        format.name,
        paragraph(`${format.title}. Defined in ${format.source}`),
        paragraph(
          `${format.write === undefined ? 'Read only' : 'Read and written (--to)'}${format.endings.length === 0 ? '' : `; files *.${format.endings.join(', *.')}`}`,
        ),
      ].join('\n'),
    )
    .join('\n\n');
}

/** The rules as data. */
export function ruleData(rules: readonly CountingRule[]): readonly unknown[] {
  return rules.map(({ count: _count, explain: _explain, chart, reading: _reading, ...rule }) => ({
    ...rule,
    chart: chart !== undefined,
    readingSettings: readingSettings({ papers: rule.papers, reading: _reading }),
  }));
}

function paragraph(text: string): string {
  return wrap(`  ${text}`, '  ');
}
