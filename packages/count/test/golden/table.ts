/** The golden table in Markdown. */
import type { GoldenCase } from './golden-case.ts';
import type { CaseSummary } from './run-case.ts';

export function tableLine(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

export const tableHead: readonly string[] = [
  tableLine(['case', 'rule', 'figures', 'ballots', 'elections', 'cells', 'equal']),
  tableLine(['---', '---', '---', '---', '--:', '--:', '--:']),
];

/** Whether its files are in the repository; others are read from beside the checkout. */
function isHere({ folder }: GoldenCase): boolean {
  return folder.startsWith('fixtures/');
}

/** A case as a line of the table. */
export function rowOf({ golden, elections, cells, equal }: CaseSummary): string {
  return tableLine([
    golden.name,
    `\`${golden.rule}\``,
    golden.grade,
    isHere(golden) ? 'here' : 'beside',
    elections,
    cells,
    equal,
  ]);
}
