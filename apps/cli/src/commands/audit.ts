import { resolve } from 'node:path';
import { type Audit, auditResult } from '@hustings/audit';
import { fromUtf8 } from '@hustings/base';
import { findScript, replayContest, ruleBooks } from '@hustings/replay';
import { count } from '@hustings/server/words';
import { wrong } from '../args.ts';
import { type Command, command, misused } from '../command.ts';
import { readBytes } from '../files/read-bytes.ts';
import { EXIT, fail, inLine } from '../io.ts';

const HELP = `
Checks a published result against itself: every relation that its figures must be in.

Usage: hustings audit RESULT.json [--book BOOK] [--json] [--all]

  RESULT.json   the figures as they were printed (spec/published-result.md says how they
                are written down; contests/ has thirty)
  --book BOOK   the id of the rule book that it was made under, where the file names none
  --all         also what was checked and holds
  --json        as data: {"checked", "held", "findings": [{"code", "severity", "sentence",
                "suspects": [{"path", "printed", "fits"}]}], "otherPrints", "underBook"}

Sections and candidates add up, papers add up, shares and turnouts are explained by one base
and one rounding, the lowest goes out and the winner has what the rule asks for, thresholds
are rounded as the rule has it, and the declaration says the same numbers. Where figures
contradict each other, the figure is named whose change mends most.

Where the rule book is one of ours, the contest is played through the referee too, and every
figure drawn again from the book: who goes out, who wins, shares, turnout, thresholds.

The exit code is 0 when nothing is found and 1 when something is.

Examples:
  hustings audit contests/uk-labour-2020-leader.json
  hustings audit contests/uk-con-2022-leader.json --all
`;

export const auditCommand: Command = command({
  name: 'audit',
  help: HELP,
  shape: { flags: ['json', 'all'], options: ['book'], positionals: ['RESULT.json?'] },
  run: async (args, io) => {
    const file = args.positionals[0];
    if (file === undefined) return misused(io, 'audit', wrong('RESULT.json is missing'));
    const text = fromUtf8(await readBytes(resolve(io.cwd, file)));
    if (text === undefined) return fail(io, EXIT.failed, `${file} is not text in UTF-8`);
    const audited = auditResult(text);
    if (!audited.ok) return fail(io, EXIT.failed, `${file}: ${inLine(audited.error.message)}`);
    const underBook = playedUnderBook(text, args.text('book'));
    const { value } = audited;
    io.stdout.write(
      args.has('json')
        ? `${JSON.stringify({ ...value, underBook }, undefined, 2)}\n`
        : told(value, args.has('all')) + underBook.map(toldOfBook).join(''),
    );
    const isSound = value.findings.length === 0 && underBook.every((b) => b.differ.length === 0);
    return isSound ? EXIT.ok : EXIT.failed;
  },
});

/** What the rule book makes of the figures of one part of the result. */
interface UnderBook {
  readonly book: string;
  readonly part: string;
  readonly compared: number;
  readonly equal: number;
  /** In sentences; the referee's refusal among them. */
  readonly differ: readonly string[];
}

/** Nothing where no book of ours is named, or where the file cannot be played at all. */
function playedUnderBook(text: string, named: string | undefined): readonly UnderBook[] {
  const script = findScript(String((JSON.parse(text) as { readonly id?: unknown }).id ?? ''));
  const asked = named === undefined ? undefined : { book: named };
  const replayed = replayContest(text, ruleBooks, script, asked);
  if (!replayed.ok) return [];
  return replayed.value.parts.flatMap((part) => {
    if (part.book === undefined) return [];
    const reason = (path: string) => part.explained.find((e) => e.path === path)?.because;
    const differing = part.compared.filter((c) => c.verdict === 'differs');
    const { refused } = part;
    return [
      {
        book: part.book.id,
        // The only part has the title that stands above already.
        part: replayed.value.parts.length > 1 ? part.name : '',
        compared: part.compared.length,
        equal: part.compared.filter((c) => c.verdict === 'equal').length,
        differ: [
          ...(refused === undefined
            ? []
            : [`The referee refuses it: ${inLine(refused.breach.message)}.`]),
          ...differing.map(
            (c) =>
              `${c.path}: ${c.what}: ${c.printed} is printed, the book gives ${c.drawn}${reason(c.path) === undefined ? '' : ` (${reason(c.path)})`}`,
          ),
        ],
      },
    ];
  });
}

function toldOfBook({ book, part, compared, equal, differ }: UnderBook): string {
  const where = part === '' ? '' : ` (${part})`;
  const lines = differ.map((sentence) => `differs  ${sentence}\n`).join('');
  return `\nUnder the rule book ${book}${where}: ${count(compared, 'figure')} drawn again, ${equal} equal.\n${lines}`;
}

function told(audit: Audit, all: boolean): string {
  const lines = [audit.title, ''];
  if (all) lines.push(...audit.held.map((sentence) => `holds    ${sentence}`), '');
  for (const { severity, sentence, suspects } of audit.findings) {
    lines.push(`${severity.padEnd(8)} ${sentence}`);
    for (const { path, printed, fits, slip } of suspects.slice(0, 4))
      lines.push(
        `           ${path}: ${printed} is printed, ${fits} would fit${slip === undefined ? '' : ` (${slip})`}`,
      );
  }
  for (const { sentence } of audit.otherPrints) lines.push(`differs  ${sentence}`);
  const off = audit.findings.length;
  const found =
    off === 0 ? 'all hold' : `${off} ${off === 1 ? 'does' : 'do'} not hold or not as expected`;
  lines.push(
    ...(audit.findings.length + audit.otherPrints.length > 0 ? [''] : []),
    `${count(audit.checked, 'relation')} checked: ${found}.`,
  );
  return `${lines.join('\n')}\n`;
}
