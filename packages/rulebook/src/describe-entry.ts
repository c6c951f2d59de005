/** One plain sentence for each entry, with the clause that it rests on: the timeline of a proceeding. */
import { unreachable } from '@hustings/base';
import type { Act, Entry } from './acts.ts';
import { type Cited, cite } from './breach.ts';
import { describeSupport } from './describe-support.ts';
import { citedFor } from './referee/referee.ts';
import type { RuleBook } from './rule-book.ts';
import { type ActOf, bodyInText, own, type State } from './state.ts';
import { formatDate, formatTime } from './times.ts';
import { capital, count, list, named, nameOfId, number, officeInText } from './words.ts';

export interface EntryDescription {
  readonly sentence: string;
  readonly clause?: string;
  readonly citation?: string;
}

/**
 * What an entry says. With the state that it was applied to (or led to), names and clauses come from
 * the record; without, names are read off the ids and clauses are left out.
 */
export function describeEntry(book: RuleBook, entry: Entry, state?: State): EntryDescription {
  const sentence = sentenceOf({ book, state }, entry.act);
  return { sentence, ...citedOf(book, entry, state) };
}

function citedOf(book: RuleBook, { act, by }: Entry, state?: State): Cited | undefined {
  if (act.kind === 'ruling-made') {
    const question = book.questions.find((q) => q.id === act.question);
    return question === undefined ? undefined : cite(book, question.clause);
  }
  if (act.kind === 'roll-frozen') {
    const electorate = book.electorates.find((e) => e.id === act.electorate);
    return electorate === undefined ? undefined : cite(book, electorate.clause);
  }
  return state === undefined ? undefined : citedFor(state, act, by);
}

interface Context {
  readonly book: RuleBook;
  readonly state: State | undefined;
}

function candidateName({ state }: Context, matter: string, id: string): string {
  const found = state === undefined ? undefined : own(state.matters, matter);
  const name = found?.kind === 'contest' ? own(found.candidates, id)?.name : undefined;
  return name ?? nameOfId(id);
}

/** A number in it marks a pseudonym, which is left as it is. */
function personName(id: string): string {
  return /\d/.test(id) ? id : nameOfId(id);
}

function holderName({ state }: Context, poll: string, id: string): string {
  const found = state === undefined ? undefined : own(state.polls, poll);
  const holders = [...(found?.ceremony.trustees ?? []), ...(found?.ceremony.mixers ?? [])];
  return holders.find((h) => h.id === id)?.name ?? id;
}

function optionName({ state }: Context, poll: string, id: string): string {
  const found = state === undefined ? undefined : own(state.polls, poll);
  return found?.manifest?.options.find((o) => o.id === id)?.name ?? nameOfId(id);
}

function sectionNames({ book }: Context, pool: string): string {
  const sections = book.electorates.flatMap((e) => e.sections);
  return list(pool.split('+').map((id) => (id === 'all' ? 'all sections' : named(sections, id))));
}

/** Whether the book lets the names of nominators be known. */
function isNamed({ book, state }: Context, id: string): boolean {
  const matter = state === undefined ? undefined : own(state.matters, id);
  return book.procedures.every(
    (p) =>
      p.kind === 'motion' ||
      (matter !== undefined && p.id !== matter.procedure) ||
      (p.nomination.perNominator?.published ?? 'names') === 'names',
  );
}

/** What the procedure of a motion or contest is called. */
function procedureName({ book }: Context, id: string): string {
  return named(book.procedures, id);
}

function sentenceOf(context: Context, act: Act): string {
  const { book } = context;
  const { zone } = book;
  switch (act.kind) {
    case 'proceeding-opened':
      return `${act.organisation} opened “${act.title}” under the rule book “${book.title}”, version ${act.book.version}.`;
    case 'motion-tabled':
      return `${list(act.movers.map(personName))} tabled a motion (${procedureName(context, act.procedure)}): “${act.text}”`;
    case 'motion-withdrawn':
      return 'The motion was withdrawn.';
    case 'contest-called': {
      const holder = act.holder === undefined ? '' : ` ${act.holder.name} holds the office.`;
      return `A contest was called to elect the ${officeInText(book, act.office)}: ${act.because}${holder}`;
    }
    case 'body-sized':
      return `${capital(bodyInText(book, act.body))} had ${count(act.size, 'member')} on ${formatDate(act.asOf)} (${act.source}).`;
    case 'timetable-set':
      return timetable(context, act);
    case 'ruling-made':
      return ruling(book, act);
    case 'nominations-opened':
      return 'Nominations opened.';
    case 'nomination-made':
      return isNamed(context, act.matter)
        ? `${personName(act.nominator)} nominated ${act.name}.`
        : `${act.name} was nominated once more.`;
    case 'nomination-withdrawn':
      if (!isNamed(context, act.matter))
        return `A nomination of ${candidateName(context, act.matter, act.candidate)} was taken back.`;
      return `${personName(act.nominator)} took back the nomination of ${candidateName(context, act.matter, act.candidate)}.`;
    case 'candidate-consented':
      return `${candidateName(context, act.matter, act.candidate)} agreed to stand.`;
    case 'candidate-withdrew':
      return `${candidateName(context, act.matter, act.candidate)} withdrew.`;
    case 'statement-filed':
      return `${candidateName(context, act.matter, act.candidate)} filed a statement.`;
    case 'nominations-closed': {
      const lines = act.tallies.map(
        (t) =>
          `${candidateName(context, act.matter, t.candidate)} ${t.validated ? 'is validly nominated' : 'is not validly nominated'}: ${t.reason}`,
      );
      return `Nominations closed. ${lines.length === 0 ? 'Nobody had been nominated.' : lines.join(' ')}`;
    }
    case 'contacts-changed':
      return `The contact of ${count(act.changed, 'elector')} was changed: ${number(act.total)} since the roll was frozen.`;
    case 'roll-frozen': {
      const electorate = book.electorates.find((e) => e.id === act.electorate);
      const sections = act.sections.map(
        (s) => `${named(electorate?.sections ?? [], s.id)} ${number(s.size)}`,
      );
      const excluded = act.excluded.map((e) => `${number(e.count)} (${e.reason})`);
      return `The roll was frozen with ${count(
        act.sections.reduce((sum, s) => sum + s.size, 0),
        'elector',
      )}: ${list(sections)}.${excluded.length === 0 ? '' : ` Refused: ${list(excluded)}.`}`;
    }
    case 'poll-prepared': {
      const options = list(act.manifest.options.map((o) => o.name));
      return `The poll “${act.manifest.question}” was prepared, with ${options} on the paper, to open ${formatTime(zone, act.manifest.opens)} and close ${formatTime(zone, act.manifest.closes)}.`;
    }
    case 'poll-opened':
      return 'The poll opened.';
    case 'poll-extended':
      return `The close of the poll was put off to ${formatTime(zone, act.until)}: ${act.reason}`;
    case 'poll-closed':
      return `The poll closed with ${count(act.cast, 'ballot')} cast, of which ${number(act.counting)} ${act.counting === 1 ? 'counts' : 'count'}.`;
    case 'poll-counted':
      return `The papers were counted (${act.rule.replaceAll('-', ' ')}): ${act.elected.length === 0 ? 'nothing and nobody is carried or elected' : `the count found for ${list(act.elected.map((id) => optionName(context, act.poll, id)))}`}.`;
    case 'result-declared':
      return `The result was declared: ${outcome(act)}`;
    case 'office-assumed':
      return `${act.holder.name} became ${officeInText(book, act.office)}.`;
    case 'correction-made':
      return `Entry ${act.of} was corrected: ${act.text}`;
    default:
      return isKeyAct(act)
        ? keySentence(context, act)
        : describeSupport(book, act, (matter, id) => candidateName(context, matter, id));
  }
}

function isKeyAct<A extends Act>(act: A): act is A & KeyAct {
  return Object.hasOwn(KEY_ACTS, act.kind);
}

type KeyAct = ActOf<
  | 'ceremony-opened'
  | 'key-pledged'
  | 'key-dealt'
  | 'key-shares-sent'
  | 'key-accepted'
  | 'key-complained'
  | 'pool-mixed'
  | 'share-published'
  | 'coin-shared'
  | 'pool-opened'
>;

const KEY_ACTS: Readonly<Record<KeyAct['kind'], true>> = {
  'ceremony-opened': true,
  'key-pledged': true,
  'key-dealt': true,
  'key-shares-sent': true,
  'key-accepted': true,
  'key-complained': true,
  'pool-mixed': true,
  'share-published': true,
  'coin-shared': true,
  'pool-opened': true,
};

/** What trustees and mixers do. */
function keySentence(context: Context, act: KeyAct): string {
  const holder = (id: string): string => holderName(context, act.poll, id);
  switch (act.kind) {
    case 'ceremony-opened':
      return `The making of a poll’s key began with ${list(act.trustees.map((t) => t.name))}, any ${act.threshold} of whom can decrypt together; ${list(act.mixers.map((m) => m.name))} will mix.`;
    case 'key-pledged':
      return `${holder(act.trustee)} pledged its part of the key.`;
    case 'key-dealt':
      return `${holder(act.trustee)} published its part of the key.`;
    case 'key-shares-sent':
      return `${holder(act.trustee)} sent the others their sealed shares.`;
    case 'key-accepted':
      return `${holder(act.trustee)} accepted the shares it was sent.`;
    case 'key-complained':
      return `${holder(act.trustee)} complained of the share sent by ${holder(act.against)}; the key is not used.`;
    case 'pool-mixed':
      return `${holder(act.mixer)} mixed the ballots of ${sectionNames(context, act.pool)} (step ${act.step}).`;
    case 'share-published':
      return `${holder(act.trustee)} published its share of the decryption of ${sectionNames(context, act.pool)}.`;
    case 'coin-shared':
      return `${holder(act.trustee)} published its share of the public coin.`;
    case 'pool-opened': {
      const spoilt = act.spoilt.reduce((sum, s) => sum + s.count, 0);
      return `The papers of ${sectionNames(context, act.pool)} were opened: ${number(act.valid)} valid, ${number(spoilt)} spoilt.`;
    }
    default:
      return unreachable(act);
  }
}

/** "The National Executive Committee ruled by 18 votes to 14 that …" */
function ruling(book: RuleBook, act: ActOf<'ruling-made'>): string {
  const who = capital(bodyInText(book, act.body));
  const abstained = act.vote?.abstained ?? 0;
  const vote =
    act.vote === undefined
      ? ''
      : ` by ${count(act.vote.for, 'vote')} to ${number(act.vote.against)}${abstained === 0 ? '' : `, with ${count(abstained, 'abstention')}`}`;
  const overturns =
    act.overturns === undefined ? '' : ` This overturns the ruling “${act.overturns}”.`;
  const effect = effectOf(book, act);
  const decision = act.decision.endsWith('.') ? act.decision : `${act.decision}.`;
  return effect === undefined
    ? `${who} ruled${vote}: ${decision}${overturns}`
    : `${who} ruled${vote} that ${effect}.${overturns}`;
}

function effectOf(book: RuleBook, act: ActOf<'ruling-made'>): string | undefined {
  const { effect } = act;
  switch (effect.kind) {
    case 'none':
      return undefined;
    case 'candidate-automatic':
      return `${effect.name} stands without nominations`;
    case 'candidate-excluded':
      return `${nameOfId(effect.candidate)} may not stand`;
    case 'candidate-approved':
      return `${nameOfId(effect.candidate)} is approved as a candidate`;
    case 'elector-excluded':
      return `an elector is struck off the roll of “${named(
        book.electorates.flatMap((e) => e.sections),
        effect.section,
      )}”`;
    case 'dates-open':
      return 'the timetable may be set anew';
    case 'nominations-reopened':
      return 'nominations are open again';
    case 'ballot-again':
      return 'the ballot is held again';
    case 'result-void':
      return 'the result is void';
    case 'matter-abandoned':
      return 'the matter is ended without a result';
    case 'immunity-lifted':
      return `a motion may be tabled again (${named(book.procedures, effect.procedure)})`;
    case 'freeze-date': {
      const sections = book.electorates.flatMap((e) => e.sections);
      return `whoever votes in the section “${named(sections, effect.section)}” must have qualified by ${formatDate(effect.date)}`;
    }
    default:
      return unreachable(effect);
  }
}

function timetable({ book, state }: Context, act: ActOf<'timetable-set'>): string {
  const matter = state === undefined ? undefined : own(state.matters, act.matter);
  const procedure = book.procedures.find((p) => p.id === matter?.procedure);
  const stages = procedure?.timetable.stages ?? book.procedures.flatMap((p) => p.timetable.stages);
  const dates = Object.entries(act.dates)
    .toSorted(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([id, at]) => `${named(stages, id)}: ${formatTime(book.zone, at)}`);
  return `${capital(bodyInText(book, act.by))} set the timetable. ${dates.join('. ')}.`;
}

function outcome({ outcome: found }: ActOf<'result-declared'>): string {
  switch (found.kind) {
    case 'motion':
      return `the motion is ${found.carried ? 'carried' : 'not carried'}, ${number(found.for)} for and ${number(found.against)} against, ${count(found.spoilt, 'spoilt paper')}. ${found.carried ? found.effect : ''}`.trim();
    case 'elected':
      return `${list(found.elected.map((c) => c.name))} ${found.elected.length === 1 ? 'is' : 'are'} elected, on ${count(found.valid, 'valid paper')} and a turnout of ${found.turnout}%.`;
    case 'uncontested':
      return found.elected.length === 0
        ? 'nobody stood.'
        : `${list(found.elected.map((c) => c.name))} ${found.elected.length === 1 ? 'is' : 'are'} elected without a poll.`;
    default:
      return unreachable(found);
  }
}
