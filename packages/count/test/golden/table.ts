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
  return tableLine([golden.name, `\`${golden.rule}\``, golden.grade, elections, cells, equal]);
}
