/** Where a proceeding stands, in one sentence. */
import { unreachable } from '@hustings/base';
import {
  type MatterState,
  type Outcome,
  POLL_CLOSES,
  POLL_OPENS,
  type State,
} from '@hustings/rulebook';
import { moment } from '@hustings/web';
import { list, number } from '../words/index.ts';

export function standingOf(state: State, now: string): string {
  const matters = Object.values(state.matters).toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const live = matters.findLast((m) => m.declared === undefined && !isWithdrawn(m));
  const matter = live ?? matters.at(-1);
  return matter === undefined
    ? 'Opened; nothing has been started yet.'
    : matterStanding(state, matter, now);
}

function isWithdrawn(matter: MatterState): boolean {
  return matter.kind === 'motion' && matter.withdrawn;
}

export function matterStanding(state: State, matter: MatterState, now: string): string {
  const { zone } = state.book;
  if (matter.declared !== undefined) return outcomeInShort(state, matter, matter.declared.outcome);
  if (isWithdrawn(matter)) return 'The motion was withdrawn.';
  const poll = matter.poll === undefined ? undefined : state.polls[matter.poll];
  const at = (stage: string): string | undefined => {
    const date = matter.dates[stage];
    return date && moment(date, zone);
  };
  switch (poll?.status) {
    case 'open':
      return poll.closes !== undefined && poll.closes < now
        ? 'The time for voting is over; the poll is about to be closed and counted.'
        : `Voting is open until ${moment(poll.closes ?? '', zone)}.`;
    case 'closed':
      return 'Voting has closed; the ballots are being mixed, decrypted and counted.';
    case 'counted':
      return 'The votes are counted; the result is about to be declared.';
    case 'prepared':
      return `The paper is ready; voting opens ${moment(poll.manifest?.opens ?? '', zone)}.`;
    default:
      break;
  }
  const opens = at(POLL_OPENS);
  const voting = opens === undefined ? 'no date for voting is set yet' : `voting opens ${opens}`;
  if (matter.kind === 'motion') return `A motion has been tabled; ${voting}.`;
  switch (matter.phase) {
    case 'waiting':
      return Object.keys(matter.dates).length === 0
        ? 'A contest has been called; its timetable is still to be set.'
        : 'A contest has been called; nominations have not opened yet.';
    case 'open': {
      const gate = gateCloses(state, matter.procedure, matter.gate);
      const closes = gate === undefined ? undefined : at(gate);
      if (gate !== undefined && (matter.dates[gate] ?? now) < now)
        return `Nominations ended ${closes}; the returning officer is about to close them.`;
      return `Nominations are open${closes === undefined ? '' : ` until ${closes}`}.`;
    }
    case 'done':
      return `Nominations have closed; ${voting}, and closes ${at(POLL_CLOSES) ?? 'later'}.`;
    default:
      return unreachable(matter.phase);
  }
}

function gateCloses(state: State, id: string, gate: number): string | undefined {
  const procedure = state.book.procedures.find((p) => p.id === id);
  return procedure?.kind === 'contest' ? procedure.nomination.gates[gate]?.closes : undefined;
}

export function outcomeInShort(state: State, matter: MatterState, outcome: Outcome): string {
  switch (outcome.kind) {
    case 'motion':
      return `The motion was ${outcome.carried ? 'carried' : 'not carried'}, ${number(outcome.for)} to ${number(outcome.against)}.`;
    case 'elected':
      return `${list(outcome.elected.map((c) => c.name))} elected${officeOf(state, matter)}.`;
    case 'uncontested':
      return `${list(outcome.elected.map((c) => c.name))} elected unopposed${officeOf(state, matter)}.`;
    default:
      return unreachable(outcome);
  }
}

function officeOf(state: State, matter: MatterState): string {
  if (matter.kind !== 'contest') return '';
  const office = state.book.offices.find((o) => o.id === matter.office);
  return office === undefined ? '' : ` ${office.inText}`;
}
