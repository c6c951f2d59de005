/**
 * An entry of the log as a sentence, for the timeline of a proceeding and for `hustings show`.
 * Every figure and name in it is in the entry or was on the record before it.
 */
import { unreachable } from '@hustings/base';
import type { Act, Actor, Entry, Outcome } from '@hustings/rulebook';
import { count, list, moment, number } from './figures.ts';
import type { Names } from './names.ts';

export interface EntryWords {
  readonly text: string;
  /** Who did it: `the returning officer`. */
  readonly by: string;
  /** Marks the turning points of the story. */
  readonly weight: 'plain' | 'turning';
}

const TURNING: ReadonlySet<Act['kind']> = new Set([
  'proceeding-opened',
  'motion-tabled',
  'contest-called',
  'ruling-made',
  'nominations-closed',
  'roll-frozen',
  'poll-opened',
  'poll-closed',
  'poll-counted',
  'result-declared',
  'office-assumed',
  'correction-made',
] satisfies readonly Act['kind'][]);

export function entryWords(entry: Entry, names: Names, zone = 'UTC'): EntryWords {
  return {
    text: actWords(entry.act, names, zone),
    by: actorWords(entry.by, names),
    weight: TURNING.has(entry.act.kind) ? 'turning' : 'plain',
  };
}

export function actorWords(actor: Actor, names: Names): string {
  switch (actor.role) {
    case 'officer':
      return 'the returning officer';
    case 'system':
      return 'the system';
    case 'candidate':
      return names.candidate(actor.id);
    case 'mover':
    case 'nominator':
    case 'trustee':
    case 'mixer':
      return names.person(actor.id);
    default:
      return unreachable(actor.role);
  }
}

function actWords(act: Act, names: Names, zone: string): string {
  switch (act.kind) {
    case 'proceeding-opened':
      return `${act.organisation} opened “${act.title}” under its rule book ${act.book.id}, version ${act.book.version}.${act.notes.map((note) => ` ${note}`).join('')}`;
    case 'motion-tabled':
      return `A motion was tabled by ${list(act.movers.map((id) => names.person(id)))}: “${act.text}”`;
    case 'motion-withdrawn':
      return 'The motion was withdrawn.';
    case 'contest-called':
      return `A contest for ${names.office(act.office)} was called: ${act.because}${act.holder === undefined ? '' : ` The office is held by ${act.holder.name}.`}`;
    case 'body-sized':
      return `${capital(names.body(act.body))} had ${count(act.size, 'member')} on ${moment(act.asOf, zone)} (${act.source}).`;
    case 'timetable-set':
      return `${capital(names.body(act.by))} set the timetable: ${timetable(act.dates, zone)}. ${act.reason}`.trim();
    case 'ruling-made':
      return rulingWords(act, names);
    case 'nominations-opened':
      return 'Nominations opened.';
    case 'nomination-made':
      return `${names.person(act.nominator)} nominated ${act.name}.`;
    case 'nomination-withdrawn':
      return `${names.person(act.nominator)} withdrew the nomination of ${names.candidate(act.candidate)}.`;
    case 'candidate-consented':
      return `${names.candidate(act.candidate)} agreed to stand.`;
    case 'candidate-withdrew':
      return `${names.candidate(act.candidate)} withdrew.`;
    case 'statement-filed':
      return `${names.candidate(act.candidate)} filed a statement of ${count(wordsIn(act.text), 'word')}.`;
    case 'nominations-closed':
      return `Nominations closed. ${act.tallies.map((t) => `${names.candidate(t.candidate)}: ${count(t.nominations, 'nomination')}, ${t.validated ? 'on' : 'not on'} the ballot (${t.reason.replace(/\.$/, '')}).`).join(' ')}`.trim();
    case 'roll-frozen':
      return `The roll was frozen with ${count(total(act.sections.map((s) => s.size)), 'elector')}: ${list(act.sections.map((s) => `${names.section(s.id)} ${number(s.size)}`))}.${refused(act.excluded)}`;
    case 'ceremony-opened':
      return `The making of the key began: any ${act.threshold} of ${count(act.trustees.length, 'trustee')} (${list(act.trustees.map((t) => t.name))}) will be needed to decrypt; ${count(act.mixers.length, 'mixer')} (${list(act.mixers.map((m) => m.name))}) will shuffle.`;
    case 'key-pledged':
      return `${names.person(act.trustee)} pledged its part of the key.`;
    case 'key-dealt':
      return `${names.person(act.trustee)} published its part of the key.`;
    case 'key-shares-sent':
      return `${names.person(act.trustee)} sent the other trustees their sealed shares.`;
    case 'key-accepted':
      return `${names.person(act.trustee)} checked its shares and accepted them.`;
    case 'key-complained':
      return `${names.person(act.trustee)} complained about the share from ${names.person(act.against)}, and opened it for anyone to judge.`;
    case 'poll-prepared':
      return `The poll “${act.manifest.question}” was prepared, with ${list(act.manifest.options.map((o) => o.name))} on the paper; it opens ${moment(act.manifest.opens, zone)} and closes ${moment(act.manifest.closes, zone)}.`;
    case 'poll-opened':
      return `Voting opened: ${names.poll(act.poll)}`;
    case 'poll-extended':
      return `Voting was extended to ${moment(act.until, zone)}: ${act.reason}`;
    case 'poll-closed':
      return `Voting closed: ${count(act.cast, 'ballot')} cast, of which ${number(act.counting)} ${act.counting === 1 ? 'counts' : 'count'}.`;
    case 'pool-mixed':
      return `${names.person(act.mixer)} shuffled the ballots of ${names.section(act.pool)} (step ${act.step}) and proved it.`;
    case 'share-published':
      return `${names.person(act.trustee)} published its shares of the decryption of ${names.section(act.pool)}, with proof.`;
    case 'coin-shared':
      return `${names.person(act.trustee)} published its share of the public coin, with proof.`;
    case 'pool-opened':
      return `The ballots of ${names.section(act.pool)} were opened: ${count(act.valid, 'valid paper')}, ${number(total(act.spoilt.map((s) => s.count)))} spoilt${reasons(act.spoilt)}.`;
    case 'poll-counted':
      return `The papers were counted by ${act.rule.replaceAll('-', ' ')}: ${act.elected.length === 0 ? 'nobody elected' : `${list(act.elected.map((id) => names.candidate(id)))} elected`}.`;
    case 'result-declared':
      return `The result was declared: ${act.text} ${outcomeWords(act.outcome)}`.trim();
    case 'office-assumed':
      return `${act.holder.name} took office as ${names.office(act.office)}.`;
    case 'correction-made':
      return `Entry ${act.of} was corrected: ${act.text}`;
    default:
      return unreachable(act);
  }
}

function rulingWords(act: Extract<Act, { kind: 'ruling-made' }>, names: Names): string {
  const vote =
    act.vote === undefined
      ? ''
      : ` by ${act.vote.for} to ${act.vote.against}${act.vote.abstained > 0 ? `, ${act.vote.abstained} abstaining` : ''}`;
  const aside = act.overturns === undefined ? '' : ' This sets aside an earlier ruling.';
  return `${capital(names.body(act.body))} ruled${vote}: ${act.decision} Reason: ${act.reason} Basis: ${act.basis}${aside}`;
}

function outcomeWords(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'motion':
      return `For ${number(outcome.for)}, against ${number(outcome.against)}, abstained ${number(outcome.abstained)}, spoilt ${number(outcome.spoilt)}; turnout ${outcome.turnout}% of ${number(outcome.electorate)}.`;
    case 'elected':
      return `${count(outcome.valid, 'valid paper')}, ${number(outcome.spoilt)} spoilt; turnout ${outcome.turnout}% of ${number(outcome.electorate)}; ahead by ${count(outcome.margin, 'vote')}.`;
    case 'uncontested':
      return 'There was no poll.';
    default:
      return unreachable(outcome);
  }
}

function timetable(dates: Readonly<Record<string, string>>, zone: string): string {
  return list(
    Object.entries(dates)
      .toSorted(([, a], [, b]) => (a < b ? -1 : 1))
      .map(([stage, at]) => `${stage.replaceAll('-', ' ')} ${moment(at, zone)}`),
  );
}

function refused(excluded: readonly { readonly reason: string; readonly count: number }[]): string {
  if (excluded.length === 0) return '';
  return ` Refused: ${list(excluded.map((e) => `${number(e.count)} (${e.reason.replace(/\.$/, '')})`))}.`;
}

function reasons(spoilt: readonly { readonly reason: string; readonly count: number }[]): string {
  if (spoilt.length === 0) return '';
  return ` (${list(spoilt.map((s) => `${number(s.count)} ${s.reason.replaceAll('-', ' ')}`))})`;
}

function wordsIn(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
