/** The accounts of a poll: turnout with its definition, every elector and ballot reconciled, spoilt papers. */
import type { VNode } from 'preact';
import { result as t } from '../messages/words.ts';
import { count, votes } from '../text/figures.ts';
import type { ReconciliationView, SpoiltView, TurnoutView } from '../views.ts';

export interface KeyFiguresProps {
  readonly turnout: TurnoutView;
  readonly electorate: number;
  readonly valid: number;
  readonly margin?: number;
  /** Of the margin. */
  readonly decimals?: number;
}

export function KeyFigures({
  turnout,
  electorate,
  valid,
  margin,
  decimals = 0,
}: KeyFiguresProps): VNode {
  return (
    <>
      <dl class="key-figures">
        {margin === undefined ? null : (
          <div>
            <dt>{t.marginShort}</dt>
            <dd>
              {margin === 0 ? t.tie : decimals === 0 ? t.marginOf(margin) : votes(margin, decimals)}
            </dd>
          </div>
        )}
        <div>
          <dt>{t.turnout}</dt>
          <dd>{t.shareOf(turnout.percent)}</dd>
        </div>
        <div>
          <dt>{t.validVotes}</dt>
          <dd>{count(valid)}</dd>
        </div>
        <div>
          <dt>{t.electorate}</dt>
          <dd>{count(electorate)}</dd>
        </div>
      </dl>
      <p class="small">
        {t.turnoutIs(turnout.formula)} {turnout.definition}
      </p>
    </>
  );
}

export function Reconciliation({ figures }: { readonly figures: ReconciliationView }): VNode {
  const lines: readonly (readonly [string, number, readonly (readonly [string, number])[]])[] = [
    [
      t.recElectors,
      figures.electorate,
      [
        [t.recVoted, figures.voted],
        [t.recNotVoted, figures.notVoted],
      ],
    ],
    [
      t.recCast,
      figures.cast,
      [
        [t.recCounting, figures.counting],
        [t.recReplaced, figures.replaced],
      ],
    ],
    [
      t.recCountingBallots,
      figures.counting,
      [
        [t.recValid, figures.valid],
        [t.recSpoilt, figures.spoilt],
      ],
    ],
  ];
  return (
    <section class="reconciliation">
      <h2>{t.reconciliation}</h2>
      <dl class="equations">
        {lines.map(([whole, total, parts]) => (
          <div key={whole}>
            <dt>{whole}</dt>
            <dd>
              <span class="whole">{count(total)}</span>
              {parts.map(([what, n], i) => (
                <span key={what} class="part">
                  <span class="sign">{i === 0 ? t.equals : t.plus}</span> {count(n)}{' '}
                  <span class="part-what">{what}</span>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function Spoilt({ spoilt }: { readonly spoilt: readonly SpoiltView[] }): VNode {
  return (
    <section>
      <h2>{t.spoiltTitle}</h2>
      {spoilt.length === 0 ? (
        <p>{t.spoiltNone}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t.reason}</th>
              <th scope="col" class="number">
                {t.number}
              </th>
            </tr>
          </thead>
          <tbody>
            {spoilt.map((one) => (
              <tr key={one.reason}>
                <th scope="row">{one.reason}</th>
                <td class="number">{count(one.count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
