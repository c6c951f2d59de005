import { resolve } from 'node:path';
import { type Audit, auditResult } from '@hustings/audit';
import { fromUtf8 } from '@hustings/base';
import { count } from '@hustings/server/words';
import { wrong } from '../args.ts';
import { type Command, command, misused } from '../command.ts';
import { readBytes } from '../files/read-bytes.ts';
import { EXIT, fail, inLine } from '../io.ts';

const HELP = `
Checks a published result against itself: every relation that its figures must be in.

Usage: hustings audit RESULT.json [--json] [--all]

  RESULT.json   the figures as they were printed (spec/published-result.md says how they
                are written down; contests/ has thirty)
  --all         also what was checked and holds
  --json        as data: {"checked", "held", "findings": [{"code", "severity", "sentence",
                "suspects": [{"path", "printed", "fits"}]}], "otherPrints"}

Sections and candidates add up, papers add up, shares and turnouts are explained by one base
and one rounding, the lowest goes out and the winner has what the rule asks for, thresholds
are rounded as the rule has it, and the declaration says the same numbers. Where figures
contradict each other, the figure is named whose change mends most.

The exit code is 0 when nothing is found and 1 when something is.

Examples:
  hustings audit contests/uk-labour-2020-leader.json
  hustings audit contests/uk-con-2022-leader.json --all
`;

export const auditCommand: Command = command({
  name: 'audit',
  help: HELP,
  shape: { flags: ['json', 'all'], positionals: ['RESULT.json?'] },
  run: async (args, io) => {
    const file = args.positionals[0];
    if (file === undefined) return misused(io, 'audit', wrong('RESULT.json is missing'));
    const text = fromUtf8(await readBytes(resolve(io.cwd, file)));
    if (text === undefined) return fail(io, EXIT.failed, `${file} is not text in UTF-8`);
    const audited = auditResult(text);
    if (!audited.ok) return fail(io, EXIT.failed, `${file}: ${inLine(audited.error.message)}`);
    const { value } = audited;
    io.stdout.write(
      args.has('json') ? `${JSON.stringify(value, undefined, 2)}\n` : told(value, args.has('all')),
    );
    return value.findings.length === 0 ? EXIT.ok : EXIT.failed;
  },
});

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
