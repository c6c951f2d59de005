/** The thread that seals ballots: the fastest group that the browser runs rightly, and its randomness. */
import { bestGroup } from '@hustings/ristretto';
import type { SealerAnswer, SealerQuestion } from './sealer-thread.ts';
import { type SealedPaper, sealerOn } from './sealing.ts';

const starting = bestGroup().then((group) =>
  sealerOn(group, (length) => crypto.getRandomValues(new Uint8Array(length))),
);

addEventListener('message', (event: MessageEvent<SealerQuestion>) => {
  const question = event.data;
  work(question).then(
    (value) => answer({ id: question.id, value }),
    (error: unknown) => answer({ id: question.id, failed: String(error) }),
  );
});

async function work(question: SealerQuestion): Promise<string | SealedPaper> {
  const sealer = await starting;
  return question.kind === 'open'
    ? sealer.open(question.code, question.manifest)
    : sealer.seal(question.job);
}

function answer(message: SealerAnswer): void {
  postMessage(message);
}
