/** The thread that reads a ballot again: on the plain group, so that it shares no arithmetic with the sealing. */
import { nobleGroup } from '@hustings/ristretto';
import { type Reading, type ReadJob, readSealed } from './reading.ts';

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

addEventListener('message', (event: MessageEvent<ReadJob>) => {
  readSealed(nobleGroup(), random, event.data).then(answer, () =>
    answer({ kind: 'failed', code: 'booth/not-read' }),
  );
});

function answer(reading: Reading): void {
  postMessage(reading);
}
