/** The contest of 2016 held, written out and verified, with every step measured. */
import { rm } from 'node:fs/promises';
import type { Report } from '@hustings/record';
import { MemoryLedger, verifyRecord, writeRecord } from '@hustings/record';
import { type Plan, play } from '@hustings/replay';
import { isClean, type Report as SecondReport, verifyAgain } from '@hustings/second-verifier';
import type { NodeGroup } from '@hustings/server/workers';
import { folderRecord } from '../files/folder-record.ts';
import { fillFolder } from '../files/new-folder.ts';
import type { Io } from '../io.ts';
import type { Progress, Step } from '../progress.ts';
import { type Spent, Stopwatch } from '../stopwatch.ts';

export interface Sample {
  /** Ballots of each poll and papers of each pool; 0: the second verifier is left out. */
  readonly ballots: number;
  /** Mixes of pools with more ballots are left out. */
  readonly largestMix: number;
}

export interface LabourRun {
  readonly ballots: number;
  readonly codes: number;
  readonly declared: readonly string[];
  readonly election: Phase;
  readonly verification: Phase & { readonly report: Report };
  /** Not there where nothing was to be sampled. */
  readonly second:
    | (Phase & { readonly report: SecondReport; readonly isClean: boolean })
    | undefined;
}

export interface Phase {
  /** By step, in the order in which they came. */
  readonly steps: ReadonlyMap<string, Spent>;
  readonly all: Spent;
  /** The most memory that the process had had when this ended. */
  readonly peakBytes: number;
}

/** Which part of a step the progress is told of; what is not here belongs to the step as a whole. */
const PARTS: readonly (readonly [told: RegExp, step: string])[] = [
  [/^checking the mixes/, 'mixes checked'],
  [/^decrypting/, 'shares'],
  [/^checking the decryption/, 'shares checked'],
  [/^opening/, 'papers'],
];
const CHECKS: readonly (readonly [told: RegExp, step: string])[] = [
  [/^reading/, 'verifying: log'],
  [/^checking entries/, 'verifying: ballots'],
  [/^checking the mixes/, 'verifying: mixes'],
  [/^checking the decryption/, 'verifying: shares'],
  [/^opening/, 'verifying: papers'],
];

export interface LabourSetup {
  readonly plan: Plan;
  readonly threads: NodeGroup;
  readonly io: Io;
  readonly progress: Progress;
  /** Where the record is written; taken away at the end. */
  readonly folder: string;
  readonly sample: Sample;
}

export async function runLabour(setup: LabourSetup): Promise<LabourRun> {
  try {
    await warmUp(setup);
    const { ballots, codes, declared, ...election } = await hold(setup);
    const verification = await verify(setup);
    const second = setup.sample.ballots === 0 ? undefined : await verifySample(setup);
    return { ballots, codes, declared, election, verification, second };
  } finally {
    await rm(setup.folder, { recursive: true, force: true });
  }
}

/** Threads and kernels are started before the clock is: an election does so once. */
async function warmUp({ threads, io }: LabourSetup): Promise<void> {
  const codes = Array.from({ length: 128 * threads.workers }, () => '0000-0000-0000-0000-0000');
  for (const { ballots } of [threads, threads.fast])
    await ballots.credentials(codes, { organisation: 'warm-up', roll: `${io.random(1)[0]}` });
}

async function hold({ plan, threads, io, progress, folder }: LabourSetup) {
  const watch = new Stopwatch(io);
  const whole = begin(io);
  let at = '';
  const { recorder } = await play({
    plan,
    ledger: new MemoryLedger(),
    group: threads.fast.group,
    ballots: threads.fast.ballots,
    random: io.random,
    progress: (told) => {
      progress.show(told);
      if (at === 'decrypting') watch.turnTo(`${at}: ${partOf(PARTS, told) ?? 'other'}`);
    },
    timed: (what, work) => {
      at = what;
      return watch.timed(what === 'decrypting' ? 'decrypting: other' : what, work);
    },
  });
  await watch.timed('writing', () =>
    fillFolder(folder, io, (sink) => writeRecord(recorder, sink, progress.show)),
  );
  const { docket } = recorder;
  return {
    ballots: docket.polls.reduce((sum, poll) => sum + (poll.box?.size ?? 0), 0),
    codes: [...docket.rolls.values()].reduce(
      (sum, { act }) => sum + act.sections.reduce((n, section) => n + section.size, 0),
      0,
    ),
    declared: docket.declared.map(({ act }) => act.text),
    steps: watch.spent,
    ...whole(),
  };
}

async function verify({ threads, io, progress, folder }: LabourSetup) {
  const watch = new Stopwatch(io);
  const whole = begin(io);
  const report = await verifyRecord(folderRecord(folder), {
    group: threads.group,
    ballots: threads.ballots,
    random: io.random,
    progress: (told) => {
      progress.show(told);
      watch.turnTo(partOf(CHECKS, told) ?? 'verifying: count');
    },
  });
  watch.stop();
  return { report, steps: watch.spent, ...whole() };
}

async function verifySample({ io, progress, folder, sample }: LabourSetup) {
  const source = folderRecord(folder);
  const paths = await source.list();
  const whole = begin(io);
  const report = await verifyAgain(
    { paths, read: (path) => source.read(path) },
    {
      sample: sample.ballots,
      largestMix: sample.largestMix,
      progress: (step, part) =>
        progress.show({ step: `second verifier: ${step}`, done: Math.floor(100 * part), of: 100 }),
    },
  );
  return { report, isClean: isClean(report), steps: new Map<string, Spent>(), ...whole() };
}

function partOf(
  parts: readonly (readonly [told: RegExp, step: string])[],
  told: Step,
): string | undefined {
  return parts.find(([pattern]) => pattern.test(told.step))?.[1];
}

function begin(io: Io): () => Pick<Phase, 'all' | 'peakBytes'> {
  const wall = io.now();
  const { cpu } = io.usage();
  return () => {
    const used = io.usage();
    return { all: { wall: io.now() - wall, cpu: used.cpu - cpu }, peakBytes: used.peakBytes };
  };
}
