/** A counted file on a terminal: what was counted, the rounds or the table of pairs, who is elected. */
import type { CountReport } from '@hustings/count';
import { pairsTable } from './pairs-table.ts';
import { stageTable } from './stage-table.ts';
import { COLUMNS, cut, grouped, wrap } from './wrap.ts';

/** The table and the result; or, where it is to be explained, the whole count in sentences. */
export function tellReport(report: CountReport, how: { readonly explain: boolean }): string {
  const head = headOf(report);
  const papers = papersOf(report);
  const parts = how.explain
    ? [head, papers, report.explanation.map((text) => wrap(text)).join('\n')]
    : [head, papers, bodyOf(report), endOf(report)];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function headOf({ title, method, seats, transcript }: CountReport): string {
  const places =
    transcript.format === 'hustings/rounds-count/1' ? '' : `, ${plural(seats, 'seat')}`;
  const line = wrap(`${method.title}${places}`);
  return title === '' ? line : `${wrap(title)}\n${line}`;
}

/** What became of the papers of the file, so that all of them are told. */
function papersOf(report: CountReport): string {
  const { valid, blank, changed, scale = 1, transcript } = report;
  const out = [
    scale === 1
      ? `${plural(valid, 'paper')} in the count.`
      : `Papers worth ${grouped(valid / scale)} votes in the count${transcript.format === 'hustings/stv-count/1' ? '' : `; figures are in units of 1/${grouped(scale)} of a vote`}.`,
  ];
  if (blank > 0) out.push(`${plural(blank / scale, 'paper')} with nothing on them.`);
  for (const { reason, papers } of report.void)
    out.push(`${plural(papers / scale, 'paper')} not in the count: ${reasonText(reason)}.`);
  for (const { reason, papers } of changed)
    out.push(`${plural(papers / scale, 'paper')} with ${CHANGES[reason]}.`);
  return wrap(out.join(' '));
}

function reasonText(reason: string): string {
  const group = /^composition: (.*)$/.exec(reason)?.[1];
  return group === undefined ? (REASONS[reason] ?? reason) : `too few or too many of ${group}`;
}

const REASONS: Readonly<Record<string, string>> = {
  skipped: 'a place skipped',
  repeated: 'a candidate marked again',
  overmarked: 'a place with several marks',
  'too-few-ranks': 'too few candidates ranked',
  'without-preference': 'marks, but no preference that can be read',
  blank: 'nothing for anybody who stands',
  'too-many': 'more marks than the rule allows',
  'too-few': 'fewer marks than the rule asks for',
  'score-out-of-range': 'a score higher than the highest',
};

const CHANGES: Readonly<Record<CountReport['changed'][number]['reason'], string>> = {
  skipped: 'a place skipped',
  repeated: 'a candidate marked again',
  overmarked: 'a place with several marks',
  'beyond-most': 'more places than are looked at',
  'too-few-ranks': 'too few candidates ranked',
  'without-preference': 'no preference',
};

function bodyOf(report: CountReport): string {
  const { transcript } = report;
  switch (transcript.format) {
    case 'hustings/condorcet-count/1':
      return pairsTable(transcript).join('\n');
    case 'hustings/points-count/1':
    case 'hustings/positional-count/1':
    case 'hustings/party-list-count/1':
      return bars(report).join('\n');
    default:
      return stageTable(report).join('\n');
  }
}

/** One line for each candidate or list, with a bar as long as its part of the most. */
function bars(report: CountReport): readonly string[] {
  const { transcript, elected } = report;
  const isLists = transcript.format === 'hustings/party-list-count/1';
  const halves = transcript.format === 'hustings/points-count/1' && transcript.scale === 2;
  const isExact = transcript.format === 'hustings/positional-count/1';
  // Rounded to what a bar and a column need; the exact figures are in the report.
  const figures = isExact
    ? transcript.candidates.flatMap(({ id, name }) =>
        transcript.shown[id] === undefined ? [] : [[name, Number(transcript.shown[id])] as const],
      )
    : Object.entries(report.rounds[0]?.votes ?? {}).map(
        ([name, votes]) => [name, Number(votes)] as const,
      );
  const text = (n: number): string =>
    isExact ? grouped(n.toFixed(3)) : halves ? grouped((n / 2).toFixed(1)) : grouped(n);
  const most = Math.max(1, ...figures.map(([, n]) => n));
  const names = Math.min(30, Math.max(...figures.map(([name]) => name.length)));
  const digits = Math.max(...figures.map(([, n]) => text(n).length));
  const room = COLUMNS - names - digits - 16;
  return figures
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([name, n]) => {
      const won = elected.find((e) => e.name === name);
      const what =
        won === undefined ? '' : isLists ? `  ${plural(won.seats ?? 0, 'seat')}` : '  ✓ elected';
      const bar = '█'.repeat(Math.round((n / most) * room)).padEnd(won === undefined ? 0 : room);
      return `${cut(name, names).padEnd(names)}  ${text(n).padStart(digits)}  ${bar}${what}`.trimEnd();
    });
}

/** Who is elected and by how much; the exact margin where it was asked for. */
function endOf({ explanation, victory, transcript }: CountReport): string {
  // The sentences of the margin come after the one that sums up.
  const isSum = (text: string): boolean => /^(Elected|Seats):/.test(text);
  const at = explanation.findLastIndex(isSum);
  const sentences =
    transcript.format === 'hustings/condorcet-count/1'
      ? explanation.slice(Math.max(0, explanation.length - 1 - (transcript.skipped?.length ?? 0)))
      : explanation.slice(at < 0 ? -1 : at, victory === undefined ? undefined : at + 2);
  return sentences.map((text) => wrap(text)).join('\n');
}

function plural(n: number, noun: string): string {
  return `${grouped(n)} ${noun}${n === 1 ? '' : 's'}`;
}
