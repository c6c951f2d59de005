import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRuleBook, labour2016, type Plan } from '@hustings/replay';
import { count, number } from '@hustings/server/words';
import { type Args, wholeNumber, wrong } from '../args.ts';
import { peersOf, peerTable, rowsOf, tableOf } from '../bench/labour-table.ts';
import type { Work } from '../bench/limits.ts';
import { type LabourRun, type Phase, runLabour, type Sample } from '../bench/run-labour.ts';
import { type Command, command, misused } from '../command.ts';
import { EXIT, type Io, indented } from '../io.ts';
import { Progress } from '../progress.ts';
import { readWorkers, WORKERS_HELP, withThreads } from '../workers.ts';

const SAMPLE: Sample = { ballots: 200, largestMix: 1000 };

const HELP = `
Holds the members' ballot of 2016, all 507,480 papers of it, and times every step: voting codes,
ballots sealed and signed, each checked and put in the log, mixed twice with proofs, decrypted
by two of three trustees, counted and declared; the record written, then verified, all of it, and
a sample of it by the second verifier.

Usage: hustings bench labour-2016 [--scale N] [--sample N] [--json] [--workers N]

  --scale N     one paper for N of history; left out, 1: every paper there was
  --sample N    the second verifier checks N ballots of each poll and N papers of each pool,
                drawn at random; left out, ${SAMPLE.ballots}. Of pools with more than
                ${number(SAMPLE.largestMix)} ballots it leaves out the proofs of mixes and shares, and the last
                line says so. 0 leaves it out
  --json        every figure, as data
${WORKERS_HELP}

The table has microseconds for each ballot: by the clock, of one core (all processors' time
together), and what the group's operations alone would take, as they were measured before the
kernels were written (apps/cli/src/bench/limits.ts says how). Times are this machine's: let
nothing else run. Nothing is kept. At 1:1 allow some minutes, 2 GB of memory, and 600 MB of disk
in the folder for temporary files.

Exit code 0 only when neither verifier finds anything.

Examples:
  hustings bench labour-2016
  hustings bench labour-2016 --scale 100 --json
`;

export const benchCommand: Command = command({
  name: 'bench',
  help: HELP,
  shape: {
    flags: ['json'],
    options: ['scale', 'sample', 'workers'],
    positionals: ['CONTEST'],
  },
  run: async (args, io) => {
    const [named] = args.positionals;
    if (named !== 'labour-2016')
      return misused(
        io,
        'bench',
        wrong(`there is no bench of "${named}"`, ['the one there is: labour-2016']),
      );
    const scale = wholeNumber(args, 'scale', 1, 100_000);
    if (!scale.ok) return misused(io, 'bench', scale);
    const ballots = wholeNumber(args, 'sample', 0, 1_000_000);
    if (!ballots.ok) return misused(io, 'bench', ballots);
    const workers = readWorkers(args);
    if (!workers.ok) return misused(io, 'bench', workers);
    const sample = { ...SAMPLE, ballots: ballots.value ?? SAMPLE.ballots };
    const plan = planOf(scale.value ?? 1);
    const run = await withThreads(workers.value, async (threads) => {
      const progress = new Progress(io);
      const folder = await mkdtemp(join(tmpdir(), 'hustings-bench-'));
      const release = io.onStop(async () => {
        await rm(folder, { recursive: true, force: true });
        return 130;
      });
      try {
        const setup = { plan, threads, io, progress, folder: join(folder, 'record'), sample };
        return { ...(await runLabour(setup)), threads: threads.workers };
      } finally {
        progress.end();
        release();
        await rm(folder, { recursive: true, force: true });
      }
    });
    tell(io, args, run, plan, scale.value ?? 1, sample);
    const isSound = run.verification.report.findings.length === 0 && run.second?.isClean !== false;
    return isSound ? EXIT.ok : EXIT.failed;
  },
});

function planOf(scale: number): Plan {
  const book = findRuleBook('labour-uk-2014-omov');
  if (book === undefined) throw new Error('the rule book labour-uk-2014-omov comes with Hustings');
  return labour2016({ scale, book });
}

/** How often each step was done, for what is told of it once. */
function workOf(plan: Plan, run: LabourRun): Work {
  const polls = plan.steps.filter((step) => step.kind === 'poll');
  return {
    codesPerBallot: run.codes / run.ballots,
    mixers: Math.max(...polls.map((poll) => poll.mixers.length)),
    decrypting: Math.max(...polls.map((poll) => poll.decrypting)),
  };
}

function tell(
  io: Io,
  args: Args,
  run: LabourRun & { readonly threads: number },
  plan: Plan,
  scale: number,
  sample: Sample,
): void {
  const { ballots, codes, declared, election, verification, second, threads } = run;
  const work = workOf(plan, run);
  const rows = rowsOf(run, work);
  const peers = peersOf(run, work);
  const machine = {
    node: process.version,
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? '',
    threads,
  };
  if (args.has('json')) {
    const answer = {
      scale,
      ballots,
      codes,
      declared,
      machine,
      rows,
      peers,
      election: plain(election),
      verification: {
        ...plain(verification),
        findings: verification.report.findings,
        checked: verification.report.checked,
      },
      ...(second && {
        second: {
          ...plain(second),
          sample,
          findings: second.report.findings,
          checked: second.report.checked,
        },
      }),
    };
    io.stdout.write(`${JSON.stringify(answer, undefined, 2)}\n`);
    return;
  }
  const found = verification.report.findings.length;
  io.stdout.write(
    [
      `${plan.title}`,
      `${count(ballots, 'ballot')} (1:${scale}), ${count(codes, 'voting code')}.`,
      `Node ${machine.node}, ${count(machine.cores, 'core')} (${machine.processor}), ${count(threads, 'thread')} beside the main one.`,
      '',
      ...declared.map(indented),
      '',
      tableOf(rows),
      peerTable(peers),
      `Election: ${told(election)}.`,
      `Verified: ${told(verification)}; ${found === 0 ? 'nothing was found' : count(found, 'finding')}.`,
      ...(second === undefined ? [] : [secondTold(second, sample)]),
      '',
    ].join('\n'),
  );
}

function secondTold(second: NonNullable<LabourRun['second']>, sample: Sample): string {
  const found = second.isClean ? 'nothing is wrong' : 'something is wrong';
  return `Second verifier, ${number(sample.ballots)} ballots of each poll and papers of each pool, mixes and shares of at most ${number(sample.largestMix)} ballots: ${told(second)}; ${found}.`;
}

function told({ all, peakBytes }: Phase): string {
  return `${(all.wall / 1000).toFixed(1)} s (${(all.cpu / 1000).toFixed(1)} s of processor), at most ${(peakBytes / 1e9).toFixed(2)} GB of memory so far`;
}

function plain({ all, peakBytes }: Phase) {
  return { wallMs: all.wall, cpuMs: all.cpu, peakBytes };
}
