/** The thread that verifies: gets the zip as a file, reads of it what it needs, tells progress, answers with a report. */

import type { Progress, Report } from '@hustings/record';
import { verifyRecord, zipSource } from '@hustings/record';
import { overCores } from './group-pool.ts';
import { random } from './random.ts';

export type VerifierMessage =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'unreadable'; readonly message: string }
  | { readonly kind: 'crashed'; readonly message: string };

addEventListener('message', (event: MessageEvent<Blob>) => {
  verify(event.data).then(tell, (error: unknown) =>
    tell({ kind: 'crashed', message: String(error) }),
  );
});

async function verify(file: Blob): Promise<VerifierMessage> {
  const record = await zipSource({
    size: file.size,
    read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
  });
  if (!record.ok) return { kind: 'unreadable', message: record.error.message };
  const report = await verifyRecord(record.value, {
    ...(await overCores()),
    random,
    progress: (progress) => tell({ kind: 'progress', progress }),
  });
  return { kind: 'report', report };
}

function tell(message: VerifierMessage): void {
  postMessage(message);
}
