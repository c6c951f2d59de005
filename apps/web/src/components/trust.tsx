import type { VNode } from 'preact';
import { trust as t } from '../messages/words.ts';
import type { TrustView } from '../views.ts';
import { Fold } from './fold.tsx';

/** PROTOCOL §13 filled in for the contest at hand: who could break what, and whether it would show. */
export function Trust({ trust }: { readonly trust: TrustView }): VNode {
  const simple = trust.mode === 'simple';
  const rows: readonly (readonly [string, string, string])[] = [
    [t.secrecy, secrecy(trust), t.secrecySeen],
    [
      t.add,
      simple ? t.addSimple(trust.host) : t.addSeparated(trust.host, trust.registrar),
      t.addSeen,
    ],
    [t.refuse, t.refuseWho(trust.host), t.refuseSeen],
    [t.change, t.changeWho, t.changeSeen],
  ];
  return (
    <section class="trust">
      <h2>{t.mode}</h2>
      {trust.rehearsed && !simple ? (
        <p>{t.rehearsed(trust.host)}</p>
      ) : (
        <p>{simple ? t.simple(trust.host) : t.separated(trust.host)}</p>
      )}
      <Fold title={t.title} level={3}>
        <dl class="trust-list">
          {rows.map(([what, who, seen]) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd>{who}</dd>
              <dd class="trust-seen">
                <span class="label">{t.seen}</span> {seen}
              </dd>
            </div>
          ))}
        </dl>
        <p class="small">
          {trust.trustees.length > 0 ? `${t.keys(trust.threshold, trust.trustees.length)} ` : null}
          {trust.mixers.length > 0 ? `${t.mixers(trust.mixers.length)} ` : null}
          {trust.witnesses === undefined ? null : `${t.witnesses(trust.witnesses)} `}
          {t.pool(trust.leastPool)} {t.not}
        </p>
      </Fold>
    </section>
  );
}

function secrecy({ mode, host, threshold, trustees, mixers }: TrustView): string {
  if (mode === 'simple') return t.secrecySimple(host);
  if (trustees.length === 0 || mixers.length === 0) return t.secrecyUnnamed;
  return t.secrecySeparated(threshold, trustees, mixers);
}
