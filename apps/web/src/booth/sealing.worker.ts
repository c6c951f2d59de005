/** The thread that seals ballots: the fastest group that the browser runs rightly, and its randomness. */
import { bestGroup } from '@hustings/ristretto';
import type { Manifest } from '@hustings/rulebook';
import type { SealerAnswer, SealerQuestion } from './sealer-thread.ts';
import { type FreshlySealed, sealerOn, type TestSealed } from './sealing.ts';

const starting = bestGroup().then((group) =>
  sealerOn(group, (length) => crypto.getRandomValues(new Uint8Array(length))),
);

addEventListener('message', (event: MessageEvent<SealerQuestion>) => {
  const question = event.data;
  work(question).then(
    (value) => {
      answer({ id: question.id, value });
      if (question.kind === 'open') warm(question.manifest);
    },
    (error: unknown) => answer({ id: question.id, failed: String(error) }),
  );
});

/** While the paper is being marked: the poll key's tables are made, so that the cast need not wait for them. */
function warm(manifest: Manifest): void {
  starting
    .then((sealer) => sealer.test(manifest, []))
    // It will fail again, and be told, when a vote is cast.
    .catch(() => undefined);
}

async function work(question: SealerQuestion): Promise<string | FreshlySealed | TestSealed> {
  const sealer = await starting;
  switch (question.kind) {
    case 'open':
      return sealer.open(question.code, question.manifest);
    case 'seal':
      return sealer.seal(question.job);
    case 'test':
      return sealer.test(question.manifest, question.paper);
  }
}

function answer(message: SealerAnswer): void {
  postMessage(message);
}
