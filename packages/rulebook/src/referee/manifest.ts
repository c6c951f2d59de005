/**
 * The manifest of a poll, as far as the book, the roll, the candidates and the ceremony settle it:
 * all but the key, the trustees' shares of it, and the words of a contest's question.
 */
import { ok, type Result, unreachable } from '@hustings/base';
import { countsPapersOf, findCountingRule, type MarkGroup, type PaperForm } from '@hustings/count';
import type { CandidateRef, Keyholder, Manifest } from '../acts.ts';
import { ACTS, type Breach, breach, cite } from '../breach.ts';
import type { ContestPaper, CountRules, ResultPolicy } from '../rule-book.ts';
import {
  type ContestState,
  type MatterState,
  matterProcedure,
  own,
  type RollState,
  type State,
} from '../state.ts';
import { currentBallot, pollContext, seatsOf } from './ballots.ts';
import { candidatesOnPaper } from './candidacy.ts';

export type ManifestDraft = Omit<Manifest, 'key' | 'trustees'> & {
  readonly trustees: readonly Keyholder[];
};

export interface ManifestPlan {
  readonly matter: string;
  readonly poll: string;
  readonly roll: string;
  /** What is asked; left out, the text of the motion or the name of the contest. */
  readonly question?: string;
}

/** What stands on the paper, in its order. */
export function optionsOf(state: State, matter: MatterState): readonly CandidateRef[] {
  const procedure = matterProcedure(state, matter);
  if (matter.kind === 'contest') {
    const { paper, decides } = currentBallot(state, matter).ballot;
    if (decides.kind === 'confirms')
      return paper.abstention === undefined ? CONFIRMATION : [...CONFIRMATION, ABSTENTION];
    const { reopen } = paper;
    const standing = candidatesOnPaper(state, matter);
    return reopen === undefined ? standing : [...standing, { id: reopen.id, name: reopen.name }];
  }
  if (procedure.kind !== 'motion') return [];
  const { options } = procedure;
  return [
    { id: 'for', name: options.for },
    { id: 'against', name: options.against },
    ...(options.abstain === undefined ? [] : [{ id: 'abstain', name: options.abstain }]),
  ];
}

/** A proposal is confirmed or not. */
const CONFIRMATION: readonly CandidateRef[] = [
  { id: 'for', name: 'Yes' },
  { id: 'against', name: 'No' },
];

const ABSTENTION: CandidateRef = { id: 'abstain', name: 'Abstain' };

/** The form of the paper; undefined where no form can say it, or its rule counts no paper of that form. */
export function formOf(
  state: State,
  matter: MatterState,
  options: readonly CandidateRef[],
): PaperForm | undefined {
  const procedure = matterProcedure(state, matter);
  if (procedure.kind === 'motion')
    return { kind: 'motion', abstain: procedure.options.abstain !== undefined };
  if (matter.kind === 'motion') return undefined;
  const { paper, count, decides } = currentBallot(state, matter).ballot;
  // A yes or no about someone proposed is a motion.
  if (decides.kind === 'confirms')
    return { kind: 'motion', abstain: paper.abstention !== undefined };
  // No form has room for a vote for nobody beside the names: it would be counted as spoilt.
  if (paper.abstention !== undefined) return undefined;
  const form = paperForm(state, matter, { paper, count, options });
  const rule = findCountingRule(count.rule);
  return rule !== undefined && countsPapersOf(rule, form.kind) ? form : undefined;
}

function paperForm(
  state: State,
  contest: ContestState,
  of: {
    readonly paper: ContestPaper;
    readonly count: CountRules;
    readonly options: readonly CandidateRef[];
  },
): PaperForm {
  const { paper, count, options } = of;
  const candidates = options.length;
  const upTo = (most: number | undefined): number => Math.min(most ?? candidates, candidates);
  const least = (most: number, given = paper.least): { readonly least?: number } =>
    given === undefined ? {} : { least: Math.min(given, most) };
  switch (paper.kind) {
    case 'ranked': {
      const most = upTo(paper.most);
      return { kind: 'ranked', candidates, most, ...least(most) };
    }
    case 'choice':
      return { kind: 'choice', candidates };
    case 'approval': {
      const most = upTo(paper.most);
      return {
        kind: 'marks',
        candidates,
        most,
        ...least(most),
        ...groupsOf(contest, paper, options),
      };
    }
    case 'block': {
      // What the count would take for void is void on the paper already.
      const { votes = `${seatsOf(state, contest)}`, choose } = count.settings ?? {};
      const most = upTo(Math.min(paper.most ?? 255, Number(votes)));
      const isExact = choose === 'exactly';
      return {
        kind: 'marks',
        candidates,
        most,
        ...least(most, isExact ? most : paper.least),
        ...groupsOf(contest, paper, options),
      };
    }
    case 'score':
      return { kind: 'scores', candidates, highest: paper.highest ?? 1 };
    default:
      return unreachable(paper.kind);
  }
}

/** Classes of which so many must be marked, with who is of them, by the numbers on the paper. */
function groupsOf(
  contest: ContestState,
  { composition }: ContestPaper,
  options: readonly CandidateRef[],
): { readonly groups?: readonly MarkGroup[] } {
  if (composition === undefined) return {};
  return {
    groups: composition.map(({ class: wanted, name, least, most }) => ({
      name,
      members: options.flatMap(({ id }, i) =>
        own(contest.candidates, id)?.classes.includes(wanted) === true ? [i + 1] : [],
      ),
      ...(least === undefined ? {} : { least }),
      ...(most === undefined ? {} : { most }),
    })),
  };
}

/** Whom the ballot confirms or not. */
function proposedIn(state: State, matter: MatterState): readonly CandidateRef[] {
  if (matter.kind === 'motion') return [];
  const { decides } = currentBallot(state, matter).ballot;
  return decides.kind === 'confirms' ? candidatesOnPaper(state, matter) : [];
}

/** One pool for each section where votes are published by section, one for all where they are withheld. */
export function poolsOf(results: ResultPolicy, roll: RollState): Manifest['pools'] {
  const ids = roll.sections.map((s) => s.id);
  return results.sections === 'published'
    ? ids.map((id) => ({ id, sections: [id] }))
    : [{ id: 'all', sections: ids }];
}

export function manifestDraft(state: State, plan: ManifestPlan): Result<ManifestDraft, Breach> {
  const { proceeding, book } = state;
  const matter = own(state.matters, plan.matter);
  const poll = own(state.polls, plan.poll);
  const roll = own(state.rolls, plan.roll);
  if (proceeding === undefined || matter === undefined)
    return breach('act/unknown-matter', ACTS, `There is no matter "${plan.matter}".`);
  if (poll === undefined)
    return breach('act/unknown-poll', ACTS, `There is no poll "${plan.poll}".`);
  if (roll === undefined)
    return breach('act/unknown-roll', ACTS, `There is no roll "${plan.roll}".`);
  const procedure = matterProcedure(state, matter);
  const context = pollContext(state, matter);
  const opens = own(matter.dates, context.opens);
  const closes = own(matter.dates, context.closes);
  if (opens === undefined || closes === undefined)
    return breach(
      'rule/no-timetable',
      cite(book, procedure.timetable.clause),
      'The timetable does not say when the poll opens and closes.',
    );
  const options = optionsOf(state, matter);
  const form = formOf(state, matter, options);
  if (form === undefined)
    return breach(
      'rule/paper-not-here',
      cite(book, context.clause),
      'The counting rule does not count papers of this kind, or they have an abstention beside the names: the ballot is held elsewhere and reported.',
    );
  const small = smallSection(state, matter, roll, context.results.leastPool);
  if (small !== undefined)
    return breach(
      'rule/section-too-small-to-weigh',
      cite(book, context.results.clause),
      `The section “${small.id}” has ${small.size} on the roll: its ballots would be merged with others, fewer than ${context.results.leastPool} being never opened alone, and a section that carries a weight of its own cannot be.`,
    );
  const proposed = proposedIn(state, matter);
  return ok({
    format: 'hustings/manifest/1',
    proceeding: proceeding.proceeding,
    organisation: proceeding.organisation,
    book: proceeding.book,
    matter: matter.id,
    poll: poll.id,
    ...(procedure.kind === 'contest' && procedure.ballots !== undefined && matter.kind === 'contest'
      ? { ballot: currentBallot(state, matter).ballot.id }
      : {}),
    question: plan.question ?? questionOf(matter, procedure.name, proposed),
    form,
    options,
    ...(proposed.length === 0 ? {} : { proposed }),
    roll: { id: roll.id, sections: roll.sections },
    pools: poolsOf(context.results, roll),
    leastPool: context.results.leastPool,
    revote: context.poll.revote,
    ...(context.poll.secondDevice === undefined ? {} : { secondDevice: 'offered' as const }),
    mode: proceeding.mode,
    threshold: poll.ceremony.threshold,
    trustees: poll.ceremony.trustees,
    mixers: poll.ceremony.mixers,
    opens,
    closes,
  });
}

/** A section of a college that would be merged for secrecy however many vote: known before anybody does. */
function smallSection(
  state: State,
  matter: MatterState,
  roll: RollState,
  leastPool: number,
): RollState['sections'][number] | undefined {
  if (matter.kind === 'motion' || roll.sections.length < 2) return undefined;
  const { count, decides } = currentBallot(state, matter).ballot;
  const isCollege = findCountingRule(count.rule)?.papers === 'sections';
  return isCollege && decides.kind !== 'confirms'
    ? roll.sections.find((s) => s.size < leastPool)
    : undefined;
}

function questionOf(matter: MatterState, name: string, proposed: readonly CandidateRef[]): string {
  if (matter.kind === 'motion') return matter.text;
  if (proposed.length === 0) return name;
  return `${name}: do you confirm ${proposed.map((c) => c.name).join(' and ')}?`;
}
