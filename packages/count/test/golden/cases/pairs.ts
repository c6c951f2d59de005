/** Rules that compare pairs, and Borda. */
import type { GoldenCase } from '../golden-case.ts';

const K8S = 'kubernetes/community, elections: © the Kubernetes Authors, Apache-2.0';
const steering = (poll: string, over: Partial<GoldenCase> = {}): GoldenCase => ({
  name: `Kubernetes ${poll.replaceAll('-', ' ')}`,
  grade: 'official',
  folder: 'fixtures/kubernetes-steering',
  ballots: `(${poll})\\.csv`,
  from: 'elekto',
  rule: 'schulze',
  settings: { unranked: 'no-opinion' },
  seatsIn: 'seats open: (\\d+)',
  expected: '$1.results.md',
  expect: { kind: 'elekto-results' },
  source: K8S,
  ...over,
});

const tideman = (
  method: string,
  by: Pick<GoldenCase, 'rule' | 'settings'>,
  note?: string,
): GoldenCase => ({
  name: `Tideman collection, ${method}`,
  grade: 'peer',
  folder: 'tideman-ers/blt',
  ballots: '(.*)\\.blt',
  from: 'blt',
  ...by,
  seats: 1,
  expected: '../condorcet-php-implicit-results.json.gz',
  expect: { kind: 'condorcet-php', method },
  source:
    'CondorcetVote/Condorcet_Tideman_Election_Collection (papers: N. Tideman; results: Condorcet PHP)',
  ...(note === undefined ? {} : { note }),
});

export const pairs: readonly GoldenCase[] = [
  steering('steering-2019', {
    caps: [
      {
        name: 'Red Hat',
        most: 2,
        members: ['Christoph Blecker (@cblecker)', 'Derek Carr (@derekwaynecarr)'],
      },
      {
        name: 'Microsoft',
        most: 2,
        members: [
          'Brendan Burns (@brendandburns)',
          'Pengfei Ni (@feiskyer)',
          'Lachlan Evenson (@lachie83)',
        ],
      },
    ],
    note: 'counted there by Condorcet-IRV (CIVS), which is not a rule here; Schulze gives the same places. At most two of one employer: did not bind',
  }),
  steering('steering-2020', {
    caps: [
      {
        name: 'Google',
        most: 2,
        members: ['Bob Killen', 'Jordan Liggitt', 'Federico Bongiovanni'],
      },
      { name: 'VMware', most: 2, members: ['Davanum Srinivas', 'Stephen Augustus'] },
    ],
    note: 'as 2019; everybody beats all who are below',
  }),
  steering('steering-2021', {
    seats: 4,
    expect: {
      kind: 'elected',
      elected: ['parispittman', 'justaugustus', 'cblecker', 'tpepper'],
    },
    note: 'the source gives no ranking',
  }),
  steering('steering-202[345]', { name: 'Kubernetes steering 2023, 2024, 2025' }),
  steering('steering-202[345]', {
    name: 'the same, places by pairs won',
    settings: { unranked: 'no-opinion', order: 'most-beaten' },
  }),
  steering('code-of-conduct-2023', {
    seats: 2,
    expect: { kind: 'elected', elected: ['anammedina21', 'jeremyrickard'] },
  }),
  steering('code-of-conduct-2025', {
    settings: { unranked: 'no-opinion', order: 'most-beaten' },
    expect: { kind: 'elekto-results', winnersOnly: true },
    note: 'by pairs won, as Elekto has it; the published ranking below the winners parts two who are level on the ballots',
  }),
  steering('ballots', {
    name: 'Kubernetes, as they lie in the source',
    folder: 'kubernetes-steering',
    expected: 'results.md',
    note: 'those with results by the names used on the ballots; the ranking published for code of conduct 2025 parts two who are level on its ballots',
    without: { files: 'code-of-conduct-2025', because: 'see the note' },
  }),
  {
    name: 'Debian Project Leader 2002, 2010, 2012: every pair',
    grade: 'official',
    folder: '../contests',
    ballots: 'debian-.*-dpl\\.json',
    from: { layout: 'orders' },
    rule: 'schulze',
    settings: { 'default-option': 'none-of-the-above', 'quorum-of': '1000' },
    expect: { kind: 'own-pairs' },
    source: 'vote.debian.org',
  },
  {
    name: 'Debian Project Leader 2002 to 2022: leader',
    grade: 'official',
    folder: 'debian-dpl',
    ballots: '(\\d+)_tally\\.txt',
    from: 'debian',
    expected: '$1.json',
    rule: 'schulze',
    settings: { 'default-option': 'none-of-the-above', 'quorum-of': '1000' },
    expect: { kind: 'own-winner' },
    source:
      'CondorcetVote/Condorcet_Tideman_Election_Collection, copies of vote.debian.org tallies; leaders electorama/abiftool',
    note: 'quorum of a thousand developers, which every year passes',
  },
  tideman('Instant-runoff', { rule: 'alternative-vote' }, 'winners, where nothing is tied'),
  tideman('Schulze Winning', { rule: 'schulze', settings: { strength: 'winning-votes' } }),
  tideman('Schulze Margin', { rule: 'schulze', settings: { strength: 'margins' } }),
  tideman(
    'Ranked Pairs Winning',
    { rule: 'ranked-pairs', settings: { strength: 'winning-votes' } },
    'but those that need a lot',
  ),
  tideman(
    'Ranked Pairs Margin',
    { rule: 'ranked-pairs', settings: { strength: 'margins' } },
    'but those that need a lot',
  ),
  tideman('Minimax Winning', { rule: 'minimax' }),
  tideman('Minimax Margin', { rule: 'minimax', settings: { strength: 'margins' } }),
  tideman('Copeland', { rule: 'copeland' }),
  { ...tideman('Kemeny–Young', { rule: 'kemeny' }, 'up to ten candidates'), mostCandidates: 10 },
  tideman('BordaCount', { rule: 'borda' }),
];
