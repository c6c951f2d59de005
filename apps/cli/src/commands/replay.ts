import { resolve } from 'node:path';
import { MemoryLedger, writeRecord } from '@hustings/record';
import { findRuleBook, labour2016, type Plan, type Played, play } from '@hustings/replay';
import { count } from '@hustings/server/words';
import { type Args, wholeNumber, wrong } from '../args.ts';
import { type Command, command, misused } from '../command.ts';
import { fillFolder, inTheWay } from '../files/new-folder.ts';
import { EXIT, fail, type Io, indented, note } from '../io.ts';
import { nearest } from '../nearest.ts';
import { Progress } from '../progress.ts';
import { type Spent, Stopwatch } from '../stopwatch.ts';
import { readWorkers, WORKERS_HELP, withThreads } from '../workers.ts';
import { replayHistory, replayResult } from './replay-history.ts';

interface Contest {
  readonly id: string;
  readonly about: string;
  readonly plan: (scale: number) => Plan;
}

const contests: readonly Contest[] = [
  {
    id: 'labour-2016',
    about: "the motion of no confidence in the Labour leader, the challenge, the members' ballot",
    plan: (scale) => labour2016({ scale, book: bookOf('labour-uk-2014-omov') }),
  },
];

const DEFAULT_SCALE = 1000;

const HELP = `
Plays a real contest through, act by act, and writes its record: the referee allows every
step under the rule book of the time, and every paper is really encrypted, cast, mixed,
decrypted and counted.

Usage: hustings replay CONTEST --out DIR [--scale N] [--force] [--json] [--workers N]
       hustings replay history [--contests DIR] [--json]
       hustings replay RESULT.json [--book BOOK] [--json]
       hustings replay --list

${contests.map((contest) => `  ${contest.id.padEnd(13)} ${contest.about}`).join('\n')}

  --out DIR     the folder for the record; it must be new or empty
  --scale N     one paper for N of history; left out, ${DEFAULT_SCALE}; 1 is every paper there was
  --force       replace what is in DIR
  --json        what was done and how long each kind of work took, as data
${WORKERS_HELP}

A published result (spec/published-result.md) is replayed without ballots: the referee judges
every entry from the call to the declaration, and every printed figure is drawn again from the
rule book's own policies. "history" does so with every result in a folder.

  --contests DIR  the folder of results; left out, the contests that come with Hustings
  --book BOOK     play the result under this rule book (a file, or the id of one of ours), and
                  not under the one that it names
  --list          what can be replayed, and with how many entries

Nothing is in DIR until all of it is. At 1:1000 a replay takes seconds. At 1:1 all 507,480
ballots of 2016 are made, cast and mixed: allow some minutes and 2 GB of memory on two cores.

Examples:
  hustings replay labour-2016 --scale 1000 --out labour
  hustings verify labour
  hustings show labour
  hustings replay history
  hustings replay contests/uk-con-2001-leader.json
`;

export const replayCommand: Command = command({
  name: 'replay',
  help: HELP,
  shape: {
    flags: ['force', 'json', 'list'],
    options: ['scale', 'out', 'workers', 'contests', 'book'],
    positionals: ['CONTEST?'],
  },
  run: async (args, io) => {
    const [named] = args.positionals;
    if (named === 'history' || args.has('list')) return await replayHistory(args, io);
    if (named === undefined) return misused(io, 'replay', wrong('CONTEST is missing'));
    if (named.endsWith('.json')) return await replayResult(named, args, io);
    const contest = contests.find(({ id }) => id === named);
    if (contest === undefined) return misused(io, 'replay', noContest(named));
    const scale = wholeNumber(args, 'scale', 1, 100_000);
    if (!scale.ok) return misused(io, 'replay', scale);
    const workers = readWorkers(args);
    if (!workers.ok) return misused(io, 'replay', workers);
    const out = args.text('out');
    if (out === undefined)
      return misused(io, 'replay', wrong('--out is missing: it names the folder for the record'));
    const folder = resolve(io.cwd, out);
    const obstacle = await inTheWay(folder);
    if (obstacle !== undefined && (obstacle.isFile || !args.has('force')))
      return fail(
        io,
        EXIT.io,
        `${JSON.stringify(out)} ${obstacle.isFile ? 'is a file' : 'is not empty'}`,
        [
          obstacle.isFile
            ? 'name another folder'
            : 'name another folder, or replace it with --force',
        ],
      );
    const plan = contest.plan(scale.value ?? DEFAULT_SCALE);
    const began = io.now();
    const watch = new Stopwatch(io);
    const played = await withThreads(workers.value, (threads) =>
      fillFolder(folder, io, async (sink) => {
        const progress = new Progress(io);
        try {
          const done = await play({
            plan,
            ledger: new MemoryLedger(),
            // Nobody's secrets but this machine's own.
            group: threads.fast.group,
            ballots: threads.fast.ballots,
            random: io.random,
            progress: progress.show,
            timed: watch.timed,
          });
          await writeRecord(done.recorder, sink, progress.show);
          return done;
        } finally {
          progress.end();
        }
      }),
    );
    tell(io, args, { plan, played, out, spent: watch.spent, milliseconds: io.now() - began });
    return EXIT.ok;
  },
});

interface Done {
  readonly plan: Plan;
  readonly played: Played;
  readonly out: string;
  readonly spent: ReadonlyMap<string, Spent>;
  readonly milliseconds: number;
}

function tell(io: Io, args: Args, { plan, played, out, spent, milliseconds }: Done): void {
  const { recorder } = played;
  const ballots = recorder.docket.polls.reduce((sum, poll) => sum + (poll.box?.size ?? 0), 0);
  const declared = recorder.docket.declared.map(({ act }) => act.text);
  const seconds = { ...inSeconds(spent), all: milliseconds / 1000 };
  if (args.has('json')) {
    const { proceeding, title } = plan;
    const answer = { proceeding, title, out, entries: recorder.size, ballots, declared, seconds };
    io.stdout.write(`${JSON.stringify(answer, undefined, 2)}\n`);
    return;
  }
  io.stdout.write(
    `${plan.title}\n\n${declared.map((text) => `${indented(text)}\n`).join('')}\n${out}: ${recorder.size} entries, ${count(ballots, 'ballot')}\n`,
  );
  const parts = Object.entries(inSeconds(spent)).map(([what, s]) => `${what} ${s.toFixed(1)} s`);
  note(io, `took ${seconds.all.toFixed(1)} s: ${parts.join(', ')}`);
  note(io, `next: hustings verify ${out}`);
}

function inSeconds(spent: ReadonlyMap<string, Spent>): Record<string, number> {
  return Object.fromEntries([...spent].map(([what, { wall }]) => [what, wall / 1000]));
}

function noContest(named: string): ReturnType<typeof wrong> {
  const ids = contests.map(({ id }) => id);
  const meant = nearest(named, ids);
  return wrong(`there is no contest called "${named}"`, [
    meant === undefined
      ? `those that can be replayed: ${ids.join(', ')}`
      : `did you mean ${meant}?`,
  ]);
}

function bookOf(id: string): NonNullable<ReturnType<typeof findRuleBook>> {
  const book = findRuleBook(id);
  if (book === undefined) throw new Error(`the rule book ${id} does not come with Hustings`);
  return book;
}
