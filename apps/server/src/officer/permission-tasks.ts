/** What the referee allows the officer, as tasks: short names, the way in, what is still missing. */
import type { CandidateState, Permission, Question, State } from '@hustings/rulebook';
import { POLL_CLOSES, POLL_OPENS } from '@hustings/rulebook';
import { moment, type TaskView } from '@hustings/web';
import { formFor } from '../acts/forms.ts';
import { gateLeaves } from '../acts/gate.ts';
import type { Desk } from '../desk/desk.ts';
import { isSeparated } from '../separated/open-pools.ts';
import { clauseView, given } from '../views/refs.ts';
import {
  button,
  hasContests,
  isLive,
  notBefore,
  RANKS,
  type Ranked,
  type TaskSetup,
} from './ranked.ts';

/** Acts of the machinery: they follow by themselves from the officer's own. */
const MACHINERY: ReadonlySet<string> = new Set([
  'proceeding-opened',
  'ceremony-opened',
  'key-pledged',
  'key-dealt',
  'key-shares-sent',
  'key-accepted',
  'key-complained',
  'roll-frozen',
  'contacts-changed',
  'pool-mixed',
  'share-published',
  'coin-shared',
  'pool-opened',
  'poll-counted',
]);

/** Done at the press of a button, without a form. */
const ONE_STEP: ReadonlySet<string> = new Set(['poll-prepared', 'poll-closed']);

/** Acts about a candidate, and the candidates that they can be about. */
const CANDIDATES_FOR: ReadonlyMap<string, (candidate: CandidateState) => boolean> = new Map([
  ['candidate-consented', (c) => !c.consented && !c.withdrew],
  ['candidate-withdrew', (c) => !c.withdrew],
  ['statement-filed', (c) => !c.withdrew],
  ['nomination-withdrawn', (c) => Object.values(c.nominations).some((n) => n > 0)],
]);

/** What the referee says is missing, as the act that would supply it. */
export function neededFor(permission: Permission): readonly string[] {
  return permission.missing.flatMap((text) => {
    if (text.startsWith('the size of ')) return ['body-sized'];
    return text.startsWith('a ruling of ') ? ['ruling-made'] : [];
  });
}

export function isShown(setup: TaskSetup, state: State, permission: Permission): boolean {
  const { act } = permission;
  if (act === 'ceremony-opened') return isSeparated(setup.desk);
  if (MACHINERY.has(act)) return false;
  // What the referee allows and no page does: the record takes it from other programs.
  if (formFor(act) === undefined && !ONE_STEP.has(act)) return false;
  if (act === 'contest-called') {
    const procedure = state.book.procedures.find((p) => p.id === permission.procedure);
    const offices = procedure?.kind === 'contest' ? procedure.offices : [];
    return !Object.values(state.matters).some(
      (m) => m.kind === 'contest' && isLive(m) && offices.includes(m.office),
    );
  }
  const matter = permission.matter === undefined ? undefined : state.matters[permission.matter];
  // A poll's result is declared by the job that counts it; only an uncontested one has a button.
  if (act === 'result-declared')
    return matter?.poll === undefined && permission.missing.length === 0;
  if (act === 'office-assumed') {
    if (matter?.kind !== 'contest' || matter.declared === undefined) return false;
    const { outcome } = matter.declared;
    const holder = state.holders[matter.office];
    return outcome.kind !== 'motion' && !outcome.elected.some((c) => c.id === holder?.id);
  }
  if (matter?.kind === 'contest' && CANDIDATES_FOR.has(act))
    return Object.values(matter.candidates).some(CANDIDATES_FOR.get(act) ?? (() => false));
  if (act === 'poll-closed') return !setup.finishing.has(permission.poll ?? '');
  return true;
}

export function ofPermission(
  setup: TaskSetup,
  state: State,
  permission: Permission,
  needed: ReadonlySet<string>,
): Ranked {
  const { act, from, until } = permission;
  // Key and paper are made in one go here, so the key is never what is still missing.
  const isKeyHere = act === 'poll-prepared' && !isSeparated(setup.desk);
  const missing = isKeyHere ? permission.missing.slice(0, -1) : permission.missing;
  const isEarly = from !== undefined && setup.now < from;
  const tooFew = act === 'poll-closed' && waitsForVoters(setup, state, permission);
  const isOpen = missing.length === 0 && !isEarly && !tooFew;
  const opens = tooFew ? state.polls[permission.poll ?? '']?.closes : isEarly ? from : undefined;
  const rank = rankOf(setup, state, permission, needed);
  const place = [act, permission.procedure, permission.matter, permission.poll];
  return {
    task: {
      id: place.filter((part) => part !== undefined).join('/'),
      text: titleOf(setup, state, permission),
      ...given('hint', hintOf(state, permission)),
      ...wayIn(setup, state, permission),
      ...given('by', until),
      ...given('clause', clauseView(state.book, permission.clause)),
      missing: [...notBefore(state, opens), ...missing],
      ...(rank === undefined && SELDOM.has(act) ? { seldom: true } : {}),
    },
    rank,
    isOpen,
  };
}

/** Hardly ever needed, or done for somebody who handed in a paper. */
const SELDOM: ReadonlySet<string> = new Set([
  'ceremony-opened',
  'body-sized',
  'ruling-made',
  'correction-made',
  'contest-abandoned',
  'holder-recorded',
  'office-vacated',
  'timetable-set',
  'nomination-made',
  'nomination-withdrawn',
  'candidate-consented',
  'candidate-withdrew',
  'statement-filed',
  'motion-withdrawn',
  'poll-extended',
]);

const ON_BEHALF: Readonly<Record<string, string>> = {
  'nomination-made': 'Record a nomination handed in on paper',
  'nomination-withdrawn': 'Record that a nomination is taken back',
  'candidate-consented': 'Record that a candidate agrees to stand',
  'candidate-withdrew': 'Record that a candidate withdraws',
  'statement-filed': 'Record a candidate’s statement',
};

function titleOf({ desk }: TaskSetup, state: State, permission: Permission): string {
  const { act, sentence } = permission;
  if (act === 'poll-prepared') return paperTitle(desk);
  if (act === 'ceremony-opened' && Object.keys(state.polls).length > 0)
    return 'Name other trustees and mixers, for a key of its own';
  if (act === 'poll-closed') return closingTitle(desk);
  const lack = lackingSize(state, permission);
  if (lack !== undefined) return `Record how many ${lack.many} there are`;
  const title = ON_BEHALF[act] ?? formFor(act)?.title ?? sentence;
  const procedure = state.book.procedures.find((p) => p.id === permission.procedure);
  return procedure === undefined ? title : `${title}: ${procedure.name}`;
}

/** In separated mode the mixers and trustees go on from there. */
function closingTitle(desk: Desk): string {
  return isSeparated(desk) ? 'Close the poll' : 'Close the poll and count';
}

function paperTitle(desk: Desk): string {
  return isSeparated(desk) ? 'Prepare the paper' : 'Make the key and the paper';
}

function hintOf(state: State, permission: Permission): string | undefined {
  const { act, sentence } = permission;
  switch (act) {
    case 'poll-prepared': {
      const dates = state.matters[permission.matter ?? '']?.dates ?? {};
      const opens = dates[POLL_OPENS];
      const closes = dates[POLL_CLOSES];
      if (opens === undefined || closes === undefined) return undefined;
      const { zone } = state.book;
      return `The poll opens ${moment(opens, zone)} and closes ${moment(closes, zone)}. After this those dates stand.`;
    }
    case 'poll-closed':
      return sentence;
    case 'ruling-made':
      return openQuestion(state)?.asks;
    default:
      return undefined;
  }
}

/** The body whose size nominations wait for. */
function lackingSize(
  state: State,
  { act }: Permission,
): { readonly body: string; readonly many: string } | undefined {
  if (act !== 'body-sized') return undefined;
  for (const matter of Object.values(state.matters)) {
    const procedure = state.book.procedures.find((p) => p.id === matter.procedure);
    if (matter.kind !== 'contest' || procedure?.kind !== 'contest' || !isLive(matter)) continue;
    for (const { body, threshold } of gateLeaves(procedure, matter)) {
      if (threshold.kind !== 'percent' || state.bodies[body] !== undefined) continue;
      const many = state.book.bodies.find((b) => b.id === body)?.member?.many ?? 'members';
      return { body, many };
    }
  }
  return undefined;
}

/** The question about the holder of the office that nominations wait for. */
function openQuestion(state: State): Question | undefined {
  for (const matter of Object.values(state.matters)) {
    const procedure = state.book.procedures.find((p) => p.id === matter.procedure);
    if (matter.kind !== 'contest' || procedure?.kind !== 'contest' || !isLive(matter)) continue;
    const { incumbent } = procedure.nomination;
    if (incumbent.kind !== 'by-ruling' || matter.holder === undefined) continue;
    const isAnswered = state.rulings.some((r) => r.question === incumbent.question);
    if (!isAnswered) return state.book.questions.find((q) => q.id === incumbent.question);
  }
  return undefined;
}

function rankOf(
  { rolls }: TaskSetup,
  state: State,
  permission: Permission,
  needed: ReadonlySet<string>,
): number | undefined {
  const { act } = permission;
  const rank = RANKS[act];
  switch (act) {
    case 'contest-called':
      return Object.values(state.matters).length === 0 ? rank : undefined;
    case 'motion-tabled':
      // Movers are found on the roll, so that comes first.
      if (rolls.every((r) => r.imported === 0)) return undefined;
      return Object.values(state.matters).length === 0 && !hasContests(state) ? rank : undefined;
    case 'timetable-set': {
      const dates = state.matters[permission.matter ?? '']?.dates ?? {};
      return Object.keys(dates).length === 0 ? rank : undefined;
    }
    case 'ceremony-opened': {
      const isUnderWay = Object.values(state.polls).some((p) => p.status === 'ceremony');
      const isWanted = Object.values(state.matters).some((m) => isLive(m) && m.poll === undefined);
      return isWanted && !isUnderWay ? rank : undefined;
    }
    case 'body-sized':
    case 'ruling-made':
      return needed.has(act) ? rank : undefined;
    default:
      return rank;
  }
}

/** Where the book closes a poll early only once all have voted. */
function waitsForVoters(setup: TaskSetup, state: State, permission: Permission): boolean {
  const poll = state.polls[permission.poll ?? ''];
  const matter = state.matters[poll?.matter ?? ''];
  const procedure = state.book.procedures.find((p) => p.id === matter?.procedure);
  if (poll?.closes === undefined || setup.now >= poll.closes) return false;
  if (procedure?.poll.closing.kind !== 'all-voted') return false;
  const box = setup.desk.recorder.docket.poll(poll.id)?.box;
  const electorate = poll.manifest?.roll.sections.reduce((sum, s) => sum + s.size, 0) ?? 0;
  return box === undefined || box.standing < electorate;
}

/** A page with a form, or the button itself where nothing has to be filled in. */
function wayIn(
  { desk }: TaskSetup,
  state: State,
  permission: Permission,
): Pick<TaskView, 'href' | 'form'> {
  const base = `/officer/p/${desk.proceeding}`;
  const { act, procedure, matter, poll } = permission;
  if (act === 'poll-prepared')
    return {
      form: button(`${base}/prepare`, { matter: matter ?? '' }, paperTitle(desk)),
    };
  if (act === 'poll-closed')
    return {
      form: {
        ...button(`${base}/finish`, { poll: poll ?? '' }, closingTitle(desk)),
        warning: 'No further ballot is taken once the poll is closed.',
      },
    };
  const form = formFor(act);
  if (form === undefined) return {};
  const place = new URLSearchParams({
    act,
    ...given('procedure', procedure),
    ...given('matter', matter),
    ...given('poll', poll),
    ...given(
      'about',
      lackingSize(state, permission)?.body ??
        (act === 'ruling-made' ? openQuestion(state)?.id : undefined),
    ),
  });
  return { href: `${base}/do?${place}` };
}
