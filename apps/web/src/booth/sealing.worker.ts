/** The thread that seals ballots: noble's group and the browser's randomness; one question at a time. */
import { nobleGroup } from '@hustings/ristretto';
import type { SealerAnswer, SealerQuestion } from './sealer-thread.ts';
import { sealerOn } from './sealing.ts';

const sealer = sealerOn(nobleGroup(), (length) => crypto.getRandomValues(new Uint8Array(length)));

addEventListener('message', (event: MessageEvent<SealerQuestion>) => {
  const question = event.data;
  const work =
    question.kind === 'open'
      ? sealer.open(question.code, question.manifest)
      : sealer.seal(question.job);
  work.then(
    (value) => answer({ id: question.id, value }),
    (error: unknown) => answer({ id: question.id, failed: String(error) }),
  );
});

function answer(message: SealerAnswer): void {
  postMessage(message);
}
