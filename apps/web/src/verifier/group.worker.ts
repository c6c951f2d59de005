/** One core's worth of work (group-pool.ts): one message in, one answer out. */
import { serveWork, type WorkMessage } from '@hustings/ballot';
import { bestGroup } from '@hustings/ristretto';
import { random } from './random.ts';

export type CoreAnswer =
  | { readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly error: string };

/** Messages that come before the kernel is ready wait for it. */
const serve = bestGroup().then((group) => serveWork(group, random));

addEventListener('message', (event: MessageEvent<{ id: number; message: WorkMessage }>) => {
  const { id, message } = event.data;
  serve
    .then((answerTo) => answerTo(message))
    .then(
      (result) => {
        const bytes = new Uint8Array(result);
        tell({ id, bytes }, [bytes.buffer]);
      },
      (error: unknown) =>
        tell({ id, error: error instanceof Error ? error.message : String(error) }, []),
    );
});

function tell(answer: CoreAnswer, transfer: Transferable[]): void {
  postMessage(answer, { transfer });
}
