/**
 * A test of the machine (PROTOCOL §6 a), off the voting path: a paper is sealed for nobody, never sent,
 * and read again by a second program. What it read is compared with what was marked.
 */
import type { BoxApi } from './box-api.ts';
import { type Conduct, paperIn, refusedStatus } from './conduct.ts';
import type { Reading, ReadJob } from './reading.ts';
import type { Sealer, TestSealed } from './sealing.ts';
import type { BoothEvent } from './state.ts';

export interface TestParts {
  readonly api: Pick<BoxApi, 'poll'>;
  readonly sealer: () => Sealer;
  readonly read: (job: ReadJob) => Promise<Reading>;
}

export function testConduct({ api, sealer, read }: TestParts): Conduct {
  let manifest: ReadJob['manifest'] | undefined;

  return {
    async open() {
      const poll = await api.poll();
      if (poll.kind === 'trouble') return { kind: 'opening-failed', trouble: poll.trouble };
      if (poll.kind === 'refused') return refusedStatus(poll);
      manifest = poll.value.manifest;
      return { kind: 'opened', paper: paperIn(manifest, false) };
    },
    async cast(paper, say): Promise<BoothEvent> {
      if (manifest === undefined) throw new Error('tested before it was opened');
      let sealed: TestSealed;
      try {
        sealed = await sealer().test(manifest, paper);
      } catch {
        return { kind: 'stopped', reason: 'unable' };
      }
      say({ kind: 'sealed' });
      const { ballot, secretRandomness, deviceCode } = sealed;
      const reading = await read({ manifest, ballot, secretRandomness });
      return { kind: 'tested', marked: paper, reading, secondDevice: deviceCode };
    },
    resend: async () => ({ kind: 'stopped', reason: 'refused', code: 'booth/nothing-kept' }),
  };
}

/** Whether the second program read just what was marked. */
export function isSameReading(marked: readonly number[], reading: Reading): boolean {
  if (reading.kind === 'blank') return marked.every((one) => one === 0) || marked.length === 0;
  return (
    reading.kind === 'paper' &&
    reading.paper.length === marked.length &&
    reading.paper.every((one, i) => one === marked[i])
  );
}
