/** The thread that verifies: gets the zip's bytes, tells progress, answers with a report. */

import type { Progress, Report } from '@hustings/record';
import { unzipRecord, verifyRecord } from '@hustings/record';
import { overCores } from './group-pool.ts';
import { random } from './random.ts';

export type VerifierMessage =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'unreadable'; readonly message: string }
  | { readonly kind: 'crashed'; readonly message: string };

addEventListener('message', (event: MessageEvent<Uint8Array>) => {
  verify(event.data).then(tell, (error: unknown) =>
    tell({ kind: 'crashed', message: String(error) }),
  );
});

async function verify(bytes: Uint8Array): Promise<VerifierMessage> {
  const record = unzipRecord(bytes);
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
