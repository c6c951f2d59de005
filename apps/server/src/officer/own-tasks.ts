/** Steps that are this server's own: importing and freezing rolls, sending links, going on with a count. */
import { DECLARATION, type MatterState, type PollState, type State } from '@hustings/rulebook';
import { REMIND_AFTER_MS } from '../electors/send-again.ts';
import { awaitedOf } from '../separated/keyholders-view.ts';
import { isSeparated } from '../separated/open-pools.ts';
import { clauseView, given } from '../views/refs.ts';
import { count, number } from '../words/index.ts';
import {
  button,
  hasContests,
  isLive,
  notBefore,
  RANKS,
  type Ranked,
  type TaskSetup,
} from './ranked.ts';
import type { RollStanding } from './rolls.ts';

export function rollTasks({ desk, now, rolls }: TaskSetup, state: State): readonly Ranked[] {
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
    const isAwaited = roll.handedIn === 0;
    const freezing: Ranked = {
      task: {
        id: `freeze-roll/${electorate.id}`,
        text: `Freeze the roll: ${electorate.name}, ${count(imported, 'elector')}`,
        hint:
          roll.handedIn === undefined
            ? 'Every elector gets a voting code. After this nobody can be added or taken off.'
            : 'The registrar’s codes are fixed by this. After it nobody can be added or taken off.',
        form: {
          ...button(`${base}/freeze`, { electorate: electorate.id }, 'Freeze the roll'),
          warning: 'This cannot be undone.',
        },
        ...clause,
        missing: [
          ...notBefore(state, isEarly ? after : undefined),
          ...(isAwaited ? ['the roll that the registrar hands in (hustings registrar roll)'] : []),
          ...(isPaperNear(using) ? [] : ['the close of nominations, or a motion that is tabled']),
        ],
      },
      rank: isNeeded && isPaperNear(using) ? RANKS['freeze-roll'] : undefined,
      isOpen: !isEarly && !isAwaited && isPaperNear(using),
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

export function linkTasks(setup: TaskSetup, state: State): readonly Ranked[] {
  const { desk, rolls } = setup;
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
    else if (poll.status === 'open' && roll !== undefined)
      out.push(...reminding(setup, poll, roll));
  }
  return out;
}

/** What one of the staff has asked for, and another officer must decide. */
export function contactTasks({ desk, contacts }: TaskSetup): readonly Ranked[] {
  if (contacts === 0) return [];
  return [
    {
      task: {
        id: 'contacts',
        text: `Decide on ${count(contacts, 'change')} of address`,
        hint: 'Whoever asked for one cannot approve it.',
        href: `/officer/p/${desk.proceeding}/contacts`,
        missing: [],
      },
      rank: undefined,
      isOpen: true,
    },
  ];
}

/** Optional, and not more often than members should be written to. */
function reminding(
  { desk, now }: TaskSetup,
  poll: PollState,
  roll: RollStanding,
): readonly Ranked[] {
  const voted = desk.recorder.docket.poll(poll.id)?.box?.standing ?? 0;
  const left = roll.imported - voted;
  if (left <= 0) return [];
  const last = roll.reminded.get(poll.id);
  const next = last && new Date(Date.parse(last) + REMIND_AFTER_MS).toISOString();
  const isEarly = next !== undefined && now < next;
  return [
    {
      task: {
        id: `reminders/${poll.id}`,
        text: `Remind ${count(left, 'elector')} who have not voted`,
        hint: 'Whoever has voted gets nothing. Once in twenty hours at most.',
        form: button(
          `/officer/p/${desk.proceeding}/remind`,
          { poll: poll.id },
          'Send the reminders',
        ),
        missing: notBefore(desk.recorder.state, isEarly ? next : undefined),
      },
      rank: undefined,
      isOpen: !isEarly,
    },
  ];
}

/** Polls whose counting stopped half-way, and results that wait for their hour. */
export function countTasks({ desk, now, finishing }: TaskSetup, state: State): readonly Ranked[] {
  return Object.values(state.polls).flatMap((poll): readonly Ranked[] => {
    const matter = state.matters[poll.matter ?? ''];
    const isUnfinished = poll.status === 'closed' || poll.status === 'counted';
    if (!isUnfinished || matter === undefined || !isLive(matter) || finishing.has(poll.id))
      return [];
    const isCounted = poll.status === 'counted';
    const at = isCounted ? matter.dates[DECLARATION] : undefined;
    const isEarly = at !== undefined && now < at;
    const awaited = isSeparated(desk) ? awaitedOf(poll) : [];
    const goOn = isSeparated(desk) ? 'Count and declare' : 'Go on with the count';
    const submit = isCounted ? 'Declare the result' : goOn;
    return [
      {
        task: {
          id: `count-on/${poll.id}`,
          text: isCounted
            ? 'Declare the result'
            : isSeparated(desk)
              ? 'Count and declare'
              : 'Mix, decrypt, count and declare',
          form: button(`/officer/p/${desk.proceeding}/finish`, { poll: poll.id }, submit),
          missing: [...notBefore(state, isEarly ? at : undefined), ...awaited],
        },
        rank: RANKS['count-on'],
        isOpen: !isEarly && awaited.length === 0,
      },
    ];
  });
}
