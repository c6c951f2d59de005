/** The golden table in Markdown. */
import type { CaseSummary } from './run-case.ts';

export function tableLine(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

export const tableHead: readonly string[] = [
  tableLine(['case', 'rule', 'figures', 'elections', 'cells', 'equal']),
  tableLine(['---', '---', '---', '--:', '--:', '--:']),
];

/** A case as a line of the table. */
export function rowOf({ golden, elections, cells, equal }: CaseSummary): string {
  const rule = golden.by.rule === 'stv' ? golden.by.name : golden.by.rule;
  return tableLine([golden.name, `\`${rule}\``, golden.grade, elections, cells, equal]);
}
