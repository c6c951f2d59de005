/** The code for a second device: what it shows, what it means, and the square to point a camera at. */
import type { VNode } from 'preact';
import { secondDevice as t } from '../messages/words.ts';
import type { QrPath } from './qr.ts';

export interface DeviceCodeProps {
  readonly link: string;
  /** Undefined while it is being drawn. */
  readonly qr: QrPath | undefined;
  readonly isTest: boolean;
}

export function DeviceCodeBlock({ link, qr, isTest }: DeviceCodeProps): VNode {
  return (
    <section class="second-device">
      <h2>{t.title}</h2>
      <p>{isTest ? t.testLead : t.lead}</p>
      {isTest ? null : (
        <p class="warning">
          <strong>{t.buying}</strong> {t.forgotten}
        </p>
      )}
      <details>
        <summary>{t.show}</summary>
        {qr ? (
          <svg
            class="qr"
            role="img"
            aria-label={t.label}
            viewBox={`0 0 ${qr.size} ${qr.size}`}
            shape-rendering="crispEdges"
          >
            <path class="qr-paper" d={`M0 0h${qr.size}v${qr.size}H0z`} />
            <path class="qr-ink" d={qr.path} />
          </svg>
        ) : null}
        <p>{t.orLink}</p>
        <p>
          <code class="hash">{link}</code>
        </p>
      </details>
    </section>
  );
}
