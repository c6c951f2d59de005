/**
 * A small model checker: walks, for every way of setting a contest going, the states that the referee
 * lets it reach, with entries abstracted, and reports those from which no result can be reached. The
 * referee itself is the model, so what is found is a fault of the book and not of a copy of its rules.
 *
 * Two states are alike when the same ballot and round is at the same point with as many candidates
 * left; rounds beyond the third are alike. Each contest has a few hundred states at most.
 */
import type { Act } from '../acts.ts';
import type { Breach } from '../breach.ts';
import { currentBallot, pollPhase } from '../referee/ballots.ts';
import { candidatesOnPaper } from '../referee/candidacy.ts';
import type { ContestProcedure, RuleBook, Trigger } from '../rule-book.ts';
import { isOver, own, type State } from '../state.ts';
import { leavesOf } from '../thresholds.ts';
import { dateIn } from '../times.ts';
import { movesOf } from './moves.ts';
import { simplified } from './simplify.ts';
import { attempt, isState, opened, withDates, withRoll } from './walker.ts';

export interface DeadEnd {
  readonly procedure: string;
  readonly trigger: string;
  /** What happened on the shortest way there. */
  readonly path: readonly string[];
  /** What was tried then, and why it was refused. */
  readonly refused: readonly string[];
}

export interface Exploration {
  /** States met, of all contests and triggers. */
  readonly states: number;
  readonly deadEnds: readonly DeadEnd[];
}

const MATTER = 'model';
const MOST_STATES = 2_000;

export function explore(rules: RuleBook): Exploration {
  const book = simplified(rules);
  let states = 0;
  const deadEnds: DeadEnd[] = [];
  for (const procedure of book.procedures) {
    if (procedure.kind !== 'contest') continue;
    for (const trigger of procedure.triggers) {
      const found = exploreFrom(book, procedure, trigger);
      states += found.states;
      deadEnds.push(...found.deadEnds);
    }
  }
  return { states, deadEnds };
}

interface Node {
  readonly state: State;
  readonly path: readonly string[];
  readonly next: Set<string>;
  readonly refused: string[];
  readonly isEnd: boolean;
}

function exploreFrom(book: RuleBook, procedure: ContestProcedure, trigger: Trigger): Exploration {
  const called = calling(book, procedure, trigger);
  if (!isState(called))
    return {
      states: 1,
      deadEnds: [
        {
          procedure: procedure.id,
          trigger: trigger.id,
          path: [],
          refused: [`the contest is called: ${called.message}`],
        },
      ],
    };
  const nodes = new Map<string, Node>();
  const queue: string[] = [];
  const enter = (state: State, path: readonly string[]): string => {
    const key = keyOf(state);
    if (!nodes.has(key)) {
      nodes.set(key, { state, path, next: new Set(), refused: [], isEnd: isEnd(state) });
      queue.push(key);
    }
    return key;
  };
  enter(called, []);
  for (let i = 0; i < queue.length && nodes.size < MOST_STATES; i++) {
    const node = nodes.get(queue[i] as string) as Node;
    if (node.isEnd) continue;
    for (const { name, result } of movesOf(node.state, MATTER)) {
      if (!isState(result)) node.refused.push(`${name}: ${result.message}`);
      else node.next.add(enter(result, [...node.path, name]));
    }
  }
  const stuck = [...unending(nodes)]
    .map((key) => nodes.get(key) as Node)
    // Of states that all lead into the same trap, those that have no way on at all say most.
    .filter((node) => [...node.next].every((key) => nodes.get(key) === node));
  return {
    states: nodes.size,
    deadEnds: stuck.map(({ path, refused }) => ({
      procedure: procedure.id,
      trigger: trigger.id,
      path,
      refused,
    })),
  };
}

/** States from which no end can be reached. */
function unending(nodes: ReadonlyMap<string, Node>): ReadonlySet<string> {
  const reaching = new Set([...nodes].filter(([, n]) => n.isEnd).map(([key]) => key));
  for (let grown = -1; grown !== reaching.size; ) {
    grown = reaching.size;
    for (const [key, node] of nodes)
      if ([...node.next].some((next) => reaching.has(next))) reaching.add(key);
  }
  return new Set([...nodes.keys()].filter((key) => !reaching.has(key)));
}

function isEnd(state: State): boolean {
  const contest = own(state.matters, MATTER);
  return contest !== undefined && isOver(contest);
}

/** What tells two states apart. */
function keyOf(state: State): string {
  const contest = own(state.matters, MATTER);
  if (contest?.kind !== 'contest') return 'none';
  const { progress } = contest;
  const { ballot, round } = currentBallot(state, contest);
  const isDated = Object.keys(contest.dates).length > 0;
  const last = progress.held.at(-1);
  const isFresh = isDated && (last === undefined || contest.datesSeq > last.seq);
  return [
    contest.phase,
    contest.gate,
    ballot.id,
    Math.min(round, 3),
    Math.min(progress.levels, 3),
    contest.phase === 'done'
      ? candidatesOnPaper(state, contest).length
      : Object.values(contest.candidates).filter((c) => !c.out).length,
    pollPhase(state, contest),
    progress.level?.for ?? '',
    progress.level?.among.length ?? '',
    progress.finished?.elected.length ?? '',
    isDated,
    isFresh,
    contest.reopened,
    contest.declared !== undefined,
  ].join(' ');
}

/** The contest called, after all that its trigger needs. */
function calling(book: RuleBook, procedure: ContestProcedure, trigger: Trigger): State | Breach {
  const office = procedure.offices[0] ?? '';
  const motion = book.procedures.find((p) => p.id === trigger.motion);
  const day = dateIn(book.zone, opened(book).at);
  const holder = { id: 'holder', name: 'Holder' };
  let state = opened(book);
  const take = (act: Act): Breach | undefined => {
    const next = attempt(state, act);
    if (!isState(next)) return next;
    state = next;
    return undefined;
  };
  const status = book.offices.find((o) => o.id === office)?.statuses?.[0]?.id;
  // The holder has been there so long that every term is up.
  const held = take({
    kind: 'holder-recorded',
    office,
    holder,
    as: 'holder',
    since: '1900-01-01',
    source: 'The model.',
    ...(status === undefined ? {} : { status }),
  });
  if (held !== undefined) return held;
  for (const need of trigger.needs ?? []) {
    const demand =
      need.kind === 'demand' ? book.demands?.find((d) => d.id === need.demand) : undefined;
    const acts: readonly Act[] =
      need.kind === 'vacancy'
        ? [
            {
              kind: 'office-vacated',
              office,
              cause: need.causes[0] ?? 'resigned',
              on: day,
              because: 'The model.',
            },
          ]
        : need.kind === 'event'
          ? [{ kind: 'event-noted', event: need.event, on: day, source: 'The model.' }]
          : demand !== undefined
            ? [signature(demand.id, leavesOf(demand.condition, '')[0]?.body ?? '')]
            : [];
    for (const act of acts) {
      const wrong = take(act);
      if (wrong !== undefined) return wrong;
    }
  }
  if (motion?.kind === 'motion') {
    const carried = carriedMotion(state, motion.id);
    if (!isState(carried)) return carried;
    state = carried;
  }
  if (trigger.office === 'vacant' && own(state.holders, office) !== null) {
    const wrong = take({
      kind: 'office-vacated',
      office,
      cause: 'resigned',
      on: day,
      because: 'The model.',
    });
    if (wrong !== undefined) return wrong;
  }
  const present = own(state.holders, office);
  return attempt(state, {
    kind: 'contest-called',
    matter: MATTER,
    procedure: procedure.id,
    trigger: trigger.id,
    office,
    because: 'The model.',
    ...(present === null || present === undefined ? {} : { holder: present }),
  });
}

function signature(demand: string, body: string): Act {
  return { kind: 'demand-signed', demand, signer: 'signer', body };
}

/** A motion from its tabling to its declaration, carried. */
function carriedMotion(from: State, procedure: string): State | Breach {
  const motion = from.book.procedures.find((p) => p.id === procedure);
  if (motion?.kind !== 'motion') return from;
  const demand = from.book.demands?.find((d) => d.id === motion.tabling.demand);
  const id = 'motion';
  let state = from;
  const acts: readonly Act[] = [
    ...(demand === undefined
      ? []
      : [signature(demand.id, leavesOf(demand.condition, '')[0]?.body ?? '')]),
    {
      kind: 'motion-tabled',
      matter: id,
      procedure,
      text: 'The model.',
      movers: Array.from({ length: motion.tabling.movers }, (_, i) => `mover-${i + 1}`),
    },
  ];
  for (const act of acts) {
    const next = attempt(state, act);
    if (!isState(next)) return next;
    state = next;
  }
  const matter = () => state.matters[id] as NonNullable<State['matters'][string]>;
  const dated = withDates(state, matter());
  if (!isState(dated)) return dated;
  state = dated;
  const rolled = withRoll(state, matter());
  if (!('roll' in rolled)) return rolled;
  const opens = own(matter().dates, 'poll-opens');
  const open = attempt(
    rolled.state,
    { kind: 'ballot-opened', matter: id, poll: 'motion-poll', roll: rolled.roll },
    opens,
  );
  if (!isState(open)) return open;
  state = open;
  const sections = open.rolls[rolled.roll]?.sections ?? [];
  const reported = attempt(
    state,
    {
      kind: 'ballot-reported',
      matter: id,
      poll: 'motion-poll',
      by: motion.poll.reported?.by ?? '',
      report: {
        lines: sections.map(({ id: section, size }) => ({
          section,
          entitled: size,
          valid: size,
          abstained: 0,
          spoilt: [],
          votes: { for: size, against: 0 },
        })),
        rounds: [],
        chosen: ['for'],
        source: 'The model.',
      },
    },
    own(matter().dates, 'poll-closes'),
  );
  if (!isState(reported)) return reported;
  const electorate = sections.reduce((sum, s) => sum + s.size, 0);
  return attempt(
    reported,
    {
      kind: 'result-declared',
      matter: id,
      poll: 'motion-poll',
      outcome: {
        kind: 'motion',
        carried: true,
        for: electorate,
        against: 0,
        abstained: 0,
        spoilt: 0,
        electorate,
        turnout: '100',
        effect: motion.effect.text,
      },
      text: 'The model.',
    },
    own(matter().dates, 'declaration'),
  );
}
