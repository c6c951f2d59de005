/**
 * Ballot files counted by a rule: the marks are read as the rule has it, or as the settings say, and
 * the papers counted. What was void and what was read otherwise than it stands is told.
 */
import { err, ok, type Result } from '@hustings/base';
import type { BallotFile } from '../formats/ballot-file.ts';
import { NO_SCORE } from '../formats/ballot-file.ts';
import { FlatPiles } from '../papers/flat-piles.ts';
import {
  type PaperAccount,
  type ReasonPapers,
  readMarks,
  readRankings,
  readTiers,
} from '../papers/interpret-marks.ts';
import type { MarkReading } from '../papers/mark-reading.ts';
import type { SequencePiles } from '../papers/sequence-piles.ts';
import type { Candidate, Profile } from '../profile.ts';
import { type Counted, countWith, findCountingRule, unknownRule } from './catalogue.ts';
import type {
  CatalogueError,
  CountGiven,
  CountingRule,
  Election,
  ElectionBox,
} from './counting-rule.ts';
import { readingOf, readingSettings } from './reading-settings.ts';
import { type Chosen, chosenSettings } from './setting.ts';

/** A box of papers as a file has it. */
export interface BallotBox {
  /** Of the section or the poll, where there are several. */
  readonly id: string;
  readonly name: string;
  readonly file: BallotFile;
}

export interface BallotCount extends Counted {
  /** How the marks were read. */
  readonly reading: Chosen;
  readonly account: PaperAccount;
  /** What was counted, read. */
  readonly election: Election;
}

export interface BallotsGiven extends CountGiven {
  /** Settings of the rule and of the reading together. */
  readonly settings?: Chosen;
  /** In place of what the files say. */
  readonly seats?: number;
  /** Ids of candidates who withdrew, besides those of the files. */
  readonly withdrawn?: readonly string[];
}

export function countBallots(
  name: string,
  boxes: readonly BallotBox[],
  given: BallotsGiven = {},
): Result<BallotCount, CatalogueError> {
  const rule = findCountingRule(name);
  if (rule === undefined) return err(unknownRule(name));
  const settings = given.settings ?? {};
  const ofReading = readingSettings(rule);
  const all = chosenSettings(
    { title: rule.title, settings: [...rule.settings, ...ofReading] },
    settings,
  );
  if (!all.ok) return all;
  const how = readingOf(all.value, settings);
  if (how === undefined)
    return err({
      code: 'count/setting-not-allowed',
      message:
        'The setting "least-ranks" cannot be that; it may be a whole number, all or all-but-one.',
      setting: 'least-ranks',
      allowed: ['a whole number', 'all', 'all-but-one'],
    });
  const read = electionOf(rule, boxes, how.reading, given);
  if (!read.ok) return read;
  const own = new Set(rule.settings.map((setting) => setting.name));
  const { lot, constraints } = given;
  const counted = countWith(name, read.value.election, {
    settings: Object.fromEntries(Object.entries(settings).filter(([key]) => own.has(key))),
    ...(lot && { lot }),
    ...(constraints && { constraints }),
  });
  if (!counted.ok) return counted;
  const reads = ofReading.some((setting) => setting.name === 'skipped');
  return ok({ ...counted.value, ...read.value, reading: reads ? how.settings : {} });
}

interface ReadElection {
  readonly election: Election;
  readonly account: PaperAccount;
}

function electionOf(
  rule: CountingRule,
  boxes: readonly BallotBox[],
  reading: MarkReading,
  given: BallotsGiven,
): Result<ReadElection, CatalogueError> {
  const unknown = given.withdrawn?.find(
    (id) => !boxes.some((box) => box.file.candidates.some((c) => c.id === id)),
  );
  if (unknown !== undefined)
    return err({
      code: 'count/candidate-unknown',
      message: `There is no candidate with the id "${unknown}".`,
      candidates: [...new Set(boxes.flatMap((box) => box.file.candidates.map((c) => c.id)))],
    });
  const several = rule.papers === 'sections' || rule.papers === 'polls';
  const [only] = boxes;
  if (only === undefined)
    return err({ code: 'count/no-candidates', message: 'There is no box of papers.' });
  if (!several && boxes.length > 1)
    return err({
      code: 'count/one-box-only',
      message: `${rule.title} counts one box of papers, and there are ${boxes.length}; several are sections of a college, or polls held one after another.`,
    });
  const weighted = boxes.find(({ file }) => file.scale !== 1);
  if (weighted !== undefined && !takesParts(rule, given.settings ?? {}))
    return err({
      code: 'count/weights-not-whole',
      message: `${weighted.name === '' ? 'The file' : weighted.name} has weights in parts of a vote, and ${rule.title} counts whole papers.`,
    });
  if (rule.papers === 'rankings' || rule.papers === 'sections')
    if (boxes.some((box) => box.file.isUnordered))
      return err({
        code: 'count/papers-not-for-this-rule',
        message: `${rule.title} counts rankings, and the file has marks in no order.`,
        papers: rule.papers,
      });
  if (several) return severalOf(rule, boxes, reading, given);
  const { file } = only;
  // One seat goes without saying where a rule finds the best; how many share a council does not.
  const isShared = rule.family === 'transferable' || rule.family === 'lists';
  if (isShared && given.seats === undefined && file.seats === undefined)
    return err({
      code: 'count/seats-missing',
      message: `The file does not say how many seats there are, and ${rule.title} needs to know.`,
    });
  const about = {
    candidates: candidatesOf(file, given),
    seats: given.seats ?? file.seats ?? 1,
    // Rules that add up papers and compare the sums count parts of a vote as they count papers.
    ...(file.scale === 1 || rule.family !== 'transferable' ? {} : { scale: file.scale }),
  };
  if (rule.papers === 'scores') return scoresOf(file, about, given);
  if (rule.papers === 'weak-rankings') {
    const { piles, account } = readTiers(file.marks, about.candidates.length, reading);
    return ok({ election: { kind: 'weak-rankings', profile: { ...about, piles } }, account });
  }
  const { piles, account } =
    rule.papers === 'marks'
      ? readMarks(marksOf(file, given), about.candidates.length)
      : readRankings(file.marks, about.candidates.length, reading);
  return ok({
    election: { kind: 'rankings', profile: { ...about, piles: new FlatPiles(piles) } },
    account,
  });
}

/** Whether papers may have weights in parts of a vote: not where a rule names a number of papers. */
function takesParts(rule: CountingRule, settings: Chosen): boolean {
  if (rule.family === 'polls' || rule.family === 'college' || rule.family === 'lists') return false;
  return settings['quorum'] === undefined && settings['quorum-of'] === undefined;
}

function candidatesOf(file: BallotFile, given: BallotsGiven): readonly Candidate[] {
  return file.candidates.map((c) =>
    given.withdrawn?.includes(c.id) === true ? { ...c, withdrawn: true as const } : c,
  );
}

/** Several boxes; the sections of a college have the candidates of the first, in its order. */
function severalOf(
  rule: CountingRule,
  boxes: readonly BallotBox[],
  reading: MarkReading,
  given: BallotsGiven,
): Result<ReadElection, CatalogueError> {
  const [first] = boxes as [BallotBox];
  const candidates = candidatesOf(first.file, given);
  const accounts: PaperAccount[] = [];
  const read: ElectionBox[] = [];
  for (const { id, name, file } of boxes) {
    const { piles, account } = readRankings(file.marks, file.candidates.length, reading);
    accounts.push(account);
    const own: Profile = {
      candidates: candidatesOf(file, given),
      seats: given.seats ?? 1,
      piles: new FlatPiles(piles),
    };
    const profile = rule.papers === 'polls' ? own : renumbered(own, candidates);
    if (profile === undefined)
      return err({
        code: 'count/profiles-differ',
        message: `${name} does not have the same candidates as ${first.name}.`,
      });
    read.push({ id, name, profile });
  }
  return ok({ election: { kind: 'several', boxes: read }, account: addedUp(accounts) });
}

/** The same papers with the candidates in another order; undefined where they are not the same ones. */
function renumbered(profile: Profile, candidates: readonly Candidate[]): Profile | undefined {
  const places = profile.candidates.map(({ id }) => candidates.findIndex((c) => c.id === id));
  if (places.includes(-1) || places.length !== candidates.length) return undefined;
  if (places.every((place, i) => place === i)) return { ...profile, candidates };
  return {
    ...profile,
    candidates,
    piles: profile.piles.map(({ ranking, count }) => ({
      ranking: ranking.map((i) => places[i] as number),
      count,
    })),
  };
}

function addedUp(accounts: readonly PaperAccount[]): PaperAccount {
  const sum = (of: (account: PaperAccount) => readonly ReasonPapers[]): readonly ReasonPapers[] => {
    const by = new Map<ReasonPapers['reason'], number>();
    for (const { reason, papers } of accounts.flatMap(of))
      by.set(reason, (by.get(reason) ?? 0) + papers);
    return [...by].map(([reason, papers]) => ({ reason, papers }));
  };
  return {
    papers: accounts.reduce((n, a) => n + a.papers, 0),
    counted: accounts.reduce((n, a) => n + a.counted, 0),
    void: sum((a) => a.void),
    changed: sum((a) => a.changed),
  };
}

/** Where a file has scores and no marks, a score of so many is a mark. */
function marksOf({ scores, marks, candidates }: BallotFile, given: BallotsGiven): SequencePiles {
  if (marks.length > 0 || scores === undefined) return marks;
  const least = Number(given.settings?.['marked-from'] ?? 1);
  const codes = new Uint16Array(scores.codes.length);
  const starts = new Uint32Array(scores.length + 1);
  let at = 0;
  for (let pile = 0; pile < scores.length; pile++) {
    starts[pile] = at;
    for (let c = 0; c < candidates.length; c++) {
      const score = scores.codes[(scores.starts[pile] as number) + c] as number;
      if (score !== NO_SCORE && score >= least) codes[at++] = c;
    }
  }
  starts[scores.length] = at;
  return { length: scores.length, codes: codes.subarray(0, at), starts, counts: scores.counts };
}

function scoresOf(
  file: BallotFile,
  about: { readonly candidates: readonly Candidate[]; readonly seats: number },
  given: BallotsGiven,
): Result<ReadElection, CatalogueError> {
  const { scores } = file;
  if (scores === undefined)
    return err({
      code: 'count/papers-not-for-this-rule',
      message: 'The rule counts scores, and the file gives none.',
      papers: 'scores',
    });
  let highest = 1;
  for (const score of scores.codes) if (score !== NO_SCORE && score > highest) highest = score;
  const most = Number(given.settings?.['highest-score'] ?? highest);
  const papers = scores.counts.reduce((sum, n) => sum + n, 0);
  return ok({
    election: {
      kind: 'scores',
      profile: {
        ...about,
        most,
        piles: Array.from({ length: scores.length }, (_, i) => ({
          scores: Array.from(
            scores.codes.subarray(scores.starts[i], scores.starts[i + 1]),
            (score) => (score === NO_SCORE ? null : score),
          ),
          count: scores.counts[i] as number,
        })),
      },
    },
    account: { papers, counted: papers, void: [], changed: [] },
  });
}
