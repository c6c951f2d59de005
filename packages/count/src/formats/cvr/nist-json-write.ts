/**
 * Writes a ballot file as a cast-vote-record report in JSON: one contest, a CVR for each paper, so that
 * the file is as long as the papers are many. Candidates have their ids. The standard asks for a date and
 * a device; as nothing here knows either, the date is that of the epoch and the device is the format.
 */
import { ok, type Result } from '@hustings/base';
import { OVERMARKED, SKIPPED } from '../../papers/marks.ts';
import type { Candidate } from '../../profile.ts';
import type { BallotFile, FormatError } from '../ballot-file.ts';
import type { Refused } from '../format-error.ts';
import { cannotSay, placesOf } from '../text/places.ts';

const FORMAT = 'NIST cast-vote records';

export function writeNistJson(file: BallotFile): Result<Iterable<string>, FormatError> {
  return whyNot(file) ?? ok(report(file));
}

function whyNot(file: BallotFile): Refused | undefined {
  if (file.scores !== undefined) return cannotSay(FORMAT, 'scores', 'marks and ranks only');
  if (file.scale !== 1)
    return cannotSay(FORMAT, `weights in parts of ${file.scale}`, 'whole papers');
  const withdrawn = file.candidates.find((candidate) => candidate.withdrawn === true);
  if (withdrawn !== undefined)
    return cannotSay(FORMAT, withdrawn.name, 'nothing of candidates who withdrew');
  const spaced = file.candidates.find(
    ({ name }) => name !== name.trim().replace(/\s+/g, ' ') || name === '',
  );
  if (spaced !== undefined)
    return cannotSay(
      FORMAT,
      spaced.name,
      'names with one blank between words and none at the ends',
    );
  return undefined;
}

function* report(file: BallotFile): Generator<string> {
  const { candidates, marks } = file;
  const head = {
    '@type': 'CVR.CastVoteRecordReport',
    Version: '1.0.0',
    GeneratedDate: '1970-01-01T00:00:00Z',
    ReportGeneratingDeviceIds: ['device'],
    ReportingDevice: [{ '@id': 'device', '@type': 'CVR.ReportingDevice', Application: 'Hustings' }],
    GpUnit: [{ '@id': 'place', '@type': 'CVR.GpUnit', Type: 'other', OtherType: 'election' }],
    Election: [
      {
        '@id': 'election',
        '@type': 'CVR.Election',
        ElectionScopeId: 'place',
        Candidate: candidates.map(({ id, name }) => ({
          '@id': `candidate-${id}`,
          '@type': 'CVR.Candidate',
          Name: name,
        })),
        Contest: [
          {
            '@id': 'contest',
            '@type': 'CVR.CandidateContest',
            ...(file.title.trim() === '' ? {} : { Name: file.title.trim().replace(/\s+/g, ' ') }),
            ...(file.seats === undefined ? {} : { NumberElected: file.seats }),
            ContestSelection: candidates.map(({ id }) => ({
              '@id': `selection-${id}`,
              '@type': 'CVR.CandidateSelection',
              CandidateIds: [`candidate-${id}`],
            })),
          },
        ],
      },
    ],
  };
  yield `${JSON.stringify(head).slice(0, -1)},\n"CVR":[`;
  let isFirst = true;
  for (let i = -1; i < marks.length; i++) {
    const paper = JSON.stringify(i < 0 ? cvr({ Undervotes: 1 }) : cvr(contestOf(file, i)));
    const copies = i < 0 ? file.blank : (marks.counts[i] as number);
    for (let copy = 0; copy < copies; copy++) {
      yield isFirst ? `\n${paper}` : `,\n${paper}`;
      isFirst = false;
    }
  }
  yield '\n]}\n';
}

function cvr(contest: object): object {
  return {
    '@type': 'CVR.CVR',
    ElectionId: 'election',
    CurrentSnapshotId: 'snapshot',
    CVRSnapshot: [
      {
        '@id': 'snapshot',
        '@type': 'CVR.CVRSnapshot',
        Type: 'original',
        CVRContest: [{ '@type': 'CVR.CVRContest', ContestId: 'contest', ...contest }],
      },
    ],
  };
}

/**
 * What the papers of pile `i` say: a candidate at several places has a position for each. An over-marked
 * place is two marks that may not become votes and do not say whose they are.
 */
function contestOf(file: BallotFile, i: number): object {
  const positions = new Map<number, object[]>();
  const add = (code: number, position: object): void => {
    const own = positions.get(code) ?? [];
    own.push({
      '@type': 'CVR.SelectionPosition',
      HasIndication: 'yes',
      NumberVotes: 1,
      ...position,
    });
    positions.set(code, own);
  };
  for (const [at, place] of placesOf(file.marks, i).entries())
    for (const code of place)
      if (code === OVERMARKED)
        for (let k = 0; k < 2; k++) add(code, { IsAllocable: 'no', Rank: at + 1 });
      else if (code !== SKIPPED) add(code, { Rank: at + 1 });
  return {
    CVRContestSelection: [...positions].map(([code, own]) => ({
      '@type': 'CVR.CVRContestSelection',
      ...(code === OVERMARKED
        ? {}
        : { ContestSelectionId: `selection-${(file.candidates[code] as Candidate).id}` }),
      SelectionPosition: own,
    })),
  };
}
