/**
 * The officer's task list: what the referee allows, in the order in which a contest goes, with the few
 * steps that are this server's own (importing a roll, sending links). The first that can be done and
 * must be done is the next step; nobody has to know the rule book by heart.
 */
import { OFFICER } from '@hustings/record';
import {
  type CandidateState,
  DECLARATION,
  type MatterState,
  may,
  next,
  type Permission,
  POLL_CLOSES,
  POLL_OPENS,
  type Question,
  type State,
} from '@hustings/rulebook';
import { type FormView, moment, type TaskView } from '@hustings/web';
import { formFor } from '../acts/forms.ts';
import { gateLeaves } from '../acts/gate.ts';
import type { Desk } from '../desk/desk.ts';
import { clauseView, given } from '../views/refs.ts';
import { count, number } from '../words/index.ts';
import type { RollStanding } from './rolls.ts';

export interface Tasks {
  readonly next?: TaskView;
  readonly may: readonly TaskView[];
  readonly later: readonly TaskView[];
}

interface Ranked {
  readonly task: TaskView;
  /** Lower comes first; undefined: possible, but nothing waits for it. */
  readonly rank: number | undefined;
  readonly isOpen: boolean;
}

const RANKS: Readonly<Record<string, number>> = {
  'contest-called': 10,
  'motion-tabled': 11,
  'timetable-set': 20,
  'import-roll': 30,
  'body-sized': 40,
  'ruling-made': 41,
  'nominations-opened': 50,
  'sign-in-links': 51,
  'nominations-closed': 60,
  'freeze-roll': 70,
  'poll-prepared': 80,
  'poll-opened': 90,
  'vote-links': 91,
  'poll-closed': 100,
  'count-on': 101,
  'result-declared': 110,
  'office-assumed': 120,
};

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
  'pool-mixed',
  'share-published',
  'coin-shared',
  'pool-opened',
  'poll-counted',
]);

export interface TaskSetup {
  readonly desk: Desk;
  readonly now: string;
  readonly rolls: readonly RollStanding[];
  /** Polls whose finishing job is queued or running. */
  readonly finishing: ReadonlySet<string>;
}

export function tasksOf(setup: TaskSetup): Tasks {
  const { state } = setup.desk.recorder;
  const permissions = may(state, OFFICER, setup.now).filter((p) => isShown(setup, state, p));
  const needed = new Set(permissions.flatMap((p) => neededFor(p)));
  const ranked = [
    ...permissions.map((p) => ofPermission(setup, state, p, needed)),
    ...rollTasks(setup, state),
    ...linkTasks(setup, state),
    ...countTasks(setup, state),
  ].toSorted((a, b) => (a.rank ?? OPTIONAL) - (b.rank ?? OPTIONAL) || aside(a) - aside(b));
  const first = ranked.find((r) => r.isOpen && r.rank !== undefined);
  return {
    ...given('next', first?.task ?? waiting(state, setup.now)),
    may: ranked.filter((r) => r.isOpen && r !== first).map((r) => r.task),
    // What cannot be done yet has no button to press in vain.
    later: ranked
      .filter((r) => !r.isOpen)
      .map(({ task: { form: _form, href: _href, ...task } }) => task),
  };
}

/** Acts about a candidate, and the candidates that they can be about. */
const CANDIDATES_FOR: ReadonlyMap<string, (candidate: CandidateState) => boolean> = new Map([
  ['candidate-consented', (c) => !c.consented && !c.withdrew],
  ['candidate-withdrew', (c) => !c.withdrew],
  ['statement-filed', (c) => !c.withdrew],
  ['nomination-withdrawn', (c) => Object.values(c.nominations).some((n) => n > 0)],
]);

const OPTIONAL = 1000;

/** Nothing to do now: what is waited for, and until when. */
function waiting(state: State, now: string): TaskView | undefined {
  const [ahead] = next(state, now);
  if (ahead === undefined) return undefined;
  return {
    id: 'wait',
    text: 'There is nothing for you to do now',
    hint: `${ahead.what}: ${moment(ahead.at, state.book.zone)}. Come back then.`,
    missing: [],
  };
}

/** What is always possible and hardly ever needed comes last. */
function aside({ task }: Ranked): number {
  return /^(body-sized|ruling-made|correction-made)/.test(task.id) ? 1 : 0;
}

/** What the referee says is missing, as the act that would supply it. */
function neededFor(permission: Permission): readonly string[] {
  return permission.missing.flatMap((text) => {
    if (text.startsWith('the size of ')) return ['body-sized'];
    return text.startsWith('a ruling of ') ? ['ruling-made'] : [];
  });
}

function isLive(matter: MatterState): boolean {
  return matter.declared === undefined && !(matter.kind === 'motion' && matter.withdrawn);
}

function isShown(setup: TaskSetup, state: State, permission: Permission): boolean {
  const { act } = permission;
  if (MACHINERY.has(act)) return false;
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

function ofPermission(
  setup: TaskSetup,
  state: State,
  permission: Permission,
  needed: ReadonlySet<string>,
): Ranked {
  const { act, from, until } = permission;
  // Key and paper are made in one go here, so the key is never what is still missing.
  const missing = act === 'poll-prepared' ? permission.missing.slice(0, -1) : permission.missing;
  const isEarly = from !== undefined && setup.now < from;
  const tooFew = act === 'poll-closed' && waitsForVoters(setup, state, permission);
  const isOpen = missing.length === 0 && !isEarly && !tooFew;
  const opens = tooFew ? state.polls[permission.poll ?? '']?.closes : isEarly ? from : undefined;
  const rank = rankOf(setup, state, permission, needed);
  const place = [act, permission.procedure, permission.matter, permission.poll];
  return {
    task: {
      id: place.filter((part) => part !== undefined).join('/'),
      text: titleOf(state, permission),
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

/** The hour that must come first, as one more thing that is missing. */
function notBefore(state: State, at: string | undefined): readonly string[] {
  return at === undefined ? [] : [`its time, ${moment(at, state.book.zone)}`];
}

/** Hardly ever needed, or done for somebody who handed in a paper. */
const SELDOM: ReadonlySet<string> = new Set([
  'body-sized',
  'ruling-made',
  'correction-made',
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

function titleOf(state: State, permission: Permission): string {
  const { act, sentence } = permission;
  if (act === 'poll-prepared') return 'Make the key and the paper';
  if (act === 'poll-closed') return 'Close the poll and count';
  const lack = lackingSize(state, permission);
  if (lack !== undefined) return `Record how many ${lack.many} there are`;
  const title = ON_BEHALF[act] ?? formFor(act)?.title ?? sentence;
  const procedure = state.book.procedures.find((p) => p.id === permission.procedure);
  return procedure === undefined ? title : `${title}: ${procedure.name}`;
}

function hintOf(state: State, permission: Permission): string | undefined {
  const { act, sentence } = permission;
  switch (act) {
    case 'poll-prepared': {
      const dates = state.matters[permission.matter ?? '']?.dates ?? {};
      const at = (stage: string): string => {
        const date = dates[stage];
        return date === undefined ? 'not set' : moment(date, state.book.zone);
      };
      return `The poll opens ${at(POLL_OPENS)} and closes ${at(POLL_CLOSES)}. After this those dates stand.`;
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
    case 'body-sized':
    case 'ruling-made':
      return needed.has(act) ? rank : undefined;
    default:
      return rank;
  }
}

function hasContests(state: State): boolean {
  return state.book.procedures.some((p) => p.kind === 'contest');
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
  return box === undefined || box.size < electorate || box.counting().length < electorate;
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
      form: button(`${base}/prepare`, { matter: matter ?? '' }, 'Make the key and the paper'),
    };
  if (act === 'poll-closed')
    return {
      form: {
        ...button(`${base}/finish`, { poll: poll ?? '' }, 'Close the poll and count'),
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

function button(
  action: string,
  hidden: Readonly<Record<string, string>>,
  submit: string,
): FormView {
  return {
    action,
    fields: Object.entries(hidden).map(([name, value]) => ({ kind: 'hidden', name, value })),
    submit,
  };
}

function rollTasks({ desk, now, rolls }: TaskSetup, state: State): readonly Ranked[] {
  const base = `/officer/p/${desk.proceeding}`;
  const matters = Object.values(state.matters).filter(isLive);
  return rolls.flatMap((roll): readonly Ranked[] => {
    const { electorate, imported, frozen } = roll;
    const using = matters.filter((m) => {
      const procedure = state.book.procedures.find((p) => p.id === m.procedure);
      return procedure?.franchise.electorate === electorate.id;
    });
    // Where the book has motions only, the roll is needed before one can be tabled.
    const isNeeded = using.length > 0 || (matters.length === 0 && !hasContests(state));
    const clause = given('clause', clauseView(state.book, electorate.clause));
    if (frozen !== undefined) return [];
    const importing: Ranked = {
      task: {
        id: `import-roll/${electorate.id}`,
        text:
          imported === 0
            ? `Import the roll: ${electorate.name}`
            : `Import the roll again: ${electorate.name} (${number(imported)} now)`,
        href: `${base}/roll/${electorate.id}`,
        ...clause,
        missing: [],
      },
      rank: imported === 0 && isNeeded ? RANKS['import-roll'] : undefined,
      isOpen: true,
    };
    if (imported === 0) return [importing];
    const after = using
      .flatMap((m) => frozenAfter(state, m))
      .toSorted()
      .at(-1);
    const isEarly = after !== undefined && now < after;
    const freezing: Ranked = {
      task: {
        id: `freeze-roll/${electorate.id}`,
        text: `Freeze the roll: ${electorate.name}, ${count(imported, 'elector')}`,
        hint: 'Every elector gets a voting code. After this nobody can be added or taken off.',
        form: {
          ...button(`${base}/freeze`, { electorate: electorate.id }, 'Freeze the roll'),
          warning: 'This cannot be undone.',
        },
        ...clause,
        missing: [
          ...notBefore(state, isEarly ? after : undefined),
          ...(isPaperNear(using) ? [] : ['the close of nominations, or a motion that is tabled']),
        ],
      },
      rank: isNeeded && isPaperNear(using) ? RANKS['freeze-roll'] : undefined,
      isOpen: !isEarly && isPaperNear(using),
    };
    return [importing, freezing];
  });
}

/** Nominations are over, or there are none: the roll is what the poll now waits for. */
function isPaperNear(matters: readonly MatterState[]): boolean {
  return matters.some((m) => m.kind === 'motion' || m.phase === 'done');
}

function frozenAfter(state: State, matter: MatterState): readonly string[] {
  const procedure = state.book.procedures.find((p) => p.id === matter.procedure);
  const stage = procedure?.franchise.frozenAfter;
  const at = stage === undefined ? undefined : matter.dates[stage];
  return at === undefined ? [] : [at];
}

function linkTasks({ desk, rolls }: TaskSetup, state: State): readonly Ranked[] {
  const base = `/officer/p/${desk.proceeding}`;
  const out: Ranked[] = [];
  const nominating = Object.values(state.matters).some(
    (m) => m.kind === 'contest' && isLive(m) && m.phase !== 'done',
  );
  for (const { electorate, imported, served } of rolls) {
    const left = imported - (served.get('sign-in') ?? 0);
    if (imported > 0 && nominating && left > 0)
      out.push({
        task: {
          id: `sign-in-links/${electorate.id}`,
          text: `Send ${count(left, 'member')} a link to take part: ${electorate.name}`,
          hint: 'With it members nominate, agree to stand and see whether they are on the roll.',
          form: button(`${base}/sign-in-links`, { electorate: electorate.id }, 'Send the links'),
          missing: [],
        },
        rank: RANKS['sign-in-links'],
        isOpen: true,
      });
  }
  for (const poll of Object.values(state.polls)) {
    if (poll.manifest === undefined || (poll.status !== 'open' && poll.status !== 'prepared'))
      continue;
    const electorate = state.rolls[poll.manifest.roll.id]?.electorate;
    const roll = rolls.find((r) => r.electorate.id === electorate);
    const left = (roll?.imported ?? 0) - (roll?.served.get(`vote-link/${poll.id}`) ?? 0);
    if (left > 0)
      out.push({
        task: {
          id: `vote-links/${poll.id}`,
          text: `Send ${count(left, 'elector')} the link to vote`,
          form: button(`${base}/vote-links`, { poll: poll.id }, 'Send the voting links'),
          missing: [],
        },
        rank: RANKS['vote-links'],
        isOpen: true,
      });
  }
  return out;
}

/** Polls whose counting stopped half-way, and results that wait for their hour. */
function countTasks({ desk, now, finishing }: TaskSetup, state: State): readonly Ranked[] {
  return Object.values(state.polls).flatMap((poll): readonly Ranked[] => {
    const matter = state.matters[poll.matter ?? ''];
    const isUnfinished = poll.status === 'closed' || poll.status === 'counted';
    if (!isUnfinished || matter === undefined || !isLive(matter) || finishing.has(poll.id))
      return [];
    const isCounted = poll.status === 'counted';
    const at = isCounted ? matter.dates[DECLARATION] : undefined;
    const isEarly = at !== undefined && now < at;
    const submit = isCounted ? 'Declare the result' : 'Go on with the count';
    return [
      {
        task: {
          id: `count-on/${poll.id}`,
          text: isCounted ? 'Declare the result' : 'Mix, decrypt, count and declare',
          form: button(`/officer/p/${desk.proceeding}/finish`, { poll: poll.id }, submit),
          missing: notBefore(state, isEarly ? at : undefined),
        },
        rank: RANKS['count-on'],
        isOpen: !isEarly,
      },
    ];
  });
}
