/**
 * The declaration in words: the formal sentences that the returning officer reads out. It follows
 * from the figures, so that the verifier can write it again and compare.
 */
import type { CandidateRef, Manifest, Outcome, RuleBook } from '@hustings/rulebook';

/** 313209 → "313,209"; not by locale, since the text is part of the record. */
export function grouped(n: number): string {
  return String(n).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

export function declarationText(of: {
  readonly book: RuleBook;
  readonly organisation: string;
  /** What was decided or filled: `Docket.titleOf`. */
  readonly title: string;
  readonly outcome: Outcome;
  /** Of the poll, where there was one. */
  readonly manifest?: Manifest;
}): string {
  const { book, organisation, title, outcome } = of;
  const options = of.manifest?.options ?? [];
  const lines = [`${organisation}. ${title}. Declaration of the result.`];
  if (outcome.kind === 'motion') {
    lines.push(
      `Entitled to vote: ${grouped(outcome.electorate)}. Turnout: ${outcome.turnout}%. Spoilt papers: ${grouped(outcome.spoilt)}.`,
      `For: ${grouped(outcome.for)}. Against: ${grouped(outcome.against)}.${abstentions(of.manifest, outcome.abstained)}`,
      `I declare that the motion is ${outcome.carried ? 'carried' : 'not carried'}. ${outcome.effect}`,
    );
  } else if (outcome.kind === 'elected') {
    lines.push(
      `Entitled to vote: ${grouped(outcome.electorate)}. Turnout: ${outcome.turnout}%. Valid papers: ${grouped(outcome.valid)}. Spoilt papers: ${grouped(outcome.spoilt)}.`,
      `${votesWord(of.manifest, outcome)}: ${outcome.firstPreferences.map((line) => voteLine(options, line)).join('; ')}.`,
    );
    const isOneRound = JSON.stringify(outcome.final) === JSON.stringify(outcome.firstPreferences);
    if (!isOneRound && outcome.final.length > 0)
      lines.push(`Last round: ${outcome.final.map((line) => voteLine(options, line)).join('; ')}.`);
    const { proposed } = of.manifest ?? {};
    lines.push(
      proposed === undefined
        ? `I declare elected: ${names(outcome.elected)}.`
        : `I declare that ${names(proposed)} is ${outcome.elected.length > 0 ? 'confirmed and elected' : 'not confirmed'}.`,
    );
  } else {
    lines.push(
      `There were no more candidates than places. I declare elected unopposed: ${names(outcome.elected)}.`,
    );
  }
  lines.push(`Under: ${book.title}, version ${book.version}.`);
  return lines.join('\n');
}

function names(candidates: readonly CandidateRef[]): string {
  return candidates.map((c) => c.name).join(', ');
}

/** What the first figures are figures of. */
function votesWord(
  manifest: Manifest | undefined,
  outcome: Extract<Outcome, { readonly kind: 'elected' }>,
): string {
  const kind = manifest?.form.kind;
  if (kind === 'scores') return 'Points';
  if (kind === 'marks' || kind === 'motion') return 'Votes';
  // One paper may be a vote for several.
  const isMany = outcome.firstPreferences.reduce((n, l) => n + l.votes, 0) > outcome.valid;
  return isMany ? 'Votes' : 'First preferences';
}

function abstentions(manifest: Manifest | undefined, abstained: number): string {
  return manifest?.form.kind === 'motion' && manifest.form.abstain
    ? ` Abstentions: ${grouped(abstained)}.`
    : '';
}

function voteLine(
  options: readonly CandidateRef[],
  line: {
    readonly candidate: string;
    readonly votes: number;
    readonly percent: string;
    readonly exact?: string;
  },
): string {
  const name = options.find((o) => o.id === line.candidate)?.name ?? line.candidate;
  return `${name} ${line.exact ?? grouped(line.votes)} (${line.percent}%)`;
}
