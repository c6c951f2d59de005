/**
 * The figures of the summer of 2016, each with where it was read. `M` marks general knowledge that
 * was not checked against a page; nothing else is invented.
 *
 * S1 LabourList, 24 September 2016: https://labourlist.org/2016/09/jeremy-corbyn-earns-refreshed-mandate-as-he-is-re-elected-labour-leader/
 * S2 New Statesman, 28 June 2016: https://newstatesman.com/politics/staggers/2016/06/labour-mps-pass-vote-no-confidence-jeremy-corbyn-what-happens-now
 * S3 SERA, Labour leadership 2016: https://serauk.wordpress.com/labour-leadership-2016/
 * S4 Foster v McNicol [2016] EWHC 1966 (QB): https://caselaw.nationalarchives.gov.uk/ewhc/qb/2016/1966
 * S5 Evangelou v McNicol [2016] EWHC 2058 (QB) and [2016] EWCA Civ 817
 * S6 Encyclopaedia article on the contest: https://simple.m.wikipedia.org/wiki/2016_Labour_Party_leadership_election_(UK)
 */

export const CORBYN = { id: 'jeremy-corbyn', name: 'Jeremy Corbyn' } as const;
export const SMITH = { id: 'owen-smith', name: 'Owen Smith' } as const;
export const EAGLE = { id: 'angela-eagle', name: 'Angela Eagle' } as const;

/** The motion of no confidence of 28 June 2016 (S2). */
export const motion = {
  text: 'That this PLP has no confidence in Jeremy Corbyn as Leader of the Parliamentary Labour Party.',
  movers: ['margaret-hodge', 'ann-coffey'],
  electorate: 229,
  for: 172,
  against: 40,
  spoilt: 4,
} as const;

/** Nominations by MPs and MEPs (S6; Eagle's number M). */
export const nominations = { bodySize: 251, smith: 172, eagle: 72 } as const;

/** The National Executive Committee on the incumbent, 12 July 2016 (S4). */
export const necVote = { for: 18, against: 14, abstained: 0 } as const;

/** Valid votes by section, spoilt papers and those entitled in all (S1). */
export const ballot = {
  sections: [
    { id: 'members', corbyn: 168_216, smith: 116_960 },
    { id: 'registered', corbyn: 84_918, smith: 36_599 },
    { id: 'affiliated', corbyn: 60_075, smith: 39_670 },
  ],
  spoilt: 1_042,
  electorate: 654_006,
} as const;
