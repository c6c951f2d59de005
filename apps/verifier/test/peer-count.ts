/** The main program's count of the same papers: what this verifier's own must equal. */
import { unwrap, utf8 } from '@hustings/base';
import { type BallotFile, countReport, findFormat, type ReportGiven } from '@hustings/count';
import type { Profile } from '../src/count/profile.ts';

/** Papers as BLT, one line each. */
function boxOf({ candidates, papers, seats }: Profile): BallotFile {
  const place = (id: string): number => candidates.findIndex((c) => c.id === id) + 1;
  const lines = [
    `${candidates.length} ${seats}`,
    ...candidates.flatMap((c, i) => (c.withdrawn ? [`-${i + 1}`] : [])),
    ...papers.map((paper) => `1 ${[...paper.map(place), 0].join(' ')}`),
    '0',
    ...candidates.map((c) => `"${c.name}"`),
    '"Title"',
    '',
  ];
  const reader = unwrap(findFormat('blt')).reader({});
  unwrap(reader.push(utf8(lines.join('\n'))));
  return unwrap(reader.end());
}

/** The transcript, or the code of the error. */
export function peerCount(rule: string, profile: Profile, given: Partial<ReportGiven>): unknown {
  const box = { id: 'box', name: 'box', file: boxOf(profile) };
  const report = countReport(rule, [box], given as ReportGiven);
  return report.ok ? report.value.transcript : report.error.code;
}
