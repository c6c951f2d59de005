/** What the second device shows. */
import { receiptOf } from '@hustings/ballot';
import type { VNode } from 'preact';
import type { Reading } from '../booth/reading.ts';
import { Said, type SaidProps } from '../booth/said-view.tsx';
import { secondDevice as t } from '../messages/words.ts';

export type Seen =
  | { readonly kind: 'no-code' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'not-there' }
  | { readonly kind: 'trouble' }
  | {
      readonly kind: 'read';
      readonly reading: Reading;
      readonly isTest: boolean;
      readonly paper: SaidProps['paper'];
      readonly question: string;
      readonly tracker: Uint8Array;
    };

export function SecondDevice({ seen }: { readonly seen: Seen }): VNode {
  return (
    <>
      <h1 tabIndex={-1}>{t.pageTitle}</h1>
      <div role="status">
        {seen.kind === 'read' ? <Read {...seen} /> : <p>{WORDS[seen.kind]}</p>}
      </div>
    </>
  );
}

const WORDS: Readonly<Record<Exclude<Seen['kind'], 'read'>, string>> = {
  'no-code': t.noCode,
  reading: t.reading,
  'not-there': t.notThere,
  trouble: t.trouble,
};

function Read(seen: Extract<Seen, { readonly kind: 'read' }>): VNode {
  const { reading, isTest, paper, question, tracker } = seen;
  if (reading.kind === 'failed') return <p class="warning">{t.failed}</p>;
  return (
    <>
      <p class="lead">{question}</p>
      {reading.kind === 'paper' ? (
        <Said paper={paper} says={reading.paper} />
      ) : (
        <p>{reading.kind === 'blank' ? t.blank : t.spoilt(reading.reason.replaceAll('-', ' '))}</p>
      )}
      <p>{t.same}</p>
      <p>{isTest ? t.testRead : t.fetched}</p>
      {isTest ? null : (
        <p>
          {t.receipt}: <strong>{receiptOf(tracker).short}</strong>
        </p>
      )}
      <p>{t.leave}</p>
    </>
  );
}
