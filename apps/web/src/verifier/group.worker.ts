/** One core's worth of the group (group-pool.ts): one message in, one answer out. */
import { bestGroup, type GroupMessage, serveGroup } from '@hustings/ristretto';

export type CoreAnswer =
  | { readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly error: string };

/** Messages that come before the kernel is ready wait for it. */
const serve = bestGroup().then(serveGroup);

addEventListener('message', (event: MessageEvent<{ id: number; message: GroupMessage }>) => {
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
