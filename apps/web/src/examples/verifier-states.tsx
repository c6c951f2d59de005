import type { Report } from '@hustings/record';
import { renderDocument } from '../components/document.tsx';
import { verifier as t } from '../messages/words.ts';
import type { VerifierState } from '../verifier/state.ts';
import { Verifier } from '../verifier/view.tsx';
import { frame, labour } from './common.ts';

const report: Report = {
  findings: [],
  checked: {
    entries: 961,
    signatures: 236,
    ballots: 725,
    proofs: 741,
    mixes: 8,
    shares: 12,
    papers: 723,
    polls: 2,
    figures: 64,
    blobs: 41,
    tiles: 6,
  },
  about: {
    proceeding: 'labour-2016',
    organisation: 'The Labour Party',
    title: 'Leadership of the Labour Party, 2016',
    root: 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=',
    size: 961,
    declared: ['Jeremy Corbyn, with 313 votes of 506, is elected Leader of the Labour Party.'],
  },
};

const states: Readonly<Record<string, VerifierState>> = {
  busy: {
    kind: 'verifying',
    progress: { step: 'checking entries and ballots', done: 512, of: 961 },
  },
  downloading: { kind: 'downloading', got: 512_000, of: undefined },
  clean: { kind: 'reported', report, seconds: 38 },
  found: {
    kind: 'reported',
    seconds: 38,
    report: {
      ...report,
      findings: [
        {
          code: 'ballot/wrong-proof',
          place: 'entry 412',
          message:
            'The proof of this ballot does not hold: it may have been changed after it was cast.',
        },
        {
          code: 'figures/turnout',
          place: 'entry 960 /act/outcome/turnout',
          message: 'The declared turnout is 77.6, but the stated policy gives 77.5.',
        },
      ],
    },
  },
  unreadable: {
    kind: 'unreadable',
    message: 'The file is not a readable zip: it may be cut short or damaged. Download it again.',
  },
};

function renderState(state: VerifierState): string {
  const nothing = (): void => undefined;
  return renderDocument({
    title: t.title,
    frame,
    proceeding: labour,
    here: 'verify',
    children: (
      <>
        <h1>{t.title}</h1>
        <Verifier state={state} onStart={nothing} onFile={nothing} onCancel={nothing} />
      </>
    ),
  });
}

export const verifierStates: Readonly<Record<string, () => string>> = Object.fromEntries(
  Object.entries(states).map(([name, state]) => [`verifier-${name}`, () => renderState(state)]),
);
