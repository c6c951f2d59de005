/** The papers of one vote: how many came, how many were good, how many could have come. */
import { exact, type Ratio } from '@hustings/count';
import type { Papers, PrintedTurnout, Section } from '../published.ts';
import type { Node } from './tree.ts';

/** Members that say in how many ways papers came. */
const CHANNELS = ['online', 'postal', 'inPerson', 'phone'];

export function readPapers(node: Node | undefined): Papers {
  const figure = (...names: readonly string[]) => {
    for (const name of names) {
      const found = node?.at(name)?.figure();
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    valid: figure('valid'),
    spoilt: figure('spoilt', 'rejected', 'invalid'),
    abstentions: figure('abstentions', 'abstain'),
    returned: figure('returned'),
    admitted: figure('admitted'),
    notAdmitted: figure('notAdmitted'),
    electorate: figure('electorate', 'electorateTotal', 'distributed'),
    channels: CHANNELS.flatMap((name) => node?.at(name)?.figure() ?? []),
  };
}

export function readSections(root: Node): readonly Section[] {
  const weights = root.down('method', 'weights');
  return (root.at('sections')?.items() ?? []).flatMap((section) => {
    const id = section.at('id')?.text();
    if (id === undefined) return [];
    return [
      {
        id,
        name: section.at('name')?.text() ?? id,
        weight: weightOf(section.at('weight') ?? weights?.at(id)),
        electorate: section.at('electorate')?.figure(),
        returned: section.at('returned')?.figure(),
        spoilt: section.at('spoilt')?.figure(),
        didNotVote: section.at('didNotVote')?.figure(),
      },
    ];
  });
}

/** "1/3", or a number. */
function weightOf(node: Node | undefined): Ratio | undefined {
  const text = node?.text() ?? node?.figure()?.text;
  return text !== undefined && /^\d+(\/[1-9]\d*|\.\d+)?$/.test(text)
    ? exact.fromText(text)
    : undefined;
}

export function readTurnout(root: Node): readonly PrintedTurnout[] {
  const whole = ['turnoutPct', 'publishedTurnoutPct'].flatMap(
    (name) => root.at(name)?.figure() ?? root.down('published', name)?.figure() ?? [],
  );
  const bySection = root.down('published', 'sectionTurnoutPct')?.figures() ?? new Map();
  return [
    ...whole.map((figure) => ({ figure, section: undefined })),
    ...[...bySection].map(([section, figure]) => ({ figure, section })),
  ];
}
