/** Long work as people see it: what is done, what is being done, what is still to come. */
import type { Frame, ProceedingRef, ProgressView } from '@hustings/web';
import type { JobView } from '../jobs/job-board.ts';
import type { FINISH_STEPS } from '../polls/finish-poll.ts';
import { number } from '../words/index.ts';
import { given } from './refs.ts';

interface Stage {
  readonly name: string;
  readonly text: string;
  /** Share of the whole, in hundredths. */
  readonly weight: number;
}

const FINISH_STAGES: readonly Stage[] = [
  { name: 'closing', text: 'Closing the box', weight: 2 },
  { name: 'mixing', text: 'Shuffling the ballots, and proving it', weight: 33 },
  { name: 'decrypting', text: 'Checking the shuffle and decrypting', weight: 25 },
  { name: 'counting', text: 'Counting and declaring', weight: 5 },
  { name: 'verifying', text: 'Verifying the whole record once', weight: 35 },
] satisfies readonly (Stage & { readonly name: (typeof FINISH_STEPS)[number] })[];

/** The replay holds two polls, so its steps come twice; the order here is that of the story. */
const REPLAY_STAGES: readonly Stage[] = [
  { name: 'making voting codes', text: 'Making the voting codes', weight: 8 },
  { name: 'casting ballots', text: 'Encrypting and casting the ballots', weight: 27 },
  { name: 'mixing', text: 'Shuffling the ballots twice, and proving it', weight: 25 },
  { name: 'decrypting', text: 'Decrypting with two of the three trustees', weight: 15 },
  { name: 'verifying', text: 'Verifying the whole record', weight: 25 },
];

const FREEZE_STAGES: readonly Stage[] = [
  { name: 'codes', text: 'Making a voting code for every elector', weight: 100 },
];

const LINK_STAGES: readonly Stage[] = [{ name: 'writing', text: 'Writing the mails', weight: 100 }];

export interface ProgressWords {
  readonly title: string;
  readonly sentence: string;
  readonly next?: { readonly text: string; readonly href: string };
  readonly proceeding?: ProceedingRef;
}

export function progressView(frame: Frame, job: JobView, words: ProgressWords): ProgressView {
  const stages = stagesOf(job.kind);
  const at = Math.max(
    0,
    stages.findIndex((s) => job.step.startsWith(s.name)),
  );
  const isDone = job.state === 'done';
  const before = stages.slice(0, at).reduce((sum, s) => sum + s.weight, 0);
  const within = job.total > 0 ? job.done / job.total : 0;
  const percent = isDone ? 100 : Math.floor(before + within * (stages[at]?.weight ?? 0));
  return {
    frame,
    title: words.title,
    sentence: words.sentence,
    percent: Math.min(percent, isDone ? 100 : 99),
    steps: stages.map((stage, i) => ({
      text: stage.text,
      state: isDone || i < at ? 'done' : i === at && job.state !== 'queued' ? 'doing' : 'waiting',
      ...given(
        'detail',
        i === at && !isDone && job.total > 1
          ? `${number(job.done)} of ${number(job.total)}`
          : undefined,
      ),
    })),
    ...given('failure', job.state === 'failed' ? (job.error ?? 'It failed.') : undefined),
    ...given('next', words.next),
    ...given('proceeding', words.proceeding),
  };
}

function stagesOf(kind: string): readonly Stage[] {
  switch (kind) {
    case 'build-replay':
      return REPLAY_STAGES;
    case 'freeze-roll':
      return FREEZE_STAGES;
    case 'finish-poll':
      return FINISH_STAGES;
    default:
      return LINK_STAGES;
  }
}

export function percentOf(job: JobView): number {
  return progressView({ zone: 'UTC' }, job, { title: '', sentence: '' }).percent;
}
