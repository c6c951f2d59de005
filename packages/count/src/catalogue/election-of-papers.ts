/** From opened papers to what a counting rule counts, by the form that they were filled in on. */
import type { Paper, PaperForm } from '../paper.ts';
import { aggregate, type Candidate } from '../profile.ts';
import type { CountingRule, Election } from './counting-rule.ts';

/** Whether a rule can count papers of this form: marks in no order are no rankings, and scores are neither. */
export function countsPapersOf(rule: CountingRule, form: PaperForm['kind']): boolean {
  if (form === 'marks') return rule.papers === 'marks';
  if (form === 'scores') return rule.papers === 'scores';
  return rule.papers !== 'scores';
}

/** Valid papers of one box, put into piles. */
export function electionOfPapers(from: {
  readonly form: PaperForm;
  /** In the order of the paper. */
  readonly candidates: readonly Candidate[];
  readonly seats: number;
  readonly papers: readonly Paper[];
}): Election {
  const { form, candidates, seats, papers } = from;
  if (form.kind !== 'scores')
    return { kind: 'rankings', profile: aggregate({ candidates, seats, papers }) };
  const piles = new Map<string, { readonly scores: Paper; count: number }>();
  for (const scores of papers) {
    const key = String.fromCharCode(...scores);
    const pile = piles.get(key);
    if (pile === undefined) piles.set(key, { scores, count: 1 });
    else pile.count++;
  }
  // In the order of their scores, so that the order of the papers leaves no trace.
  const sorted = [...piles].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, pile]) => pile);
  return { kind: 'scores', profile: { candidates, seats, most: form.highest, piles: sorted } };
}

/** What an option has from a paper under this rule. */
export type VoteOnPaper = 'first-choice' | 'mark' | 'points';

/** A ranked paper counted by a rule of marks marks whom it ranks. */
export function voteOnPaper(rule: CountingRule | undefined, form: PaperForm['kind']): VoteOnPaper {
  if (form === 'scores') return 'points';
  return rule?.papers === 'marks' ? 'mark' : 'first-choice';
}

/** What each option has from these papers, in the order of the paper. */
export function votesOnPapers(
  vote: VoteOnPaper,
  options: number,
  papers: readonly Paper[],
): readonly number[] {
  const votes = Array.from({ length: options }, () => 0);
  const add = (option: number, n: number): void => {
    votes[option] = (votes[option] as number) + n;
  };
  for (const paper of papers) {
    if (vote === 'points') for (const [option, score] of paper.entries()) add(option, score);
    else if (vote === 'mark') for (const option of paper) add(option, 1);
    else add(paper[0] as number, 1);
  }
  return votes;
}
