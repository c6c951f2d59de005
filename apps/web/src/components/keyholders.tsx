import type { VNode } from 'preact';
import { keyholders as t } from '../messages/words.ts';
import type { KeyholdersView } from '../views.ts';

/** Who has done what, and who is waited for. */
export function Keyholders({ view }: { readonly view: KeyholdersView }): VNode {
  const trustees = view.holders.filter((h) => h.role === 'trustee').length;
  return (
    <section>
      <h2>{t.title}</h2>
      <p>{t.lead(view.poll)}</p>
      {view.trouble ? <p class="notice">{view.trouble}</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever scrolls by keyboard must be able to reach it */}
      <section class="scroll" aria-label={t.title} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.columns.name}</th>
              <th scope="col">{t.columns.words}</th>
              <th scope="col">{t.columns.did}</th>
              <th scope="col">{t.columns.due}</th>
            </tr>
          </thead>
          <tbody>
            {view.holders.map((holder) => (
              <tr key={`${holder.role} ${holder.words}`}>
                <th scope="row">
                  {holder.name} <span class="hint">{t.role[holder.role]}</span>
                </th>
                <td>{holder.words}</td>
                <td>
                  {holder.did.length === 0
                    ? t.nothing
                    : holder.did.map((step) => t.did[step]).join(', ')}
                </td>
                <td>{holder.due === undefined ? t.nothing : t.step[holder.due]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {trustees > 0 ? <p class="small">{t.enough(view.threshold, trustees)}</p> : null}
    </section>
  );
}
