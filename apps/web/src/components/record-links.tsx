import type { VNode } from 'preact';
import { record as t } from '../messages/words.ts';
import { size } from '../text/figures.ts';
import type { RecordView } from '../views.ts';
import { Command } from './command.tsx';

/** Where the record is and how to check it: the part of a result page that matters most to a loser. */
export function RecordLinks({ record }: { readonly record: RecordView }): VNode {
  return (
    <section class="record" aria-labelledby="record-title">
      <h2 id="record-title">{t.title}</h2>
      <p>{t.holds(record.entries, record.ballots)}</p>
      <ul class="actions">
        <li>
          <a class="button main" href={record.verifyHref}>
            {t.verifyHere}
          </a>
        </li>
        <li>
          <a class="button second" href={record.checkHref}>
            {t.check}
          </a>
        </li>
        <li>
          <a class="button second" href={record.boxHref}>
            {t.box}
          </a>
        </li>
      </ul>
      {record.downloads.length > 0 ? (
        <>
          <h3>{t.downloads}</h3>
          <ul class="downloads">
            {record.downloads.map((file) => (
              <li key={file.href}>
                <a href={file.href} download="">
                  {file.text}
                  {file.size === undefined ? '' : ` (${size(file.size)})`}
                </a>
                {file.what ? <span class="what"> {file.what}</span> : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p>{t.command}</p>
      <Command text={record.command} />
    </section>
  );
}
