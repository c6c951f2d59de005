/** The words of a declaration (spec/declaration.md §2): they follow from its figures. */
import type { Candidate, Line, Manifest, Outcome } from '../entries/acts.ts';
import { listAt, procedureOf, textAt } from './rule-book.ts';
import type { Matter, Proceeding } from './state.ts';

export function declarationText(
  { opening, book }: Proceeding,
  matter: Matter,
  manifest: Manifest | undefined,
  outcome: Outcome,
): string {
  const options = manifest?.options ?? [];
  const office = listAt(book, 'offices').find((o) => textAt(o, 'id') === matter.office);
  const title =
    office === undefined
      ? textAt(procedureOf(book, matter.procedure), 'name')
      : `Election of the ${textAt(office, 'inText')}`;
  const body =
    outcome.kind === 'motion'
      ? motionLines(manifest, outcome)
      : outcome.kind === 'elected'
        ? electedLines(options, manifest, outcome)
        : [
            `There were no more candidates than places. I declare elected unopposed: ${names(outcome.elected)}.`,
          ];
  return [
    `${opening.act.organisation}. ${title}. Declaration of the result.`,
    ...body,
    `Under: ${textAt(book, 'title')}, version ${textAt(book, 'version')}.`,
  ].join('\n');
}

type OutcomeOf<K> = Extract<Outcome, { readonly kind: K }>;

function motionLines(manifest: Manifest | undefined, o: OutcomeOf<'motion'>): readonly string[] {
  const abstained =
    manifest?.form.kind === 'motion' && manifest.form.abstain
      ? ` Abstentions: ${grouped(o.abstained)}.`
      : '';
  return [
    `Entitled to vote: ${grouped(o.electorate)}. Turnout: ${o.turnout}%. Spoilt papers: ${grouped(o.spoilt)}.`,
    `For: ${grouped(o.for)}. Against: ${grouped(o.against)}.${abstained}`,
    `I declare that the motion is ${o.carried ? '' : 'not '}carried. ${o.effect}`,
  ];
}

function electedLines(
  options: readonly Candidate[],
  manifest: Manifest | undefined,
  o: OutcomeOf<'elected'>,
): readonly string[] {
  const line = (l: Line): string => {
    const name = options.find((c) => c.id === l.candidate)?.name ?? l.candidate;
    return `${name} ${l.exact ?? grouped(l.votes)} (${l.percent}%)`;
  };
  const said = (lines: readonly Line[]): string => lines.map(line).join('; ');
  const form = manifest?.form.kind;
  const isMany =
    form === 'marks' ||
    form === 'motion' ||
    o.firstPreferences.reduce((sum, l) => sum + l.votes, 0) > o.valid;
  const heading = form === 'scores' ? 'Points' : isMany ? 'Votes' : 'First preferences';
  const isOneRound = said(o.final) === said(o.firstPreferences);
  return [
    `Entitled to vote: ${grouped(o.electorate)}. Turnout: ${o.turnout}%. Valid papers: ${grouped(o.valid)}. Spoilt papers: ${grouped(o.spoilt)}.`,
    `${heading}: ${said(o.firstPreferences)}.`,
    ...(isOneRound || o.final.length === 0 ? [] : [`Last round: ${said(o.final)}.`]),
    form === 'motion'
      ? confirmed(manifest?.proposed ?? [], o.elected.length > 0)
      : `I declare elected: ${names(o.elected)}.`,
  ];
}

function confirmed(proposed: readonly Candidate[], isCarried: boolean): string {
  return `I declare that ${names(proposed)} is ${isCarried ? 'confirmed and elected' : 'not confirmed'}.`;
}

function names(candidates: readonly Candidate[]): string {
  return candidates.map((c) => c.name).join(', ');
}

/** 313209 as `313,209`. */
function grouped(n: number): string {
  return String(n).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
