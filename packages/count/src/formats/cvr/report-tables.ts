/** The contests of a report and who stands in them: SP 1500-103 classes Election, Contest, ContestSelection, Candidate, Party. */
import {
  nameOf,
  nodesOf,
  type PartProblem,
  type ReportNode,
  textOf,
  textsOf,
  wholeOf,
} from './report-node.ts';

export interface ReportContest {
  readonly id: string;
  /** The id, where the contest has no name. */
  readonly name: string;
  readonly seats: number | undefined;
  /** Ids of the selections in the order of the file. */
  readonly selections: readonly Selection[];
}

interface Selection {
  readonly id: string;
  readonly candidates: readonly string[];
  readonly parties: readonly string[];
  /** An answer to a measure, such as "Yes". */
  readonly answer: string | undefined;
  readonly isWriteIn: boolean;
}

export class ReportTables {
  readonly #contests: ReportContest[] = [];
  readonly #candidates = new Map<string, string>();
  readonly #parties = new Map<string, string>();

  get contests(): readonly ReportContest[] {
    return this.#contests;
  }

  addElection(election: ReportNode): PartProblem | undefined {
    for (const candidate of nodesOf(election, 'Candidate')) {
      const problem = putNamed(this.#candidates, candidate, 'Candidate');
      if (problem !== undefined) return problem;
    }
    for (const contest of nodesOf(election, 'Contest')) {
      const problem = this.#addContest(contest);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }

  addParty(party: ReportNode): PartProblem | undefined {
    return putNamed(this.#parties, party, 'Party');
  }

  /** Names of the selections, in their order; or which id leads nowhere. */
  namesOf(contest: ReportContest): readonly string[] | PartProblem {
    const names: string[] = [];
    for (const selection of contest.selections) {
      const own: string[] = [];
      for (const [ids, table, kind] of [
        [selection.candidates, this.#candidates, 'Candidate'],
        [selection.parties, this.#parties, 'Party'],
      ] as const)
        for (const id of ids) {
          const name = table.get(id);
          if (name === undefined)
            return wrong('format/unknown-candidate', id, `the id of a ${kind} of this file`);
          own.push(name);
        }
      if (selection.answer !== undefined) own.push(selection.answer);
      names.push(own.join(' / ') || (selection.isWriteIn ? 'Write-in' : selection.id));
    }
    return names;
  }

  #addContest(contest: ReportNode): PartProblem | undefined {
    const id = textOf(contest, '@id');
    if (id === undefined || id === '') return wrong('format/syntax', '', 'the id of each Contest');
    if (this.#contests.some((one) => one.id === id))
      return wrong('format/syntax', id, 'an id of one Contest only');
    const selections: Selection[] = [];
    for (const node of nodesOf(contest, 'ContestSelection')) {
      const own = textOf(node, '@id');
      if (own === undefined || own === '' || selections.some((one) => one.id === own))
        return wrong('format/syntax', own ?? '', `ids that differ for all selections of "${id}"`);
      selections.push({
        id: own,
        candidates: textsOf(node, 'CandidateIds'),
        parties: textsOf(node, 'PartyIds'),
        answer: nameOf(node, 'Selection'),
        isWriteIn: textOf(node, 'IsWriteIn') === 'true',
      });
    }
    const seats = wholeOf(contest, 'NumberElected');
    if (seats === null || seats === 0)
      return wrong(
        'format/syntax',
        textOf(contest, 'NumberElected') ?? '',
        'how many are elected, as a whole number',
      );
    this.#contests.push({ id, name: nameOf(contest, 'Name') || id, seats, selections });
    return undefined;
  }
}

function putNamed(
  table: Map<string, string>,
  node: ReportNode,
  kind: string,
): PartProblem | undefined {
  const id = textOf(node, '@id');
  if (id === undefined || id === '' || table.has(id))
    return wrong('format/syntax', id ?? '', `an id of each ${kind}, which no other has`);
  table.set(id, nameOf(node, 'Name') || id);
  return undefined;
}

export function wrong(code: `format/${string}`, found: string, expected: string): PartProblem {
  return { code, found, expected };
}
