/**
 * The officer's task list: what the referee allows, in the order in which a contest goes, with the few
 * steps that are this server's own (importing a roll, sending links). The first that can be done and
 * must be done is the next step; nobody has to know the rule book by heart.
 */
import { OFFICER } from '@hustings/record';
import {
  type CandidateState,
  DECLARATION,
  formatTime,
  type MatterState,
  may,
  type Permission,
  type State,
} from '@hustings/rulebook';
import type { FormView, TaskView } from '@hustings/web';
import { formFor } from '../acts/forms.ts';
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
    ...given('next', first?.task),
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
  const { act, sentence, from, until } = permission;
  // Key and paper are made in one go here, so the key is never what is still missing.
  const missing = act === 'poll-prepared' ? permission.missing.slice(0, -1) : permission.missing;
  const isEarly = from !== undefined && setup.now < from;
  const tooFew = act === 'poll-closed' && waitsForVoters(setup, state, permission);
  const isOpen = missing.length === 0 && !isEarly && !tooFew;
  const opens = tooFew ? state.polls[permission.poll ?? '']?.closes : isEarly ? from : undefined;
  const place = [act, permission.procedure, permission.matter, permission.poll];
  return {
    task: {
      id: place.filter((part) => part !== undefined).join('/'),
      text: titleOf(state, permission),
      ...given('hint', EXPLAINED.has(act) ? sentence : undefined),
      ...wayIn(setup.desk.proceeding, permission),
      ...given('by', until),
      ...given('clause', clauseView(state.book, permission.clause)),
      missing: [...notBefore(state, opens), ...missing],
    },
    rank: rankOf(state, permission, needed),
    isOpen,
  };
}

/** The hour that must come first, as one more thing that is missing. */
function notBefore(state: State, at: string | undefined): readonly string[] {
  return at === undefined ? [] : [`its time, ${formatTime(state.book.zone, at)}`];
}

/** Steps whose name alone does not say enough. */
const EXPLAINED: ReadonlySet<string> = new Set([
  'body-sized',
  'ruling-made',
  'poll-prepared',
  'poll-closed',
]);

function titleOf(state: State, permission: Permission): string {
  const { act, sentence } = permission;
  if (act === 'poll-prepared') return 'Make the key and the paper';
  if (act === 'poll-closed') return 'Close the poll and count';
  const title = formFor(act)?.title ?? sentence;
  const procedure = state.book.procedures.find((p) => p.id === permission.procedure);
  return procedure === undefined ? title : `${title}: ${procedure.name}`;
}

function rankOf(
  state: State,
  permission: Permission,
  needed: ReadonlySet<string>,
): number | undefined {
  const { act } = permission;
  const rank = RANKS[act];
  switch (act) {
    case 'contest-called':
    case 'motion-tabled':
      return Object.values(state.matters).length === 0 ? rank : undefined;
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
function wayIn(proceeding: string, permission: Permission): Pick<TaskView, 'href' | 'form'> {
  const base = `/officer/p/${proceeding}`;
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
    const isNeeded = using.length > 0;
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
        missing: notBefore(state, isEarly ? after : undefined),
      },
      rank: isNeeded && isPaperNear(using) ? RANKS['freeze-roll'] : undefined,
      isOpen: !isEarly,
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
