/**
 * Re-does a whole proceeding from its record (spec/record.md §5). Total: any files give a report.
 * Time: about one group operation of each kind per ballot, mix and trustee; memory: the boxes.
 */
import { type BallotWork, ownBallotWork } from '@hustings/ballot';
import { toHex } from '@hustings/base';
import type { Group } from '@hustings/ristretto';
import type { RecordSource } from '../source.ts';
import { Blobs } from './blobs.ts';
import { EventChecker } from './events.ts';
import { checkFiles, type LogFiles } from './files.ts';
import { Notebook, type Progress, type Report } from './finding.ts';
import { checkResults } from './results.ts';
import { useBook } from './use-book.ts';
import type { WitnessPolicy } from './witnesses.ts';

export interface VerifyOptions {
  readonly group: Group;
  /** For the random weights of batch verification: must not be foreseeable by whoever made the record. */
  readonly random: (length: number) => Uint8Array;
  /** Checks batches of ballots, on threads where there are some; in this one where it is not given. */
  readonly ballots?: BallotWork;
  /** C2SP verifier key that the log must have, where you know it from elsewhere. */
  readonly logKey?: string;
  /** Witnesses that must have cosigned the checkpoint; without it their lines are passed over. */
  readonly witnesses?: WitnessPolicy;
  readonly progress?: (progress: Progress) => void;
}

export async function verifyRecord(source: RecordSource, options: VerifyOptions): Promise<Report> {
  const { group, random, progress } = options;
  const notes = new Notebook();
  const tell = (step: string, done: number, of: number) => progress?.({ step, done, of });
  tell('reading the log', 0, 1);
  const files = await checkFiles(source, notes, options);
  const blobs = new Blobs(source, notes);
  const ballots = options.ballots ?? ownBallotWork(group, random);
  const events = new EventChecker({ group, random, ballots, blobs, notes });
  await useBook(await firstLeaf(files), blobs, events, notes);
  let done = 0;
  for await (const bundle of files.leaves())
    for (const leaf of bundle) {
      await events.next(leaf);
      if (++done % 256 === 0) tell('checking entries and ballots', done, files.size);
    }
  await events.finish();
  await blobs.checkStrays();
  await checkResults({
    group,
    random,
    blobs,
    notes,
    docket: events.docket,
    book: events.book,
    tree: files.tree,
    left: events.left,
    progress,
  });
  tell('done', 1, 1);
  const { opened, declared } = events.docket;
  return {
    findings: notes.findings,
    checked: notes.checked,
    about: {
      proceeding: opened?.proceeding ?? '',
      organisation: opened?.organisation ?? '',
      title: opened?.title ?? '',
      root: toHex(files.root),
      size: files.size,
      declared: declared.map((d) => d.act.text),
    },
    ...(options.witnesses === undefined ? {} : { witnessed: files.witnessed }),
  };
}

async function firstLeaf(files: LogFiles): Promise<Uint8Array | undefined> {
  for await (const [leaf] of files.leaves()) return leaf;
  return undefined;
}
