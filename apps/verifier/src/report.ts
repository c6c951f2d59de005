/** A report in words. */
import type { Report } from './verify.ts';

/** `isClean`: nothing is wrong, whatever was left out. */
export function isClean({ findings }: Report): boolean {
  return findings.every((f) => f.kind !== 'wrong');
}

export function reportText(report: Report): string {
  const { findings, checked, proceeding, size, root } = report;
  const wrong = findings.filter((f) => f.kind === 'wrong');
  const left = findings.filter((f) => f.kind === 'not-checked');
  const lines = [
    `Proceeding ${proceeding ?? '(none)'}${size === undefined ? '' : `, ${size} entries, root ${root}`}.`,
    `Checked: ${Object.entries(checked)
      .map(([what, n]) => `${what} ${n}`)
      .join(', ')}.`,
    ...wrong.map((f) => `WRONG        ${f.place} (${f.step}): ${f.message}`),
    ...left.map((f) => `not checked  ${f.place} (${f.step}): ${f.message}`),
    'not checked  Whether the rule book allowed each act: the second verifier has no referee.',
    wrong.length === 0
      ? 'Nothing is wrong in what was checked.'
      : `${wrong.length} ${wrong.length === 1 ? 'thing is' : 'things are'} wrong.`,
  ];
  return `${lines.join('\n')}\n`;
}
