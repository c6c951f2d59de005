/** One declared result as its page shows it. Every figure is the record's; the words follow from it. */
import { assert, ok } from '@hustings/base';
import {
  type CountOutcome,
  type CountResult,
  findCountingRule,
  type PaperForm,
  percent,
  percentages,
} from '@hustings/count';
import type { CandidateRef, Outcome, ResultPolicy, RuleBook } from '@hustings/rulebook';
import type {
  ElectedView,
  MotionView,
  ReconciliationView,
  SectionView,
  SpoiltView,
  TurnoutView,
  UncontestedView,
} from '@hustings/web';
import { count, list, number } from '../words/index.ts';
import { countRounds } from './count-rounds.ts';
import { marginView, otherMarginView, tieWords } from './margin-view.ts';
import { nominationsView } from './nominations-view.ts';
import { clauseView, given, sectionName } from './refs.ts';
import type { Declared } from './result-view.ts';

type OutcomeOf<K extends Outcome['kind']> = Extract<Outcome, { readonly kind: K }>;

export function uncontestedView(
  declared: Declared,
  outcome: OutcomeOf<'uncontested'>,
): UncontestedView {
  const elected = outcome.elected.map((c) => c.name);
  return {
    ...base(declared),
    kind: 'uncontested',
    sentence: `${list(elected)} ${elected.length === 1 ? 'is' : 'are'} elected unopposed.`,
    elected,
    ...given('nominations', nominationsView(declared.state, declared.act.matter)),
  };
}

export function motionView(declared: Declared, outcome: OutcomeOf<'motion'>): MotionView {
  const { procedure, state, act, poll } = declared;
  assert(procedure.kind === 'motion' && poll !== undefined, 'a motion is put to a poll');
  const matter = state.matters[act.matter];
  const text = matter?.kind === 'motion' ? matter.text : procedure.name;
  const figures = { for: outcome.for, against: outcome.against };
  const { results } = procedure;
  const valid = outcome.for + outcome.against + outcome.abstained;
  const shares = percentages(
    { ...figures, ...(outcome.abstained > 0 ? { abstained: outcome.abstained } : {}) },
    results.percent,
    { valid, spoilt: outcome.spoilt, electorate: outcome.electorate },
  );
  const of = (id: string): string => (shares.ok ? (shares.value[id] ?? '') : '');
  return {
    ...base(declared),
    kind: 'motion',
    sentence: `The motion was ${outcome.carried ? 'carried' : 'not carried'}: ${number(outcome.for)} for, ${number(outcome.against)} against.`,
    motion: text,
    carried: outcome.carried,
    ...figures,
    abstained: outcome.abstained,
    forPercent: of('for'),
    againstPercent: of('against'),
    percentBase: percentBase(results),
    needed: neededWords(procedure.decision),
    effect: outcome.effect,
    turnout: turnoutView(outcome.turnout, results),
    reconciliation: reconciliation(poll, valid, outcome.spoilt),
    spoilt: spoiltViews(poll.file.opened.flatMap((o) => o.act.spoilt)),
  };
}

export function electedView(declared: Declared, outcome: OutcomeOf<'elected'>): ElectedView {
  const { procedure, state, act, poll } = declared;
  assert(procedure.kind === 'contest' && poll !== undefined, 'somebody is elected by a poll');
  const { proposed } = poll.manifest;
  if (proposed !== undefined) return confirmation(declared, outcome, proposed);
  const result = poll.transcript as CountOutcome;
  const { file } = poll;
  const { results } = procedure;
  const counted = countRounds(result, ruleOf(result, poll), results.percent, outcome);
  const isPlain = result.format === 'hustings/count/1';
  return {
    ...base(declared),
    kind: 'elected',
    sentence: isPlain
      ? winnerSentence(result, outcome, officeOf(declared))
      : electedSentence(outcome, officeOf(declared)),
    method: ruleOf(result, poll)?.title ?? '',
    seats: procedure.seats,
    candidates: candidatesByPlace(
      counted.rounds,
      outcome,
      'candidates' in result ? result.candidates : [],
    ),
    rounds: counted.rounds,
    ...(counted.decimals === 0 ? {} : { decimals: counted.decimals }),
    sections: sectionViews(state.book, outcome, results, poll.manifest.form),
    ...given('nominations', nominationsView(state, act.matter)),
    turnout: turnoutView(outcome.turnout, results),
    margin: isPlain
      ? marginView(result, outcome)
      : otherMarginView(result, ruleOf(result, poll), outcome),
    reconciliation: reconciliation(poll, outcome.valid, outcome.spoilt),
    spoilt: spoiltViews(file.opened.flatMap((o) => o.act.spoilt)),
  };
}

/** A ballot that confirms whoever was proposed, or does not: one table of yes and no. */
function confirmation(
  declared: Declared,
  outcome: OutcomeOf<'elected'>,
  proposed: readonly CandidateRef[],
): ElectedView {
  const { procedure, state, poll } = declared;
  assert(procedure.kind === 'contest' && poll !== undefined, 'somebody is confirmed by a poll');
  const { results } = procedure;
  const votes = (id: string): string =>
    number(outcome.firstPreferences.find((line) => line.candidate === id)?.votes ?? 0);
  const is = outcome.elected.length > 0 ? 'confirmed' : 'not confirmed';
  const names = proposed.map((c) => c.name);
  return {
    ...base(declared),
    kind: 'elected',
    sentence: `${list(names)} ${names.length === 1 ? 'is' : 'are'} ${is}${officeOf(declared)}: ${votes('for')} for, ${votes('against')} against.`,
    method: 'Yes or no',
    seats: procedure.seats,
    candidates: poll.manifest.options.map(({ id, name }) => ({ id, name, elected: false })),
    rounds: [
      {
        number: 1,
        narrative: [],
        tallies: outcome.firstPreferences.map((line) => ({
          candidate: line.candidate,
          votes: line.votes,
          percent: line.percent,
          change: 0,
          state: 'continuing',
        })),
        exhausted: 0,
        transfers: [],
      },
    ],
    sections: sectionViews(state.book, outcome, results, poll.manifest.form),
    turnout: turnoutView(outcome.turnout, results),
    margin: { votes: Math.abs(outcome.margin), sentences: [] },
    reconciliation: reconciliation(poll, outcome.valid, outcome.spoilt),
    spoilt: spoiltViews(poll.file.opened.flatMap((o) => o.act.spoilt)),
  };
}

/** The rule by its name: in the record of the count, or in the transcript itself. */
function ruleOf(result: CountOutcome, { file }: NonNullable<Declared['poll']>) {
  return findCountingRule(file.counted?.act.rule ?? ('rule' in result ? result.rule : ''));
}

/** Who is elected, where no one figure tells by how much. */
function electedSentence(outcome: OutcomeOf<'elected'>, office: string): string {
  const names = outcome.elected.map((c) => c.name);
  if (names.length === 0) return 'Nobody is elected.';
  return `${list(names)} ${names.length === 1 ? 'is' : 'are'} elected${office}.`;
}

/** Who won, how, and by how much, in the words in which it would be told. */
function winnerSentence(
  result: CountResult,
  outcome: OutcomeOf<'elected'>,
  office: string,
): string {
  const names = outcome.elected.map((c) => c.name);
  const [winner] = outcome.elected;
  const last = result.rounds.at(-1);
  if (winner === undefined || last === undefined || names.length > 1)
    return `${list(names)} ${names.length === 1 ? 'is' : 'are'} elected${office}.`;
  const votes = last.votes[winner.id] ?? 0;
  const nameOf = (id: string): string => candidateName(result, id);
  const { over } = result.margin;
  if (over.length > 0 && result.margin.votes === 0)
    return `${winner.name} is elected${office} by ${tieWords(result)}: level with ${list(over.map(nameOf))} at ${count(votes, 'vote')}.`;
  if (result.rounds.length === 1) {
    const share = outcome.final.find((f) => f.candidate === winner.id)?.percent;
    return `${winner.name} is elected${office}: ${number(votes)} of ${count(outcome.valid, 'vote')}${share === undefined ? '' : `, ${share}%`}.`;
  }
  const next = over[0] === undefined ? undefined : (last.votes[over[0]] ?? 0);
  return next === undefined
    ? `${winner.name} is elected${office} with ${count(votes, 'vote')} in round ${last.round}.`
    : `${winner.name} is elected${office}: ${count(votes, 'vote')} to ${list(over.map(nameOf))}’s ${number(next)} in round ${last.round}.`;
}

function candidateName(result: CountResult, id: string): string {
  return result.candidates.find((c) => c.id === id)?.name ?? id;
}

/** ` chair`, ` leader of the Labour Party`. */
function officeOf({ state, act }: Declared): string {
  const matter = state.matters[act.matter];
  const office =
    matter?.kind === 'contest' ? state.book.offices.find((o) => o.id === matter.office) : undefined;
  return office === undefined ? '' : ` ${office.inText}`;
}

function base({ act, at, procedure, state, title }: Declared) {
  return {
    matter: act.matter,
    title,
    declaredAt: at,
    text: act.text,
    ...given('clause', clauseView(state.book, procedure.results.clause)),
  };
}

/** The elected first, then by the round and the votes with which the others left the count. */
function candidatesByPlace(
  rounds: ElectedView['rounds'],
  outcome: OutcomeOf<'elected'>,
  candidates: readonly { readonly id: string; readonly name: string; readonly withdrawn?: true }[],
): ElectedView['candidates'] {
  const place = new Map<string, readonly [number, number]>();
  for (const { number: round, tallies } of rounds)
    for (const { candidate, votes, state } of tallies)
      if (state !== 'out') place.set(candidate, [round, votes]);
  const order = outcome.elected.map((c) => c.id);
  const rank = (id: string): readonly [number, number, number] => {
    const elected = order.indexOf(id);
    const [round, votes] = place.get(id) ?? [0, 0];
    return [elected < 0 ? Number.NEGATIVE_INFINITY : -elected, round, votes];
  };
  return candidates
    .filter((c) => c.withdrawn !== true)
    .toSorted((a, b) => {
      const [x, y] = [rank(a.id), rank(b.id)];
      return (y[0] === x[0] ? 0 : y[0] > x[0] ? 1 : -1) || y[1] - x[1] || y[2] - x[2];
    })
    .map(({ id, name }) => ({ id, name, elected: order.includes(id) }));
}

function sectionViews(
  book: RuleBook,
  outcome: OutcomeOf<'elected'>,
  policy: ResultPolicy,
  form: PaperForm,
): readonly SectionView[] {
  const each = form.kind === 'scores' ? form.highest : 1;
  const isMany = form.kind === 'marks' || form.kind === 'scores';
  return outcome.bySection.flatMap(({ section, votes }): readonly SectionView[] => {
    const figures = outcome.sections.find((s) => s.section === section);
    // Marks and points do not say how many papers there were.
    if (isMany && figures === undefined) return [];
    // Every other valid paper has one first preference, so the votes add up to the valid papers.
    const valid = figures?.valid ?? Object.values(votes).reduce((sum, n) => sum + n, 0);
    const shares = isMany
      ? ok(sharesOfPapers(votes, valid * each, policy.percent.decimals))
      : percentages(votes, policy.percent, { valid });
    const named = {
      id: section,
      name: sectionName(book, section),
      valid,
      votes,
      percent: shares.ok ? shares.value : {},
    };
    if (figures === undefined) return [named];
    const papers = valid + (policy.turnout.counts === 'cast' ? figures.spoilt : 0);
    return [
      {
        ...named,
        electorate: figures.electorate,
        cast: figures.cast,
        spoilt: figures.spoilt,
        turnout: percent(papers, figures.electorate, policy.turnout.decimals),
      },
    ];
  });
}

/** Each on its own, of all that the papers could give. */
function sharesOfPapers(
  votes: Readonly<Record<string, number>>,
  all: number,
  decimals: number,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(votes).map(([id, n]) => [id, percent(n, all, decimals)]),
  );
}

function turnoutView(percentText: string, policy: ResultPolicy): TurnoutView {
  const all = policy.turnout.counts === 'cast';
  return {
    percent: percentText,
    formula: all ? '(valid + spoilt) ÷ electorate' : 'valid ÷ electorate',
    definition: all
      ? 'Everyone whose ballot counts, spoilt papers included, as a share of those entitled to vote.'
      : 'Valid papers as a share of those entitled to vote; spoilt papers are left out.',
  };
}

function reconciliation(
  poll: NonNullable<Declared['poll']>,
  valid: number,
  spoilt: number,
): ReconciliationView {
  const electorate = poll.manifest.roll.sections.reduce((sum, s) => sum + s.size, 0);
  const cast = poll.file.closed?.act.cast ?? 0;
  const counting = poll.file.closed?.act.counting ?? 0;
  return {
    electorate,
    voted: counting,
    notVoted: electorate - counting,
    cast,
    replaced: cast - counting,
    counting,
    valid,
    spoilt,
  };
}

const REASONS: Readonly<Record<string, string>> = {
  'not-readable': 'Not a paper at all',
  'not-canonical': 'Not written as papers are',
  blank: 'Left blank',
  'unknown-option': 'Marked for somebody who does not stand',
  'option-twice': 'Marked twice for the same candidate',
  'gap-in-ranking': 'A preference left out between others',
  'not-a-mark': 'Something other than a mark',
  'score-out-of-range': 'A score that the paper does not have',
  'too-many-options': 'More marks than the paper allows',
  'too-few-options': 'Fewer marks than the paper must have',
  'wrong-composition': 'Not so many of a group as the rules want',
};

function spoiltViews(
  reasons: readonly { readonly reason: string; readonly count: number }[],
): readonly SpoiltView[] {
  const sums = new Map<string, number>();
  for (const { reason, count: n } of reasons) sums.set(reason, (sums.get(reason) ?? 0) + n);
  return [...sums]
    .map(([reason, n]) => ({ reason: REASONS[reason] ?? reason.replaceAll('-', ' '), count: n }))
    .toSorted((a, b) => b.count - a.count);
}

function percentBase(policy: ResultPolicy): string {
  switch (policy.percent.of) {
    case 'continuing':
      return 'the votes for and against';
    case 'valid':
      return 'the valid papers';
    case 'cast':
      return 'the papers cast';
    case 'electorate':
      return 'those entitled to vote';
  }
}

function neededWords(decision: {
  readonly of: string;
  readonly share: { readonly numerator: number; readonly denominator: number };
  readonly reach: string;
}): string {
  const { numerator: n, denominator: d } = decision.share;
  const isHalf = n * 2 === d;
  if (isHalf && decision.of === 'for-and-against' && decision.reach === 'more-than')
    return 'more votes for than against';
  const base: Readonly<Record<string, string>> = {
    'for-and-against': 'the votes for and against',
    'valid-papers': 'the valid papers',
    'all-papers': 'all papers',
    electorate: 'those entitled to vote',
  };
  const share = isHalf ? 'half' : `${n}/${d}`;
  return `${decision.reach === 'more-than' ? 'more than' : 'at least'} ${share} of ${base[decision.of] ?? decision.of}`;
}
