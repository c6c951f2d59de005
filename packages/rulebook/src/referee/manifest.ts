/**
 * The manifest of a poll, as far as the book, the roll, the candidates and the ceremony settle it:
 * all but the key, the trustees' shares of it, and the words of a contest's question.
 */
import { ok, type Result, unreachable } from '@hustings/base';
import type { PaperForm } from '@hustings/count';
import type { CandidateRef, Keyholder, Manifest } from '../acts.ts';
import { ACTS, type Breach, breach, cite } from '../breach.ts';
import type { ResultPolicy } from '../rule-book.ts';
import { type MatterState, matterProcedure, own, type RollState, type State } from '../state.ts';
import { currentBallot, pollContext } from './ballots.ts';
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
    if (decides.kind === 'confirms') return CONFIRMATION;
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

/** The form of the paper; undefined where no form of @hustings/count encrypts such a paper. */
export function formOf(state: State, matter: MatterState, options: number): PaperForm | undefined {
  const procedure = matterProcedure(state, matter);
  if (procedure.kind === 'motion')
    return { kind: 'motion', abstain: procedure.options.abstain !== undefined };
  if (matter.kind === 'motion') return undefined;
  const { paper, decides } = currentBallot(state, matter).ballot;
  // A yes or no about someone proposed: the record's count knows it only as a motion.
  if (decides.kind === 'confirms') return undefined;
  switch (paper.kind) {
    case 'ranked':
      return {
        kind: 'ranked',
        candidates: options,
        most: Math.min(paper.most ?? options, options),
      };
    case 'choice':
      return { kind: 'choice', candidates: options };
    case 'block':
    case 'approval':
    case 'score':
      return undefined;
    default:
      return unreachable(paper.kind);
  }
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
  const form = formOf(state, matter, options.length);
  if (form === undefined)
    return breach(
      'rule/paper-not-here',
      cite(book, context.clause),
      'A paper of this kind cannot be cast here yet: the ballot is held elsewhere and reported.',
    );
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
    question: plan.question ?? (matter.kind === 'motion' ? matter.text : procedure.name),
    form,
    options,
    roll: { id: roll.id, sections: roll.sections },
    pools: poolsOf(context.results, roll),
    leastPool: context.results.leastPool,
    revote: context.poll.revote,
    mode: proceeding.mode,
    threshold: poll.ceremony.threshold,
    trustees: poll.ceremony.trustees,
    mixers: poll.ceremony.mixers,
    opens,
    closes,
  });
}
