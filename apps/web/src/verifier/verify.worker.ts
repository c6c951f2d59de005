/** The thread that verifies: gets the zip's bytes, tells progress, answers with a report. */

import type { Progress, Report } from '@hustings/record';
import { unzipRecord, verifyRecord } from '@hustings/record';
import { groupOverCores } from './group-pool.ts';

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
    group: await groupOverCores(),
    random,
    progress: (progress) => tell({ kind: 'progress', progress }),
  });
  return { kind: 'report', report };
}

/** WebCrypto gives 65,536 bytes at a time. */
function random(length: number): Uint8Array {
  const out = new Uint8Array(length);
  for (let at = 0; at < length; at += 65_536)
    crypto.getRandomValues(out.subarray(at, Math.min(at + 65_536, length)));
  return out;
}

function tell(message: VerifierMessage): void {
  postMessage(message);
}
